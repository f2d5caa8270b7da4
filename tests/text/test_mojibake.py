"""Texts that were read in a wrong encoding say what was written."""

import pytest

from skillscan.text.mojibake import without_mojibake
from skillscan.text.prepare import prepare

PLAIN = "• Bachelor’s “degree”\n• 3–5 years – José, €70k"


def _as_cp1252(text: str) -> str:
    raw = text.encode()
    return "".join(
        chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes([byte]).decode("cp1252")
        for byte in raw
    )


CASES = {
    "UTF-8 as Windows-1252": _as_cp1252(PLAIN),
    "twice": _as_cp1252(_as_cp1252(PLAIN)),
    "UTF-8 as Latin-1": PLAIN.encode().decode("latin-1"),
    "UTF-8 as Mac Roman": PLAIN.replace("José", "Jose").encode().decode("mac_roman"),
    "Windows-1252 as Latin-1": PLAIN.encode("cp1252").decode("latin-1"),
    "a closing quote that was cut": _as_cp1252(PLAIN).replace("â€\x9d", "â€"),
    "entities of it": "".join(
        f"&#{ord(sign)};" if ord(sign) > 255 else sign for sign in _as_cp1252(PLAIN)
    ),
    "with no-break spaces that became plain": _as_cp1252(PLAIN.replace(" ", "\u00a0", 2)).replace(
        "\u00a0", " "
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_signs_are_as_they_were_meant(case: str) -> None:
    """Else "3â€“5 years" is no range, and a bullet no item."""
    expected = PLAIN.replace("José", "Jose") if "Mac" in case else PLAIN
    assert prepare(CASES[case]) == expected


@pytest.mark.parametrize(
    "text", ["“IRMÃ” e “NÃO”", "12 à « 15 »", "Å”, „Ä“ und ‚Ö’", "Crème brûlée", "ÂGE"]
)
def test_words_of_other_languages_stay(text: str) -> None:
    """Their letters come before quotes, too."""
    assert prepare(text) == text


BROKEN = "3 â€“ 5 donâ€™t"
SOUND = "3 – 5 don’t"
RIGHT_LETTERS = [
    "HIỂU MÃ\u00a0Java",
    "ĐÃ\u00a0Docker",
    "AMANHÃ\u00a0ÀS 9",
    "AMANHÃ£9",
    "«\u00a0AMANHû",
    "«\u00a0Hanoï\u00a0» recrute",
    "“Hawaï…”",
    "«Hanoï»…",
    "DISPONIBILITÉ\u00a0: 3 ans",
    "“Spaß”",
    "CLÉ\u00a0: 2",
    "pâ\u00a0“weave”",
    "“pâ”…",
    "«\u00a0PÃ»",
    "QUALITÉ\u00a0Docker",
    "DIPLÔMÉ\u00a0Master",
    "“IRMÃ” e “PÅ”",
]


@pytest.mark.parametrize("text", RIGHT_LETTERS)
def test_right_letters_stay_beside_blanks_and_quotes(text: str) -> None:
    """Else "ĐÃ Docker" is "ĐàDocker", and the skill is lost."""
    expected = text.replace("\u00a0", " ")
    assert prepare(text) == expected
    assert prepare(f"{BROKEN}\n{text}") == f"{SOUND}\n{expected}"


@pytest.mark.parametrize(
    "word",
    [
        "Österreich",
        "MÖBEL",
        "München",
        "ÉCOLE",
        "JOSÉ",
        "œuvre",
        "świat",
        "ktoś",
        "pracą",
        "Poznań",
        "Łódź",
        "voilà",
        "à la carte",
        "sûr",
    ],
)
def test_letters_in_a_text_with_sure_signs_are_as_they_were_meant(word: str) -> None:
    """Pairs that stand in the midst of a word, or could not end one."""
    assert prepare(f"{BROKEN}\n{_as_cp1252(word)}") == f"{SOUND}\n{word}"


def test_signs_that_were_read_as_controls_before() -> None:
    """Windows-1252 as Latin-1, and that as UTF-8 once more: bullets, apostrophes and dashes."""
    raw = f"{BROKEN}\nÂ•Silk\nÂ• donÂ’t\nWool 3Â–5 “Â” e “MEVLÂ”"
    assert prepare(raw) == f"{SOUND}\n• Silk\n• don’t\nWool 3–5 “Â” e “MEVLÂ”"


@pytest.mark.parametrize(
    "sign", ["▪ Go", "（", "ﬁ", "\ufeff", "\ufffd", "\ufe0f", "\uf0b7", "🚀", "sûr"], ids=ascii
)
def test_signs_of_three_and_four_bytes_are_sure(sign: str) -> None:
    """Bullets, ligatures, marks and emoji, without another sure sign beside them."""
    assert without_mojibake(_as_cp1252(sign)) == sign


@pytest.mark.parametrize("sign", ["\u00a0", "°", "®", "©", "·", "»"], ids=ascii)
def test_signs_read_as_mac_roman_are_as_they_were_meant(sign: str) -> None:
    meant = f"Go{sign} Rust"
    assert without_mojibake(meant.encode().decode("mac_roman")) == meant


@pytest.mark.parametrize(
    ("cut", "meant"), [("â\x80\x9cGoâ\x80", "“Go”"), ("3 â€“ 5Â", "3 – 5"), ("â€œGoâ€?", "“Go”")]
)
def test_what_was_cut_of_a_sign_goes_with_it(cut: str, meant: str) -> None:
    assert without_mojibake(cut) == meant


@pytest.mark.parametrize(
    ("raw", "meant"),
    [("Â•Silk\n3 â€“ 5", "•Silk\n3 – 5"), ("3 â€“ 5 “Â”e olaÂ” e", "3 – 5 “Â”e olaÂ” e")],
    ids=["before a text", "a letter in quotes"],
)
def test_a_letter_before_a_sign_is_lost_only_where_it_stands_in_a_word(
    raw: str, meant: str
) -> None:
    """A bullet that was read twice over, or a Portuguese letter."""
    assert without_mojibake(raw) == meant
