"""The files of a new project, and the notebook of a new indicator, with gaps that are filled in."""

import json
import re
from pathlib import Path

from reportbuilder.drafts.commits import HOME

_TEMPLATES = Path(__file__).with_name("template")
_GAP = re.compile(r"\{\{(\w+)\}\}")


def looks() -> Path:
    """Return the folder of the looks that came with this program: a wheel has them beside its packages."""
    packed = HOME / "cosmic-report"
    return packed if packed.is_dir() else HOME / "_extensions" / "cosmic-report"


def fill(name: str, **values: str) -> str:
    """Return the text of a template with its gaps, such as {{stem}}, filled in. A gap without a value is a KeyError."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    return _GAP.sub(lambda gap: values[gap[1]], text)


def fill_notebook(name: str, **values: str) -> str:
    """Return the text of a notebook whose gaps are filled in, laid out as JupyterLab saves it."""
    notebook = json.loads(fill(f"notebooks/{name}", **{key: _in_json(value) for key, value in values.items()}))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _in_json(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)[1:-1]


def quoted(words: str) -> str:
    """Return words as a YAML file holds them, whatever characters they contain."""
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'
