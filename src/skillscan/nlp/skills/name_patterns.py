"""The ways to write names, as sequences of folded words: the patterns of a ``PhraseMatcher``.

Of a name of plain words the tokens are known: each word is one, and so is each hyphen. Only other
names are tokenised, as the lines of one text: a tenth of the time that a document for each takes.
"""

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise, product

from spacy.about import __version__ as spacy_version
from spacy.attrs import NORM, ORTH
from spacy.strings import get_string_id

from skillscan.nlp.language import PostingTokenizer, names_vocab, norm
from skillscan.rules.kept import digest, kept
from skillscan.taxonomy.spelling import key, written_forms

Norms = Sequence[int]
"""Hashes of folded words."""

_LENGTH, _NORM = "H", "Q"
"""Lengths and hashes, as an array has them."""
_PLAIN = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
_BLANK_OR_HYPHEN = re.compile("[ -]")


def compared_names(names: Collection[str]) -> Mapping[str, str | None]:
    """Each name as it is compared (``spelling.key``)."""
    return kept("compared names", digest(*names), lambda: {name: key(name) for name in names})


def name_patterns(names: Collection[str]) -> list[Norms]:
    """The patterns of names, however they are written."""
    names_key = digest(spacy_version, *names)
    lengths, norms = kept("name patterns", names_key, lambda: _packed(_patterns(names)))
    words = array(_NORM, norms).tolist()
    ends = accumulate(array(_LENGTH, lengths))
    return [words[a:b] for a, b in pairwise((0, *ends))]


def _packed(patterns: Iterable[Norms]) -> tuple[bytes, bytes]:
    """How long each is, and all of them in a row."""
    lengths, norms = array(_LENGTH), array(_NORM)
    for pattern in patterns:
        lengths.append(len(pattern))
        norms.extend(pattern)
    return lengths.tobytes(), norms.tobytes()


def _patterns(names: Iterable[str]) -> list[Norms]:
    plain = list[str]()
    other = list[str]()
    for name in names:
        (plain if _PLAIN.fullmatch(name) else other).append(name)
    return [*_of_plain(plain), *_of_lines(map(written_forms, other))]


def _of_plain(names: Iterable[str]) -> Iterator[Norms]:
    norms = _Norms()
    between = ((), (norms["-"],))
    for name in names:
        first, *further = _BLANK_OR_HYPHEN.split(name)
        for joints in product(between, repeat=len(further)):
            pattern = [norms[first]]
            for joint, word in zip(joints, further, strict=True):
                pattern += (*joint, norms[word])
            yield pattern


class _Norms(dict[str, int]):
    """The hash of each folded word, worked out once."""

    def __missing__(self, word: str) -> int:
        found: int = get_string_id(norm(word))
        self[word] = found
        return found


def _of_lines(forms: Iterable[Iterable[str]]) -> Iterator[Norms]:
    lines = dict.fromkeys(form for of_name in forms for form in of_name)
    doc = PostingTokenizer(names_vocab())("\n".join(lines))
    line_end = get_string_id("\n")
    norms = doc.to_array([NORM]).tolist()
    ends = [n for n, orth in enumerate(doc.to_array([ORTH]).tolist()) if orth == line_end]
    if lines:
        yield from (norms[a + 1 : b] for a, b in pairwise([-1, *ends, len(norms)]))
