"""Logs: a constant event name, ids and codes as fields. Never words, numbers, names, or an exception's message.

An exception's text can hold what a person wrote or who they are (a database error quotes values, a JSON error
quotes its input), so only its class and the places in the code it passed are written. Lines of other people's
libraries are reduced the same way, because their messages are theirs to fill.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, cast
from uuid import UUID

import orjson
import structlog
from structlog.typing import FilteringBoundLogger

Log = FilteringBoundLogger

_EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_FRAMES = 12
"""Innermost places kept: enough to find the line, few enough to read."""

SILENT = ("uvicorn.access", "granian.access", "aiohttp.access", "django.server", "django.request")
"""Loggers that write paths and addresses, per request."""


def get() -> Log:
    """A logger. Call as `log.info("report.filed", case=case_id)`."""
    return cast(Log, structlog.get_logger())


def configure(process: str, *, stream: TextIO | None = None) -> None:
    """Send every log line of this process, ours and the libraries', to one stream as JSON."""
    out = stream or sys.stderr
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _only_plain_fields,
            _as_json,
        ],
        context_class=dict,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=cast(TextIO, _Unfailing(out))),
        cache_logger_on_first_use=False,
    )
    structlog.contextvars.clear_contextvars()
    global _process
    _process = process
    _route_libraries()
    _route_crashes()


_process = ""


class _Unfailing:
    """A log on a full disk loses lines. It must not stop the work that they tell of."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def describe(error: BaseException) -> dict[str, object]:
    """What may be said of an exception: its class, its causes' classes, and where in the code it was."""
    classes = [type(one).__qualname__ for one in _chain(error)]
    return {"error": classes[0], "because": classes[1:], "where": places(error.__traceback__)}


def places(trace: TracebackType | None) -> list[str]:
    # walk_tb and not extract_tb: source lines and locals are not wanted, and not looked up.
    frames = [
        f"{_short(f.f_code.co_filename)}:{line} {f.f_code.co_name}" for f, line in traceback.walk_tb(trace)
    ]
    return frames[-_FRAMES:]


def _chain(error: BaseException) -> list[BaseException]:
    seen: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in seen and len(seen) < 6:
        seen.append(current)
        current = current.__cause__ or current.__context__
    return seen


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-3:])


def _only_plain_fields(
    _logger: object, _method: str, fields: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    event = fields.pop("event", "")
    exc_info = fields.pop("exc_info", None)
    # A sentence in place of a name may have been built from content: it is not written.
    named = event if isinstance(event, str) and _EVENT.fullmatch(event) else "unnamed_event"
    line: dict[str, object] = {"process": _process, "event": named}
    for key, value in fields.items():
        if isinstance(value, BaseException):
            line.update(describe(value))
        else:
            line[key] = _plain(value)
    error = sys.exc_info()[1] if exc_info is True else exc_info
    if isinstance(error, BaseException):
        line.update(describe(error))
    return line


def _plain(value: object) -> object:
    """Ids, codes and figures pass; of anything else only the class is named, for its repr may tell more."""
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return _plain(value.value)
        case str():
            return value
        case UUID():
            return str(value)
        case list() | tuple() | set() | frozenset():
            return [_plain(one) for one in value]
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case _:
            return f"<{type(value).__qualname__}>"


def _as_json(_logger: object, _method: str, line: MutableMapping[str, Any]) -> str:
    return orjson.dumps(dict(line), default=lambda value: f"<{type(value).__qualname__}>").decode()


class _Libraries(logging.Handler):
    """Takes the lines of other people's code and writes where they came from, not what they say."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        fields: dict[str, object] = {
            "logger": record.name,
            "line": f"{_short(record.pathname)}:{record.lineno} {record.funcName}",
        }
        level = record.levelno if record.levelno in (20, 30, 40, 50) else logging.WARNING
        get().log(level, "library.line", **fields, **({"cause": error} if error else {}))


def _route_libraries() -> None:
    root = logging.getLogger()
    root.handlers = [_Libraries()]
    root.setLevel(logging.WARNING)
    for name in SILENT:
        silent = logging.getLogger(name)
        silent.handlers, silent.propagate, silent.disabled = [], False, True
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # logging's own error report prints the record's arguments


def _route_crashes() -> None:
    sys.excepthook = lambda kind, error, _trace: _crash(kind, error)
    threading.excepthook = lambda args: _crash(args.exc_type, args.exc_value)
    sys.unraisablehook = lambda args: _crash(args.exc_type, args.exc_value)


def _crash(kind: type[BaseException], error: BaseException | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        return
    get().critical("process.crashed", cause=error or kind())
