"""Characters that were read in a wrong encoding, as they were meant: "donâ€™t" is "don’t".

UTF-8 that was read as Windows-1252 or Latin-1, also several times over, or as Mac Roman;
Windows-1252 that was read as Latin-1. Signs that are part of no word are sure: three for a sign of
UTF-8 ("â€™", "ï‚·"), or "Ã" before one that ends no word in capitals ("Ã©", but not "ĐÃ" and a
no-break space). Other pairs ("Å‚", "Ã‰") count where the text has sure signs, and where they make a
letter in the midst of a word or could not end one ("“IRMÃ”").
"""

import re

from skillscan.text.characters import rare_characters

_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Bytes that Windows-1252 gives no sign; programs keep them as controls."""
_SIGNS = {
    byte: chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xC0)
}
_BYTES = {sign: byte for byte, sign in _SIGNS.items()} | {chr(byte): byte for byte in _SIGNS}
_CONTINUING = f"[{re.escape(''.join(_BYTES))}]"
_CAPITAL = "[A-ZÀ-ÖØ-ÞĐ]"
_OF_FULL_WIDTH = rf"[€\u0080\u0081‚\u0082ƒ\u0083¼½]{_CONTINUING}|»¿|¿[¼½]|¸[\u008f]|¬{_CONTINUING}"
"""Behind "ï": bullets of Symbol, fullwidth signs, ligatures, marks; the rest is unused."""
_SURE = (
    rf"â(?!\u00a0)(?![…”–—›«»](?<=[^\W\d_]â.)){_CONTINUING}{{2}}|ï(?:{_OF_FULL_WIDTH})"
    rf"|ð[Ÿ\u009f]{_CONTINUING}{{2}}|Â[\u00a0-\u00bf]"
    rf"|Ã(?<!{_CAPITAL}{_CAPITAL}Ã)(?!»(?<={_CAPITAL}Ã»))[\u00a1-\u00bf]"
)
_SURE_SIGNS = re.compile(_SURE)
_ALL_SIGNS = re.compile(rf"{_SURE}|(?P<pair>[Â-Å]{_CONTINUING})")
_ENDS_OF_WORDS = frozenset("\u00a0…‘’“”•–—™›‹«»€£°·¡¿")
"""Second signs of a pair that may as well stand behind a word."""
_IS_CAPITAL = re.compile(_CAPITAL)
_CUT_QUOTE = re.compile(rf"â(?:€|\u0080)(?!{_CONTINUING})\??")
"""A closing quote whose last byte no program could show."""
_CUT_SPACE = re.compile(r"Â(?=\s|\Z)")
"""A no-break space that a program made plain."""
_MAC_SIGNS = re.compile(r"‚[ÄÇÑÜÖ][^\x00-\x7f]|¬[†∞Æ©∑∫ª]")
_CONTROLS = re.compile("[\u0080\u0082-\u0084\u0086-\u008c\u008e\u0091-\u009c\u009e\u009f]")
_OF_CONTROLS = {byte: sign for byte, sign in _SIGNS.items() if byte < 0xA0}
_QUESTIONABLE = re.compile("[ÂÃâïð‚¬\u0080-\u009f]")


def without_mojibake(text: str) -> str:
    """The text with such characters as they were meant, a layer taken off; others unchanged."""
    if text.isascii() or not _QUESTIONABLE.search(rare_characters(text)):
        return text
    if _SURE_SIGNS.search(text):
        text = _ALL_SIGNS.sub(_of_utf8, text)
        text = _CUT_SPACE.sub("", _CUT_QUOTE.sub("”", text))
    text = _MAC_SIGNS.sub(_of_mac_roman, text)
    return text.translate(_OF_CONTROLS) if _CONTROLS.search(text) else text


def _of_utf8(match: re.Match[str]) -> str:
    """The sign whose bytes were read one by one; what is no UTF-8, or right as it is, stays."""
    raw = bytes(_BYTES.get(sign, ord(sign) & 0xFF) for sign in match[0])
    try:
        meant = raw.decode()
    except UnicodeDecodeError:
        return match[0]
    return match[0] if match["pair"] and not _is_meant(match, meant) else meant


def _is_meant(pair: re.Match[str], meant: str) -> bool:
    """Whether two letters that may both be right stand for one."""
    lead, sign = pair[0][0], pair[0][1]
    before = pair.string[pair.start() - 1] if pair.start() else ""
    behind = pair.string[pair.end() : pair.end() + 1]
    if lead == "Â":  # and a sign of Windows-1252 that was read as a control of Latin-1
        is_alone = not before or before.isspace() or before.isdigit()
        return "\u0080" <= sign <= "\u009f" or is_alone or (before.islower() and behind.isalpha())
    is_behind_capital = _IS_CAPITAL.match(before) is not None
    if not meant.isalpha() or (is_behind_capital and "\u00a0" <= sign <= "\u00bf"):
        return False
    if sign == "\u00a0":
        return lead == "Ã"
    if sign not in _ENDS_OF_WORDS or before.islower() or before == "¬":
        return True
    return behind.isalpha()


def _of_mac_roman(match: re.Match[str]) -> str:
    """The same of bytes that were read as Mac Roman."""
    try:
        return match[0].encode("mac_roman").decode()
    except UnicodeError:
        return match[0]
