"""A quick yes to the question whether a content fits the schema.

The validator takes longer to import than all rule files to read, and says well what is wrong; it is
asked only where this check is not sure. Every doubt is a no: a keyword that is not known here, a
number where the standard would see an integer in 1.0.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Definitions = Mapping[str, Any]
_REF = "#/$defs/"
_WORD = {"type": "string", "minLength": 1}
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}
_SAYS_NOTHING = frozenset({"description", "phraseLanguage", "title"})


def surely_fits(value: Any, schema: Any, definitions: Definitions) -> bool:
    """Whether the value fits for sure; ``False`` says nothing."""
    return isinstance(schema, dict) and all(
        keyword in _CHECKS and _CHECKS[keyword](value, schema, definitions)
        for keyword in schema
        if keyword not in _SAYS_NOTHING
    )


def _ref(value: Any, schema: Any, definitions: Definitions) -> bool:
    name = schema["$ref"].removeprefix(_REF)
    return name in definitions and surely_fits(value, definitions[name], definitions)


def _type(value: Any, schema: Any, _: Definitions) -> bool:
    return type(value) in _TYPES.get(str(schema["type"]), ())


def _enum(value: Any, schema: Any, _: Definitions) -> bool:
    return isinstance(value, str) and value in schema["enum"]


def _pattern(value: Any, schema: Any, _: Definitions) -> bool:
    return isinstance(value, str) and re.search(schema["pattern"], value) is not None


def _items(value: Any, schema: Any, definitions: Definitions) -> bool:
    if not isinstance(value, list):
        return False
    if schema["items"] == _WORD:
        return all(isinstance(word, str) for word in value) and "" not in value
    return all(surely_fits(item, schema["items"], definitions) for item in value)


def _unique(value: Any, schema: Any, _: Definitions) -> bool:
    is_of_texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return schema["uniqueItems"] is True and is_of_texts and len(set(value)) == len(value)


def _properties(value: Any, schema: Any, definitions: Definitions) -> bool:
    return isinstance(value, dict) and all(
        surely_fits(value[key], part, definitions)
        for key, part in schema["properties"].items()
        if key in value
    )


def _additional(value: Any, schema: Any, definitions: Definitions) -> bool:
    if not isinstance(value, dict):
        return False
    others = value.keys() - schema.get("properties", {}).keys()
    allowed = schema["additionalProperties"]
    return all(surely_fits(value[key], allowed, definitions) for key in others)


def _unevaluated(value: Any, schema: Any, definitions: Definitions) -> bool:
    of_all = definitions.get(schema.get("$ref", "").removeprefix(_REF), {})
    known = schema.get("properties", {}).keys() | of_all.get("properties", {}).keys()
    is_closed = schema["unevaluatedProperties"] is False
    return is_closed and isinstance(value, dict) and value.keys() <= known


def _names(value: Any, schema: Any, definitions: Definitions) -> bool:
    return isinstance(value, dict) and all(
        surely_fits(key, schema["propertyNames"], definitions) for key in value
    )


def _any_of(value: Any, schema: Any, definitions: Definitions) -> bool:
    return any(surely_fits(value, part, definitions) for part in schema["anyOf"])


def _required(value: Any, schema: Any, _: Definitions) -> bool:
    return isinstance(value, dict) and value.keys() >= set(schema["required"])


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)


_CHECKS: dict[str, Callable[[Any, Any, Definitions], bool]] = {
    "$ref": _ref,
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "items": _items,
    "uniqueItems": _unique,
    "properties": _properties,
    "additionalProperties": _additional,
    "unevaluatedProperties": _unevaluated,
    "propertyNames": _names,
    "anyOf": _any_of,
    "required": _required,
    "minLength": lambda value, schema, _: (
        isinstance(value, str) and len(value) >= schema["minLength"]
    ),
    "maxLength": lambda value, schema, _: (
        isinstance(value, str) and len(value) <= schema["maxLength"]
    ),
    "minItems": lambda value, schema, _: (
        isinstance(value, list) and len(value) >= schema["minItems"]
    ),
    "minimum": lambda value, schema, _: _is_number(value) and value >= schema["minimum"],
    "maximum": lambda value, schema, _: _is_number(value) and value <= schema["maximum"],
    "exclusiveMinimum": lambda value, schema, _: (
        _is_number(value) and value > schema["exclusiveMinimum"]
    ),
}
