"""What was worked out for a text, kept for when it comes again; bounded by characters."""

from typing import Generic, TypeVar

Value = TypeVar("Value")


class Memo(Generic[Value]):
    """Values by text; forgets all of them when the texts have more than ``characters``."""

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
