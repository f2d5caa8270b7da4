"""Load old landing files once more, with today's rules for texts, places and parsers."""

from datetime import date

from prefect import flow
from prefect.client.schemas.objects import State

from skillscan.errors import UsageError
from skillscan.extract.new_fetches import Again

from .extract import extract_new
from .heartbeats import ends_aloud
from .outcomes import after_extract, told, value_of
from .settings import run_settings


@ends_aloud
@flow(name="backfill")
@told
def backfill(since: date | None = None, until: date | None = None) -> State:
    """Load the fetches of these days (UTC, both included; open where not given) again.

    What was pruned stays as it is in the warehouse.
    """
    if since and until and since > until:
        raise UsageError(f"since ({since}) is after until ({until}): nothing lies between")
    again = Again.of_days(since, until)
    return after_extract(value_of(extract_new(run_settings(), again)))
