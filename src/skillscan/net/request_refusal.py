"""Why a request is not made, or a redirect not followed."""

from typing import NamedTuple


class RequestRefusal(NamedTuple):
    """``reason`` is a word of fetch reports; ``http_status`` that of the response it came from."""

    reason: str
    detail: str
    http_status: int | None = None
