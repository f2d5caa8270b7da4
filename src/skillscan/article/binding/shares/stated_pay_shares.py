"""Binds shares of the openings that state pay, where words of stating and pay stand at them."""

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome, ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.share_requirements import unmet_by_openings


def bind_stated_pay(reading: ArticleReading, around: Surroundings) -> Outcome | None:
    """The outcome of a share of the openings that plainly state pay; ``None`` where nothing
    says that openings of ours are what it is a share of.
    """
    block = reading.block(around)
    denominator = reading.denominator(around)
    texts = (denominator.words, reading.sentence_text(around.sentence), block.row or "")
    is_told = reading.reads_postings or any(
        reading.words.has("postings", text) for text in (*texts, *block.headings)
    )
    if not is_told or unmet_by_openings(reading, around, denominator):
        return None
    if reading.whose.other_market(around, denominator.words):
        return None
    said = reading.whose.population_words(around)
    subject = ClaimSubject.unnamed("pay_median", None, "stated")
    is_earlier = block.kind == "cell" and reading.column_periods.is_earlier(block)
    return ours(
        reading,
        around,
        subject,
        confidence=0.75,
        said=said,
        view="all",
        is_earlier=is_earlier,
        reasons=("pay is told to be stated",),
    )
