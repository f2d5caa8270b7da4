"""How hosts are treated: pauses, limits, second tries. The same in crawls and in single requests.

On loopback (the sample market, tests) nobody has to be spared: pauses are short there.
"""

from dataclasses import dataclass

from skillscan.net.url_policy import host_of, is_loopback
from skillscan.net.user_agent import user_agent
from skillscan.settings import Settings

MAX_BODY_BYTES = 64 * 1024 * 1024
"""The largest boards known answer with some 20 MB."""
MAX_REDIRECTS = 5
RETRIES = 3
UNREACHED_RETRIES = 2
"""For a host that gives no answer, while no other host of the crawl has given one."""
MAX_RETRY_AFTER_SECONDS = 120.0
"""A host that wants to be left alone for longer is not asked again this time."""
MAX_CRAWL_DELAY_SECONDS = 60.0
"""A host whose robots.txt asks for longer pauses is not asked at all."""
MAX_PAUSE_SECONDS = 60.0
FIRST_PROBE_SECONDS = 60.0
"""A restart or a switch to another machine takes a minute; each further pause is twice as long, so
that three probes (one, three, seven minutes after the outage was found) are of different kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What holds for every host; ``api_base`` is empty where original addresses are asked."""

    user_agent: str
    api_base: str
    is_loopback: bool
    pause_seconds: float
    """Between two requests to a host that has not shown yet how quick it is."""
    least_pause_seconds: float
    """Between two requests to a host that answers quickly."""
    timeout_seconds: float
    """For one request, from its connection to the last byte of its response."""
    backoff_seconds: tuple[float, ...]
    """How long a host is left alone after the first, second, third failure."""
    probe_pauses_seconds: tuple[float, ...]
    """How long a provider that is down is left alone before the first, second, … board is asked."""


def manners(settings: Settings) -> Manners:
    """The manners that the settings ask for."""
    api_base = (settings.api_base or "").rstrip("/")
    is_near = bool(api_base and is_loopback(host_of(api_base)))
    return Manners(
        user_agent=user_agent(settings),
        api_base=api_base,
        is_loopback=is_near,
        pause_seconds=0.001 if is_near else 1.0,
        least_pause_seconds=0.001 if is_near else 0.5,
        timeout_seconds=60.0,
        backoff_seconds=(0.02, 0.04, 0.08) if is_near else (5.0, 15.0, 30.0),
        probe_pauses_seconds=tuple(
            (0.05 if is_near else FIRST_PROBE_SECONDS) * 2**n
            for n in range(settings.provider_probes)
        ),
    )
