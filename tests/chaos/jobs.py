"""Invented jobs, much alike and cheap to make, and what changes on them the next day."""

from dataclasses import dataclass
from random import Random

SENTENCES = (
    "You build the models that decide which naïve guess deserves a second look.",
    "Our café of data, kept warm in Zürich and São Paulo, serves three billion rows a day.",
    "You have shipped Python services that other people had to keep alive at night.",
    "Two of us read every résumé; nobody is sorted out by a program.",
    "We measure before we argue, and we write down what we measured.",
    "You know why a small number is no promise, and say so kindly.",
    "The pipeline runs on Kubernetes; you need not love it, but you will meet it.",
    "Half of the work is deciding what not to train.",
)
CITIES = ("Zürich", "Logroño", "Denver, CO", "São Paulo", "Leeds")
PARAGRAPHS = 8


@dataclass(frozen=True, slots=True)
class Job:
    """One job; ``number`` is its identity for ever, title and text change when it is edited."""

    number: int
    is_edited: bool
    title: str
    city: str
    html: str


def jobs_of(board: int, size: int, day: int) -> list[Job]:
    """The jobs of a board. On day 1 every third board has edited one, closed one and added one."""
    first = 100_000 + board * 1_000
    numbers = list(range(first, first + size))
    if day == 0 or board % 3:
        return [_job(number) for number in numbers]
    return [
        _job(numbers[0], is_edited=True),
        *map(_job, numbers[1:-1]),
        _job(first + size),
    ]


def is_text_of(title: str, text: str) -> bool:
    """Whether the text belongs to the job with this title, and its letters are unharmed."""
    return _mark(title) in text


def _mark(title: str) -> str:
    return f"Ça a déjà été écrit à Zürich: {title}."


def _job(number: int, *, is_edited: bool = False) -> Job:
    dice = Random(number)  # noqa: S311 - invented text
    paragraphs = [" ".join(dice.choices(SENTENCES, k=4)) for _ in range(PARAGRAPHS)]
    title = f"Machine Learning Engineer {number}{' B' if is_edited else ''}"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (_mark(title), *paragraphs))
    return Job(
        number=number,
        is_edited=is_edited,
        title=title,
        city=dice.choice(CITIES),
        html=f"<p>Invented for a test: there is no such job.</p>{body}<ul><li>Python</li></ul>",
    )
