"""Whether a share is that of the openings which state pay: "41 % of the ads state a salary"."""

import re
from collections.abc import Iterator

from skillscan.article.binding.links.linking_words import other_words
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.pay.sums import has_sum_between
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.subjects.questions import question_of
from skillscan.article.grammar import pattern_of, words_of

_LABEL = re.compile(r"([^.;:%\d]{3,60}?)\s?[:(–—-] ?[~≈]?")
_ALONE = re.compile(
    r"\W*(?:(?:of|in) (?:(?:the|all|our) ){0,2}[\w-]+(?: [\w-]+)?\s*)?(?:[.,;:)]|$)"
)
"""What may stand behind a number that a label is of: its openings at most."""
_ASIDE = re.compile(r"^[^,;:.()—]{0,60}(, )[~≈]?$")
"""What stands between a rough number and the one that makes it exact."""
_PART = re.compile(r"[.,;:()—]")
_LEVELS_OF_POPULATIONS = frozenset({"senior", "staff"})
_DO_SO = re.compile(r"(?: of (?:them|those|the \w+))? do(?: so)?\s*(?:[.,;:!)]|$)")
_WHICH_DO = r", which {pay_staters}? ?(?:do|did) in (?:{hedging_words} )?$"
_STATED = r"\b{stating_verbs}\b"
_SENTENCES_BACK = 2
_ON_PAY = r"\b(?:{pay_words}|{earning_words})\b"
_ONLY_PAY = r"\b{pay_words}\W*$"
"""A heading that ends with pay, which "it" below may stand for."""


def tells_pay(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether words beside a number tell of openings that state pay, and not of pay of some height;
    these may be openings that another thing picks out, which only ``stated_pay`` refuses.
    """
    before, behind = _beside(reading, around)
    words = reading.words
    is_told = (
        words.has("pay_told", behind, "openings_state_pay", "openings_print_range")
        or words.has("pay_told", before, "pay_is_stated")
        or _is_told_of_it(reading, around)
        or _is_labelled(reading, around)
    )
    end = around.quantity.end + len(behind)
    has_sum = has_sum_between(reading, around.sentence, around.before[0], end)
    return is_told and not has_sum and not words.has("negation", f"{before} … {behind}")


def stated_pay(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """That openings state pay at all, where ``tells_pay``; ``None`` where something narrows them
    ("of the ads that want Docker"), where they only ask for it, or others state it, or where
    nothing says that it is pay ("46 % print a range").
    """
    _, behind = _beside(reading, around)
    words = reading.words
    told = words.find("pay_told", behind, "openings_state_pay")
    printed = words.find("pay_told", behind, "openings_print_range", "openings_print_it")
    is_it = words.has("pay_told", behind, "openings_print_it")
    if not told and printed and not (is_it_pay if is_it else is_on_pay)(reading, around):
        return None
    first = [*told, *printed][:1]
    openings = behind[: first[0].start] if first else behind
    if words.has("pay_told", openings, "pay_only_wished" if first else "pay_stated_elsewhere"):
        return None
    if words.has("restriction", openings) or any(
        not (one.is_level and one.dimension in _LEVELS_OF_POPULATIONS)
        for one in reading.header_subjects(openings.strip())
    ):
        return None
    return ClaimSubject.unnamed("pay_median", None, "stated")


def _is_labelled(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a header, a label or the question that a number answers says that openings state pay:
    "Salary ranges: 57 % of postings", "How many state a salary? 57 %".
    """
    words, block = reading.words, reading.block(around)
    if block.kind == "cell":
        texts = (block.row or "", block.column or "")
        return any(words.has("pay_told", text, "pay_label") for text in texts)
    if words.has("pay_told", question_of(reading, around), "openings_state_pay"):
        return True
    before = reading.text[around.sentence.start : around.quantity.start]
    label = _LABEL.fullmatch(before)
    is_alone = _ALONE.match(reading.span(around.after)) is not None
    return label is not None and is_alone and words.has("pay_told", label[1], "pay_label")


def _is_told_of_it(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether openings do what the words around say of pay: "Pay? Half of them mention it", "what
    employers pay, which they state in six ads out of ten".
    """
    before, behind = reading.span(around.before), _beside(reading, around)[1]
    is_done = _DO_SO.match(reading.span(around.after)) is not None or (
        pattern_of(_WHICH_DO).search(before) is not None
    )
    ahead = reading.text[around.sentence.start : around.quantity.start]
    is_said = is_done and pattern_of(_STATED).search(ahead) is not None
    if reading.words.has("pay_told", behind, "openings_print_it"):
        return is_it_pay(reading, around)
    return is_said and is_on_pay(reading, around)


def goes_on_with_pay(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether nothing behind a number that takes over stated pay from the one before says what else
    its openings do: not "12 % print it in euros" or "5 % give a deadline".
    """
    start, end = around.after
    behind = _PART.split(reading.span(around.after))[0]
    own = (start, min(end, start + len(behind)))
    is_plain = reading.words.link_words.issuperset(other_words(reading, around, own))
    return is_plain and pattern_of(_STATED).search(behind) is None


def is_it_pay(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether "it" or "one" that openings print is pay: the last thing named before, in the
    sentence, else in those before it, else in the heading above them.
    """
    if reading.subjects(around.sentence):
        return False
    before = reading.sentences_before(around.sentence, _SENTENCES_BACK)
    spans = [(around.sentence.start, around.quantity.start)]
    spans += [(one.start, one.end) for one in before if one.block == around.sentence.block]
    known = reading.words.link_words | reading.words.asking_words | reading.words.people_words
    known |= words_of("level_pay_words")
    for start, end in spans:
        text = reading.text[start:end]
        named = [one.end() for one in pattern_of(_ON_PAY).finditer(text)]
        rest = (start + named[-1] if named else start), end
        if not known.issuperset(other_words(reading, around, rest)):
            return False
        if named:
            return True
    return pattern_of(_ONLY_PAY).search(reading.heading(reading.block(around))) is not None


def is_on_pay(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether pay, and no other thing, is what the words around a number are on."""
    if reading.subjects(around.sentence):
        return False
    return any(pattern_of(_ON_PAY).search(text) for text in _on_it(reading, around))


def _on_it(reading: ArticleReading, around: Surroundings) -> Iterator[str]:
    """What may say that a number is on pay: its sentence, the ones beside it in its block as long
    as they name no thing, and the heading.
    """
    yield reading.sentence_text(around.sentence)
    neighbours = reading.previous(around.sentence), reading.following(around.sentence)
    yield from (reading.sentence_text(one) for one in neighbours if one and _is_free(reading, one))
    yield reading.heading(reading.block(around))


def _is_free(reading: ArticleReading, sentence: ArticleSentence) -> bool:
    return not reading.subjects(sentence)


def _beside(reading: ArticleReading, around: Surroundings) -> tuple[str, str]:
    """The part of a clause before a number, and the one behind it."""
    before, behind = reading.span(around.before), reading.span(around.after)
    if before.rstrip("~≈< >").endswith("(") and behind.startswith(")"):
        before, behind = before.rstrip("~≈< >(")[:-1], behind[1:]  # "half (57 %) of the ads state"
    elif (aside := _ASIDE.search(before)) and behind.startswith(","):
        before, behind = before[: aside.start(1)], behind[1:]  # "half of the ads, 43 %, state"
    return _PART.split(before)[-1], _PART.split(behind)[0]
