"""The very same text under two titles: what the work is, the text says, and it is the same.

Two titles are one where they are the only two of a text and one has some words more, which are

- the name of a technology: "Backend Engineer (Java)", not "(Java)" and "(Python)";
- or words within the name of the work ("Repossession Asset Manager") that tell of no level,
  customer, language or form of work. What stands before that name ("Ventures Data Scientist") or in
  a part of its own ("Copywriter, Marketing") may be a team's.

A title that lists several roles, only says that there are several or where they are ("Location:
USA"), or is a line of the text, names no job at all: it is that of the other titles of its text, if
these name one job.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from skillscan.dedup.added_technologies import are_technologies
from skillscan.dedup.comparable_posting import limits
from skillscan.dedup.shingles import Shingles
from skillscan.dedup.spoken_languages import names_of_languages
from skillscan.dedup.titles import TitleKey, names_of_places, title_word_set
from skillscan.rules import load_rules


def with_titles_of_one_text(
    titles: Sequence[TitleKey], texts: Sequence[Shingles]
) -> list[TitleKey]:
    """The titles of an employer's postings, in the order in which these were seen; those of the
    very same text that name the same work are equal.
    """
    found = list(titles)
    usual = Counter(title.words for title in titles)
    for places in _places_of_texts(texts):
        keys = _with_one_job(_without_added([titles[place] for place in places]), usual)
        for place, key in zip(places, keys, strict=True):
            found[place] = key
    return found


def _places_of_texts(texts: Sequence[Shingles]) -> list[list[int]]:
    """The places of the postings of each text that is long enough and stands more than once."""
    least = limits()["torn_shingles"]
    by_text: dict[bytes, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if text.size >= least:
            by_text[text.tobytes()].append(place)
    return [places for places in by_text.values() if len(places) > 1]


def _without_added(titles: Sequence[TitleKey]) -> list[TitleKey]:
    """The titles of one text, the longer of two without what it has more, if that tells nothing."""
    by_work = {title.specific_words: title for title in titles}
    shorter, *longer = sorted(by_work, key=len)
    if len(longer) != 1 or not shorter < longer[0]:
        return list(titles)
    added = longer[0] - shorter
    is_told = are_technologies(added) or _are_inside(added, by_work[longer[0]], by_work[shorter])
    return [_without(title, added) for title in titles] if is_told else list(titles)


def _without(title: TitleKey, added: frozenset[str]) -> TitleKey:
    return replace(title, words=title.words - added, specific_words=title.specific_words - added)


def _are_inside(added: frozenset[str], longer: TitleKey, shorter: TitleKey) -> bool:
    """Whether the added words stand between words of the work that both titles have in their first
    part ("Repossession Asset Manager"), and tell of no other job.
    """
    levels = title_word_set("level_words")
    if not longer.parts or not added.isdisjoint(levels | _telling_words()):
        return False
    work = [word for word in longer.parts[0] if word not in levels]
    places = [place for place, word in enumerate(work) if word in added]
    is_inside = bool(places) and places[0] > 0 and places[-1] < len(work) - 1
    kept = [word for word in work if word not in added]
    rest = [word for part in shorter.parts[:1] for word in part if word not in levels]
    return is_inside and kept == rest and added.isdisjoint(_outside(longer))


def _outside(title: TitleKey) -> frozenset[str]:
    return frozenset(word for part in title.parts[1:] for word in part)


def _telling_words() -> frozenset[str]:
    return title_word_set("telling_words") | title_word_set("peoples") | names_of_languages()


def _with_one_job(titles: Sequence[TitleKey], usual: Counter[frozenset[str]]) -> list[TitleKey]:
    """The titles of one text, all as the one that the employer uses most, if they name one job or
    none.
    """
    named = {title.words for title in titles if not _names_no_job(title)}
    if len(named) > 1 or len(named) == len({title.words for title in titles}):
        return list(titles)
    job = max(titles, key=lambda title: (usual[title.words], title.words in named))
    lists = [roles for title in titles if (roles := listed_roles(title))]
    if named and not all(_roles_of(job) & roles for roles in lists):
        return list(titles)
    return [replace(title, words=job.words, specific_words=job.specific_words) for title in titles]


def _names_no_job(title: TitleKey) -> bool:
    """Whether a title lists several roles, only says that there are several or where, or is a whole
    line.
    """
    is_many = title.words <= title_word_set("many_words") | title_word_set("generic_words")
    is_told = is_many and not title.words.isdisjoint(title_word_set("many_words"))
    is_place = title.words <= title_word_set("place_words") | names_of_places()
    return is_told or is_place or title.is_line or bool(listed_roles(title))


def listed_roles(title: TitleKey) -> frozenset[str]:
    """The nouns of the roles of a title that lists several; none of any other."""
    roles = role_nouns()
    listed = frozenset(part for part in title.listed if part and part[-1] in roles)
    is_list = len(listed) > 1 and not any("/" in word for word in title.words)
    return frozenset(part[-1] for part in listed) if is_list else frozenset()


def _roles_of(title: TitleKey) -> frozenset[str]:
    return frozenset(word for part in title.listed for word in part) & role_nouns()


@cache
def role_nouns() -> frozenset[str]:
    """The nouns by which roles are called ("engineer", "designer")."""
    return frozenset(load_rules("hackernews.yaml").words["role_words"])
