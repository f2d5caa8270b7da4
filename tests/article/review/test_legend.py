"""Every verdict has a sign and words of its own."""

from skillscan.article.model import ClaimVerdict
from skillscan.article.review.legend import legend


def test_every_verdict_is_explained() -> None:
    """A claim would be shown in a colour alone, or the page would not be made at all."""
    entries = legend()
    assert list(entries) == list(ClaimVerdict)
    assert len({entry.sign for entry in entries.values()}) == len(ClaimVerdict)
    assert all(entry.meaning.endswith((".", ").")) for entry in entries.values())
