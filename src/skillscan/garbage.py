"""How often Python looks for garbage in a process that makes what stays."""

import gc

_OBJECTS = 50_000
"""What a command makes stays until it ends; to look for garbage among it at every 700 new objects,
as Python does, takes half the time of reading a release.
"""


def collect_seldom() -> None:
    """Look for garbage only after so many new objects, in this process and those forked from it."""
    gc.set_threshold(_OBJECTS)
