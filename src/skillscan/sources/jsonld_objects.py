"""The JobPosting objects of a page's JSON-LD.

A payload holds the page's JSON-LD scripts (``{"jsonld": […]}``, below ``detail`` when it comes from
a sitemap), the whole page (``{"html": …}``) or the JSON-LD object itself. Scripts are read by
``jsonld_json``, one by one: a broken one hides no other. Keys are given back as schema.org writes
them, however the page does (``Title``, ``schema:title``, ``http://schema.org/title``).
"""

import re
from collections.abc import Iterator
from typing import Any

from skillscan.sources import payload
from skillscan.sources.jsonld_json import values_of
from skillscan.sources.jsonld_scripts import jsonld_scripts

MAX_DEPTH = 8
MAX_NODES = 20_000
MAX_SCRIPT_CHARACTERS = 2_000_000
_PREFIX = re.compile(r"^(?:schema:|https?://(?:www\.)?schema\.org/)", re.IGNORECASE)
_NAMES = """
@type @graph @value @id title name description responsibilities qualifications skills
experienceRequirements educationRequirements hiringOrganization legalName identifier value url
jobLocation jobLocationType applicantLocationRequirements address addressLocality addressRegion
addressCountry employmentType inLanguage baseSalary salaryCurrency currency minValue maxValue
unitText unitCode price minPrice maxPrice priceCurrency datePosted validThrough text
"""
_PROPERTIES = {name.lower(): name for name in _NAMES.split()}
"""The properties that are read, by their names in small letters."""


def job_postings(content: Any) -> tuple[list[dict[str, Any]], str]:
    """The JobPosting objects of a payload, and what was wrong with the scripts left out."""
    data, broken = _data(content)
    objects = list(_objects_in(data))
    named = {one["@id"]: one for one in objects if len(one) > 1 and _is_text(one.get("@id"))}
    found = [_with_references(job, named) for job in objects if _is_job_posting(job)]
    return [_with_usual_names(job, MAX_DEPTH) for job in found], broken


def _data(content: Any) -> tuple[list[Any], str]:
    """The JSON-LD values of a payload, and what was wrong with the last broken script."""
    holder = content.get("detail") if isinstance(content.get("detail"), dict) else content
    if {"@type", "@graph"} & {str(key).lower() for key in holder}:
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
    return values_of(script)


def _objects_in(data: Any) -> Iterator[dict[str, Any]]:
    """Objects at any depth (``@graph``, lists, ``mainEntity``), none inside a ``JobPosting``."""
    waiting, seen = [(data, 0)], 0
    while waiting and seen < MAX_NODES:
        value, depth = waiting.pop()
        seen += 1
        if isinstance(value, dict):
            yield value
            if _is_job_posting(value):
                continue
            inner: list[Any] = list(value.values())
        elif isinstance(value, list):
            inner = value
        else:
            continue
        if depth < MAX_DEPTH:
            waiting += [(part, depth + 1) for part in reversed(inner)]


def _is_job_posting(value: dict[str, Any]) -> bool:
    kinds = [kind for key, kind in value.items() if str(key).lower() == "@type"]
    names = [name for kind in kinds for name in (kind if isinstance(kind, list) else [kind])]
    return any(isinstance(n, str) and _PREFIX.sub("", n).lower() == "jobposting" for n in names)


def _with_references(job: dict[str, Any], named: dict[str, Any]) -> dict[str, Any]:
    """The posting with what it only points to (``{"@id": "#acme"}``) in its place."""
    return {
        key: [_referred(part, named) for part in value]
        if isinstance(value, list)
        else _referred(value, named)
        for key, value in job.items()
    }


def _referred(value: Any, named: dict[str, Any]) -> Any:
    if not isinstance(value, dict) or not _is_text(value.get("@id")):
        return value
    return value if set(value) - {"@id", "@type"} else named.get(value["@id"], value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _with_usual_names(value: Any, depth: int) -> Any:
    """The value with its keys as schema.org writes them; one that is so already wins."""
    if depth == 0:
        return value
    if isinstance(value, list):
        return [_with_usual_names(part, depth - 1) for part in value]
    if not isinstance(value, dict):
        return value
    named: dict[str, Any] = {}
    for key, part in value.items():
        plain = _PREFIX.sub("", str(key))
        usual = _PROPERTIES.get(plain.lower(), plain)
        if usual == key or usual not in named:
            named[usual] = _with_usual_names(part, depth - 1)
    return named
