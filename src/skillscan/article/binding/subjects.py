"""What the words of a sentence or a header name that openings are counted by: skills, years of
experience, degrees, workplaces, levels.
"""

import re
from collections.abc import Iterator, Sequence

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.vocabulary import BindingVocabulary
from skillscan.article.model import ArticleBlock, ArticleText, Bound, Quantity
from skillscan.article.quantities import find
from skillscan.taxonomy.model import Mention

_LEAST = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_MOST_YEARS = 20
_WORD_BEHIND = re.compile(r"(?:['’]s)?[ -]([^\W\d_][\w-]*)|['’]s")
_VERB_BEHIND = re.compile(r"[ ](?:(?:still|also|now|again|consistently|clearly) )?([a-z]+)")
_JOB = r"(?:engineer|developer|scientist|analyst|architect|researcher|administrator|manager)s?"
_OF_A_TITLE = re.compile(rf"[ -](?:\w+ )?{_JOB}\b(?!['’])", re.IGNORECASE)
_TITLE = re.compile(rf"\b{_JOB}$", re.IGNORECASE)
_AT = re.compile(r"(?:%|percent)[^,;]{0,12}\bat (?:the )?$", re.IGNORECASE)
_LEVEL = re.compile(r"level\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w.+#-])[A-Z][\w+#]{0,15}(?![\w+#-])")
_COUNTED_BEHIND = re.compile(
    r"\s?(?:(?:\(|:|[-–—]|in|at|with|by)\s?|\(\s?[^\W\d_]{2,12} ?: ?)[~>≥<≤]?\d"
)
_LABEL = re.compile(r"\W{0,3}[\w+#]+:$")
"""A name that a sentence begins with as a label: "Excel: in a third of postings"."""
_OF_YEARS = re.compile(r"years?|yrs?\b|experience", re.IGNORECASE)
_ABBREVIATION = 3
_LONGER, _BLANK = 24, " "
_YEARS_PLAIN, _YEARS_OVER = 0.7, 0.8


class SubjectReader:
    """Finds the subjects of texts."""

    def __init__(self, vocabulary: BindingVocabulary) -> None:
        self._vocabulary = vocabulary

    def of_span(
        self, text: str, start: int, end: int, quantities: Sequence[Quantity]
    ) -> list[ClaimSubject]:
        """The subjects of ``text[start:end]``; ``quantities`` are those of the article there."""
        piece = text[start:end]
        found = [*self._skills(piece), *self._listed(piece)]
        moved = [_moved(subject, start) for subject in found]
        if _OF_YEARS.search(piece):
            moved += [s for q in quantities if start <= q.start < end if (s := _years(q, text))]
        return sorted(moved, key=lambda subject: (subject.start, -subject.end))

    def of_header(self, header: str) -> list[ClaimSubject]:
        """The subjects of a table's header, a heading or a label; offsets are those of nothing."""
        name = header.strip().strip("*_:")
        skill_id = self._vocabulary.skill_called(name) or self._vocabulary.skill_called(
            re.sub(r"^\d{1,3}[.)]\s*", "", name)
        )
        if skill_id:
            return [ClaimSubject.unnamed(self._statistic(skill_id), skill_id)]
        found = self.of_span(name, 0, len(name), find(_plain(name)))
        return [_moved(subject, None) for subject in found]

    def _statistic(self, skill_id: str) -> str:
        return self._vocabulary.statistic_of(skill_id)

    def _skills(self, piece: str) -> Iterator[ClaimSubject]:
        titles = [(one.start, one.end) for one in self._vocabulary.words.find("job_names", piece)]
        mentions = [*self._vocabulary.find_skills(piece)]
        mentions += self._plainly_named(piece, mentions)
        certificates = [m for m in mentions if self._statistic(m.skill_id) == "certification_share"]
        for mention in mentions:
            if any(start < mention.end and mention.start < end for start, end in titles):
                continue
            if _OF_A_TITLE.match(piece, mention.end) or _TITLE.search(
                piece[mention.start : mention.end]
            ):
                continue
            is_counted = _COUNTED_BEHIND.match(piece, mention.end) is not None
            is_field = self._vocabulary.is_field(mention.skill_id)
            if is_field and not is_counted and self._is_compound(piece, mention.end):
                continue
            is_certificate = mention in certificates
            if not is_certificate and not self._is_whole(piece, mention, mentions):
                continue
            if not is_certificate and any(
                c.start < mention.end and mention.start < c.end for c in certificates
            ):
                continue
            yield ClaimSubject(
                start=mention.start,
                end=mention.end,
                statistic=self._statistic(mention.skill_id),
                dimension=mention.skill_id,
            )

    def _is_whole(self, piece: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
        """Whether a name is the whole noun, and the skill's own: not "Docker images", "Docker test
        writing", nor "success metrics" for the design of KPIs.
        """
        end = mention.end
        if self._vocabulary.words.has("longer_noun", piece[end : end + _LONGER], "thing"):
            return False
        is_joined = any(
            one.skill_id != mention.skill_id
            and piece[one.start : one.end].lower() not in self._vocabulary.words.behind_labels
            and _BLANK in (piece[one.end : mention.start], piece[end : one.start])
            for one in mentions
        )
        return not is_joined and self._vocabulary.is_name_of(
            mention.skill_id, piece[mention.start : end]
        )

    def _is_compound(self, piece: str, end: int) -> bool:
        """Whether a word stands behind that a field's name only describes ("the AI Index")."""
        word = _WORD_BEHIND.match(piece, end)
        if word is None:
            return False
        return word[1] is None or word[1].lower() not in self._vocabulary.words.behind_fields

    def _plainly_named(self, piece: str, known: Sequence[Mention]) -> Iterator[Mention]:
        """Names that are ordinary words too, where the article's words or its number show that they
        are counted: "name Rust", "Go (12 %)".
        """
        for match in _NAME.finditer(piece):
            name = match[0]
            if any(m.start < match.end() and match.start() < m.end for m in known):
                continue
            before = piece[: match.start()].rstrip().lower()
            is_counted = any(
                before.endswith(f" {word}") for word in self._vocabulary.words.before_names
            )
            is_counted = is_counted or bool(_COUNTED_BEHIND.match(piece, match.end()))
            is_counted = is_counted or bool(_LABEL.match(piece[: match.end() + 1]))
            is_sign = len(name) >= _ABBREVIATION and name.isupper() and not piece.isupper()
            if not is_counted and not is_sign and not self._is_told_of(piece, match.end()):
                continue
            if skill_id := self._vocabulary.skill_written(name):
                yield Mention(skill_id, match.start(), match.end(), name, name)

    def _is_told_of(self, piece: str, end: int) -> bool:
        """Whether a word right behind tells something of what is counted ("R leads")."""
        word = _VERB_BEHIND.match(piece, end)
        return word is not None and word[1].lower() in self._vocabulary.words.behind_names

    def _listed(self, piece: str) -> Iterator[ClaimSubject]:
        words = self._vocabulary.words
        for place in words.find("workplace", piece):
            yield _subject(
                place.start, place.end, "workplace_share", str(place.rule.fields["value"])
            )
        yield from self._degrees(piece)
        for level in words.find("level", piece):
            value = str(level.rule.fields["value"])
            statistic = "entry_level_share" if value == "entry" else "seniority_share"
            is_group = _AT.search(piece[: level.start]) and _LEVEL.search(
                piece, level.start, level.end + len(" level")
            )
            is_of_all = words.has("longer_noun", piece[level.end : level.end + _LONGER], "of_level")
            if level.rule.id != "zero_years" and not is_group and not is_of_all:
                yield _subject(level.start, level.end, statistic, value)

    def _degrees(self, piece: str) -> Iterator[ClaimSubject]:
        found = self._vocabulary.words.find("degree", piece)
        named = [one for one in found if one.rule.fields["value"]]
        for degree in named:
            yield _subject(
                degree.start, degree.end, "degree_share", str(degree.rule.fields["value"])
            )
        for degree in found:
            if degree not in named and not any(
                one.start <= degree.start < one.end + 1 for one in named
            ):
                yield ClaimSubject(
                    start=degree.start,
                    end=degree.end,
                    statistic="degree_share",
                    dimension="bachelor",
                    measure="at_least",
                    confidence=_YEARS_PLAIN,
                )


def _subject(start: int, end: int, statistic: str, value: str) -> ClaimSubject:
    return ClaimSubject(start=start, end=end, statistic=statistic, dimension=value)


def _moved(subject: ClaimSubject, by: int | None) -> ClaimSubject:
    start, end = (-1, -1) if by is None else (subject.start + by, subject.end + by)
    return ClaimSubject(
        start=start,
        end=end,
        statistic=subject.statistic,
        dimension=subject.dimension,
        measure=subject.measure,
        confidence=subject.confidence,
    )


def _years(quantity: Quantity, text: str) -> ClaimSubject | None:
    """A threshold of years: "5+ years", "at least five years"; a bare number is less sure."""
    is_years = quantity.unit == "years" or (
        quantity.unit == "count"
        and quantity.bound is Bound.AT_LEAST
        and text[quantity.end :].lstrip()[:5].lower() == "years"
    )
    if not is_years or quantity.low != quantity.high or quantity.low != int(quantity.low):
        return None
    if not 1 <= quantity.low <= _MOST_YEARS or quantity.bound in (Bound.AT_MOST, Bound.FEWER_THAN):
        return None
    confidence = 0.9 if quantity.bound is Bound.AT_LEAST else _YEARS_OVER
    if quantity.bound not in _LEAST:
        confidence = _YEARS_PLAIN
    return ClaimSubject(
        start=quantity.start,
        end=quantity.end,
        statistic="experience_at_least",
        dimension=str(int(quantity.low)),
        confidence=confidence,
    )


def _plain(text: str) -> ArticleText:
    block = ArticleBlock(kind="paragraph", start=0, end=len(text))
    origins = tuple(range(len(text) + 1))
    return ArticleText(format="text", source=text, text=text, origins=origins, blocks=(block,))
