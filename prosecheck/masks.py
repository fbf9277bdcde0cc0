"""Blank what has digits or number words and is no claim: dates, years, ages, codes, ranges, times and the like.

Each is blanked character by character, so that places in the text stay as they are and the words around it are kept.
"""

import re

from prosecheck.words import NUMBERS, any_of, pattern

_MONTH = any_of(
    "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? oct(?:ober)?",
    "nov(?:ember)? dec(?:ember)?",
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{any_of('one two three four five six seven eight nine ten twelve')})"
_TIME = r"(?:(?:working|calendar) )?(?:second|minute|min|hour|hr|day|week|month|year)s?"
_TIME_ALLOWED = (
    r"(?:second|minute|hour|day|week|month) (?:[a-z]+ )?"
    r"(?:target|standard|benchmark|limit|threshold|ceiling|guideline)\b(?! (?:of|for)\b)"
)
_PER_CENT = r"(?:%| ?per ?cent)"
_NAMED = any_of(
    r"year key_stage ks stage level grade band phase type category cat\.? tier segment section s\. part",
    r"paragraph para\.? appendix annex chapter table chart figure fig\.? page step priority objective theme action",
    r"ward team zone district division region area group class schedule article regulation policy rule no\.?",
    "number item question outcome goal room unit block lot junction route line highway interstate kpi",
    "indicator covid version risk strand pillar mission standard",
)

_MOVEMENT = any_of("gap rise increase fall drop improvement difference lead decrease reduction gain")
_POINT_CHANGE = rf"(?:percentage-)?point {_MOVEMENT}\b"

NO_CLAIMS = {
    "addresses": r"https?://\S+|www\.\S+|(?<!\S)\S[^\s@]*+@\S+\.\w+",
    "reference numbers": r"\d[\d,.]{17,}",
    "round the clock": r"\b24/7\b|\b\d+/7\b",
    "dates, day first": rf"\b{_DAY}(?:\s*(?:-|–|to|and)\s*{_DAY})?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR})?",
    "dates, month first": rf"\b{_MONTH}\.?\s+{_DAY}\b(?!\s*(?:%|per|,\d|\d|\.\d))(?:,?\s+{_YEAR})?",
    "dates in figures": r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b",
    "financial years": rf"\b{_YEAR}\s?[/–-]\s?(?:(?:19|20)?\d\d)\b(?!\d|%|,\d)|\bfy ?'?\d\d(?:[/-]\d\d)?\b",
    "years": rf"(?<![£$€\d,.])\b{_YEAR}s?\b(?!,\d|\.\d|{_PER_CENT})|['’]\d\ds?\b",
    "quarters": (
        r"\b[qh][1-4]\b(?:\s?[-–/]\s?q?[1-4]\b)?|"
        r"\bquarters? (?:one|two|three|four|[1-4])\b(?: (?:and|to) (?:two|three|four|[2-4])\b)?"
    ),
    "times of day": r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|\b\d{1,2}:\d\d\b",
    "measures": r"\b\d+\s?(?:mph|km/h|kph|mbps|cm|mm|gb|mb|kb|kw|mw|db|°c)\b",
    "telephone numbers": r"(?<!\w)0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b|\b0\d{9,10}\b",
    "postcodes": r"\b(?-i:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b",
    "emergency lines": (
        r"\b(?:calls? to|called|call|nhs|dial(?:led|ling)?|text) (?:101|111|112|119|911|999)\b|"
        r"\b(?:101|111|112|911|999)(?= (?:calls?|service|line|number|and|or)\b)"
    ),
    "ages": (
        r"\b(?:aged?|ages) (?:between )?(?:over |under )?\d+"
        rf"(?:\s*{any_of('- – to and or')}\s*(?:\d+|{any_of('over under above older below')}))*\b|"
        r"\b(?:over|under)[- ]?(?:the age of )?\d\d?s?(?:-?year-?olds?|s\b)|\b(?:over|under)-\d+s?\b|"
        r"\b\d+(?:\s?[-–]\s?\d+)?(?:s\b|[- ]year[- ]olds?| years? old| years? of age| years and (?:over|older|under)|"
        r"\+(?=\s|,|\.|\)))|\b\d+ (?:and|or) (?:over|above|older|under|younger)\b|"
        r"\b(?:over|under) (?:16|18|25|60|65|75|85)\b(?! ?(?:people|cases|visits|%|per ?cent)|[,.]\d)"
    ),
    "confidence intervals": r"\b95%? (?:ci|confidence)(?:[^.;)]|\.(?=\d))*",
    "nothing at all": (
        r"\bfor every (?!10{3,}\b|10*,0)\d[\d,]*\b|\bnet zero\b|"
        r"\bzero[- ](?:carbon|emissions?|tolerance|hours?|waste)\b"
    ),
    "scores": r"\bout of (?:10|ten|5|five)\b(?= (?:for|averag|on|stars?))|\bscores? (?:out )?of \d+ out of \d+\b",
    "ratings": rf"\b(?:rat(?:ed|ing of)|scored) {_NUMBER} or {any_of('lower higher better worse above below')}\b",
    "first so many": r"\b(?:top|bottom) (?:\d+|five|ten|three)\b",
    "ranges": (
        rf"\b{_NUMBER}(?:[-–][£$€]?{_NUMBER}|\s[-–]\s?\d[\d,]*(?:\.\d+)?)(?:\s?(?:{_PER_CENT}|points?|{_TIME}))?(?!\w)|"
        rf"(?<!from )(?<!was )(?<!fell )(?<![\d.,])\b{_NUMBER} (?:to|or) {_NUMBER} {_TIME}\b|"
        rf"\bbetween £?\d[\d,.]*{_PER_CENT}?(?: {_TIME})? and £?\d[\d,.]*{_PER_CENT}?(?: {_TIME})?"
    ),
    "hyphened": rf"\b{_NUMBER}-(?!fold\b|{_POINT_CHANGE}|{_TIME_ALLOWED})(?:and-)?[a-z]+(?:-[a-z]+)*\b",
    "periods allowed": (
        r"\b(?:within|inside|outside|beyond|after|under|less than|no more than|in less than|up to) "
        rf"(?:the )?(?:statutory )?{_NUMBER} {_TIME}\b|"
        rf"\b(?:more than|over|longer than|older than|exceed\w*) {_NUMBER} {_TIME}\b(?! (?:from|to|compared))|"
        rf"\b(?:the|these|those) (?:(?:last|past|previous|first|final|latest|next|preceding) )?{_NUMBER} {_TIME} "
        rf"(?:ending|ended|to|up to|before|after|from|since)\b|\b{_NUMBER} {_TIME} (?:ago|earlier|previously)\b|"
        rf"\bin {_NUMBER} {_TIME}\b(?= and|\.|,|$| of receipt| or)|\b{_NUMBER} {_TIME}['’] "
    ),
    "numbered things": (
        rf"\b{_NAMED}s? (?:\d+[a-z]?\b|one\b|two\b|three\b|four\b|five\b)"
        rf"(?:(?:, | and | to |–|-|, and )\d{{1,2}}\b)*(?!,\d|\.\d|{_PER_CENT})|"
        r"\b(?:month|week|day|period) \d{1,2}\b(?!,\d|%|\.\d)"
    ),
    "codes": (
        rf"\b[a-z][a-z\d]* 0\d\d\b(?!,\d|\.\d|{_PER_CENT})|"  # of indicators: `HT 003`
        r"\bs\.?i\. \d+(?: of \d+)?|\b[A-Z]{1,4}/\d+(?:/\d+)*|\b[A-Za-z]+-?\d[\w/-]*|"
        r"\b\d+[A-Za-z]+\d*\b(?<!\dm)(?<!\dk)(?<!bn)(?<!mn)(?<!pp)(?<!ppt)(?<!ppts)(?<!pc)(?<!\dst)"
        r"(?<!kg)(?<!km)(?<!kwh)"
    ),
    "footnotes": r"(?<=\))\d{1,2}(?![\d%]|[.,]\d)",
    "ones that do not count": r"\bone-off\b|\bone-to-one\b|\bone[- ]stop\b|\bsquare one\b|\bnumber one\b",
    "list numbers": r"^\s*\(?\d{1,2}[.)]\s",
}
# “100 196 users”; not “in ward 5 196 people”, nor a row of numbers.
_SPACED_THOUSANDS = pattern(
    rf"\b(?P<named>(?:{_NAMED}|{_MONTH}|{any_of('quarter week day age aged')})s? )?",
    rf"(?<![.,/])(?<!\d{{4}}[–-])(?<!\d )(?:\d{{1,2}}(?: \d{{3}}){{1,2}}|\d{{3}} \d{{3}})(?![\d#]| \d|,\d|{_PER_CENT})",
)
_MASKS = [pattern(mask) for mask in NO_CLAIMS.values()]
_DIGITS_AND_WORDS = pattern(r"\d|", "|".join(NUMBERS))


def without_non_claims(sentence: str) -> str:
    """Return the sentence with the numbers blanked that are no claims, as long as it was.

    Thousands that are set apart by a space have a comma instead.
    """
    sentence = _SPACED_THOUSANDS.sub(_with_commas, sentence)
    for mask in _MASKS:
        sentence = mask.sub(_blank, sentence)
    return sentence


def _with_commas(match: re.Match[str]) -> str:
    return match[0] if match["named"] else match[0].replace(" ", ",")


def _blank(match: re.Match[str]) -> str:
    return _DIGITS_AND_WORDS.sub(lambda number: "#" * len(number[0]), match[0])
