"""The files of ``docs/extending.md``, as a reader of it would write them."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "extending.md"
_BLOCK = re.compile(r"`\$SKILLSCAN_HOME/([\w./]{1,80})`:\n\n```\w{2,8}\n(.{1,9000}?)```", re.DOTALL)


def files() -> dict[str, str]:
    """Path in the home to content."""
    return dict(_BLOCK.findall(PAGE.read_text("utf-8")))


def write(home: Path) -> None:
    """Write them all."""
    for name, content in files().items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
