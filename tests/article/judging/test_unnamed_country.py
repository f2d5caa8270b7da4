"""Whom a number was judged for where the article names no country."""

import msgspec
import pytest
from suite.hand_made_articles import US, article, estimate, population, publication, skill

from skillscan.article.judging import judge
from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.release.document import PopulationEntry, Publication

ALL = "ml_engineer"
TEXT = article("So 70% of ML engineer postings name Python.")


def _entry(name: str, country: tuple[str, ...]) -> PopulationEntry:
    entry = population(name)
    made = msgspec.structs.replace(entry.definition, occupation=(ALL,), country=country)
    return msgspec.structs.replace(entry, definition=made)


def _release(us: float, everywhere: float) -> Publication:
    return publication(
        estimate("skill_share", "python", "named", us),
        estimate("skill_share", "python", "named", everywhere, population=ALL),
        populations={US: _entry(US, ("US",)), ALL: _entry(ALL, ())},
    )


@pytest.mark.parametrize(
    ("of", "us", "everywhere", "said"),
    [
        (ALL, 0.60, 0.70, "judged for ml_engineer. For ml_engineer_us it is 60.0 %"),
        (None, 0.60, 0.70, "judged for ml_engineer_us. For ml_engineer it is 70.0 %"),
        (ALL, 0.69, 0.70, None),
        (US, 0.60, 0.70, None),
    ],
)
def test_the_other_number_stands_beside_ours_where_they_differ(
    of: str | None, us: float, everywhere: float, said: str | None
) -> None:
    """An editor would print a number of all countries, and find another on the first page."""
    claim = skill(TEXT, "70%", 70, "python", population=of)
    found = judge(TEXT, [claim], JudgingEvidence(publication=_release(us, everywhere)))
    note = str(found[0].note)
    assert (said in note) if said else ("No country is named" not in note)


def test_who_said_whom_is_meant_is_not_told_again() -> None:
    """A marker that names its population would be doubted in every report."""
    claim = skill(TEXT, "70%", 70, "python", population=ALL, by="marker")
    found = judge(TEXT, [claim], JudgingEvidence(publication=_release(0.6, 0.7)))
    assert "No country is named" not in str(found[0].note)
