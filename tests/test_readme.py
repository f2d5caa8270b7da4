"""What README.md and docs/ tell a newcomer to type exists; nothing is executed but the snippet."""

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer.main

from skillscan.cli.app import app
from skillscan.statistics.definitions import definitions

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / ".ci").glob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
INLINE = re.compile(r"`((?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?skillscan [a-z][^`\n]*)`")


def commands() -> Iterator[tuple[str, list[str]]]:
    """Page, and the words of each command line that begins with ``skillscan``."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines = [
            line for kind, body in FENCE.findall(text) if kind == "sh" for line in body.splitlines()
        ]
        for line in [*lines, *INLINE.findall(FENCE.sub("", text))]:
            words = shlex.split(line.replace("…", ""), comments=True)
            while words and re.match(r"[A-Z_]+=", words[0]):
                del words[0]
            if words and words[0].rpartition("/")[2] == "skillscan":
                yield page.name, words[1:]


def unknown_word(words: list[str]) -> str | None:
    """The first word of a command line that names no command, group or option."""
    command: Any = typer.main.get_command(app)
    rest = list(words)
    while hasattr(command, "commands"):
        if not rest:
            return None if words else "nothing"
        word = rest.pop(0)
        names = word.split("|")  # `taxonomy list|check`
        if not set(names) <= set(command.commands):
            return word
        command = command.commands[names[0]]
    options = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    options.add("--help")
    for word in rest:
        if word.startswith("--") and word.partition("=")[0] not in options:
            return word
    return None


def test_pages_are_found() -> None:
    """A moved page would be checked by nobody."""
    found = list(commands())
    assert len(found) > 20
    assert {"README.md", "operating.md"} <= {page for page, _ in found}


@pytest.mark.parametrize(("page", "words"), list(commands()))
def test_every_command_of_the_pages_exists(page: str, words: list[str]) -> None:
    """A newcomer would type what the page says and be told that there is no such command."""
    assert unknown_word(words) is None, f"{page}: skillscan {shlex.join(words)}"


def test_wrong_commands_are_noticed() -> None:
    """The check above would hold whatever the pages say."""
    assert unknown_word(["extrct"]) == "extrct"
    assert unknown_word(["boards", "find"]) == "find"
    assert unknown_word(["collect", "--soon"]) == "--soon"
    assert unknown_word(["collect", "--due"]) is None


def test_modules_that_are_run_exist() -> None:
    """`python -m skillscan.market` stood on a page long after the package was renamed."""
    texts = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
    found = {
        (page, name)
        for page, text in texts.items()
        for name in re.findall(r"python -m ((?:skillscan|tests|benchmarks)[\w.]*)", text)
        if page != "CHANGELOG.md"
    }
    assert ("operating.md", "skillscan.sample_market") in found
    assert [one for one in found if not find_spec(one[1])] == []


def test_targets_of_make_exist() -> None:
    """``make`` would answer that there is no rule."""
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.M))
    for page in PAGES:
        named = re.findall(r"(?:^|`)make ([a-z0-9-]+)(?:`| *#|$)", page.read_text(), re.M)
        assert set(named) <= targets, page.name


def test_linked_files_exist() -> None:
    """A link of a page would lead nowhere."""
    for page in PAGES:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_least_sample_that_the_readme_names_is_that_of_every_share() -> None:
    """Whoever imports twenty postings would wait for numbers that never come."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shares = {key: one.minimum for key, one in definitions().items() if one.measures}
    assert {
        (one.openings, one.employers) for key, one in shares.items() if key != "skill_pairs"
    } == {(30, 10)}
    assert "from 30 openings of 10 employers on" in readme


def test_the_pythons_that_are_named_are_those_that_are_tried() -> None:
    """Somebody would install on a Python that nobody has run."""
    metadata = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = re.findall(r"Python :: (3\.\d+)", metadata)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"--matrix {' '.join(named[1:])}" in makefile
    assert f"run on {', '.join(named[:-1])} and {named[-1]}" in (ROOT / "README.md").read_text()


def test_python_of_the_readme_runs() -> None:
    """The first lines a programmer copies would fail."""
    blocks = FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    snippets = [body for kind, body in blocks if kind == "python"]
    assert len(snippets) == 1
    with redirect_stdout(io.StringIO()) as printed:
        exec(compile(snippets[0], "README.md", "exec"), {})  # noqa: S102  (our own page)
    assert "('Python', 'python', 'required')" in printed.getvalue()
    assert "('Kubernetes', 'kubernetes', 'preferred')" in printed.getvalue()
