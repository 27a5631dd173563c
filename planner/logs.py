"""One JSON object a line, for whoever gathers logs (PLANNER_LOG=json). Nothing that people brought is in it."""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime

from planner.intake import mask_contacts
from planner.settings import JSON_LOG

LOG = logging.getLogger(__name__)
FAULT = "Arrêt sur une erreur du logiciel"


class JsonLines(logging.Formatter):
    """time (UTC), level, logger, message; of an exception, its class and where it was raised.

    An exception's own words may quote a posting or a cell, and so may the lines that a library adds below the first:
    both are left out. Contact data in the first line are masked, as in a posting.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the record holds."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": mask_contacts(_first_line(record)),
        }
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            line["exception"] = kind.__name__
            line["raised"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        return json.dumps(line, ensure_ascii=False)


class _ToTheRoot(logging.Logger):
    """A logger heard by the root's handlers alone, whatever handler a library gives it later."""

    def callHandlers(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        logging.root.callHandlers(record)


def begin(form: str) -> None:
    """Log as :attr:`planner.settings.Settings.log` says, on the error stream; as Python does when it says nothing."""
    if form != JSON_LOG:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], force=True)
    logging.getLogger("planner").setLevel(logging.INFO)
    for logger in map(logging.getLogger, list(logging.root.manager.loggerDict)):
        # One without a handler was silenced, as that of the addresses asked for: it stays so, faults apart.
        logger.propagate |= bool(logger.handlers)
        logger.handlers.clear()
    if logging.lastResort:
        logging.lastResort.setFormatter(JsonLines())
    logging.setLoggerClass(_ToTheRoot)
    logging.captureWarnings(True)
    sys.excepthook = lambda *fault: LOG.critical(FAULT, exc_info=fault)
    threading.excepthook = lambda fault: LOG.critical(FAULT, exc_info=fault.exc_value)


def _first_line(record: logging.LogRecord) -> str:
    args = record.args
    if isinstance(args, tuple):
        args = tuple(type(arg).__name__ if isinstance(arg, BaseException) else arg for arg in args)
    message = str(record.msg) % args if args else str(record.msg)
    return message.strip().partition("\n")[0]
