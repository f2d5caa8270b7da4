"""XML payloads: ``{"xml": "<position>…</position>"}`` as XML spiders land them."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from skillscan.sources import payload

MAX_XML_CHARACTERS = 2_000_000


def element_of(content: Mapping[str, Any]) -> Element | None:
    """The element of an XML payload; ``None`` for what is no XML, has a DTD or is too large."""
    text = content.get("xml")
    if not isinstance(text, str) or len(text) > MAX_XML_CHARACTERS:
        return None
    try:
        found: Element = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        return None
    return found


def line_of(element: Element | None, path: str) -> str:
    """One line of an element's text; empty where it is absent."""
    return payload.line({"text": _text(element, path)}, "text")


def body_of(element: Element | None, path: str) -> str:
    """Long text of an element; empty where it is absent."""
    return payload.body({"text": _text(element, path)}, "text")


def _text(element: Element | None, path: str) -> str:
    return (element.findtext(path) or "") if element is not None else ""
