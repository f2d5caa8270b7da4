"""Serve the sample market until Ctrl-C, to try out deployments and spiders by hand.

``python -m skillscan.sample_market --port 8099 --boards /tmp/sample-boards.csv`` prints the base
URL for ``SKILLSCAN_API_BASE`` and writes the market's board list for ``--boards``.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from skillscan.boards.registry import write_boards
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import sample_boards
from skillscan.sample_market.server import serve_market


def main(arguments: Sequence[str] | None = None, stop: Event | None = None) -> int:
    """Serve until interrupted (or until ``stop`` is set)."""
    parser = argparse.ArgumentParser(prog="python -m skillscan.sample_market", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--day", type=int, choices=(1, 2), default=1)
    parser.add_argument("--faults", action="store_true", help="with boards that break half-way")
    parser.add_argument("--boards", type=Path, help="write the market's board list to this file")
    options = parser.parse_args(arguments)
    market = build_market()
    if options.boards:
        write_boards(sample_boards(market, with_faulty=options.faults), options.boards)
    with serve_market(market, day=options.day, faults=options.faults, port=options.port) as served:
        sys.stdout.write(f"{served.base_url}\n")
        sys.stdout.flush()
        try:
            (stop or Event()).wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
