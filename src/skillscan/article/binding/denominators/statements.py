"""Which openings a share is of where its words say that they state a thing at all: "of the ads that
say where you sit", "postings with a salary", "if the place is named".

A statement is openings, a verb of telling and what they tell: a noun for years, pay, a place or a
degree, or a clause that asks for it ("how many years they want"). What they ask for itself ("that
name five years", "that require a master's") states nothing: it picks openings out.
"""

from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of

_WORD = r"(?:(?!(?:{small_numbers}|{named_values}|{coordinators})\b)[a-z][\w’'-]* )"
_OF = r"(?: of (?:the )?(?:work|experience|employment|pay|education))?"
_NOUN = (
    rf"(?:{_WORD}{{0,4}}{{stated_nouns}}\b(?! of (?:at least |over )?[\w-]+ years\b){_OF}"
    rf"|{_WORD}{{0,4}}(?:experience|degree)\b(?! (?:in|with)\b))"
)
_CLAUSE = rf"(?:{_WORD}{{0,3}}{{asking_clauses}}\b(?: {{place_clause_words}}\b){{0,9}})"
_ANY = r"(?:any|one|some|it|them|so)\b(?= ?[,;:.!?)–—]|$| and\b| but\b)"
_THING = rf"(?:{_CLAUSE}|{_NOUN}|{_ANY})"
_WHOSE = r"(?: (?:for|of|from|in) [\w/-]+(?: [\w/-]+){0,3}?)?"
_TOLD = r"(?:(?:[a-z]+ly|do|does|did|bother to|care to|at least|even) ){0,2}"
_OPENINGS = (
    r"(?:\b{counting_words} (?:(?:only|just|the|those|these) ){0,2})?\b{stating_openings}"
    rf"{_WHOSE}"
)
_TEMPLATES = (
    rf"{_OPENINGS} (?:that|which|who) {_TOLD}{{stating_verbs}} {_THING}",
    rf"{_OPENINGS} {{stating_participles}} {_THING}",
    rf"{_OPENINGS} with (?:an?|any|some|the|stated|published) {_NOUN}",
    rf"{_OPENINGS} with (?:anything|something) to say (?:on|about) (?:it|this|the \w+)\b",
    rf"(?:{_OPENINGS} )?\b(?:whose|where|wherever|if|when|whenever) (?:(?:the|an?|any) )?{_NOUN} "
    r"(?:{being_words}|was|gets) (?:\w+ )?{stated_participles}\b",
    r"\b(?:where|wherever|if|when|whenever) there(?:['’]s| is| are) (?:an?|any|some) "
    r"(?:number|figure|minimum|years)\b(?! (?:in|of (?!years)))",
    r"\b(?:where|wherever|if|when|whenever) (?:(?:the|an?|any) )?(?:[\w-]+ ){0,3}"
    rf"(?:{{single_openings}}|{{stating_openings}}) {_TOLD}{{stating_verbs}} {_THING}",
)


def statements(words: ArticleWords, text: str) -> list[tuple[int, int]]:
    """Where a text says that openings state a thing, in order."""
    found = [(one.start, one.end) for one in words.find("views", text, "stating")]
    for template in _TEMPLATES:
        found += [match.span() for match in pattern_of(template).finditer(text)]
    return sorted(found, key=lambda span: (span[0], -span[1]))
