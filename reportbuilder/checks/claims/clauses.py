"""Find the clause that a phrase stands in, and tell whether it asserts what the phrase says."""

import re
from dataclasses import dataclass

from prosecheck.words import any_of, pattern

_PARTING = any_of(
    r"but while whilst whereas although though because despite following so which who where when given due_to owing_to",
    r"thanks_to as_a_result as after reflecting driven_by on_the_back_of amid(?:st)? against_a_backdrop in_response_to",
    r"linked_to attribut(?:ed|able)_to helped_by supported_by partly largely mainly now_that notwithstanding",
)
_BEFORE = pattern(rf"[;:–—()]|, |\b{_PARTING}\b|\b(?:and|that|with)\b")
_BEFORE_A_VERB = pattern(_BEFORE.pattern.replace("|with", ""))  # “satisfaction with repairs continues to rise”
_VERB = pattern(r"(?:is|are|has|have|continues?|continued|remains?)\b")
_AFTER = pattern(
    rf"[;:–—()]|, |\b{_PARTING}\b|\b(?:and|since|by|through|showing)\b|(?<=.)(?<!made )\bwith\b|",
    r"\bfrom (?:the|an?) (?!last|previous|prior|same)",
)
_CONDITION = pattern(
    r"\b",
    any_of("if unless provided providing assuming whether subject_to depend(?:s|ing|ent)? in_the_event"),
    r"\b|(?:^|, )should\b",
)
_CONTRAST = pattern(r"\b(?:but|while|whilst|whereas|although|though|however)\b|;")
_ELSEWHERE = pattern(
    r"\b(?:nationally|regionally|elsewhere|in england|across (?:england|the uk|the country|the region))\b"
)
_OPEN_QUOTE, _CLOSE_QUOTE, _STRAIGHT_QUOTE = "“", "”", '"'


_SAYS_NOTHING = any_of(
    "is are has have been be also still now then again the an a to more less than of up down in on by at from its our",
    r"their or as \w+ly",
)
_OWN_SUBJECT = pattern(r"\bwith $")  # “with visits rising”
_OPENING = pattern(  # “Despite the weather, the improving trend”: what opens a sentence so is no subject
    r"^(?:",
    any_of("despite following after due_to thanks_to given owing_to as_a_result_of notwithstanding"),
    r")\b.*, ",
)
_SAYS_WHAT = pattern(rf"\b(?!{_SAYS_NOTHING}\b)[a-z][a-z’']+")


@dataclass(frozen=True)
class Clause:
    """A phrase of a sentence, from `start` to `end`, with the words of its clause before it and after it.

    Where these begin the clause with nothing, as after “and”, the words before are those of the clause that it goes
    on from, whose subject it shares. `previous` is the sentence before.
    """

    sentence: str
    start: int
    end: int
    before: str
    after: str
    previous: str = ""

    @property
    def phrase(self) -> str:
        """Return the phrase as it is written."""
        return self.sentence[self.start : self.end]

    @property
    def words(self) -> str:
        """Return all words of the clause."""
        return f"{self.before} {self.phrase} {self.after}"

    @property
    def said_before(self) -> str:
        """Return what the sentence says before the clause; where that is nothing, the sentence before."""
        return self.sentence[: self.start].rstrip().removesuffix(self.before).strip(" ,;:–—()") or self.previous

    @property
    def is_asserted(self) -> bool:
        """Tell whether the sentence says so itself: it is no question, no condition and no quotation."""
        if self.sentence.rstrip("”\"') ").endswith("?") or _CONDITION.search(self.sentence):
            return False
        left = self.sentence[: self.start]
        if _ELSEWHERE.search(_CONTRAST.split(left)[-1]):
            return False
        is_in_quotation = left.count(_OPEN_QUOTE) > left.count(_CLOSE_QUOTE) or left.count(_STRAIGHT_QUOTE) % 2
        return not is_in_quotation


def first_part(words: str) -> str:
    """Return the words up to where another clause begins, or a cause or a circumstance."""
    return _AFTER.split(words, maxsplit=1)[0].strip()


def clause_around(sentence: str, start: int, end: int, previous: str = "") -> Clause:
    """Return the clause around the phrase that stands from `start` to `end` in a sentence, after a `previous` one."""
    after = first_part(sentence[end:].rstrip(".!"))
    parting = _BEFORE_A_VERB if _VERB.match(sentence[start:end]) else _BEFORE
    return Clause(sentence, start, end, _words_before(sentence[:start], parting), after, previous)


def _words_before(left: str, parting: re.Pattern[str]) -> str:
    """Return the words of the clause before a phrase; of the clause before that, where there are none that say what."""
    parts = [part.strip() for part in parting.split(left)]
    last = parts.pop()
    if _OWN_SUBJECT.search(left) or (not parts[1:] and _OPENING.search(left)):
        return last
    while parts and not _SAYS_WHAT.search(last):
        last = f"{parts.pop()} {last}".strip()
    return last
