"""Small numbers as postings write them: digits, words, and both at once ("five (5)").

Only what counts years is read here: zero to twenty, tens to fifty. Anything else is no number, so
that a caller never guesses.
"""

NUMBER_WORDS: dict[str, int] = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}

WORD_PATTERN = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
"""Alternation of the words above, longest first, for use inside a larger pattern."""


def small_number(text: str) -> float | None:
    """The value of ``"5"``, ``"2.5"`` or ``"five"``; ``None`` for anything else."""
    word = text.strip().casefold()
    if word in NUMBER_WORDS:
        return float(NUMBER_WORDS[word])
    if len(word) <= 4 and word.replace(".", "", 1).isdecimal() and word[0] != ".":
        return float(word)
    return None
