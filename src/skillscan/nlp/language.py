"""``posting_en``: English as job postings write it, a spaCy language of its own.

The blank English tokenizer keeps ``7+yrs`` and ``PyTorch,TensorFlow`` as one token and splits
``C++/C#`` into ``C++/C`` and ``#``. Here a slash, comma, semicolon or bar inside a word always
separates, a plus separates a number from its unit, every Unicode hyphen counts as a hyphen, and
bullets stand alone; names such as ``C#``, ``C++``, ``.NET``, ``R&D`` and ``node.js`` stay whole.
Whatever is split, a skill mention begins and ends at a token boundary.

Unlike English it has no special cases of more than one token ("don't"): spaCy looks for them in
every text again, which takes two thirds of its tokenizer's time. All lexeme attributes of English
are there (``like_num``, ``is_stop``, ``shape_`` …); ``norm_`` folds case, quotes, dashes and
British spelling.
"""

import re
from collections.abc import Callable, Iterable
from operator import itemgetter
from pathlib import Path
from typing import Any

from spacy import attrs
from spacy.lang.en import English, EnglishDefaults
from spacy.lang.en.lex_attrs import _num_words, _ordinal_words, like_num
from spacy.lang.lex_attrs import is_currency, is_punct, like_email, like_url, word_shape
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import add_lookups, load_config_from_str, registry
from spacy.vocab import Vocab

from skillscan.rules.expressions import compile_expression
from skillscan.taxonomy.spelling import fold
from skillscan.text.prepare import prepare


def _at_signs(patterns: Iterable[str]) -> str:
    """Patterns that begin with a sign, not even tried at letters and digits: half the time."""
    return f"(?![A-Za-z0-9])(?:{'|'.join(patterns)})"


_ENGLISH_PREFIXES, _ENGLISH_SUFFIXES, _ENGLISH_INFIXES = (
    [str(rule) for rule in rules or ()]
    for rules in (EnglishDefaults.prefixes, EnglishDefaults.suffixes, EnglishDefaults.infixes)
)
_AFTER_NUMBERS = tuple(s for s in _ENGLISH_SUFFIXES if s.startswith("(?<=[0-9])(?:"))
"""Units and currencies, which begin with letters."""

DOT_NET = r"(?<=[a-z])\.NET(?![A-Za-z0-9])"
"""Glued to the word before ("using.NET Core") it is no full stop and a word of its own."""
INFIXES = (
    r"(?<=[A-Za-z0-9+#)\].%])[/|;](?=[A-Za-z0-9.(\[$€£])",
    r"(?<=[A-Za-z+#)\].])[,](?=[A-Za-z0-9.(\[])",
    r"(?<=[0-9])[,](?=[A-Za-z(\[])",
    r"(?<=[A-Za-z0-9+#)\]])[、，；／](?=[A-Za-z0-9(\[])",
    r"(?<=[0-9])\+(?=[A-Za-z/-])",
    r"(?<=[A-Za-z])\+(?=[A-Za-z])",
    r"(?<=[A-Za-z0-9+#])[‐‑‒–—―](?=[A-Za-z0-9])",
    r"(?<=[A-Za-z0-9])[()\[\]](?=[A-Za-z0-9(\[])",
    r"(?<=[a-z)])[.:!?](?=[A-Z][a-z])",
    r"(?<=[A-Za-z])&(?=[A-Z][a-z])",
    r"(?<=[A-Za-z])['’](?=[A-Z][a-z])",
    r"(?<=[A-Za-z0-9])[™®©*•·](?=[A-Za-z0-9])",
    r"(?<=[0-9][kKmM])[-–](?=[$€£]?[0-9])",
    r"(?<=[0-9])[-–](?=[$€£][0-9])",
    r"(?<=[-–])[$€£](?=[0-9])",
)
PREFIXES = (r"[•·●▪◦‣○■□➢✓*]", r"[/|~+–—‐‑](?=[A-Za-z])")
SUFFIXES = (
    *(suffix for suffix in _ENGLISH_SUFFIXES if suffix != "#" and suffix not in _AFTER_NUMBERS),
    *(r"[/|‐‑]", r"(?<=[A-Za-z0-9)])[™®©]", r"(?<=[0-9])\+", r"(?<=\+\+)\."),
    r"(?<!(?<![A-Za-z0-9])[CFQcfq])#",
)
WHOLE = (
    *("C#", "F#", "Q#", "C++", "c++", "c#", "f#", ".NET", ".Net", ".net"),
    *("R&D", "A&R", "P&L", "M&A", "Q&A", "W&B", "J2EE", "d3.js"),
    *(
        form
        for form, tokens in EnglishDefaults.tokenizer_exceptions.items()
        if len(tokens) == 1 and re.fullmatch(r"[A-Za-z][A-Za-z.]*\.|[a-z]+/[a-z]+", form)
    ),
)
"""Written forms that no rule may split, spaCy's abbreviations among them ("Jr.", "e.g.")."""

_MAX_CHUNK = 100
"""Characters between two blanks that spaCy's rules are tried on; their time grows with the square
(10,000 closing brackets take 11 seconds)."""
_LONG_CHUNK = re.compile(rf"\S{{{_MAX_CHUNK + 1},}}")
_PART_OF_LONG_CHUNK = re.compile(
    r"[A-Za-z]{1,60}\+\+|[A-Za-z]#(?![A-Za-z0-9])|[^\W_]{1,60}(?:[.'’&][^\W_]{1,60})?|."
)
_NUMBER_WORDS = frozenset((*_num_words, *_ordinal_words))
_CACHED_CHUNKS = 100_000
_WHOLE = re.compile(rf"(?:[A-Za-z]+|{'|'.join(map(re.escape, WHOLE))})\Z").match
"""Plain words are tokens without a look at any rule: half the time of a text not seen before."""


def _is_punct(word: str) -> bool:
    return not word.isalnum() and is_punct(word)


def _is_currency(word: str) -> bool:
    return not word.isalnum() and is_currency(word)


def _like_email(word: str) -> bool:
    return "@" in word and bool(like_email(word))


def _like_url(word: str) -> bool:
    return not word.isalnum() and like_url(word)


def _like_num(word: str) -> bool:
    return word.lower() in _NUMBER_WORDS if word.isalpha() else bool(like_num(word))  # type: ignore[no-untyped-call]


def _shape(word: str) -> str:
    if word.isalpha():
        if word.islower():
            return "xxxx"[: len(word)]
        if word.istitle():
            return f"X{'xxxx'[: len(word) - 1]}"
    return word_shape(word)


class PostingEnglishDefaults(EnglishDefaults):
    """What makes the language: its rules, its attributes, its tokenizer.

    The attributes are spaCy's; most are written as functions of C, because they are asked of every
    new word.
    """

    config = load_config_from_str(
        '[nlp]\n\n[nlp.tokenizer]\n@tokenizers = "skillscan.PostingTokenizer.v1"\n'
    )
    tokenizer_exceptions = {}  # noqa: RUF012 (as spaCy declares it)
    prefixes = [*_ENGLISH_PREFIXES, *PREFIXES]  # noqa: RUF012
    infixes = [  # noqa: RUF012
        _at_signs((DOT_NET, *_ENGLISH_INFIXES, *INFIXES)),
        r"(?<=\+\+)(?=[A-Za-z0-9])",
    ]
    suffixes = [_at_signs(SUFFIXES), *_AFTER_NUMBERS]  # noqa: RUF012
    token_match = _WHOLE
    url_match = None
    lex_attr_getters = {  # noqa: RUF012
        **EnglishDefaults.lex_attr_getters,
        attrs.LOWER: str.lower,
        attrs.NORM: fold,
        attrs.PREFIX: itemgetter(0),
        attrs.SUFFIX: itemgetter(slice(-3, None)),
        attrs.IS_ALPHA: str.isalpha,
        attrs.IS_ASCII: str.isascii,
        attrs.IS_DIGIT: str.isdigit,
        attrs.IS_LOWER: str.islower,
        attrs.IS_SPACE: str.isspace,
        attrs.IS_TITLE: str.istitle,
        attrs.IS_UPPER: str.isupper,
        attrs.IS_PUNCT: _is_punct,
        attrs.IS_CURRENCY: _is_currency,
        attrs.LIKE_EMAIL: _like_email,
        attrs.LIKE_NUM: _like_num,
        attrs.LIKE_URL: _like_url,
        attrs.SHAPE: _shape,
    }


class PostingTokenizer(Tokenizer):  # type: ignore[misc]  # Cython, without a stub
    """spaCy's tokenizer with the rules of the language, in linear time on any text.

    It saves nothing: its rules are those of the language it belongs to.
    """

    def __init__(self, vocab: Vocab) -> None:
        defaults = PostingEnglishDefaults
        super().__init__(
            vocab,
            prefix_search=_any_of(map(str, defaults.prefixes), "^%s").search,
            suffix_search=_any_of(map(str, defaults.suffixes), "%s$").search,
            infix_finditer=_any_of(map(str, defaults.infixes)).finditer,
            token_match=defaults.token_match,
            max_cache_size=_CACHED_CHUNKS,
        )

    def __call__(self, string: str) -> Doc:
        """The document of a text; what stands between two blanks is bounded."""
        if _may_hold_long_chunk(string) and _LONG_CHUNK.search(string):
            return self._with_long_chunks(string)
        doc: Doc = super().__call__(string)
        return doc

    def _with_long_chunks(self, text: str) -> Doc:
        """Chunks that no word is so long as are cut into words and signs, others left to spaCy."""
        words: list[str] = []
        end = 0
        for chunk in _LONG_CHUNK.finditer(text):
            words += _written(super().__call__(text[end : chunk.start()]))
            words += _PART_OF_LONG_CHUNK.findall(chunk[0])
            end = chunk.end()
        words += _written(super().__call__(text[end:]))
        return _document(self.vocab, words)

    def __reduce__(self) -> tuple[type, tuple[Vocab]]:
        return PostingTokenizer, (self.vocab,)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 (spaCy's protocol)
        """Nothing to save: the rules are the language's."""
        return b""

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> "PostingTokenizer":  # noqa: ARG002
        """Nothing to load."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing to save: the rules are the language's."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> "PostingTokenizer":  # noqa: ARG002
        """Nothing to load."""
        return self


def _any_of(patterns: Iterable[str], frame: str = "%s") -> re.Pattern[str]:
    """As spaCy joins its rules; kept from start to start, for they take long to compile."""
    framed = (frame.replace("%s", pattern) for pattern in patterns if pattern.strip())
    return compile_expression("|".join(framed))


def _may_hold_long_chunk(text: str) -> bool:
    """Whether somewhere so many characters stand without a space or line end between; steps from
    one of these to the next far one, a sixth of the time that it takes to look at every word.
    """
    at = 0
    while len(text) - at > _MAX_CHUNK:
        far = at + _MAX_CHUNK + 1
        last = max(text.rfind(" ", at, far), text.rfind("\n", at, far))
        if last < 0:
            return True
        at = last + 1
    return False


def _written(doc: Doc) -> list[str]:
    """The words of a document, a blank behind a word as a word of its own."""
    return [part for token in doc for part in (token.text, token.whitespace_) if part]


def _document(vocab: Vocab, written: list[str]) -> Doc:
    """A document of words and blanks; a blank belongs to the word in front of it."""
    words: list[str] = []
    spaces: list[bool] = []
    for part in written:
        if part == " " and words and not spaces[-1] and not words[-1].isspace():
            spaces[-1] = True
        else:
            words.append(part)
            spaces.append(False)
    return Doc(vocab, words=words, spaces=spaces)


norm: Callable[[str], str] = add_lookups(fold, BASE_NORMS)
"""The ``NORM`` of a word in our documents: spaCy lays a list of its own over a language's."""


def names_vocab() -> Vocab:
    """A vocabulary for names that are only compared: a word of it has its norm and nothing else,
    which takes a third of the time.
    """
    return Vocab(lex_attr_getters={attrs.NORM: norm})


@registry.tokenizers("skillscan.PostingTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[["PostingEnglish"], PostingTokenizer]:
    """The tokenizer as spaCy's configuration names it."""
    return lambda nlp: PostingTokenizer(nlp.vocab)


@registry.languages("posting_en")
class PostingEnglish(English):  # type: ignore[no-untyped-call]
    """English postings. ``nlp(raw)`` takes a raw text, HTML or plain, and prepares it first."""

    lang = "posting_en"
    Defaults = PostingEnglishDefaults

    def make_doc(self, text: str) -> Doc:
        """The document of a raw posting's prepared text: without markup, lines put right, masked.

        So ``doc.text`` is what offsets point into, as in everything else that reads postings. A
        text that is prepared already stays as it is; ``document.make_document`` takes such a one
        with its title.
        """
        return self.tokenizer(prepare(text))
