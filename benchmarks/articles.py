"""What a long article costs from bytes to bytes: read, its numbers and markers found, those that
are marked replaced.
"""

from pathlib import Path

from benchmarks.measuring import Measure, cpu_seconds, peak_mib
from skillscan.article.claim_list import list_claims
from skillscan.article.model import ArticleFormat, Edit
from skillscan.article.source import read
from skillscan.article.source.edits import apply
from skillscan.article.source.readers import reading_of

MARKERS = 2_000
"""Of an article of two megabytes; an earlier scan was quadratic, and took 43 seconds for it."""
_FORMATS: tuple[ArticleFormat, ...] = ("markdown", "html", "text")
_MARKED = (
    "Python: <!-- skillscan: skill_share python ml_engineer_us -->72&#160;%<!-- /skillscan --> of"
    " <b>postings</b>, "
)
_FILLING = "and so it goes on, with words *between* the numbers, for a kilobyte or so. " * 12


def articles() -> list[Measure]:
    """An article of two megabytes against one of half as many, in each format."""
    return [_refreshing(one) for one in _FORMATS]


def _refreshing(article_format: ArticleFormat) -> Measure:
    half, whole = (
        min(cpu_seconds(lambda many=many: _refresh(many, article_format)) for _ in range(2))
        for many in (MARKERS // 2, MARKERS)
    )
    return Measure(
        name=f"refresh a marked article, {article_format}",
        ours=whole,
        baseline=half,
        baseline_name="half as long (2 is linear)",
        unit="CPU s",
        bar="≤ 2.6",
        peak_mib=peak_mib(),
    )


def _refresh(many: int, article_format: ArticleFormat) -> bytes:
    reading_of.cache_clear()
    content = "\n\n".join([_MARKED + _FILLING] * many).encode()
    article = read(content, article_format)
    claims = list_claims(article, Path("marked.md")).claims
    starts = [one.quantity.number_start for one in claims]
    edits = [Edit(start, start + 2, "70") for start in starts]
    assert len(edits) == many
    return apply(content, article, edits)
