"""``python -m benchmarks.run``: every ratio, printed and written to ``benchmarks/results.json``.

The material is the invented sample market, so the figures can be had anywhere. Nothing is asserted:
a machine's speed is not a test. Compare ratios of two commits, never seconds.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import lxml.html
import numpy as np
import spacy
from spacy.matcher import PhraseMatcher

import skillscan
from benchmarks import material
from benchmarks.measuring import Ratio, peak_mib, timed
from skillscan.dedup.cluster import group
from skillscan.domain import SourceFields
from skillscan.nlp.pipeline import read_documents
from skillscan.statistics.shares import EmployerCounts, shares
from skillscan.taxonomy import load_taxonomy
from skillscan.text.prepare import prepare

RESULTS = Path(__file__).with_name("results.json")


def reading() -> list[Ratio]:
    """The whole pipeline against spaCy's bare tokenizer and PhraseMatcher on the labels."""
    titles = [posting.title for posting in material.postings()]
    documents = [(t, b, SourceFields()) for t, b in zip(titles, material.texts(), strict=True)]
    nlp = skillscan.load()
    bare = spacy.blank("en")
    matcher = PhraseMatcher(bare.vocab, attr="LOWER")
    for skill in load_taxonomy().skills.values():
        matcher.add(skill.id, [bare.make_doc(skill.label)])

    def ours() -> None:
        for _ in read_documents(nlp, documents):
            pass

    def baseline() -> None:
        for _, body, _ in documents:
            matcher(bare.make_doc(body))

    name = "bare tokenizer + PhraseMatcher"
    return [
        timed("read, time", ours, baseline, name),
        Ratio(
            name="read, memory",
            ours=peak_mib(ours),
            baseline=peak_mib(baseline),
            baseline_name=name,
            unit="MiB",
        ),
    ]


def preparing() -> list[Ratio]:
    """``text.prepare`` against lxml's text_content, which keeps no blocks."""
    bodies = [posting.body for posting in material.postings()]
    return [
        timed(
            "prepare, time",
            lambda: [prepare(body) for body in bodies],
            lambda: [lxml.html.fromstring(body).text_content() for body in bodies],
            "lxml text_content",
        )
    ]


def grouping() -> list[Ratio]:
    """All postings against half of them: 2 is linear, 4 is quadratic."""
    everything = material.openings()
    half = everything[::2]
    return [
        timed(
            "group openings, time",
            lambda: group(everything),
            lambda: group(half),
            "half as many postings",
        )
    ]


def estimating() -> list[Ratio]:
    """Four views with intervals for 600 values against one value: what a further skill costs."""
    random = np.random.default_rng(20261123)
    openings = random.integers(1, 40, 300).astype(float)
    responding = np.floor(openings * 0.9)

    def of(values: int) -> Callable[[], object]:
        numerators = np.floor(responding[:, None] * random.random((300, values)))
        counts = EmployerCounts(openings=openings, responding=responding, numerators=numerators)
        return lambda: shares(counts, headline="all", seed=1)

    return [timed("estimate 600 values, time", of(600), of(1), "one value")]


def main() -> None:
    """Measure, print and write."""
    ratios = [r for measure in (preparing, reading, grouping, estimating) for r in measure()]
    for r in ratios:
        sides = f"{r.ours:.3f} / {r.baseline:.3f} {r.unit}"
        print(f"{r.name:28} {r.ratio:8.2f} x {r.baseline_name} ({sides})")
    rows = [{**asdict(ratio), "ratio": ratio.ratio} for ratio in ratios]
    rounded = [{k: round(v, 4) if isinstance(v, float) else v for k, v in r.items()} for r in rows]
    RESULTS.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
