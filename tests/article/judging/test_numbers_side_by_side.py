"""What one number of an article says of another: conflicts, copies, samples and sources."""

import msgspec
import pytest
from article.judging.judged_claims import PYTHON, judged
from suite.hand_made_articles import (
    article,
    claim,
    numbered,
    publication,
    quantity,
    skill,
)

from skillscan.article.model import Bound


def test_another_source_is_never_judged_and_gets_ours_beside_it() -> None:
    """A self-reported median is another measure: ours may stand beside it, never in its place."""
    text = article("The median is $162,370 (Glassdoor 2025). PwC found 56%.")
    found = judged(
        text,
        claim(
            quantity(text, "$162,370", 162_370, unit="USD/year", step=10),
            "pay_median",
            None,
            kind="theirs",
            view=None,
            source_name="Glassdoor 2025",
        ),
        claim(quantity(text, "56%", 56), None, None, kind="theirs"),
    )
    assert [one.verdict for one in found] == ["not_ours", "not_ours"]
    assert [one.replacement for one in found] == [None, None]
    assert "184,950 a year" in str(found[0].related)
    assert "A figure of Glassdoor 2025." in str(found[0].note)
    assert found[1].related is None


def test_the_article_against_itself() -> None:
    """Two sentences that cannot both be right are shown at both of them."""
    text = article("Python is in 71% of postings.", "Some 40% of postings name Python.")
    found = judged(text, skill(text, "71%", 71, "python"), skill(text, "40%", 40, "python"))
    assert [one.conflicts for one in found] == [(1,), (0,)]
    assert "disagrees with itself: it also says “40%”" in str(found[0].note)


def test_the_same_digits_for_another_skill() -> None:
    """A number that was copied to the wrong name is told, where one of the two does not hold."""
    text = article("Python is in 72% of postings.", "AWS leads at exactly 72% of listings.")
    claims = [
        skill(text, "72%", 72, "python"),
        skill(text, "exactly 72%", 72, "aws", number="72%"),
    ]
    found = judged(text, *claims)
    assert [one.verdict for one in found] == ["current", "contradicted"]
    assert [one.conflicts for one in found] == [(1,), (0,)]
    assert "same digits for something else, “exactly 72%”" in str(found[0].note)


def test_digits_of_a_published_figure_for_another_skill() -> None:
    """39.8 % PyTorch and 17.6 % Azure of one study must not come back as Kubernetes unnoticed."""
    text = article("PyTorch is in 39.8%, Kubernetes in 17.6% and Azure in 13.7% of postings.")
    found = judged(
        text,
        skill(text, "39.8%", 39.8, "pytorch", step=0.1),
        skill(text, "17.6%", 17.6, "kubernetes", step=0.1),
        skill(text, "13.7%", 13.7, "azure", step=0.1),
    )
    assert "365 Data Science" not in str(found[0].note)
    assert "17.6 % is what 365 Data Science published in 2024 for Microsoft Azure" in str(
        found[1].note
    )
    assert "published" not in str(found[2].note)


def test_a_sample_goes_with_the_numbers_that_rest_on_it() -> None:
    """No number of ours may stand beside somebody else's sample, and no other way round."""
    text = article("Python is in 72%, AWS in 72.0% -- of 10,000+ listings, in short.")
    claims = numbered(
        [
            skill(text, "72%", 72, "python"),
            skill(text, "72.0%", 72.0, "aws", step=0.1),
            claim(
                quantity(text, "10,000+", 10_000, unit="count", bound=Bound.AT_LEAST, step=1000),
                "sample_size",
                None,
                view=None,
            ),
        ],
        2,
        (0, 1),
    )
    found = judged(text, *claims)
    assert [one.verdict for one in found] == ["current", "contradicted", "different_population"]
    sentence = "Python is in 70%, AWS in 30.0% -- of 120 listings, in short."
    assert {one.replacement.sentence for one in found if one.replacement} == {sentence}
    assert "120 openings in 150 advertisements" in str(found[2].note)
    because = "because the sample printed for it is replaced"
    assert [because in str(one.note) for one in found] == [True, False, False]


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("440 postings, 66% of 732, name it.", "85 postings, 70% of 120, name it."),
        ("It is in 66% of the ads (440 of 732).", "It is in 70% of the ads (85 of 120)."),
        ("440 of the 732 ads, or 66%, name it.", "85 of the 120 ads, or 70%, name it."),
        ("1,440 of 2,000 ads (66%) name it.", "85 of 120 ads (70%) name it."),
    ],
)
def test_counts_that_do_not_make_the_share(words: str, proposed: str) -> None:
    """A printed n is checked with its share, and goes with it: ours is not 70 % of 732."""
    text = article(words)
    (found,) = judged(text, skill(text, "66%", 66, "python"))
    assert ", not 66 %." in str(found.note)
    assert found.replacement is not None
    assert found.replacement.sentence == proposed
    assert len(found.replacement.edits) == 3


def test_counts_that_make_the_share_are_no_news() -> None:
    """An editor is not sent to look for what is right."""
    text = article("440 postings, 60 % of 732, name it.")
    assert ", not" not in str(judged(text, skill(text, "60 %", 60, "python"))[0].note)


def test_a_part_alone_is_one_of_the_sample() -> None:
    """ "487 ads, or 50 %" is checked with the sample that the article told before."""
    text = article("We read 732 ads.", "SQL: 487 ads, or 50%.")
    sample = claim(quantity(text, "732", 732, unit="count"), "sample_size", None, view=None)
    claims = numbered([sample, skill(text, "50%", 50, "python")], 0, (1,))
    found = judged(text, *claims)
    assert "487 of 732 is 66.5 %, not 50 %." in str(found[1].note)
    assert found[1].replacement is not None
    assert found[1].replacement.sentence == "SQL: 85 ads, or 70%."


def test_counts_of_openings_do_not_make_a_share_of_employers() -> None:
    """70 % of employers behind "85 of 120 ads" would be a sum that nobody gets."""
    text = article("It is in 30% (220 of 732).")
    views = msgspec.structs.replace(PYTHON.views, employer=PYTHON.views.all)
    release = publication(msgspec.structs.replace(PYTHON, views=views))
    one = skill(text, "30%", 30, "python", view="employer")
    (found,) = judged(text, one, publication=release)
    assert found.replacement is not None
    assert found.replacement.edits == ()
    assert "print it without them" in str(found.note)


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("per a 2025 analysis of 3,000 ads", "per a 2026 analysis of 120 ads"),
        ("of 3,000 ads (2025)", "of 120 ads (2026)"),
        ("of 3,000 ads in 2025", "of 120 ads in 2026"),
        ("of 3,000 ads in Q3 2025", "of 120 ads from October to November 2026"),
        ("of 3,000 ads from May to June 2025", "of 120 ads from October to November 2026"),
        ("of 3,000 ads as of March 2025", "of 120 ads as of November 2026"),
        ("of 3,000 ads since March 2025", "of 120 ads since October 2026"),
        ("of 3,000 ads from March 2025", "of 120 ads from October to November 2026"),
        ("of 3,000 ads, published between 2024 and 2025", "of 120 ads, published in 2026"),
        ("of 3,000 ads in 2026", "of 120 ads in 2026"),
        ("of 3,000 ads; in May 2025 Halden closed", "of 120 ads; in May 2025 Halden closed"),
        ("of 3,000 ads, and 2025 was wet", "of 120 ads, and 2025 was wet"),
    ],
)
def test_a_printed_period_goes_with_its_sample(words: str, proposed: str) -> None:
    """No number of ours may stand under a time that it is not of."""
    text = article(f"Python is in 50% {words}.")
    sample = claim(quantity(text, "3,000", 3000, unit="count"), "sample_size", None, view=None)
    claims = numbered([skill(text, "50%", 50, "python"), sample], 1, (0,))
    for one in judged(text, *claims):
        assert one.replacement is not None
        assert one.replacement.sentence == f"Python is in 70% {proposed}."


def test_the_time_of_an_earlier_figure_stays() -> None:
    """ "Up from 40 % in 2024" is history, whatever today's number is."""
    text = article("In 2025 Python was in 50%, up from 40% in 2024.")
    earlier = skill(text, "40%", 40, "python", is_earlier=True)
    found = judged(text, skill(text, "50%", 50, "python"), earlier)
    assert found[0].replacement is not None
    proposed = "In 2026 Python was in 70%, up from 40% in 2024."
    assert found[0].replacement.sentence == proposed


def test_our_number_never_stands_under_another_name() -> None:
    """A source beside a replaced number is replaced with it, or nothing is written."""
    text = article(
        "78% ask for 5+ years (Axial 2026).",
        "30% ask for 5+ years and hiring fell 27.5% (Axial 2026).",
        "40% ask for 5+ years.",
    )
    named = {"source_name": "Axial"}
    found = judged(
        text,
        claim(quantity(text, "78%", 78), "experience_at_least", "5", **named),
        claim(quantity(text, "30%", 30), "experience_at_least", "5", **named),
        claim(quantity(text, "27.5%", 27.5, step=0.1), None, None, kind="theirs", **named),
        claim(quantity(text, "40%", 40), "experience_at_least", "5", **named),
    )
    first, shared, theirs, elsewhere = found
    assert first.replacement is not None
    assert first.replacement.sentence == "21% ask for 5+ years (skillscan 2026)."
    assert [one.new for one in first.replacement.edits] == ["21%", "skillscan 2026"]
    assert shared.replacement is not None
    assert shared.replacement.edits == ()
    assert "also stands for a figure of theirs" in str(shared.note)
    assert theirs.replacement is None
    assert elsewhere.replacement is not None
    assert elsewhere.replacement.edits == ()
