"""How the product introduces itself to every host it asks."""

from importlib.metadata import version

from skillscan.settings import Settings

ROBOTS_NAME = "skillscan"
"""The name that robots.txt files may address."""


def user_agent(settings: Settings) -> str:
    """The ``User-Agent`` header, with the operator's contact."""
    contact = settings.contact or "not given by the operator"
    return (
        f"{ROBOTS_NAME}/{version('skillscan')} (statistics of public job postings; "
        f"contact: {contact})"
    )
