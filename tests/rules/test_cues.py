"""Cues, the other language of phrases: what a misspelled one would do is seen when it is loaded."""

import pytest

from skillscan.rules.cues import cue_words, faults_of_cue, faults_of_part

FRAGMENTS = {
    "possessive": ("our|your", "unser"),
    "role": ("recruiter", "hiring manager"),
    "nested": ("{role}",),
    "wide": tuple(f"word {n}" for n in range(60)),
}


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("our|your recruiter", ["our|your recruiter"]),
        ("{possessive} recruiter", ["our|unser|your recruiter"]),
        ("{possessive}? {role}", ["(our|unser|your) recruiter", "(our|unser|your) hiring manager"]),
        ("contact :|\\?", ["contact :|?"]),
        ("for * contact", ["for * contact"]),
    ],
)
def test_a_cue_is_read_word_by_word(cue: str, words: list[str]) -> None:
    def written(word) -> str:
        listed = "|".join(sorted(word.words)) or "*"
        return f"({listed})" if word.is_optional else listed

    assert [" ".join(map(written, found)) for found in cue_words(cue, FRAGMENTS)] == words
    assert list(faults_of_cue(cue, FRAGMENTS)) == []


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("contact {who}", "no fragment {who}"),
        ("contact {nested}", "not possible in cues"),
        ("{wide} {wide}", "3,600 cues"),
        ("contact? *", "needs a word of two letters"),
        (": ,", "needs a word of two letters"),
        ("Contact :", "has capitals"),
        ("contact :|?", "empty alternative"),
        ("contact " * 30, "at most 160 characters"),
        (3, "put quotes"),
    ],
)
def test_a_fault_says_what_is_wrong(cue: object, said: str) -> None:
    assert said in " ".join(faults_of_cue(cue, FRAGMENTS))


def test_an_entry_of_a_fragment_needs_no_word_to_be_looked_for() -> None:
    assert list(faults_of_part("a|to")) == []
    assert list(faults_of_part("")) != []
