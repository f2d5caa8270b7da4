"""Passwords in addresses: nobody needs to read them, and a log keeps them."""

import re

MASK = "********"
_PASSWORD = re.compile(r"(?<=://)[^/@\s]{0,500}@")


def without_passwords(text: str) -> str:
    """The text with a mask for user and password of each address (``ftp://kim:secret@host``)."""
    return _PASSWORD.sub(f"{MASK}@", text)
