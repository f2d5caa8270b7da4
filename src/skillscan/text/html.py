"""HTML to plain text that keeps what reading needs: blocks, headings, list items.

resiliparse does the work (a browser-grade parser: unclosed tags, entities, hidden elements). Around
it stand the shapes that sources really send: HTML escaped once more (Greenhouse), plain text with
a few inline tags and real line breaks, list items that hold paragraphs.
"""

import html
import re

from resiliparse.extract.html2text import extract_plain_text

_BLOCK = (
    r"p|div|br|ul|ol|li|h[1-6]|table|tr|td|th|tbody|section|article|header|footer|main|hr|dl|dt|dd"
    r"|blockquote|pre|body|html"
)
_INLINE = (
    r"a|b|strong|i|em|u|s|span|font|small|sub|sup|mark|code|img|script|style|head|meta|link|title"
    r"|button|iframe|noscript|svg|label|input|center|nobr|wbr|tt|del|ins|figure|nav|form|textarea"
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_PARAGRAPH_TAG = re.compile(r"<(?:p|br|div|t[dhr]|table|section|article|pre|body)\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_ANY_TAG = re.compile(rf"</?(?:{_BLOCK}|{_INLINE})(?:\s[^<>]{{0,2000}})?/?>|<!--", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    rf"&(?:amp;)?lt;/?(?:{_BLOCK}|{_INLINE})\b"
    r"(?:[^<>&]|&(?!(?:amp;)?lt;)){0,2000}?&(?:amp;)?gt;",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|nbsp(?!=))"
)
_BULLET_LINE = re.compile(r"^[ \t]*(?:•|\d{1,3}\.)[ \t]*\n+[ \t]*(?=\S)", re.MULTILINE)
_ITEM_INDENT = re.compile(r"\n[ \t]+(?:•|\d{1,3}\.)[ \t]+")
_NUMBERED_HEADING = re.compile(
    r"(<h[1-6](?:\s[^<>]{0,200})?>(?:\s|<(?:b|strong|span)(?:\s[^<>]{0,200})?>){0,4})\d{1,2}[.)]\s(?=[A-Z])",
    re.IGNORECASE,
)
"""A number in a heading would make it an item of a list."""
_CELLS = re.compile(r"\t+")
_SWALLOWING = (
    "script",
    "style",
    "template",
    "svg",
    "iframe",
    "button",
    "select",
    "textarea",
    "title",
    "xmp",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
)
_MAY_SWALLOW = re.compile(rf"<(?:{'|'.join(_SWALLOWING)})", re.IGNORECASE)
_SKIPPED = ["script", "style", "template", "svg", "iframe", "button", "select"]


def is_html(text: str) -> bool:
    """Whether the text holds HTML tags (``a < b`` and ``List<String>`` are not tags)."""
    return _ANY_TAG.search(text) is not None


def unescape(text: str) -> str:
    """Entities as characters; where tags are escaped too, one layer is taken off."""
    if _ESCAPED_TAG.search(text) or (_ENTITY.search(text) and not is_html(text)):
        return html.unescape(text)
    return text


def html_to_text(markup: str) -> str:
    """Visible text of an HTML fragment: a block a line, items as ``• item``, cells with `` | ``."""
    markup = _without_unclosed(markup)
    if not _BLOCK_TAG.search(markup):
        markup = markup.replace("\n", "<br>")
    elif not _PARAGRAPH_TAG.search(markup):
        markup = _BLANK_LINE.sub("<br><br>", markup)  # lists in tags, paragraphs without
    text = extract_plain_text(
        _NUMBERED_HEADING.sub(r"\1", markup),
        preserve_formatting=True,
        main_content=False,
        list_bullets=True,
        alt_texts=False,
        links=False,
        form_fields=False,
        noscript=False,
        skip_elements=_SKIPPED,
    )
    text = _BULLET_LINE.sub("• ", text)
    text = _ITEM_INDENT.sub("\n• ", f"\n{text}")[1:]
    return _CELLS.sub(" | ", text) if "\t" in text else text


def _without_unclosed(markup: str) -> str:
    """Drop opening tags of elements that would swallow the rest of the posting."""
    if not _MAY_SWALLOW.search(markup):
        return markup
    lower = markup.casefold()
    for name in _SWALLOWING:
        if lower.count(f"<{name}") > lower.count(f"</{name}"):
            markup = re.sub(rf"</?{name}\b[^<>]{{0,2000}}>?", " ", markup, flags=re.IGNORECASE)
    return markup
