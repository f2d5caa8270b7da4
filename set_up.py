"""Make a virtual environment with everything in requirements.lock, and say how far it is.

    python3 set_up.py .venv                 what `make setup` does
    python3 set_up.py --matrix 3.12 3.13    the tests on other Pythons, where they are found

Runs with any Python from 3.11 on, without any package. An environment that is newer than what it
is made of is left as it is.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
MADE_OF = (LOCK, ROOT / "pyproject.toml", ROOT / "build_backend.py")
LEAST = (3, 11)
NEWEST = (3, 13)
"""That the tests are run on."""
DONE = "installed"
TELL_SECONDS = 5.0
SHOWN_LINES = 30
AT_ONCE = 2
"""Pips, each with a part of the packages: one alone uses one core, most of the time to unpack."""
_ENTRY = re.compile(r"^\S.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
OPTIONS = ("--disable-pip-version-check", "--no-color", "--progress-bar", "off", "--no-deps")


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when all is there; of the tests, where some are run."""
    if arguments[:1] == ["--matrix"]:
        return max((_test_on(version) for version in arguments[1:]), default=0)
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.stderr.write(__doc__ or "")
        return 2
    found = ".".join(map(str, sys.version_info[:2]))
    if sys.version_info[:2] < LEAST:
        sys.stderr.write(f"skillscan needs Python 3.11 or newer, not {found}; set PYTHON=…\n")
        return 2
    if sys.version_info[:2] > NEWEST:
        say(f"Python {found} was not tried: if this fails, set PYTHON=python3.13")
    return make(Path(arguments[0]), sys.executable)


def make(folder: Path, python: str) -> int:
    """Make the environment in this folder, or bring it up to date; gives pip's exit code."""
    done = folder / DONE
    if done.exists() and done.stat().st_mtime >= max(file.stat().st_mtime for file in MADE_OF):
        return 0
    packages = locked_packages(LOCK.read_text(encoding="utf-8"))
    say(f"{folder}: making an environment of {packages} packages, some 1.7 GB (minutes)")
    subprocess.run([python, "-m", "venv", folder], check=True)  # noqa: S603 - a Python we found
    own = folder / "bin" / "python"
    pip = [str(own), "-m", "pip", "install", *OPTIONS]
    with tempfile.TemporaryDirectory() as parts:
        commands = []
        for number, part in enumerate(parts_of(LOCK.read_text(encoding="utf-8"), AT_ONCE)):
            file = Path(parts, f"{number}.txt")
            file.write_text(part, encoding="utf-8")
            commands.append([*pip, "--require-hashes", "-r", str(file)])
        code = followed(commands, folder, packages)
    if not code:
        say("  skillscan itself")
        code = followed([[*pip, "--no-build-isolation", "-e", str(ROOT)]], folder, 0)
    if not code:
        done.touch()
        say(f"{folder}: done")
    return code


def locked_packages(lock: str) -> int:
    """How many packages a lock file names; some are for other systems only."""
    return sum("==" in line and not line.startswith((" ", "#")) for line in lock.splitlines())


def parts_of(lock: str, number: int) -> list[str]:
    """A lock file in so many parts, by turns; no package is told of the others that it needs."""
    entries = _ENTRY.findall(lock)
    return ["".join(entries[place::number]) for place in range(number)]


def followed(
    commands: Sequence[Sequence[str]],
    folder: Path,
    packages: int,
    tell: Callable[[str], None] | None = None,
    tell_seconds: float = TELL_SECONDS,
) -> int:
    """Run pips beside each other, and tell every few seconds how far they are; the last lines of
    one that fails, whose exit code this is.
    """
    tell = tell or say
    pips = [Pip(command) for command in commands]
    told_at, told = time.monotonic(), ""
    while running := [one for one in pips if one.reading.is_alive()]:
        running[0].reading.join(tell_seconds / 10)
        if packages and time.monotonic() - told_at >= tell_seconds:
            told_at = time.monotonic()
            lines = [line for one in pips for line in one.lines]
            if (state := state_of(lines, folder, packages)) != told:
                tell(f"  {state}")
            told = state
    codes = [one.process.wait() for one in pips]
    for one, code in zip(pips, codes, strict=True):
        if code:
            tell("".join(one.lines[-SHOWN_LINES:]))
    return max(codes, key=bool)


class Pip:
    """A pip that is running; a thread takes in what it says."""

    def __init__(self, command: Sequence[str]) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(  # noqa: S603 - pip, with arguments as a list
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        self.reading = Thread(target=self._read, daemon=True)
        self.reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None  # noqa: S101 - a pipe, as asked for
        with self.process.stdout as said:
            self.lines.extend(said)


def state_of(lines: Sequence[str], folder: Path, packages: int) -> str:
    """How far pip is, by what it said, and by what lies in the environment."""
    if any(line.startswith("Installing collected") for line in lines):
        installed = sum(1 for _ in folder.glob("lib/python3*/site-packages/*.dist-info"))
        return f"installed {min(installed, packages)} of {packages} packages"
    begun = ("Collecting ", "Requirement already satisfied")
    fetched = sum(line.startswith(begun) for line in lines)
    return f"fetched {fetched} of {packages} packages"


def _test_on(version: str) -> int:
    """The tests on another Python; 0 where there is none."""
    python = next(interpreters(version), None)
    if python is None:
        say(f"Python {version}: not found here, left out")
        return 0
    folder = ROOT / ".venv" / f"python{version}"
    if code := make(folder, python):
        return code
    say(f"Python {version}: the tests")
    tests = [str(folder / "bin" / "python"), "-m", "pytest", "-q", "-n", "auto"]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603


def interpreters(version: str) -> Iterator[str]:
    """Pythons of this version that run: on the path, of pyenv, below /opt and /usr/local."""
    places = [shutil.which(f"python{version}")]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for pattern in (pyenv / "versions" / f"{version}.*", Path("/opt") / f"python*{version}*"):
        places += map(str, sorted(pattern.parent.glob(f"{pattern.name}/bin/python{version}")))
    places.append(f"/usr/local/bin/python{version}")
    for place in places:
        if place and Path(place).exists() and _is_of(place, version):
            yield place


def _is_of(python: str, version: str) -> bool:
    """Whether it runs (pyenv's stand-ins do not always) and is what its name says."""
    code = "import sys; print('.'.join(map(str, sys.version_info[:2])))"
    try:
        told = subprocess.run(  # noqa: S603 - found by its name
            [python, "-c", code], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0 and told.stdout.strip() == version


def say(line: str) -> None:
    """A line of progress."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
