"""``skillscan config``: what holds of each setting, where it comes from, and what is wrong."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillscan.errors import UsageError
from skillscan.settings.masking import MASK, masked

if TYPE_CHECKING:
    from skillscan.settings import Held


def config(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON, with defaults and meanings.")
    ] = False,
) -> None:
    """Print what holds of each setting and where it comes from; passwords are masked.

    The strongest source wins: environment, .env and skillscan.toml of the working folder,
    skillscan.toml of the home, default. Ends with 2 where a value does not fit or a name is no
    setting.
    """
    from skillscan.settings import configure

    configuration = configure()
    if as_json:
        shown = [_described(one) for one in configuration.held.values()]
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for one in configuration.held.values():
            _print(one)
    if wrong := [*configuration.faults, *configuration.unknown]:
        raise UsageError("\n".join(wrong))


def _print(one: "Held") -> None:
    from skillscan.text.printable import printable

    value = "not usable" if one.fault else _masked(one)
    place = one.stated.place if one.stated else "default"
    shown = "-" if value in (None, "") else printable(str(value))
    typer.echo(f"{one.name:<19} {shown}  ({printable(place)})")


def _described(one: "Held") -> dict[str, Any]:
    from skillscan.settings import variable

    stated = one.stated
    return {
        "name": one.name,
        "value": _masked(one),
        "fault": one.fault,
        "default": one.default,
        "from": _source(one),
        "file": str(stated.file) if stated and stated.file else None,
        "line": stated.line if stated else None,
        "variable": variable(one.name),
        "is_secret": one.is_secret,
        "description": one.description,
    }


def _source(one: "Held") -> str:
    if one.stated is None:
        return "default"
    return one.stated.file.name if one.stated.file else "environment"


def _masked(one: "Held") -> Any:
    """The value without passwords: of a secret nothing, of a URL neither user nor query, of a
    DuckLake's connection string no password.
    """
    if one.is_secret and one.value:
        return MASK
    if isinstance(one.value, int | float | None):
        return one.value
    return masked(str(one.value))
