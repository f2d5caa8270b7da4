"""Values of strangers in cells: no formula in a spreadsheet, nothing that moves a cursor."""

import json
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from skillscan.text.printable import printable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, or passes over before one."""


def harmless_cell(value: Any) -> str:
    """A value as it may stand in a cell of a CSV file.

    Texts that a spreadsheet would run as a formula begin with an apostrophe; characters that a
    terminal would obey are escapes. Numbers stay as they are; null is empty, lists and structures
    are JSON.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        text = "\n".join(map(printable, value.split("\n")))
        return f"'{text}" if value.lstrip(" ").startswith(_FORMULA) else text
    plain = plain_value(value)
    if isinstance(plain, str):
        return printable(plain)
    return json.dumps(plain, ensure_ascii=True)


def shown_cell(value: Any) -> str:
    """A value as it may stand on a terminal, on one line."""
    if isinstance(value, str):
        return printable(value.replace("\n", " "))
    return "–" if value is None else harmless_cell(value)


def plain_value(value: Any) -> Any:
    """A value as JSON has it: times in ISO 8601; numbers that are none, or without end, as null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta | UUID):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict):
        return {str(key): plain_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(one) for one in value]
    return value
