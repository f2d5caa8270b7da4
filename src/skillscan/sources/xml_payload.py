"""XML payloads: ``{"xml": "<position>…</position>"}`` as XML spiders land them."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError, tostring

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


def line_of(element: Element, path: str) -> str:
    """One line of an element's text; empty where it is absent."""
    return payload.line(_plain(element.find(path)))


def label_of(element: Element, path: str) -> str:
    """A title, a name or a place; entities decoded; empty where it is absent."""
    return payload.label(_plain(element.find(path)))


def labels_of(element: Element, path: str) -> list[str]:
    """The names of all elements of a path."""
    return payload.labels([_plain(found) for found in element.findall(path)])


def body_of(element: Element, path: str) -> str:
    """Long text of all elements of a path, with the markup that stands in them as elements."""
    found = element.findall(path)[: payload.MAX_LIST_ENTRIES]
    return payload.body([_with_markup(part) for part in found])


def _plain(element: Element | None) -> str:
    return "".join(element.itertext()) if element is not None else ""


def _with_markup(element: Element) -> str:
    inner = (tostring(part, encoding="unicode") for part in element)
    return (element.text or "") + "".join(inner)
