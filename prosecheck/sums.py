"""Find the number of a sentence that is said to be the total of others, and how near their sum it must then be."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from prosecheck.parts import so_many_of
from prosecheck.passages import Passage
from prosecheck.quantities import Kind
from prosecheck.words import any_of, pattern, up_to

_MADE_OF = pattern(
    r"\b",
    any_of(
        r"made_up_of making_up compris\w+ consist\w* composed_of broken_down",
        r"breaks?_down_(?:as|into) (?:explained|accounted_for)_by",
        r"(?:split|shared|divided)_(?:between|into|across|among) namely being spread_(?:over|across)",
    ),
    r"\b",
)
_ARE = pattern("^", up_to(4, r"(?!(?:and|who|that|which|of|whom)\b)[\w’'-]+"), " (?:were|are) $")
_ADDS_TO = pattern(
    r"\b",
    any_of(
        r"total\w* in_all altogether combined sum add(?:s|ed|ing)?_up_to add(?:s|ed)?_to making makes made",
        "giving gives gave makes?_up bringing brings brought overall between_them together",
    ),
    r"\b",
)
_TOGETHER = pattern(rf"\b{any_of('between_them together combined in_total')}\b")
_PERIOD = any_of("quarter year period month half-year half_year week")
_IN_ALL = pattern(
    "^",
    up_to(4, r"[\w’'-]+"),
    rf",? (?:{any_of('in_all in_total altogether overall combined together between_them')}\b|(?:over|for|in|across) ",
    rf"(?:the (?:whole |full )?|all ){_PERIOD}\b)",
)
_TOTAL_OF = pattern(
    rf"\btotal\w* (?:{any_of('of was is were stood_at')} )?$|\b(?:came|comes|amounts?|amounted) to $|",
    rf"\b{any_of('combined altogether in_all in_total together between_them')},? ",
    r"(?:of )?(?:[\w’'-]+ ){0,3}$",
)
_FURTHER = pattern(r"\b(?:a further|another) (?:\w+ )?‹")
_PLUS = pattern(r"^(?:add(?:ing)?|with|plus|including)\b")
_THAT_IS = pattern(
    rf"^(?:{any_of('together altogether in_total in_all combined overall between_them')},? )?",
    r"(?:this|that|these|they) (?:is|makes?|gives?|brings?|totals?|come to|add up to)\b(?: [a-z]+){0,3} $",
)
_ALL_OF_IT = pattern(
    rf"\b{any_of('together altogether in_total in_all combined overall between_them')},? ",
    r"(?:[\w’'-]+ ){0,5}$|^(?:so |thus )?all (?:of the )?$",
)
_NOTHING_ELSE = pattern(r"\b(?:plus )?no others?\b|\bnothing else\b|\bno other [a-z]+\b")
_SOME_ONLY = pattern(
    r"\b",
    any_of(
        r"includ\w+ such_as e\.g\. for_example among\w* notably especially largest biggest",
        "main(?:ly)? mostly most_common principal commonest leading",
        "with_more_to (?<!add_)(?<!adds_)(?<!added_)(?<!adding_)up_to",
    ),
    r"\b",
)
_OF_WHICH = pattern(rf"\b(?:of|in) {any_of('which whom these those them')}\b")
_AVERAGE = pattern(r"\b", any_of(r"average\w* mean each per apiece"), r"\b")
_REST = pattern(
    rf"\b{any_of('remaining other rest remainder balance leaving')}(?: (?!‹)[a-z]+)?",
    rf",?(?: {any_of('of was were being with just only')})* ?\(?$",
)
_UNCOUNTED = pattern(rf"^[^‹]*\b(?:and|plus) {any_of('an? the some others? several many more')}\b")
_NO_BUT = r"(?!.*\b(?:but|while|whereas|although|though|when|who|which)\b)"
_NO_CONTRAST = pattern(f"^{_NO_BUT}")
_COLON = pattern(rf"^{_NO_BUT}[^‹.;:]*:[^‹.;:]*$")
_ASIDE = pattern(rf"^{_NO_BUT}[^‹.;]*?(?: \(| [–—-] )[^‹.;]*$")
_COMMA = pattern("^", up_to(6, r"(?!(?:and|was|were|is|are|to)\b)[\w’'-]+"), r",(?: (?:with|with the|some|about))? $")
_OF_WHOLE = pattern(r"(?:^|[,;] )(?:out )?of (?:the |our |its |these |all )*$")
_BACK = pattern(r"^[“\"‘' ]*(?:of (?:these|those|them|which|the)|these|those|they|this|there (?:were|are)|we had)\b")
_LEFT_OVER = pattern(
    r"^\)?(?: (?!and\b)[\w’'-]+){0,3}? ",
    any_of(r"others? neither unknown undecided elsewhere not un\w+ed abstain\w* did_not had_no"),
    r"\b",
)
_HALVES = [
    pattern(rf"\b{one}\b.*\b{other}\b|\b{other}\b.*\b{one}\b")
    for one, other in (
        (any_of("women females? girls"), any_of("men males? boys")),
        ("revenue", "capital"),
        ("adults?", any_of("children young_people")),
        ("full-time", "part-time"),
        ("urban", "rural"),
        (any_of("vacant empty"), any_of("filled occupied let tenanted")),
        ("open", "closed"),
        (
            any_of("passed successful approved granted accepted upheld"),
            any_of("failed refused rejected dismissed declined"),
        ),
        (any_of("answered"), any_of("abandoned missed lost")),
        (any_of("completed finished answered resolved"), any_of("outstanding unfinished unanswered unresolved")),
        ("on time", any_of("late overdue")),
    )
]
_SURE, _LISTED, _LIKELY, _OVER = ("0.6", "1.65"), ("0.66", "1.5"), ("0.86", "1.16"), ("1", "1.16")
_PAIRED = ("0.8", "1.25")


@dataclass(frozen=True)
class Sum:
    """A total and its parts, by their numbers; how many times the total they may come to and still be meant."""

    total: int
    parts: list[int]
    near: tuple[str, str]
    is_together: bool = False

    @property
    def is_said(self) -> bool:
        """Tell whether the words say outright that it is the total."""
        return self.near is _SURE


def find_sums(passage: Passage, numbers: list[int]) -> Iterator[Sum]:
    """Yield each total that the words tell, the plainest first."""
    own = [n for n in numbers if n >= passage.first]
    before = [n for n in numbers if n < passage.first]
    yield from _again(passage, own, before)
    if len(own) < 2:
        return
    yield from _rest(passage, own, before)
    text = passage.text[passage.starts :]
    is_rate = any(passage.quantities[n].kind in (Kind.PER, Kind.RATIO) for n in passage.own)
    is_partial = _SOME_ONLY.search(text) and not _TOGETHER.search(text)
    if is_rate or is_partial or _AVERAGE.search(_up_to_the_end(passage, own[-1])):
        return
    for place, number in enumerate(own):
        earlier, later = own[:place], own[place + 1 :]
        if len(later) >= 2:
            yield from _leads(passage, number, later, is_first=not earlier)
        if len(earlier) >= 2:
            yield from _follows(passage, number, earlier, is_last=not later)
    yield from _of_the(passage, own)
    yield from _back(passage, own, before)


def _up_to_the_end(passage: Passage, last: int) -> str:
    """Return the words of a sentence up to the clause after its last number."""
    return passage.text[passage.starts : passage.spans[last][1]] + passage.right(last).partition(",")[0]


def _rest(passage: Passage, own: list[int], before: list[int]) -> Iterator[Sum]:
    """Yield the total of “Of 53 cases, 12 were grievances and the remaining 41 …”, or of the sentence before."""
    *_, last = own
    if not _REST.search(passage.left(last)[-60:]):
        return
    if (total := _only_larger(passage, own, before)) is not None:
        yield Sum(total, own, _LISTED)
    largest = max(own, key=lambda n: _value(passage, n))
    if len(own) >= 3 and largest in own[:2]:
        yield Sum(largest, [n for n in own if n != largest], _SURE)


def _of_the(passage: Passage, own: list[int]) -> Iterator[Sum]:
    """Yield the total of “13 of the 40 posts are vacant; 27 are filled”."""
    if len(own) == 3 and (own[0], own[1]) in so_many_of(passage, own) and _is_whole(passage, own[1:]):
        yield Sum(own[1], [own[0], own[2]], _LIKELY)


def _back(passage: Passage, own: list[int], before: list[int]) -> Iterator[Sum]:
    """Yield the total of “143 homes. Of those, 88 were for rent and 55 for sale; no other tenure was built.”"""
    total = _only_larger(passage, own, before)
    made_of = _MADE_OF.search(passage.left(own[0]))
    if made_of and len(before) == 1 and _BACK.match(passage.sentence.lower()):
        yield Sum(before[0], own, _SURE)
    if total is None or not (_BACK.match(passage.sentence.lower()) or _repeats(passage, own, before)):
        return
    text = passage.text[passage.starts :]
    if _NOTHING_ELSE.search(text) or _is_whole(passage, own):
        yield Sum(total, own, _LISTED)
    elif len(own) > 2:
        yield Sum(total, own, _OVER)


def _repeats(passage: Passage, own: list[int], before: list[int]) -> bool:
    """Tell whether a sentence opens with a number of the one before it."""
    return _value(passage, own[0]) in {_value(passage, n) for n in before}


def _again(passage: Passage, own: list[int], before: list[int]) -> Iterator[Sum]:
    """Yield the total of “We built 48 homes for rent and 31 for sale. Together that is 79 new homes.”"""
    is_added = _PLUS.match(passage.sentence.lower())
    for total in own:
        parts = [*before, *(n for n in own if n < total and is_added)]
        if len(parts) < 2 or _value(passage, total) < max(_value(passage, n) for n in parts):
            continue
        if _THAT_IS.search(passage.left(total)) or is_added and _IN_ALL.match(passage.right(total)):
            yield Sum(total, parts, _LISTED, is_together=True)
        elif _ALL_OF_IT.search(passage.left(total)) or _IN_ALL.match(passage.right(total)):
            yield Sum(total, parts, _LIKELY, is_together=True)


def _only_larger(passage: Passage, own: list[int], before: list[int]) -> int | None:
    """Return the one number of the sentence before that can be the total of all its own, or None."""
    larger = [n for n in before if _value(passage, n) >= max(_value(passage, n) for n in own)]
    return larger[0] if len(larger) == 1 else None


def _leads(passage: Passage, number: int, later: list[int], is_first: bool) -> Iterator[Sum]:
    """Yield “53 cases, made up of 12 grievances …”; “a total of 53 (12 grievances, …)”; “53 cases: 12 …”."""
    between = passage.between(number, later[0])
    if _UNCOUNTED.match(passage.right(later[-1])):
        return
    parts = _listed(passage, between, later)
    if _MADE_OF.search(between) or is_first and _NOTHING_ELSE.search(passage.text, passage.starts):
        yield Sum(number, parts, _SURE)
    if _ARE.match(between) or _COLON.match(between):
        is_full = len(parts) > 2 or _is_whole(passage, parts)
        yield Sum(number, parts, _LISTED if is_full else _PAIRED)
    if not is_first:
        return
    is_total = _TOTAL_OF.search(passage.left(number)) or _IN_ALL.match(between)
    is_listed = _ASIDE.match(between) or _COLON.match(between) or _are_in_brackets(passage, parts)
    if is_total and (is_listed or _NO_CONTRAST.match(between)):
        yield Sum(number, parts, _SURE if is_listed else _LIKELY)
    elif _is_whole(passage, parts) or len(parts) > 2 and _ASIDE.match(between) and not _OF_WHICH.search(between):
        yield Sum(number, parts, _LISTED)
    elif len(parts) > 2 and is_listed:
        yield Sum(number, parts, _LIKELY)
    elif _COMMA.match(between) or _OF_WHOLE.search(passage.left(number)):
        yield Sum(number, parts, _OVER)


def _follows(passage: Passage, number: int, earlier: list[int], is_last: bool) -> Iterator[Sum]:
    """Yield the total of “12 grievances … add up to 53”; “12 grievances …, 53 cases in all”."""
    if _value(passage, number) < max(_value(passage, n) for n in earlier):
        return
    is_together = is_last and _is_said_together(passage, earlier[0], number)
    is_led = _TOGETHER.search(passage.text, passage.starts) and _are_in_brackets(passage, earlier)
    is_led = is_led and not _are_in_brackets(passage, [number])
    if is_together or is_led or _ADDS_TO.search(passage.between(earlier[-1], number)):
        yield Sum(number, earlier, _SURE, is_together=True)
    elif is_last and _IN_ALL.match(passage.right(number)):
        yield Sum(number, earlier, _LISTED, is_together=bool(_FURTHER.search(passage.left(number))))
    elif is_last and _is_out_of(passage, earlier[-1], number):
        yield Sum(number, earlier, _LIKELY if _is_whole(passage, earlier) else _OVER)


def _is_said_together(passage: Passage, first: int, last: int) -> bool:
    """Tell whether “in total” and the like are said of these numbers, not of one that follows: “26; 67 in total”."""
    said = _TOGETHER.search(passage.text, passage.spans[first][0])
    return said is not None and "‹" not in passage.text[passage.spans[last][1] : said.start()]


def _is_out_of(passage: Passage, last: int, number: int) -> bool:
    return passage.between(last, number).endswith(("out of the ", "of the ", "out of "))


def _listed(passage: Passage, between: str, later: list[int]) -> list[int]:
    """Return the parts up to the end of their list: the bracket that holds them all, or a semicolon."""
    is_in_one = between.rfind("(") > between.rfind(")") and ")" not in passage.between(*later[:2])
    ends = ")" if is_in_one else ";"
    parts = later[:1]
    for one, other in zip(later, later[1:], strict=False):
        if ends in passage.between(one, other) and len(parts) > 1:
            break
        parts.append(other)
    return parts


def _are_in_brackets(passage: Passage, parts: list[int]) -> bool:
    return all(passage.left(n).endswith("(") for n in parts)


def _is_whole(passage: Passage, parts: list[int]) -> bool:
    """Tell whether the words of the parts leave nothing out: women and men, upheld and not upheld."""
    words = " ".join(passage.right(n).partition("‹")[0] for n in parts)
    return bool(_LEFT_OVER.match(passage.right(parts[-1]))) or any(halves.search(words) for halves in _HALVES)


def _value(passage: Passage, number: int) -> Decimal:
    return passage.quantities[number].value
