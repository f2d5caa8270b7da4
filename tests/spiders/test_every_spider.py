"""What holds for every spider of the project, whoever adds it."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from skillscan.spiders import settings as project
from skillscan.spiders.base.board import BoardSpider
from skillscan.spiders.base.listing import ListingSpider

from skillscan.sources.registry import require_source, sources

SETTINGS = Settings({name: value for name, value in vars(project).items() if name.isupper()})
LOADER = SpiderLoader.from_settings(SETTINGS)
NAMES = sorted(LOADER.list())


def first_request(name: str, home: Path) -> Request:
    """What the spider asks for first, for a board called ``acme``."""
    spider_class = LOADER.load(name)
    assert issubclass(spider_class, BoardSpider)
    crawler = Crawler(spider_class, SETTINGS.copy())
    crawler.settings.set("LANDING_ROOT", str(home))
    arguments = {} if require_source(name).default_boards else {"board": "acme.example"}

    async def begin() -> Request:
        spider = spider_class.from_crawler(crawler, **arguments)
        spider.crawler = crawler
        return await anext(aiter(spider.start()))

    return asyncio.run(begin())


def test_every_source_has_a_spider_and_every_spider_a_source() -> None:
    """Its boards could be added and never visited, or be visited and never read."""
    assert list(sources()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_file_class_and_name_agree(name: str) -> None:
    """Nobody would find the file of a source."""
    spider_class = LOADER.load(name)
    assert spider_class.__module__.rpartition(".")[2] == name
    assert spider_class.__name__.lower() == name.replace("_", "")


@pytest.mark.parametrize("name", NAMES)
def test_the_docstring_names_domain_and_caveats(name: str) -> None:
    """An operator must know whom a spider asks, and what it cannot see."""
    text = LOADER.load(name).__doc__ or ""
    assert "Domain:" in text
    assert "Caveats:" in text


@pytest.mark.parametrize("name", NAMES)
def test_spiders_read_the_total_of_sources_that_tell_one(name: str) -> None:
    """A list that is cut short would pass as complete though the source says how long it is."""
    reads_it = LOADER.load(name).total is not ListingSpider.total
    assert reads_it is (require_source(name).total is not None)


@pytest.mark.parametrize("name", NAMES)
def test_every_spider_starts(name: str, tmp_path: Path) -> None:
    """A source would be dead without anybody noticing until the next crawl."""
    request = first_request(name, tmp_path)
    host = urlsplit(request.meta["original_url"]).hostname or ""
    domain = ".".join(host.split(".")[-2:])
    assert domain == "acme.example" or domain in (LOADER.load(name).__doc__ or "")
    assert request.errback is not None
    assert request.meta["download_slot"]


@pytest.mark.parametrize("name", NAMES)
def test_spiders_are_small(name: str) -> None:
    """What many spiders share belongs into a base spider."""
    path = Path(project.__file__).parent / f"{name}.py"
    assert len(path.read_text().splitlines()) <= 80
