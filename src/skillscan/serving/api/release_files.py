"""The files of a release as they stand: its pages, its data, below ``/latest/`` and
``/releases/<name>/``.
"""

import mimetypes
import re
from html import unescape
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.responses import FileResponse, RedirectResponse

from skillscan.release.release_folder import LATEST, PAGE, SITE
from skillscan.serving.api.caching import cache_headers, etag, is_known
from skillscan.serving.api.guard import is_embed
from skillscan.serving.api.served_releases import (
    FileNotInReleaseError,
    ServedRelease,
    ServedReleases,
)

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".parquet": "application/vnd.apache.parquet",
    ".duckdb": "application/vnd.duckdb",
}
_META_POLICY = re.compile(
    r'<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]{1,2000})"', re.IGNORECASE
)
_HEAD_BYTES = 4_000
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_OWN_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


def file_routes(releases: ServedReleases) -> APIRouter:
    """The routes of releases' files; no schema describes them."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def _root() -> Response:
        return _to(f"/{LATEST}/{_start(releases, releases.opened())}")

    @router.get("/latest")
    def _latest() -> Response:
        return _to(f"/{LATEST}/")

    @router.get("/latest/{file:path}")
    def _file_of_latest(request: Request, file: str) -> Response:
        return _answer(releases, request, releases.opened(), file, f"/{LATEST}/")

    @router.get("/releases/{name}")
    def _release(name: str) -> Response:
        return _to(f"/releases/{releases.opened(name).name}/")

    @router.get("/releases/{name}/{file:path}")
    def _file_of_release(request: Request, name: str, file: str) -> Response:
        served = releases.opened(name)
        base = f"/releases/{served.name}/"
        if name != served.name and file in {"", PAGE}:
            return _to(base)
        return _answer(releases, request, served, file, base)

    return router


def _to(address: str) -> Response:
    return RedirectResponse(address, 307, headers={"Cache-Control": "no-cache"})


def _start(releases: ServedReleases, served: ServedRelease) -> str:
    """Where the pages of a release begin, below its folder."""
    return f"{SITE}/" if releases.has(served, f"{SITE}/{PAGE}") else ""


def _answer(
    releases: ServedReleases, request: Request, served: ServedRelease, file: str, base: str
) -> Response:
    if file == "" and (start := _start(releases, served)):
        return _to(base + start)
    if (file == "" or file.endswith("/")) and releases.has(served, file + PAGE):
        file += PAGE
    elif not releases.has(served, file) and releases.has(served, f"{file}/{PAGE}"):
        return _to(f"{base}{file}/")
    try:
        found = releases.file(served, file)
    except FileNotFoundError as error:
        raise FileNotInReleaseError(f"{file} of release {served.name} is gone") from error
    tag = etag(served.identity, served.checksums.get(file, ""), file)
    headers = cache_headers(tag, is_named=not base.startswith(f"/{LATEST}"))
    if is_known(request.headers, tag):
        return Response(status_code=304, headers=headers)
    media_type = _media_type(file)
    if policy := _policy(found, file, media_type):
        headers["Content-Security-Policy"] = policy
    if isinstance(found, Path):
        return FileResponse(found, media_type=media_type, headers=headers)
    return Response(found, media_type=media_type, headers=headers)


def _media_type(file: str) -> str:
    known = _TYPES.get(Path(file).suffix.lower()) or mimetypes.guess_type(file)[0]
    return known or "application/octet-stream"


def _policy(found: Path | bytes, file: str, media_type: str) -> str | None:
    """The content security policy of a file that a browser shows."""
    is_framed = is_embed(f"/{file}")
    if media_type == _TYPES[".svg"]:
        return f"{_PICTURE_POLICY}; {_ancestors(is_framed=is_framed)}"
    if media_type != _TYPES[".html"]:
        return None
    if isinstance(found, Path):
        with found.open("rb") as stream:
            found = stream.read(_HEAD_BYTES)
    return page_policy(found, is_framed=is_framed)


def page_policy(page: bytes, *, is_framed: bool = False) -> str:
    """The content security policy of a page: its own, and whether others may frame it."""
    stated = _META_POLICY.search(page[:_HEAD_BYTES].decode("utf-8", "replace"))
    own = " ".join(unescape(stated[1]).split()) if stated else _OWN_POLICY
    return f"{own}; {_ancestors(is_framed=is_framed)}"


def _ancestors(*, is_framed: bool) -> str:
    return "frame-ancestors *" if is_framed else "frame-ancestors 'none'"
