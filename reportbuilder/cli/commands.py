"""What each command of the command line does with its options."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from cosmic import editions, paths
from cosmic.periods import Quarter
from reportbuilder import checks, findings
from reportbuilder.audit import explain, verify
from reportbuilder.cli.quarters import choose_quarter
from reportbuilder.drafts import draft
from reportbuilder.new_quarter.start import start_quarter
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.preview import preview
from reportbuilder.publishing import quarto
from reportbuilder.publishing.publish import publish_edition


def run(options: argparse.Namespace) -> None:
    """Run the notebooks, ready for quarto render."""
    read = draft.read_draft(choose_quarter(options.quarter))
    quarto.run_for_render(read, _checked(read), _means(options), _progress)


def collect(options: argparse.Namespace) -> None:
    """Put what quarto render made into its place."""
    quarto.collect_edition(editions.load_edition(choose_quarter(options.quarter)))


def new(options: argparse.Namespace) -> None:
    """Start a quarter, and print what is due."""
    print(start_quarter(Quarter.parse(options.quarter), options.produced_on))


def preview_(options: argparse.Namespace) -> None:
    """Serve a quarter's page while it is written; a quarter that is not there is told at once, not in its page."""
    edition = editions.load_edition(choose_quarter(options.quarter))
    preview.serve_preview(edition.quarter, options.port, _means(options))


def check(options: argparse.Namespace) -> int:
    """Print the findings; returns 1 where one is open."""
    read = draft.read_draft(choose_quarter(options.quarter))
    found = checks.run_checks(read)
    if options.json:
        print(json.dumps([asdict(finding) for finding in found], indent=2, ensure_ascii=False))
    else:
        print(findings.list_findings(found, {record.indicator.stem: record.indicator.title for record in read.records}))
    return int(any(finding.is_open for finding in found))


def explain_(options: argparse.Namespace) -> None:
    """Print where an indicator's numbers come from."""
    stem = explain.stem(options.indicator)
    read = draft.read_draft(choose_quarter(options.quarter))
    print(explain.explain_indicator(read, checks.run_checks(read), stem))


def build(options: argparse.Namespace) -> None:
    """Run and publish a quarter, and print its files."""
    read = draft.read_draft(choose_quarter(options.quarter))
    output = options.output or paths.root() / "_report" / str(read.edition.quarter)
    found = _checked(read)
    made = publish_edition(read, found, output.resolve(), options.publisher, _progress, _means(options))
    for path in made:
        print(path)


def verify_(options: argparse.Namespace) -> int:
    """Print what tells an edition apart from what its inputs give; returns 1 where something does."""
    told = verify.verify_edition(Path(os.path.abspath(options.folder)), _means(options), _progress)
    print("\n".join(told) if told else f"{options.folder}: is what its inputs give, to the byte")
    return int(bool(told))


def _checked(read: draft.Draft) -> list[findings.Finding]:
    """The findings of a draft that may be published: what is open is printed, and an open error stops the build."""
    found = checks.run_checks(read)
    findings.stop_on_errors(found)
    for finding in found:
        if finding.is_open:
            print(f"cosmic: {findings.describe(finding)}", file=sys.stderr)
    return found


def _means(options: argparse.Namespace) -> RunOptions:
    return RunOptions(options.jobs, options.scheduler, options.time_limit, options.fresh)


def _progress(done: int, total: int, what: str) -> None:
    """One line that rewrites itself on a terminal; a line a step elsewhere."""
    text = f"[{done}/{total}] {what}"
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="\n" if done == total else "", file=sys.stderr, flush=True)
    else:
        print(text, file=sys.stderr, flush=True)


COMMANDS = {
    "build": build,
    "check": check,
    "collect": collect,
    "explain": explain_,
    "new": new,
    "preview": preview_,
    "run": run,
    "verify": verify_,
}
