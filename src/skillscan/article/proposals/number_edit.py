"""The edit that prints our number in the place of an article's."""

from dataclasses import replace

from skillscan.article.judging.numbers import ReleaseNumbers
from skillscan.article.judging.our_number import OurNumber
from skillscan.article.model import ArticleText, Edit, Quantity
from skillscan.article.proposals.number_text import reprinted
from skillscan.article.proposals.number_words import verb_for

_BEHIND = 80
"""Characters behind a number in words that these must go on with."""
_ENDS_OF_PAY = ("median_low", "median_high")


def number_edit(
    article: ArticleText, quantity: Quantity, number: OurNumber, numbers: ReleaseNumbers
) -> Edit | None:
    """The number, at the article's own precision and phrasing; ``None`` where its text has no form
    that another number can be written in.

    A range gets the ends of the pay range, where the number is of pay, else those of the interval.
    """
    if quantity.unit == "points" and number.number <= 0:
        return None  # the words say who has more
    if (quantity.low < 0) != (number.number < 0):
        return None  # the words say whether it rose or fell
    start, end = _place(article, quantity)
    old = article.text[start:end]
    low, high = number.number, None
    if quantity.low != quantity.high:
        low, high = _ends(quantity, number, numbers)
    if quantity.unit == "count" and article.text[end : end + 1] == "+":
        end += 1  # "10,000+" is rounded down; ours is counted
    if quantity.low < 0:  # its digits stand behind a minus or words of a fall
        low, high = (-high, -low) if high is not None else (-low, None)
        quantity = quantity.turned()
    behind = article.text[end : end + _BEHIND]
    new = reprinted(old.rstrip("+"), quantity, low, high, behind)
    return None if new is None else Edit(start, end, new)


def verb_edits(article: ArticleText, quantity: Quantity, number: Edit) -> tuple[Edit, ...]:
    """The verb behind a share in words that another one does not agree with, in its other form."""
    if not quantity.is_in_words:
        return ()
    behind = article.text[number.end : number.end + _BEHIND]
    verb = verb_for(article.text[number.start : number.end], number.new, behind)
    if verb is None:
        return ()
    return (Edit(number.end + verb[0], number.end + verb[1], verb[2]),)


def _place(article: ArticleText, quantity: Quantity) -> tuple[int, int]:
    """Where the number stands; one in words is replaced with the words that bound it ("the",
    "nearly").
    """
    if not quantity.is_in_words:
        return quantity.number_start, quantity.number_end
    start = quantity.start
    if article.text[max(0, start - 4) : start].lower() == "the ":
        start -= 4
    return start, quantity.end


def _ends(quantity: Quantity, number: OurNumber, numbers: ReleaseNumbers) -> tuple[float, float]:
    if number.subject.measure == "median_pay":
        ends = [
            numbers.find(replace(number.subject, measure=name), quantity.unit)
            for name in _ENDS_OF_PAY
        ]
        low, high = ends
        if isinstance(low, OurNumber) and isinstance(high, OurNumber):
            return low.number, high.number
    return number.low, number.high
