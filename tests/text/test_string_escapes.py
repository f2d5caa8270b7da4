"""Texts whose reader left the escapes of JSON or Python in them are read like those without."""

import pytest

from skillscan.text.prepare import prepare
from skillscan.text.string_escapes import without_string_escapes

PLAIN = "Requirements:\n• Bachelor’s degree\n• 3–5 years of Go"
CASES = {
    "JSON": r"Requirements:\n\u2022 Bachelor\u2019s degree\n\u2022 3\u20135 years of Go",
    "JSON twice": r"Requirements:\\n\\u2022 Bachelor\\u2019s degree"
    r"\\n\\u2022 3\\u20135 years of Go",
    "ends of Windows": r"Requirements:\r\n\u2022 Bachelor’s degree\r\n• 3–5 years of Go",
    "bytes of Python": r"b'Requirements:\n\xe2\x80\xa2 Bachelor\xe2\x80\x99s degree"
    r"\n\xe2\x80\xa2 3\xe2\x80\x935 years of Go'",
    "a string of Python": r"'Requirements:\n•\tBachelor’s degree\n•\t3–5\xa0years of Go'",
    "HTML in JSON": r"<p class=\"x\">Requirements:<\/p>\n<ul><li>Bachelor’s degree<\/li>"
    r"<li>3–5 years of Go<\/li><\/ul>",
    "tags as code units": r"\u003cp\u003eRequirements:\u003c/p\u003e\u003cul\u003e\u003cli\u003e"
    r"Bachelor’s degree\u003c/li\u003e\u003cli\u003e3–5 years of Go\u003c/li\u003e\u003c/ul\u003e",
    "small letters behind colons": "Requirements:\\n• Bachelor’s degree\\n• 3–5 years of Go",
}


@pytest.mark.parametrize("raw", CASES.values(), ids=CASES)
def test_escapes_are_what_they_stand_for(raw: str) -> None:
    """Else a list stands on one line, and every item takes the class of the last heading."""
    assert prepare(raw) == PLAIN


def test_pairs_of_code_units_are_one_sign() -> None:
    """An emoji is written as two of them; half of one is no sign."""
    assert prepare(r"We weave \ud83d\ude80 cloth") == "We weave \U0001f680 cloth"
    assert prepare(r"We weave \ud83d cloth") == "We weave cloth"


def test_small_words_in_a_text_of_escapes_begin_lines_too() -> None:
    """A text in lower case has no capital that tells where a line begins."""
    assert prepare(r"skills:\n- go\nwe offer\nlunch.\nand tea") == (
        "skills:\n• go\nwe offer\nlunch.\nand tea"
    )


@pytest.mark.parametrize(
    "text",
    [
        r"Spin and\nor weave",
        r"Keep it in C:\temp\new\reports",
        r"Regex such as \d+ and \w",
        r"Run C:\nginx and D:\reports, E:\temp\New or C:\2024\n1",
        r"Skills in x86\x64 assembly",
        r"Find Program Files\x86 and Program Files\x96",
        r"You split at \n and \t or at '\n' and \n",
        r"Match by \n* or by \s*\n* with care",
    ],
)
def test_a_backslash_of_the_text_stays(text: str) -> None:
    """A path is no list."""
    assert prepare(text) == text


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (r"Weave.\nSpin and\nor dye", "Weave.\nSpin and\\nor dye"),
        (r"Weave.\r\nSpin.\r\nDye.", "Weave.\nSpin.\nDye."),
        (r"Weave.\rSpin.\rDye.", "Weave.\nSpin.\nDye."),
        (r"Weave.\n Spin.\n Dye.", "Weave.\n Spin.\n Dye."),
        (r"Weave \nSpin \nDye", "Weave \nSpin \nDye"),
        (r"Weave.\n.NET.\nSpin", "Weave.\n.NET.\nSpin"),
        (r'Say "weave"\nSpin.\nDye', 'Say "weave"\nSpin.\nDye'),
        (r"Looms\n* Weave\n* Spin", "Looms\n* Weave\n* Spin"),
        (r"Weave cloth\n", "Weave cloth\n"),
        (r"Weave\tOslo", "Weave\tOslo"),
        (r"•\tweave", "•\tweave"),
        (r"Weave for \xa3500", "Weave for £500"),
        (r"b'caf\xc3\xa9'", "café"),
        (r"'Weave \u2013 cloth'", "'Weave – cloth'"),
        (r"<p class=\"x\" id=\"y\">Go", '<p class="x" id="y">Go'),
    ],
)
def test_each_escape_is_what_it_stands_for(raw: str, meant: str) -> None:
    """Before anything else is done with the text."""
    assert without_string_escapes(raw) == meant


@pytest.mark.parametrize(
    "text",
    [r"Keep it\there", r"They say \"weave\", often", r"Match \d\n\w as it is", r"Sign \x7f of old"],
)
def test_a_single_escape_that_may_be_text_stays(text: str) -> None:
    """A regex that was taken apart says something else."""
    assert without_string_escapes(text) == text
