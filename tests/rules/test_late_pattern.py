"""An expression that is compiled when it is first asked is as one that was compiled at once."""

import pickle
import re

import pytest

from skillscan.rules.phrases import compiled


def test_it_finds_what_the_expression_finds() -> None:
    """A rule would match otherwise than it is written."""
    late, at_once = compiled("a (?P<b>b+)", re.IGNORECASE), re.compile("a (?P<b>b+)", re.IGNORECASE)
    assert late.pattern == at_once.pattern
    assert late.groupindex == at_once.groupindex
    for text in ("a bbb", "A B", "ab"):
        assert (late.search(text) is None) == (at_once.search(text) is None)


def test_it_can_be_sent_to_another_process() -> None:
    """Processes of a pool could not read."""
    assert pickle.loads(pickle.dumps(compiled("a+", 0))).fullmatch("aaa")  # noqa: S301


def test_what_is_no_expression_is_told_when_it_is_asked() -> None:
    """A rule that is none would be taken for one that never matches."""
    with pytest.raises(re.error):
        compiled("a(", 0).search("a")
