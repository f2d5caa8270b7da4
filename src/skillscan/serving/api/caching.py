"""ETags and how long an answer may be kept: both follow from the content of its release.

What is served of ``latest`` is asked for again each time (and answered 304 where nothing changed).
What names its release may be kept for an hour and not for ever, since quotes may be withdrawn.
"""

import hashlib
from collections.abc import Mapping

from skillscan import __version__

OF_LATEST = "no-cache"
OF_RELEASE = "public, max-age=3600"


def etag(*parts: str) -> str:
    """A strong ETag of what decides an answer, the version of skillscan among it."""
    digest = hashlib.sha256("\0".join((__version__, *parts)).encode("utf-8", "replace"))
    return f'"{digest.hexdigest()[:32]}"'


def is_known(headers: Mapping[str, str], tag: str) -> bool:
    """Whether the reader has the answer with this ETag (``If-None-Match``)."""
    said = headers.get("if-none-match", "")
    stated = (one.strip().removeprefix("W/") for one in said[:4_000].split(","))
    return any(one in {"*", tag} for one in stated)


def cache_headers(tag: str, *, is_named: bool) -> dict[str, str]:
    """ETag and Cache-Control; ``is_named``: the address names its release."""
    return {"ETag": tag, "Cache-Control": OF_RELEASE if is_named else OF_LATEST}
