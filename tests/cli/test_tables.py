"""Tables of commands, piped: they fit 80 columns, and no figure is lost."""

import io
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from skillscan.cli import demo
from skillscan.cli.display.evaluation_report import print_scores
from skillscan.evaluation.scores import Counts
from skillscan.sample_market.truth import read_truth
from skillscan.sample_market.verify import TruthComparison, expected_estimates


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Console:
    """A console as a command has it behind a pipe."""
    monkeypatch.delenv("COLUMNS", raising=False)
    return Console(file=io.StringIO(), highlight=False, soft_wrap=True)


def lines_of(console: Console) -> list[str]:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def table_lines(lines: list[str]) -> list[str]:
    return [line for line in lines if line[:1] in "┏┃┡│├└"]


def test_scores_of_an_evaluation(piped: Console) -> None:
    """A nightly evaluation in a file would show every precision as `0.99…`."""
    counts = {f"retrieval-augmented-generation-{n}": Counts(1234, 567, 89) for n in range(2)}
    scores: Any = SimpleNamespace(
        postings=1,
        skills=counts,
        macro_f1=(0.5, 2),
        micro=Counts(1234, 567, 89),
        class_accuracy=Counts(9, 1, 1).precision,
        exactness=lambda _: Counts(9, 1, 1).recall,
    )
    print_scores(piped, scores, "labels")
    lines = lines_of(piped)
    assert max(map(len, table_lines(lines))) <= 80
    text = "\n".join(lines)
    assert "…" not in text
    for figure in ("1234", "567", "89", "0.685", "0.933", "[0.66, 0.71]"):
        assert figure in text


def test_tables_of_the_demo(piped: Console) -> None:
    """What a newcomer keeps in a file would be cut, or 130 columns wide."""
    truth = expected_estimates(read_truth(), "days_1_and_2")
    estimates = [estimate(key, true.openings, true.shares) for key, true in truth.items()]
    sample = SimpleNamespace(openings=170, postings=299, employers=35)
    publication = SimpleNamespace(
        estimates=estimates, populations={demo.POPULATION: SimpleNamespace(sample=sample)}
    )
    result: Any = SimpleNamespace(
        release=SimpleNamespace(publication=publication, page="page.html"),
        comparison=TruthComparison(shares=1, differences=()),
        postings=299,
        unchanged_boards=9,
    )
    demo._print_result(result, piped)
    lines = lines_of(piped)
    assert max(map(len, table_lines(lines))) <= 80
    text = "\n".join(lines)
    assert "…" not in text
    python = truth[demo.POPULATION, "skill_share", "python", "named"].shares
    for share in python.values():
        assert f"{share:.1%}" in text
    assert "12%–98%" in text


def estimate(key: tuple[str, ...], openings: int, shares: Any) -> Any:
    population, statistic, value, measure = key
    views = {name: SimpleNamespace(share=s, low=0.12, high=0.98) for name, s in shares.items()}
    return SimpleNamespace(
        population=population,
        statistic=statistic,
        value=value,
        label=value,
        measure=measure,
        openings=openings,
        views=SimpleNamespace(**views),
    )
