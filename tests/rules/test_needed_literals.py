"""A word read off a phrase wrongly would switch the phrase off where it matches."""

import pytest

from skillscan.rules.needed_literals import needed_literals


@pytest.mark.parametrize(
    ("expression", "needs"),
    [
        (r"\bRemote\s(?:role|job)\b", [{" remote "}, {" role ", " job "}]),
        ("in[- ]person", [{" person"}, {"in "}]),
        ("on-?sites?", [{"site"}, {"on"}]),
        (r"\blabs?\b", [{" lab ", " labs "}]),
        (r"\bno (?:hq|headquarters?)\b", [{" no "}, {" hq ", " headquarter ", " headquarters "}]),
        (r"\bhome,? part\b", [{" home "}, {" part "}]),
        (r"home,?part", [{"home"}, {"part"}]),
        (r"(?:an? )?home", [{"home"}]),
        (r"\b(?:an? )?home", [{" home"}]),
        (r"plant(?: at| in)? home", [{"plant "}, {" home"}]),
        (r"(?<!\w)x(?![\w-])", [{" x "}]),
        (r"(?<![a-z])xy", [{"xy"}]),
        (r"\bpräsenz", [{" senz"}, {" pr "}]),
        (r"(?:week|wk)\d{0,3}", [{"week", "wk"}]),
        (r"(?:ab|\d)b?", []),
        (r"(?:no )?(?=home)", [{"home"}]),
        (r"(?<=home )x", [{"home "}]),
        (r"(?!home)xy", [{"xy"}]),
        (r"(?:plus){2}", [{"plus"}]),
        (r"(?:plus){0,2}", []),
        (r"\w+", []),
        ("one of the best", [{" best"}, {"one "}, {" of "}, {" the "}]),
        ("💰home", [{" home"}, {"💰"}]),
    ],
)
def test_words_that_a_phrase_needs(expression: str, needs: list[set[str]]) -> None:
    found = needed_literals(expression)
    assert sorted(map(sorted, found)) == sorted(map(sorted, needs))


def test_the_rarest_come_first() -> None:
    """Only some of them are looked for."""
    assert needed_literals("we work with looms")[0] == {" looms"}
