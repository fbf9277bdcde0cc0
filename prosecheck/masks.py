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
_PER_CENT = r"(?:%| ?per ?cent)"
_NAMED = any_of(
    r"year key_stage ks stage level grade band phase type category tier section s\. part paragraph para\.? annex",
    r"appendix chapter table chart figure fig\.? page step priority objective theme action ward team zone district",
    r"division region area group class schedule article regulation policy rule no\.? number item question outcome goal",
    "room unit block lot junction route line highway kpi indicator covid version risk strand pillar mission standard",
)
_JOINED = (  # “a one-third share”, “a 10-point gap”, “the 18-week target” are claims
    r"fold\b|(?:hal(?:f|ves)|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b|per ?cent\b|"
    r"(?:percentage-)?point (?:gap|rise|increase|fall|drop|improvement|difference|lead|decrease|reduction|gain)\b|"
    r"(?:second|minute|hour|day|week|month) (?:[a-z]+ )?(?:target|standard|limit|threshold)\b(?! (?:of|for)\b)"
)

NO_CLAIMS = {
    "addresses": r"https?://\S+|www\.\S+|(?<!\S)\S[^\s@]*+@\S+\.\w+",
    "reference numbers": r"\d[\d,.]{17,}",
    "round the clock": r"\b24/7\b|\b\d+/7\b",
    "dates, day first": rf"\b{_DAY}(?:\s*(?:-|–|to|and)\s*{_DAY})?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR})?",
    "dates, month first": rf"\b{_MONTH}\.?\s+{_DAY}\b(?!\s*(?:%|per|,\d|\d|\.\d))(?:,?\s+{_YEAR})?",
    "dates in figures": r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b",
    "financial years": rf"\b{_YEAR}\s?[/–-]\s?(?:(?:19|20)?\d\d)\b(?!\d|%|,\d)|\bfy ?'?\d\d(?:[/-]\d\d)?\b",
    "years": rf"(?<![£$€\d,.])\b{_YEAR}s?\b(?!,\d|\.\d|{_PER_CENT})|['’]\d\ds?\b",
    "quarters": r"\b[qh][1-4]\b(?:\s?[-–/]\s?q?[1-4]\b)?|\bquarters? (?:one|two|three|four|[1-4]\b)(?: and [2-4]\b)?",
    "times of day": r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|\b\d{1,2}:\d\d\b",
    "measures": r"\b\d+\s?(?:mph|km/h|kph|mbps|cm|mm|gb|mb|kb|kw|mw|db|°c)\b",
    "telephone numbers": r"(?<!\w)0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b",
    "postcodes": r"\b(?-i:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b",
    "emergency lines": (
        r"\b(?:call(?:s to|ed)?|nhs) (?:1[01]1|911|999)\b|\b(?:1[01]1|911|999)(?= (?:calls?|service|line|number)\b)"
    ),
    "ages": (
        r"\b(?:aged?|ages) (?:between )?(?:over |under )?\d+(?:\s*(?:-|–|to|and|or)\s*(?:\d+|over|above|older))*\b|"
        r"\b(?:over|under)[- ]?(?:the age of )?\d\d?s?(?:-?year-?olds?|s\b)|\b(?:over|under)-\d+s?\b|"
        r"\b\d+(?:\s?[-–]\s?\d+)?(?:s\b|[- ]years?[- ](?:olds?|of age|and (?:over|older|under))|\+(?=[\s,.)]))|"
        r"\b\d+ (?:and|or) (?:over|above|older|under|younger)\b|"
        r"\b(?:over|under) (?:16|18|25|60|65|75|85)\b(?! ?(?:people|cases|visits|%|per ?cent)|[,.]\d)"
    ),
    "confidence intervals": r"\b95%? (?:ci|confidence)(?:[^.;)]|\.(?=\d))*",
    "nothing at all": r"\bfor every (?!10{3,}\b|10*,0)\d[\d,]*\b|\bnet zero\b|\bzero[- ](?:carbon|waste)",
    "scores": r"\bout of (?:10|ten|5|five)\b(?= (?:for|averag|on|stars?))|\bscores? (?:out )?of \d+ out of \d+\b",
    "ratings": rf"\b(?:rat(?:ed|ing of)|scored) {_NUMBER} or (?:lower|higher|better|above|below)\b",
    "first so many": r"\b(?:top|bottom) (?:\d+|five|ten|three)\b",
    "ranges": (
        rf"\b{_NUMBER}(?:[-–][£$€]?{_NUMBER}|\s[-–]\s?\d[\d,]*(?:\.\d+)?)(?:\s?(?:{_PER_CENT}|points?|{_TIME}))?(?!\w)|"
        rf"(?<!from )(?<!was )(?<!fell )(?<![\d.,])\b{_NUMBER} (?:to|or) {_NUMBER} {_TIME}\b|"
        rf"\bbetween £?\d[\d,.]*{_PER_CENT}?(?: {_TIME})? and £?\d[\d,.]*{_PER_CENT}?(?: {_TIME})?"
    ),
    "hyphened": rf"\b{_NUMBER}-(?!{_JOINED})(?:and-)?[a-z]+(?:-[a-z]+)*\b",
    "periods allowed": (
        rf"\b(?:within|inside|outside|beyond|after|under|(?:no more|less) than|up to) (?:the )?{_NUMBER} {_TIME}|"
        rf"\b(?:more than|over|longer than|older than|exceed\w*) {_NUMBER} {_TIME}\b(?! (?:from|to|compared))|"
        rf"\b(?:the|these|those) (?:(?:last|past|previous|first|final|latest|next) )?{_NUMBER} {_TIME} "
        rf"(?:ending|ended|to|up to|before|after|from|since)\b|\b{_NUMBER} {_TIME} (?:ago|earlier|previously)\b|"
        rf"\bin {_NUMBER} {_TIME}\b(?= and\b|[.,]|$| of receipt| or\b)|\b{_NUMBER} {_TIME}['’] "
    ),
    "numbered things": (
        rf"\b{_NAMED}s? (?:\d+[a-z]?|one|two|three|four)\b(?:(?:,? and |, | to |[–-])\d\d?\b)*(?![,.]\d|{_PER_CENT})|"
        r"\b(?:month|week|day|period) \d{1,2}\b(?!,\d|%|\.\d)"
    ),
    "codes": (
        rf"\b[a-z][a-z\d]* 0\d\d\b(?!,\d|\.\d|{_PER_CENT})|"  # of indicators: `HT 003`
        r"\bs\.?i\. \d+(?: of \d+)?|\b[A-Z]{1,4}/\d+(?:/\d+)*|\b[A-Za-z]+-?\d[\w/-]*|"
        r"\b\d+[A-Za-z]+\d*\b(?<!\d[mkg])(?<![bm]n)(?<!pp)(?<!ppt)(?<!ppts)(?<!pc)(?<!\dst)(?<!k[gm])(?<!kwh)"
    ),
    "footnotes": r"(?<=\))\d{1,2}(?![\d%]|[.,]\d)",
    "ones that do not count": r"\bone-(?:off|to-one|stop)\b|\b(?:square|number) one\b",
    "list numbers": r"^\s*\(?\d{1,2}[.)]\s",
}
# “100 196 users”; not “in ward 5 196 people”, nor a row of numbers.
_SPACED_THOUSANDS = pattern(
    rf"\b(?P<named>(?:{_NAMED}|{_MONTH}|quarter|week|day|aged?)s? )?(?<![.,/])(?<!\d{{4}}[–-])(?<!\d )",
    rf"(?:\d{{1,2}}(?: \d{{3}}){{1,2}}|\d{{3}} \d{{3}})(?![\d#]| \d|,\d|{_PER_CENT})",
)
_MASKS = [pattern(mask) for mask in NO_CLAIMS.values()]
_APART = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s[-–]\s?(\d[\d,]*(?:\.\d+)?).*")
_DIGITS_AND_WORDS = pattern(r"\d|", "|".join(NUMBERS))


def without_non_claims(sentence: str) -> str:
    """Return the sentence with the numbers blanked that are no claims; a space in thousands becomes a comma."""
    sentence = _SPACED_THOUSANDS.sub(lambda match: match[0] if match["named"] else match[0].replace(" ", ","), sentence)
    for mask in _MASKS:
        sentence = mask.sub(_blank, sentence)
    return sentence


def _blank(match: re.Match[str]) -> str:
    ends = _APART.fullmatch(match[0])
    if ends and float(ends[1].replace(",", "")) > float(ends[2].replace(",", "")):
        return match[0]  # “11,900 – 1,700 for major, 10,200 for minor works”
    return _DIGITS_AND_WORDS.sub(lambda number: "#" * len(number[0]), match[0])
