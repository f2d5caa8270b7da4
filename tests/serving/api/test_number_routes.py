"""What programs get: the numbers of a release in the shape of its statistics.json."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from skillscan import resources
from skillscan.release.catalog import open_latest
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render

PEOPLE = "ml_engineer_us"
SHARES = f"/api/statistics/skill_share/{PEOPLE}"


def got(client: TestClient, path: str, code: int = 200, **headers: str) -> Any:
    answer = client.get(path, headers=headers)
    assert answer.status_code == code, answer.text[:500]
    return answer.json()


@pytest.mark.parametrize(
    "path",
    [
        "/api/statistics",
        "/api/statistics/skill_share",
        SHARES,
        f"{SHARES}/python",
        f"{SHARES}?measure=required",
        "/api/statistics/pay_median",
    ],
)
def test_every_part_is_a_statistics_json(client: TestClient, path: str) -> None:
    """Programs that read statistics.json by its schema could not read the API."""
    schema = json.loads(resources.data("statistics.schema.json").read_text("utf-8"))
    jsonschema.validate(got(client, path), schema)


def test_the_numbers_are_those_of_the_release(client: TestClient, served_home: Path) -> None:
    """The API would say another number than the page and the command line."""
    release = open_latest(Settings(home=served_home))
    wanted = {
        (one.split, one.group, one.value, one.measure): one.views.all.share
        for one in release.publication.estimates
        if (one.statistic, one.population) == ("skill_share", PEOPLE)
    }
    found = {
        (one["split"], one["group"], one["value"], one["measure"]): one["views"]["all"]["share"]
        for one in got(client, SHARES)["estimates"]
    }
    assert found == wanted
    assert len(found) > 2


def test_the_catalogue_has_no_numbers_and_says_how_many_there_are(client: TestClient) -> None:
    """A list of statistics would be megabytes, or look as if there were nothing behind it."""
    found = got(client, "/api/statistics")
    assert "skill_share" in found["statistics"]
    assert PEOPLE in found["populations"]
    assert found["estimates"] == found["examples"] == []
    assert found["left_out"]["estimates"] > 10


@pytest.mark.parametrize("word", ["kubernetes", "Kubernetes", "k8s", "K8S"])
def test_a_skill_is_found_by_any_name(client: TestClient, word: str) -> None:
    """A program would have to know our ids."""
    found = got(client, f"{SHARES}/{word}")
    assert {one["value"] for one in found["estimates"]} == {"kubernetes"}
    assert found["left_out"]["estimates"] > 0
    assert found["denominators"]


def test_a_number_is_narrowed_to_a_measure(client: TestClient) -> None:
    """Who wants what is required would get what is named."""
    found = got(client, f"{SHARES}/python?measure=required&split=all")
    assert {one["measure"] for one in found["estimates"]} == {"required"}


def test_a_number_of_a_release_is_addressed_by_it(client: TestClient, served_home: Path) -> None:
    """A citation (`statistic@release`) would not lead to its number."""
    name = open_latest(Settings(home=served_home)).name
    for said in (name, name[-12:]):
        answer = client.get(f"/api/statistics/skill_share@{said}/{PEOPLE}/python")
        assert answer.json()["release"] == name
        assert answer.headers["cache-control"] == "public, max-age=3600"


def test_what_is_withheld_is_told_with_reason_and_counts(
    hand_made_warehouse: Callable[..., Settings],
    advert: Callable[..., Any],
    client_of: Callable[..., TestClient],
) -> None:
    """Small samples would look like errors, or like zero."""
    few = [advert(employer=f"Employer {n}", skills={"python": "required"}) for n in range(3)]
    settings = hand_made_warehouse(few)
    publish(settings, render=render, now=datetime(2026, 2, 11, tzinfo=UTC))
    client = client_of(settings.home)
    for path in (SHARES, f"{SHARES}/python"):
        found = got(client, path)
        (held,) = (one for one in found["withheld"] if one["split"] == "all")
        assert "30" in held["reason"]
        counts = {one["measure"]: one["openings"] for one in found["withheld_counts"]}
        assert counts["named"] == counts["required"] == 3
        assert found["estimates"] == []


@pytest.mark.parametrize(
    ("path", "nearest", "kind"),
    [
        ("/api/statistics/skil_share", "skill_share", "unknown-name"),
        ("/api/statistics/skill_share/ml_engineer_uss", PEOPLE, "unknown-name"),
        (f"{SHARES}/pythn", "python", "unknown-name"),
        (f"{SHARES}?measure=requird", "required", "unknown-name"),
        (f"{SHARES}?split=nothing", None, "unknown-name"),
        ("/api/statistics/skill_share@1999-01-01-000000000000", None, "unknown-release"),
        ("/api/statistics/..%2f..%2fetc%2fpasswd", None, "unknown-name"),
        ("/api/statistics/" + "x" * 250, None, "unknown-name"),
    ],
)
def test_unknown_words_are_answered_with_the_nearest(
    client: TestClient, path: str, nearest: str | None, kind: str
) -> None:
    """A program's author would have to guess what went wrong."""
    answer = client.get(path)
    found = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, found["status"]) == (404, 404)
    assert found["type"].endswith(kind)
    assert nearest is None or nearest in found["suggestions"]
    assert found["detail"]


def test_a_word_that_is_too_long_is_refused(client: TestClient) -> None:
    """A megabyte of words would be compared with every name."""
    answer = client.get("/api/statistics/" + "x" * 400)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/releases", "/api/statistics", SHARES, f"{SHARES}/python"])
def test_what_a_reader_has_is_not_sent_again(client: TestClient, path: str) -> None:
    """Every look of a dashboard would fetch the same numbers again."""
    first = client.get(path)
    tag = first.headers["etag"]
    for said in (tag, f'"other", W/{tag}', "*"):
        again = client.get(path, headers={"If-None-Match": said})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = client.get(path, headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)
    assert first.headers["cache-control"] == "no-cache"


def test_different_answers_have_different_tags(client: TestClient) -> None:
    """A cache would give one number for another."""
    paths = ["/api/statistics", SHARES, f"{SHARES}?measure=required", f"{SHARES}/python"]
    assert len({client.get(path).headers["etag"] for path in paths}) == len(paths)


def test_a_star_does_not_hide_that_nothing_is_there(client: TestClient) -> None:
    """An unknown statistic would count as unchanged."""
    got(client, "/api/statistics/nothing", 404, **{"If-None-Match": "*"})


def test_all_releases_are_listed(client: TestClient, served_home: Path) -> None:
    """Who cites a release could not see which there are."""
    found = got(client, "/api/releases")
    assert found["latest"] == open_latest(Settings(home=served_home)).name
    assert [one["release"] for one in found["releases"]] == [found["latest"]]
