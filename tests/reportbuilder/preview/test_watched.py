"""The pages are made again when any file changes that they are made from, and not for what is made on the way."""

from pathlib import Path

import pytest

from reportbuilder.drafts import provenance
from reportbuilder.preview import preview
from reportbuilder.returned import under_way
from tests.factories import FIRST


@pytest.fixture
def is_seen(small_project, monkeypatch):
    """Tell whether a change of a file would be seen."""
    for name in ("data/parts", "data/records", ".cosmic"):
        (small_project / name).mkdir(exist_ok=True)
    given = {}
    monkeypatch.setattr(
        preview, "watch", lambda *folders, watch_filter, **_: given.update(dict.fromkeys(folders, watch_filter))
    )
    preview._changes()

    def seen(path: Path) -> bool:
        return path.parent in given and given[path.parent](None, str(path))

    return seen


def test_every_file_that_an_edition_is_made_from_is_watched(is_seen):
    inputs = provenance.list_inputs(FIRST)
    assert {"parts", "fonts", "notebooks"} <= {path.parent.name for path in inputs}
    assert [path for path in inputs if not is_seen(path)] == []


def test_so_is_what_is_remembered_of_returns_as_the_page_of_the_status_shows_it(is_seen):
    assert is_seen(under_way.file())


@pytest.mark.parametrize("name", [".cosmic/writing.json", "data/.returns.csv.new", "notebooks/~a.ipynb", "notes.txt"])
def test_what_no_page_is_made_from_is_not(is_seen, small_project, name):
    assert not is_seen(small_project / name)
