"""A quick yes to the question whether a content fits the schema.

The validator takes longer to import than all rule files to read, and says well what is wrong; it is
asked only where this check is not sure. Every doubt is a no: a keyword that is not known here, a
number where the standard would see an integer in 1.0.
"""

import re
from collections.abc import Callable, Mapping
from operator import ge, gt, le
from typing import Any

Definitions = Mapping[str, Any]
_Check = Callable[[Any], bool]
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
    return _Checks(definitions).of(schema)(value)


class _Checks:
    """The checks of a schema, made once and asked of each part of a content."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._of_definitions: dict[str, _Check] = {}

    def of(self, schema: Any) -> _Check:
        """Whether a value surely fits a schema."""
        if schema == _WORD:
            return _is_word
        if not isinstance(schema, dict) or not schema.keys() <= _KEYWORDS.keys() | _SAYS_NOTHING:
            return _never
        checks = [_KEYWORDS[word](self, schema) for word in schema if word not in _SAYS_NOTHING]
        return checks[0] if len(checks) == 1 else _all(checks)

    def ref(self, schema: Any) -> _Check:
        """That of a definition, which may hold itself."""
        name = schema["$ref"].removeprefix(_REF)
        if name not in self._definitions:
            return _never
        if name not in self._of_definitions:
            self._of_definitions[name] = lambda value: self._of_definitions[name](value)
            self._of_definitions[name] = self.of(self._definitions[name])
        return self._of_definitions[name]

    def items(self, schema: Any) -> _Check:
        """Of a list all entries fit."""
        check = self.of(schema["items"])
        return lambda value: isinstance(value, list) and all(map(check, value))

    def properties(self, schema: Any) -> _Check:
        """Of a mapping the parts that have a schema fit it."""
        checks = {key: self.of(part) for key, part in schema["properties"].items()}

        def check(value: Any) -> bool:
            if not isinstance(value, dict):
                return False
            for key, part in value.items():
                if (fits := checks.get(key)) and not fits(part):
                    return False
            return True

        return check

    def additional(self, schema: Any) -> _Check:
        """Of a mapping all other parts fit."""
        known = schema.get("properties", {}).keys()
        check = self.of(schema["additionalProperties"])
        return lambda value: (
            isinstance(value, dict) and all(check(value[key]) for key in value.keys() - known)
        )

    def unevaluated(self, schema: Any) -> _Check:
        """A mapping has no other parts, those of the schema that it refers to counted."""
        of_all = self._definitions.get(schema.get("$ref", "").removeprefix(_REF), {})
        known = schema.get("properties", {}).keys() | of_all.get("properties", {}).keys()
        is_closed = schema["unevaluatedProperties"] is False
        return lambda value: is_closed and isinstance(value, dict) and value.keys() <= known

    def names(self, schema: Any) -> _Check:
        """Of a mapping all keys fit."""
        check = self.of(schema["propertyNames"])
        return lambda value: isinstance(value, dict) and all(map(check, value))

    def any_of(self, schema: Any) -> _Check:
        """One of several schemas fits."""
        checks = [self.of(part) for part in schema["anyOf"]]
        return lambda value: any(check(value) for check in checks)


def _never(_: Any) -> bool:
    return False


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _all(checks: list[_Check]) -> _Check:
    def check(value: Any) -> bool:
        for fits in checks:  # noqa: SIM110 (asked of every part of every file)
            if not fits(value):
                return False
        return True

    return check


def _type(_: _Checks, schema: Any) -> _Check:
    types = _TYPES.get(str(schema["type"]), ())
    return lambda value: type(value) in types


def _enum(_: _Checks, schema: Any) -> _Check:
    return lambda value: isinstance(value, str) and value in schema["enum"]


def _pattern(_: _Checks, schema: Any) -> _Check:
    search = re.compile(schema["pattern"]).search
    return lambda value: isinstance(value, str) and search(value) is not None


def _unique(_: _Checks, schema: Any) -> _Check:
    is_asked = schema["uniqueItems"] is True
    return lambda value: (
        is_asked
        and isinstance(value, list)
        and all(isinstance(item, str) for item in value)
        and len(set(value)) == len(value)
    )


def _required(_: _Checks, schema: Any) -> _Check:
    names = set(schema["required"])
    return lambda value: isinstance(value, dict) and value.keys() >= names


def _length(of: type[str | list[Any]], fits: Callable[[Any, Any], bool], word: str) -> "_Keyword":
    return lambda _, schema: lambda value: isinstance(value, of) and fits(len(value), schema[word])


def _number(fits: Callable[[Any, Any], bool], word: str) -> "_Keyword":
    return lambda _, schema: lambda value: type(value) in (int, float) and fits(value, schema[word])


_Keyword = Callable[[_Checks, Any], _Check]
_KEYWORDS: dict[str, _Keyword] = {
    "$ref": _Checks.ref,
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "items": _Checks.items,
    "uniqueItems": _unique,
    "properties": _Checks.properties,
    "additionalProperties": _Checks.additional,
    "unevaluatedProperties": _Checks.unevaluated,
    "propertyNames": _Checks.names,
    "anyOf": _Checks.any_of,
    "required": _required,
    "minLength": _length(str, ge, "minLength"),
    "maxLength": _length(str, le, "maxLength"),
    "minItems": _length(list, ge, "minItems"),
    "minimum": _number(ge, "minimum"),
    "maximum": _number(le, "maximum"),
    "exclusiveMinimum": _number(gt, "exclusiveMinimum"),
}
