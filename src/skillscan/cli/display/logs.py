"""Log records on standard error: lines for people, or JSON lines for a log collector."""

import json
import logging
import sys
from datetime import UTC, datetime

from skillscan.cli.display.verbosity import ROOT
from skillscan.settings import Settings
from skillscan.settings.masking import without_passwords
from skillscan.telemetry.step_log import fields_of, run_id
from skillscan.text.printable import printable

TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class JsonLines(logging.Formatter):
    """One JSON object a record: time (UTC), level, logger, message, run and the record's fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        values = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_passwords(record.getMessage()),
            "run_id": run_id(),
            **fields_of(record),
        }
        if record.exc_info:
            values["traceback"] = without_passwords(self.formatException(record.exc_info))
        return json.dumps(values, default=str)


class TextLines(logging.Formatter):
    """A line for people; names of strangers in it move no cursor."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record, its traceback below."""
        text = without_passwords(super().format(record))
        return "\n".join(map(printable, text.split("\n")))


def set_up_logging(settings: Settings) -> None:
    """Show records of this package from the level of ``SKILLSCAN_LOG_LEVEL`` on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if settings.log_format == "json" else TextLines(TEXT))
    logger = logging.getLogger(ROOT)
    logger.handlers[:] = [handler]
    logger.setLevel(settings.log_level.upper())
