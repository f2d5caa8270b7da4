"""The faults of bad nights: each is a night's script that breaks something, sees that it is told
of, does what is advised, and ends with a night that is whole.
"""

import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from suite.patience import wait_for
from suite.prefect_api import processes_of

from nights.market import BOARDS, night_boards
from nights.play import Play
from nights.prefect_part import RUN_PATIENCE

Board = tuple[str, str]
FLIPS = 60
"""So often a bit is flipped until one lies where something is stored (files have empty places)."""


@dataclass(frozen=True)
class Fault:
    """``unread`` are boards that nobody can read in this night, as the twin does not."""

    name: str
    play: Callable[[Play], None]
    unread: frozenset[Board] = frozenset()
    by_prefect: bool = False


def none(play: Play) -> None:
    """A night like any other, but for its kills."""
    play.rest_of_night()


# Sources


def half_answer(play: Play) -> None:
    """A board hangs up half-way, all night."""
    play.market.faults.cut = {HALF}
    said = play.step("collect", code=3)
    assert HALF[1] in said
    play.see(f"collect ended with 3: {_line(said, HALF[1])}")
    play.rest_of_night(collect_code=None)


def half_answer_once(play: Play) -> None:
    """Boards hang up half-way in one try; a second one reads them before anything is published."""
    play.market.faults.cut = set(BOARD_PAIR)
    said = play.step("collect", code=3)
    play.see(f"collect ended with 3: {_line(said, BOARD_PAIR[0][1])}")
    assert play.mine.run("extract").code == 0
    play.market.faults.cut = set()
    play.rest_of_night()


def empty_answer(play: Play) -> None:
    """A board answers with nothing at all."""
    play.market.faults.empty = {EMPTY}
    play.step("collect", code=0)
    play.step("extract")
    found = [line for line in play.mine.doctor() if EMPTY[1] in line]
    assert found, "doctor does not tell of the empty board"
    play.see(found[0])
    play.publish()


def source_down(play: Play) -> None:
    """One source is away all night, and Prefect tells of it."""
    play.prefect.start()
    play.market.faults.down = set(DOWN)
    _kill_runs(play)
    name, message = play.prefect.ended(play.prefect.daily())
    assert name == "NeedsAttention", message
    play.prefect.told("a run needs attention")
    assert DOWN[0][1] in play.prefect.health()
    play.see(f"daily was {name}: {message}; table of source health, notification")
    play.market.faults.down = set()


def outage(play: Play) -> None:
    """No board can be read: nothing new is released, and everybody hears of it."""
    play.prefect.start()
    play.market.faults.down = set(ALL)
    name, message = play.prefect.ended(play.prefect.daily())
    assert name in ("Failed", "HeldBack"), message
    play.prefect.told("a run failed" if name == "Failed" else "a release was held back")
    found = [line for line in play.mine.doctor() if line.startswith("landing")]
    assert found, "doctor is content with a night that read nothing"
    play.see(f"daily was {name}: {message}; {found[0]}")
    play.market.faults.down = set()


# Processes


def two_at_once(play: Play) -> None:
    """Every step is started twice at once, and publish beside extract."""
    for pair in (("collect",) * 2, ("extract", "publish"), ("extract",) * 2, ("publish",) * 2):
        begun = [play.mine.start(step) for step in pair]
        ended = [play.mine.end_of(running) for running in begun]
        for step, end in zip(pair, ended, strict=True):
            is_told = end.code == 1 and "in use by process" in end.said
            assert is_told or end.code in (0, 3), f"{step} ended with {end.code}: {end.said}"
            if is_told or "waiting" in end.said:
                play.see(f"two at once, {pair}: {_line(end.said, 'process')}")
        play.look(f"{pair} at once")
    play.rest_of_night()
    play.see("two at once: each waited for the other, or said which process it was")


def two_dailies(play: Play) -> None:
    """Two runs of the night are triggered at once: the second one waits."""
    play.prefect.start()
    _kill_runs(play)
    runs = [play.prefect.daily(), play.prefect.daily()]
    begun = time.monotonic()
    states = {play.prefect.api.state(run) for run in runs}
    while not {play.prefect.api.state(run) for run in runs} <= {"Completed", "NeedsAttention"}:
        states |= {play.prefect.api.state(run) for run in runs}
        assert time.monotonic() - begun < RUN_PATIENCE, states
        assert "Failed" not in states
        time.sleep(0.5)
    waited = _line(play.prefect.server.log, "waiting for the slot skillscan-daily, held by")
    assert waited, "nobody says that the second daily waits"
    play.see(f"two dailies were {sorted(states)}: {waited}")


def server_killed(play: Play) -> None:
    """The server dies in the middle of a run and comes back: the run ends well."""
    play.prefect.start()
    run = play.prefect.daily()
    wait_for(lambda: play.prefect.api.state(run) == "Running", "the run has begun")
    time.sleep(play.rng.uniform(0.0, 0.7) * play.prefect.seconds)
    play.prefect.restart_server()
    name, message = play.prefect.ended(run)
    play.see(f"server killed in a run and restarted: the run was {name}, {message}")
    if name != "Completed":  # a run that its worker begins while it is away gives up at once
        assert name == "Crashed", message
        name, message = play.prefect.ended(play.prefect.daily())
        assert name == "Completed", message
        play.see("the next run was Completed")


def power_cut(play: Play) -> None:
    """Server, worker and run die at once. The run is found dead, the next one does the night."""
    play.prefect.start()
    play.prefect.receiver.texts.clear()
    run = play.prefect.daily()
    wait_for(lambda: bool(processes_of(run)), "the run has begun")
    time.sleep(play.rng.uniform(0.3, 0.9) * play.prefect.seconds)
    is_running = bool(processes_of(run))
    play.prefect.cut_power([run])
    name, message = play.prefect.ended(play.prefect.daily())
    assert name == "Completed", message
    dead, why = play.prefect.ended(run)
    assert dead == "Crashed" or not is_running, dead
    if dead == "Crashed":
        play.prefect.told(run)
    play.see(f"after the power cut the run was {dead} ({why}), somebody was told; the next {name}")


def power_cut_of_steps(play: Play) -> None:
    """Two steps die at once with all that they started."""
    play.budget["collect"] += 1
    for first, second in (("collect", "extract"), ("extract", "backup"), ("publish", "collect")):
        beside = play.mine.start(second)
        play.mine.kill(first, with_all=True)
        play.mine.kill_now(beside, with_all=True)
        play.look("a power cut")
    play.rest_of_night()
    play.see(
        "power cut of steps: their exit codes were -9; doctor found nothing after the next run"
    )
    assert not play.mine.doctor(is_deep=True)


# Disk and clock


def disk_full(step: str) -> Callable[[Play], None]:
    """The disk is full in the middle of a step; with more room it is done."""

    def play_it(play: Play) -> None:
        before = {"collect": [], "extract": ["collect"], "publish": ["collect", "extract"]}
        for name in before.get(step, ["collect", "extract", "publish"]):
            play.step(name)
        for room in (play.rng.choice((60, 20)), 8, 0):
            ended = play.mine.run_with_full_disk(step, kilobytes=room)
            assert "Traceback" not in ended.said, ended.said
            play.look(f"{step} on a full disk")
            if ended.code == 1:
                break
            assert ended.code in (0, 3), ended.said
        assert ended.code == 1, f"{step} needs no room: {ended.said}"
        assert "pace" in ended.said, f"it does not say what to do: {ended.said}"
        play.see(f"{step} on a full disk ended with 1: {_line(ended.said, 'error: ')}")
        assert not (play.mine.home / "warehouse.duckdb.restoring").exists()
        if step == "restore":
            play.step("restore")
            play.forget_replaced()
        if step == "collect":
            play.rest_of_night()
        else:
            play.rest_of_night(collect_code=None)

    return play_it


def clock_ahead_at_collect(play: Play) -> None:
    """The clock is weeks ahead while it collects, then right: those fetches are set aside."""
    with play.clock.wrong(timedelta(days=40)):
        assert play.mine.run("collect").code == 0
    said = play.kills_of("extract")  # one that was killed may have done it, and told
    is_done = "in the future" in said
    said += play.step("extract", code=None if is_done else 3)
    assert "in the future" in said, said
    play.see(f"clock ahead: {_line(said, 'in the future')}")
    play.rest_of_night()
    assert not play.mine.doctor(is_deep=True)


def clock_ahead_at_extract(play: Play) -> None:
    """It is ahead while it extracts, too: a backup from before comes back, as is said."""
    with play.clock.wrong(timedelta(days=40)):
        assert play.mine.run("collect").code == 0
        assert play.mine.run("extract").code == 0
    said = play.step("extract", code=1)
    assert "fetches of the future" in said, said
    play.see(f"clock ahead: {_line(said, 'of the future')}")
    play.mine.follow(said)
    play.forget_replaced()
    play.rest_of_night()
    assert not play.mine.doctor(is_deep=True)


def clock_behind(play: Play) -> None:
    """The clock is ten days behind while it extracts: nothing is changed, and it is said."""
    play.step("collect")
    with play.clock.wrong(-timedelta(days=10)):
        ended = play.mine.run("extract")
    assert ended.code in (1, 3), ended.said
    assert "future" in ended.said
    play.see(f"clock behind: {_line(ended.said, 'future')}")
    play.rest_of_night()


# Bits


def flipped_landing(suffix: str, *, is_loaded: bool) -> Callable[[Play], None]:
    """A bit of a landing file or a report, before or after it is loaded."""

    def play_it(play: Play) -> None:
        play.step("collect")
        if is_loaded:
            play.step("extract")
        newest = max(_stamp(path) for path in _landing(play, suffix))
        path = play.rng.choice([p for p in _landing(play, suffix) if _stamp(p)[:8] == newest[:8]])
        _flip(play, path)
        if is_loaded:
            found = [line for line in play.mine.doctor(is_deep=True) if path.name in line]
            assert found, f"doctor --deep does not see {path}"
            play.see(found[0])
        else:
            said = play.step("extract", code=3, is_published=False)
            assert path.name in said, said
            play.see(f"extract ended with 3: {_line(said, path.name)}")
        _move_away(play, path)
        play.rest_of_night()
        assert not play.mine.doctor(is_deep=True)

    return play_it


def flipped_warehouse(play: Play) -> None:
    """A bit of the warehouse: ``restore`` and ``extract`` mend it, as is said."""
    play.step("collect")
    path = play.mine.home / "warehouse.duckdb"
    before = play.mine.doctor(is_deep=True)  # what was collected is not loaded
    for _ in range(FLIPS):
        whole = path.read_bytes()
        _flip(play, path)
        found = [line for line in play.mine.doctor(is_deep=True) if line not in before]
        if found:
            break
        path.write_bytes(whole)  # an empty place
    told = next((line for line in found if "restore" in line), None)
    assert told, f"nobody says how to mend it: {found}"
    play.see(told)
    play.mine.follow(told)
    play.forget_replaced()
    play.rest_of_night()
    assert not play.mine.doctor(is_deep=True)


def flipped_release(play: Play) -> None:
    """A bit of the latest release, and one of an older one."""
    play.rest_of_night()
    releases = play.mine.home / "releases"
    latest = (releases / "latest").read_text("utf-8").strip()
    path = play.rng.choice(_files(releases / latest, but={"gates.json"}))
    path.chmod(0o644)
    _flip(play, path)
    found = [line for line in play.mine.doctor(is_deep=True) if latest in line]
    assert found, f"doctor does not see {path}"
    play.see(found[0])
    play.mine.follow(found[0])
    assert not play.mine.doctor(is_deep=True)
    older = play.rng.choice(sorted(p for p in releases.glob("[0-9]*-*") if p.name != latest))
    path = play.rng.choice(_files(older, but={"gates.json"}))
    path.chmod(0o644)
    _flip(play, path)
    found = [line for line in play.mine.doctor(is_deep=True) if older.name in line]
    assert found, f"doctor --deep does not see {path}"
    play.see(found[0])
    play.mine.follow(f"skillscan releases rebuild {older.name}")
    assert not play.mine.doctor(is_deep=True)
    shutil.move(older, play.mine.folder / "away" / older.name)
    found = [line for line in play.mine.doctor() if older.name in line]
    assert found, f"doctor does not see that {older.name} is gone"
    play.see(found[0])
    play.mine.follow(found[0])
    assert not play.mine.doctor(is_deep=True)


def flipped_backup(play: Play) -> None:
    """A bit of the newest backup."""
    play.rest_of_night()
    newest = max(path for path in (play.mine.home / "backups").glob("[0-9]*-*"))
    path = play.rng.choice(_files(newest))
    path.chmod(0o644)
    _flip(play, path)
    found = [line for line in play.mine.doctor(is_deep=True) if newest.name in line]
    assert found, f"doctor --deep does not see {path}"
    play.see(found[0])
    shutil.move(newest, play.mine.folder / "away" / newest.name)
    play.mine.follow("skillscan backup")
    assert not play.mine.doctor(is_deep=True)


def flipped_state(play: Play) -> None:
    """A bit of each small file that says how things stand."""
    play.rest_of_night()
    releases = play.mine.home / "releases"
    latest = (releases / "latest").read_text("utf-8").strip()
    for path in (
        releases / "latest",
        releases / "last-publish.json",
        releases / latest / "gates.json",
    ):
        before = path.read_bytes()
        path.chmod(0o644)
        _flip(play, path)
        found = [line for line in play.mine.doctor(is_deep=True) if line.startswith("releases")]
        assert found, f"doctor does not see {path}: {before!r}, {path.read_bytes()!r}"
        play.see(f"{path.name}: {found[0]}")
        play.mine.follow(found[0])
        alarms = play.mine.doctor(is_deep=True)
        assert not alarms, f"{path.name} is not mended: {alarms}"


def _kill_runs(play: Play) -> None:
    """Kill runs of Prefect as often as this night has kills."""
    play.prefect.receiver.texts.clear()
    kills, play.budget = play.budget.total(), Counter()
    for _ in range(kills):
        state = play.prefect.kill_run(with_all=play.rng.random() < 0.4)
        play.look("a killed run")
        if state == "Crashed":
            play.prefect.told("a run failed")
            play.see("a killed run was Crashed, and somebody was told")


def _landing(play: Play, suffix: str) -> list[Path]:
    return sorted((play.mine.home / "landing").glob(f"*/*/*{suffix}"))


def _stamp(path: Path) -> str:
    return path.name.partition("-")[0]


def _files(folder: Path, but: frozenset[str] | set[str] = frozenset()) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in but)


def _flip(play: Play, path: Path) -> None:
    content = bytearray(path.read_bytes())
    place = play.rng.randrange(len(content))
    content[place] ^= 1 << play.rng.randrange(8)
    path.write_bytes(content)
    play.tell(f"  flipped a bit of byte {place} of {path.name}")


def _move_away(play: Play, path: Path) -> None:
    """A landing file with its report (or a report with its file)."""
    stem = path.name.partition(".")[0]
    for found in path.parent.glob(f"{stem}.*"):
        found.rename(play.mine.folder / "away" / found.name)


def _line(said: str, words: str) -> str:
    return next((line.strip() for line in said.splitlines() if words in line), "")[:300]


def _boards(source: str) -> list[Board]:
    return [(source, token) for token in BOARDS[source]]


ALL = [(board.source, board.token) for board in night_boards()]
HALF, EMPTY = ("ashby", "bramblekey"), ("greenhouse", "tumblefen")
BOARD_PAIR = (("greenhouse", "marblewick"), ("ashby", "lumpycloud"))
DOWN = _boards("ashby")
FAULTS = (
    Fault("half an answer", half_answer, unread=frozenset({HALF})),
    Fault("source down", source_down, unread=frozenset(DOWN), by_prefect=True),
    Fault("flipped bit: warehouse", flipped_warehouse),
    Fault("two runs at once", two_at_once),
    Fault("server killed", server_killed, by_prefect=True),
    Fault("disk full: extract", disk_full("extract")),
    Fault("flipped bit: new landing file", flipped_landing(".jsonl.gz", is_loaded=False)),
    Fault("clock ahead: collect", clock_ahead_at_collect),
    Fault("power cut of steps", power_cut_of_steps),
    Fault("power cut", power_cut, by_prefect=True),
    Fault("flipped bit: release", flipped_release),
    Fault("disk full: collect", disk_full("collect")),
    Fault("clock ahead: extract", clock_ahead_at_extract),
    Fault("flipped bit: new report", flipped_landing(".report.json", is_loaded=False)),
    Fault("server killed", server_killed, by_prefect=True),
    Fault("an empty answer", empty_answer, unread=frozenset({EMPTY})),
    Fault("disk full: publish", disk_full("publish")),
    Fault("flipped bit: backup", flipped_backup),
    Fault("outage", outage, unread=frozenset(ALL), by_prefect=True),
    Fault("half answers, then whole", half_answer_once),
    Fault("flipped bit: loaded landing file", flipped_landing(".jsonl.gz", is_loaded=True)),
    Fault("two dailies at once", two_dailies, by_prefect=True),
    Fault("disk full: backup", disk_full("backup")),
    Fault("clock behind", clock_behind),
    Fault("flipped bit: state files", flipped_state),
    Fault("server killed", server_killed, by_prefect=True),
    Fault("flipped bit: loaded report", flipped_landing(".report.json", is_loaded=True)),
    Fault("disk full: restore", disk_full("restore")),
)
"""In the order of the nights: what they do to each other is part of it."""
NONE = Fault("–", none)
