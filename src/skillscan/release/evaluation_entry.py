"""What a release says of the measured reading error: the figures, and sentences that tell them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from skillscan.release.document import EvaluationEntry, MeasuredShare


def evaluation_entry(
    evaluation: Mapping[str, Any], pipeline_version: str | None
) -> EvaluationEntry | None:
    """The entry of the measured figures (``data/evaluation.json``, one set) in a release whose
    postings were read by this version of the rules; ``None`` where nothing was measured.
    """
    if not evaluation:
        return None
    skills, classes = evaluation.get("micro", {}), evaluation.get("class_accuracy", {})
    found, day = skills.get("true_positives", 0), evaluation.get("measured_on")
    return EvaluationEntry(
        postings=evaluation["postings"],
        is_current=evaluation.get("pipeline_version") == pipeline_version,
        labels=evaluation.get("set", "development"),
        label_file=evaluation.get("labels"),
        measured_on=date.fromisoformat(day) if day else None,
        pipeline_version=evaluation.get("pipeline_version"),
        precision=_measured(skills, "precision", found + skills.get("false_positives", 0)),
        recall=_measured(skills, "recall", found + skills.get("false_negatives", 0)),
        classes=_measured(classes, "accuracy", classes.get("n", 0), "interval"),
        fields={
            name: share
            for name, figures in evaluation.get("fields", {}).items()
            if (share := _measured(figures, "exact", figures["n"], "interval"))
        },
    )


def evaluation_sentences(evaluation: EvaluationEntry | None) -> Iterator[str]:
    """How well postings are read, on how many labels, made how, and when."""
    if evaluation is None:
        yield "Reading error: not measured."
        return
    made = (
        "before anybody had seen how they are read"
        if evaluation.labels == "blind"
        else "with which the rules were developed, so that errors elsewhere may be larger"
    )
    day = f" on {evaluation.measured_on}" if evaluation.measured_on else ""
    whose = "the rules" if evaluation.is_current else "other rules than those"
    yield (
        f"Reading error: measured{day} on {evaluation.postings:,} postings labelled by hand "
        f"{made}, read with {whose} of this release."
    )
    if one := evaluation.precision:
        yield f"Of {one.of:,} skills that were found in them, {_said(one)} are there."
    if one := evaluation.recall:
        yield f"Of {one.of:,} skills that are there, {_said(one)} were found."
    if one := evaluation.classes:
        yield (
            f"Of {one.of:,} that were found rightly, {_said(one)} were given the right class "
            "(required, preferred, mentioned)."
        )
    yield "Skills and values that no label has are not measured."


def _measured(
    figures: Mapping[str, Any], name: str, of: int, interval: str = ""
) -> MeasuredShare | None:
    ends = figures.get(interval or f"{name}_interval")
    if figures.get(name) is None or not ends:
        return None
    return MeasuredShare(share=figures[name], low=ends[0], high=ends[1], of=of)


def _said(one: MeasuredShare) -> str:
    return f"{one.share:.1%} (95 % interval {one.low:.1%} to {one.high:.1%})"
