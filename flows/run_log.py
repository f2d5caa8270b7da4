"""What a run's own log says of how it ended."""

import logging

from prefect.exceptions import FailedRun

_RUNS = "prefect.flow_runs"
"""The logger of Prefect's whose records stand in the log of a run."""


def tell_states_in_words() -> None:
    """From here on a run that ends in a failed state that its flow gave (``outcomes``) says so by
    that state's message: Prefect's engine raises it as an exception and logs where it raised it.
    """
    logger = logging.getLogger(_RUNS)
    if not any(isinstance(one, _StatesInWords) for one in logger.filters):
        logger.addFilter(_StatesInWords())


class _StatesInWords(logging.Filter):
    """The message of a state in the place of a traceback; other exceptions keep theirs."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, FailedRun):
            record.msg, record.args = "%s", (str(error),)
            record.exc_info = record.exc_text = None
        return True
