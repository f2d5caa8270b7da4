"""What the grouping keeps of a text: its shingles, and what it names that tells two jobs of nearly
one text apart.

It is made once for each text and stored (``warehouse.tables.text_shingles``), so that a text need
not be split into words each time its employer is grouped again.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from skillscan.dedup.comparable_posting import limits
from skillscan.dedup.shingles import TEXT_CHARS, Shingles, shingles_of
from skillscan.dedup.spoken_languages import spoken_languages
from skillscan.dedup.work_forms import work_forms
from skillscan.rules import load_rules

_YEARS = re.compile(
    r"(?<!over )(?<!past )(?<!last )(?<!in our )(?<!in its )(\d{1,2})\s?\+?\s?"
    r"(?:(?:-|–|—|to)\s?\d{1,2}\s?\+?\s?)?(?:or more )?(?:years|yrs|jahre)\b(?! ago| old"
    r"| (?:in business|of (?:business|history|innovation|growth))\b|,? we(?:['’]ve| have)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class ComparableText:
    """A text as it is compared: its shingles, the least numbers of years it speaks of, the
    languages that it asks its people to speak (ISO 639-1), and the forms of work it names.
    """

    shingles: Shingles
    years: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()


def comparable_text(text: str) -> ComparableText:
    """What is kept of a prepared text (``skillscan.text.prepare``), whatever it holds."""
    limit = limits()
    shingles = shingles_of(text, length=limit["shingle_words"], words=limit["text_words"])
    return ComparableText(shingles, years_in(text), spoken_languages(text), work_forms(text))


def years_in(text: str) -> frozenset[str]:
    """The least numbers of years a text speaks of, but not of the employer's age."""
    return frozenset(_YEARS.findall(text[:TEXT_CHARS]))


@cache
def comparable_text_version() -> str:
    """Twelve hex digits that change when a text would be kept in another form."""
    digest = hashlib.sha256()
    package = files("skillscan.dedup")
    for name in ("comparable_text.py", "shingles.py", "spoken_languages.py", "work_forms.py"):
        digest.update(package.joinpath(name).read_bytes().replace(b"\r\n", b"\n"))
    words = load_rules("openings.yaml").words
    kept = [limits()["shingle_words"], limits()["text_words"], words["spoken"], words["work_forms"]]
    digest.update(json.dumps(kept, sort_keys=True).encode())
    return digest.hexdigest()[:12]
