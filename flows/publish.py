"""Estimate and release; a release that a gate holds back leaves ``latest`` where it was."""

from collections.abc import Mapping
from datetime import UTC, datetime

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from skillscan.release import step
from skillscan.release.catalog import open_release
from skillscan.settings import Settings
from skillscan.site.pages import render

from .artifacts import show_estimates, show_gates
from .backup import save_warehouse
from .heartbeats import ends_aloud
from .observed import observed
from .outcomes import after_backup, after_publish, told, value_of, worst
from .refresh import articles_after_publish
from .settings import run_settings
from .slots import WAREHOUSE, only_one
from .tags import tag_release

TIME_LIMIT = 2 * 60 * 60.0


@ends_aloud
@flow(name="publish")
@told
def publish(notice: str | None = None) -> State:
    """Write a release and show its headline estimates; failed (HeldBack) where a gate said no.

    Then back the warehouse up; in need of attention where that failed.

    ``notice`` is shown at the top of everything published (that data are invented, say).
    """
    return publish_and_show(notice)


def publish_and_show(
    notice: str | None,
    waived: Mapping[str, str] | None = None,
    pooled: Mapping[str, str] | None = None,
) -> State:
    """Publish, tag this run with the release, show it, back the warehouse up, and check articles
    against it where ``SKILLSCAN_ARTICLES`` names some.
    """
    settings = run_settings()
    summary = value_of(publish_release(settings, notice, waived, pooled))
    tag_release(summary.name)
    show_gates(summary)
    show_estimates(open_release(settings, summary.name), summary)
    articles = articles_after_publish(settings) if summary.is_latest else []
    return worst([after_backup(save_warehouse(settings)), *articles, after_publish(summary)])


@task(name="publish release", cache_policy=NO_CACHE)
@told
def publish_release(
    settings: Settings,
    notice: str | None,
    waived: Mapping[str, str] | None = None,
    pooled: Mapping[str, str] | None = None,
) -> step.PublishSummary:
    """One release, written while nobody else writes the warehouse."""
    with only_one(WAREHOUSE, within=TIME_LIMIT), observed("publish") as progress:
        now = datetime.now(UTC)
        return step.publish(
            settings,
            render=render,
            now=now,
            notice=notice,
            waived=waived,
            pooled=pooled,
            progress=progress,
        )
