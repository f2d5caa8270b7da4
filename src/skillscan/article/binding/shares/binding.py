"""Binds percentages: shares of openings, and those that are of something else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.denominators.named_openings import named_openings
from skillscan.article.binding.denominators.openings_level import (
    is_level_compared,
    level_beside,
    levels_in,
    levels_of_openings,
    one_level,
)
from skillscan.article.binding.denominators.restrictions import OF_LEVELS, is_split
from skillscan.article.binding.denominators.takeover import DenominatorTakeover
from skillscan.article.binding.growth.binding import (
    CHANGE_OF_SOME,
    OTHERS_BEFORE,
    bind_change,
    growth_of_openings,
)
from skillscan.article.binding.growth.change_ends import is_end_of_spread, is_start
from skillscan.article.binding.growth.change_spans import span_of_change
from skillscan.article.binding.growth.growth_again import goes_on_with_growth, is_compared_again
from skillscan.article.binding.growth.next_country import growth_of_next_country
from skillscan.article.binding.growth.openings_alone import is_against_time
from skillscan.article.binding.growth.other_jobs import is_of_other_jobs
from skillscan.article.binding.growth.plain_growth import is_growth_told_plainly
from skillscan.article.binding.jobs.populations import PopulationWords
from skillscan.article.binding.jobs.share_jobs import texts_of_job
from skillscan.article.binding.links.openings_going_on import is_not_without
from skillscan.article.binding.links.told_plainly import plainness
from skillscan.article.binding.model import (
    ClaimDenominator,
    ClaimSubject,
    NotBound,
    not_understood,
    nothing_to_judge,
)
from skillscan.article.binding.outcome import (
    ANOTHERS,
    OF_EFFORT,
    Outcome,
    is_ours,
    ours,
    theirs,
)
from skillscan.article.binding.pay.plain_stated_pay import is_pay_stated_plainly
from skillscan.article.binding.pay.premiums import bind_premium
from skillscan.article.binding.pay.stated_pay import goes_on_with_pay, stated_pay, tells_pay
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.bare_numbers import is_of_another_name
from skillscan.article.binding.shares.complements import not_named, rest_of_share
from skillscan.article.binding.shares.earlier_levels import is_earlier, is_left
from skillscan.article.binding.shares.employers_shares import (
    is_asked_by_employers,
    is_of_company,
)
from skillscan.article.binding.shares.largest_employers import (
    OF_LARGEST,
    bind_largest,
    is_of_largest,
    largest_employers,
)
from skillscan.article.binding.shares.levels_again import level_again
from skillscan.article.binding.shares.levels_told import level_told
from skillscan.article.binding.shares.share_kinds import (
    earlier_figure,
    is_difference,
    is_in_column_of_changes,
    is_of_discipline,
    is_of_other_measure,
    is_performance,
    is_rank,
)
from skillscan.article.binding.shares.share_requirements import (
    OF_ONE_LEVEL,
    OF_PART,
    ONE_KIND,
    unmet_by_openings,
    unmet_by_thing,
)
from skillscan.article.binding.shares.silent_left_out import (
    are_silent_left_out_before,
    counts_silent_too,
    leaves_some_out,
    share_with_silent,
    share_without_silent,
)
from skillscan.article.binding.shares.stated_pay_shares import bind_stated_pay
from skillscan.article.binding.shares.told_again import told_again
from skillscan.article.binding.shares.told_by_another import is_told_by_another
from skillscan.article.binding.shares.views import (
    WITH_SILENCE,
    goes_on_with_statement,
    is_of_statement,
    view_of,
    without_subject,
    years_told_before,
)
from skillscan.article.binding.sources.figures_of_others import is_share_of_others
from skillscan.article.binding.subjects.share_subjects import ShareSubjects
from skillscan.article.dimension import COMPLEMENT, NamedPart, read_dimension
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_OTHER_JOBS = "a share of other jobs"
_SURE = 0.9
_SKILLS = ("skill_share", "certification_share")
_PREPOSITION = re.compile(r"^(?:of|in|among|across|from) ", re.IGNORECASE)
_FOR_WHOM = re.compile(r" for (?:[\w/-]+ ){0,2}[\w/-]+")
"""Whose openings are named behind their noun: "40 % of the postings for nurses"."""
_NEXT_CLAUSE = re.compile(r"[,;]? (?:and|but|while|though|although) ")
"""What begins to tell of the next share: "in 43 % of ads and are required in 21 %"."""
_THAT_REQUIRE = r"\b{opening_nouns} (?:that|which) (?:\w+ )?(?:require|insist on|demand)\b"
"""What introduces shares of openings that require things: "Share of openings that require:"."""
_DO_NOT = re.compile(r",?(?: [^\W\d]+){0,4},? (?:do|does|did)(?: not|n['’]t)\W*", re.IGNORECASE)
"""What denies of the rest what was told: "62 %, it follows, do not."."""
_OF_POINTS = re.compile(r"\bpoints?,? (?:or|that is|i\.e\.|i\.e\.,) (?:about |around |roughly )?$")
"""What makes a change in points one in percent: "fell by 6 points, or 15 %"."""
BY_LEAD = "by how much one thing leads another"
_NO_OPENINGS = "nothing says that it is a share of openings"
_NOT_NAMED = "what is counted is not named, or is several things"
_LIKELY = "told like shares of openings in other articles"
_DECIDED = frozenset({CHANGE_OF_SOME, OTHERS_BEFORE, OF_LARGEST})
"""Why a number is not bound whatever else is said."""
_GROWTH = "posting_growth"
_CHANGE = "a change, or its two ends, and no share"


class ShareBinder:
    """Binds the percentages of one article."""

    def __init__(self, reading: ArticleReading) -> None:
        self._reading = reading
        self._takeover = DenominatorTakeover(reading)
        self._subjects = ShareSubjects(reading)

    def denominator(self, around: Surroundings, done: Sequence[Outcome]) -> ClaimDenominator:
        """What a number is a share of, by its own words or those before it."""
        return self._takeover.denominator(around, done)

    def bind(self, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
        """The outcome of one percentage; ``done`` are those of the numbers before it."""
        if premium := bind_premium(self._reading, around, done):
            return premium
        found = self._by_frames(around, done)
        if again := level_again(self._reading, around, done, found):
            return again
        if self._is_pay_stated(around, found):
            return bind_stated_pay(self._reading, around) or found
        if is_ours(found, _GROWTH) and is_of_other_jobs(self._reading, around):
            return theirs(self._reading, around, _GROWTH, _OTHER_JOBS)
        if is_ours(found, _GROWTH) and found.view is not None:  # taken from the share before
            over = span_of_change(self._reading, around) or found.measure
            found = replace(found, measure=over, view=None)
        is_again = is_compared_again(self._reading, around)
        if not _is_open(found) and not (is_again and isinstance(found, NotBound)):
            return found
        if there := growth_of_next_country(self._reading, around, done):
            return there
        if is_growth_told_plainly(self._reading, around, done):
            return growth_of_openings(self._reading, around, done)
        if is_pay_stated_plainly(self._reading, around):
            return bind_stated_pay(self._reading, around) or found
        return found

    def _is_pay_stated(self, around: Surroundings, found: Outcome) -> bool:
        """Whether a share whose thing only a sentence before names is of those that state pay: "…
        at $171,000, although 46 % of them gave any figure".
        """
        reading = self._reading
        is_of_before = isinstance(found, Binding) and found.kind == "ours"
        is_skill = isinstance(found, Binding) and found.statistic in _SKILLS
        is_named = reading.block(around).kind == "cell" or bool(reading.subjects(around.sentence))
        return is_of_before and is_skill and not is_named and is_pay_stated_plainly(reading, around)

    def _by_frames(self, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
        """The outcome of a percentage whose words stand as they mostly do."""
        reading = self._reading
        is_of_others = is_share_of_others(reading, around)
        if not is_of_others and (level := level_told(reading, around, done)):
            return level
        if not is_of_others and (earlier := earlier_figure(reading, around, done)):
            return earlier
        if again := told_again(reading, around, done):
            return again
        if stating := share_without_silent(reading, around, done):
            return stating
        if of_all := share_with_silent(reading, around, done):
            return of_all
        if left := self._left_before(around, done):
            return left
        if rest := rest_of_share(reading, around, done):
            return rest
        if is_of_statement(reading, around):
            return not_understood("a share of those that state it")
        is_range = around.quantity.low != around.quantity.high
        if is_end_of_spread(reading, around) or (
            is_range and is_start(reading.text, around.quantity)
        ):
            return not_understood(_CHANGE)
        if _OF_POINTS.search(reading.span(around.before)):
            return not_understood(_CHANGE)
        is_of_growth = is_against_time(reading, around) or goes_on_with_growth(reading, around)
        if is_rank(reading, around) and not is_of_growth:
            return nothing_to_judge("a place in a ranking, or how much more one thing is")
        if is_of_discipline(reading, around):
            return theirs(reading, around, None, _OTHER_JOBS)
        denominator = self._takeover.denominator(around, done)
        if change := bind_change(reading, around, denominator):
            return change
        if is_in_column_of_changes(reading, around):
            return not_understood(_CHANGE)
        if is_of_other_measure(reading, around):
            return not_understood(_NO_OPENINGS)
        if is_difference(reading, around):
            if reading.attribution.source(around) is not None:
                return theirs(reading, around, None, ANOTHERS)
            return not_understood(BY_LEAD)
        if largest := largest_employers(reading, around, denominator):
            return bind_largest(reading, around, denominator, largest)
        if denominator.kind == "nothing" or is_performance(reading, around, denominator):
            return OF_EFFORT
        if denominator.kind == "others" and is_asked_by_employers(reading, around, denominator):
            return self._of_postings(around, replace(denominator, kind="postings"), done)
        if denominator.kind == "others":
            reason = f"a share of “{denominator.words}”"
            return theirs(reading, around, None, reason, words=denominator.words)
        if denominator.kind == "postings" and is_of_others:
            return not_understood("the share of others than openings of ours")
        if denominator.kind == "postings":
            return self._of_postings(around, denominator, done)
        if reading.attribution.source(around):
            return theirs(reading, around, self._subjects.next_to(around), ANOTHERS)
        return not_understood(_NO_OPENINGS, is_doubt=True)

    def _of_same_part(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> Outcome | None:
        """Why the share before it in its sentence was of a part of the openings, where this one is
        of the same: "DevOps openings: there Docker is at 74 % and Go at 38 %".
        """
        before = [n for n in around.neighbours if n < around.place]
        last = done[before[-1]] if before and before[-1] < len(done) else None
        is_own = around.before[0] <= denominator.start < denominator.end
        is_part = isinstance(last, NotBound) and last.reason in OF_PART
        return last if is_part and not is_own else None

    def bind_likely(
        self,
        around: Surroundings,
        subject: ClaimSubject,
        likely: float,
        done: Sequence[Outcome],
        *,
        overruled: str = "",
    ) -> Outcome:
        """The outcome of a percentage in doubt as a share of the openings that hold ``subject``,
        which it is with the probability ``likely``; not understood where something speaks against
        but the requirement ``overruled``.
        """
        reading = self._reading
        denominator = self._takeover.denominator(around, done)
        own = named_openings(reading, around, _LIKELY)
        is_near = around.before[0] <= denominator.start < denominator.end
        if denominator.kind != "postings" or (own.words and not is_near):
            denominator = own
        if unmet := unmet_by_openings(reading, around, denominator, is_likely=True):
            return unmet
        view = view_of(reading, around, denominator)
        if view == "silent" or reading.words.has("negation", self._without_levels(around)):
            return not_understood("a share of those that do not ask for it")
        if is_of_another_name(reading, around, subject):
            return not_understood("another name stands right before the number")
        return self._bound(
            around, denominator, subject, view, done, likely=likely, overruled=overruled
        )

    def _left_before(self, around: Surroundings, done: Sequence[Outcome]) -> Outcome | None:
        """The level that a share left: "against our 2024 collection, Kubernetes went from 21 % to
        26 %", "RAG has gone from 12 % to 23 %"; of what the level reached is of.
        """
        reading, later = self._reading, [n for n in around.neighbours if n > around.place]
        if not later or not is_left(reading, around):
            return None
        reached = reading.quantities[later[0]]
        between = reading.text[around.quantity.end : reached.start]
        if is_start(reading.text, reached) or reading.words.has("countries", between):
            return None
        known = [*done, *[not_understood(_CHANGE)] * (later[0] - len(done))]
        found = self.bind(reading.around[later[0]], known)
        if not isinstance(found, Binding) or found.kind != "ours" or found.is_earlier:
            return None
        start, end = around.quantity.start, around.quantity.end
        return replace(found, start=start, end=end, is_earlier=True)

    def _of_postings(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> Outcome:
        reading = self._reading
        if unmet := unmet_by_openings(reading, around, denominator):
            return unmet
        if complement := self._complement(around, denominator, done):
            return complement
        view = view_of(reading, around, denominator)
        is_not = reading.words.has("negation", self._without_levels(around)) or bool(
            _DO_NOT.fullmatch(reading.text, around.quantity.end, around.sentence.end)
        )
        if view == "silent" and (
            counts_silent_too(reading, around) or are_silent_left_out_before(reading, around)
        ):
            view = "all"  # the silent are named, but not what is counted
        if view == "silent" and leaves_some_out(reading, around):
            return not_understood("a share once some openings are left out")
        if view != "silent" and is_not and not is_not_without(reading, around):
            return not_understood("a share of those that do not ask for it")
        if view == "silent":
            subject = without_subject(reading, around)
        elif tells_pay(reading, around) and reading.attribution.source(around) is None:
            subject = stated_pay(reading, around)
            view = "all" if view == "stating" else view
        else:
            subject = level_beside(reading, around, done) or self._subjects.subject(
                around, denominator, done
            )
            if subject is not None and subject.statistic == "pay_median":
                subject = subject if goes_on_with_pay(reading, around) else None
            if subject is None and view == "stating":
                subject = years_told_before(reading, around, denominator, done)
        if subject is not None and is_of_another_name(reading, around, subject):
            return not_understood("another name stands right before the number")
        if subject is not None and (part := self._of_same_part(around, denominator, done)):
            return part
        if subject is not None:
            return self._bound(around, denominator, subject, view, done)
        if view != "silent" and reading.attribution.source(around):
            reason = ANOTHERS
            return theirs(reading, around, None, reason, words=denominator.words)
        return not_understood(_NOT_NAMED, is_doubt=True)

    def _bound(
        self,
        around: Surroundings,
        denominator: ClaimDenominator,
        subject: ClaimSubject,
        view: str,
        done: Sequence[Outcome],
        *,
        likely: float | None = None,
        overruled: str = "",
    ) -> Outcome:
        reading = self._reading
        if subject.dimension is None and subject.statistic in WITH_SILENCE and view != "silent":
            return not_understood(_NOT_NAMED)
        if is_of_largest(reading, around):
            return not_understood(OF_LARGEST)
        if is_of_company(reading, around):
            return theirs(reading, around, None, "one company's figure", words=denominator.words)
        is_likely = likely is not None
        thing = (reading, around, denominator, subject)
        if unmet := unmet_by_thing(*thing, is_likely=is_likely, overruled=overruled):
            return unmet
        if reason := self._why_of_others(around, denominator, done):
            return theirs(reading, around, subject.statistic, reason, words=denominator.words)
        said = reading.whose.population_words(around, *texts_of_job(reading, around, denominator))
        noun = _PREPOSITION.sub("", denominator.words)
        counted = self._by_level(around, denominator, subject, (said, noun), is_likely=is_likely)
        if isinstance(counted, NotBound):
            return counted
        if counted != subject and not levels_in(reading, noun):
            noun = f"{noun or 'openings'} at {read_dimension(counted.dimension).group} level"
        sure = plainness(reading, around, subject) if subject.end > 0 else 1
        bound = ours(
            reading,
            around,
            counted,
            confidence=likely or denominator.confidence * subject.confidence * sure / _SURE,
            said=said,
            spans=[(denominator.start, denominator.end)],
            denominator=noun,
            view=self._view(around, denominator, subject, view),
            measure=self._measure(around, subject),
            is_earlier=is_earlier(reading, around, subject, done),
            reasons=(_LIKELY if is_likely else denominator.reason, _told(reading, subject)),
        )
        before = self._subjects.as_before(around, done)
        if before is None or not isinstance(bound, Binding):
            return bound
        return replace(
            bound,
            population=before.population,
            occupation=before.occupation,
            country=before.country,
        )

    def _complement(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> Outcome | None:
        """The outcome of the share of openings that do not name a skill; ``None`` where it is none,
        or of a part of them.
        """
        reading = self._reading
        subject = not_named(reading, around)
        if subject is None or self._why_of_others(around, denominator, done):
            return None
        said = reading.whose.population_words(around, *texts_of_job(reading, around, denominator))
        if levels_of_openings(reading, around, denominator) or is_split(
            reading, around, denominator, is_told_by_level=False
        ):
            return None
        return ours(
            reading,
            around,
            subject,
            confidence=denominator.confidence * subject.confidence,
            said=said,
            spans=[(denominator.start, denominator.end)],
            denominator=_PREPOSITION.sub("", denominator.words),
            view="all",
            measure=COMPLEMENT,
            reasons=(denominator.reason, _told(reading, subject)),
        )

    def _why_of_others(
        self, around: Surroundings, denominator: ClaimDenominator, done: Sequence[Outcome]
    ) -> str:
        """Why a share is somebody else's, or of other jobs; empty where it is not."""
        reading = self._reading
        if is_told_by_another(reading, around):
            return ANOTHERS
        if self._goes_on_with_others(around, done):
            return _OTHER_JOBS
        near = reading.text[denominator.start : denominator.end]
        if near and (whose := _FOR_WHOM.match(reading.text, denominator.end, around.after[1])):
            near += whose[0]
        market = reading.whose.other_market(around, near or denominator.words)
        return f"of other jobs: “{market}”" if market else ""

    def _view(
        self,
        around: Surroundings,
        denominator: ClaimDenominator,
        subject: ClaimSubject,
        view: str,
    ) -> str:
        """The view of a share of a thing, where ``view`` is what its words say of the openings."""
        reading = self._reading
        if subject.statistic in _SKILLS:
            return "all" if view == "stating" else view  # "Share of postings that name it: AWS"
        is_of_stating = goes_on_with_statement(reading, around, denominator, subject) or (
            subject.statistic in WITH_SILENCE and are_silent_left_out_before(reading, around)
        )
        return "stating" if view == "all" and is_of_stating else view

    def _by_level(
        self,
        around: Surroundings,
        denominator: ClaimDenominator,
        subject: ClaimSubject,
        whose: tuple[PopulationWords, str],
        *,
        is_likely: bool,
    ) -> ClaimSubject | NotBound:
        """What is counted: of the openings of one level a skill by level, and nothing else, but
        where these are a population of ours.
        """
        reading = self._reading
        if subject.statistic not in OF_LEVELS:
            is_of_some = is_split(reading, around, denominator, is_told_by_level=False) or (
                not subject.is_level and reading.whose.is_of_other_level(*whose)
            )
            return not_understood(ONE_KIND) if is_of_some else subject
        levels = levels_of_openings(reading, around, denominator)
        if not levels and is_level_compared(reading, around):
            return not_understood(OF_ONE_LEVEL)
        if levels and not self._is_population(around, levels, *whose):
            level = one_level(reading, around, denominator)
            if level is None or is_likely:
                return not_understood(OF_ONE_LEVEL)
            dimension = NamedPart(subject.dimension, "seniority", level).dimension
            return replace(subject, statistic=OF_LEVELS[subject.statistic], dimension=dimension)
        is_of_other_level = reading.whose.is_of_other_level(*whose)
        return not_understood(OF_ONE_LEVEL) if is_of_other_level else subject

    def _is_population(
        self, around: Surroundings, levels: frozenset[str], said: PopulationWords, noun: str
    ) -> bool:
        """Whether the openings of these levels are a population of ours, and no other level is
        named in their sentence or table, of which there would be none.
        """
        reading = self._reading
        if reading.block(around).kind == "cell" or not levels <= {"senior", "staff"}:
            return False
        is_alone = levels_in(reading, reading.sentence_text(around.sentence)) <= levels
        is_whole = "senior" in levels and reading.whose.population(said, noun) is not None
        return is_alone and is_whole and bool(levels_in(reading, noun))

    def _without_levels(self, around: Surroundings) -> str:
        """The words behind a number but those that name a level: "aimed at people without
        experience" denies nothing.
        """
        start, end = around.after
        levels = [
            one
            for one in self._reading.subjects(around.sentence)
            if one.is_level and start <= one.start and one.end <= end
        ]
        text = self._reading.span(around.after)
        for one in reversed(levels):
            text = text[: one.start - start] + text[one.end - start :]
        return text

    def _goes_on_with_others(self, around: Surroundings, done: Sequence[Outcome]) -> bool:
        """Whether the number before in the sentence is of other jobs, and ours are not named."""
        earlier = around.shares_before
        if not earlier or self._reading.populations.occupation(self._reading.region(around)):
            return False
        found = done[earlier[-1]]
        return isinstance(found, Binding) and _OTHER_JOBS in found.reasons

    def _measure(self, around: Surroundings, subject: ClaimSubject) -> str | None:
        """``required`` of a skill where the words beside the number or its headers say so."""
        if subject.statistic not in ("skill_share", "certification_share"):
            return None
        reading = self._reading
        block, said = reading.block(around), reading.region(around)
        if any(n > around.place for n in around.neighbours):
            behind = self._reading.span(around.after)
            said = said.removesuffix(behind) + _NEXT_CLAUSE.split(behind, maxsplit=1)[0]
        texts = [said, block.column or "", block.row or ""]
        if block.kind != "paragraph" and pattern_of(_THAT_REQUIRE).search(reading.lead(block)):
            return "required"
        return "required" if any(self._reading.words.has("asks", text) for text in texts) else None


def _is_open(found: Outcome) -> bool:
    """Whether a number is not bound, nor anybody named whose it is, or it may be no earlier figure
    of a change but a further change.
    """
    if not isinstance(found, Binding):
        return found.reason not in _DECIDED
    is_of_nobody = found.kind == "theirs" and not found.source_name
    return is_of_nobody or (found.is_earlier and found.statistic == "posting_growth")


def _told(reading: ArticleReading, subject: ClaimSubject) -> str:
    if subject.start < 0:
        return "its subject stands in a header or before it"
    return f"“{reading.text[subject.start : subject.end]}”"
