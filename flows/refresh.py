"""Articles against the latest release; see ``skillscan article check``."""

from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.exceptions import FailedRun

from skillscan.article.attention import verdicts_named
from skillscan.article.folder import FolderEntry, article_files, check_all
from skillscan.article.judging.releases import evidence_from
from skillscan.errors import SkillscanError, UsageError
from skillscan.settings import Settings, variable

from .artifacts import show_articles
from .heartbeats import ends_aloud
from .observed import observed
from .outcomes import after_refresh, needs_attention, told, value_of
from .settings import run_settings


@ends_aloud
@flow(name="refresh")
@told
def refresh(
    articles: str | None = None, fail_on: str | None = None, population: str | None = None
) -> State:
    """Check a folder of articles (or several places, separated by commas; default: the setting)
    and show what does not hold; in need of attention where something does not.
    """
    settings = run_settings()
    named = articles or settings.articles
    if named is None:
        raise UsageError(
            f"no articles to check: name a folder with {variable('articles')} or the parameter "
            "articles"
        )
    return check_and_show(settings, named, fail_on, population)


def check_and_show(
    settings: Settings, articles: str, fail_on: str | None = None, population: str | None = None
) -> State:
    """Check the articles of these places, show the table, and say how it ended."""
    verdicts = verdicts_named(fail_on)
    found = value_of(check_articles(settings, articles, population))
    show_articles(found, verdicts)
    return after_refresh(found, verdicts)


def articles_after_publish(settings: Settings) -> list[State]:
    """How the check of the articles of the setting ended; what hinders it is no fault of the
    release.
    """
    if not settings.articles:
        return []
    try:
        return [check_and_show(settings, settings.articles)]
    except (SkillscanError, FailedRun) as error:
        return [needs_attention(f"the articles were not checked: {error}")]


@task(name="check articles", cache_policy=NO_CACHE)
@told
def check_articles(
    settings: Settings, articles: str, population: str | None
) -> Sequence[FolderEntry]:
    """Every article of these places, checked or with the reason why not."""
    with observed("check-articles") as progress:
        paths = article_files([Path(one.strip()) for one in articles.split(",") if one.strip()])
        evidence_of = evidence_from(settings, population=population)
        progress.begin("check")
        found = []
        for entry in check_all(paths, evidence_of):
            found.append(entry)
            progress.advance(len(found), len(paths))
        return found
