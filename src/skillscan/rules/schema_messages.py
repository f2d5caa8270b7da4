"""Says in plain words where a content does not fit its schema: which field, what may stand there.

The words of the validator ("is not valid under any of the given schemas") are those of whoever
wrote the schema, not of whoever writes a rule.
"""

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from skillscan.rules.source import PartPath

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_SHOWN_CHARACTERS = 60
_SHOWN_WORDS = 40
_OF_A_RULE = 2
"""Steps to a rule or skill: its list, and its place there."""
_TYPES = {
    "object": "a mapping of fields",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def messages_of(
    error: "ValidationError", also_known: Collection[str] = ()
) -> Iterator[tuple[PartPath, str]]:
    """What an error says, each with the way to the part; ``also_known``: fields of any rule."""
    if error.validator in ("anyOf", "oneOf"):
        yield from _of_alternatives(error, also_known)
    elif error.validator in ("additionalProperties", "unevaluatedProperties"):
        refers = isinstance(error.schema, dict) and "$ref" in error.schema
        known = {*_properties(error), *(also_known if refers else ())}
        yield from _unknown_fields(error, known)
    else:
        say = _MESSAGES.get(str(error.validator), _as_it_is)
        yield tuple(error.absolute_path), f"{_named(error)}{say(error)}"


def did_you_mean(word: str, known: Collection[str], begin: str = "; ") -> str:
    """A hint to what stands nearest among the known words; empty where nothing is near."""
    by_small = {other.casefold(): other for other in known}
    close = get_close_matches(word.casefold(), by_small, n=1, cutoff=0.6)
    return f"{begin}did you mean {by_small[close[0]]}?" if close else ""


def _value(error: "ValidationError") -> Any:
    """The part that does not fit; the validator's type leaves open whether there is one."""
    return error.instance


def _named(error: "ValidationError") -> str:
    """The field in which it stands; of a whole rule or skill the id is told anyway."""
    names = [step for step in error.absolute_path if isinstance(step, str)]
    if error.validator == "required" and len(error.absolute_path) <= _OF_A_RULE:
        return ""
    return f"{names[-1]}: " if names else ""


def _properties(error: "ValidationError") -> dict[str, Any]:
    found = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    return dict(found)


def _unknown_fields(
    error: "ValidationError", known: Collection[str]
) -> Iterator[tuple[PartPath, str]]:
    for name in _value(error):
        if name not in known:
            hint = did_you_mean(str(name), known)
            listed = ", ".join(sorted(known))
            path = (*error.absolute_path, name)
            yield path, f"no field is called {_shown(name)}{hint or ';'} known are: {listed}"


def _of_alternatives(
    error: "ValidationError", also_known: Collection[str]
) -> Iterator[tuple[PartPath, str]]:
    """Of several forms the one that is meant: that of the same type, with the fewest faults."""
    branches: dict[Any, list[ValidationError]] = {}
    for part in error.context or ():
        branches.setdefault(part.relative_schema_path[0], []).append(part)
    of_type = [b for b in branches.values() if not any(_is_of_other_type(part) for part in b)]
    if text := _text_with_colon(error, branches):
        yield tuple(error.absolute_path), text
        return
    missing = [b[0] for b in of_type if len(b) == 1 and b[0].validator == "required"]
    if len(of_type) > 1 and len(missing) == len(of_type):
        names = " or ".join(_missing(part) for part in missing)
        yield tuple(error.absolute_path), f"lacks {names}: one of them is needed"
    elif len(of_type) > 1 and isinstance(_value(error), dict):
        yield from _of_forms(error, of_type)
    elif of_type:
        for part in min(of_type, key=len):
            yield from messages_of(part, also_known)
    else:
        forms = [_type_of(part) for b in branches.values() for part in b if _is_of_other_type(part)]
        wanted = " or ".join(dict.fromkeys(forms))
        path = tuple(error.absolute_path)
        yield path, f"{_named(error)}{_shown(_value(error))} is not {wanted}"


def _text_with_colon(error: "ValidationError", branches: dict[Any, list[Any]]) -> str:
    """What is said of a text without quotes that YAML read as a field; empty where it is none."""
    value = _value(error)
    may_be_text = any(
        _is_of_other_type(part) and "a text" in _type_of(part)
        for branch in branches.values()
        for part in branch
    )
    if not (may_be_text and isinstance(value, dict) and len(value) == 1):
        return ""
    ((name, rest),) = value.items()
    known = {key for branch in branches.values() for part in branch for key in _properties(part)}
    if name in known or did_you_mean(str(name), known) or isinstance(rest, dict | list):
        return ""
    written = _shown(f"{name}: {'' if rest is None else rest}".strip())
    return f"{_named(error)}{written} is read as a field and its value: put the text in quotes"


def _of_forms(
    error: "ValidationError", branches: list[list["ValidationError"]]
) -> Iterator[tuple[PartPath, str]]:
    """Of mappings that differ in their fields: what is unknown to all, else to the nearest."""
    nearest = min(branches, key=_distance)
    known = {name for branch in branches for part in branch for name in _properties(part)}
    is_other = _distance(nearest)[0]
    if is_other and any(name not in known for name in _value(error)):
        yield from _unknown_fields(error, known)
        return
    for part in nearest:
        yield from messages_of(part)


def _distance(branch: list["ValidationError"]) -> tuple[bool, int]:
    """How far a form is from what was meant: first whether its fields are others."""
    fields = ("required", "additionalProperties")
    return any(p.validator in fields and not p.relative_path for p in branch), len(branch)


def _is_of_other_type(error: "ValidationError") -> bool:
    return error.validator == "type" and not error.relative_path


def _type_of(error: "ValidationError") -> str:
    named = error.validator_value
    types = named if isinstance(named, list) else [named]
    return " or ".join(_TYPES.get(str(name), str(name)) for name in types)


def _missing(error: "ValidationError") -> str:
    """The name of the field that is missing: the validator tells it in its words only."""
    wanted: Any = error.validator_value
    lost = [name for name in wanted if name not in _value(error)]
    return next((f"`{name}`" for name in lost if repr(name) in error.message), "a field")


def _required(error: "ValidationError") -> str:
    name = _missing(error)
    schema = _properties(error).get(name.strip("`"), {})
    values = schema.get("enum") if isinstance(schema, dict) else None
    return f"lacks {name}" + (f": one of {', '.join(map(str, values))}" if values else "")


def _enum(error: "ValidationError") -> str:
    allowed: Any = error.validator_value
    words = [str(word) for word in allowed]
    hint = did_you_mean(str(_value(error)), words)
    return f"{_shown(_value(error))} is not one of {', '.join(words[:_SHOWN_WORDS])}{hint}"


def _too_long(error: "ValidationError") -> str:
    most, has = error.validator_value, len(_value(error))
    return f"has at most {most:,} characters, this one {has:,}: {_shown(_value(error))}"


def _too_short(error: "ValidationError") -> str:
    least, has = error.validator_value, len(_value(error))
    return f"has at least {least:,} characters, this one {has:,}: {_shown(_value(error))}"


def _too_few(error: "ValidationError") -> str:
    return f"has at least {error.validator_value:,} entries, this one {len(_value(error)):,}"


def _pattern(error: "ValidationError") -> str:
    wanted = error.schema.get("description") if isinstance(error.schema, dict) else None
    form = wanted or f"must fit the expression {error.validator_value}"
    return f"{_shown(_value(error))} does not fit: {form}"


def _type(error: "ValidationError") -> str:
    return f"{_shown(_value(error))} is not {_type_of(error)}"


def _bound(word: str) -> Callable[["ValidationError"], str]:
    return lambda error: f"{_value(error)} must be {word} {error.validator_value}"


def _twice(error: "ValidationError") -> str:
    return f"an entry stands twice: {_shown(_value(error))}"


def _as_it_is(error: "ValidationError") -> str:
    return error.message[: 5 * _SHOWN_CHARACTERS]


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"


_MESSAGES: dict[str, Callable[["ValidationError"], str]] = {
    "required": _required,
    "enum": _enum,
    "maxLength": _too_long,
    "minLength": _too_short,
    "minItems": _too_few,
    "pattern": _pattern,
    "type": _type,
    "minimum": _bound("at least"),
    "maximum": _bound("at most"),
    "exclusiveMinimum": _bound("over"),
    "uniqueItems": _twice,
}
