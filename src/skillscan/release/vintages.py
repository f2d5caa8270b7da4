"""Releases as they were shown: by name, by part of a name, or by the day on which they stood."""

from datetime import date

from skillscan.errors import UsageError
from skillscan.release.catalog import Release, open_release, passed
from skillscan.release.index import on_record
from skillscan.release.release_folder import release_folder
from skillscan.settings import Settings


def release_on(settings: Settings, day: date) -> Release:
    """The release that a reader found at the end of a day (UTC): the newest one of those published
    until then that passed its gates (or was accepted, on whatever day).

    Raises UsageError where there was none, SkillscanError where it is damaged.
    """
    folder = release_folder(settings.releases)
    first = None
    for name in passed(folder):
        if name[:10] <= day.isoformat():
            return open_release(settings, name)
        first = name
    known = f"the first on record is {first}" if first else "there is none on record"
    raise UsageError(f"no release was published until {day}: {known}")


def release_named(settings: Settings, word: str) -> Release:
    """A release by its name, the hash or any other part that only its name has, or the day on which
    it was shown (``2026-03-31``).

    Raises UsageError where no release, or more than one, has it.
    """
    names = list(on_record(release_folder(settings.releases)))
    if word in names:
        return open_release(settings, word)
    try:
        return release_on(settings, date.fromisoformat(word))
    except ValueError:
        found = [name for name in names if word in name]
    if len(found) == 1:
        return open_release(settings, found[0])
    listed = ", ".join((found or names)[-6:]) or "none"
    raise UsageError(
        f"{'more than one release' if found else 'no release'} is called {word!r}; on record: "
        f"{listed}"
    )


def release_before_on_record(settings: Settings, later: Release) -> Release | None:
    """The release that one was compared with when it was made, or else the newest one published
    before it that passed its gates; ``None`` where there is none.

    Raises SkillscanError where it is damaged.
    """
    from skillscan.release.ledger_tables import stored_ledger

    folder = release_folder(settings.releases)
    with later.connect() as connection:
        stored = stored_ledger(connection)
    if stored and stored.earlier in on_record(folder):
        return open_release(settings, stored.earlier)
    shown = list(passed(folder))
    older = shown[shown.index(later.name) + 1 :] if later.name in shown else []
    return open_release(settings, older[0]) if older else None
