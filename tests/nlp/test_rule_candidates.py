"""What no rule knows is counted by employers, generalised, in bounded memory."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.nlp.line_counts import LineCounts, generalised
from skillscan.nlp.rule_candidates import Kind, PostingLines, coverage, find_candidates


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("  •  What we'd love to see:", "what we'd love to see"),
        ("What we’d love to see", "what we'd love to see"),
        ("3 days in our New York office", "# days in our # office"),
        ("three days in our London office", "# days in our # office"),
        ("Remote-ish, Austin, TX", "remote-ish, #"),
        ("Remote-ish (Berlin, Germany)", "remote-ish (#)"),
        ("$120,000.50 to $1.5M", "$# to $#"),
        ("Reading code is fun", "# code is fun"),
        ("", ""),
        ("\x00\u202e•", "\x00\u202e"),
    ],
)
def test_lines_are_generalised(line: str, key: str) -> None:
    """One phrase in forty cities would be forty lines of one employer each."""
    assert generalised(line) == key


def test_lines_count_once_a_posting_and_by_employer() -> None:
    """The boilerplate of one employer with many postings would stand on top."""
    counts = LineCounts()
    for _ in range(5):
        counts.add([("ours", "Ours"), ("ours", "Ours")], "acme")
    counts.add([("theirs", "Theirs")], "beta")
    counts.add([("theirs", "Theirs!")], None)
    counts.add([("theirs", "Theirs!")], None)
    found = [(c.line, c.employers, c.postings, c.sample) for c in counts.most_common(1, 10)]
    assert found == [("theirs", 3, 3, "Theirs"), ("ours", 1, 5, "Ours")]
    assert [c.line for c in counts.most_common(2, 10)] == ["theirs"]
    assert len(counts.most_common(1, 1)) == 1


def test_rare_lines_are_forgotten_first() -> None:
    """A corpus of a million different lines would fill the memory."""
    counts = LineCounts(most_lines=20)
    for number in range(200):
        counts.add([(f"line {number}", ""), ("often", "")], f"employer {number}")
        assert counts.kept <= 20
    assert counts.most_common(2, 5)[0].line == "often"
    assert counts.most_common(2, 5)[0].postings == 200


def test_coverage_counts_what_several_employers_write() -> None:
    body = "Requirements\n• 5+ years of experience\nThread counting days:\n• weave\nOnly {}:\n• x"
    postings = [
        PostingLines(title="Weaver", body=body.format(name), locations=(place,), employer=name)
        for name, place in (("acme", "Remote"), ("beta", "Remote"))
    ]
    found = {kind.kind: kind for kind in coverage(postings)}
    headings, locations = found["headings"], found["locations"]
    assert (headings.lines, headings.lines_read) == (2, 1)
    assert (headings.occurrences, headings.occurrences_read) == (4, 2)
    assert (locations.lines, locations.lines_read) == (1, 1)
    assert found["years"].lines_read == 1
    assert (found["pay"].lines, found["workplace"].lines) == (0, 0)


POSTINGS = [
    PostingLines(
        title="Weaver",
        body=f"Office in Berlin, coffee included.\n• {skill} would be the cherry on top.\n"
        "• Python is a plus\n• You know MS Office.\n• Some degrees hang on the wall\n"
        "• BSc in weaving\n• Our looms were built by a PhD.",
        locations=("Commutable distance, UK",),
        employer=name,
    )
    for name, skill in (("acme", "Docker"), ("beta", "Kubernetes"))
]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("workplace", ["office in #, coffee"]),
        ("locations", ["commutable distance, #"]),
        ("degrees", ["some degrees hang on the wall"]),
        ("modifiers", ["_ would be the cherry", "you know _"]),
    ],
)
def test_candidates_of_a_kind(kind: Kind, lines: list[str]) -> None:
    """A sentence that holds only "office", or a new cue of skills, was shown to nobody."""
    assert [found.line for found in find_candidates(POSTINGS, kind)] == lines


def test_words_that_only_choose_candidates_count_in_no_coverage() -> None:
    """The share that is read would fall by sentences that rightly say nothing."""
    found = {kind.kind: kind.lines for kind in coverage(POSTINGS)}
    assert found["workplace"] == 0
    assert "modifiers" not in found


def test_a_table_without_candidates_says_so(tmp_path: Path) -> None:
    """An empty frame looked as if the command had failed."""
    path = tmp_path / "postings.jsonl"
    posting = {"title": "Weaver", "company": "Acme", "description": "We weave cloth for all. " * 9}
    path.write_text(json.dumps(posting))
    words = ["rules", "candidates", "pay", str(path), "--home", str(tmp_path)]
    result = CliRunner().invoke(app, words)
    assert (result.stdout, result.exit_code) == ("none\n", 0), result.output
