"""Which of the confirmed mentions of a document stand: of overlapping ones the longest."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence

from skillscan.nlp.skills.possible_mention import PossibleMention
from skillscan.taxonomy.context_conditions import ConfirmedMentions
from skillscan.taxonomy.model import Mention


def confirmed_mentions(possible: Sequence[PossibleMention]) -> ConfirmedMentions:
    """Those of the possible mentions that count, as conditions ask for them."""
    chosen = [c for c in possible if c.rule]
    ids = [c.entry.skill.id for c in chosen]
    return ConfirmedMentions(
        [c.start for c in chosen], [c.end for c in chosen], ids, frozenset(ids)
    )


def chosen_mentions(confirmed: Sequence[PossibleMention]) -> list[Mention]:
    """The mentions of a document, of confirmed ones in order of their start: the longest of those
    that overlap, and what they add.
    """
    outermost = list(_outermost(confirmed))
    found = [
        Mention(skill_id, c.start, c.end, c.entry.text, c.rule)
        for c in outermost
        for skill_id in (c.entry.skill.id, *c.entry.alias.adds)
    ]
    found.extend(_of_vendors(outermost, {mention.skill_id for mention in found}))
    return sorted(found, key=lambda m: (m.start, m.end, m.skill_id))


def _of_vendors(mentions: Iterable[PossibleMention], named: Container[str]) -> Iterator[Mention]:
    """Clouds that only a vendor's name tells ("Amazon Lex"), where the text does not name them."""
    for c in mentions:
        cloud = c.entry.alias.adds_if_unnamed
        if cloud is not None and cloud not in named:
            yield Mention(cloud, c.start, c.end, c.entry.text, c.rule)


def _outermost(mentions: Sequence[PossibleMention]) -> Iterator[PossibleMention]:
    """Longest first; what lies inside a confirmed mention counts only as its modifier.

    In "LLM evaluation" the LLM is named too, but "SQL Server" is not SQL, and a "graph neural
    network" is the special thing only.
    """
    for cluster in _overlapping(mentions):
        if len(cluster) == 1:
            yield cluster[0]
        else:
            yield from _outermost_of(cluster)


def _overlapping(mentions: Sequence[PossibleMention]) -> Iterator[list[PossibleMention]]:
    """Runs of mentions, in order of their start, each of which overlaps one before it."""
    cluster: list[PossibleMention] = []
    end = 0
    for c in mentions:
        if cluster and c.start >= end:
            yield cluster
            cluster = []
        cluster.append(c)
        end = max(end, c.end)
    if cluster:
        yield cluster


def _outermost_of(mentions: Sequence[PossibleMention]) -> Iterator[PossibleMention]:
    by_length = sorted(mentions, key=lambda c: (c.start - c.end, c.start))
    longest = by_length[0].end - by_length[0].start
    starts: list[int] = []
    chosen: list[PossibleMention] = []  # in order of their start, as `starts`
    for c in by_length:
        first, place = bisect_left(starts, c.end - longest), bisect_right(starts, c.start)
        if not any(_covers(longer, c) for longer in chosen[first:place]):
            starts.insert(place, c.start)
            chosen.insert(place, c)
            yield c


def _covers(longer: PossibleMention, c: PossibleMention) -> bool:
    is_inside = longer.start <= c.start and c.end <= longer.end
    return is_inside and (longer.entry.is_tool or c.end == longer.end)
