"""What the tests share: a copy of the project to break, and the first edition, made once."""

import shutil
from pathlib import Path

import pytest

from cosmic import checks, draft, publish
from cosmic.periods import Quarter

ROOT = Path(__file__).parent.parent
FIRST = Quarter(2025, 1)


@pytest.fixture
def project_copy(tmp_path, monkeypatch) -> Path:
    """A copy of the project, as the working folder."""
    folder = tmp_path / "project"
    left_out = shutil.ignore_patterns(".*", "build", "_report", "tests", "cosmic", "*.egg-info", "requirements*")
    shutil.copytree(ROOT, folder, ignore=left_out)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("QUARTO_PROFILE", raising=False)
    return folder


@pytest.fixture(scope="session")
def edition(tmp_path_factory) -> Path:
    """The folder of the first edition, made by the embedded publisher from the real data."""
    output = tmp_path_factory.mktemp("edition")
    read = draft.read(FIRST)
    publish.publish(read, checks.run(read), output, "embedded", lambda *_: None)
    return output
