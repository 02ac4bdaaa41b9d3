"""The server's log, without what could name a person; one JSON object a line with `ALLIANCE_JOURNAL=json`.

Addresses of the network and of electronic mail, telephone and social insurance numbers, postal codes are replaced in every line, tracebacks
included: an error message may quote what somebody typed.
"""

from __future__ import annotations

import json
import logging
import os
import re
from datetime import UTC, datetime

from streamlit import logger as streamlit_logger

FORM_VARIABLE = "ALLIANCE_JOURNAL"
LEVELS = {"DEBUG": "detail", "INFO": "information", "WARNING": "avertissement", "ERROR": "erreur", "CRITICAL": "erreur"}
FIELDS = ("incident", "page", "issue", "secondes")
"""What a record may carry beside its sentence (`extra=`)."""

PERSONAL = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[courriel]"),
    (re.compile(r"(?<![\w.])(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"), "[adresse]"),
    (re.compile(r"(?<![\w.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])"), "[téléphone]"),
    (re.compile(r"(?<![\w.-])\d{3}[ -]\d{3}[ -]\d{3}(?![\w-])"), "[numéro]"),
    (re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b"), "[code postal]"),
)


def mask(text: str) -> str:
    """Replace what could name a person."""
    for pattern, word in PERSONAL:
        text = pattern.sub(word, text)
    return text


class Line(logging.Formatter):
    """A line of text as Streamlit writes it, masked."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        return mask(super().format(record))


class JsonLine(logging.Formatter):
    """One JSON object a line: moment, level, source, sentence, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        told = {
            "moment": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": LEVELS.get(record.levelname, record.levelname),
            "source": record.name,
            "message": mask(record.getMessage()),
        }
        told |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            told["trace"] = mask(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False, default=str)


def set_up() -> None:
    """Give its form to the log, what is already open and what Streamlit will open later (its loggers come with their modules)."""
    as_json = os.environ.get(FORM_VARIABLE) == "json"
    original = streamlit_logger.setup_formatter

    def setup_formatter(logger: logging.Logger) -> None:
        original(logger)
        handler = logger.streamlit_console_handler
        handler.setFormatter(JsonLine() if as_json else masked(handler.formatter))

    streamlit_logger.setup_formatter = setup_formatter
    streamlit_logger.update_formatter()
    for name in ("uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)  # below, they say who connects
    if as_json:
        logging.getLogger("alliance.passage").setLevel(logging.DEBUG)


def masked(formatter: logging.Formatter) -> Line:
    """Make the masked twin of a formatter."""
    line = Line(formatter._fmt)
    line.default_msec_format = formatter.default_msec_format
    return line
