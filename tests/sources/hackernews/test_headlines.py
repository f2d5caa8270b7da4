"""Who hires, what for and where, by the first line of a comment."""

from typing import Any

import pytest


def headline(parse: Any, text: str) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    found = parse("hackernews", {"text": text})
    return found[0].employer, tuple(entry.title for entry in found), found[0].locations


@pytest.mark.parametrize(
    "name",
    [
        "Acme is hiring!",
        "Acme is hiring",
        "Acme is now hiring:",
        "Acme are hiring!",
        "Acme (is hiring)",
        "Acme (we're hiring!)",
        "Acme [hiring]",
        "Acme - Hiring:",
        "Acme, hiring!",
        "Acme: Hiring!",
        "Acme hiring",
        "Hiring: Acme",
        "We're hiring: Acme",
        "Acme is hiring remotely",
        "Acme (YC S21) is hiring",
        "Acme",
    ],
)
def test_that_it_hires_is_no_part_of_the_name(parse: Any, name: str) -> None:
    """One employer would be two in every view that counts employers."""
    employer, roles, _ = headline(parse, f"{name} | ML Engineer | Remote<p>You rank.")
    assert (employer, roles) == ("Acme", ("ML Engineer",))


@pytest.mark.parametrize(
    ("line", "employer", "roles"),
    [
        ("We're hiring! | Acme | ML Engineer | Oslo", "Acme", ("ML Engineer",)),
        ("Acme is hiring ML engineers | Remote", "Acme", ("ML engineers",)),
        ("Acme is hiring! | Remote | Multiple roles<p>- ML Engineer", "Acme", ("ML Engineer",)),
        ("Hiring Lab | ML Engineer | Oslo", "Hiring Lab", ("ML Engineer",)),
        ("Aha! | ML Engineer | Oslo", "Aha!", ("ML Engineer",)),
    ],
)
def test_employers_and_roles(parse: Any, line: str, employer: str, roles: tuple[str, ...]) -> None:
    """A role would stand in the employer's name, or the employer be called "We're hiring"."""
    assert headline(parse, line)[:2] == (employer, roles)


@pytest.mark.parametrize(
    ("place", "locations"),
    [
        ("NYC or Remote (US)", ("NYC", "US")),
        ("Remote (US)", ("US",)),
        ("Cambridge (UK)", ("Cambridge, UK",)),
        ("Geneva (Switzerland) Paris (France)", ("Geneva, Switzerland", "Paris, France")),
        ("Berlin (2 days in office)", ("Berlin",)),
        ("Berlin, visa yes", ("Berlin",)),
        ("Berlin (", ("Berlin",)),
        ("REMOTE (EU) Oslo", ("EU", "Oslo")),
        ("London", ("London",)),
        ("Fully remote", ()),
        ("Fully remote within US, Canada", ("US, Canada",)),
        ("In-Office Munich, Germany", ("Munich, Germany",)),
        ("London, UK (HQ)", ("London, UK",)),
        ("HQ is Washington, DC", ("Washington, DC",)),
        ("Seattle, SF, Remote, US", ("Seattle, SF, US",)),
        ("Madrid, Chicago, ...", ("Madrid, Chicago",)),
        ("Washington, D.C.", ("Washington, D.C.",)),
        ("Python, TensorFlow, Google Cloud Platform", ()),
        ("Full-Stack", ()),
        ("Open Source | Oslo", ("Oslo",)),
        ("We help modern warehouses operate smoothly", ()),
        ("USA, US Citizens", ("USA, US Citizens",)),
        ("Mobile, Alabama", ("Mobile, Alabama",)),
    ],
)
def test_places(parse: Any, place: str, locations: tuple[str, ...]) -> None:
    """A place would keep half a bracket ("NYC (US") and belong to no country."""
    assert headline(parse, f"Acme | ML Engineer | {place}<p>You rank.")[2] == locations


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        (
            "Acme is hiring- Backend(Go/C) & Solutions Engineers & Eng Manager - Remote in UK",
            ("Backend(Go/C) Engineers", "Solutions Engineers", "Eng Manager"),
        ),
        (
            "Acme | Backend, Frontend and ML Engineers",
            ("Backend Engineers", "Frontend Engineers", "ML Engineers"),
        ),
        ("Acme | Senior & Staff Software Engineers", ("Senior & Staff Software Engineers",)),
        ("Acme | Sales, Marketing & Designers", ("Sales, Marketing & Designers",)),
        ("Acme | Frontend/Backend Engineer", ("Frontend/Backend Engineer",)),
        ("Acme | (Staff|Senior) Data Engineer", ("(Staff|Senior) Data Engineer",)),
        (
            "Acme is hiring for an ML Engineer (100% remote in LATAM), Web SWE (Vue.js - LATAM or"
            " Europe) and a Backend SWE (Python - 100% remote in LATAM). Please reach out.",
            ("ML Engineer", "Web SWE (Vue.js - LATAM or Europe)", "Backend SWE"),
        ),
        (
            "Acme is hiring a data engineer to move house (with us)",
            ("Data engineer to move house",),
        ),
        ("Acme | Data Engineer [Kafka | Flink]", ("Data Engineer [Kafka | Flink]",)),
        ("Acme | Various Roles<p>[Data Engineer](https://acme.example/j)", ("Data Engineer",)),
        ("Acme | Research & Development Engineers", ("Research & Development Engineers",)),
        ("Acme | Multiple Engineering Roles | Oslo<p>- Data Engineer", ("Data Engineer",)),
        ("Acme | SWEs and an Eng Manager", ("SWEs", "Eng Manager")),
    ],
)
def test_roles_of_a_list(parse: Any, line: str, roles: tuple[str, ...]) -> None:
    """Three openings would be one, or half a bracket be an opening of its own."""
    assert headline(parse, f"{line}<p>You rank.")[:2] == ("Acme", roles)


def test_two_roles_are_two_postings(parse: Any) -> None:
    """Roles whose short names are equal would be one posting."""
    text = "Acme | C Engineer, C++ Engineer, C# Engineer | Oslo<p>You write compilers."
    found = parse("hackernews", {"id": 7, "text": text})
    assert [entry.title for entry in found] == ["C Engineer", "C++ Engineer", "C# Engineer"]
    assert len({entry.native_id for entry in found}) == len(found)
