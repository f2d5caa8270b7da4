"""From the bytes of a response to its data, or to the named reason why it is not usable.

The reasons are machine-readable words that stand in fetch reports:
``html_instead_of_json``, ``empty_body``, ``cut_json``, ``not_json``, ``wrong_charset``,
``not_xml``, ``bad_compression``, ``too_large``, ``cut_body``, ``unexpected_shape``, and for
statuses ``not_found``, ``forbidden``, ``rate_limited``, ``server_error``, ``redirect_refused``,
``http_error``.
"""

import json
from contextlib import suppress
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from w3lib.encoding import (
    html_body_declared_encoding,
    html_to_unicode,
    http_content_type_encoding,
    read_bom,
    to_unicode,
)

DETAIL_CHARACTERS = 300
REPLACEMENT_CHARACTER = "\ufffd"
_BY_STATUS = {
    401: "forbidden",
    403: "forbidden",
    404: "not_found",
    410: "not_found",
    429: "rate_limited",
}


class UnusableResponse(Exception):  # noqa: N818 - says what came, not what we did wrong
    """A response that cannot be used; ``reason`` goes into the fetch report."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail[:DETAIL_CHARACTERS]
        super().__init__(f"{reason}: {self.detail}" if detail else reason)


def status_reason(status: int) -> str | None:
    """Why a response of this status is unusable, ``None`` for 2xx."""
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return "redirect_refused"
    if status >= 500:
        return "server_error"
    return _BY_STATUS.get(status, "http_error")


def decode_json(body: bytes, content_type: str = "") -> Any:
    """The JSON value of a response's body. Raises ``UnusableResponse``."""
    text = _text(body, content_type).strip()
    if not text:
        raise UnusableResponse("empty_body", "the response has no body")
    if text.startswith("<"):
        raise UnusableResponse("html_instead_of_json", text[:80])
    with suppress(msgspec.MsgspecError, RecursionError):
        return msgspec.json.decode(text)
    try:  # lone surrogates, infinite numbers; or it says what is wrong, and where
        return json.loads(text)
    except json.JSONDecodeError as error:
        is_cut = error.pos >= len(text) - 1 or error.msg.startswith("Unterminated")
        raise UnusableResponse("cut_json" if is_cut else "not_json", str(error)) from error
    except (ValueError, RecursionError) as error:
        raise UnusableResponse("not_json", str(error)) from error


def decode_html(body: bytes, content_type: str = "") -> tuple[str, bool]:
    """The text of a page, and whether it is in UTF-8 or in a charset that is stated for it.

    What is valid UTF-8 is read so, whatever is stated: a page is not valid UTF-8 by chance. Then
    come the page's byte-order mark, the charset of the response's header and that of the page
    itself, each if it fits the bytes, as browsers understand their names (``iso-8859-1`` is
    Windows-1252). A page in none of them is read in Windows-1252: unlike an API's response, that
    is an everyday thing.
    """
    with suppress(UnicodeDecodeError):
        return body.decode("utf-8-sig"), True
    for charset in (
        read_bom(body)[0],
        http_content_type_encoding(content_type),
        html_body_declared_encoding(body),
    ):
        if charset and (text := _fitting(body, charset)) is not None:
            return text, True
    return to_unicode(body, "cp1252"), False


def decode_xml(body: bytes) -> Element:
    """The root of an XML response; DTDs and entities are refused. Raises ``UnusableResponse``."""
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnusableResponse("not_xml", f"{type(error).__name__}: {error}") from error
    return root


def list_at(data: Any, *path: str) -> list[Any]:
    """The list at a path of the data. Raises ``UnusableResponse`` (``unexpected_shape``)."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    if not isinstance(data, list):
        raise UnusableResponse("unexpected_shape", f"no list at {'.'.join(path) or 'the top'}")
    return data


def _text(body: bytes, content_type: str) -> str:
    """UTF-8 as JSON demands; else the charset the response names, if it fits."""
    for charset in ("utf-8-sig", http_content_type_encoding(content_type) or "utf-8"):
        with suppress(UnicodeError, LookupError):
            return body.decode(charset)
    raise UnusableResponse("wrong_charset", f"not UTF-8, and not what it says: {content_type}")


def _fitting(body: bytes, charset: str) -> str | None:
    """The page in a charset, ``None`` where its bytes are none of that charset."""
    try:
        _, text = html_to_unicode(f"text/html; charset={charset}", body)
    except (UnicodeError, LookupError):  # "undefined" and "idna" are charsets to Python
        return None
    return None if REPLACEMENT_CHARACTER in text else text
