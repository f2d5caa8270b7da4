"""The workplace that a location tells, of a form or between job and company."""

import pytest
from nlp.workplace_of import workplace_of


def test_what_is_only_possible_yields_to_the_location() -> None:
    """A benefit would outrank where the source says that the job is."""
    text = "Remote work is possible."
    assert workplace_of("ML Engineer", text, locations=("Oslo (Hybrid)",)) == "hybrid"


@pytest.mark.parametrize(
    ("location", "text", "workplace"),
    [
        ("Norway - Remote", "We are primarily an in-person company in Oslo.", "remote"),
        ("Remote; Oslo", "Our weavers work in our central Oslo office.", "remote"),
        ("Hybrid - Oslo", "Virtual-first teamwork across many mills.", "hybrid"),
        ("Remote", "This is a hybrid role with three days a week in the office.", "hybrid"),
        ("Remote", "This role will be fully on-site at our mill.", "onsite"),
        ("Remote", "Location: Oslo (No Remote/Hybrid please)", "onsite"),
        ("Oslo", "We are a remote-first company.", "remote"),
        ("Oslo/Bergen/remote", "Flexible work with a hybrid environment", "remote"),
        ("Remote", "• Hybrid work environment with lunches in our mill", "remote"),
        ("Norway - Remote", "Our hybrid work model brings us together.", "remote"),
        ("Remote", "This position follows a hybrid work model.", "hybrid"),
        ("Oslo", "In-office in Oslo. Our hybrid work model brings us together.", "hybrid"),
        ("Remote", "Benefits\n• Hybrid working arrangements\n• Pension", "remote"),
        ("Oslo (Remote)", "What we offer\n• Flexible, hybrid working\n• Silk", "remote"),
        ("Remote", "Benefits\n• This is a hybrid working role\n• Silk", "hybrid"),
        ("Remote", "The role\n• Hybrid working arrangements\n• Looms", "hybrid"),
        ("Remote", "Most teams at Acme follow a hybrid workplace model.", "remote"),
        ("Oslo; Remote", "Work environment: Office environment", "remote"),
        ("Oslo; Remote", "Work in person! We all take work from home days.", "remote"),
    ],
)
def test_location_stands_between_job_and_company(location: str, text: str, workplace: str) -> None:
    """A sentence on the company would outrank where its source says that this job is."""
    assert workplace_of("ML Engineer", text, locations=(location,)) == workplace


@pytest.mark.parametrize(
    ("location", "workplace"),
    [
        ("Remote, Tromsø, Norway", "remote"),
        ("Remote Norway", "remote"),
        ("Remote-Utah", "remote"),
        ("Norway - Remote", "remote"),
        ("Oslo Office (or Remote)", "remote"),
        ("Norway (Remote)", "remote"),
        ("OSL | Remote", "remote"),
        ("Remote (Nor)", "remote"),
        ("Fernhill (NO Remote)", None),
        ("Fernhill Looms (Norway Remote)", "remote"),
        ("Oslo; Bergen; REMOTE", "remote"),
        ("Remote UTC-3 to +2", "remote"),
        ("Anywhere in Norway", "remote"),
        ("Worldwide", "remote"),
        ("Norway, home-based", "remote"),
        ("Oslo-Hybrid", "hybrid"),
        ("Semi-remote, Oslo", "hybrid"),
        ("Oslo (2 days remote)", None),
        ("Onsite Oslo", "onsite"),
        ("Oslo Office", None),
        ("Remoteville", None),
    ],
)
def test_location_field(location: str, workplace: str | None) -> None:
    """Every seventh remote job would count as one that says nothing."""
    assert workplace_of("ML Engineer", "We build looms.", locations=(location,)) == workplace


def test_location_speaks_where_the_text_does_not() -> None:
    """ "Remote, USA" as the location would be ignored."""
    assert workplace_of("ML Engineer", "We build looms.", locations=("Remote, USA",)) == "remote"
