"""One module per source: pure functions, raw item → postings or refusals with their reason.

A parser knows no network, no clock and no settings, and raises on no JSON-shaped payload. A
source that is not listed here was imported from a file (``sources/imported_file.py``).
"""

from collections.abc import Callable

from skillscan.domain import Parsed, RawItem
from skillscan.sources import (
    arbeitnow,
    ashby,
    greenhouse,
    hackernews,
    himalayas,
    jobicy,
    jsonld,
    lever,
    personio,
    recruitee,
    remoteok,
    remotive,
    smartrecruiters,
    themuse,
    weworkremotely,
    workable,
    workday,
)

PARSERS: dict[str, Callable[[RawItem], Parsed]] = {
    "arbeitnow": arbeitnow.parse,
    "ashby": ashby.parse,
    "greenhouse": greenhouse.parse,
    "hackernews": hackernews.parse,
    "himalayas": himalayas.parse,
    "jobicy": jobicy.parse,
    "jsonld": jsonld.parse,
    "lever": lever.parse,
    "personio": personio.parse,
    "recruitee": recruitee.parse,
    "remoteok": remoteok.parse,
    "remotive": remotive.parse,
    "smartrecruiters": smartrecruiters.parse,
    "themuse": themuse.parse,
    "weworkremotely": weworkremotely.parse,
    "workable": workable.parse,
    "workday": workday.parse,
}
"""Source name to parser."""

MANY_EMPLOYERS = frozenset(
    {
        "arbeitnow",
        "hackernews",
        "himalayas",
        "jobicy",
        "jsonld",
        "remoteok",
        "remotive",
        "themuse",
        "weworkremotely",
    }
)
"""Sources whose boards hold postings of many employers: who names none there, has none."""
