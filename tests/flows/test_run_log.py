"""The log of a run says what happened, and where in Prefect it was raised only if it is a fault."""

import logging

import pytest
from prefect import flow
from prefect.client.schemas.objects import State
from skillscan.flows.outcomes import needs_attention


@pytest.mark.parametrize("error", [None, ValueError("a fault of the program")])
def test_a_state_is_told_in_words(
    error: Exception | None, caplog: pytest.LogCaptureFixture
) -> None:
    """After every night with a dead board forty lines of Prefect's code would stand in the log."""

    @flow(name="ends-so")
    def ends_so() -> State:
        if error:
            raise error
        return needs_attention("41 of 45 boards read whole")

    state = ends_so(return_state=True)
    with caplog.at_level(logging.ERROR, logger="prefect.flow_runs"):
        try:
            state.result()
        except Exception:
            logging.getLogger("prefect.flow_runs").error("exited with exception", exc_info=True)
    told = logging.Formatter().format(caplog.records[-1])
    if error:
        assert "Traceback" in told
        assert "a fault of the program" in told
    else:
        assert told == "41 of 45 boards read whole"
