"""Runs the real spiders of all boards of a list in one process: ``python crawl_boards.py FILE``."""

import sys
from pathlib import Path

from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings

from skillscan.boards.registry import read_boards

process = CrawlerProcess(get_project_settings())
for source in sorted({board.source for board in read_boards(Path(sys.argv[1]))}):
    process.crawl(source, boards=sys.argv[1])
process.start()
