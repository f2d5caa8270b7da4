"""More postings than there are real texts, each of which is read for the first time.

As many as there are distinct real ones are those, in a fixed order that mixes the corpora. What is
beyond is made of them, round by round: the employer has another name, the title another team, and
in every sentence two words, and one in sixty characters, become others of the corpora, so that no
sentence, and no line, was read before, and two texts made of one are as unlike as two real ones.
Three words of each text stand nowhere else, as names and addresses do: real texts bring new words
at about that rate. Words that stand in a fiftieth of all texts stay ("years", "required"), so that
a made text says nearly as much as a real one.

``generated_boards`` makes other texts, on purpose: more than half of their characters stand in
lines that an earlier text had, as on real boards (of 4,000 on 200 boards 55 %); of 4,000 made here
0.8 % do.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import count, islice
from typing import Any

from benchmarks import material

_SENTENCE = re.compile(r"[^\n.!?<>]{20,2000}")
_WORD = re.compile(r"(?<=[ ,(])[a-z]{4,20}(?=[ ,)])")
_SYLLABLES = ("ba", "do", "fe", "gu", "ka", "lo", "mi", "nu", "po", "ra", "se", "ti", "vo", "zu")
_OFTEN = 50
"""A word that stands in more than one of so many texts stays as it is."""
_CHARACTERS = 60
_NEW_WORDS = 3


def rows(wanted: int, *, first: int = 0) -> Iterator[dict[str, Any]]:
    """So many rows of a file to import, from the ``first`` on: those of two calls that do not
    overlap have nothing in common. The same each time.
    """
    return islice(_all_rows(), first, first + wanted)


def _all_rows() -> Iterator[dict[str, Any]]:
    real = _real_rows()
    yield from real
    for turn in count(1):
        for number, row in enumerate(real):
            yield _made(row, turn, random.Random(f"{turn} {number}"))


@cache
def _real_rows() -> list[dict[str, Any]]:
    found = list(material.rows(material.CORPORA))
    random.Random(1).shuffle(found)
    return found


@cache
def _words() -> tuple[list[str], frozenset[str]]:
    """The words that take the place of others, and those that stay."""
    texts = Counter[str]()
    for row in _real_rows():
        texts.update(set(_WORD.findall(row["description"])))
    kept = frozenset(w for w, held in texts.items() if held * _OFTEN > len(_real_rows()))
    return sorted(w for w, held in texts.items() if held > 1 and w not in kept), kept


def _made(row: dict[str, Any], turn: int, chance: random.Random) -> dict[str, Any]:
    words, kept = _words()

    def changed(sentence: re.Match[str]) -> str:
        text = sentence[0]
        places = [found.span() for found in _WORD.finditer(text) if found[0] not in kept]
        chosen = min(max(2, len(text) // _CHARACTERS), len(places))
        for start, end in sorted(chance.sample(places, chosen), reverse=True):
            text = f"{text[:start]}{chance.choice(words)}{text[end:]}"
        return text if places else f"{text} {chance.choice(words)} {chance.choice(words)}"

    new = [_new_word(chance) for _ in range(_NEW_WORDS)]
    body = _SENTENCE.sub(changed, row["description"])
    return {
        "key": f"{turn:x}-{row['key']}",
        "title": f"{row['title']}, {words[turn * 7_919 % len(words)].title()} Team",
        "company": f"{row['company']} {new[0].title()}",
        "description": f"{body} Ask for {' '.join(word.title() for word in new)}.",
    }


def _new_word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=6))
