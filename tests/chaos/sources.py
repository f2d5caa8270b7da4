"""The sources that the server speaks, and how many boards each has.

To add one: write ``tests/sources/<name>/answers.py`` (``docs/adding-a-source.md``): a function that
yields a ``Page`` for everything its spider asks for. It is found by itself; those that stand here
have boards of another size.
"""

from dataclasses import dataclass
from pathlib import Path
from runpy import run_path

from chaos import detail_boards, feeds, whole_boards
from chaos.jobs import Job, jobs_of
from chaos.page import Dialect

from skillscan.sources.registry import require_source

FOLDER = Path(__file__).parent.parent / "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """``boards`` boards of 3 to 6 jobs; the first one has ``large``, more than a page."""

    answers: Dialect
    boards: int = 32
    large: int = 6
    token: str = "{source}-{number:02}"

    def jobs(self, number: int, day: int) -> list[Job]:
        """The jobs of a board on a day."""
        return jobs_of(number, self.large if number == 0 else 3 + number % 4, day)


def feed(answers: Dialect, token: str = "all") -> Source:  # noqa: S107 - no password
    """A source that is one board."""
    return Source(answers=answers, boards=1, large=23, token=token)


def found(path: Path) -> Source:
    """The source whose test folder holds its answers."""
    answers: Dialect = run_path(str(path))["answers"]
    boards = require_source(path.parent.name).default_boards
    return feed(answers, boards[0]) if boards else Source(answers=answers)


SOURCES = {
    "greenhouse": Source(answers=whole_boards.greenhouse),
    "lever": Source(answers=whole_boards.lever, large=103),
    "ashby": Source(answers=whole_boards.ashby, token="Ashby No. {number:02}"),
    "recruitee": Source(answers=whole_boards.recruitee),
    "workable": Source(answers=whole_boards.workable),
    "personio": Source(answers=whole_boards.personio),
    "smartrecruiters": Source(answers=detail_boards.smartrecruiters, large=103),
    "workday": Source(
        answers=detail_boards.workday, large=23, token="{source}{number:02}.wd5/Careers"
    ),
    "jsonld": Source(answers=detail_boards.jsonld, token="{source}-{number:02}.example"),
    "themuse": Source(answers=feeds.themuse, boards=5, large=23),
    "remotive": feed(feeds.remotive),
    "remoteok": feed(feeds.remoteok),
    "jobicy": feed(feeds.jobicy),
    "arbeitnow": feed(feeds.arbeitnow),
    "himalayas": feed(feeds.himalayas),
    "weworkremotely": feed(feeds.weworkremotely),
    "hackernews": feed(feeds.hackernews, token="whoishiring"),
}
SOURCES |= {path.parent.name: found(path) for path in FOLDER.glob("*/answers.py")}
