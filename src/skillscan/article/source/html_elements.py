"""Which HTML elements part blocks, and which ones no reader sees."""

from skillscan.article.source.html_tokens import HtmlToken

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
HIDDEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "svg",
        "math",
        "object",
        "head",
        "nav",
        "select",
        "textarea",
        "audio",
        "video",
        "canvas",
        "datalist",
        "xmp",
        "title",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
INLINE_NO_GAP = frozenset({"sub", "sup", "wbr"})
"""Elements within a word: no blank is thought between them and it."""
CODE = frozenset({"code", "pre", "samp", "kbd", "tt"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "tbody": (frozenset({"thead", "tbody", "tr", "td", "th"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tr", "td", "th"}), frozenset({"table"})),
}
"""Which open elements a start tag closes, and the elements that it does not look beyond."""
_NO_DISPLAY = ("display:none", "visibility:hidden")


def is_hidden(token: HtmlToken) -> bool:
    """Whether a browser, or a screen reader, leaves the element out."""
    if token.name in HIDDEN:
        return True
    if not token.attributes:
        return False
    style = "".join((token.attribute("style") or "").split()).lower()
    return (
        (token.attribute("hidden") is not None)
        or (token.attribute("aria-hidden") or "").lower() == "true"
        or (token.attribute("role") or "").lower() == "navigation"
        or any(words in style for words in _NO_DISPLAY)
    )
