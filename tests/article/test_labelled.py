"""Articles of different kinds are read as their labels say: the labels were written before any
program had read the texts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from skillscan.article.binding import BindingVocabulary, Unbound, load_vocabulary
from skillscan.article.model import Binding
from skillscan.article.source import read
from skillscan.evaluation.articles import (
    BoundQuantity,
    bound_quantities,
    read_claims,
    score_article,
)
from skillscan.evaluation.labelled_readings import label_words

HERE = Path(__file__).parent
ARTICLES = sorted(
    path.name
    for path in (HERE / "labelled").iterdir()
    if path.suffix in (".txt", ".md", ".html") and path.name != "README.md"
)
SENTENCES = yaml.load(
    (HERE / "labelled_sentences.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)

AT_ONCE = 25
"""Sentences of one test: most are read sooner than a test is begun, ended and told of."""


@pytest.fixture(scope="module")
def vocabulary() -> BindingVocabulary:
    return load_vocabulary()


@pytest.mark.parametrize("name", ARTICLES)
def test_every_number_of_ours_is_bound_and_no_other(
    name: str, vocabulary: BindingVocabulary
) -> None:
    """An editor would miss a stale number, or be told to replace somebody else's."""
    path = HERE / "labelled" / name
    claims = read_claims(path.with_name(f"{name}.claims.jsonl"))
    scores = score_article(bound_quantities(read(path.read_bytes(), path), vocabulary), claims)
    assert [claim.quote for claim in scores.stolen] == []
    assert [one.quantity for one in scores.invented] == []
    assert [claim.quote for claim in scores.missed if not claim.may_be_missed] == []
    assert [one.quantity for one in scores.wrong] == []
    assert [claim.quote for claim in scores.unrelated] == []


def test_the_labels_stand_where_they_say() -> None:
    """A label that moved would be scored against another number."""
    for name in ARTICLES:
        text = (HERE / "labelled" / name).read_bytes().decode()
        for claim in read_claims(HERE / "labelled" / f"{name}.claims.jsonl"):
            assert text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize("first", range(0, len(SENTENCES), AT_ONCE))
def test_sentences_are_read_as_they_are_meant(first: int, vocabulary: BindingVocabulary) -> None:
    """A number would be compared with a statistic that it is not of."""
    cases = SENTENCES[first : first + AT_ONCE]
    misread = [told for case in cases for told in _misread(case, vocabulary)]
    assert not misread, "\n".join(misread)


def _misread(case: dict[str, Any], vocabulary: BindingVocabulary) -> Iterator[str]:
    """What is not read in a labelled text as it is meant: a line a number."""
    article = read(case["text"].encode(), "markdown")
    bound = bound_quantities(article, vocabulary)
    for number, meant in case["read"].items():
        found = [b for b in bound if number.lower() in article.source[b.start : b.end].lower()]
        if not found:
            yield f"{case['text']}: {number} was not seen"
            continue
        is_missed = "may_be_missed" in case and (found[0].outcome.kind is Unbound.NOT_UNDERSTOOD)
        if not is_missed and not _is_read_so(found[0], label_words(meant)):
            yield f"{case['text']}: {number}: {found[0].outcome}"


def _is_read_so(one: BoundQuantity, meant: list[str]) -> bool:
    found = one.outcome if isinstance(one.outcome, Binding) else None
    if meant == ["not", "ours"]:
        return one.ours is None
    if found is None or found.kind != meant[0]:
        return False
    if meant[0] == "theirs":
        return len(meant) == 1 or found.statistic == meant[1]
    fields = dict(field.split("=") for field in meant[3:])
    return (found.statistic, found.dimension or "-") == (meant[1], meant[2]) and all(
        str(getattr(found, name)) == value for name, value in fields.items()
    )


@pytest.mark.shared
def test_the_shared_article_is_read_as_labelled(
    shared_dir: Path, vocabulary: BindingVocabulary
) -> None:
    """The bars of a real article: what is ours is found, and no other source's figure is ours."""
    folder = shared_dir / "article"
    path = next(folder.glob("*.txt"))
    bound = bound_quantities(read(path.read_bytes(), path), vocabulary)
    scores = score_article(bound, read_claims(folder / "claims.jsonl"))
    assert scores.recall >= 0.9
    assert scores.precision >= 0.95
    assert scores.stolen == ()
    assert len(scores.invented) <= 2
    assert scores.related >= 0.8 * scores.relatable > 0
