"""What a share is a share of: openings, or something that postings cannot speak for.

What stands right behind the number decides ("72 % of engineering leaders"), then what stands before
it in its part of the sentence ("postings naming LLMs: 52 %"); else it is taken over from what was
said before (``inherited_denominators``).
"""

import re
from dataclasses import replace

from skillscan.article.binding.model import ClaimDenominator, DenominatorKind
from skillscan.article.binding.vocabulary import ArticleWords, FoundWords
from skillscan.article.grammar import pattern_of, words_of

_PHRASE_START = r"\s*(?:-\s?)?({share_prepositions})?\b\s*"
_PHRASE_WORD = re.compile(r"\s*[\"“‘]?([^\W_][\w/+#&.'’-]*|\S)[\"”]?")
_MOST_WORDS, _MOST_WORDS_BEFORE = 9, 6
_NEXT_NUMBER = r",? {plain_coordinators} [~≈]?\d"
_NEAR = 30
_INITIALS = re.compile(r"(?:[A-Za-z]\.){2,4}")
_BARE_NUMBER = re.compile(r"\s*[\d.,]+\s*")
_WORD_BEFORE = re.compile(r"([^\W_][\w/+#&.'’-]*)\s+\Z")
_GROUPS: tuple[DenominatorKind, ...] = ("postings", "others")
_PRONOUN = r"{in_words} (?:all (?:of )?|the )?(?:{them_words}\b|{those_words}$|[\w-]+ ones\b)"
_OF_TRADE = re.compile(r"\w+ (?:the )?IT\b")
"""Of a trade, and not of "it": "60 % of IT leaders"."""
_WHOLE = r"{in_words} (?:all (?:of )?|the |our |this )?(?:entire |whole |full )?{whole_nouns}"
_PREPOSITION = r"\b{share_prepositions} "
_FOR_WHOM = r"\b{for_whom_words} (?:[\w-]+ ){0,3}[\w-]{0,20}$"
_NAMES_EXAMPLES = r"\s?[,(]? ?{example_words} "
_OF_THEM = r"^\W*{of_words} (?:{determiners} )?(?:\w+ )?$"
_SHARE_OF = re.compile(
    r"\b(?:share|percentage|proportion|fraction|part) of (?:(?:the|all|our|these) )?(?:\w+ )?$",
    re.IGNORECASE,
)
_IN_POLL = r"\b(?:in|by) (?:our|my|a|the|this|their|\w+['’]s) (?:\w+ ){0,2}{poll_nouns}$"
_SO_MANY = re.compile(r"\d (?:\w+ )?$")
_ONLY_COMMA = re.compile(r"[^,;]*,(?: and| of whom)?\s*(?:\w+ )?")
"""What a number of people did, of whom the next share is: "200 people applied, 15 % with …"."""
_OF_PEOPLE = r"\W*{of_words} (?:(?:all|the|those|these) ){0,2}(?:\w+ )?$"
"""Whom a sentence says first that its number is of: "Of the graduates who answered, 60 % …"."""
_WHO = re.compile(r" who(?:m|se)?\b")
"""What makes a number one of people: "it pays for the 60 % who finish"."""
_READERS = r"\s*{of_words} {reader_words}\b"
_ALL_READ = r"\s*of (?:what|everything|all that|all) (?:we|I) (?:have |had )?{read_verbs}\b"
_OF_NUMBER = re.compile(
    r"(?:%|percent|per cent) (?:of|among|in) (?:(?:the|all|our|these) )?(?:[\w-]+ ){0,2}$"
)
"""Whom the number before is of: "by 76 % of the employers, SQL by 66 %"."""
_MAKING_UP = r"\b{making_up}\b"
_ONES = " ones"
_DIRECT, _BEFORE, _BEHIND = 0.92, 0.88, 0.82


def noun_phrase(words: ArticleWords, text: str, at: int, end: int) -> tuple[int, int, str]:
    """The words behind a number up to a verb or sign, as a span, and its preposition."""
    start = pattern_of(_PHRASE_START).match(text, at, end)
    place = start.end() if start else at
    preposition = (start[1] or "").lower() if start else ""
    first = place
    for _ in range(_MOST_WORDS):
        word = _PHRASE_WORD.match(text, place, end)
        if word is None or not word[1][0].isalnum():
            break
        plain = word[1].lower().rstrip(".'’")
        is_trade = word[1] == "IT"  # "60 % of IT managers"
        is_end = plain in words.phrase_ends and not _joins(words, text[first:place], word[0])
        if (is_end and not is_trade) or (plain in words_of("in_words") and place > first):
            break
        place = word.end()
        if word[1].endswith(".") and len(word[1]) > 2 and not _INITIALS.fullmatch(word[1]):
            return first, place - 1, preposition
    return first, place, preposition


def _joins(words: ArticleWords, phrase: str, word: str) -> bool:
    """Whether a verb is the end of a noun for openings: "job offers"."""
    joined = (phrase + word).rstrip(".'’")
    return any(
        (found.start < len(phrase) or found.rule.id == "offers") and found.end == len(joined)
        for found in words.find("postings", joined)
    )


def head_of(words: ArticleWords, phrase: str) -> tuple[DenominatorKind, FoundWords] | None:
    """Openings or others, whichever a phrase names last."""
    found = [(kind, one) for kind in _GROUPS for one in words.find(kind, phrase)]
    return max(found, key=lambda pair: (pair[1].end, pair[0] == "postings"), default=None)


def first_head_of(words: ArticleWords, phrase: str) -> tuple[DenominatorKind, FoundWords] | None:
    """The noun that a phrase right behind a number is of: the first that is listed, or the last of
    those that follow each other ("data scientist job ads", but "roles offering remote work").
    """
    found = sorted(
        ((kind, one) for kind in _GROUPS for one in words.find(kind, phrase)),
        key=lambda pair: (pair[1].start, -pair[1].end),
    )
    chosen: tuple[DenominatorKind, FoundWords] | None = None
    for kind, one in found:
        is_next = chosen is not None and one.end > chosen[1].end and one.start <= chosen[1].end + 2
        if chosen is None or is_next or (one.end == chosen[1].end and kind == "postings"):
            chosen = kind, one
    is_free = not words.has("fields", phrase) and not words.has("workplace", phrase)
    is_pay = words.has("pay_told", phrase, "openings_state_pay")  # "41 % published a salary"
    nothing = words.find("nothing", phrase) if is_free and not is_pay else []
    return chosen or (("nothing", nothing[-1]) if nothing else None)


def acts(found: FoundWords, phrase: str) -> bool:
    """Whether people or things are what a number is told of: not "openings for engineers ask …",
    not "employers ask for …", and with no comma in between.
    """
    if pattern_of(_NAMES_EXAMPLES).match(phrase, found.end):
        return False
    named = phrase[found.start : found.end].lower()
    kind = named.split()[-1] if named else ""
    if ":" in phrase[found.end :] and kind in words_of("kinds_of_thing"):
        return False  # a label of what is counted
    if found.rule.id == "organisations" and _SHARE_OF.search(phrase, 0, found.start):
        return True  # "the share of companies that use it"
    if found.rule.id == "organisations":
        return pattern_of(_OF_THEM).search(phrase[: found.start]) is not None
    if pattern_of(_IN_POLL).search(phrase[: found.end]):
        return True  # "in our survey Docker leads, 47 % to 31 %"
    if "," in phrase[found.end :]:
        before_head = found.start + phrase[found.start : found.end].rfind(" ") + 1
        if found.rule.id == "people" and _SO_MANY.search(phrase, 0, before_head):
            return _ONLY_COMMA.fullmatch(phrase, found.end) is not None
        is_first = pattern_of(_OF_PEOPLE).match(phrase[: found.start]) is not None
        return is_first and found.rule.id == "people"
    return pattern_of(_FOR_WHOM).search(phrase[: found.start]) is None


def share_of_organisations(words: ArticleWords, text: str) -> str:
    """The organisations of which a lead or heading says that what follows is their share: "Share of
    companies that require it"; empty without such.
    """
    for one in words.find("others", text, "organisations"):
        if _SHARE_OF.search(text, 0, one.start) and not words.has("postings", text):
            return text[one.start : one.end]
    return ""


_OF_COUNT = re.compile(
    r" (?P<whole>(?:of|in|among|across|out of) (?:(?:the|these|those|our|my|all) ){1,2}"
    r"[~≈]?\d{1,3}(?:[,.]\d{3})* )(?=[a-zA-Z])",
    re.IGNORECASE,
)
_LONG_COUNTED = 80
_SURVEY_OF_OPENINGS = r"(?:our|my) (?:\w+ )?surveys? of (?:[\w/-]+ ){0,3}{opening_nouns}\b"
"""The author's own count under another name: "17 % in our first survey of adverts"."""


class DenominatorReader:
    """Reads denominators by ``article_denominators.yaml``."""

    def __init__(self, words: ArticleWords, text: str) -> None:
        self._words = words
        self._text = text

    def read(self, before: tuple[int, int], after: tuple[int, int]) -> ClaimDenominator:
        """What the words around a number say; of kind ``none`` where they say nothing."""
        is_aside = self._text[slice(*before)].endswith(", ")
        if is_aside and self._text.startswith(", of ", after[0]):
            after = after[0] + 1, after[1]  # "half, 53 percent, of the postings"
        behind = self._behind(after)
        if behind.kind == "others" and self._is_whole_market(before, behind):
            return replace(behind, kind="postings")
        if behind.kind == "nothing" and behind.words.lower().endswith("the time"):
            before_it = self._before(before)
            if before_it.kind == "postings":
                return before_it
            is_named = self._words.has("employer_asks", self._text[slice(*before)][-_NEAR:])
            return ClaimDenominator(kind="none", words=behind.words) if is_named else behind
        if behind.kind != "none":
            return behind
        before_it = self._before(before)
        if behind.words.endswith(_ONES):
            return behind
        if behind.words:
            return before_it if before_it.kind == "postings" else behind
        if before_it.kind != "none":
            return before_it
        return self._further_behind(after)

    def _is_whole_market(self, before: tuple[int, int], behind: ClaimDenominator) -> bool:
        """Whether "the market" is all openings, some of which stand before: "entry-level roles
        make up 8 % of the market".
        """
        return (
            behind.words.lower() == "of the market"
            and self._before(before).kind == "postings"
            and pattern_of(_MAKING_UP).search(self._text, *before) is not None
        )

    def _behind(self, after: tuple[int, int]) -> ClaimDenominator:
        start, end, preposition = noun_phrase(self._words, self._text, *after)
        phrase = self._text[start:end]
        if all_read := pattern_of(_ALL_READ, 0).match(self._text, *after):
            said = all_read[0].strip()
            return ClaimDenominator(
                kind="postings",
                start=all_read.start(),
                end=all_read.end(),
                words=said,
                confidence=_BEHIND,
                reason=f"“{said}”",
            )
        if _WHO.match(self._text, *after):
            return ClaimDenominator(kind="others", words="who", start=after[0], end=after[0])
        if pattern_of(_READERS, 0).match(self._text, after[0], after[1]):
            return ClaimDenominator(kind="others", words=phrase, start=start, end=end)
        if counted := self._counted(after[0]):
            return counted
        if not phrase.strip() or _BARE_NUMBER.fullmatch(phrase):
            return ClaimDenominator(kind="none")
        said = f"{preposition} {phrase}".strip()
        if (pattern_of(_PRONOUN).match(said) and not _OF_TRADE.match(said)) or pattern_of(
            _WHOLE
        ).fullmatch(said):
            return ClaimDenominator(kind="none", words=said)
        head = first_head_of(self._words, phrase)
        if head is None:
            if preposition != "of" or self._is_level_of_row(start, end):
                return ClaimDenominator(kind="none")
            return ClaimDenominator(kind="unknown", start=start, end=end, words=said)
        end = start + head[1].end
        if head[0] == "others" and pattern_of(_SURVEY_OF_OPENINGS).match(self._text, start):
            return ClaimDenominator(kind="none")
        said = f"{preposition} {self._text[start:end]}".strip()
        return ClaimDenominator(
            kind=head[0], start=start, end=end, words=said, confidence=_DIRECT, reason=f"“{said}”"
        )

    def _is_level_of_row(self, start: int, end: int) -> bool:
        """Whether a phrase is a level alone which goes with the noun of the next number: "19 % of
        junior and 43 % of senior postings".
        """
        phrase = self._text[start:end].rstrip()
        levels = self._words.find("level", phrase)
        is_alone = any((one.start, one.end) == (0, len(phrase)) for one in levels)
        is_next = pattern_of(_NEXT_NUMBER).match(self._text, start + len(phrase)) is not None
        return is_alone and is_next and not phrase.endswith("s")

    def _counted(self, start: int) -> ClaimDenominator | None:
        """Openings of which a number is a share and that are counted: "83 % of the 2,715 ads"."""
        counted = _OF_COUNT.match(self._text, start)
        if counted is None:
            return None
        first, end, _ = noun_phrase(
            self._words, self._text, counted.end(), counted.end() + _LONG_COUNTED
        )
        head = first_head_of(self._words, self._text[first:end])
        if head is None or head[0] != "postings":
            return None
        end = first + head[1].end
        said = self._text[start:end].strip()
        return ClaimDenominator(
            kind="postings",
            start=counted.start("whole"),
            end=end,
            words=said,
            confidence=_DIRECT,
            reason=f"“{said}”",
        )

    def _before(self, before: tuple[int, int]) -> ClaimDenominator:
        """The listed noun nearest before the number; organisations only act there ("employers
        ask").
        """
        phrase = self._text[slice(*before)]
        head = self._voters(phrase) or head_of(self._words, phrase)
        if head is not None and head[0] == "others" and not acts(head[1], phrase):
            postings = self._words.find("postings", phrase)
            head = ("postings", postings[-1]) if postings else None
        if head is None:
            return ClaimDenominator(kind="none")
        kind, found = head
        is_of_number_before = kind == "others" and _OF_NUMBER.search(
            self._text, max(0, before[0] - _NEAR), before[0] + found.start
        )
        if is_of_number_before:
            return ClaimDenominator(kind="none")
        start = before[0] + self._phrase_start(phrase, found.start)
        end = before[0] + found.end
        said = self._text[start:end]
        return ClaimDenominator(
            kind=kind, start=start, end=end, words=said, confidence=_BEFORE, reason=f"“{said}”"
        )

    def _voters(self, phrase: str) -> tuple[DenominatorKind, FoundWords] | None:
        """Organisations that a sentence begins with: "Of employers that hire them, 60 % …"."""
        for one in self._words.find("others", phrase, "organisations")[:1]:
            if acts(one, phrase):
                return "others", one
        return None

    def _phrase_start(self, phrase: str, at: int) -> int:
        """Where the words begin that stand right before a noun and belong to it."""
        ends = self._words.phrase_ends | words_of("never_in_phrase")
        for _ in range(_MOST_WORDS_BEFORE):
            word = _WORD_BEFORE.search(phrase, max(0, at - 40), at)
            if word is None or word[1].lower() in ends:
                return at
            if word[1][0].isdecimal():
                return at
            at = word.start()
        return at

    def _further_behind(self, after: tuple[int, int]) -> ClaimDenominator:
        """Openings behind a preposition: "12 % name Rust in their postings"."""
        for match in pattern_of(_PREPOSITION).finditer(self._text, *after):
            if "," in self._text[after[0] : match.start()]:
                break
            start, end, _ = noun_phrase(self._words, self._text, match.start(), after[1])
            head = first_head_of(self._words, self._text[start:end])
            if head and head[0] == "postings":
                said = self._text[match.start() : end]
                return ClaimDenominator(
                    kind="postings",
                    start=start,
                    end=end,
                    words=said,
                    confidence=_BEHIND,
                    reason=f"“{said}”",
                )
        return ClaimDenominator(kind="none")
