"""What every page of ours stands in: a document that loads nothing and works from ``file://``.

Everything that comes from strangers is escaped by Jinja's autoescape; the content security policy
admits only the page's own style and script, by their hashes. Template ``document.html.j2``.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from skillscan.site.number_words import amount, between, capitalised, count_of, days, percent
from skillscan.site.sample_words import counted
from skillscan.text.printable import steady

HERE = "skillscan.site"
_FILTERS = {
    "percent": percent,
    "bound": "{:.0%}".format,
    "count": "{:,}".format,
    "amount": amount,
    "between": between,
    "count_of": count_of,
    "days": days,
    "capitalised": capitalised,
    "counted": counted,
    "steady": steady,
}
"""How numbers and days are shown on every page of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineAsset:
    """A style or script that stands in its page; ``policy`` is its content security policy's name
    for it.
    """

    content: Markup
    policy: str


@cache
def inline_asset(*places: tuple[str, str]) -> InlineAsset:
    """Our own files, as (package, name below its ``templates``), one after the other."""
    content = "".join(
        files(package).joinpath("templates", name).read_text("utf-8") for package, name in places
    )
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return InlineAsset(content=Markup(content), policy=f"sha256-{digest}")  # noqa: S704  (our own)


def template_environment(*packages: str) -> jinja2.Environment:
    """Templates of packages, and those that all pages share; texts are escaped, nothing in them
    turns what follows around, and a name that is not there is an error.
    """
    loaders = [jinja2.PackageLoader(package) for package in (*packages, HERE)]
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=True,
        finalize=_steady,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= _FILTERS
    return environment


def template(name: str) -> jinja2.Template:
    """One of our own templates, read once."""
    return _own().get_template(name)


@cache
def _own() -> jinja2.Environment:
    return template_environment()


def _steady(value: object) -> object:
    """What a template shows, as it shows it; markup is our own, or was text before."""
    return steady(value) if type(value) is str else value
