"""What stands in a title and says nothing about the work: requisition numbers, marks of gender,
pay, numbers of hires, of days in the office, of hours a week, of time zones and of years of
experience. Levels and whole words stay. Two titles that ask for different years or hours are told
apart by these (``years_in_title``, ``hours_in_title``), not by the words. Units of hours stand in
``data/rules/openings.yaml``.
"""

import re
from functools import cache

from skillscan.rules import load_rules

_COPY = re.compile(r"\s*copy of\s", re.IGNORECASE)
"""What a board puts before the title of a posting that was made from another one."""
_GENDER = re.compile(
    r"[(\[]\s*(?:[mfwdxhn]|all genders|gn)(?:\s*[/|,*.]\s*(?:[mfwdxhn]|div|gn|all)){0,4}\s*[)\]]"
    r"|\b[mfw]\s?/\s?[mfwd]\s?/\s?[mfwdx]\b|\b(?:h/f|f/h)\b|[(\[]\s*all genders\s*[)\]]",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"#\s?\d{2,10}\b"
    r"|\b(?:req|job|jr|r|id|ref)[\s:#._-]{0,3}(?:id|no)?[\s:#._-]{0,3}\d{3,10}(?:-\d{2,6})?(?![^\W_])"
    r"|\bref\b[\s:#.]{0,3}(?:no\b[\s:#.]{0,3})?(?-i:[A-Z]{1,4})-?\d{2,6}(?![^\W_])"
    r"|(?<![^\W_])[a-z]{0,6}\d{5,12}[a-z]{0,4}(?:_\d{1,6})?(?![^\W_])|\b\d{2}wd\d{3,8}\b"
    r"|(?<![^\W_])\d{2,4}-\d{3,6}(?![^\W_])|^\s*\d{3,6}\s?[-:_]|[(\[]\s*(?!19|20|1099)\d{3,4}\s*[)\]]",
    re.IGNORECASE,
)
_HIRES = re.compile(
    r"(?:^|[(\[,–-])\s*(?:\d{1,2}|multiple|several)\s"
    r"(?:openings?|positions?|roles?|vacanc(?:y|ies)|hires?)\b|(?<=\s)x\s?\d\b|^\s*\dx\s",
    re.IGNORECASE,
)
"""How many people are looked for."""
_OFFSET = re.compile(
    r"\b(?:gmt|utc)\s?[+-]\s?\d{1,2}\b(?:\s?(?:to|/|-)\s?(?:gmt|utc)?\s?[+-]?\s?\d{1,2}\b)?",
    re.IGNORECASE,
)
"""Time zones in numbers."""
_DAYS = re.compile(
    r"(?:(?P<first>\b(?:hybrid|remote|on-?site|(?:in[ -])?office|wfh|home)\b[^\w()]{0,4})|\b)"
    r"(?:\d(?:\s?[-–]\s?\d)?\+?\s?(?:x\b|days?\b)(?:\s?(?:/|per|a|each)\s?(?:week|wk)\b)?|\d{2,3}\s?%|50/50)"
    r"(?(first)|(?=[^\w()]{0,4}(?:(?:in|at|from|on|the)\s){0,2}(?:hybrid|remote|on-?site|office|wfh|home)\b))",
    re.IGNORECASE,
)
"""How many days a week are worked where: beside a word that names the work mode only."""
_PAY = re.compile(
    r"[-–,]?\s*(?:\bup to\s)?[$£€]\s?[\d,.]{1,9}k?(?:\s?(?:-|–|to)\s?[$£€]?\s?[\d,.]{1,9}k?)?\+?"
    r"(?:\s?(?:/|\bper\b|\ban?\b)\s?(?:h|hr|hour|day|shift|week|wk|month|mo|year|yr|annum)\b)?"
    r"(?:\s*(?:sign[\s-]?on|hiring|signing)(?:\s*bonus)?)?(?:\s?ote\b)?"
    r"|\bote\b(?:[\s:]{0,3}\d{2,3}k(?:\s?(?:-|–|to)\s?\d{2,3}k)?\+?)?",
    re.IGNORECASE,
)
"""Pay and bonuses, which tell two jobs apart at one place and time only."""
_TERMS = re.compile(
    r"\b(?:no|without)\s(?:visa\s)?sponsorship(?:\s(?:is\s)?(?:available|offered|provided|possible))?\b"
    r"|\b(?:visa\s)?sponsorship\s(?:is\s)?(?:available|offered|provided|possible)\b|\bvisa\ssponsorship\b"
    r"|\b(?:no|not)\sc2cs?\b|\bw-?2\sonly\b|[(\[]\s*(?:w-?2|c2c)\s*[)\]]|[-–—|,]\s*(?:w-?2|c2c)\s*$"
    r"|\b(?:4|four)[\s-]day\s(?:work(?:ing)?\s)?week\b"
    r"|\bgeneral\s(?:hir(?:e|es|ing)|applications?)\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s(?:20\d\d\s)?intake\b"
    r"|\bimmediate(?:ly)?\s(?:start(?:er|ers)?|join(?:er|ers|ing)?|hir(?:e|ing)|availab(?:le|ility))\b",
    re.IGNORECASE,
)
"""Terms of the contract: who may apply, when it begins."""
_PLURAL = re.compile(
    r"(?<=\w)(?:\((?:e?s|in|innen|e|ne|se|euse|rice|trice|a|o)\)|·(?:e|ne|se|rice|trice)(?:·?s)?\b)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:\bwith\s)?(?P<bound>\b(?:over|min\.?|minimum)\s)?(?<![\d.,])\b(?P<least>\d{1,2})(?:[.,]\d)?\s?(?P<plus>\+)?\s?"
    r"(?P<most>(?:-|–|—|to)\s?\d{1,2}(?:[.,]\d)?\s?\+?\s?)?"
    r"(?:years?|yrs?|yoe)(?!\w)['’]?(?P<of>\s(?:of\s)?(?:relevant\s)?exp(?:erience)?(?![^\W_]))?"
    r"(?(bound)|(?(plus)|(?(most)|(?(of)|(?=\s*(?:[)\]|,;:/–—-]|$))))))"
    r"(?!\s(?:contract|old|ftc|fixed|program|term|temp))",
    re.IGNORECASE,
)
"""A number alone is one of experience only where nothing goes on: "10 Year Anniversary Edition"."""
_BROKEN_BYTES = re.compile(r"â€.|Â|ï¿½|\ufffd")


@cache
def _hours() -> re.Pattern[str]:
    """Hours of the week ("40hrs", "(20h/week)", "32-40 uur"); "24 Hour Support" goes on, "24h" may
    be said of the day.
    """
    words = load_rules("openings.yaml").words["title"]
    hour, week = "|".join(words["hours"]), "|".join(words["weeks"])
    return re.compile(
        r"(?<![\w.,])(?!24\s?(?:h|hrs?|hours?)\b\.?\s*(?:/\s?7|[)\]|,;:–—-]|$))"
        r"(?P<least>(?:[4-9]|[1-5]\d|60)(?:[.,]\d{1,2})?)"
        r"(?:\s?(?:-|–|to)\s?(?P<most>\d{1,2}(?:[.,]\d)?))?\s?"
        rf"(?:{hour})\b\.?"
        rf"(?:\s?(?:/|\b(?:per|an?|pro|p)\b)\.?\s?(?:{week})\b\.?"
        r"|\s(?:weekly|contract|p\.?w)\b\.?)?"
        r"(?=\s*(?:[)\]|,;:/–—-]|$))",
        re.IGNORECASE,
    )


@cache
def _share() -> re.Pattern[str]:
    """The share of full time ("0.8 FTE", "80-100%"); one percentage alone, or a range that ends far
    below the whole, may be of anything.
    """
    words = load_rules("openings.yaml").words["title"]["shares_of_no_time"]
    of_no_time = "".join(f"(?<!{word}{gap})" for word in words for gap in (" ", ": ", r" \(", ""))
    return re.compile(
        rf"(?<![\w.,]){of_no_time}"
        r"(?:(?P<of>[01]?[.,]\d{1,2}|1)\s?FTE|FTE\s?(?P<fte>[01]?[.,]\d{1,2}|1)"
        r"|(?P<low>[1-9]\d)\s?%?\s?[-–]\s?(?P<high>[89]\d|100)\s?%)(?![^\W_])"
        r"(?=\s*(?:[(\[)\]|,;:/–—-]|$))",
        re.IGNORECASE,
    )


def years_in_title(title: str) -> frozenset[int]:
    """The least numbers of years of experience that a title asks for."""
    return frozenset(int(found["least"]) for found in _YEARS.finditer(title))


def hours_in_title(title: str) -> frozenset[str]:
    """The hours of the week and the share of full time that a title states, each as a form of work
    (``work_forms``): "hours in the titles:40", "share of full time in the titles:80-100".
    """
    hours = (_range(found["least"], found["most"]) for found in _hours().finditer(title))
    shares = (
        _percent(found["of"] or found["fte"] or "") or _range(found["low"], found["high"])
        for found in _share().finditer(title)
    )
    return frozenset(
        f"{kind}:{first}"
        for kind, stated in (
            ("hours in the titles", hours),
            ("share of full time in the titles", shares),
        )
        for first in list(stated)[:1]
    )


def _range(least: str, most: str | None) -> str:
    """One or two numbers in one spelling."""
    numbers = (float(number.replace(",", ".")) for number in (least, most) if number)
    return "-".join(f"{number:g}" for number in numbers)


def _percent(share: str) -> str:
    """A share in percent, as another title may have it; nothing of none."""
    return f"{float(share.replace(',', '.')) * 100:g}" if share else ""


def without_noise(title: str) -> str:
    """The title with a blank for each of these, but for a word of work mode beside its days."""
    copied = _COPY.match(title)
    text = title[copied.end() :] if copied else title
    for noise in (
        _BROKEN_BYTES,
        _PLURAL,
        _GENDER,
        _PAY,
        _HIRES,
        _TERMS,
        _OFFSET,
        _YEARS,
        _NUMBER,
        _DAYS,
        _hours(),
        _share(),
    ):
        text = noise.sub(_mode_or_blank, text)
    return text


def _mode_or_blank(noise: re.Match[str]) -> str:
    """What stays of a noise: a word of work mode before a number of days."""
    return f" {noise.groupdict().get('first') or ''} "
