"""Settings: where they come from, which source wins, and what is said of wrong ones."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.settings import Settings, configure, is_stated, variable

DOCS = Path(__file__).parent.parent.parent / "docs" / "operating.md"


@pytest.fixture(autouse=True)
def working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without settings, and no variable of ours."""
    for name in [name for name in os.environ if name.startswith("SKILLSCAN_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "working"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "abc"),
        ("WORKERS", "-1"),
        ("API_BASE", "127.0.0.1:8099"),
        ("API_BASE", "x"),
        ("LOG_LEVEL", "loud"),
        ("LOCK_SECONDS", "nan"),
        ("BACKUPS_KEPT", "0"),
    ],
)
def test_a_variable_that_does_not_fit_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """Every command ended in a traceback of pydantic, or each crawl failed for its own reason."""
    monkeypatch.setenv(f"SKILLSCAN_{name}", value)
    with pytest.raises(UsageError, match=f"^SKILLSCAN_{name} is '{value}': .*unset it$"):
        Settings()


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        (".env", "A=1\n\nSKILLSCAN_WORKERS=x\n", r"^\.env:3: SKILLSCAN_WORKERS is 'x': "),
        (".env", "SKILLSCAN_WORKER=1\n", r"^\.env:1: .* do you mean SKILLSCAN_WORKERS\?"),
        (".env", "# c\nSKILLSCAN_CONTACT\n", r"^\.env:2: SKILLSCAN_CONTACT has no value"),
        (".env", "A=1\nSKILLSCAN_CONTACT='a\n", r"^\.env:2 is not of the form"),
        ("skillscan.toml", "# c\nworkers = 'x'\n", r"^skillscan\.toml:2: workers is 'x': "),
        ("skillscan.toml", "workers = -1\n", r"^skillscan\.toml:1: workers is -1: .*delete"),
        ("skillscan.toml", "home = 1\n", r"^skillscan\.toml:1: home is 1: Expected `str`"),
        ("skillscan.toml", "contct = 'a'\n", r"^skillscan\.toml:1: contct .*do you mean contact\?"),
        ("skillscan.toml", "\n[market]\nx = 1\n", r"^skillscan\.toml:2: market is no setting"),
        ("skillscan.toml", "workers = \n", r"^skillscan\.toml is not TOML: .*line 1"),
        ("var/skillscan.toml", "workers = 'x'\n", r"^var/skillscan\.toml:1: workers is 'x': "),
        ("var/skillscan.toml", "home = 'x'\n", r"^var/skillscan\.toml:1: home cannot be set in"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_line(
    working: Path, file: str, text: str, message: str
) -> None:
    """A typing error would be as good as no setting, and nobody would know."""
    (working / "var").mkdir()
    (working / file).write_text(text)
    with pytest.raises(UsageError, match=message):
        Settings()


def test_bytes_that_are_no_text_are_named(working: Path) -> None:
    """Each command would end in a traceback."""
    for file in (".env", "skillscan.toml"):
        (working / file).write_bytes(b'contact = "\xff"\nSKILLSCAN_CONTACT="\xff"')
        with pytest.raises(UsageError, match=r"cannot be read .*mend it"):
            Settings()
        (working / file).unlink()


def test_the_strongest_source_wins(working: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an operator typed for one command would be ignored for an old file."""
    home = working / "elsewhere"
    home.mkdir()
    (home / "skillscan.toml").write_text("workers = 1\nlock_seconds = 1\ncontact = 'a'\n")
    (working / "skillscan.toml").write_text("home = 'elsewhere'\nworkers = 2\nlock_seconds = 2")
    assert (Settings().workers, Settings().lock_seconds, Settings().contact) == (2, 2.0, "a")
    (working / ".env").write_text("SKILLSCAN_WORKERS=3\nSKILLSCAN_WORKERS=4\n")
    assert (Settings().workers, Settings().lock_seconds) == (4, 2.0)
    monkeypatch.setenv("SKILLSCAN_WORKERS", "5")
    assert Settings().workers == 5
    assert Settings(workers=6).workers == 6
    assert Settings().home == Path("elsewhere")
    assert Settings(home=working).contact == ""  # another home has other settings


def test_a_file_of_others_is_left_in_peace(working: Path) -> None:
    """A `.env` of some other program in the folder would stop every command."""
    (working / ".env").write_text("DATABASE=1\nhalf a line\nexport SKILLSCAN_CONTACT=${DATABASE}@x")
    assert Settings().contact == "1@x"


def test_a_home_that_is_the_working_folder_is_read_once(working: Path) -> None:
    """Its `home` would be refused, as if it stood in another folder's file."""
    (working / "skillscan.toml").write_text("home = '.'\nworkers = 2\n")
    assert Settings().workers == 2


def test_who_states_a_setting_is_known(working: Path) -> None:
    """A flow would wait an hour for a warehouse though its operator said ten seconds."""
    assert not is_stated("lock_seconds")
    (working / "skillscan.toml").write_text("lock_seconds = 30")
    assert is_stated("lock_seconds")


def config(*arguments: str) -> tuple[int, str, str]:
    ended = CliRunner().invoke(app, ["config", *arguments])
    return (
        (2 if isinstance(ended.exception, UsageError) else ended.exit_code),
        ended.output,
        str(ended.exception),
    )


def test_config_tells_what_holds_and_from_where(
    working: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody could say why a run took another folder."""
    (working / "skillscan.toml").write_text("# ours\ncontact = 'ops@example.org'\n")
    (working / ".env").write_text("SKILLSCAN_HOME=state\n")
    monkeypatch.setenv("SKILLSCAN_WORKERS", "3")
    code, shown, _ = config()
    assert code == 0
    lines = {line.split()[0]: " ".join(line.split()[1:]) for line in shown.splitlines()}
    assert lines["contact"] == "ops@example.org (skillscan.toml:2)"
    assert lines["home"] == "state (.env:1)"
    assert lines["workers"] == "3 (environment, SKILLSCAN_WORKERS)"
    assert lines["backups_kept"] == "7 (default)"
    assert max(map(len, shown.splitlines())) <= 80
    found = {one["name"]: one for one in json.loads(config("--json")[1])}
    assert (found["contact"]["from"], found["contact"]["line"]) == ("skillscan.toml", 2)
    assert found["workers"]["value"] == 3
    assert all(one["description"] for one in found.values())


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_config_names_all_that_is_wrong(
    working: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Faults would come to light one by one, one start at a time."""
    (working / "skillscan.toml").write_text("workers = 'x'\nwrokers = 1\n")
    monkeypatch.setenv("SKILLSCAN_LOG_LEVEL", "loud")
    monkeypatch.setenv("SKILLSCAN_HOEM", "var")
    code, shown, error = config(*arguments)
    assert code == 2
    assert "backups_kept" in shown
    for place in ("skillscan.toml:1", "skillscan.toml:2", "SKILLSCAN_LOG_LEVEL", "SKILLSCAN_HOEM"):
        assert place in error


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_passwords_are_not_shown(
    working: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """A screenshot for a colleague would give the webhook away."""
    monkeypatch.setenv("SKILLSCAN_NOTIFY_WEBHOOK", "https://hooks.example/topsecret")
    monkeypatch.setenv("SKILLSCAN_LANDING_URL", "s3://key:topsecret@bucket/x?sig=topsecret")
    (working / "skillscan.toml").write_text("notify_email = ['topsecret']\n")
    code, shown, error = config(*arguments)
    assert code == 2
    assert "topsecret" not in shown + error
    assert "bucket/x" in shown


@pytest.mark.parametrize("name", ["notify_webhook", "notify_email"])
@pytest.mark.parametrize("in_home", [True, False])
def test_a_secret_in_a_file_of_settings_is_refused(
    working: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, in_home: bool
) -> None:
    """It would be copied and committed with the settings; also where the environment wins."""
    folder = working / "home" if in_home else working
    folder.mkdir(exist_ok=True)
    (folder / "skillscan.toml").write_text(f"{name} = 'https://hooks.example/topsecret'\n")
    monkeypatch.setenv("SKILLSCAN_HOME", str(working / "home"))
    variable = f"SKILLSCAN_{name.upper()}"
    for is_both in (False, True):
        if is_both:
            monkeypatch.setenv(variable, "https://hooks.example/other")
        found = configure()
        (fault,) = found.faults
        assert f"skillscan.toml:1: {name} is a secret" in fault
        assert variable in fault
        assert "topsecret" not in fault
        assert found.held[name].value == ("https://hooks.example/other" if is_both else None)
        with pytest.raises(UsageError, match="is a secret"):
            Settings()


def test_a_store_is_where_all_lies_that_has_no_place_of_its_own(tmp_path: Path) -> None:
    """An operator would set three URLs, and forget the backups."""
    one = Settings(home=tmp_path, store="s3://bucket/prod/", releases_url="s3://public/out")
    assert (one.landing, one.releases, one.backups) == (
        "s3://bucket/prod/landing",
        "s3://public/out",
        "s3://bucket/prod/backups",
    )
    assert one.quarantine == tmp_path / "quarantine"
    near = Settings(home=tmp_path)
    assert near.backups == str(tmp_path / "backups")


@pytest.mark.parametrize("store", ["s3://key:topsecret@bucket/x", "s3://bucket?secret=topsecret"])
def test_a_store_with_a_password_is_refused(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would stand in messages, logs and shell histories."""
    monkeypatch.setenv("SKILLSCAN_STORE", store)
    (fault,) = configure().faults
    assert "SKILLSCAN_STORE" in fault
    assert "topsecret" not in fault


def test_unknown_variables_of_the_environment_stop_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A variable of a newer version, left in a profile, would stop an older one."""
    monkeypatch.setenv("SKILLSCAN_WROKERS", "3")
    assert Settings().workers == 0
    (unknown,) = configure().unknown
    assert "do you mean SKILLSCAN_WORKERS?" in unknown


def test_every_setting_is_documented() -> None:
    """An operator would have to read the code."""
    told = DOCS.read_text(encoding="utf-8")
    for one in configure().held.values():
        assert f"| `{variable(one.name)}` |" in told, one.name
