"""What a command is given is taken as it is where its type is plain, without pydantic.

Typer asks pydantic for every value, even for one that was not given; to import pydantic and to make
its adapters takes as long as all else that a small command does. Text that is asked for as text,
and defaults, need no asking; all other values are Typer's, with its messages. This rests on how
Typer is built inside: where that changes, every value is Typer's again, and commands are slower.
"""

from importlib.util import find_spec
from typing import Any

HAS_PYDANTIC = find_spec("typer._coercion") is not None
"""Whether this Typer is one that asks pydantic."""


class PlainParameters:
    """A part of a command's class: its parameters take plain values as they are."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, that of ``--help`` among them."""
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for one in parameters if HAS_PYDANTIC else ():
            if getattr(one, "_runtime_param", one) is None:
                described = one.type_descriptor
                one._runtime_param = _PlainValue(described.parameter_info, described.annotation)
        return parameters


if HAS_PYDANTIC:
    from typer._coercion import RuntimeParam, build_runtime_param

    class _PlainValue(RuntimeParam):
        def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
            is_text = self.annotation is str and self.parameter_info.parser is None
            if type(value) is self.annotation and (is_text or value == param.default):
                return value
            typers = build_runtime_param(param.type_descriptor)
            return typers._coerce_value(value, param=param, ctx=ctx)
