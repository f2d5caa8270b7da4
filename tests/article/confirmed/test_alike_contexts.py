"""Contexts that have words in common are found without comparing each with each."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from skillscan.article.confirmed.alike_contexts import AlikeContexts
from skillscan.article.confirmed.context import alike

_WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=9).map(Counter)


@given(st.lists(_WORDS, max_size=12), _WORDS, st.sampled_from([0.3, 0.5, 1.0]))
def test_the_same_as_one_by_one(
    contexts: list[Counter[str]], words: Counter[str], least: float
) -> None:
    """A decision of an editor would go to another claim, or be lost."""
    compared = [place for place, one in enumerate(contexts) if alike(words, one) >= least]
    assert AlikeContexts(contexts).alike(words, least) == compared
