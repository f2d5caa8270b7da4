"""What must hold before a share is bound to a statistic of ours, and what is said where it does
not: of the openings that it is a share of, then of the thing that is counted in them.

Each requirement has its words in reviewed rules: ``article_doubts.yaml``, ``article_links.yaml``,
``article_denominators.yaml``.
"""

import re
from collections.abc import Callable, Iterable

from skillscan.article.binding.denominators.earlier_denominators import AS_BEFORE
from skillscan.article.binding.denominators.restrictions import (
    is_conditional,
    is_narrowed,
    is_of_level,
    is_of_part,
    is_split,
)
from skillscan.article.binding.jobs.share_jobs import is_of_two_jobs
from skillscan.article.binding.links.links import is_unlinked
from skillscan.article.binding.model import (
    ClaimDenominator,
    ClaimSubject,
    NotBound,
    not_understood,
)
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.doubts import is_of_another
from skillscan.article.binding.shares.exact_numbers import exact_behind
from skillscan.article.binding.shares.further_things import is_comparative, is_of_further_degree
from skillscan.article.binding.shares.spoken_against import speaks_against
from skillscan.article.binding.shares.views import is_of_other_statement
from skillscan.article.binding.subjects.named_skills import AMONG_CLOUDS
from skillscan.article.grammar import pattern_of, words_of

_SIGN = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_EXPLAINED = re.compile(r"\s?\)\s?[:–—-]")
_STRONG = re.compile(r"[:;] ")
_TAKEN_OVER = 0.75
_FEW_SENTENCES = 3
_SEEN_BEHIND = 40
_SKILL = "skill_share"
_MARKS = " .:*_•→-–—"
_TIME_SPAN = re.compile(
    r"\s*(?:over|within|after|during|across) (?:the (?:next|last|past) )?[\w.-]+ ?years?\b",
    re.IGNORECASE,
)
"""What tells over which time a rate runs: "10.5 % over ten years"."""
_IN_LIST = re.compile(r"\s?[,:–—-] (?:(?:\w+ than|about|around|some|nearly|over|almost|roughly) )?")
"""What parts an item of a list from its number: "LangChain: fewer than one in ten"."""
_MISTAKEN = r"\b{reading_programs} (?:\w+ )?{believing_verbs}\b"
_JOINED_NUMBER = r"(?<!\d)\d{1,2}(?:[.,]\d)? {plain_coordinators} $"
_BELIEVED = r"\b{held_beliefs}(?: that)? (?:(?:{hedging_words}|{almost_words}) )?[~≈]?$"
_SAY = r"\W*say,? (?:(?:{hedging_words}|{almost_words}) )?[~≈]?"
_SUPPOSED = r"\W*(?:(?:so|now|but|let['’]s|let us),? )?{supposing_words}\b"
_OF_THEIRS = r"(?:of |in )?{owning_pronouns}\b"
_IT_IS = r"\b(?:{referring_words}) ?(?:['’]s|is|was|are|were)? (?:[a-z]+ ){0,2}$"
_OF_THEM = r"\W{0,2}{of_words} {plural_pronouns}\b"
_AT = re.compile(r" (?:at|in|with) (?:(?:just|only|about|nearly|almost|over) )?")
_SEEN_BEFORE = 200
_ONE = re.compile(r" ones?\b")
_CERTIFICATES = re.compile(
    r"\b(?:cert(?:s|ificates?|ifications?)|credentials?|badges?)\b", re.IGNORECASE
)
_FAVOURITE = re.compile(r"['’]s? favou?rite\b| engines?\b")
_DONE_FOR = re.compile(r"\b(?:I|[Ww]e|[Hh]e|[Ss]he)\b[^.;:%\d]{0,60}\bfor (?:about |over |some )?$")
"""What says that years are somebody's own: "I've been writing Go at work for four years"."""
_COMPARED = re.compile(
    r"[%\w]*,? (?:just |well |far |right |only )?(?:below|above|behind|ahead of|under|next to) $"
)
"""What stands between a number and a thing that it is only set against: "11 %, below Terraform"."""
_JOINT = len(" and ")
_COMMA = re.compile(r"[,;(–—]")
_ASIDE_BEGINS = re.compile(r"(?:[(—]|\s[–-])\s?(?:(?:only|just|some) )?$")
_ASIDE_DO = re.compile(r"(?: of (?:them|all))? (?:do|did)(?: so)?\s?[)—–-]")
_GUESS_BEFORE = r"\b{guessing_subjects} (?:\w+ )?$"
_RELATIVE_BEFORE = r"\b{opening_nouns} (?:that|which) (?:[\w-]+ ){1,6}$"
"""What a modal verb tells which openings are meant by: "openings that a graduate could fill"."""
_WOULD_TAKE = (
    r"(?: {of_words} (?:(?:{plural_pronouns}|these|all|the) ?){1,2}(?:{opening_nouns})?)?"
    r" (?:will|would|could|might) (?:\w+ly |also |still |even )?{would_take}\b"
    r"|(?: {of_words} {plural_pronouns})? (?:that|which) (?:an? )?(?:[\w-]+ ){1,4}"
    r"(?:could|would|might) "
)
"""What openings would do, or somebody with them, which says what they want and is no forecast."""
_WILL_DO = r"(?:will|would) do\b(?: {in_its_place})?\W*$"
_WHERE_IT_IS = re.compile(
    r"\b(?:in|at|among) (?:the )?([\w-]+(?: [\w-]+){0,2}), "
    r"where (?:it|its share|they|the share|that|this)"
    r"(?: (?:is|are|was|were|reaches|stands at|hits|comes to|makes up))?(?: \w+)? ?[~≈]?$"
)
_WHERE_LAW = re.compile(
    r"(?:,|;|\band|\bbut) where [^.;%\d]{3,90}, (?:by|in|it is|to|at) ?[~≈]?$", re.IGNORECASE
)
"""What tells of the openings of some places: "…, and where state law demands it, by 93 %"."""
_TAKEN_ALONE = (
    r"\b{taken_words} (?:by|on) (?:itself|themselves|its own|their own)\b|\b{taken_words} alone\b"
)
_LEVEL_ASIDE = re.compile(r"[:–—] ?(?:a mere |only |just |some )?[~≈]?$")
_OPEN_TO = r" (?:are|is) (?:open|at|accessible|within reach|meant|advertised)\b"
_ONE_OF_KIND = r"\b[Aa]n? {} one\b"
_CHOICE = re.compile(r"(?:^|\s)[a-e]\) ?[~≈]?$")
"""What stands before an answer to choose from: "a) half b) two thirds"."""
_CORRECTED = r"[^.!?\"”\n]{0,90}[.,]?[\"”][.,]?\s{1,2}{correcting_words}\b"
"""What shows words in quotation marks to be somebody's whom the author corrects."""
_CLAUSE = r"[,;] {clause_starts}\b"
_CLAUSE_BEHIND = rf"{_CLAUSE}| (?:and|but) (?:it |they )?(?:will|would|may|might|could)\b"

_OfOpenings = Callable[[ArticleReading, Surroundings, ClaimDenominator], bool]
_OfThing = Callable[[ArticleReading, Surroundings, ClaimDenominator, ClaimSubject], bool]


def unmet_by_openings(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    *,
    is_likely: bool = False,
) -> NotBound | None:
    """The first requirement of what it is a share of that is not met; None where all are.
    ``is_likely``: those that only leave a doubt are not asked.
    """
    return _first_unmet(_OF_OPENINGS, (reading, around, denominator), is_likely=is_likely)


def unmet_by_thing(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
    *,
    is_likely: bool = False,
    overruled: str = "",
) -> NotBound | None:
    """The same of what is counted; ``overruled`` is the requirement that is not asked for."""
    asked = [one for one in _OF_THING if one[0] != overruled]
    return _first_unmet(asked, (reading, around, denominator, subject), is_likely=is_likely)


def _first_unmet(
    requirements: Iterable[tuple[str, Callable[..., bool]]],
    share: tuple[object, ...],
    *,
    is_likely: bool,
) -> NotBound | None:
    for reason, is_unmet in requirements:
        is_doubt = is_unmet in _DOUBTS
        if not (is_likely and is_doubt) and is_unmet(*share):
            return not_understood(reason, is_doubt=is_doubt)
    return None


def _is_vague(reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator) -> bool:
    """Whether a number without a percent sign is called one of openings only by what stands
    before: "Docker (0.77)" may be a score, and "either half" anything.
    """
    number = around.quantity
    if exact_behind(reading, around):
        return False
    if number.unit == "percent" and _SIGN.search(reading.text, number.start, number.end):
        return False
    printed = reading.span((number.number_start, number.number_end))
    is_plain = number.is_in_words or printed.startswith(("0.", "."))
    if reading.words.has("postings", reading.span((number.start, number.end))):
        return False  # "four ads out of ten"
    if pattern_of(_IT_IS).search(reading.span(around.before)):
        return False  # "For data scientists it's fewer than one in four."
    before = reading.previous(around.sentence)
    asked = reading.sentence_text(before).strip() if before else ""
    is_answer = asked.endswith("?") and not reading.span(around.before).strip()
    if is_answer and len(reading.header_subjects(asked[:-1])) == 1:
        return False  # "Docker? A third."
    is_whole = not reading.span(around.before).strip() and not reading.span(around.after).strip(
        " .!"
    )
    if is_whole and reading.reads_postings and reading.vocabulary.skill_called(asked.strip(_MARKS)):
        return False  # "Docker. Just over a third."
    if _is_right_behind(reading, around) or _is_told_to_be_named(reading, around):
        return False
    if reading.reads_postings and pattern_of(_OF_THEM).match(reading.span(around.after)):
        return False  # "Terraform is spelled out in a quarter of them."
    is_near = around.sentence.block == reading.block_at(denominator.start)
    is_said = (
        is_near and denominator.start < denominator.end
    ) or denominator.confidence > _TAKEN_OVER
    if not is_plain or is_said or reading.block(around).kind == "cell":
        return False
    is_of_before = denominator.reason == AS_BEFORE or denominator.start < denominator.end
    is_again = is_of_before and any(
        one.statistic != _SKILL and one.start >= number.end and one.end <= around.after[1]
        for one in reading.subjects(around.sentence)
    )
    if is_again:
        return False  # "… are hybrid. One in eight is fully remote."
    return not reading.words.has("employer_asks", reading.span(around.after))


def _is_right_behind(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number stands right behind what it is of, in an article that reads openings:
    "Kubernetes at one in three is high".
    """
    text, start = reading.text, around.quantity.start
    is_listed = reading.block(around).kind == "list_item"
    return reading.reads_postings and any(
        _AT.fullmatch(text, one.end, start) is not None
        or (is_listed and _IN_LIST.fullmatch(text, one.end, start) is not None)
        for one in reading.subjects(around.sentence)
        if around.before[0] <= one.start and one.end <= start
    )


def _is_told_to_be_named(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a verb of openings stands right before it, or openings are silent of something right
    behind it, in an article that reads them: "Docker is named by a third", "half state no pay".
    """
    words = reading.words
    behind = reading.span(around.after)[:_SEEN_BEHIND]
    return reading.reads_postings and (
        words.has("said_of", reading.span(around.before))
        or words.has("views", behind, "silent")
        or words.has("pay_told", behind, "openings_state_pay")
    )


def _is_mistaken(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether a program is said to have taken it for so: "my parser thought that 12 % want Go"."""
    return pattern_of(_MISTAKEN).search(reading.span(around.before)) is not None


def _is_believed(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether it is only believed or imagined: "my boss thinks 90 % of ads want Java"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    return (
        pattern_of(_BELIEVED).search(before) is not None
        or pattern_of(_SAY).fullmatch(before) is not None
    )


def _is_supposed(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether its sentence or the one before only imagines a case: "say a firm has ten roles"."""
    before = reading.previous(around.sentence)
    texts = [reading.sentence_text(one) for one in (around.sentence, before) if one]
    return any(pattern_of(_SUPPOSED).match(text) for text in texts)


def _is_of_unnamed(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> bool:
    """Whether "their ads" are those of somebody who is neither a job of ours nor employers: "Nurses
    face another market: 12 % of their ads are remote".
    """
    noun = reading.text[denominator.start : denominator.end]
    if pattern_of(_OF_THEIRS).match(noun) is None:
        return False
    before = reading.previous(around.sentence)
    said = reading.text[around.sentence.start : around.quantity.start]
    for text in (said, reading.sentence_text(before) if before else ""):
        if reading.populations.occupation(text):
            return False
        named = [*reading.words.find("others", text), *reading.words.find("other_jobs", text)]
        if named:
            first = min(named, key=lambda one: one.start)
            return text[first.start : first.end].lower() not in words_of("any_employers")
    return False


def _is_quoted(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether a rough number is only what somebody says: "most jobs" in quotation marks."""
    number = around.quantity
    before = reading.text[around.sentence.start : number.start]
    return number.is_in_words and before.endswith(('"', "“")) and number.low == number.high


def _is_corrected(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether it is in words of somebody that the author counted again: "Kubeflow is in 22 %." By
    my count: 6 %.
    """
    text, number = reading.text, around.quantity
    before = text[reading.block(around).start : number.start]
    opened = max(before.rfind("“"), before.rfind('"') if before.count('"') % 2 else -1)
    if opened < 0 or "”" in before[opened:]:
        return False
    return pattern_of(_CORRECTED).match(text, number.end) is not None


def _is_choice(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether it is an answer to choose from: "a) half b) two thirds"."""
    return _CHOICE.search(reading.text[around.sentence.start : around.quantity.start]) is not None


def _is_rest_of_several(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether "the other half" is of two things: "name no degree or take experience for it"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    is_rest = around.quantity.is_in_words and before.lower().endswith("the other ")
    return is_rest and " or " in reading.span(around.after)


def _is_taken_alone(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether some openings are looked at apart: "the Singapore ones taken by themselves"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    return pattern_of(_TAKEN_ALONE).search(before) is not None


def _is_one_of_kind(
    reading: ArticleReading,
    around: Surroundings,
    _denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether a name only tells which one of things named before: "an AWS one is in 4 %"."""
    said = reading.text[around.sentence.start : around.sentence.end]
    name = re.escape(reading.text[subject.start : subject.end])
    is_inside = around.sentence.start <= subject.start < subject.end <= around.sentence.end
    return is_inside and re.search(_ONE_OF_KIND.format(name), said) is not None


def _is_stating_aside(
    reading: ArticleReading,
    around: Surroundings,
    _denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether it tells in passing how many do what the words before say: "of the ads that give a
    number of years — roughly six in ten do — half ask for five".
    """
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    is_stated = subject.statistic == "pay_median"
    return (
        not is_stated
        and _ASIDE_BEGINS.search(before) is not None
        and _ASIDE_DO.match(behind) is not None
    )


def _is_level_aside(
    reading: ArticleReading,
    around: Surroundings,
    _denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether a level only stands in what leads to a share that is told of others: "Bad news for
    seniors: 6 % are open to new graduates".
    """
    text, number = reading.text, around.quantity
    is_before = around.sentence.start <= subject.start < subject.end <= number.start
    if not subject.is_level or not is_before:
        return False
    is_led = _LEVEL_ASIDE.search(text[subject.end : number.start]) is not None
    return is_led and pattern_of(_OPEN_TO).match(text, number.end, around.after[1]) is not None


def _is_second_of_two(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether a number without a sign of its own is joined with it: "at 39 and 44 per cent"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    is_joined = pattern_of(_JOINED_NUMBER).search(before) is not None
    ends = [reading.quantities[n].end for n in around.neighbours]
    start = around.quantity.start
    return is_joined and not any(0 <= start - end <= _JOINT for end in ends)


def _is_label(reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator) -> bool:
    """Whether openings are only what the number is a part of all of: "Platform roles (28 %):
    they build …"; a level or workplace in the label is counted itself.
    """
    label = reading.label(around)
    is_in_label = 0 < denominator.end <= around.quantity.start and bool(denominator.words)
    is_told_of = _EXPLAINED.match(reading.span(around.after)) is not None
    if not label or not is_told_of or not is_in_label or denominator.words not in label:
        return False
    return not reading.header_subjects(label)


def _is_forecast(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    before = _STRONG.split(reading.span(around.before))[-1]
    before = pattern_of(_CLAUSE).split(before)[-1]
    behind = pattern_of(_CLAUSE_BEHIND).split(reading.span(around.after), maxsplit=1)[0]
    if behind.startswith(")") and reading.span(around.before).rstrip("~≈< >").endswith("("):
        behind = ""
    if reading.words.has("forecast", f"{before} {behind}", "forecast"):
        return True
    if pattern_of(_WOULD_TAKE).match(reading.span(around.after)):
        return False
    own = f"{_COMMA.split(before)[-1]} {_COMMA.split(behind)[0]}"
    return any(
        pattern_of(_GUESS_BEFORE).search(own, 0, one.start) is None
        and pattern_of(_RELATIVE_BEFORE).search(own, 0, one.start) is None
        and pattern_of(_WILL_DO).match(own, one.start) is None
        for one in reading.words.find("forecast", own, "modal")
    )


def _is_of_part(
    reading: ArticleReading, _around: Surroundings, denominator: ClaimDenominator
) -> bool:
    return is_of_part(reading, denominator)


def _is_called_by_it(
    reading: ArticleReading,
    around: Surroundings,
    _denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether a skill only says which certificate or favourite is meant, or years are somebody's:
    "Certificates? The Databricks one is in 3 %", "with statistics' favourite language".
    """
    if subject.start < 0:
        return False
    if subject.statistic == "experience_at_least":
        return _DONE_FOR.search(reading.text, 0, subject.start) is not None
    if subject.statistic != "skill_share":
        return False
    if _COMPARED.fullmatch(reading.text, around.quantity.end, subject.start):
        return True
    behind = reading.text[subject.end : subject.end + _SEEN_BEHIND]
    if _FAVOURITE.match(behind):
        return True
    before = reading.text[max(0, subject.start - _SEEN_BEFORE) : subject.start]
    return _ONE.match(behind) is not None and _CERTIFICATES.search(before) is not None


def _is_over_time(
    reading: ArticleReading,
    around: Surroundings,
    _denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether years only say over which time a rate runs: "a loan at 10.5 % over ten years"."""
    span = _TIME_SPAN.match(reading.text, around.quantity.end, around.sentence.end)
    is_next = span is not None and subject.start < span.end()
    return is_next and subject.statistic == "experience_at_least"


def _is_where(
    reading: ArticleReading, around: Surroundings, _denominator: ClaimDenominator
) -> bool:
    """Whether it is told of the openings of a trade or place that the clause before names: "9 % of
    roles, and mostly in pharma, where it is 46 %".
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    if _WHERE_LAW.search(said):
        return True
    found = _WHERE_IT_IS.search(said)
    return found is not None and reading.populations.country(found[1]) is None


def _is_maker_elsewhere(
    reading: ArticleReading,
    around: Surroundings,
    _denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether "among cloud providers, Amazon leads with 31 %" may be on the market of clouds:
    neither its sentence names openings, nor one before it from which only shares without a source
    lead on.
    """
    sentence = reading.sentence_text(around.sentence)
    makers = reading.words.cloud_makers
    if subject.start < 0 or reading.text[subject.start : subject.end] not in makers:
        return False
    if AMONG_CLOUDS.match(sentence) is None or reading.words.has("postings", sentence):
        return False
    for before in reading.sentences_before(around.sentence, _FEW_SENTENCES):
        if reading.attribution.sources(before):
            return True
        if reading.words.has("postings", reading.sentence_text(before)):
            return False
        if not reading.percentages_in(before):
            return True
    return True


_SOME = "a share of some openings that no population of ours singles out"
ONE_KIND = "a share of the openings of one kind"
OF_ONE_LEVEL = "a share of the openings of one level"
OF_PART = frozenset({_SOME, ONE_KIND})
"""Why a share is none of all openings, which is as true of the next that goes on from it."""
OF_WIDER = "something wider than the thing named, or another thing, is counted"
_OF_OPENINGS: tuple[tuple[str, _OfOpenings], ...] = (
    ("only what stands before it may call it a share of openings", _is_vague),
    ("one of two numbers that share a sign", _is_second_of_two),
    ("what a program took for so", _is_mistaken),
    ("a case that is only imagined", _is_supposed),
    ("what somebody only believes", _is_believed),
    ("openings of somebody who is no job of ours", _is_of_unnamed),
    ("the share of a part of the openings", _is_where),
    ("somebody's words in quotation marks", _is_quoted),
    ("somebody's words that are corrected", _is_corrected),
    ("an answer to choose from", _is_choice),
    ("the rest, of which several things are told", _is_rest_of_several),
    ("some openings taken by themselves", _is_taken_alone),
    ("a forecast", _is_forecast),
    ("of a trade, a guess, a city or a step, and no share of all openings", speaks_against),
    ("the openings are only what it is a part of", _is_label),
    (_SOME, _is_of_part),
    (ONE_KIND, is_split),
    ("a share of the openings of one place, or of such pay", is_narrowed),
)
_OF_THING: tuple[tuple[str, _OfThing], ...] = (
    (OF_WIDER, is_of_another),
    ("a share of the openings that name another thing", is_conditional),
    ("a share of the openings that state another thing", is_of_other_statement),
    (OF_ONE_LEVEL, is_of_level),
    ("a rate over some years", _is_over_time),
    ("how many state a thing, told in passing", _is_stating_aside),
    ("a certificate, or a thing that is only called by it", _is_called_by_it),
    ("one of things of a kind that are named before", _is_one_of_kind),
    ("a level that only leads to what is told of others", _is_level_aside),
    ("a maker among clouds that are not those of openings", _is_maker_elsewhere),
    ("the words between do not tell the share of the thing", is_unlinked),
    ("one number for two jobs", is_of_two_jobs),
    ("a degree that may be missing, or a further one", is_of_further_degree),
    ("a word that only compares", is_comparative),
)
_DOUBTS: frozenset[_OfOpenings | _OfThing] = frozenset({_is_vague, is_unlinked})
"""Requirements that ask for known words: where they are not met, nothing yet speaks against it."""
