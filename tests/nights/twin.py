"""The installation without faults, which sees the same nights."""

from nights.installation import Installation
from nights.market import night_boards
from skillscan.boards.registry import write_boards


class Twin:
    """Collects, extracts and publishes once a night; boards that nobody could read are left."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.releases: dict[int, str] = {}
        """Night → what ``latest`` named when it was over."""

    def play(self, night: int, unread: set[tuple[str, str]]) -> None:
        """One night; the market must have no faults."""
        boards = [one for one in night_boards() if (one.source, one.token) not in unread]
        write_boards(boards, self.installation.boards)
        for step in ("collect", "extract", "publish"):
            if step == "collect" and not boards:
                continue
            ended = self.installation.run(step)
            assert ended.code == 0, f"the twin's {step} ended with {ended.code}: {ended.said}"
        latest = self.installation.home / "releases" / "latest"
        self.releases[night] = latest.read_text("utf-8").strip()
