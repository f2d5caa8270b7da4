"""Which releases stay: all, unless ``SKILLSCAN_RELEASES_KEPT`` says otherwise.

What goes leaves its entry in the index: its hash, and that it was removed. The latest release and
the one it was compared with never go.
"""

from datetime import datetime

import msgspec

from skillscan.release.catalog import latest_name
from skillscan.release.index import IndexEntry, described, read_index
from skillscan.settings import Settings
from skillscan.storage.versioned_folder import VersionedFolder


def remove_old(settings: Settings, folder: VersionedFolder, now: datetime) -> list[IndexEntry]:
    """Delete the releases that are older than the newest ones that are kept; returns what the index
    says of them from now on.
    """
    if not settings.releases_kept:
        return []
    index = read_index(folder)
    known = {name: index.entry(name) or described(folder, name) for name in folder.names()}
    newest_first = sorted(
        known, key=lambda name: (str(known[name].published_at), name), reverse=True
    )
    latest = latest_name(folder)
    needed = {latest, known[latest].previous if latest in known else None}
    removed = []
    for name in newest_first[settings.releases_kept :]:
        if name not in needed:
            folder.remove(name)
            removed.append(msgspec.structs.replace(known[name], removed_at=now))
    return removed


def taken_away(folder: VersionedFolder, now: datetime) -> list[IndexEntry]:
    """What the index says from now on of releases of which nothing is left, and that nobody removed
    (but of the latest): who puts one back has it on record again.
    """
    latest = latest_name(folder)
    return [
        msgspec.structs.replace(one, removed_at=now)
        for one in read_index(folder).releases
        if not one.removed_at
        and folder.is_single_name(one.release)
        and one.release != latest
        and not folder.files(one.release)
    ]
