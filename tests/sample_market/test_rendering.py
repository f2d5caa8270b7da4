"""Every HTML style shows every line, and nothing else."""

import html
import re

import pytest

from skillscan.sample_market.rendering import STYLES, render, render_plain
from skillscan.sample_market.template import TemplateLine, TemplateSection

SECTIONS = (
    TemplateSection(
        kind="required",
        heading="Requirements:",
        lines=(
            TemplateLine("5+ years with [PyTorch|pytorch] & <friends>", "required"),
            TemplateLine("[C|c]/[C++|c++] and [R|r]", "required"),
            TemplateLine("Third line", "required"),
            TemplateLine("Fourth line", "required"),
        ),
        is_list=True,
    ),
    TemplateSection(kind="legal", heading="", lines=(TemplateLine("Invented."),), is_list=False),
)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_style_shows_every_line_once(style: str) -> None:
    """A line lost in rendering would make the truth table claim what nobody can read."""
    markup = render(SECTIONS, style)
    text = " ".join(html.unescape(re.sub(r"</?(?:a|b|span)\b[^>]*>", "", markup)).split())
    text = re.sub(r"<(?!friends)[^>]*>", " ", text)
    for line in ("5+ years with PyTorch & <friends>", "C/C++ and R", "Fourth line", "Invented."):
        assert text.count(line) == 1, text
    assert "Requirements" in text
    assert "|" not in text


def test_inline_style_breaks_words_and_numbers() -> None:
    """Tags inside words are what real editors leave behind."""
    markup = render(SECTIONS, "inline")
    assert "<b>5</b>+ years" in markup
    assert re.search(r"<a [^>]*>Py</a>Torch", markup)


def test_plain_text_has_headings_and_dashes() -> None:
    """lever and ashby give the text twice; both must say the same."""
    assert render_plain(SECTIONS).splitlines()[:3] == [
        "REQUIREMENTS:",
        "- 5+ years with PyTorch & <friends>",
        "- C/C++ and R",
    ]
