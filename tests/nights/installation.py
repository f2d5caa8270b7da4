"""One installation as its operator has it: a home, and the command line in processes."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from suite.patience import PATIENCE
from suite.processes import processes_with

from nights.simulated_clock import SimulatedClock
from nights.warm import WarmProcess, WarmStart

COMMAND = (sys.executable, "-P", "-m", "skillscan")
COLD_SHARE = 0.15
"""Of the kills; loading the program is most of what a process from the command line does."""
MARK = "NIGHTS_INSTALLATION"
"""Variable of the environment that tells a play's processes from all others."""
_COMMAND = re.compile(
    r"skillscan ((?:restore|extract|publish|backup|collect)(?: \d{8}T\d{6}Z-[0-9a-f]{12})?"
    r"|releases rebuild \d{4}-\d\d-\d\d-[0-9a-f]{12})"
)


@dataclass(frozen=True)
class Ended:
    """How a command ended, and all that it said."""

    code: int
    said: str


@dataclass(frozen=True)
class Running:
    """A step that was begun, and the file with what it says."""

    process: "subprocess.Popen[bytes] | WarmProcess"
    said: Path


@dataclass
class Installation:
    """Where everything lies; ``seconds`` is how long each step took when it was last let end."""

    folder: Path
    clock: SimulatedClock
    base_url: str
    rng: random.Random
    warm: WarmStart
    seconds: dict[tuple[str, bool], float] = field(default_factory=dict)
    kills: int = 0
    cold_kills: int = 0
    """Of processes that were started as ``python -m skillscan``; others are forked (``warm``)."""

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("PREFECT_", "SKILLSCAN_"))
                and name != "PYTHONDONTWRITEBYTECODE"
            },
            **self.clock.environment,
            MARK: str(self.folder.parent),
            "SKILLSCAN_HOME": str(self.home),
            "SKILLSCAN_API_BASE": self.base_url,
            "SKILLSCAN_CONTACT": "nights@example.org",
            "SKILLSCAN_WORKERS": "1",
            "SKILLSCAN_PROVIDER_PROBES": "1",  # of a source that is away: each is minutes later
            "NO_COLOR": "1",
        }

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def boards(self) -> Path:
        return self.folder / "boards.csv"

    def arguments(self, step: str, *options: str) -> list[str]:
        """What follows ``skillscan`` in the command of a step."""
        own = {
            "collect": ["--boards", str(self.boards)],
            "publish": ["--notice", "Invented."],
            "prune": ["--older-than", "6"],
        }
        return [step, *own.get(step, []), *options]

    def start(self, step: str, *options: str, is_warm: bool = True) -> "Running":
        """Begin a step in a session of its own, forked (``is_warm``) or as a command line."""
        arguments, said = self.arguments(step, *options), self._new_file()
        if not is_warm:
            return self._start([*COMMAND, *arguments], said)
        return Running(self.warm.start(arguments, said, self.environment), said)

    def run(self, step: str, *options: str) -> Ended:
        """A step from beginning to end."""
        begun = time.monotonic()
        ended = self.end_of(self.start(step, *options))
        self.seconds[step, True] = time.monotonic() - begun
        return ended

    def run_with_full_disk(self, step: str, *options: str, kilobytes: int) -> Ended:
        """A step whose home lies on a disk with so much room left, really."""
        return self.end_of(
            self._start(
                [
                    *("unshare", "-rm", "sh", "-ec", _FULL_DISK, "sh"),
                    *(str(self.home), str(self.folder / "small"), str(kilobytes)),
                    *(*COMMAND, *self.arguments(step, *options)),
                ],
                self._new_file(),
            )
        )

    def end_of(self, running: "Running") -> Ended:
        """Wait for a step."""
        code = running.process.wait(PATIENCE)
        said = running.said.read_text(encoding="utf-8", errors="replace")
        running.said.unlink()
        with (self.folder / "log").open("a", encoding="utf-8") as log:
            command = " ".join(map(str, running.process.args)).rpartition("\n")[2]
            log.write(f"--- {self.clock.now:%m-%d %H:%M} {command} {code}\n{said}\n")
        return Ended(code, said)

    def kill(self, step: str, *options: str, with_all: bool = False) -> str:
        """Begin a step and SIGKILL it at a random point, alone or with all that it started.

        One that was done before is begun again. Gives all that was said.
        """
        is_warm, said = self.rng.random() > COLD_SHARE, ""
        for _ in range(20):
            begun = time.monotonic()
            running = self.start(step, *options, is_warm=is_warm)
            least = 0.0 if is_warm else 0.3  # before it, Python is still being loaded
            lasted = self.seconds.get((step, is_warm), 3.0)
            time.sleep(self.rng.uniform(least, 1.0) * lasted)
            is_killed, last = self.kill_now(running, with_all=with_all)
            said += last
            if is_killed:
                self.cold_kills += not is_warm
                return said
            self.seconds[step, is_warm] = min(time.monotonic() - begun, lasted * 0.9)
        raise AssertionError(f"{step} was never met alive")

    def kill_now(self, running: "Running", *, with_all: bool) -> tuple[bool, str]:
        """SIGKILL a step that was begun; whether it was still there, and what it had said."""
        try:
            if with_all:
                os.killpg(running.process.pid, signal.SIGKILL)
            else:
                running.process.kill()
        except ProcessLookupError:
            pass
        ended = self.end_of(running)
        is_killed = ended.code == -signal.SIGKILL
        self.kills += is_killed
        return is_killed, ended.said

    def doctor(self, *, is_deep: bool = False) -> list[str]:
        """What needs attention, as ``part: message → advice``."""
        ended = self.run("doctor", "--json", *(["--deep"] if is_deep else []))
        found = json.loads(ended.said[ended.said.index("[\n") : ended.said.rindex("]") + 1])
        alarms = [one for one in found if one["state"] in ("attention", "broken")]
        assert ended.code == (3 if alarms else 0), ended.said
        return [f"{one['part']}: {one['message']} → {one['advice']}" for one in alarms]

    def follow(self, message: str) -> list[str]:
        """Run the commands that a message names, in its order; gives them."""
        commands = list(dict.fromkeys(_COMMAND.findall(message)))
        assert commands, f"it names no command: {message}"
        for command in commands:
            ended = self.run(*command.split())
            assert ended.code in (0, 3), f"{command}: {ended.said}"
        return commands

    def processes(self) -> dict[int, str]:
        """The processes of this play that live."""
        return processes_with(MARK, str(self.folder.parent))

    def _new_file(self) -> Path:
        """For what a command says; one that is killed at its start has said nothing."""
        path = self.folder / f"said-{self.rng.getrandbits(48):x}"
        path.touch()
        return path

    def _start(self, command: Sequence[str], said: Path) -> "Running":
        with said.open("wb") as stream:
            process = subprocess.Popen(
                command,
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )
        return Running(process, said)


_FULL_DISK = """
home=$1; small=$2; free=$3; shift 3
mkdir -p "$small"; used=$(du -sk "$home" | cut -f1)
mount -t tmpfs -o size=1g tmpfs "$small"
cp -a "$home/." "$small/"
used=$(df -k --output=used "$small" | tail -1)
mount -o remount,size=$((used + free))k "$small"
mount --bind "$small" "$home"
set +e; "$@"; code=$?; set -e
umount "$home"
[ $code = 1 ] || exit $code
find "$home" -mindepth 1 -delete
mount -o remount,size=1g "$small"
cp -a "$small/." "$home/"
exit $code
"""
"""Copies the home to a file system with ``free`` kilobytes more, runs the step there, and brings
back what it left where there was too little."""
