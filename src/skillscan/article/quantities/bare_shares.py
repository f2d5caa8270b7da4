"""Whether a bare number goes on with the sign of a share before it: "Docker is in 17 per cent of
postings, and SQL is in 30", "Spark: 48 percent. Kafka 29.", "Now it is 54 %. It was 72 a year ago".

Nothing that could be counted stands behind it, and what stands before it is what stood before the
signed one, a name alone, or a word for the same thing.
"""

import re

from skillscan.article.grammar import pattern_of
from skillscan.article.model import ArticleBlock, Quantity

_CHARACTERS_BACK, _MOST_SENTENCE_ENDS = 260, 2
_BARE = re.compile(r"\d{1,2}(?:[.,]\d)?")
_SIGNED = re.compile(r"(?:\d|\b[a-z]{3,9}) ?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][”\"')]?\s+(?=\W{0,3}[A-Z])")
_BEHIND = (
    r"[.,;:)!?](?!\d)|\s*$| (?:and|but|while|whereas)\b| \((?!\d)"
    r"| (?:just )?(?:(?:the|an?|one|two|three) )?(?:{time_units}|{season_names})s? {ago_words}\b"
    r"| {previous_words} (?:{time_units}|{season_names})| when (?:we|i)\b"
    r"| (?:fully )?(?:remote|hybrid|on-?site)(?=[.,;:)!?]|$)"
)
_ROUGH = r"(?:(?:{hedging_words}|{almost_words}|still|now) )?[~≈]?"
_LINK = r"\b(in|at|by|on|with|is|are|was|were|has|had|gets|to)"
_SIGN = r"(?:%|percent\b|per cent\b)"
_LINKED = rf"{_LINK} {_ROUGH}$"
_SHOWN = r"\b{shown_words} (?:in|at|by|on) $"
_SIGN_LINKED = rf"{_LINK} {_ROUGH}(?:[\d.,]{{1,5}}|[\w-]{{3,14}}) ?{_SIGN}$"
_NAME = (
    r"(?!{numbered_things}\b)[A-Z][\w+#-]{0,20}(?: [A-Z][\w+#-]{0,20}){0,2}"
    r"|{small_names}|{small_letter_skills}|(?:[Ff]ully )?(?:[Rr]emote|[Hh]ybrid|[Oo]n-?site)"
)
_TWO_PARTS = r"[A-Z][a-z]+ (?:and|&) [A-Z][\w+#-]{1,20}"
"""A name in two parts: "Weights and Biases"."""
_GETS = r"{getting_verbs}"
_NAMED = (
    rf"(?:^|[.!?,;:] |\band |\bbut |[*•–-] )\W{{0,3}}(?:{_NAME})"
    rf"(?: {_GETS})? {_ROUGH}$"
)
_LARGEST = re.compile(
    r"(?:^|[.!?,;:] |\band |\bbut )\W{0,3}(?:for )?the (?:same )?(?:top )?(?:five|ten)"
    r"(?: (?:largest|biggest|busiest))?"
    r"(?:,| (?:had|have|hold|held|reach|accounted for|account for|made up|make up))? $|"
    r"\bwhen the same (?:five|ten)(?: \w+)? (?:had|held|accounted for|made up) $",
    re.IGNORECASE,
)
"""The largest employers, whose share goes on: "The ten largest have 23 %. The five largest, 16"."""
_NAMED_AT = (
    rf"(?:^|[.!?,;:] |\band |\bbut |\bwhile )\W{{0,3}}(?:{_NAME})"
    r"(?:,? (?:which|who|the|an?) [^.,;:\d]{3,60},?)?(?:, at| {bare_verbs}"
    r"| {row_verbs}(?: {before_verbs})?(?: {standing_ways})? (?:at|in|by|on|with|to)"
    rf"| {{level_verbs}}(?: {{before_verbs}})? (?:at|to|by|with)) {_ROUGH}$"
)
"""A name, what explains it and a verb or a preposition: "Scala, which was new, has", "GCP, at"."""
_NAMED_ON = (
    rf"(?:^|[.!?,;:] |\band |\bbut |\bthen |\bwhile )\W{{0,3}}(?:{_NAME})(?:['’]s)?"
    rf"(?: (?!(?:from|since|for|{{shown_words}})\b)[a-z'’]+){{0,5}} (?:at|with|on|by) {_ROUGH}$"
)
"""A name in a row and its place there: "AWS leads with", "Azure's breathing down its neck at"."""
_MORE = re.compile(r" (?:more|less|higher|lower|fewer|better|cheaper|faster)\b")
"""What makes a percentage no share: "AWS pays 41 percent more, and Azure with 24"."""
_IN_WORDS = (
    r"\b(?:\d{1,2}|{small_numbers}) (?:(?:{single_openings}) )?(?:in|out of)"
    r" (?:every )?(?:\d{1,2}|{small_numbers})\b"
    r"|\b(?:half|{parts_of_whole}) (?:of )?(?:(?:the|all|our|these) ){0,2}"
    r"(?:[\w-]+ )?{opening_nouns}\b"
)
"""A share of openings in words, with which a row of bare ones may begin: "7 out of 10"."""
_LABEL = rf"(?:^|[.!?,;:] |\band )\W{{0,3}}(?:{_NAME}|{_TWO_PARTS})[:,] {_ROUGH}$"
_ANNOUNCED = (
    r"\b[Ii]n (?:%|per ?cent|percentages?)(?: of (?:\w+ ){0,3}{opening_nouns})?: "
    rf"(?:(?:{_NAME}|{_TWO_PARTS})[:,]? \d{{1,2}}(?:[.,]\d)?(?:,| and|, and|;) ){{0,12}}"
    rf"(?:{_NAME}|{_TWO_PARTS})[:,]? $"
)
"""A list whose sign is told ahead: "In percent of ads: Docker 47, Kafka 22"."""
_ASKS_SHORTLY = re.compile(
    r"(?:^|[.!?] )\W{0,3}(?!(?:How|What|Which|When|Who|Why|Where|Do|Does|Did|Is|Are)\b)"
    r"[A-Z][^.!?;:\d]{1,40}\?\W{1,6}(?:[Oo]nly |[Jj]ust |[Bb]arely )?$"
)
"""A question in a word or two, which the number answers: "At least seven? 22."."""
_ANSWERED = re.compile(r"(?<=[.!?] )[A-Z][^.!?;:\d]{1,40}\? \d{1,2}(?:[.,]\d)?\. ")
"""A question and its number, behind which another may go on: "TensorRT? 6. Triton, 5."."""
_WORKPLACE = r" (?:fully )?(?:remote|hybrid|on-?site)\b"
_AND = re.compile(r"(?:\band|,) (?:another )?$")
_PLACE = r"in (?:the )?[A-Z][\w.]{1,14}(?: [A-Z]\w+)?"
_JOINED = r"(?:[,;]|,? (?:and|but|against|versus|while))"
_IN_PLACES = re.compile(
    rf"[^.;:\d]{{0,40}}\b{_PLACE}{_JOINED} (?:(?:about )?\d{{1,2}} {_PLACE}{_JOINED} )*"
    r"(?:only |just |about )?"
)
_IN_NEXT_PLACE = re.compile(rf" {_PLACE}(?=[,.;:)]|$| (?:and|but|while)\b)")
"""What stands between a share of one country and that of the next, and behind it: "46 % of ads in
the US, 38 in the UK"."""
_USED_TO_BE = rf"\b(?:it|that|this) used to be (?:in |at )?{_ROUGH}$"
_VERSIONED = r"(?<![\w+#]){versioned_names} $"
_SMALL_VERSION = r"(?<![\w+#]){small_versions} $"
"""Names with which a bare number, or a small one, is a version: "Java 11", "Python 3"."""
_OTHER_UNIT = re.compile(
    r"\d (?:days|weeks|months|years|hours|postings|openings|ads)\b|\blifts?\b", re.IGNORECASE
)
_FIRST_SHARE = 5
_IN_A_ROW = rf"\b{_GETS} \d{{1,2}}, "
"""A bare share right before, which a name goes on with: "SQL gets 34, Java 17"."""
_ASKED = re.compile(r"\?[”\"')]?\s+$")
_AGAIN = rf"\b(?:{{share_pronouns}}|{{figure_again}})(?:['’]s| {{standing_verbs}}) {_ROUGH}$"


def is_bare_number(text: str, quantity: Quantity) -> bool:
    """Whether a number is nothing but digits, as few as a share has."""
    return _BARE.fullmatch(text, quantity.start, quantity.end) is not None


def goes_on_bare(text: str, block: ArticleBlock, quantity: Quantity) -> bool:
    """Whether a bare number is a share as the signed one before it in its block is."""
    if not is_bare_number(text, quantity):
        return False
    if _is_in_next_place(text, block, quantity):
        return True
    if pattern_of(_BEHIND).match(text, quantity.end, block.end) is None:
        return False
    start = max(block.start, quantity.start - _CHARACTERS_BACK)
    if pattern_of(_ANNOUNCED, 0).search(text, start, quantity.start):
        return True
    signed = list(_SIGNED.finditer(text, start, quantity.start))
    if not signed and _is_named_in_row(text, start, quantity):
        return True
    if not signed:
        return False
    last = signed[-1].end()
    answered = list(_ANSWERED.finditer(text, last, quantity.start))
    since = answered[-1].end() if answered else last
    ends = list(_SENTENCE_END.finditer(text, since, quantity.start))
    if len(ends) > _MOST_SENTENCE_ENDS:
        return False
    before = text[ends[-1].end() if ends else since : quantity.start]
    if _OTHER_UNIT.search(text, last, quantity.start):
        return False  # "a fifth fewer; the median is 31 days; in spring it was 32"
    if pattern_of(_USED_TO_BE).search(before):
        return True
    if pattern_of(_AGAIN).search(before):
        asked = text[last : ends[-1].end()] if ends else ""
        return _ASKED.search(asked) is None  # "How many did we check? It was 31."
    if _ASKS_SHORTLY.search(text[last : quantity.start]):
        return True
    if len(ends) == _MOST_SENTENCE_ENDS:
        return False  # what is not told of "it" stands in the sentence of the sign or the next
    if is_version(before, text[quantity.start : quantity.end]):
        return False
    if any(pattern_of(one, 0).search(before) for one in (_NAMED, _NAMED_AT, _LABEL)):
        return True
    is_asked = text[quantity.end : quantity.end + 1] == "?"
    if pattern_of(_NAMED_ON, 0).search(before) and not is_asked and not _MORE.match(text, last):
        return True
    if pattern_of(_WORKPLACE).match(text, quantity.end) and _AND.search(before):
        return True
    if _LARGEST.search(before):
        return True
    if pattern_of(_SHOWN).search(before):
        return False  # "as shown in 24"
    own = pattern_of(_LINKED).search(before)
    of_signed = pattern_of(_SIGN_LINKED).search(text[start:last])
    return own is not None and of_signed is not None and own[1].lower() == of_signed[1].lower()


def _is_named_in_row(text: str, start: int, quantity: Quantity) -> bool:
    """Whether a name stands before a bare number in a row that began with a share in words: "Spark
    is in one ad in five. Kafka manages 14".
    """
    told = list(pattern_of(_IN_WORDS).finditer(text, start, quantity.start))
    if not told or _OTHER_UNIT.search(text, told[-1].end(), quantity.start):
        return False
    ends = list(_SENTENCE_END.finditer(text, told[-1].end(), quantity.start))
    if len(ends) > 1:
        return False
    before = text[ends[-1].end() if ends else told[-1].end() : quantity.start]
    if is_version(before, text[quantity.start : quantity.end]):
        return False
    return any(pattern_of(one, 0).search(before) for one in (_NAMED_AT, _NAMED_ON))


def _is_in_next_place(text: str, block: ArticleBlock, quantity: Quantity) -> bool:
    """Whether a bare number is a share as the signed one before it, in another country."""
    if _IN_NEXT_PLACE.match(text, quantity.end, block.end) is None:
        return False
    start = max(block.start, quantity.start - _CHARACTERS_BACK)
    signed = list(_SIGNED.finditer(text, start, quantity.start))
    return bool(signed) and (
        _IN_PLACES.fullmatch(text, signed[-1].end(), quantity.start) is not None
    )


def is_version(before: str, number: str) -> bool:
    """Whether a number right behind a name is a version of it."""
    if pattern_of(_IN_A_ROW, 0).search(before):
        return False
    is_small = float(number.replace(",", ".")) < _FIRST_SHARE
    return pattern_of(_VERSIONED).search(before) is not None or (
        is_small and pattern_of(_SMALL_VERSION).search(before) is not None
    )
