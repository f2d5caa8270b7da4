"""Passwords in addresses: nobody needs to read them, and a log keeps them."""

import re

MASK = "********"
_PASSWORD = re.compile(r"(?<=://)[^/@\s]{0,500}@")
_PASSWORD_OPTION = re.compile(r"(?i)(password\s{0,5}=\s{0,5})('[^']{0,500}'?|\S{1,500})")
_QUERY = re.compile(r"(://[^?]{0,2000}\?).{0,5000}", re.DOTALL)


def masked(value: str) -> str:
    """A value without what may be secret of an address: neither user, password nor query."""
    return _QUERY.sub(rf"\1{MASK}", without_passwords(value))


def without_passwords(text: str) -> str:
    """The text with a mask for user and password of each address (``ftp://kim:secret@host``), and
    for that of a connection string (``host=db password=secret``).
    """
    return _PASSWORD_OPTION.sub(rf"\1{MASK}", _PASSWORD.sub(f"{MASK}@", text))
