"""Texts: cleaning, language and reading, against spaCy alone.

Each function here is a group with sides of its own, run in a process of its own, whose texts were
prepared in another: every side reads each text once. All sides have read ``WARM_UP`` texts of other
corpora before, for they compile expressions and meet words when these first occur: what is measured
is the steady state of a process that reads thousands. What comes before it, loading and the first
texts, is a measure of its own (``first_texts``). What was built is taken out of the collection of
garbage, and garbage is looked for as seldom as in every process of ours that reads
(``nlp.annotate``, ``garbage``), for all sides alike.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import skillscan
from benchmarks import adversarial, baseline, material
from benchmarks.measuring import Measure, cpu_seconds, in_own_process, in_turn
from skillscan.domain import SourceFields
from skillscan.garbage import collect_seldom
from skillscan.nlp.document import document_text, make_document, text_of
from skillscan.nlp.pipeline import read_documents
from skillscan.nlp.skills.candidates import Candidates
from skillscan.taxonomy import load_taxonomy
from skillscan.taxonomy.spelling import spellings
from skillscan.text.language import language_of
from skillscan.text.prepare import prepare

SKILLS = "skillscan_skills"
"""The component that finds skills: candidates, decisions on ambiguous ones, and spans of them."""
HOSTILE_CHARACTERS = 10_000
FOREIGN = "Dieser Text ist keiner, den die Liste der Wörter kennt: das Modell muss ihn lesen."
WARM_UP = 200
"""Texts; after these a process compiles next to nothing more."""
REPEATS = 3
"""Of a hostile text, a character longer each time, the least counts: no two are equal."""


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


class Sides:
    """The sides of the comparisons, each warmed up on texts that are not measured."""

    def __init__(self, warm_up: int = WARM_UP) -> None:
        collect_seldom()
        self.nlp = skillscan.load()
        self.blank, self.tuned = baseline.blank(), baseline.tuned(skillscan.load())
        self._candidates = Candidates(_names())
        language_of(FOREIGN)  # loads the model
        gc.collect()
        gc.freeze()
        for one in in_own_process(_prepared, material.others(warm_up)) if warm_up else ():
            for side in (self.blank, self.tuned):
                side(one.document)
            for ours in (self.find_candidates, self.read, self.clean):
                ours(one)

    def find_candidates(self, text: Prepared) -> object:
        """Tokens, and the places that are written like a skill, before it is decided which are."""
        doc = make_document(self.nlp, text.title, text.body, SourceFields())
        return list(self._candidates(doc, text_of(doc)))

    def read(self, text: Prepared) -> object:
        """The whole reading of a text."""
        return list(read_documents(self.nlp, [(text.title, text.body, SourceFields())]))

    def clean(self, text: Prepared) -> object:
        """Cleaning, and telling the language."""
        return language_of(prepare(text.raw))

    def against_blank(
        self, ours: Callable[[Prepared], object], texts: Sequence[Prepared]
    ) -> dict[str, list[float]]:
        """CPU seconds of ours and of both baselines, in turn."""
        return in_turn(
            {
                "ours": ours,
                "baseline": lambda text: self.blank(text.document),
                "tuned": lambda text: self.tuned(text.document),
            },
            texts,
        )


def _names() -> list[tuple[str, str]]:
    """What the reader looks for: every spelling of a skill, with its id."""
    return [
        (text, skill.id)
        for skill in load_taxonomy().active()
        for alias in skill.aliases
        for text in spellings(alias)
    ]


def cleaning(limit: int) -> list[Measure]:
    """Cleaning and language together."""
    sides, texts = Sides(), _unrepeated(limit)
    parts = sides.against_blank(sides.clean, texts)
    return _against("cleaning and language", parts, len(texts), bar="≤ 0.5", aim="0.2")


def candidates(limit: int) -> list[Measure]:
    """Tokens and what is written like a skill."""
    sides, texts = Sides(), _unrepeated(limit)
    parts = sides.against_blank(sides.find_candidates, texts)
    name = "of it tokens and skill candidates"
    return _against(name, parts, len(texts), bar="≤ 0.6", aim="0.45")


def components(limit: int) -> list[Measure]:
    """Tokens and skills with the decisions on ambiguous ones; what each component takes, as raw
    rows.
    """
    sides, texts = Sides(), _unrepeated(limit)
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
            parts={name: [seconds] for name, seconds in taken.items()},
        )
    ]


def first_texts(limit: int) -> list[Measure]:
    """Loading, where spaCy is imported already, and the texts on which the other groups warm up."""
    loading = cpu_seconds(skillscan.load)
    sides, texts = Sides(warm_up=0), in_own_process(_prepared, material.others(WARM_UP))
    parts = sides.against_blank(sides.read, texts)
    further = _unrepeated(limit)[: len(texts)]
    usual = sum(sides.against_blank(sides.read, further)["ours"]) / sum(map(_length, further))
    once = sum(parts["ours"]) - usual * sum(map(_length, texts))
    return [
        Measure(name="load the pipeline", ours=loading, unit="CPU s, once a process"),
        Measure(
            name=f"the first {len(texts)} texts take more by",
            ours=once,
            unit="CPU s, once a process",
            parts=parts,
        ),
    ]


def _length(text: Prepared) -> int:
    return len(text.document)


def reading(limit: int) -> list[Measure]:
    """Reading texts of which no two are equal."""
    sides, texts = Sides(), _unrepeated(limit)
    parts = sides.against_blank(sides.read, texts)
    return _against("reading", parts, len(texts), bar="≤ 2.5", aim="1.8")


def boards(step: int) -> list[Measure]:
    """Reading every so-manieth board in its order."""
    sides, texts = Sides(), in_own_process(_of_boards, step)
    parts = sides.against_blank(sides.read, texts)
    return _against("reading boards in their order", parts, len(texts), bar="≤ 1.5", aim="1.2")


def _unrepeated(limit: int) -> list[Prepared]:
    return in_own_process(_prepared, material.unrepeated(limit))


def _of_boards(step: int) -> list[Prepared]:
    return [one for board in material.boards(step) for one in _prepared(board)]


def _prepared(texts: Sequence[material.RawText]) -> list[Prepared]:
    """The texts that are read: English ones."""
    found = (Prepared(one.title, one.body, prepare(one.body)) for one in texts)
    return [one for one in found if language_of(one.body) == "en"]


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


def _taken(sides: Sides, raw: str) -> tuple[float, float]:
    """CPU seconds of cleaning and of reading a text."""
    text = Prepared("Engineer", raw, prepare(raw + " "))
    return cpu_seconds(lambda: sides.clean(text)), cpu_seconds(lambda: sides.read(text))


def hostile() -> list[Measure]:
    """Hostile texts of 10 kB through cleaning, language and reading; growth at twice the length."""
    sides, found = Sides(), []
    for name, hostile_text in adversarial.TEXTS.items():
        values: dict[str, list[float]] = {"clean": [], "read": []}
        for length in (HOSTILE_CHARACTERS, 2 * HOSTILE_CHARACTERS):
            taken = [_taken(sides, hostile_text(length + longer)) for longer in range(REPEATS)]
            clean, read = min(taken, key=sum)
            values["clean"].append(clean)
            values["read"].append(read)
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
