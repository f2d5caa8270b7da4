"""Scrapy settings: the manners of ``skillscan.net.manners``, and where raw items go.

Run crawls as ``python -m scrapy crawl NAME`` with ``SCRAPY_SETTINGS_MODULE`` set to
``skillscan.spiders.settings``. Everything here can be overridden with Scrapy's ``-s``.
"""

from scrapy.settings import default_settings as _scrapy

from skillscan.net import manners
from skillscan.net.user_agent import ROBOTS_NAME
from skillscan.settings import Settings

_settings = Settings()
_here = __package__
_manners = manners.manners(_settings)

BOT_NAME = "skillscan"
SPIDER_MODULES = [_here]
LANDING_ROOT = _settings.landing
API_BASE = _manners.api_base
CRAWL_MESSAGES = False
WATCH_PARENT = False

# Who we are, and whom robots.txt means.
USER_AGENT = _manners.user_agent
ROBOTSTXT_USER_AGENT = ROBOTS_NAME
ROBOTSTXT_OBEY = True
MAX_CRAWL_DELAY_SECONDS = manners.MAX_CRAWL_DELAY_SECONDS

# Few boards at a time, and one budget per API host however many boards it has. On loopback
# nobody has to be spared, so the sample market and the tests need not wait.
OPEN_BOARDS = 8
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 16 if _manners.is_loopback else 2
DOWNLOAD_DELAY = _manners.least_pause_seconds
AUTOTHROTTLE_ENABLED = not _manners.is_loopback
AUTOTHROTTLE_START_DELAY = _manners.pause_seconds
AUTOTHROTTLE_MAX_DELAY = manners.MAX_PAUSE_SECONDS
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# Limits of size and time.
DOWNLOAD_TIMEOUT = _manners.timeout_seconds
DOWNLOAD_MAXSIZE = manners.MAX_BODY_BYTES
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 20

# Trying again: how long the host is left alone after the first, second, third failure.
RETRY_ENABLED = True
RETRY_TIMES = manners.RETRIES
BACKOFF_SECONDS = list(_manners.backoff_seconds)
MAX_RETRY_AFTER_SECONDS = manners.MAX_RETRY_AFTER_SECONDS
RETRY_GIVE_UP_LOG_LEVEL = "INFO"

# A provider that is down: after how many boards in a row it is left alone, and for how long each
# time before one board is asked again; the file tells of the crawls before this one.
PROVIDER_FAILURES = _settings.provider_failures
PROBE_PAUSES_SECONDS = list(_manners.probe_pauses_seconds)
EARLIER_FAILURES = ""

# The run that fetch reports name.
RUN_ID = ""

REDIRECT_MAX_TIMES = manners.MAX_REDIRECTS
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False
REFERER_ENABLED = False
HTTPERROR_ALLOW_ALL = True
TWISTED_DNS_RESOLVER = f"{_here}.resolver.PublicResolver"

# Scrapy imports also what is switched off, with the libraries it needs (a web server, a list of
# domain endings): a tenth of a second at the start of every crawl. So these are taken out.
_UNUSED = frozenset(
    {
        "scrapy.extensions.remote_control.RemoteControl",  # opens a port
        "scrapy.extensions.telnet.TelnetConsole",  # opens a port
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
    }
)
EXTENSIONS_BASE = {
    name: place for name, place in _scrapy.EXTENSIONS_BASE.items() if name not in _UNUSED
}
DOWNLOADER_MIDDLEWARES_BASE = {
    name: place
    for name, place in _scrapy.DOWNLOADER_MIDDLEWARES_BASE.items()
    if name not in _UNUSED
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    f"{_here}.downloadermiddlewares.destination.DestinationMiddleware": 50,
    f"{_here}.downloadermiddlewares.robots.RobotsMiddleware": 100,
    f"{_here}.downloadermiddlewares.tdm.TdmMiddleware": 110,
    f"{_here}.downloadermiddlewares.retry.PatientRetryMiddleware": 550,
    f"{_here}.downloadermiddlewares.redirect.SameHostRedirectMiddleware": 600,
    f"{_here}.downloadermiddlewares.reach.ReachMiddleware": 860,
}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    f"{_here}.extensions.throttle.CrawlDelayThrottle": 0,
    f"{_here}.extensions.transferred.TransferredBytes": 0,
    f"{_here}.extensions.messages.CrawlMessages": 0,
    f"{_here}.extensions.stop.QuickStop": 0,
}

TELNETCONSOLE_ENABLED = False
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOGSTATS_INTERVAL = 0
