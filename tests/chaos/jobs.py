"""Invented jobs, much alike and cheap to make, and what changes on them the next day."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

MARKER = "This posting is invented for a test: there is no such employer and no such job."
SENTENCES = (
    "You build the models that decide which naïve guess deserves a second look.",
    "Our café of data – kept warm in Zürich and São Paulo – serves three billion rows a day.",
    "You have shipped Python services that other people had to keep alive at night.",
    "Two of us read every résumé; nobody is sorted out by a program.",
    "We measure before we argue, and we write down what we measured.",
    "You know why a p‑value is no promise, and say so kindly.",
    "The pipeline runs on Kubernetes; you need not love it, but you will meet it.",
    "Half of the work is deciding what not to train.",
)
CITIES = ("Zürich", "Kraków", "Denver, CO", "São Paulo", "Leeds")
PARAGRAPHS = 14


@dataclass(frozen=True, slots=True)
class Job:
    """One job; ``number`` is its identity for ever, ``title`` changes when it is edited."""

    number: int
    title: str
    city: str
    html: str


def jobs_of(board: int, size: int, day: int) -> list[Job]:
    """The jobs of a board. From day 1 every third board edits one, closes one and adds one."""
    first = board * 1_000
    numbers = list(range(first, first + size))
    if day == 0 or board % 3:
        return [_job(number) for number in numbers]
    return [
        _job(numbers[0], " (edited)"),
        *map(_job, numbers[1:-1]),
        _job(first + size),
    ]


def texts(jobs: Sequence[Job]) -> list[str]:
    """The titles, which no two jobs share."""
    return [job.title for job in jobs]


def _job(number: int, edit: str = "") -> Job:
    dice = Random(number)  # noqa: S311 - invented text
    paragraphs = [" ".join(dice.choices(SENTENCES, k=4)) for _ in range(PARAGRAPHS)]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return Job(
        number=number,
        title=f"Machine Learning Engineer {number}{edit}",
        city=dice.choice(CITIES),
        html=f"<p>{MARKER}</p>{body}<ul><li>3+ years of Python{edit}</li></ul>",
    )
