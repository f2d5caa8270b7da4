"""A release of a market whose largest employer and titles are hostile texts, for tests of pages."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse

HOSTILE = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'
STRANGE = "=HYPERLINK(1) \u202eegdelwonk\u202c " + "g" * 10_000
"""A formula, a mark that turns the writing round, and a word that fits on no page."""
NOW = datetime(2026, 2, 11, tzinfo=UTC)


def hostile_market(hand_made_warehouse: Callable[..., Settings], advert: Any) -> Settings:
    """Its warehouse; one posting's address is a script, nothing was measured."""
    adverts = [
        advert(
            employer=HOSTILE if n < 9 else STRANGE if n < 18 else f"E{n % 12}",
            title=HOSTILE,
            country="US" if n % 4 else "GB",
            url="javascript:window.hacked=1" if n < 9 else f"https://jobs.example/{n}",
            skills={"python": "required", **({"pytorch": "preferred"} if n % 2 else {})}
            | ({"kubernetes": "required"} if n % 5 == 0 else {})
            | ({"c++": "mentioned"} if n in {7, 14} else {}),
            years=n % 7,
        )
        for n in range(160)
    ]
    text = adverts[0].text
    start = len(HOSTILE) + 2 + text.index("You know")
    settings = hand_made_warehouse(adverts)
    with open_warehouse(settings) as connection:
        connection.execute(
            "UPDATE findings SET section = mention_class, section_rule = 'rules.x', "
            "heading_start = 0, heading_end = ?", [len(HOSTILE)],
        )  # fmt: skip
        connection.execute(
            "UPDATE findings SET modifier_rule = 'addresses_candidate.asks', "
            "modifier_start = ?, modifier_end = ? WHERE value = 'python'",
            [start, start + len("You know")],
        )
    return settings


def hostile_release(hand_made_warehouse: Callable[..., Settings], advert: Any) -> Path:
    """The folder of its release, whose notice is hostile as well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skillscan.release.builder.load_evaluation", dict)
        settings = hostile_market(hand_made_warehouse, advert)
        return Path(publish(settings, render=render, now=NOW, notice=HOSTILE).folder)
