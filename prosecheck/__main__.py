"""Check files of prose from the command line: `python -m prosecheck FILE.md`, or explain how a sentence is judged."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from prosecheck.claims import Claim, Verdict
from prosecheck.explain import explain
from prosecheck.face import check_text
from prosecheck.layout import plain

_WIDEST = 100  # characters of a sentence that are shown in a line
_LEAD = 30  # of these before the words that are marked
_WORD = re.compile(r"\S+")


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the files named; return 1 if a claim is wrong, 2 if a file cannot be read, else 0."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] == ["explain"]:
        return _explain(given[1:])
    parser = argparse.ArgumentParser(
        prog="python -m prosecheck",
        description="Check what prose says of its own numbers.",
        epilog='Say why a sentence is judged as it is: python -m prosecheck explain "SENTENCE"',
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="Markdown or plain text; - for standard input")
    parser.add_argument("--right", action="store_true", help="show the claims that are right, too")
    options = parser.parse_intermixed_args(given)
    return max([_check(file, options.right) for file in options.files])


def _explain(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m prosecheck explain", description="Say why a text is judged so.")
    parser.add_argument("text", nargs="+", help="a sentence or more")
    print("\n".join(explain(plain(" ".join(parser.parse_args(arguments).text)))))
    return 0


def _check(file: str, with_right: bool) -> int:
    try:
        read = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = plain(read.decode("utf-8-sig"))
    except OSError as error:
        print(f"prosecheck: cannot read {file}: {error.strerror or error}", file=sys.stderr)
        return 2
    except UnicodeDecodeError:
        print(f"prosecheck: cannot read {file}: it is no text in UTF-8", file=sys.stderr)
        return 2
    claims = check_text(text)
    for line, claim in _with_lines(text, claims):
        if with_right or claim.verdict is not Verdict.RIGHT:
            print(f"{file}:{line}: {claim.verdict}: {claim.message}", *_marked(claim), sep="\n")
    return int(any(claim.verdict is Verdict.WRONG for claim in claims))


def _with_lines(text: str, claims: Sequence[Claim]) -> Iterator[tuple[int, Claim]]:
    """Yield each claim with the line in which its words begin; sentences are looked for one after the other."""
    place, told = 0, set[Claim]()
    for claim in claims:
        if claim in told:  # the same sentence once more
            place, told = place + 1, set()
        told.add(claim)
        words = re.compile(r"[\s|]+".join(re.escape(word) for word in claim.sentence.replace("|", " ").split()))
        found = words.search(text, place) or words.search(text)
        if not found:
            yield text.count("\n", 0, place) + 1, claim
            continue
        place = found.start()
        number = len(f"{claim.sentence[: claim.start]}x".replace("|", " ").split()) - 1
        starts = [word.start() for word in _WORD.finditer(found[0].replace("|", " "))]
        yield text.count("\n", 0, place + starts[number]) + 1, claim


def _marked(claim: Claim) -> tuple[str, str]:
    """Return a sentence and a line of carets under the words of a claim; a long one is cut around them."""
    sentence, quote = claim.sentence, claim.quote
    start = 0 if len(sentence) <= _WIDEST else min(max(0, claim.start - _LEAD), len(sentence) - _WIDEST)
    before, after = "…" * (start > 0), "…" * (len(sentence) > start + _WIDEST)
    carets = "^" * max(1, min(len(quote), start + _WIDEST - claim.start))
    marked = " " * (claim.start - start + len(before)) + carets
    return f"    {before}{sentence[start : start + _WIDEST]}{after}", f"    {marked}"


if __name__ == "__main__":
    sys.exit(main())
