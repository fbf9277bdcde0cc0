"""A suppressed figure is in no file of an edition, nor in what is kept of it, however a file is packed."""

import base64
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdf
import pytest

from reportbuilder.cli.main import main
from tests.factories import BUILD, FIRST, copy_of_the_first, leave_only

pytestmark = pytest.mark.slow  # whole editions or kernels; make test-slow and CI run them

STEM = "cosmic-006"
HEAD = "period_end,value,numerator,denominator,published,status,source,note"
SHOWN = "2025-03-31,{},2025-09-17,published,Synthetic,"
HIDDEN = "2025-06-30,{},2025-09-17,published,Synthetic,"
# What nothing else in an edition is: a count, and the parts of a share of whose rest there are four.
COUNT = "8887,,"
SHARE = "99.9486,7773,7777"
NUMBERS = re.compile(r"(?<![\w.#])(?:8,?887|7,?77[37]|99\.9[45]\d*)(?!\w)")
DEFINITION = """name: Cases
service: Synthetic
unit: {unit}
decimals: 2
direction: higher
basis: quarter
compared_with: previous quarter
targets:
  - from: 2025-04-01
    value: 70
    reason: Agreed
"""


def _project(folder: Path, monkeypatch, unit: str, hidden: str, shown: str, *keys: str) -> Path:
    """A project with one indicator, and no number in its commentary."""
    copy_of_the_first(folder, monkeypatch)
    leave_only(folder, STEM)
    definition = DEFINITION.format(unit=unit) + "".join(f"{key}\n" for key in keys)
    (folder / "data" / "indicators" / f"{STEM}.yml").write_text(definition, encoding="utf-8")
    rows = [HEAD, SHOWN.format(shown), HIDDEN.format(hidden)]
    (folder / "data" / "figures" / f"{STEM}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    path = folder / "notebooks" / f"{STEM}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", [])
        for tag, heading in (("commentary", "Commentary"), ("path-to-green", "Path to Green")):
            if tag in tags:
                cell["source"] = f"### {heading}\n\nThe service worked with its partners."
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def _texts(path: Path) -> Iterator[str]:
    """Yield all that a file says, unpacked."""
    content = path.read_bytes()
    yield content.decode("utf-8", "replace")
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode("utf-8", "replace")
    elif path.suffix == ".pdf":
        yield from (page.extract_text() for page in pypdf.PdfReader(path).pages)
        with pikepdf.open(path) as pdf:
            yield from (_unpacked(each) for each in pdf.objects)
    elif path.parent.name == "kept":
        figures = json.loads(content.decode("utf-8"))["figures"].values()
        yield from (base64.b64decode(figure).decode("utf-8", "replace") for figure in figures)


def _unpacked(each: pikepdf.Object) -> str:
    if isinstance(each, pikepdf.Stream):
        content = each.read_bytes() if "/Subtype" not in each else b""  # pictures and fonts are no text
        return content.decode("latin-1") + repr(each)
    return repr(each)


def _holding(folder: Path) -> set[str]:
    """The files that hold a suppressed number; what people type in data/ is none of an edition's."""
    inputs = {folder / "data" / "figures" / f"{STEM}.csv"}
    files = [path for path in folder.rglob("*") if path.is_file() and path not in inputs and path.suffix != ".woff2"]
    return {path.relative_to(folder).as_posix() for path in files if any(map(NUMBERS.search, _texts(path)))}


@pytest.mark.parametrize(
    ("unit", "hidden", "shown", "key"),
    [
        ("count", COUNT, "12000,,", "smallest_count: 9000"),
        ("percent", SHARE, "60,6000,10000", "smallest_count: 5"),
    ],
)
def test_what_is_suppressed_is_nowhere_in_an_edition_nor_in_what_is_kept_of_it(
    tmp_path, monkeypatch, capsys, unit, hidden, shown, key
):
    folder = _project(tmp_path / "project", monkeypatch, unit, hidden, shown, key)
    assert main(BUILD) == 0
    assert main(["verify", f"_report/{FIRST}"]) == 0
    assert main(["new", "2025-26-Q2"]) == 0
    assert (folder / "data" / "records" / f"{FIRST}.json").is_file() and list((folder / ".cosmic" / "kept").glob("*"))
    assert main(["explain", "6", str(FIRST)]) == 0
    assert main(["check", str(FIRST)]) in (0, 1)
    said = capsys.readouterr()
    assert not NUMBERS.search(said.out + said.err)
    assert _holding(folder) == set()
    edition = folder / "_report" / str(FIRST)
    assert "[c]" in (edition / "scorecard.csv").read_text(encoding="utf-8")
    for name in (f"cosmic-{FIRST}.html", f"cosmic-{FIRST}.pdf", f"cosmic-{FIRST}.docx"):
        texts = [re.sub(r"\s+", " ", re.sub("<[^>]+>", "", text)) for text in _texts(edition / name)]
        assert any("[c]" in text and "suppressed: it is a small number" in text for text in texts), name


def test_what_was_kept_of_runs_before_goes_when_a_figure_is_suppressed(tmp_path, monkeypatch):
    folder = _project(tmp_path / "project", monkeypatch, "count", COUNT, "12000,,")
    assert main(BUILD) == 0
    edition = f"_report/{FIRST}"
    found = _holding(folder)  # so this test sees it in each kind of file where it is shown
    names = {
        "record.json",
        "figures.csv",
        "scorecard.csv",
        *(f"cosmic-{FIRST}.{form}" for form in ("html", "pdf", "docx")),
    }
    assert {f"{edition}/{name}" for name in names} <= found
    assert any(name.startswith(".cosmic/kept/") for name in found)
    path = folder / "data" / "indicators" / f"{STEM}.yml"
    path.write_text(path.read_text(encoding="utf-8") + "smallest_count: 9000\n", encoding="utf-8")
    assert main(BUILD) == 0
    assert _holding(folder) == set()
