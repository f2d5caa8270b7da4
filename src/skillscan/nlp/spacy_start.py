"""spaCy without its command line, which nothing here uses.

The package imports it for one function, ``spacy.info``, and with it a web client, templates and
schemas of projects: nearly half of what importing it takes. ``spacy.info`` stays, and so do
``import spacy.cli`` and ``spacy.cli.download``, for whoever asks for them. A thread that imports
the command line while spaCy itself is imported is refused.
"""

import importlib
import sys
from contextlib import suppress
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy, unless that is done already."""
    if any(name in sys.modules for name in ("spacy", *_COMMANDS)):
        return
    for name in _COMMANDS:
        sys.modules[name] = ModuleType(name)
    sys.modules["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    try:
        # another version, that needs more of it, is imported as it is
        with suppress(ImportError, AttributeError):
            import spacy

            vars(spacy)["__getattr__"] = _command_line
    finally:
        for name in _COMMANDS:
            del sys.modules[name]


def _command_line(name: str) -> ModuleType:
    """``spacy.cli``, imported when it is asked for as a name of the package."""
    if name != "cli":
        raise AttributeError(f"module 'spacy' has no attribute {name!r}")
    return importlib.import_module("spacy.cli")


def _info(*arguments: Any, **options: Any) -> Any:
    """``spacy.info``, imported when it is called."""
    from spacy.cli.info import info

    return info(*arguments, **options)
