"""The formats of the report, as the looks set them: by these settings both publishers work."""

from typing import Any

import yaml

from projectfiles import paths
from reportbuilder import places

FILES = ("template", "reference-doc")  # the settings that name a file of the looks
_FOLDERS = ("font-paths",)


def read_formats() -> dict[str, dict[str, Any]]:
    """Return the settings of the looks by format, and under `common` those of all."""
    extension = yaml.safe_load((places.looks() / "_extension.yml").read_text(encoding="utf-8"))
    return extension["contributes"]["formats"]


def settings_for_quarto(asked: frozenset[str]) -> dict[str, dict[str, Any]]:
    """Return the settings of each format under the name that people type, `quarto render --to html`.

    `pdf` is there where it is asked for: Quarto would make it by LaTeX, and else make the PDF twice.
    """
    formats = read_formats()
    common = formats.pop("common")
    if "pdf" in asked:
        formats["pdf"] = formats["typst"] | {"to": "typst"}
    return {name: _in_project(common | settings) for name, settings in formats.items()}


def _in_project(settings: dict[str, Any]) -> dict[str, Any]:
    """Return settings whose files are named as from the project's folder."""
    filters = [entry | {"path": _path(entry["path"])} for entry in settings["filters"]]
    files = {key: _path(value) for key, value in settings.items() if key in FILES}
    folders = {key: list(map(_path, value)) for key, value in settings.items() if key in _FOLDERS}
    return settings | {"filters": filters} | files | folders


def _path(name: str) -> str:
    return paths.shown(places.looks() / name)
