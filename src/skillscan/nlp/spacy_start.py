"""spaCy without its command line, which nothing here uses.

The package imports it for one function, ``spacy.info``, and with it a web client, templates and
schemas of projects: nearly half of what importing it takes. ``spacy.info`` stays, and so does
``import spacy.cli``, for whoever asks for them.
"""

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
        with suppress(ImportError):  # another version, that needs more of it: imported as it is
            import spacy  # noqa: F401
    finally:
        for name in _COMMANDS:
            del sys.modules[name]


def _info(*arguments: Any, **options: Any) -> Any:
    """``spacy.info``, imported when it is called."""
    from spacy.cli.info import info

    return info(*arguments, **options)
