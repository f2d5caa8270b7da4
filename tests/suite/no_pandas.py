"""DuckDB asks twice for pandas with every value it is given; where there is none, that is answered
at once: to look through all folders each time takes a tenth of the time of a test of the warehouse.
"""

import importlib.util
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

HAS_PANDAS = importlib.util.find_spec("pandas") is not None


class NoPandas:
    """What is asked first where a module is: pandas is nowhere."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise ModuleNotFoundError for pandas, leave all others to those behind."""
        if name == "pandas":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


if not HAS_PANDAS:
    sys.meta_path.insert(0, NoPandas())
