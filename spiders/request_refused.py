"""Why a request was not made or not answered, as the words of fetch reports."""

from scrapy.exceptions import IgnoreRequest

from skillscan.net.reachability import UNREACHED


class RefusedError(IgnoreRequest):
    """We refuse to send a request or to follow a response; ``reason`` goes into the report."""

    def __init__(self, reason: str, detail: str = "", http_status: int | None = None) -> None:
        self.reason = reason
        self.detail = detail
        self.http_status = http_status
        super().__init__(f"{reason}: {detail}")


REASONS = {
    "DownloadTimeoutError": "timeout",
    "CannotResolveHostError": "cannot_resolve",
    "DownloadConnectionRefusedError": "connection_refused",
    "ResponseDataLossError": "cut_body",
    "ConnectError": "connection_failed",
    "TunnelError": "proxy_refused",
    "DownloadFailedError": "connection_lost",
    "DownloadCancelledError": "too_large",
    "BadGzipFile": "bad_compression",
}
"""Scrapy's download exceptions, by class name."""


def is_unreached(error: BaseException) -> bool:
    """Whether a request failed because its host, or the host of its robots.txt, gave no answer."""
    cause = error.__cause__ if isinstance(error, RefusedError) else None
    return reason_of(cause or error) in UNREACHED


def reason_of(error: BaseException) -> str:
    """The machine-readable reason of a failed request."""
    if isinstance(error, RefusedError):
        return error.reason
    if isinstance(error, IgnoreRequest) and "DOWNLOAD_MAXSIZE" in str(error):
        return "too_large"  # a small compressed body that swells past the limit
    if isinstance(error, IgnoreRequest) and "redirections" in str(error):
        return "too_many_redirects"
    names = (cls.__name__ for cls in type(error).__mro__)
    return next((REASONS[name] for name in names if name in REASONS), "download_error")
