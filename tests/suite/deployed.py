"""What is deployed on a real Prefect server, and a worker for it."""

import subprocess
from pathlib import Path

from suite.patience import PATIENCE
from suite.prefect_server import RealServer

ROOT = Path(__file__).parent.parent.parent


def deploy(server: RealServer) -> None:
    """Everything that `make deploy` makes."""
    deployed = server.run("-m", "skillscan.flows.deploy", cwd=ROOT)
    assert deployed.wait(PATIENCE) == 0, server.log


IMPATIENT = """
import sys
from datetime import timedelta
from skillscan.flows import deploy
assert hasattr(deploy, sys.argv[1])
setattr(deploy, sys.argv[1], timedelta(seconds=int(sys.argv[2])))
sys.exit(deploy.main())
"""


def deploy_impatiently(server: RealServer, patience: str, seconds: int) -> None:
    """Deploy with less patience than the product has: a test need not wait as long."""
    running = server.run("-c", IMPATIENT, patience, str(seconds), cwd=ROOT)
    assert running.wait(PATIENCE) == 0


def start_worker(
    server: RealServer, *, limit: int | None = None, **environment: str
) -> "subprocess.Popen[bytes]":
    """A worker of the pool that everything is deployed to; ``limit``: of runs at once; its runs
    have these variables, too.
    """
    bound = () if limit is None else ("--limit", str(limit))
    start = ("-m", "prefect", "worker", "start", "--pool", "skillscan", "--type", "process")
    return server.run(*start, *bound, **environment)
