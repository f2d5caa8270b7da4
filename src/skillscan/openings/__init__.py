"""Which postings are one opening, and which names one employer."""

from skillscan.openings.employer import UNKNOWN_EMPLOYER, employer_id_of
from skillscan.openings.grouping import group, opening_id_of
from skillscan.openings.records import Membership, OpeningInput

__all__ = [
    "UNKNOWN_EMPLOYER",
    "Membership",
    "OpeningInput",
    "employer_id_of",
    "group",
    "opening_id_of",
]
