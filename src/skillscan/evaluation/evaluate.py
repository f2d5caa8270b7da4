"""Read the labelled postings with the pipeline and score the readings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from skillscan.domain import Pay, SourceFields
from skillscan.evaluation.diagnostics import Misreading, errors_of
from skillscan.evaluation.gold import LabelledPosting, find_postings, graded_skills, read_labels
from skillscan.evaluation.scores import Scores, score
from skillscan.nlp.annotate import pipeline
from skillscan.nlp.document import document_text
from skillscan.nlp.pipeline import read_documents
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.text.prepare import prepare


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of one label file, and every single error."""

    labels: str
    scores: Scores
    errors: tuple[Misreading, ...]


def evaluate(
    labels_path: Path,
    corpus: Sequence[Path],
    progress: Progress = NO_PROGRESS,
    *,
    home: Path | None = None,
) -> Evaluation:
    """Score the pipeline against a label file, texts found by key in ``corpus``.

    ``home`` is the state folder whose own skills and rules are read by, too.

    Its one phase is ``read``, counted in postings.
    """
    labels = read_labels(labels_path)
    graded = graded_skills(labels_path, labels)
    postings = find_postings(labels, corpus)
    bodies = [prepare(posting.description) for posting in postings]
    documents = [
        (posting.title, body, _source_fields(posting))
        for posting, body in zip(postings, bodies, strict=True)
    ]
    progress.begin("read")
    readings = []
    for reading in read_documents(pipeline(home), documents):
        readings.append(reading)
        progress.advance(len(readings), len(documents))
    errors = [
        error
        for posting, body, reading in zip(postings, bodies, readings, strict=True)
        for error in errors_of(posting, reading, document_text(posting.title, body), graded)
    ]
    pairs = list(zip(labels, readings, strict=True))
    return Evaluation(labels_path.name, score(pairs, graded), tuple(errors))


def _source_fields(posting: LabelledPosting) -> SourceFields:
    locations = (posting.location,) if posting.location else ()
    pay = None if posting.pay is None else Pay(**posting.pay.model_dump())
    return SourceFields(
        company=posting.company, locations=locations, workplace=posting.workplace, pay=pay
    )
