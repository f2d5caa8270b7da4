"""The country of a place: it decides which country's statistics a posting counts in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.text.country import country_of, is_country

DECIDED = {
    "US": [
        "Austin, TX", "Remote, USA", "New York, NY | London, UK", "USA | Texas, USA", "Ontario, CA",
        "San Francisco, California", "Menlo Park, CA", "Sunnyvale, CA 94087", "Paris, TX",
        "Melbourne, Florida, United States", "Mountain View CA", "NYC", "Remote (US)", "US Remote",
        "Remote U.S.", "Vancouver, WA", "Atlanta, Georgia", "Lebanon, NH", "Italy, TX",
        "Washington, DC", "Washington D.C.", "Boston Area - MA", "San Francisco-Hybrid", "SF / NY",
        "Foster City, CA (Hybrid) In office M,W,F", "New Mexico", "Cambridge, Massachusetts, USA",
        "San Francisco, CA - US", "USA - New York NY", "Weave - Headquarters (Lehi, UT)", "Utah",
        "Charlottesville, VA 22902 (Little High area)", "US-based REMOTE", "SF Bay Area", "NY",
        "New York Office (or Remote)", "Birmingham, AL", "Wilmington, DE", "Indianapolis, IN",
        "Dublin, OH", "Dublin, CA", "Peoria, IL", "West Jordan, UT", "Remote; NYC", "Jersey City",
        "Beaverton, OR", "South Bend, IN", "Bay Area", "LA Office", "Greater Phoenix Area",
    ],
    "GB": [
        "London, UK", "London", "Caerphilly, Wales, United Kingdom", "London, England, GBR",
        "Cambridge, England", "Belfast", "Reading (London)", "Bristol", "Remote UK",
        "Newcastle Upon Tyne, England, United Kingdom", "Northern Ireland", "Manchester",
    ],
    "CA": [
        "Toronto, ON", "Toronto, CA", "Vancouver, BC, Canada", "London, ON", "Montréal, Québec",
        "Toronto, Ontario, CA", "Remote - Canada", "Waterloo, ON", "Calgary, Alberta",
        "Halifax, NS",
    ],
    "IN": [
        "Bengaluru, Karnataka, IND", "India - Bengaluru", "Bangalore, IN",
        "Pune, Mahārāshtra, IND",
    ],
    "DE": ["Munich, DE", "Darmstadt, DE", "Berlin", "Remote (Germany)", "Munich, Bavaria"],
    "AU": ["Perth, WA", "Sydney, NSW", "Melbourne HQ or Sydney", "Brisbane, Queensland"],
    "NL": ["Amsterdam, NL", "Eindhoven, The Netherlands"],
    "FR": ["Anywhere in France, Belgium, Spain", "Paris office", "Paris, Île-de-France"],
    "GE": ["Tbilisi, Georgia"],
    "HU": ["Remote; Budapest; Edinburgh"],
    "IL": ["Tel Aviv, IL", "Haifa, Israel"],
    "KR": ["Seoul, Korea"],
    "BY": ["Mapbox Minsk"],
    "MX": ["Mexico City", "Remote - Mexico"],
}  # fmt: skip
UNDECIDED = [
    "", "Remote", "REMOTE", "Global", "Europe", "EMEA", "LatAm", "North America", "Anywhere", "HQ",
    "Headquarters", "Georgia", "Cambridge", "IN", "CA", "contact us", "Remote in EU", "Worldwide",
    "2 Locations", ", , ,", "Latin America", "REMOTE IN EU", "REMOTE OR ONSITE",
]  # fmt: skip


@pytest.mark.parametrize(
    ("location", "country"), [(place, c) for c, places in DECIDED.items() for place in places]
)
def test_country_is_read(location: str, country: str) -> None:
    """A posting whose country is not read is missing in its country's numbers."""
    assert country_of(location) == country


@pytest.mark.parametrize("location", UNDECIDED)
def test_what_says_nothing_decides_nothing(location: str) -> None:
    """A guessed country puts postings into numbers that they do not belong to."""
    assert country_of(location) is None


@given(st.text(max_size=300))
def test_any_text_gives_a_country_or_nothing(location: str) -> None:
    """A strange place must not stop an import."""
    country = country_of(location)
    assert country is None or is_country(country)
