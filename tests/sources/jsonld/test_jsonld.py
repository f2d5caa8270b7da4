"""JSON-LD as real pages write it: its wrapping, its keys, its pay, its places."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from skillscan.domain import ParseRejection, Pay, Posting, RawItem
from skillscan.sources.registry import require_source

TEXT = "You look after models with the team, and you ship them in Python."
JOB = {"@type": "JobPosting", "title": "ML Engineer", "description": TEXT}
SOUND = json.dumps(JOB)


def parse_payload(payload: dict[str, Any]) -> Posting | ParseRejection:
    item = RawItem(
        source="jsonld",
        board="acme",
        url="https://jobs.acme.example/job/77",
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
        http_status=200,
        payload=payload,
    )
    (found,) = require_source("jsonld").parse(item)
    return found


def parse_page(script: str) -> Posting:
    html = f'<html><script type="application/ld+json">{script}</script></html>'
    posting = parse_payload({"html": html})
    assert isinstance(posting, Posting), posting
    return posting


def parse_job(changes: dict[str, Any]) -> Posting:
    posting = parse_payload({**JOB, **changes})
    assert isinstance(posting, Posting), posting
    return posting


@pytest.mark.parametrize(
    "script",
    [
        SOUND + ";",
        SOUND + " ;\n",
        SOUND + ",",
        f"<!-- {SOUND} -->",
        f"<!--\n{SOUND}\n//-->",
        f"//<![CDATA[\n{SOUND}\n//]]>",
        f"// <![CDATA[\n{SOUND}\n// ]]>",
        f"/* <![CDATA[ */ {SOUND} /* ]]> */",
        f"/*<![CDATA[*/{SOUND}/*]]>*/",
        f"<![CDATA[{SOUND}]]>",
        f"<!--//--><![CDATA[//><!--\n{SOUND}\n//--><!]]>",
        "\ufeff" + SOUND,
        "\ufeff<!-- \ufeff" + SOUND + " -->;",
        SOUND.replace("with the team", "with\nthe\tteam"),
        SOUND.replace('"}', '",}'),
        f"[{SOUND},]",
        SOUND.replace('"title"', '/* the title */ "title"'),
        SOUND.replace('"', "&quot;"),
        '{"@type": "WebPage"}' + SOUND,
        '{"@type": "WebPage"};\n' + SOUND,
        '{"@graph": [{"@type": "WebPage"}, ' + SOUND + "]}",
        '{"@Graph": [' + SOUND + "]}",
        json.dumps({key.title(): value for key, value in JOB.items()}),
        json.dumps({key.upper(): value for key, value in JOB.items()}),
        SOUND.replace("JobPosting", "schema:JobPosting"),
        SOUND.replace("JobPosting", "http://schema.org/JobPosting"),
        SOUND.replace('"JobPosting"', '["Thing", "jobposting"]'),
        SOUND.replace('"title"', '"schema:title"').replace('"desc', '"https://schema.org/desc'),
        json.dumps(
            [
                {
                    "@type": ["http://schema.org/JobPosting"],
                    "http://schema.org/title": [{"@value": "ML Engineer"}],
                    "http://schema.org/description": [{"@value": TEXT}],
                }
            ]
        ),
    ],
)
def test_scripts_that_other_readers_bear(script: str) -> None:
    """A page that search engines read would be refused."""
    posting = parse_page(script)
    assert (posting.title, " ".join(posting.body.split())) == ("ML Engineer", TEXT)


def test_sound_json_is_never_changed() -> None:
    """A text that speaks of CDATA, entities or commas would be read otherwise than it stands."""
    text = "Know <![CDATA[ ]]>, // comments, /* these */ and &quot;quotes&quot; and [1,2,];"
    assert parse_page(json.dumps({**JOB, "description": text})).body == text


@pytest.mark.parametrize("script", ["{", "nothing", "{]", "&quot;", "<!-- -->x", "[" * 5000])
def test_what_is_no_json_is_refused_with_its_reason(script: str) -> None:
    """Nobody would know why a page gives nothing."""
    refusal = parse_payload({"jsonld": [script]})
    assert isinstance(refusal, ParseRejection)
    assert refusal.reason == "broken_jsonld"
    assert refusal.detail


def amount(**changes: Any) -> dict[str, Any]:
    return {"@type": "MonetaryAmount", "currency": "USD", **changes}


YEARLY = {"minValue": 120_000, "maxValue": 150_000, "unitText": "YEAR"}
EXPECTED = Pay(min=120_000, max=150_000, currency="USD", period="year")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"baseSalary": amount(value=YEARLY)}, EXPECTED),
        ({"baseSalary": amount(value=[YEARLY])}, EXPECTED),
        ({"baseSalary": [amount(value=YEARLY)]}, EXPECTED),
        ({"baseSalary": amount(**YEARLY)}, EXPECTED),
        ({"baseSalary": dict(YEARLY), "salaryCurrency": "USD"}, EXPECTED),
        ({"baseSalary": amount(value=[120_000, 150_000], unitText="YEAR")}, EXPECTED),
        ({"baseSalary": amount(value="120,000 - 150,000", unitText="YEAR")}, EXPECTED),
        ({"baseSalary": "$120,000 - $150,000 per year"}, EXPECTED),
        ({"baseSalary": "USD 120,000 to 150,000 / year"}, EXPECTED),
        ({"baseSalary": {"minPrice": 120_000, "maxPrice": 150_000, "priceCurrency": "USD",
                         "unitCode": "ANN"}}, EXPECTED),
        ({"baseSalary": amount(value={"minValue": 120, "maxValue": 150_000, "unitText": "YEAR"})},
         replace(EXPECTED, note="120 is read as 120,000: a thousand was left out")),
        ({"baseSalary": [amount(value={**YEARLY, "maxValue": 130_000}),
                         amount(value={**YEARLY, "minValue": 125_000})]}, EXPECTED),
        ({"BaseSalary": amount(Value={"MinValue": 120_000, "MAXVALUE": 150_000,
                                      "unittext": "year"})}, EXPECTED),
        ({"baseSalary": amount(value={"minValue": "60.000", "maxValue": "80.000,00",
                                      "unitText": "YEAR"}, currency="EUR")},
         Pay(min=60_000, max=80_000, currency="EUR", period="year")),
        ({"baseSalary": amount(unitText="HOUR", value=25)},
         Pay(min=25, max=25, currency="USD", period="hour")),
        ({"baseSalary": 120_000, "salaryCurrency": "USD"},
         Pay(min=120_000, max=120_000, currency="USD", period="year")),
        ({"baseSalary": "USD 120,000"},
         Pay(min=120_000, max=120_000, currency="USD", period="year")),
        ({"baseSalary": amount(value=YEARLY, currency="$")}, EXPECTED),
        ({"baseSalary": {"value": {**YEARLY, "minValue": "$120k", "maxValue": "$150k"}}}, EXPECTED),
        ({"baseSalary": "CA$120,000 - CA$150,000 a year"},
         Pay(min=120_000, max=150_000, currency="CAD", period="year")),
        ({"baseSalary": amount(value=45)}, None),
        ({"baseSalary": amount(value=150_000, unitText="HOUR")},
         Pay(min=None, max=None, currency="USD", period="hour",
             note="nobody is paid 150,000 USD an hour")),
        ({"baseSalary": amount(value=25, unitText="YEAR")},
         Pay(min=None, max=None, currency="USD", period="year",
             note="nobody is paid 25 USD a year")),
        ({"baseSalary": amount(value=YEARLY, name="OTE")}, None),
        ({"baseSalary": amount(value=3_000, unitText="2 WEEKS")}, None),
        ({"baseSalary": None, "estimatedSalary": [amount(value=YEARLY)]}, None),
    ],
)  # fmt: skip
def test_pay(changes: dict[str, Any], expected: Pay | None) -> None:
    """Pay in a shape that schema.org allows would be lost, or an impossible one be printed."""
    assert parse_job(changes).pay == expected


@pytest.mark.parametrize(
    "stated",
    [
        "Band <7>, 60-80",
        amount(value="Band &lt;7&gt;, 60-80"),
        amount(value={"value": "Band <7>, 60-80", "unitText": "YEAR"}),
    ],
)
def test_pay_in_words_stays_in_the_text(stated: Any) -> None:
    """What the employer says of the pay would vanish."""
    posting = parse_job({"baseSalary": stated})
    assert posting.pay is None
    assert "<h3>Salary</h3>\nBand &lt;7&gt;, 60-80" in posting.body


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"qualifications": ["Bachelor's degree", "5+ years of work"]}, "5+ years"),
        ({"skills": ["Python", "Kubernetes"]}, "Kubernetes"),
        ({"skills": [{"@type": "DefinedTerm", "name": "Kubernetes"}]}, "Kubernetes"),
        ({"responsibilities": {"@list": ["Rank", "Tune"]}}, "Tune"),
        ({"experienceRequirements": {"@type": "OccupationalExperienceRequirements",
                                     "description": "Five years"}}, "Five years"),
        ({"educationRequirements": [{"name": "MSc", "description": "in physics"}]}, "in physics"),
        ({"description": ["<p>You rank.</p>", "<p>You tune.</p>"]}, "You tune."),
        ({"description": {"@value": "You rank.", "@language": "en"}}, "You rank."),
    ],
)  # fmt: skip
def test_texts_in_every_shape(changes: dict[str, Any], words: str) -> None:
    """Requirements in a list would never be read."""
    assert words in parse_job(changes).body


def test_codes_beside_the_text_are_no_text() -> None:
    """A seniority bucket of the site would be read as what the employer asks for."""
    changes = {
        "experienceRequirements": {"@type": "X", "monthsOfExperience": 108},
        "educationRequirements": {"@type": "Y", "credentialCategory": "Bachelor Degree"},
    }
    posting = parse_job(changes)
    assert "108" not in posting.body
    assert "Bachelor" not in posting.body


def place(name: str | None, city: str, country: Any = "US") -> dict[str, Any]:
    address = {"addressLocality": city, "addressRegion": "CA", "addressCountry": country}
    return {"@type": "Place", **({"name": name} if name else {}), "address": address}


@pytest.mark.parametrize(
    ("stated", "locations", "country"),
    [
        (
            [
                place(name, "Fremont", {"@type": "Country", "name": ["USA", "USA"]})
                for name in ("Fremont, CA", "Oakland, CA", "Remote, US")
            ],
            ("Fremont, CA", "Oakland, CA", "Remote, US"),
            "US",
        ),
        ([place("Hill", "Fremont"), place("Hill", "Fremont")], ("Fremont, CA, US",), "US"),
        ([place(None, "Fremont"), place(None, "Oakland")],
         ("Fremont, CA, US", "Oakland, CA, US"), "US"),
        ([place("A", "Fremont"), place("B", "Fremont"), place("C", "Oakland")],
         ("A", "B", "Oakland, CA, US"), "US"),
        ({"@type": "Place", "address": [{"addressLocality": "Rome"}, {"addressLocality": "Bari"}]},
         ("Rome", "Bari"), None),
        ("R&amp;D campus", ("R&D campus",), None),
        ({"@type": "PostalAddress", "addressLocality": "Bonn", "addressCountry": "DE"},
         ("Bonn, DE",), "DE"),
        ({"address": {"addressLocality": ["Bonn", "Trier"], "addressCountry": "DE"}},
         ("Bonn, DE", "Trier, DE"), "DE"),
        ([place(None, "Bonn", "Germany"), place(None, "Lyon", ["France"])],
         ("Bonn, CA, Germany", "Lyon, CA, France"), None),
    ],
)  # fmt: skip
def test_places(parse: Any, stated: Any, locations: tuple[str, ...], country: str | None) -> None:
    """Offices would become one, and "Remote, US" be lost."""
    posting = parse_job({"jobLocation": stated})
    assert (posting.locations, posting.country) == (locations, country)


@pytest.mark.parametrize(
    "organization",
    [
        "Acme &amp; Co",
        [{"@type": "Organization", "name": "Acme &amp; Co"}],
        {"@type": "Organization", "legalName": "Acme & Co"},
        {"@id": "#acme"},
        {"@type": "Organization", "@id": "#acme"},
    ],
)
def test_employers(organization: Any) -> None:
    """A page that names its employer elsewhere would give postings of nobody."""
    graph = [
        {"@type": "Organization", "@id": "#acme", "name": "Acme & Co"},
        {**JOB, "hiringOrganization": organization},
    ]
    posting = parse_payload({"@graph": graph})
    assert isinstance(posting, Posting)
    assert posting.employer == "Acme & Co"


def parse_several(jobs: list[dict[str, Any]], path: str = "job/77") -> list[Any]:
    item = RawItem(
        source="jsonld",
        board="acme",
        url=f"https://jobs.acme.example/{path}",
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
        http_status=200,
        payload={"@graph": jobs},
    )
    return list(require_source("jsonld").parse(item))


@pytest.mark.parametrize(
    ("changes", "ids"),
    [
        ([{"identifier": {"value": "A"}}, {"identifier": "B"}], ["job/77#A", "job/77#B"]),
        ([{"url": "/a"}, {"url": "/b"}], ["job/77#/a", "job/77#/b"]),
        ([{"identifier": "Acme"}, {"identifier": "Acme"}], ["job/77", "job/77#1"]),
        ([{"identifier": "A"}, {}], ["job/77", "job/77#1"]),
        ([{"identifier": "A"}], ["job/77"]),
    ],
)
def test_ids_of_a_page(changes: list[dict[str, Any]], ids: list[str]) -> None:
    """Postings would swap their histories when the page lists them in another order."""
    found = parse_several([{**JOB, **change} for change in changes])
    assert [posting.native_id for posting in found] == ids


def test_ids_of_a_home_page() -> None:
    """An identifier would stand twice in an id, or a long one be cut."""
    jobs = [{**JOB, "identifier": name} for name in ("A", "B" * 199)]
    short, long = (posting.native_id for posting in parse_several(jobs, path=""))
    assert short == "A"
    assert len(long) <= 200


def test_what_a_page_has_too_many_of_is_named() -> None:
    """Postings would be left out and nobody told."""
    found = parse_several([JOB] * 203)
    assert isinstance(found[-1], ParseRejection)
    assert (found[-1].reason, found[-1].detail[:2]) == ("too_many_postings", "3 ")
