"""What has digits or number words and is no claim: dates, years, ages, codes, ranges, times and the like.

Each is blanked with as many letters, so that places in the text stay as they are; words that tell a period are kept.
"""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_TIME = r"(?:second|minute|min|hour|hr|day|week|month|year)s?"
_NAMED = (
    r"year|key stage|ks|stage|level|grade|band|phase|type|category|cat\.?|tier|segment|section|s\.|part|paragraph|"
    r"para\.?|appendix|annex|chapter|table|chart|figure|fig\.?|page|pages|step|priority|objective|theme|action|ward|"
    r"team|zone|district|division|region|area|group|class|schedule|article|regulation|policy|rule|no\.?|number|item|"
    r"question|outcome|goal|room|unit|block|lot|junction|route|line|highway|interstate|"
    r"cosmic|kpi|indicator|covid|version|risk|strand|pillar|mission|standard"
)
MASKS = (
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+",
    r"\b24/7\b|\b\d+/7\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:-|–|to|and)\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+(?:19|20)\d\d)?",
    rf"\b{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*(?:%|per|,\d|\d|\.\d))(?:,?\s+(?:19|20)\d\d)?",
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b",
    r"\b(?:19|20)\d\d\s?[/–-]\s?(?:(?:19|20)?\d\d)\b(?!\d|%|,\d)",
    r"(?<![£$€\d,.])\b(?:19|20)\d\ds?\b(?!,\d|\.\d|%| ?per ?cent)",
    r"\bfy ?'?\d\d(?:[/-]\d\d)?\b|'\d\ds?\b|’\d\ds?\b",
    r"\b(?:q|h)[1-4]\b(?:\s?[-–/]\s?q?[1-4]\b)?|\bquarters? (?:one|two|three|four|[1-4])\b(?: (?:and|to) (?:two|three|four|[2-4])\b)?",
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|\b\d{1,2}:\d\d\b|\bmidnight\b|\bnoon\b",
    r"\b\d+\s?(?:mph|km/h|kph|mbps|kg|km|cm|mm|gb|mb|kw|kwh|mw|db|°c)\b",
    r"(?<!\w)0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b|\b0\d{9,10}\b",
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
    r"\b(?:calls? to|called|call|nhs|dial(?:led|ling)?|text|the) (?:101|111|112|119|911|999)\b|\b(?:101|111|112|911|999)(?= calls?\b| service\b| and\b| or\b)",
    r"\b(?:aged?|ages) (?:between )?(?:over |under )?\d+(?:\s*(?:-|–|to|and|or)\s*(?:\d+|over|under|above|older|below))*\b",
    r"\b(?:over|under)[- ]?(?:the age of )?\d\d?s?(?:-?year-?olds?|s\b)|\b(?:over|under)-\d+s?\b",
    r"\b\d+(?:\s?[-–]\s?\d+)?(?:s\b|[- ]year[- ]olds?| years? old| years? of age| years and (?:over|older|under)|\+(?=\s|,|\.|\)))",
    r"\b\d+ (?:and|or) (?:over|above|older|under|younger)\b|\b(?:over|under) (?:16|18|25|60|65|75|85)\b(?! (?:people|cases|visits))",
    r"\b95%? (?:ci|confidence)[^.;)]*",
    r"\bfor every \d[\d,]*\b|\bnet zero\b|\bzero[- ](?:carbon|emissions?|tolerance|hours?|waste)\b",
    r"\bout of (?:10|ten|5|five)\b(?= (?:for|averag|on|stars?))|\bscores? (?:out )?of \d+ out of \d+\b",
    r"\b(?:top|bottom) (?:\d+|five|ten|three)\b",
    rf"\b{_NUMBER}(?:\.\d+)?\s?[-–]\s?{_NUMBER}(?:\s?(?:%|per ?cent|points?|{_TIME}))?(?!\w)",
    rf"(?<!from )(?<!was )(?<!fell )\b{_NUMBER} (?:to|or) {_NUMBER} (?:working )?{_TIME}\b",
    rf"\bbetween £?\d[\d,.]*(?:%| ?per ?cent)?(?: {_TIME})? and £?\d[\d,.]*(?:%| ?per ?cent)?(?: {_TIME})?",
    rf"\b{_NUMBER}-(?:and-)?[a-z]+(?:-[a-z]+)*\b",
    rf"\b(?:within|inside|outside|beyond|after|under|less than|no more than|in less than|up to) (?:the )?(?:statutory )?{_NUMBER} (?:working |calendar )?{_TIME}\b",
    rf"\b(?:more than|over|longer than|older than|exceed\w*) {_NUMBER} (?:working |calendar )?{_TIME}\b(?! (?:from|to|compared))",
    rf"\bin {_NUMBER} (?:working |calendar )?{_TIME}\b(?= and|\.|,|$| of receipt| or)",
    rf"\b{_NUMBER} {_TIME}(?:'|’) ",
    rf"\b(?:{_NAMED})s? (?:\d+[a-z]?\b|one\b|two\b|three\b|four\b|five\b)(?:(?:, | and | to |–|-|, and )\d+\b)*(?!,\d|%|\.\d| ?per ?cent)",
    r"\b(?:month|week|day|period) \d{1,2}\b(?!,\d|%|\.\d)",
    r"\b[A-Za-z]+-?\d[\w/-]*|\b\d+[A-Za-z]+\d*\b(?<!\dm)(?<!\dk)(?<!bn)(?<!mn)(?<!pp)(?<!ppt)(?<!ppts)(?<!pc)(?<!\dst)",
    r"\b\d+(?:st|nd|rd|th)\b",
    r"\bs\.?i\. \d+(?: of \d+)?|\b[A-Z]{1,4}/\d+(?:/\d+)*",
    r"\bone-off\b|\bone-to-one\b|\bone[- ]stop\b|\bsquare one\b|\bnumber one\b",
    r"^\s*\(?\d{1,2}[.)]\s",
)
_MASK = [re.compile(mask, re.IGNORECASE if mask != MASKS[12] else 0) for mask in MASKS]


def without_non_claims(sentence: str) -> str:
    """The sentence with all that is no claim blanked, letter by letter."""
    for mask in _MASK:
        sentence = mask.sub(_blank, sentence)
    return sentence


def _blank(match: re.Match) -> str:
    return re.sub(r"[\d]|zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve", _dots, match[0], flags=re.IGNORECASE)


def _dots(match: re.Match) -> str:
    return "#" * len(match[0])
