"""Which words of a Hacker News comment name a role.

A part is a role if it holds a role word and no word of form (remote, full-time, pay …); the words
are in ``data/rules/hackernews.yaml``.
"""

import re
from functools import cache

from skillscan.rules import load_rules

MAX_PARTS = 20
ROLE_CHARACTERS = 120
MAX_ROLE_WORDS = 40
"""Of a part that may list several roles; a single one has at most ``MAX_NAME_WORDS``."""
MAX_NAME_WORDS = 14
MAX_SHARING_WORDS = 2
_ADDRESS = re.compile(
    r"\(?\s*\b(?:https?://|www\.)[^\s|)]{1,300}\)?|\(?\b[\w-]{1,60}(?:\.[a-z]{2,12}){1,2}/[^\s|)]{0,200}\)?"
)
_EMPTY_BRACKETS = re.compile(r"\[\s{0,20}\]")
_HOLDS_NOTE = re.compile(r"[^\[\]]{1,200}\[[^\[\]]{1,200}\]")
_NOTE = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_BULLET = re.compile(r"^\s{0,8}(?:[-*•·–—>]|\d{1,2}[.)])\s{0,8}(.{3,160})$")
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"^(?:and\s|or\s)?(?:an?\s)?")
_SEPARATORS = (
    re.compile(r",|;|\.\s|\s/\s|\s?&\s|\sand\s|\sor\s|\s?\+\s|/"),
    re.compile(r",|;|\.\s"),
)
_AND = re.compile(r",|;|\s?&\s|\sand\s")


def is_role(part: str) -> bool:
    """Whether the part names work: a role word, or a weaker one beside others."""
    bare = _NOTE.sub(" ", part)
    words = [_singular(word) for word in lower_words(any_of("form_words").sub(" ", bare))]
    if not 0 < len(words) <= MAX_ROLE_WORDS:
        return False
    if rule_words("role_words").intersection(words):
        return not _has_pay(bare)
    is_weak = len(words) > 1 and bool(rule_words("weak_role_words").intersection(words))
    return is_weak and not has_form(bare)


def split_roles(part: str) -> list[str]:
    """ML Engineer, Data Engineer → two; Frontend/Backend Engineer stays one."""
    for separator in _SEPARATORS:
        pieces = [_role_name(piece) for piece in split_outside_brackets(part, separator)]
        if len(pieces) > 1 and all(is_role(piece) for piece in pieces):
            return pieces
    return _with_shared_head(part) or [_role_name(part)]


def listed_roles(lines: list[str]) -> list[str]:
    """Roles among the short lines of the text: list items first, else lines of their own."""
    items = [found.group(1) for line in lines if (found := _BULLET.match(line))]
    names = [_role_of_line(line) for line in items] or [_role_of_line(line) for line in lines]
    return [name for name in names if name][:MAX_PARTS]


def asked_roles(lines: list[str]) -> list[str]:
    """Roles that a sentence asks for ("we are looking for a founding ML engineer")."""
    found = [match.group(1) for line in lines for match in _asking_pattern().finditer(line[:2000])]
    names = [_role_name(phrase) for phrase in found[:MAX_PARTS]]
    return distinct([name[:1].upper() + name[1:] for name in names if is_role(name)])


def distinct(names: list[str]) -> list[str]:
    """Each name once, in the spelling that comes first; what is too long for a name is left out."""
    fitting = [name for name in names if 0 < len(name.split()) <= MAX_NAME_WORDS]
    return list({name.casefold(): name for name in reversed(fitting)}.values())[::-1]


def split_outside_brackets(text: str, separator: re.Pattern[str]) -> list[str]:
    """The text between separators; one in brackets is none."""
    masked = _NOTE.sub(lambda found: "_" * len(found.group(0)), text)
    pieces, start = [], 0
    for found in separator.finditer(masked):
        pieces.append(text[start : found.start()])
        start = found.end()
    return [*pieces, text[start:]]


def has_form(part: str) -> bool:
    """Whether a word of form or an amount of pay stands there."""
    return bool(any_of("form_words").search(part)) or _has_pay(part)


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Finds the words of a list as whole words; of two that begin alike ("in person") the longer.

    The same text is read in the same way in every process, whatever the order of a set there.
    """
    words = sorted(rule_words(name), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def without_address(text: str) -> str:
    """The text without web addresses, and without the brackets and marks around them."""
    bare = re.sub(r"\s{1,20}", " ", _EMPTY_BRACKETS.sub(" ", _ADDRESS.sub(" ", text)))
    bare = bare.strip(" ,;:-–—")
    return bare if _HOLDS_NOTE.fullmatch(bare) else bare.strip(" ,;:[]-–—")


def lower_words(text: str) -> list[str]:
    """The words of letters, in small letters."""
    return [word.casefold() for word in _WORD.findall(text)]


@cache
def rule_words(name: str) -> frozenset[str]:
    """The words of a list of ``data/rules/hackernews.yaml``, in small letters."""
    return frozenset(word.casefold() for word in load_rules("hackernews.yaml").words[name])


def _has_pay(part: str) -> bool:
    return bool(re.search(r"[$€£]\s?\d|\b\d{2,3}k\b", part))


def _role_name(part: str) -> str:
    """The role without the words of form around it ("Remote ML Engineer (EU only)")."""
    bare = _NOTE.sub(lambda note: " " if has_form(note.group(0)) else note.group(0), part)
    bare = any_of("form_words").sub(" ", without_address(_ARTICLE.sub("", bare.strip())))
    return " ".join(bare.split()).strip(" .,:;/&-–—")[:ROLE_CHARACTERS]


def _with_shared_head(part: str) -> list[str]:
    """Backend & Data Engineers, QA Lead → three: a plural is the head of what stands before it.

    Empty where no plural is shared: Frontend/Backend Engineer is one, as are Senior & Staff
    Engineers.
    """
    if any_of("set_phrases").search(part):
        return []
    pieces = [_role_name(piece) for piece in split_outside_brackets(part, _AND)]
    found: list[str] = []
    waiting: list[str] = []
    for piece in pieces:
        if not is_role(piece):
            waiting.append(piece)
            continue
        if waiting and not (_has_plural_head(piece) and all(map(_may_share_head, waiting))):
            return []
        found += [*(f"{name} {piece.split()[-1]}" for name in waiting), piece]
        waiting = []
    return [] if waiting or found == pieces else found


def _has_plural_head(piece: str) -> bool:
    *before, head = piece.casefold().split()
    single = _singular(head)
    return bool(before) and single != head and single in rule_words("role_words")


def _may_share_head(name: str) -> bool:
    words = _NOTE.sub(" ", name).casefold().split()
    is_level = rule_words("level_words").issuperset(words)
    return name[:1].isupper() and len(words) <= MAX_SHARING_WORDS and not is_level


def _role_of_line(line: str) -> str:
    plain = re.sub(r"^As an? ", "", without_address(line))
    name = re.split(r"\s[-–—:]\s|:|[(\[]|\s\|\s|\.\s", plain, maxsplit=1)[0].strip(" .:-–—")
    is_short = len(name) <= 80 and len(name.split()) <= 9
    return name if is_short and name[:1].isupper() and is_role(name) else ""


@cache
def _asking_pattern() -> re.Pattern[str]:
    asking = "|".join(map(re.escape, sorted(rule_words("asking_words"), key=len, reverse=True)))
    roles = "|".join(sorted(rule_words("role_words"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{asking})\b[:\s]{{1,3}}(?:(?:an?|the|our|one|two|three|\d+x?|several|multiple|some"
        rf"|more|great|strong|talented|experienced|skilled|passionate|exceptional|new|for|to join"
        rf")\s){{0,4}}((?:[\w+#/.&-]{{1,25}}\s){{0,6}}?[\w/-]{{0,20}}\b(?:{roles})s?)\b",
        re.IGNORECASE,
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
