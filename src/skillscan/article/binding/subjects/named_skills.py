"""Which skills the words of a text name as a thing that openings are counted by: the whole noun,
not a part of another one ("Docker images"), and no ordinary word unless what stands beside it says
so.
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.subjects.counted_names import CountedNames, is_counted_behind
from skillscan.article.binding.vocabulary import BindingVocabulary
from skillscan.article.grammar import pattern_of, words_of
from skillscan.taxonomy.model import Mention

_WORD_BEHIND = re.compile(r"(?:['’]s)?[ -]([^\W\d_][\w-]*)|['’]s")
_IN_GENERAL = r" {in_some_way}\b"
_PARTICLE = re.compile(r" [a-z]+s (?:off|up|in|on|out)\b")
"""A verb in two words: "deep learning pays off"."""
_JOB = r"(?:engineer|developer|scientist|analyst|architect|researcher|administrator|manager)s?"
_WORK = re.compile(r" work(?=\s?[:(]| (?:is |was |now )?(?:in|at) [~≈]?\d)")
"""What a field is done as: "LLM work: now in 49 %"."""
_OF_A_TITLE = re.compile(rf"[ -](?:\w+ )?{_JOB}\b(?!['’])", re.IGNORECASE)
_TITLE = re.compile(rf"\b{_JOB}$", re.IGNORECASE)
_PLACED = (
    r"(?: (?:leads|follows|trails|wins|(?:is|comes|ranks) (?:ahead|first|second|third|last)))?"
)
_OF_A_CLOUD = rf"(?:['’]s (?:own )?cloud\b|(?={_PLACED},? (?:\(|at |with |by |in )?[~≈<>]?\d))"
"""What stands right behind a maker of a cloud that is named for it: a number."""
_OWN_NUMBER = r",? (?:\(|(?:is |was |came )?(?:at|with|by|in) )?(?:\w+ )?[~≈<>]?\d"
_OF_ITS_CLOUD = rf"['’]s(?={_OWN_NUMBER}|[.,;:)]|\s*$| and\b)"
"""The same where a cloud was named before: "Amazon's cloud is in 40 %, Google's in 30 %"."""
_ANY_CLOUD = re.compile(r"['’]s (?:own )?cloud\b(?: ([a-z]+))?")
AMONG_CLOUDS = re.compile(
    r"\W*(?:among|of|under|with|as for|in) (?:the )?cloud(?:s| (?:providers|platforms|services))\b",
    re.IGNORECASE,
)
"""What begins a sentence on clouds, in which their makers stand for them."""
_ROW_GAP = re.compile(
    r",? ?(?:\(|:|[-–—]|at|with|in|[a-z]+(?: [a-z]+)?)? ?[~≈<>]?"
    r"\d[\d.,]{0,6}(?: ?%| percent| per cent)?\)?"
    r"(?:, ?|,? (?:and|then|and then) )"
)
"""What stands between two of a row of names that each have a number: " (40 %) and "."""
_HARDLY_FAR = 40
_OF_MAKER = re.compile(r"\b(?:from|by|at|of|with|for) (?:the )?$", re.IGNORECASE)
_CERTIFICATION = "certification_share"
_RESUME = r"\b{resume_owners} $"
"""What stands before a CV that is no computer vision: "keep Docker on your CV"."""
_CERTIFICATE = (
    r"\b(?!(?:The|An?|Its|This|That|One|Only|Even|And|But|No) )"
    r"([A-Z][\w+]{1,20}(?: Cloud)?)(?:['’]s)? ((?:[\w-]{1,20} ){0,4}?)"
    r"(?:certificates?|certifications?|credentials?|exams?|badges?)\b"
)
"""A certificate whose name is not written as its own: "AWS's machine learning certificate"."""
_ANY_OF_MAKER = re.compile(r"\b(?:an?|any|some) $", re.IGNORECASE)
"""One of all certificates of a maker: "a Databricks certificate"."""
_CALLED_IN_FULL = re.compile(r"(?<![\w-])([A-Z][\w+]{1,20})(?:['’]s)?((?: [A-Z][\w-]{1,20}){1,5})")
"""The name of a maker with what may be that of his certificate: "Google's Professional ML …"."""
_GRADES = frozenset({"Professional", "Associate", "Specialty", "Certified", "Expert"})
"""What no job is called by, but certificates are."""
_MAKERS_OWN = re.compile(
    r"(?<![\w-])([A-Z][\w+]{1,20}(?: Cloud)?)(?:['’]s?(?: own| one)?|(?<!The) one)"
    r"(?=,? (?:(?:is|was|are|were) )?(?:named |found )?"
    r"(?:\(|(?:in|at|by|with) )?(?:\w+ )?[~≈<>]?\d)"
)
"""The certificate of a maker where another one was named before: "…, Google's in 1.2 %"."""
_LONGER, _BLANK = 24, " "
_NEXT_WORDS, _FURTHER_WORDS = re.compile(r" [\w/-]+"), 2
_NAME_WORD = re.compile(r"[\w/-]+")
_SMALL_NAME = r"([a-z][\w/-]{2,20}(?: [a-z][\w/-]{2,20})?)(?=[.,;:)]|$| (?:and|or)\b)"
_TOLD_NAME = (
    r"\b([\w/-]{3,20}(?: [a-z][\w/-]{2,20}){0,2}) "
    r"(?:(?:is|are|was|were) )?(?:\w+ly |still |now )?{naming_verbs}\b"
)
_COUNTED_NAME = re.compile(
    r"(?:^|, |: |\b(?:and|while|but|then) )([\w/-]{3,20}(?: [a-z][\w/-]{2,20}){0,2})"
    r"(?= (?:is |was )?(?:in|at|with|by) [~≈]?\d|\s?\([~≈]?\d|: ?\d)"
)
"""Names that are no proper ones, where they are asked for, or told to be named."""


def _is_resume(piece: str, mention: Mention) -> bool:
    is_short = piece[mention.start : mention.end] == "CV"
    return is_short and pattern_of(_RESUME).search(piece[: mention.start]) is not None


def _longest(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions but such as stand inside of another one of the same skill."""
    return [
        one
        for one in mentions
        if not any(
            other.skill_id == one.skill_id
            and other.start <= one.start
            and one.end <= other.end
            and (other.start, other.end) != (one.start, one.end)
            for other in mentions
        )
    ]


def _put(mentions: Sequence[Mention], new: Mention) -> list[Mention]:
    """The mentions with a new one, which takes the place of those that it overlaps."""
    kept = [one for one in mentions if one.end <= new.start or new.end <= one.start]
    return [*kept, new]


class NamedSkills:
    """Finds the skills that texts name."""

    def __init__(self, vocabulary: BindingVocabulary) -> None:
        self._vocabulary = vocabulary
        self.counted_names = CountedNames(vocabulary)
        self._cloud_makers = vocabulary.words.cloud_makers
        names = "|".join(map(re.escape, self._cloud_makers))
        self._maker = re.compile(rf"\b({names}){_OF_A_CLOUD}")
        self._maker_again = re.compile(rf"\b({names}){_OF_ITS_CLOUD}")

    def find(
        self,
        piece: str,
        known: Set[str] = frozenset(),
        *,
        is_on_certificates: bool = False,
    ) -> Iterator[ClaimSubject]:
        """The skills that a text names; offsets are those of the text. ``known``: ordinary words
        that are names of skills in the whole article; ``is_on_certificates``: whether it, or what
        stands before it, is on certificates.
        """
        titles = [(one.start, one.end) for one in self._vocabulary.words.find("job_names", piece)]
        mentions = [*self._vocabulary.find_skills(piece)]
        mentions = _longest([self._whole_name(piece, one) for one in mentions])
        mentions += self.counted_names.mentions(piece, mentions, known)
        mentions += self._practices(piece, mentions)
        mentions += self._makers(piece, mentions)
        mentions = self._with_certificates(piece, mentions)
        mentions = self._with_called(piece, mentions, is_on_certificates=is_on_certificates)
        if is_on_certificates:
            mentions = self._with_makers_own(piece, mentions)
        if among := AMONG_CLOUDS.match(piece):  # whose number is that of a cloud named behind
            mentions = [one for one in mentions if one.start >= among.end()]
        mentions = [one for one in mentions if not _is_resume(piece, one)]
        mentions = self._by_own_name(piece, mentions)
        statistic_of = self._vocabulary.statistic_of
        certificates = [m for m in mentions if statistic_of(m.skill_id) == _CERTIFICATION]
        for mention in mentions:
            is_certificate = mention in certificates
            if not is_certificate and self._is_of_title(piece, mention, titles):
                continue
            is_counted = is_counted_behind(piece, mention.end)
            is_field = self._vocabulary.is_field(mention.skill_id)
            if is_field and not is_counted and self._is_compound(piece, mention.end):
                continue
            if not is_certificate and not self._is_whole(piece, mention, mentions):
                continue
            if not is_certificate and any(
                c.start < mention.end and mention.start < c.end for c in certificates
            ):
                continue
            yield ClaimSubject(
                start=mention.start,
                end=mention.end,
                statistic=statistic_of(mention.skill_id),
                dimension=mention.skill_id,
            )

    def _whole_name(self, piece: str, mention: Mention) -> Mention:
        """A mention with the words behind it that are a part of the same name: "A/B testing"."""
        end = mention.end
        for word in islice(_NEXT_WORDS.finditer(piece, end), _FURTHER_WORDS):
            if word.start() != end:
                break
            end = word.end()
            name = piece[mention.start : end]
            if self._vocabulary.skill_called(name) == mention.skill_id:
                mention = Mention(mention.skill_id, mention.start, end, name, name)
        return mention

    def _with_certificates(self, piece: str, mentions: list[Mention]) -> list[Mention]:
        """The mentions with the certificates that are called by their maker and what they are on;
        what only such a name's parts name is none of them ("AWS" in "AWS's security exam").
        """
        for match in pattern_of(_CERTIFICATE, 0).finditer(piece):
            inside = [m for m in mentions if match.start() <= m.start and m.end <= match.end()]
            statistics = {self._vocabulary.statistic_of(m.skill_id) for m in inside}
            if not inside or inside[0].start != match.start() or _CERTIFICATION in statistics:
                continue
            mentions = [m for m in mentions if m not in inside]
            if not match[2] and _ANY_OF_MAKER.search(piece, 0, match.start()):
                continue
            if skill := self._certificate(match[1], match[2].strip()):
                mentions.append(Mention(skill, *match.span(), match[0], match[0]))
        return mentions

    def _certificate(self, maker: str, on: str) -> str | None:
        """The certificate of a maker on something."""
        names = (f"{maker} Certified {on}", f"{maker} {on}", f"{maker} {on} certification")
        for name in names if on else (f"{maker} certification", f"{maker} certificate"):
            skill = self._vocabulary.skill_called(name)
            if skill and self._vocabulary.statistic_of(skill) == _CERTIFICATION:
                return skill
        return None

    def _with_called(
        self, piece: str, mentions: list[Mention], *, is_on_certificates: bool
    ) -> list[Mention]:
        """The mentions with the certificates that are called by their full names, which without
        their grade ("Professional") are only among certificates no jobs: "AWS Solutions
        Architect".
        """
        for match in _CALLED_IN_FULL.finditer(piece):
            words = match[2].split()
            if not is_on_certificates and _GRADES.isdisjoint(words):
                continue
            for most in range(len(words), 0, -1):
                name = " ".join((match[1], *words[:most]))
                skill = self._vocabulary.skill_called(name)
                if skill is None or self._vocabulary.statistic_of(skill) != _CERTIFICATION:
                    continue
                end = match.start(2) + len(match[2])
                for dropped in words[most:]:
                    end -= len(dropped) + 1
                mentions = _put(mentions, Mention(skill, match.start(), end, name, name))
                break
        return mentions

    def _with_makers_own(self, piece: str, mentions: list[Mention]) -> list[Mention]:
        """The mentions with the certificates that are named by their maker alone behind another:
        "AWS certifications were named in 3 % of the ads, Google's in 1.2 %".
        """
        statistic_of = self._vocabulary.statistic_of
        named = [one.start for one in mentions if statistic_of(one.skill_id) == _CERTIFICATION]
        for match in _MAKERS_OWN.finditer(piece, min(named, default=len(piece))):
            skill = self._certificate(match[1], "") or self._certificate(f"{match[1]} Cloud", "")
            if skill and not any(match.start() <= start < match.end() for start in named):
                mentions = _put(mentions, Mention(skill, *match.span(), match[0], match[0]))
        return mentions

    def _practices(self, piece: str, known: Sequence[Mention]) -> Iterator[Mention]:
        """Fields and practices that are written small and asked for or named: "ask for
        fine-tuning", "fine-tuning is named in".
        """
        asked = "|".join(map(re.escape, self._vocabulary.words.before_names))
        spans = [m.span(1) for m in re.finditer(rf"\b(?:{asked}) {_SMALL_NAME}", piece)]
        spans += [m.span(1) for m in pattern_of(_TOLD_NAME).finditer(piece)]
        spans += [m.span(1) for m in _COUNTED_NAME.finditer(piece)]
        for start, end in spans:
            words = [m.start() for m in _NAME_WORD.finditer(piece, start, end)]
            for begin in words:
                skill = self._vocabulary.skill_called(piece[begin:end])
                if any(m.start < end and begin < m.end for m in known) or skill is None:
                    continue
                if self._vocabulary.is_field(skill):
                    yield Mention(skill, begin, end, piece[begin:end], piece[begin:end])
                break

    def _is_of_title(self, piece: str, mention: Mention, titles: Sequence[tuple[int, int]]) -> bool:
        """Whether a name is a part of the name of a job: "Python developers"."""
        if any(start < mention.end and mention.start < end for start, end in titles):
            return True
        is_before = _OF_A_TITLE.match(piece, mention.end) is not None
        return is_before or _TITLE.search(piece[mention.start : mention.end]) is not None

    def _makers(self, piece: str, known: Sequence[Mention]) -> Iterator[Mention]:
        """The cloud of a maker that is named for it in a row of clouds: "AWS, Azure, Google"."""
        skills = {one.skill_id for one in known}
        clouds = [one for one in known if one.skill_id in self._cloud_makers.values()]
        ends = {one.end for one in clouds}
        starts = {one.start for one in clouds}
        for match in self._maker.finditer(piece):
            cloud = self._cloud_makers[match[1]]
            is_said = len(match[0]) > len(match[1])
            is_placed = self._is_among_clouds(piece, match)
            if cloud not in skills and (
                is_said or is_placed or self._is_in_row(piece, match, starts, ends)
            ):
                ends.add(match.end())
                yield Mention(cloud, match.start(), match.end(), match[0], match[0])
        said = _ANY_CLOUD.search(piece)
        if said and (said[1] is None or said[1] in self._vocabulary.words.link_words):
            for match in self._maker_again.finditer(piece):
                cloud = self._cloud_makers[match[1]]
                yield Mention(cloud, match.start(), match.end(), match[0], match[0])

    def clouds_of_makers(self, piece: str) -> list[Mention]:
        """The makers of clouds that a text names for them: "Amazon's cloud … Microsoft's"."""
        return list(self._makers(piece, self._vocabulary.find_skills(piece)))

    def _is_among_clouds(self, piece: str, maker: re.Match[str]) -> bool:
        """Whether clouds are what a sentence begins with: "Among cloud providers, Amazon leads"."""
        return AMONG_CLOUDS.match(piece, 0, maker.start()) is not None

    def _is_in_row(
        self, piece: str, maker: re.Match[str], starts: Set[int], ends: Set[int]
    ) -> bool:
        """Whether a maker stands in one row with clouds, each with its number: it is no employer
        ("ads come from Amazon (12 %)").
        """
        if _OF_MAKER.search(piece, max(0, maker.start() - _HARDLY_FAR), maker.start()):
            return False
        behind = _ROW_GAP.match(piece, maker.end())
        return (behind is not None and behind.end() in starts) or any(
            end in ends and _ROW_GAP.fullmatch(piece, end, maker.start())
            for end in range(max(0, maker.start() - _HARDLY_FAR), maker.start())
        )

    def _by_own_name(self, piece: str, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions but such of a kind as a thing's own name stands for too (a database)."""
        called = [self._vocabulary.skill_called(piece[one.start : one.end]) for one in mentions]
        named = {
            (one.start, one.end)
            for one, skill in zip(mentions, called, strict=True)
            if skill == one.skill_id
        }
        return [
            one
            for one, skill in zip(mentions, called, strict=True)
            if skill == one.skill_id or (one.start, one.end) not in named
        ]

    def _is_whole(self, piece: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
        """Whether a name is the whole noun, and the skill's own: not "Docker images", "Docker test
        writing", nor "success metrics" for the design of KPIs.
        """
        end = mention.end
        if self._vocabulary.words.has("longer_noun", piece[end : end + _LONGER], "thing"):
            return False
        is_joined = any(
            one.skill_id != mention.skill_id
            and _BLANK in (piece[one.end : mention.start], piece[end : one.start])
            and piece[one.start : one.end].lower() not in self._vocabulary.words.behind_labels
            for one in mentions
            if len(_BLANK) in (mention.start - one.end, one.start - end)
        )
        return not is_joined and self._vocabulary.is_name_of(
            mention.skill_id, piece[mention.start : end]
        )

    def _is_compound(self, piece: str, end: int) -> bool:
        """Whether a word stands behind that a field's name only describes ("the AI Index")."""
        word = _WORD_BEHIND.match(piece, end)
        if word is None or pattern_of(_IN_GENERAL).match(piece, end) or _WORK.match(piece, end):
            return False
        if word[1] is None:
            return True
        said, words = word[1].lower(), self._vocabulary.words
        if said in words_of("place_prepositions") and words.has(
            "postings", piece[word.end() : word.end() + _LONGER]
        ):
            return False  # "RAG in ML engineer postings: 21 %"
        is_verb = said in words.behind_names or any(
            said in words_of(verbs) for verbs in ("being_verbs", "level_verbs", "bare_verbs")
        )
        is_told = said.endswith("ed") and said not in words_of("joined_participles")
        is_passing = said in words_of("name_adverbs") or _PARTICLE.match(piece, end) is not None
        return not (is_verb or is_told or is_passing or said in words.behind_fields)
