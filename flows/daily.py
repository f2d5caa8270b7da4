"""The whole pipeline, once a day: collect, extract, publish."""

from pathlib import Path

from prefect import flow
from prefect.client.schemas.objects import State

from skillscan.collect.batches import BATCH_SIZE

from .collect import NIGHT_HOURS, BatchSize, NightHours, collect
from .extract import extract
from .heartbeats import ends_aloud
from .orphans import end_orphans
from .outcomes import is_done, worst
from .publish import publish
from .server import begun
from .slots import DAILY, only_one
from .tags import tag_night

TIME_LIMIT = 24 * 60 * 60.0


@ends_aloud
@flow(name="daily")
def daily(
    source: str | None = None,
    boards: Path | None = None,
    *,
    is_due_only: bool = True,
    batch_size: BatchSize = BATCH_SIZE,
    night_hours: NightHours = NIGHT_HOURS,
    notice: str | None = None,
) -> State:
    """Collect what is due, read what is new, publish. A bad night of collecting stops nothing;
    without a good extraction nothing is published. Ends in the worst state of the three. It can be
    run again at any point: boards that the night has read are not asked again.
    """
    with only_one(DAILY, within=TIME_LIMIT):
        end_orphans()
        collected = begun(
            lambda: collect(
                source,
                boards,
                is_due_only=is_due_only,
                batch_size=batch_size,
                night_hours=night_hours,
                return_state=True,
            )
        )
        extracted = begun(lambda: extract(return_state=True))
        if not is_done(extracted):
            return worst([collected, extracted])
        published = begun(lambda: publish(notice, return_state=True))
        tag_night()
        return worst([collected, extracted, published])
