"""Runs every spider of ``pattern_spiders`` in one process (each start of Python costs a second)."""

import pattern_spiders
from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings

process = CrawlerProcess(get_project_settings())
for spider, arguments in (
    (pattern_spiders.OffsetDetail, {"board": "acme"}),
    (pattern_spiders.Token, {"board": "acme"}),
    (pattern_spiders.Numbered, {"board": "acme"}),
    (pattern_spiders.Feed, {"board": "all"}),
    (pattern_spiders.Site, {"board": "site.example"}),
):
    process.crawl(spider, **arguments)
process.start()
