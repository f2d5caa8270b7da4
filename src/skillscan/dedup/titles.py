"""What a title says about the work, without what it says about the place and the form.

Goal: "Sr. ML Engineer II, Ads (Hybrid, 3 days, Berlin) R_12345" and "Senior Machine Learning
Engineer 2 – Ads | Acme" (at Acme) have one key. Rule: city, region, work mode, requisition number,
the employer's own name, gender marks and sign-on bonus go; level, team, product and language stay,
in any order. A part of a title is a place only if all its words are: words of the posting's own
locations, of a country, or of the lists in ``data/rules/openings.yaml``; it is the employer only if
all of it is the employer's name.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, partial
from html import unescape
from itertools import chain
from typing import Any

import pycountry

from skillscan.dedup.employer_rules import fold
from skillscan.dedup.employers import employer_id_of
from skillscan.dedup.title_noise import hours_in_title, without_noise, years_in_title
from skillscan.rules import load_rules

TITLE_CHARS = 400
MAX_LOCATIONS = 50
_NOTE = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_PLACES = re.compile(r"[|;•\n:]|\s/\s")
_NAME_OF_CITY = frozenset({"new"})
"""A word of places that is part of a city's name: New York is not York."""
_AT = re.compile(r"\s(?:at|@|with|bei|chez|bij|presso|hos)\s(?=[^\s])", re.IGNORECASE)
_IS_HIRING = re.compile(
    r"(?P<who>[^|:]{1,60}?)\s?(?:\bis|\bare|['’]re)\s(?:now\s|currently\s)?"
    r"(?:hiring|looking for|seeking|searching for)\b[\s:!-]{0,4}(?:an?\s|our\s)?(?=\w)",
    re.IGNORECASE,
)
"""What says before a title that somebody is looked for ("We're hiring:", "Acme is hiring a")."""
_AT_SHORT_NAME = re.compile(r"\s(?:at|@|with)\s([^\W_]{5,40})(?![^\W_])", re.IGNORECASE)
"""What may be the first word of the employer's name ("with Finni", at Finni Health)."""
_SEPARATOR = re.compile(r"\s[-–—]+|[-–—]+\s|[()\[\]{}（）|@;:,/•·_]|\bin\b(?=\s[A-Z])")
_LISTED = re.compile(r"[/,;|+&]|\band\b")
"""What stands between the items of a list."""
_TALK_WORDS = 4
"""A part of so many words beside a call for people is no team, product or language."""
_LINE_WORDS = 12
"""A title of so many words is a line of the text."""
_BAR = re.compile(r"\s[-–—]+\s|[()\[\]|]")
"""Separators that stand in no name of an employer ("Acme, Inc." has a comma)."""
_WORD = re.compile(r"[^\W_]+[+#]{0,2}")


@dataclass(frozen=True, slots=True)
class TitleKey:
    """``words``: all that tell about the work; ``specific_words``: those that are neither generic
    nor the name of a place; ``places``: the words of places, which were taken off or stand in it;
    ``written``: the words as they were written, in their order, without places and noise;
    ``parts``: the ``words`` of each part of the title; ``listed``: the words of each item, as if it
    were a list; ``roles``: the ``words`` of each item between slashes; ``years``: the numbers of
    years of experience that it asks for; ``hours``: the hours it is for (``hours_in_title``).
    """

    words: frozenset[str]
    specific_words: frozenset[str]
    places: frozenset[str] = frozenset()
    written: tuple[str, ...] = field(default=(), compare=False)
    parts: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    listed: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    roles: frozenset[frozenset[str]] = frozenset()
    years: frozenset[int] = frozenset()
    hours: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The words in one order: equal for titles of equal words."""
        return " ".join(sorted(self.words))

    def is_of_one_work(self, other: "TitleKey") -> bool:
        """Whether they differ in no word but the names of regions and towns ("(EMEA)", "EMEA"), and
        in whether an engineer's work is said to be on software ("Software Engineer, Platform").
        """
        return self.words == other.words or (
            self.specific_words == other.specific_words
            and self.words ^ other.words <= names_of_places() | {"software"}
        )

    @property
    def kind_of_work(self) -> frozenset[str]:
        """The specific words without those that name a level."""
        return self.specific_words - title_word_set("level_words") or self.specific_words

    @property
    def is_line(self) -> bool:
        """Whether it is so long that it is a line of the text, taken for the title."""
        return len(self.written) >= _LINE_WORDS

    def is_reworded(self, other: "TitleKey") -> bool:
        """Whether one has all specific words of the other and some more, none of them a level."""
        mine, theirs = self.specific_words, other.specific_words
        return (mine < theirs or theirs < mine) and self.is_of_one_level(other)

    def is_of_one_level(self, other: "TitleKey") -> bool:
        """Whether they differ in no word that names a level."""
        return (self.words ^ other.words).isdisjoint(title_word_set("level_words"))


def title_key(title: str, locations: tuple[str, ...] = (), employer_id: str = "") -> TitleKey:
    """Key of a title; ``locations`` are the posting's own, as its source writes them, and
    ``employer_id`` its employer's (``employers.employer_id_of``).

    Two titles of one employer with equal ``words`` name the same work at the same level.
    """
    plain = unicodedata.normalize("NFKC", unescape(title[:TITLE_CHARS]))
    text = without_noise(plain)
    text = text if _WORD.search(text) else plain
    own = frozenset(word for place in locations for word in words_of_title(place))
    written = [found for part in _parts(text, employer_id) if (found := words_of_title(part))]
    parts = _without_talk(written)
    kept = _without_places(parts, own) or parts
    in_order = tuple(tuple(form for word in part for form in _forms(word)) for part in kept)
    forms = [frozenset(part) for part in in_order]
    words = _translated(frozenset().union(*forms)) | _levels_offered(forms)
    generic = title_word_set("generic_words")
    words = words or frozenset(_WORD.findall(text.casefold()))
    named = (words & names_of_places()) | ((words & own) - _no_names())
    dropped = frozenset(word for part in parts if part not in kept for word in part)
    specific = (words - generic - named) or (words - generic) or words
    places = named | (dropped - title_word_set("place_words"))
    return TitleKey(
        words,
        specific,
        places,
        written=tuple(word for part in kept for word in part),
        parts=in_order,
        listed=tuple(tuple(map(_singular, words_of_title(item))) for item in _LISTED.split(text)),
        roles=_roles(text) or frozenset((words,)),
        years=years_in_title(plain),
        hours=hours_in_title(plain),
    )


def cities_of(locations: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The towns that locations name, each as its words in order: what stands before the first
    comma of each, but for countries, states and words such as "remote".
    """
    heads = (
        head.partition(",")[0]
        for location in locations[:MAX_LOCATIONS]
        for head in _PLACES.split(_NOTE.sub(" ", location[:TITLE_CHARS]))
    )
    return frozenset(city for head in heads if (city := _city(words_of_title(head))))


def _city(words: list[str]) -> tuple[str, ...]:
    noise = title_word_set("place_words") - _NAME_OF_CITY
    kept = tuple(word for word in words if word not in noise and not word.isdigit())
    name = " ".join(kept)
    is_region = name in _places() and name not in title_word_set("cities")
    is_code = len(kept) == 1 and kept[0].upper() in _country_codes()
    return () if is_region or is_code else kept


@cache
def _country_codes() -> frozenset[str]:
    return frozenset(
        code for country in pycountry.countries for code in (country.alpha_2, country.alpha_3)
    )


def _parts(text: str, employer_id: str) -> list[str]:
    """The parts of a title but for those that are the employer's name; all, if nothing is left."""
    call = _IS_HIRING.match(text)
    if call and (call["who"].casefold() == "we" or employer_id_of(call["who"]) == employer_id):
        text = text[call.end() :]
    if not employer_id:
        return _SEPARATOR.split(text)
    text = _without_employer(text, employer_id)
    if _AT.search(text):
        text = _AT_SHORT_NAME.sub(partial(_unless_employer, employer_id), text)
    foreign = [part for part in _BAR.split(text) if employer_id_of(part) != employer_id]
    fine = [fine for part in foreign or [text] for fine in _SEPARATOR.split(part)]
    parts = [_without_employer(part, employer_id) for part in fine]
    return [part for part in parts if employer_id_of(part) != employer_id] or parts


def _without_talk(parts: list[list[str]]) -> list[list[str]]:
    """A call for people ("Drivers needed", "Drive with us") without the talk beside it ("Earn on
    your own schedule"); the parts of any other title as they are.
    """
    called = next((part for part in parts if _is_call(part)), None)
    if called is None:
        return parts
    talk = [part for part in parts if len(part) >= _TALK_WORDS or part[0] == "no"]
    return [part for part in parts if part is called or part not in talk]


def _is_call(words: list[str]) -> bool:
    is_wanted = len(words) > 1 and words[-1] in ("needed", "wanted") and words[0] != "no"
    is_asked = len(words) <= _TALK_WORDS and words[0] in title_word_set("call_verbs")
    return is_wanted or is_asked


def _without_employer(part: str, employer_id: str) -> str:
    """A part of a title without "at Acme" at its end, at Acme."""
    at = list(_AT.finditer(part))
    is_employer = bool(at) and employer_id_of(part[at[-1].end() :]) == employer_id
    return part[: at[-1].start()] if is_employer else part


def _unless_employer(employer_id: str, found: re.Match[str]) -> str:
    """What stays of "with Finni": nothing where the employer's name begins so."""
    return " " if employer_id.startswith(employer_id_of(found[1])) else found[0]


def words_of_title(text: str) -> list[str]:
    """The words of a title or a place, folded, in their order."""
    plain = fold(text.replace("'", "").replace("’", ""))
    return _WORD.findall(plain.replace("front-end", "front end").replace("u.s.", "us "))


def _roles(text: str) -> frozenset[frozenset[str]]:
    """The words of each item of a list with slashes between blanks; none of any other title."""
    items = text.split(" / ")
    words = (frozenset(chain.from_iterable(map(_forms, words_of_title(item)))) for item in items)
    return frozenset(filter(None, words)) if len(items) > 1 else frozenset()


def _translated(words: frozenset[str]) -> frozenset[str]:
    """MLOps 工程師 (MLOps Engineer): where a translation stands beside, only the translation."""
    latin = frozenset(word for word in words if word.isascii())
    return latin if len(latin) > 1 else words


def _forms(word: str) -> list[str]:
    """The words a word stands for; none if it tells nothing; singular, levels in digits."""
    rules = title_rules()["same_word"]
    singular = _singular(word)
    forms = (rules.get(word) or rules.get(singular) or singular).split()
    return [form for form in forms if form not in title_word_set("dropped_words")]


def _singular(word: str) -> str:
    singular = word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word
    return f"{word[:-3]}y" if len(word) > 5 and word.endswith("ies") else singular


def _levels_offered(parts: list[frozenset[str]]) -> frozenset[str]:
    """One word for the levels of a title whose parts offer several of one work ("Scientist / Senior
    Scientist"); none for any other title.
    """
    if len(parts) < 2:
        return frozenset()
    levels = title_word_set("level_words")
    offered: dict[frozenset[str], set[str]] = defaultdict(set)
    for words in parts:
        offered[words - levels].add("+".join(sorted(words & levels)))
    several = (found for work, found in offered.items() if work and len(found) > 1)
    return frozenset("/".join(sorted(found)) for found in several)


def _without_places(parts: list[list[str]], own: frozenset[str]) -> list[list[str]]:
    """Parts that name no place. A state's code that is also a word or a degree ("MA", "MS") is one
    only after a city, or beside another code ("MI, OH").
    """
    kept: list[list[str]] = []
    is_after_place = False
    for words, after in zip(parts, [*parts[1:], []], strict=False):
        is_beside = is_after_place or (bool(after) and _are_plain_codes(after))
        is_code = is_beside and len(words) == 1 and words[0] in _state_codes()
        is_after_place = is_code or _is_place(words, own) or _are_plain_codes(words)
        if not is_after_place:
            kept.append(words)
    return kept


def _are_plain_codes(words: list[str]) -> bool:
    """Whether these words are codes of states that nobody takes for anything else, or begin so."""
    return words[0] in title_word_set("plain_state_codes") and all(
        word in _state_codes() or word in title_word_set("place_words") for word in words
    )


def _is_place(words: list[str], own: frozenset[str]) -> bool:
    """Whether these words name a place, or say only where the work is done."""
    name = " ".join(words)
    if name in _places() or name.endswith(_site_ends()) or _is_market(words, own):
        return True
    known = [title_word_set("place_words"), own, _place_words()]
    if len(words) > 1:
        known.append(_state_codes())
    if not own.isdisjoint(words):
        known.append(title_word_set("site_words"))
    return all(any(word in kind for kind in known) for word in words)


def _is_market(words: list[str], own: frozenset[str]) -> bool:
    """Whether these words name a country's or a people's market ("Spanish Market")."""
    *of, last = words
    known = own | _place_words() | title_word_set("peoples")
    return last in ("market", "markets") and bool(of) and known.issuperset(of)


@cache
def _site_ends() -> tuple[str, ...]:
    return tuple(f" {end}" for end in title_word_set("site_ends"))


@cache
def title_rules() -> dict[str, Any]:
    """The section ``title`` of ``data/rules/openings.yaml``."""
    words: dict[str, Any] = load_rules("openings.yaml").words["title"]
    return words


@cache
def title_word_set(name: str) -> frozenset[str]:
    """A list of the section ``title`` of ``data/rules/openings.yaml``."""
    return frozenset(title_rules()[name])


@cache
def _places() -> frozenset[str]:
    """Names of places, of one word and of several."""
    countries = [country.name for country in pycountry.countries]
    states = [area.name for area in pycountry.subdivisions if area.country_code in ("US", "CA")]
    names = [" ".join(words_of_title(name)) for name in countries + states]
    listed = [title_word_set(name) for name in ("cities", "regions", "workplaces")]
    return frozenset(names).union(*listed)


@cache
def names_of_places() -> frozenset[str]:
    """Words that are a place or a time zone by themselves, in whatever part of a title."""
    return frozenset(name for name in _places() if " " not in name) | title_word_set("zones")


@cache
def _no_names() -> frozenset[str]:
    """Words of a location that name no place where they stand in a title: the "new" of New York is
    not that of "New Grad".
    """
    return (
        title_word_set("place_words")
        | title_word_set("level_words")
        | title_word_set("generic_words")
    )


@cache
def _place_words() -> frozenset[str]:
    """Words that are a place or a part of its name."""
    single = {place for place in _places() if " " not in place}
    several = {word for place in title_word_set("cities") for word in place.split()}
    return frozenset(single | several)


@cache
def _state_codes() -> frozenset[str]:
    """Codes of US states and Canadian provinces; many are words or degrees, too."""
    return frozenset(
        area.code.split("-")[1].casefold()
        for area in pycountry.subdivisions
        if area.country_code in ("US", "CA")
    )
