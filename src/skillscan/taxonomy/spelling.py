"""How names are compared: case, hyphens and blanks, quotes, British spelling and plurals are alike.

Between the words of a name a space, a no-break space and any kind of hyphen are the same
("fine-tuning", "fine tuning"), and blanks around a slash or an ampersand do not count ("CI / CD").
"""

import re
from itertools import pairwise

from skillscan.taxonomy.model import Alias

WORD = re.compile(r"\.net(?![^\W_])|[^\W_]+(?:\+\+|#(?![^\W_]))?")
"""A word of a name in lower case."""
_DASHES = "-‐‑‒–"
_BLANKS = " \t\u00a0\u2009\u202f"


def _separators() -> dict[str, str]:
    """What may stand between two words, and what it is compared as."""
    found = {"": "", ".": ".", "'": "'", "’": "'", "_": "_", "+": "+", ", ": ",", "＆": "&"}
    for blank in _BLANKS:
        found[blank] = found[blank * 2] = " "
        for sign in "/&":
            found |= dict.fromkeys((blank + sign, sign + blank, blank + sign + blank, sign), sign)
    return {**found, **dict.fromkeys(_DASHES, " ")}


_SEPARATORS = _separators()


_IZE = (
    *("categor", "container", "custom", "general", "initial", "local", "maxim", "minim", "modern"),
    *("normal", "optim", "organ", "parallel", "personal", "polymer", "priorit", "quant", "real"),
    *("recogn", "regular", "serial", "standard", "summar", "synchron", "token", "util", "vector"),
    *("virtual", "visual"),
)
_ENDINGS = ("e", "ed", "es", "er", "ers", "ing", "ation", "ations", "able")


def _british() -> dict[str, str]:
    """British spellings of words that names of skills are made of, and the American ones."""
    found = {f"{stem}is{end}": f"{stem}iz{end}" for stem in _IZE for end in _ENDINGS}
    for stem in ("model", "label", "signal", "channel", "travel"):
        found |= {f"{stem}l{end}": f"{stem}{end}" for end in ("ed", "er", "ers", "ing")}
    found |= {f"analys{end}": f"analyz{end}" for end in ("e", "ed", "er", "ers", "ing")}
    for british, american in (("behaviour", "behavior"), ("centre", "center"),
                              ("colour", "color"), ("catalogue", "catalog"),
                              ("defence", "defense"), ("licence", "license")):  # fmt: skip
        found |= {british: american, f"{british}s": f"{american}s"}
    return {**found, "behavioural": "behavioral"}


_SAME = {**_british(), **dict.fromkeys(_DASHES, "-"), "’": "'", "‘": "'", "＆": "&"}


def fold(word: str) -> str:
    """One word (or sign) as it is compared: lower case, American, straight quotes, one hyphen."""
    lowered = word.lower()
    return _SAME.get(lowered, lowered)


def lower(text: str) -> str:
    """Lower case without a change of length, so that offsets stay true."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def key(text: str) -> str | None:
    """A name as it is compared; ``None`` for a text that no name is written like."""
    if text.isalnum() and text.isascii():
        return fold(text)
    words = list(WORD.finditer(lower(text)))
    if not words or words[0].start() or words[-1].end() != len(text):
        return None
    parts = [fold(words[0][0])]
    for before, word in pairwise(words):
        separator = _SEPARATORS.get(text[before.end() : word.start()])
        if separator is None:
            return None
        parts += separator, fold(word[0])
    return "".join(parts)


def written_forms(name: str) -> list[str]:
    """All texts with the same words: each blank or hyphen as a blank or hyphen, "a/b" and "a / b",
    "a.js" and "a.JS" (which a tokenizer may take for the end of a sentence), "A&B" and "a&b".
    """
    if name.isalnum():
        return [name]
    forms = [""]
    name = re.sub(r" ?([/&]) ?", r"\1", name)
    for part in re.split(r"([ /&-]|\.\w+)", name):
        if part in (" ", "-"):
            ways = [" ", "-"]
        elif part in ("/", "&"):
            ways = [part, f" {part} "]
        else:
            ways = [part, part.upper()] if part[:1] == "." else [part]
        forms = [form + way for form in forms for way in ways]
    return [*forms, *map(str.lower, forms)] if "&" in name else forms


def spellings(alias: Alias) -> list[str]:
    """The alias and its plural: words take s, es or ies (analyses, matrices), acronyms take s."""
    text = alias.text
    last = re.split(r"[ \-/.&]", text)[-1]
    if text == f".{last}" or not last.isalpha() or len(last) < 2:
        return [text]
    if last.endswith("analysis"):
        return [text, f"{text[:-2]}es"]
    if last.endswith("matrix"):
        return [text, f"{text[:-1]}ces"]
    if last[-1] in "sS":
        return [text, f"{text}es"] if last.endswith("process") else [text]
    if last[-1].isupper():
        return [text, f"{text}s"]
    if len(last) < (4 if last == text else 3) or (alias.case != "any" and not last.islower()):
        return [text]  # a short word is safe behind others: "mobile apps"
    if last[-1] == "y" and last[-2] not in "aeiou":
        return [text, f"{text[:-1]}ies"]
    return [text, f"{text}{'es' if last.endswith(('ch', 'sh', 'x')) else 's'}"]
