"""Settings from the environment."""

import pytest

from skillscan.errors import UsageError
from skillscan.settings import Settings


@pytest.mark.parametrize(
    ("name", "value"),
    [("WORKERS", "abc"), ("WORKERS", "-1"), ("API_BASE", "127.0.0.1:8099"), ("API_BASE", "x")],
)
def test_a_variable_that_does_not_fit_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """Every command ended in a traceback of pydantic, or each crawl failed for its own reason."""
    monkeypatch.setenv(f"SKILLSCAN_{name}", value)
    with pytest.raises(UsageError, match=f"^SKILLSCAN_{name} is '{value}': "):
        Settings()
