"""What is installed and run to make a report is declared, locked and hashed."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain

import yaml

from tests.factories import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OWN = ("cosmic", "projectfiles", "prosecheck", "reportbuilder", "reportpages", "savedfiles", "showing")


def _named(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def _imported() -> set[str]:
    """The modules that the code imports, by their first names."""
    found = set()
    for path in chain.from_iterable((ROOT / package).rglob("*.py") for package in OWN):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - set(OWN)


def test_every_module_that_is_imported_comes_from_what_is_declared():
    extras = PROJECT["project"]["optional-dependencies"]
    needed = [*PROJECT["project"]["dependencies"], *extras["cluster"], *extras["train"]]
    declared = {_named(held) for held in needed}
    provided = packages_distributions()
    undeclared = {name for name in _imported() if not {_named(its) for its in provided.get(name, [])} & declared}
    assert undeclared == set()


def test_every_version_is_locked_with_its_hash_the_build_tool_too():
    for lock in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert lines and all("==" in line and "--hash=sha256:" in line for line in lines)
        assert {_named(line) for line in lines} >= {_named(held) for held in PROJECT["build-system"]["requires"]}
    assert "--no-build-isolation" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_workflow_may_read_only_and_runs_actions_by_their_commits():
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {"contents": "read"}
        used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
        assert used and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) for action in used)
