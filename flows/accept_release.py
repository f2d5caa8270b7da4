"""Let a release through that a gate holds back, with a reason that stays on record."""

from typing import Annotated

from prefect import flow
from prefect.client.schemas.objects import State
from pydantic import Field

from skillscan.errors import UsageError
from skillscan.release.gates import GATES

from .heartbeats import ends_aloud
from .outcomes import told
from .publish import publish_and_show


@ends_aloud
@flow(name="accept_release")
@told
def accept_release(
    reason: Annotated[str, Field(min_length=10, max_length=500)],
    gates: Annotated[list[str], Field(min_length=1)] | None = None,
    notice: str | None = None,
    pooled: Annotated[list[str], Field(min_length=1)] | None = None,
) -> State:
    """Publish with these gates waived, and with these numbers as headlines although their samples
    disagree (``STATISTIC/VALUE/POPULATION``); ``reason`` is kept in the release.
    """
    if not gates and not pooled:
        raise UsageError("nothing to accept: name gates, or pooled numbers")
    if unknown := set(gates or ()) - set(GATES):
        raise UsageError(f"unknown gate {sorted(unknown)[0]!r}; gates: {', '.join(GATES)}")
    return publish_and_show(
        notice, dict.fromkeys(gates or (), reason), dict.fromkeys(pooled or (), reason)
    )
