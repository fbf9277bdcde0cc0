"""Notebooks gone wrong in the ways that files do, each from a seed: the same seed gives the same bytes."""

import copy
import json
import random
from collections.abc import Callable

from tests.factories import FIRST_EDITION, WORDS, notebook_of
from tests.notebook_forms import FORMS

_BASE = notebook_of(FIRST_EDITION, "cosmic-003")
_DEEP: list = []
for _ in range(60):
    _DEEP = [_DEEP]
_ODD: list[object] = [
    None, True, -1, 0, 4, 5.5, 10**30, float("nan"), float("inf"), "", " ", "x", "\ud800", "a\udc80b", "\x00\x1b", "‮ab",
    [], {}, [None], ["a", 1], {"a": {"b": []}}, {"tags": "x"}, _DEEP, "x" * 60_000, "### " * 300, ["\n"] * 50,
    ">" * 3_000, "[" * 2_000, "commentary", "2025-26-Q1", ["commentary", "2025-26-Q1"], ["commentary,2025-26-Q1"],
    ["2025-26-Q1"], ["parameters"], ["injected-parameters"], ["note"], "<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b", "###x",
    "raw", "code", "markdown", "heading", 'quarter = "2025-26-Q1"', "quarter = '", "%%bash\nls", "quarter = 1 if", "\\",
    *WORDS,
]  # fmt: skip
_KEYS = ("cells", "metadata", "source", "outputs", "tags", "id", "nbformat", "cell_type", "execution_count", "jupyter")
_BYTES = (
    b"\xff",
    b"\x00",
    b"\xe2\x80",
    b"\xef\xbb\xbf",
    b"<<<<<<< HEAD\n",
    b"{",
    b"]",
    b'"',
    b"\\u",
    b"\r",
    b"NaN",
    b"\x96",
)
_ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7")


def mutate(seed: int) -> bytes:
    """A notebook that some editor saved and that then changed in one to five places, in its parts or in its bytes."""
    chance = random.Random(seed)
    held: object = FORMS[chance.choice(list(FORMS))](copy.deepcopy(_BASE))
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        held = _change_part(held, chance)
    text = json.dumps(held, indent=chance.choice((None, 1, "\t")), ensure_ascii=chance.random() < 0.7)
    encoding = chance.choice(_ENCODINGS)
    content = text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        content = _change_bytes(content, chance)
    return content


def _change_part(held: object, chance: random.Random) -> object:
    """Change a part of a notebook, wherever it is; its top seldom."""
    places = list(_places(held))
    if not places or chance.random() < 0.02:
        return copy.deepcopy(chance.choice(_ODD))
    container, key = chance.choice(places)
    what: Callable[[], object] = chance.choice((_put_odd, _put_odd, _delete, _double, _rename))
    what(container, key, chance)  # type: ignore[call-arg]
    return held


def _places(held: object):
    """Each part of a notebook as its container and its key; those near the top come as often as all of the outputs."""
    if isinstance(held, dict | list):
        for key in list(held) if isinstance(held, dict) else range(len(held)):
            part = held[key]  # type: ignore[index]
            yield from [(held, key)] * (1 if key in ("data", "outputs") else 3)
            yield from _places(part)


def _put_odd(container, key, chance: random.Random):
    container[key] = copy.deepcopy(chance.choice(_ODD))


def _delete(container, key, chance: random.Random):
    del container[key]


def _double(container, key, chance: random.Random):
    if isinstance(container, list):
        container.insert(chance.randrange(len(container) + 1), copy.deepcopy(container[key]))
    else:
        container[chance.choice(_KEYS)] = copy.deepcopy(container[key])


def _rename(container, key, chance: random.Random):
    if isinstance(container, dict):
        container[chance.choice((*_KEYS, "", "\ud800", "x" * 300))] = container.pop(key)
    else:
        chance.shuffle(container)


def _change_bytes(content: bytes, chance: random.Random) -> bytes:
    at, end = sorted((chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)))
    near = min(end, at + 40)
    return chance.choice(
        (
            content[:at],
            content[at:],
            content[:at] + content[near:],
            content[:near] + content[at:near] + content[near:],
            content[:at] + chance.choice(_BYTES) + content[at:],
            content[:at] + chance.randbytes(3) + content[at + 3 :],
        )
    )
