"""What a command says while it works."""

import io

from rich.console import Console

from skillscan.cli.display.progress import PLAIN_SECONDS, Phases, followed


class Clock:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def plain(clock: Clock) -> tuple[Phases, io.StringIO]:
    said = io.StringIO()
    console = Console(file=said, width=80, highlight=False, soft_wrap=True)
    return Phases({"read": "reading"}, None, console, clock), said


def test_a_long_phase_speaks_every_few_seconds_and_a_short_one_once() -> None:
    """A scheduled run would be silent for minutes, or fill the log."""
    clock = Clock()
    progress, said = plain(clock)
    progress.begin("read")
    for done in range(1, 13):
        clock.now += PLAIN_SECONDS / 4
        progress.advance(done, 2_000)
    assert said.getvalue().splitlines() == [
        "reading …",
        "reading: 4 of 2,000",
        "reading: 8 of 2,000",
        "reading: 12 of 2,000",
    ]


def test_a_phase_that_told_of_a_part_tells_of_the_end() -> None:
    """The last line would say "2 of 15"."""
    clock = Clock()
    progress, said = plain(clock)
    progress.begin("read")
    for done in range(1, 4):
        clock.now += PLAIN_SECONDS if done == 2 else 0
        progress.advance(done, 3)
    assert said.getvalue().splitlines() == ["reading …", "reading: 2 of 3", "reading: 3 of 3"]


def test_items_without_a_known_number_are_counted() -> None:
    """Looking for candidates in a large warehouse would look as if it hung."""
    clock = Clock()
    progress, said = plain(clock)
    for _ in followed(iter("abc"), progress, "read"):
        clock.now += PLAIN_SECONDS
    assert said.getvalue().splitlines() == ["reading …", "reading: 1", "reading: 2", "reading: 3"]
