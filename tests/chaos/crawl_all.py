"""Runs the real spiders of all sources of a board list in one process (Python's start is slow).

``python crawl_all.py BOARDS.csv '{"SCRAPY_SETTING": …}'`` prints one JSON object: ``peak_mib``
(0 where the system does not tell).
"""

import json
import sys
from pathlib import Path

from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings

from skillscan.boards.registry import read_boards

path, options = sys.argv[1:]
settings = get_project_settings()
settings.setdict(json.loads(options), priority="cmdline")
middlewares = settings["DOWNLOADER_MIDDLEWARES"]
middlewares["chaos.impatience.Impatience"] = 340  # before Scrapy's own time-out
process = CrawlerProcess(settings)
for source in sorted({board.source for board in read_boards(Path(path))}):
    process.crawl(source, boards=path)
process.start()
# Not ``ru_maxrss``: that begins with the memory of the process which started this one.
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
peak_kib = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
sys.stdout.write(json.dumps({"peak_mib": peak_kib / 1024}))
