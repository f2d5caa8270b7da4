"""How well postings are read: precision and recall against hand-made labels.

``data/evaluation.json`` is written by ``skillscan evaluate``; where it or the value is missing,
the error is not measured, and that is said instead of a number. Figures on labels that nobody
developed with come before those on the labels that the rules were developed with.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from skillscan import resources
from skillscan.statistics.populations import Share, rounded

_SETS = ("blind", "development")
_FEWEST_LABELS = 10
"""Fewer labelled postings with (or without) a skill measure too little to correct its share by."""


class ReadingError(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the labels say of one value; shares in [0, 1].

    ``precision`` and ``recall`` are set for skills, ``exact`` for fields; ``labelled`` is the
    number of labels that have the value (skills) or the number of labelled postings (fields).
    """

    precision: Share | None = None
    recall: Share | None = None
    exact: Share | None = None
    labelled: int


def load_evaluation() -> Mapping[str, Any]:
    """The measured errors that travel with the code, on the labels nobody tuned to where there are
    such (``set`` names them); empty where none were measured.
    """
    if not resources.data("evaluation.json").is_file():
        return {}
    sets: dict[str, Any] = resources.data_json("evaluation.json")
    return next(({"set": name, **sets[name]} for name in _SETS if name in sets), {})


def reading_error(
    evaluation: Mapping[str, Any], source: str | None, value: str
) -> ReadingError | None:
    """The error of one value; ``None``: not measured.

    ``source`` is the definition's ``reading_error``: ``skills``, or the name of a field.
    """
    if source == "skills":
        return _of_skill(evaluation.get("skills", {}).get(value))
    field = evaluation.get("fields", {}).get(source)
    if not field or not field.get("n"):
        return None
    return ReadingError(exact=rounded(field["exact"]), labelled=field["n"])


def corrected_share(evaluation: Mapping[str, Any], value: str, share: Share) -> Share | None:
    """The share of openings that truly name a skill, by the errors measured on labels that nobody
    tuned to (Rogan & Gladen 1978, American Journal of Epidemiology 107(1)); ``None`` where too few
    such labels have the skill, or lack it.
    """
    counts = evaluation.get("skills", {}).get(value)
    if evaluation.get("set") != "blind" or not counts:
        return None
    found, missed, wrong = (
        counts[name] for name in ("true_positives", "false_negatives", "false_positives")
    )
    having, lacking = found + missed, evaluation["postings"] - found - missed
    if min(having, lacking) < _FEWEST_LABELS:
        return None
    sensitivity, specificity = found / having, 1 - wrong / lacking
    if sensitivity + specificity <= 1:
        return None
    corrected = (share + specificity - 1) / (sensitivity + specificity - 1)
    return rounded(min(1.0, max(0.0, corrected)))


def _of_skill(counts: Mapping[str, Any] | None) -> ReadingError | None:
    if not counts:
        return None
    found = counts["true_positives"]
    labelled = found + counts["false_negatives"]
    named = found + counts["false_positives"]
    if not labelled and not named:
        return None
    return ReadingError(
        precision=rounded(found / named) if named else None,
        recall=rounded(found / labelled) if labelled else None,
        labelled=labelled,
    )
