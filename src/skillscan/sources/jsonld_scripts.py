"""The JSON-LD scripts of an HTML page, untouched."""

from html.parser import HTMLParser

MAX_PAGE_CHARACTERS = 8_000_000
MAX_SCRIPTS = 50


class _Scripts(HTMLParser):
    """Collects the text of scripts typed ``application/ld+json``, however the type is written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._parts: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attribute values arrive unescaped: ``application/ld&#x2B;json`` is recognised."""
        kind = (dict(attrs).get("type") or "").lower()
        self._parts = [] if tag == "script" and "ld+json" in kind else None

    def handle_data(self, data: str) -> None:
        """Text inside a script is never markup."""
        if self._parts is not None:
            self._parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """The script is complete."""
        if tag == "script" and self._parts is not None and len(self.found) < MAX_SCRIPTS:
            self.found.append("".join(self._parts))
        self._parts = None


def jsonld_scripts(page: str) -> list[str]:
    """The texts of a page's JSON-LD scripts in their order; one that never ends is left out."""
    reader = _Scripts()
    try:
        reader.feed(page[:MAX_PAGE_CHARACTERS])
        reader.close()
    except AssertionError:  # html.parser gives up so on broken declarations
        return reader.found
    return reader.found
