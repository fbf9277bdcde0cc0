"""Inputs that nobody means to make: real files with bytes, lines, cells and encodings spoilt, each from a seed.

`python -m tests.fuzzing 20000` tries so many on each reader, from seed 0 on, and prints what failed and the slowest.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cosmic import definitions, editions, figures
from cosmic.record import Inputs
from projectfiles import files, paths
from projectfiles.errors import CosmicError
from tests.factories import FIRST, FIRST_EDITION, an_edition

AWKWARD = [
    "", " ", "0273", "4:30", "yes", "~", "null", "nan", "inf", "-inf", ".inf", "1e400", "1e5", "9" * 4000,
    "0." + "9" * 4000, "-5", "−5", "+5", "71%", "100%", "100,196", "100 196", "100\u00a0196", "1_000", "0o17", "0x1f",
    "１００", "<5", "[c]", "..", "TBC", "#N/A", "#####", "1.00E+05", "30/06/2025", "06/30/2025", "03/04/2025", "Jun-25",
    "45838", "99999", "2025-02-30", "0001-03-31", "9999-12-31", "0000-00-00", "2025-06-30T00:00:00Z",
    "2025-06-30 23:59:59+01:00", "20250630", "99:99:99", "Total", "true", "False", "published", "NOT_AVAILABLE",
    "England Mean", "cosmic-003", "\ufeff", "\u2028", "\x85", "\x00", "\u200b", "\ud7ff", "\U0001f600", "“x”", "‘",
    "'", '"', '""', '"""', "\\", "&a", "*a", "!!python/object:os.system", "!x", "@", "`", "%", "#", " #x", ": ", "- ",
    "---", "...", "? [a]", "{", "}", "[", "]", "|", ">", ">-", "<<: *a", "\t", "\r", "\n", "\r\n", "sep=;", ";", ",",
    "[" * 60, "{a: " * 60, "[" * 5000, "- " * 200, "  " * 300 + "a: b", "a: " * 200, "(" * 2000, "x" * 140_000,
]  # fmt: skip
MEANS = b"""cosmic-009,England Mean,2025-06-30,82,2025-09-17,Synthetic,
cosmic-009,Statistical Neighbours Mean,2025-06-30,81.5,2025-09-17,Synthetic,"of twelve, and ""more\"\""
"""
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-32", "cp500"]


def spoil(content: bytes, seed: int) -> bytes:
    """Return a file's content with one to six things done to it."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        content = chance.choice(SPOILERS)(content, chance)
    return content


def _flip(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content or b"x")
    for _ in range(chance.randint(1, 8)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _insert(content: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(content))
    return content[:place] + chance.randbytes(chance.randint(1, 6)) + content[place:]


def _cut(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(content)) for _ in range(2))
    return content[:start] + content[end:] if chance.random() < 0.5 else content[:start]


def _lines(content: bytes, chance: random.Random) -> bytes:
    """Double, take out, swap or indent lines."""
    lines = content.splitlines(keepends=True) or [b""]
    one, other = (chance.randrange(len(lines)) for _ in range(2))
    match chance.randrange(4):
        case 0:
            lines.insert(one, lines[other])
        case 1:
            del lines[one]
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one] = chance.choice([b" ", b"\t", b"    ", b"- ", b"# "]) + lines[one]
    return b"".join(lines)


def _words(content: bytes, chance: random.Random) -> bytes:
    """Put something awkward in the place of a word or a cell, or before it."""
    marks = [place for place, byte in enumerate(content) if byte in b',:\n "-;'] or [0]
    start = chance.choice(marks) + chance.randint(0, 1)
    end = chance.choice([start, next((place for place in marks if place > start), len(content))])
    return content[:start] + chance.choice(AWKWARD).encode("utf-8", "surrogatepass") + content[end:]


def _encode(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(ENCODINGS), "replace")


def _half_a_character(content: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(content))
    return (
        content[:place]
        + chance.choice([b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xc3", b"\xa3", b"\xff\xfe"])
        + content[place:]
    )


def _separate(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b",", chance.choice([b";", b"\t", b"|", b", ", b",,"]))


SPOILERS = [_flip, _insert, _cut, _lines, _lines, _words, _words, _words, _encode, _half_a_character, _separate]


def _read_figures(path: Path) -> None:
    stem = path.stem
    indicator = definitions.load_definition(stem)
    inputs = Inputs([indicator], [figures.load_figures(indicator)], figures.load_benchmarks([indicator]))
    inputs.records(an_edition())


def _read_benchmarks(path: Path) -> None:
    figures.load_benchmarks([definitions.load_definition("cosmic-009")])


def _read_definition(path: Path) -> None:
    _read_figures(paths.figures(path.stem))


def _read_params(path: Path) -> None:
    editions.load_edition(FIRST)


READERS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "figures": ("data/figures/*.csv", _read_figures),
    "benchmarks": ("data/benchmarks.csv", _read_benchmarks),
    "definitions": ("data/indicators/*.yml", _read_definition),
    "params": ("params/*.yml", _read_params),
}


def try_reader(name: str, seeds: range) -> Iterator[tuple[int, Exception | None, float]]:
    """Yield for each seed what the reader raised other than a message for people, and the seconds that it took."""
    pattern, read = READERS[name]
    originals = {path: path.read_bytes() for path in sorted(paths.root().glob(pattern))}
    if name == "benchmarks":  # of which the first edition has none
        originals = {path: content + MEANS for path, content in originals.items()}
    for seed in seeds:
        path = list(originals)[seed % len(originals)]
        spoilt = {path: spoil(originals[path], seed)}
        start, failed = time.process_time(), None
        try:
            with files.as_if_written(spoilt):
                read(path)
        except CosmicError:
            pass
        except Exception as error:
            failed = error
        yield seed, failed, time.process_time() - start


def main() -> int:
    """Try each reader with as many seeds as the command line says."""
    import os

    os.chdir(FIRST_EDITION)
    count, wrong = int(sys.argv[1]), 0
    for name in sys.argv[2:] or READERS:
        tried = list(try_reader(name, range(count)))
        failures = [(seed, failed) for seed, failed, _ in tried if failed]
        seed, _, slowest = max(tried, key=lambda each: each[2])
        print(f"{name}: {len(tried)} inputs, {len(failures)} failures, slowest {slowest:.2f} s (seed {seed})")
        for failing, error in failures[:10]:
            print(f"  seed {failing}: {error!r}"[:300])
        wrong += len(failures)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
