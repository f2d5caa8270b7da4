"""One text under two wordings of its title: the text says what the job is.

Two titles of one employer are one where the text stays the same and they differ in nothing but

- words that one has more, of no level, if both texts call the job by all of them ("Data Scientist"
  over a text that says "Data Scientist (Consumer Labs)");
- what stands in the first line of the text, if that line was taken for the title;
- words that one has more and the order of the others, where next to nothing of the text differs
  ("Manager, Support Operations (Virtual)", "Virtual Support Manager");
- the name of the trade ("Sales Agent", "Sales Representative": ``trades``), where little of the
  text differs;
- the name of the work, which is all that differs in the texts, too (``names_of_work``);
- "Lead" at its end, where the other has "Manager" ("Payments Lead", "Product Manager, Payments"),
  and no third title stands over the text: many titles share an employer's template;
- a slip of the pen ("Experimenation"), or where a word is split ("Realtime", "Real time").

Of two wordings the one that was seen first stays, but no line of the text. All other differences,
of level, team, product or trade, part two jobs of one text. The limits stand in
``data/rules/openings.yaml``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, takewhile

import numpy as np

from skillscan.dedup.comparable_posting import limits
from skillscan.dedup.names_of_work import are_names_of_one_work, is_only_renamed
from skillscan.dedup.shingles import Shingles, set_similarity, shingles_of
from skillscan.dedup.titles import TitleKey, names_of_places, title_word_set
from skillscan.dedup.trades import are_of_one_trade

_SKETCH = 8
"""So many of the least shingles stand for a text: two that agree in 85 % share one of them."""

_MOST_TITLES = 32
"""A shingle under more titles than this is the employer's blurb: it leads to no other copy."""

_MISSPELT_LETTERS = 6
"""In shorter words one letter makes another word."""


def with_first_wording(titles: Sequence[TitleKey], texts: Sequence[Shingles]) -> list[TitleKey]:
    """The titles of an employer's postings, in the order in which these were seen; a rewording of
    an earlier title of the same text is replaced by it, in edited copies of that text too.
    """
    firsts = dict(_first_wordings(titles, texts))
    reworded: dict[frozenset[str], list[int]] = defaultdict(list)
    for place in firsts:
        reworded[titles[place].words].append(place)
    found = list(titles)
    for place, title in enumerate(titles):
        copies = [place] if place in firsts else reworded.get(title.words, [])
        for copy in copies:
            if copy == place or _is_copy(texts[place], texts[copy]):
                first = found[firsts[copy]] if firsts[copy] < place else titles[firsts[copy]]
                found[place] = replace(
                    title, words=first.words, specific_words=first.specific_words
                )
                break
    return found


def _first_wordings(
    titles: Sequence[TitleKey], texts: Sequence[Shingles]
) -> Iterator[tuple[int, int]]:
    """Places of postings whose title is a rewording, each with that of the posting that has the
    first wording; of several the one of most text in common.
    """
    known = _Known()
    whole = [place for place, text in enumerate(texts) if text.size >= limits()["cut_shingles"]]
    for place in whole:
        known.add(place, titles[place], texts[place])
    for place in whole:
        title, text = titles[place], texts[place]
        others = [other for other in known.near(text) if titles[other].words != title.words]
        earlier = [other for other in others if other < place]
        shares = [(_agreement(title, text, titles[one], texts[one]), -one) for one in earlier]
        shares += [
            (set_similarity(text, texts[one]).jaccard, -one)
            for one in earlier
            if _is_led(title, titles[one])
            and _titles_of(text, others, titles, texts) == {titles[one].words}
        ]
        share, first = max(shares, default=(0.0, 0))
        is_line_first = share and titles[-first].is_line and not title.is_line
        if share:
            yield (-first, place) if is_line_first else (place, -first)


class _Known:
    """The postings, by the least shingles of their texts: one of each title, the first seen."""

    def __init__(self) -> None:
        self._places: dict[int, dict[frozenset[str], int]] = defaultdict(dict)

    def near(self, text: Shingles) -> frozenset[int]:
        """Places of postings whose text may be nearly the same."""
        sketch = text[:_SKETCH].tolist()
        return frozenset(chain.from_iterable(self._places[one].values() for one in sketch))

    def add(self, place: int, title: TitleKey, text: Shingles) -> None:
        """Remember a posting, unless one with its title is known."""
        for shingle in text[:_SKETCH].tolist():
            under = self._places[shingle]
            if len(under) < _MOST_TITLES:
                under.setdefault(title.words, place)


def _titles_of(
    text: Shingles, others: Iterable[int], titles: Sequence[TitleKey], texts: Sequence[Shingles]
) -> set[frozenset[str]]:
    """The words of the titles at these places over next to the same text."""
    least = limits()["turned"]
    return {
        titles[other].words
        for other in others
        if set_similarity(text, texts[other]).jaccard >= least
    }


def _agreement(one: TitleKey, text: Shingles, other: TitleKey, other_text: Shingles) -> float:
    """How far the texts of two postings agree whose titles are two wordings of one; else 0."""
    longer = max(one, other, key=lambda title: len(title.written))
    is_line = longer.is_line and one.is_of_one_level(other)
    is_trade = are_of_one_trade(one, other)
    is_name = are_names_of_one_work(one, other)
    is_wording = is_line or is_trade or is_name or one.is_reworded(other)
    if not (is_wording or _is_one_spelling(one, other)):
        return 0.0
    share = set_similarity(text, other_text).jaccard
    if share < limits()["renamed"]:
        return 0.0
    texts = (text, other_text)
    is_one = (
        _is_one_spelling(one, other)
        or (is_trade and share >= limits()["one_trade"])
        or (is_name and is_only_renamed(one, text, other, other_text))
        or (one.is_reworded(other) and _is_named_in(longer, texts))
        or (share >= limits()["turned"] and one.is_reworded(other) and _is_turned(one, other))
        or (is_line and share >= limits()["own_equal"] and _is_line_of(longer, texts))
    )
    return share if is_one else 0.0


def _is_copy(text: Shingles, other: Shingles) -> bool:
    """Whether a text is another one, edited or cut."""
    limit = limits()
    agreement = set_similarity(text, other)
    return bool(
        agreement.jaccard >= limit["near_identical"]
        or (
            agreement.containment >= limit["cut_containment"]
            and agreement.smaller >= limit["cut_shingles"]
        )
    )


def _is_named_in(title: TitleKey, texts: Iterable[Shingles]) -> bool:
    """Whether all these texts have the title, as it is written, in one run of words."""
    length = limits()["shingle_words"]
    named = shingles_of(" ".join(title.written), length=length)
    is_enough = len(title.written) >= length
    return is_enough and all(bool(np.isin(named, text).all()) for text in texts)


def _is_led(one: TitleKey, other: TitleKey) -> bool:
    """Whether one title calls the work by "Lead", as the last word of one of its parts, that the
    other calls by "Manager"; "Lead Analyst" is a level.
    """
    places = names_of_places()
    mine, theirs = one.words - other.words - places, other.words - one.words - places
    led, managed = (mine, theirs) if "lead" in mine else (theirs, mine)
    parts = one.parts if led is mine else other.parts
    is_last = led == {"lead"} and any(part[-1:] == ("lead",) for part in parts)
    return is_last and "manager" in managed and managed <= title_word_set("leads")


def _is_turned(one: TitleKey, other: TitleKey) -> bool:
    """Whether the words of the shorter title stand in another order in the longer one."""
    shorter, longer = sorted((one, other), key=lambda title: len(title.specific_words))
    words = iter(dict.fromkeys(chain.from_iterable(longer.parts)))
    kept = dict.fromkeys(chain.from_iterable(shorter.parts))
    in_order = all(word in words for word in kept if word in shorter.specific_words)
    return not in_order


def _is_line_of(title: TitleKey, texts: Iterable[Shingles]) -> bool:
    """Whether most of a title, which may be cut, stands in all these texts."""
    line = shingles_of(" ".join(title.written), length=limits()["shingle_words"])
    return all(np.isin(line, text).mean() >= limits()["near_identical"] for text in texts)


def _is_one_spelling(one: TitleKey, other: TitleKey) -> bool:
    """Whether the titles differ in where a word is split, or in one slip of the pen."""
    if "".join(one.written) == "".join(other.written):
        return True
    places = names_of_places()
    mine, theirs = one.words - other.words - places, other.words - one.words - places
    return len(mine) == len(theirs) == 1 and _is_slip(*mine, *theirs)


def _is_slip(one: str, other: str) -> bool:
    """Whether a long word is the other with one letter left out or changed, or two swapped."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _MISSPELT_LETTERS or shorter[0] != longer[0]:
        return False
    pairs = zip(shorter, longer, strict=False)
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    here, there = shorter[start:], longer[start:]
    if len(shorter) != len(longer):
        return here == there[1:]
    is_swapped = here[:2] == there[1::-1] and here[2:] == there[2:]
    return here[1:] == there[1:] or is_swapped
