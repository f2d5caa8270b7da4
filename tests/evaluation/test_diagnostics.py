"""The sentence that is shown beside a misreading."""

import pytest

from skillscan.evaluation.diagnostics import sentence_of
from skillscan.nlp.reading import Finding

TEXT = "Engineer\n\nOne. You know\nPython well. Three."


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (15, 36, "You know Python well."),
        (10, 36, "One. You know Python well."),
        (None, None, "Python well. Three."),
    ],
)
def test_the_judged_sentence_is_shown(start: int | None, end: int | None, shown: str) -> None:
    """Who looks for a rule would look at other words than were judged."""
    at = TEXT.index("Python")
    finding = Finding(
        kind="skill", value="python", mention_class="required", rule="Python",
        start=at, end=at + 6, sentence_start=start, sentence_end=end,
    )  # fmt: skip
    assert sentence_of(TEXT, finding) == shown


def test_an_endless_sentence_is_cut() -> None:
    """One misreading would fill the screen."""
    text = "x" * 900 + " Python " + "y" * 900
    finding = Finding(
        kind="skill", value="python", mention_class="required", rule="Python",
        start=901, end=907, sentence_start=0, sentence_end=len(text),
    )  # fmt: skip
    assert len(sentence_of(text, finding)) <= 240
    assert "Python" in sentence_of(text, finding)
