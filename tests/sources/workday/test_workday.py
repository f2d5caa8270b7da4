"""The ids of Workday's postings: whole, and the same when the title changes."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("path", "requisition", "expected"),
    [
        ("/job/X/ML-Engineer_JR-0001", "JR-0001", "JR-0001"),
        ("/job/X/ML-Engineer_JR-0001-1", "JR-0001", "JR-0001-1"),
        ("/job/X/ML-Engineer_JR-0001_2", "JR-0001", "JR-0001_2"),
        ("/job/X/Analyst_JR-0777_2", "JR-0777", "JR-0777_2"),
        ("/job/X/Analyst_JR-0777_2", None, "JR-0777_2"),
        ("/job/X/Data-Analyst_JR-0777_2", "JR-0777_2", "JR-0777_2"),
        ("/job/X/Analyst_R_12345", "R_12345", "R_12345"),
        ("/job/X/Analyst_R_12345", None, "R_12345"),
        ("/job/X/Data_Analyst_R12345", "R12345", "R12345"),
        ("/job/X/Analyst_JR-0001_2", "2", "JR-0001_2"),
        ("/job/X/Analyst_JR-00012", "JR-0001", "JR-00012"),
        ("/job/X/Analyst_JR-0001?source=feed", "JR-0001", "JR-0001"),
        ("/job/X/Analyst_JR-0001/#apply", "JR-0001", "JR-0001"),
        ("/job/X/Analyst", "JR-0001", "Analyst"),
        ("/job/X/Analyst_Berlin", None, "Analyst_Berlin"),
    ],
)
def test_ids(parse: Any, path: str, requisition: str | None, expected: str) -> None:
    """Different postings would share one id, and one posting's text would be another's."""
    info = parse_details(requisition)
    (posting,) = parse("workday", {"entry": {"externalPath": path}, "detail": info})
    assert posting.native_id == expected


def parse_details(requisition: str | None) -> dict[str, Any]:
    info = {"title": "ML Engineer", "jobDescription": "<p>You rank.</p>", "jobReqId": requisition}
    return {"jobPostingInfo": info}


@pytest.mark.parametrize(
    "country", ["Germany", {"descriptor": "Germany"}, [{"descriptor": "Germany"}]]
)
def test_countries(parse: Any, country: Any) -> None:
    """A posting would belong to no country for the shape of its field."""
    info = {**parse_details("JR-0001")["jobPostingInfo"], "country": country}
    entry = {"externalPath": "/job/X/Analyst_JR-0001"}
    (posting,) = parse("workday", {"entry": entry, "detail": {"jobPostingInfo": info}})
    assert posting.country == "DE"
