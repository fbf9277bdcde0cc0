"""Publishing as the project does it, and as a person would by hand, from the same finished input."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypandoc
import synthetic
import typst

from projectfiles import paths
from reportbuilder import checks, places
from reportbuilder.drafts import draft
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.publishing import publish
from reportbuilder.publishing.build_folder import furnish


def ways(folder: Path) -> Iterator[Callable[[], None]]:
    """Both ways, of the project that is the working folder, each into a folder of its own."""
    read = draft.read_draft(synthetic.QUARTER)
    work = folder / "work"
    (work / "build").mkdir(parents=True)
    furnish(read, checks.run_checks(read), work / "build", RunOptions(), lambda *_: None)

    def ours() -> None:
        made = folder / "ours"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        publish.embed(read, made, work, lambda *_: None)

    yield ours
    yield lambda: _by_hand(work, folder)


def _by_hand(work: Path, made: Path) -> None:
    """Three runs of pandoc and one of Typst, one after the other; nothing finished, nothing read back."""
    report = places.looks()
    looks = {
        "html5": [f"--template={report / 'template.html'}", "--css=build/style.css", "--embed-resources"],
        "typst": [f"--template={report / 'template.typ'}"],
        "docx": [f"--reference-doc={report / 'reference.docx'}", f"--template={report / 'template.openxml'}"],
    }
    filters = [f"--lua-filter={report / name}" for name in ("notebook.lua", "typst.lua", "sandbox.lua")]
    for form, options in looks.items():
        images = "png" if form == "docx" else "svg"
        target = work / "build" / "by-hand.typ" if form == "typst" else made / f"by-hand.{form}"
        command = [
            pypandoc.get_pandoc_path(), str(paths.root() / "index.qmd"), "--from", "markdown-smart", "--to", form,
            "--output", str(target), "--standalone", "--toc", "--toc-depth=2", "--section-divs",
            "--metadata", "title=Synthetic", "--metadata", "lang=en-GB", "--metadata-file", "build/edition.yml",
            f"--default-image-extension={images}", *filters, *options,
        ]  # fmt: skip
        subprocess.run(command, cwd=work, check=True, capture_output=True)
    source = work / "build" / "by-hand.typ"
    typst.compile(
        source, output=made / "by-hand.pdf", root=work, font_paths=[report / "fonts"], ignore_system_fonts=True
    )
