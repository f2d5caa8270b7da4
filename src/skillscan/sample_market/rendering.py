"""The HTML styles that employers really use, for one and the same advertisement."""

import html
import re
from collections.abc import Callable, Sequence

from skillscan.sample_market.template import MARKUP, TemplateSection, plain_text

_YEARS = re.compile(r"\b(\d{1,2})\+ (?=years|yrs)")


def escaped(text: str) -> str:
    """Plain text of a marked line, as HTML."""
    return html.escape(plain_text(text), quote=False)


def _items(section: TemplateSection) -> str:
    return "".join(f"<li>{escaped(line.text)}</li>" for line in section.lines)


def _paragraphs(section: TemplateSection) -> str:
    return "".join(f"<p>{escaped(line.text)}</p>" for line in section.lines)


def _heading(section: TemplateSection, pattern: str) -> str:
    return pattern.format(html.escape(section.heading, quote=False)) if section.heading else ""


def headings(section: TemplateSection) -> str:
    """``<h3>`` and ``<ul>``."""
    body = f"<ul>\n{_items(section)}\n</ul>" if section.is_list else _paragraphs(section)
    return _heading(section, "<h3>{}</h3>\n") + body


def strong_paragraphs(section: TemplateSection) -> str:
    """Bold paragraphs as headings, a paragraph inside each item."""
    items = "".join(f"<li><p>{escaped(line.text)}</p></li>" for line in section.lines)
    body = f"<ul>{items}</ul>" if section.is_list else _paragraphs(section)
    return _heading(section, "<p><strong>{}</strong></p>") + body


def inline_headings(section: TemplateSection) -> str:
    """One paragraph: the heading in bold, then sentences."""
    texts = [escaped(line.text) for line in section.lines]
    sentences = " ".join(text if text.endswith((".", ":", "?")) else f"{text}." for text in texts)
    heading = html.escape(section.heading.rstrip(":"), quote=False)
    return f"<p><strong>{heading}:</strong> {sentences}</p>" if heading else f"<p>{sentences}</p>"


def breaks(section: TemplateSection) -> str:
    """Plain lines and dashes with ``<br>``, non-breaking spaces included."""
    dash = "-&nbsp;" if section.is_list else ""
    lines = "<br>".join(f"{dash}{escaped(line.text)}" for line in section.lines)
    return f"{_heading(section, '{}<br>')}{lines}<br><br>"


def divs(section: TemplateSection) -> str:
    """Nothing but ``<div>``; items carry a typed bullet."""
    bullet = "• " if section.is_list else ""
    lines = "".join(f"<div>{bullet}{escaped(line.text)}</div>" for line in section.lines)
    return _heading(section, "<div><b>{}</b></div>") + f"<div>{lines}</div><div><br></div>"


def nested(section: TemplateSection) -> str:
    """Lists in lists: later items stand below earlier ones."""
    if not section.is_list:
        return _heading(section, "<h4>{}</h4>") + _paragraphs(section)
    texts = [escaped(line.text) for line in section.lines]
    rows = []
    for start in range(0, len(texts), 3):
        inner = "".join(f"<li>{text}</li>" for text in texts[start + 1 : start + 3])
        rows.append(f"<li>{texts[start]}{f'<ul>{inner}</ul>' if inner else ''}</li>")
    return f"{_heading(section, '<h4>{}</h4>')}<ul>{''.join(rows)}</ul>"


def _broken_word(match: re.Match[str]) -> str:
    form = html.escape(match[1], quote=False)
    if len(match[1]) < 4 or "&" in form:
        return form
    return f'<a href="https://tools.example/">{form[:2]}</a>{form[2:]}'


def _inline_text(text: str) -> str:
    pieces = MARKUP.sub(lambda match: f"\x00{_broken_word(match)}\x00", text).split("\x00")
    safe = [
        piece if index % 2 else html.escape(piece, quote=False)
        for index, piece in enumerate(pieces)
    ]
    return _YEARS.sub(r"<b>\1</b>+ ", "".join(safe))


def inline(section: TemplateSection) -> str:
    """Tags inside words: ``<b>5</b>+ years``, ``<a>Py</a>Torch``."""
    tag = "li" if section.is_list else "p"
    rows = "".join(f"<{tag}>{_inline_text(line.text)}</{tag}>" for line in section.lines)
    body = f"<ul>{rows}</ul>" if section.is_list else rows
    return _heading(section, "<h2><span>{}</span></h2>") + body


STYLES: dict[str, Callable[[TemplateSection], str]] = {
    "headings": headings,
    "strong_paragraphs": strong_paragraphs,
    "inline_headings": inline_headings,
    "breaks": breaks,
    "divs": divs,
    "nested": nested,
    "inline": inline,
    "lists": strong_paragraphs,
}
"""Style name in ``employers.yaml`` → section to HTML (``lists`` is for what lever keeps apart)."""


def render(sections: Sequence[TemplateSection], style: str) -> str:
    """Sections as one HTML body."""
    return "\n".join(STYLES[style](section) for section in sections)


def list_items(section: TemplateSection) -> str:
    """The items of a section without a list around them, as lever gives them."""
    return _items(section)


def render_plain(sections: Sequence[TemplateSection]) -> str:
    """The same as plain text, for the fields of the APIs that hold it."""
    rows: list[str] = []
    for section in sections:
        bullet = "- " if section.is_list else ""
        rows += [section.heading.upper()] if section.heading else []
        rows += [f"{bullet}{plain_text(line.text)}" for line in section.lines]
        rows.append("")
    return "\n".join(rows).strip()
