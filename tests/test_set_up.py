"""``make setup``: it speaks while it works, and says what failed; other Pythons are found."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
import set_up

PIP = """
import sys, time
from pathlib import Path
site = Path(sys.argv[1], "lib", "python3.11", "site-packages")
if sys.argv[2:] == ["quick"]:
    sys.exit("Collecting q0==1")
def said(end):
    while not Path(sys.argv[1], end).exists():
        time.sleep(0.01)
for n in range(3):
    print(f"Collecting p{n}==1", flush=True)
said("fetched")
print("Installing collected packages: p0, p1, p2", flush=True)
for n in range(2):
    (site / f"p{n}-1.dist-info").mkdir(parents=True, exist_ok=True)
said("installed-some")
sys.exit(int(sys.argv[2]))
"""


def follow(folder: Path, code: int) -> tuple[int, list[str]]:
    """Run a pip that goes on once it was told of."""
    told: list[str] = []
    steps = {"fetched 3 of 4": "fetched", "installed 2 of 4": "installed-some"}

    def tell(line: str) -> None:
        told.append(line.strip())
        for words, file in steps.items():
            if words in line:
                (folder / file).touch()

    command = [sys.executable, "-c", PIP, str(folder), str(code)]
    return set_up.followed([command], folder, 4, tell, tell_seconds=0.05), told


def test_it_tells_what_is_fetched_and_what_is_installed(tmp_path: Path) -> None:
    """A newcomer's first minutes would be silent, and look as if they hung."""
    code, told = follow(tmp_path, 0)
    assert code == 0
    assert told[-2:] == ["fetched 3 of 4 packages", "installed 2 of 4 packages"]
    assert len(told) == len(set(told))


def test_a_pip_that_fails_is_heard(tmp_path: Path) -> None:
    """Only "Error 1" would be left of it."""
    code, told = follow(tmp_path, 7)
    assert code == 7
    assert "Collecting p2==1" in told[-1]


def test_of_several_pips_the_one_that_fails_is_heard(tmp_path: Path) -> None:
    """The others end well, and the environment would lack what it was to install."""
    for end in ("fetched", "installed-some"):
        (tmp_path / end).touch()
    told: list[str] = []
    commands = [[sys.executable, "-c", PIP, str(tmp_path), end] for end in ("0", "quick", "0")]
    assert set_up.followed(commands, tmp_path, 0, told.append) == 1
    assert told == ["Collecting q0==1\n"]


def test_each_package_is_in_one_part_with_its_hashes() -> None:
    lock = set_up.LOCK.read_text(encoding="utf-8")
    parts = set_up.parts_of(lock, 2)
    assert sorted("".join(parts).splitlines()) == sorted(lock.splitlines())
    sizes = [set_up.locked_packages(part) for part in parts]
    assert sum(sizes) == set_up.locked_packages(lock)
    assert max(sizes) - min(sizes) <= 1
    assert all(re.match(r"[a-z0-9]", part) for part in parts)


def test_the_lock_is_counted() -> None:
    """It would say "212 of 0"."""
    lock = set_up.LOCK.read_text(encoding="utf-8")
    assert set_up.locked_packages(lock) == len(re.findall(r"^[a-z0-9-]+(?:\[.*\])?==", lock, re.M))


def test_a_finished_environment_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each `make test` would install everything again."""
    (tmp_path / set_up.DONE).touch()
    monkeypatch.setattr(set_up, "followed", lambda *_: pytest.fail("pip was called"))
    assert set_up.make(tmp_path, "no-such-python") == 0


def stand_in(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_other_pythons_are_found_where_they_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pyenv's stand-in on the path fails for every version that is not switched on."""
    stand_in(tmp_path / "shims" / "python3.97", "echo 'pyenv: not found'; exit 127")
    stand_in(tmp_path / "versions" / "3.97.1" / "bin" / "python3.97", "echo 3.97")
    stand_in(tmp_path / "versions" / "3.98.0" / "bin" / "python3.98", "echo 3.11")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path / 'shims'}:/bin:/usr/bin")
    assert list(set_up.interpreters("3.97")) == [
        str(tmp_path / "versions" / "3.97.1" / "bin" / "python3.97")
    ]
    assert list(set_up.interpreters("3.98")) == []


def test_a_python_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """A matrix that ran on nothing would look like one that passed."""
    assert set_up.main(["--matrix", "3.96"]) == 0
    assert "3.96: not found here, left out" in capsys.readouterr().out
