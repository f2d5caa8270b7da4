"""Whether two postings of one employer are one advertisement, and by which rule.

Goal: an advertisement stays itself in nine cities, reposted, edited a little, cut by an aggregator,
with another country's benefits; another team, product, level or language is another one, and so
is one that requires other years, another degree or another language to be spoken, or that is for
other hours. Pay goes with the city and some copies leave it out: it tells two jobs apart only at
one place and time. Conflicts are decided for "different": to count one opening twice hurts less
than to lose one. The rules and their limits stand in ``data/rules/openings.yaml``; they are
measured on labelled pairs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from skillscan.dedup.comparable_posting import ComparablePosting, limits
from skillscan.dedup.days_seen import overlap
from skillscan.dedup.demands import DEMANDED, other_demand
from skillscan.dedup.places import is_one_place
from skillscan.dedup.remains import Rule, what_is_left
from skillscan.dedup.shingles import SetSimilarity, set_similarity
from skillscan.dedup.work_forms import other_form


@dataclass(frozen=True, slots=True)
class Comparison:
    """Same advertisement or not; ``rule`` names what decided and ``share`` how clearly."""

    is_same: bool
    rule: str
    share: float


def compare(
    one: ComparablePosting, other: ComparablePosting, *, is_employer_known: bool = True
) -> Comparison:
    """Compare two postings of one employer; symmetric."""
    full = set_similarity(one.full_text, other.full_text)
    is_other = other_demand(one, other) is not None
    rule = is_other and other_demand(one, other, told=_telling_demands(one, other, full))
    rule = rule or _other_beside_work(one, other, full)
    if rule:
        return Comparison(is_same=False, rule=rule, share=full.jaccard)
    if not one.title.is_of_one_work(other.title):
        return _compare_renamed(one, other, full)
    if not is_employer_known:
        is_same = full.jaccard >= limits()["unknown_employer"]
        return Comparison(is_same=is_same, rule="unknown employer", share=full.jaccard)
    return _compare_texts(one, other, full)


def _compare_renamed(
    one: ComparablePosting, other: ComparablePosting, full: SetSimilarity
) -> Comparison:
    limit = limits()
    is_same = one.title.specific_words == other.title.specific_words and (
        full.jaccard >= limit["renamed"]
        or (full.jaccard >= limit["near_identical"] and _is_in_other(one, other))
    )
    rule = "one text under two wordings of the title" if is_same else "other title"
    return Comparison(is_same=is_same, rule=rule, share=full.jaccard)


def _is_in_other(one: ComparablePosting, other: ComparablePosting) -> bool:
    """Whether the own text of one stands in the other's, the employer's boilerplate aside."""
    limit = limits()
    own = set_similarity(one.own_text, other.own_text)
    return bool(
        own.smaller >= limit["own_shingles"] and own.containment >= limit["own_containment"]
    )


def _compare_texts(
    one: ComparablePosting, other: ComparablePosting, full: SetSimilarity
) -> Comparison:
    if _is_other_level(one, other):
        return Comparison(is_same=False, rule="other years of experience", share=full.jaccard)
    larger = max(one.full_text.size, other.full_text.size)
    is_beside = is_one_place(one.places, other.places) and overlap(one.seen, other.seen)
    if found := _first(_by_full_text(full, larger, is_beside=is_beside)):
        return found
    own = set_similarity(one.own_text, other.own_text)
    by_own_text = _by_own_text(own, is_beside=is_beside)
    if found := _first(chain(by_own_text, what_is_left(one, other, full, own))):
        return found
    return Comparison(is_same=False, rule="other text", share=max(full.jaccard, own.jaccard))


def _first(rules: Iterable[Rule]) -> Comparison | None:
    """What the first rule that holds says; ``None``: none does."""
    for holds, rule, share in rules:
        if holds:
            return Comparison(is_same=True, rule=rule, share=share)
    return None


def _by_full_text(full: SetSimilarity, larger: int, *, is_beside: bool) -> tuple[Rule, ...]:
    """The rules on whole texts; ``is_beside``: the postings were at one place at one time."""
    limit = limits()
    least = limit["edited_beside" if is_beside else "edited_jaccard"]
    new_shingles = full.smaller * (1 - full.containment)
    is_edited = new_shingles <= limit["edited_shingles"]
    is_short = larger <= limit["short_shingles"]
    return (
        (full.jaccard >= limit["near_identical"], "near-identical text", full.jaccard),
        (_is_cut(full), "text cut", full.containment),
        (is_edited and full.jaccard >= least, "edited a little", full.jaccard),
        (is_short and full.jaccard >= limit["short_jaccard"], "short, reworded", full.jaccard),
    )


def _by_own_text(own: SetSimilarity, *, is_beside: bool) -> tuple[Rule, ...]:
    limit = limits()
    least = limit["edited_beside" if is_beside else "own_jaccard"]
    is_enough = own.smaller >= limit["own_shingles"]
    is_all = own.smaller >= limit["scrap_shingles"] and own.jaccard >= limit["own_equal"]
    return (
        (is_all, "same own text", own.jaccard),
        (is_enough and own.jaccard >= least, "same own text", own.jaccard),
        (
            is_enough and own.containment >= limit["own_containment"],
            "own text cut",
            own.containment,
        ),
    )


def _is_cut(full: SetSimilarity) -> bool:
    limit = limits()
    is_cut = full.containment >= limit["cut_containment"]
    is_torn = full.containment >= limit["torn_containment"]
    return (is_cut and full.smaller >= int(limit["cut_shingles"])) or (
        is_torn and full.smaller >= int(limit["torn_shingles"])
    )


def _is_one_text(one: ComparablePosting, other: ComparablePosting, full: SetSimilarity) -> bool:
    """Whether the texts have the same runs of words."""
    larger = max(one.full_text.size, other.full_text.size)
    return larger > 0 and round(full.smaller * full.containment) == larger


def _telling_demands(
    one: ComparablePosting, other: ComparablePosting, full: SetSimilarity
) -> frozenset[str]:
    """Which demands tell anything. A part of a text asks for no other degree than the whole,
    however it was read, if nothing in it was edited, and for no other years, if it names no others.
    """
    limit = limits()
    shorter, longer = sorted((one, other), key=lambda posting: posting.full_text.size)
    is_part = (
        full.containment >= limit["torn_containment"]
        and full.smaller < longer.full_text.size * limit["whole"]
    )
    is_unedited = round(full.smaller * (1 - full.containment)) < limit["shingle_words"]
    told = DEMANDED
    if _is_one_text(one, other, full) or (is_part and is_unedited):
        told -= {"years", "degree"}
    elif is_part and shorter.years <= longer.years:
        told -= {"years"}
    return told - {"level"} if one.portal or other.portal else told


def other_terms(
    posting: ComparablePosting, forms: frozenset[str], years: frozenset[int]
) -> str | None:
    """The rule by which a posting is no job of these forms of work, or whose titles ask for these
    years; ``None``: none does.
    """
    if kind := other_form(posting.forms, forms):
        return f"other {kind}"
    own = posting.title.years
    return "other years in the titles" if own and years and own != years else None


def _other_beside_work(
    one: ComparablePosting, other: ComparablePosting, full: SetSimilarity
) -> str | None:
    """The rule that tells two jobs apart by what they name beside the work; ``None``: none does."""
    if rule := other_terms(one, other.forms, other.title.years):
        return rule
    own = {one.language, other.language}
    mine, theirs = one.spoken - own, other.spoken - own
    fuller, shorter = (
        (mine, theirs) if one.full_text.size > other.full_text.size else (theirs, mine)
    )
    larger = max(one.full_text.size, other.full_text.size)
    is_left_out = shorter < fuller and full.smaller < larger * limits()["whole"]
    return "another language spoken" if mine != theirs and not is_left_out else None


def _is_other_level(one: ComparablePosting, other: ComparablePosting) -> bool:
    """Years that neither posting shares with the other; a cut text may name fewer. More than
    anybody asks for are the employer's age, which is another next year.
    """
    most = limits()["years_asked"]
    mine, theirs = (
        frozenset(number for number in posting.years if int(number) <= most)
        for posting in (one, other)
    )
    return not (mine <= theirs or theirs <= mine)
