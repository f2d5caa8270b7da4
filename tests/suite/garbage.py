"""Python's garbage collector, run seldom: looking through all that is loaded costs a tenth.

Each process holds some millions of objects that stay to its end (libraries, rules, thousands of
collected tests). They are set aside once the tests are collected; what a test leaves behind is
looked through less often than by default.
"""

import gc

OBJECTS = 50_000
"""New objects before the youngest are looked through; Python's own number is 700."""


def pytest_collectstart() -> None:
    """Collecting tests makes what is kept, hardly any garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What there is by now is there for good."""
    gc.freeze()
    gc.set_threshold(OBJECTS)
    gc.enable()
