"""Texts: cleaning, language and reading, against spaCy alone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import skillscan
from benchmarks import adversarial, baseline, material
from benchmarks.measuring import Measure, cpu_seconds, in_turn
from skillscan.domain import SourceFields
from skillscan.nlp.document import document_text, make_document
from skillscan.nlp.pipeline import read_documents
from skillscan.nlp.preloaded import FOREIGN
from skillscan.text.language import language_of
from skillscan.text.prepare import prepare

SKILLS = "skillscan_skills"
"""The component that finds skills: candidates, decisions on ambiguous ones, and spans of them."""
HOSTILE_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text and what cleaning makes of it."""

    title: str
    raw: str
    body: str

    @property
    def document(self) -> str:
        """What a reading's spans point into."""
        return document_text(self.title, self.body)


def prepared(texts: Sequence[material.RawText]) -> list[Prepared]:
    """The texts that are read: English ones."""
    found = (Prepared(one.title, one.body, prepare(one.body)) for one in texts)
    return [one for one in found if language_of(one.body) == "en"]


class Sides:
    """The sides of the comparisons, each warmed up on texts that are not measured."""

    def __init__(self) -> None:
        self.nlp = skillscan.load()
        self.blank, self.tuned = baseline.blank(), baseline.tuned(skillscan.load())
        for posting in material.market()[:20]:
            one = Prepared(posting.title, posting.body, prepare(posting.body))
            for side in (self.blank, self.tuned):
                side(one.document)
            self.read(one)
            self.clean(one)
        language_of(FOREIGN)  # loads the model

    def read(self, text: Prepared) -> object:
        """The whole reading of a text."""
        return list(read_documents(self.nlp, [(text.title, text.body, SourceFields())]))

    def clean(self, text: Prepared) -> object:
        """Cleaning, and telling the language."""
        return language_of(prepare(text.raw))

    def against_blank(self, ours: str, texts: Sequence[Prepared]) -> dict[str, list[float]]:
        """CPU seconds of ours and of both baselines, in turn."""
        return in_turn(
            {
                "ours": getattr(self, ours),
                "baseline": lambda text: self.blank(text.document),
                "tuned": lambda text: self.tuned(text.document),
            },
            texts,
        )


def cleaning(sides: Sides, texts: Sequence[Prepared]) -> list[Measure]:
    """Cleaning and language together. Measured first: reading would not make it faster."""
    parts = sides.against_blank("clean", texts)
    return _against("cleaning and language", parts, len(texts), bar="≤ 0.5", aim="0.2")


def reading(
    sides: Sides, texts: Sequence[Prepared], name: str, *, bar: str, aim: str
) -> list[Measure]:
    """Reading texts, each once."""
    parts = sides.against_blank("read", texts)
    return _against(name, parts, len(texts), bar=bar, aim=aim)


def _against(
    name: str, parts: dict[str, list[float]], texts: int, *, bar: str, aim: str
) -> list[Measure]:
    per_text = {side: 1000 * sum(values) / texts for side, values in parts.items()}
    first = Measure(
        name=name,
        ours=per_text["ours"],
        baseline=per_text["baseline"],
        baseline_name=baseline.NAME,
        unit="ms a text",
        bar=bar,
        aim=aim,
        parts=parts,
    )
    second = Measure(
        name=f"{name} (tuned)",
        ours=per_text["ours"],
        baseline=per_text["tuned"],
        baseline_name=baseline.TUNED,
        unit="ms a text",
    )
    return [first, second]


def components(sides: Sides, texts: Sequence[Prepared]) -> list[Measure]:
    """Tokens and skills (more than the candidates that the bar is for); and what each component
    takes, as raw rows.
    """
    taken: defaultdict[str, float] = defaultdict(float)
    blank = 0.0
    for text in texts:
        blank += cpu_seconds(lambda text=text: sides.blank(text.document))
        made: list[object] = []
        taken["tokens"] += cpu_seconds(
            lambda text=text, made=made: made.append(
                make_document(sides.nlp, text.title, text.body, SourceFields())
            )
        )
        for name, component in sides.nlp.pipeline:
            taken[name] += cpu_seconds(lambda run=component, doc=made[0]: run(doc))
    return [
        Measure(
            name="of it tokens and skills, decided",
            ours=1000 * (taken["tokens"] + taken[SKILLS]) / len(texts),
            baseline=1000 * blank / len(texts),
            baseline_name=baseline.NAME,
            unit="ms a text",
            bar="≤ 0.6",
            aim="0.45",
            parts={name: [seconds] for name, seconds in taken.items()},
        )
    ]


def hostile(sides: Sides) -> list[Measure]:
    """Hostile texts of 10 kB through cleaning, language and reading; growth at twice the length."""
    found = []
    for name, text_of in adversarial.TEXTS.items():
        values: dict[str, list[float]] = {"clean": [], "read": []}
        for length in (HOSTILE_CHARACTERS, 2 * HOSTILE_CHARACTERS):
            raw = text_of(length)
            body = prepare(raw + " ")
            text = Prepared("Engineer", raw, body)
            values["clean"].append(cpu_seconds(lambda text=text: sides.clean(text)))
            values["read"].append(cpu_seconds(lambda text=text: sides.read(text)))
        growth = max(twice / max(once, 0.005) for once, twice in values.values())
        found.append(
            Measure(
                name=f"hostile: {name} (twice the length: {growth:.1f} ×)",
                ours=1000 * sum(once for once, _ in values.values()),
                unit="ms for 10 kB",
                bar="≤ 50",
                aim="linear",
                parts=values,
            )
        )
    return found
