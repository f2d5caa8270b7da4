"""Which boards are dead: one small request each; see ``skillscan boards check``."""

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from skillscan.boards.liveness import check_boards as check
from skillscan.boards.liveness import require_reached
from skillscan.boards.probe import BoardStatus
from skillscan.boards.registry import choose_boards, known_boards
from skillscan.domain import Board
from skillscan.net.client import Fetcher
from skillscan.settings import Settings

from .artifacts import show_board_states
from .heartbeats import ends_aloud
from .observed import observed
from .outcomes import after_check, told, value_of
from .settings import run_settings
from .slots import CHECK_BOARDS, only_one

TIME_LIMIT = 6 * 60 * 60.0


@ends_aloud
@flow(name="check_boards")
@told
def check_boards(source: str | None = None, boards: Path | None = None) -> State:
    """Ask for each board of one source or of all; in need of attention where some are dead."""
    settings = run_settings()
    chosen = choose_boards(
        known_boards(settings, boards), source, None, str(boards or "data/boards.csv")
    )
    found = value_of(ask(settings, chosen))
    show_board_states(found)
    return after_check(found)


@task(name="ask for boards", cache_policy=NO_CACHE)
@told
def ask(settings: Settings, boards: list[Board]) -> list[tuple[Board, BoardStatus]]:
    """The status of each board. Raises SkillscanError where no host can be reached."""
    found = []
    slot = only_one(CHECK_BOARDS, within=TIME_LIMIT)
    with slot, observed("check-boards") as progress, Fetcher(settings) as fetcher:
        progress.begin("ask")
        for answer in check(fetcher, boards):
            found.append(answer)
            progress.advance(len(found), len(boards))
        require_reached(fetcher)
    return found
