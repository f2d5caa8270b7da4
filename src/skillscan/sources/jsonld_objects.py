"""The JobPosting objects of a page's JSON-LD.

A payload holds the page's JSON-LD scripts (``{"jsonld": […]}``, below ``detail`` when it comes from
a sitemap), the whole page (``{"html": …}``) or the JSON-LD object itself. Scripts are read by
extruct, one by one: a broken one hides no other.
"""

import re
from collections.abc import Iterator
from typing import Any

from skillscan.sources import payload
from skillscan.sources.jsonld_scripts import jsonld_scripts

MAX_DEPTH = 8
MAX_NODES = 20_000
MAX_POSTINGS = 20
MAX_SCRIPT_CHARACTERS = 2_000_000
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")


def job_postings(content: Any) -> tuple[list[dict[str, Any]], str]:
    """The JobPosting objects of a payload, and what was wrong with the scripts left out."""
    data, broken = _data(content)
    return list(_found_in(data))[:MAX_POSTINGS], broken


def _data(content: Any) -> tuple[list[Any], str]:
    """The JSON-LD values of a payload, and what was wrong with the last broken script."""
    holder = content.get("detail") if isinstance(content.get("detail"), dict) else content
    if "@type" in holder or "@graph" in holder:
        return [holder], ""
    page = holder.get("html")
    scripts = jsonld_scripts(page) if isinstance(page, str) else payload.entries(holder, "jsonld")
    data, broken = [], ""
    for script in scripts:
        try:
            data += _read_script(script)
        except (ValueError, TypeError, RecursionError) as error:
            broken = f"{type(error).__name__}: {error}"[: payload.MAX_LINE_CHARACTERS]
    return data, broken


def _read_script(script: Any) -> list[Any]:
    """The values of one script. Raises ``ValueError`` when it is no JSON."""
    if not isinstance(script, str) or len(script) > MAX_SCRIPT_CHARACTERS:
        raise TypeError("a JSON-LD script must be text of sensible size")
    if not script.strip():
        return []
    try:
        return _extract(script)
    except ValueError:
        return _extract(_TRAILING_COMMA.sub(r"\1", script))


def _extract(script: str) -> list[Any]:
    from extruct.jsonld import JsonLdExtractor  # costs a second, which other sources need not pay

    page = f'<script type="application/ld+json">{script}</script>'
    return list(JsonLdExtractor().extract(page))


def _found_in(data: Any) -> Iterator[dict[str, Any]]:
    """Objects of type ``JobPosting`` at any depth (``@graph``, lists, ``mainEntity``)."""
    waiting, seen = [(data, 0)], 0
    while waiting and seen < MAX_NODES:
        value, depth = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            if _is_job_posting(value.get("@type")):
                yield value
                continue
            inner: list[Any] = list(value.values())
        elif isinstance(value, list):
            inner = value
        else:
            continue
        if depth < MAX_DEPTH:
            waiting += [(part, depth + 1) for part in reversed(inner)]


def _is_job_posting(kind: Any) -> bool:
    names = kind if isinstance(kind, list) else [kind]
    return any(isinstance(n, str) and n.rpartition("/")[2] == "JobPosting" for n in names)
