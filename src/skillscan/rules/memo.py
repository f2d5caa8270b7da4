"""What was worked out once, kept for when it is asked for again."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class worked_out_once(Generic[Value]):  # noqa: N801 (used as a decorator)
    """``functools.cached_property`` without its lock, which before Python 3.12 takes longer than
    most of what is worked out here.
    """

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type) -> Value:
        value = instance.__dict__[self._name] = self._work_out(instance)
        return value


class Memo(Generic[Value]):
    """Values by text, bounded: forgets all of them when the texts have more than ``characters``."""

    def __init__(self, characters: int) -> None:
        self._characters = characters
        self._free = characters
        self._values: dict[str | bytes, Value] = {}
        self.get = self._values.get

    def put(self, text: str | bytes, value: Value) -> Value:
        """Keep a value, and hand it back."""
        self._free -= len(text)
        if self._free < 0:
            self._values.clear()
            self._free = self._characters - len(text)
        if self._free >= 0:
            self._values[text] = value
        return value
