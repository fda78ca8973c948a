"""From a call to its answer: in a thread of its own, within limits, and refused with a sentence."""

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import OperationalError, close_old_connections
from mcp.types import CallToolResult, TextContent

from claims.errors import Refused

from .asked import read
from .tools import TOOLS

AT_A_TIME = 4  # each thread keeps one connection to the database
TOO_SLOW = "57014"  # the SQLSTATE of a query that ran into statement_timeout
Json = dict[str, Any]

log = logging.getLogger("claims.assistants")
threads = ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="assistants")


async def answer_later(name: str, arguments: Json) -> CallToolResult:
    """The answer to a call, as soon as a thread has time for it; what breaks is told to us, not to the assistant."""
    asked = asyncio.get_running_loop().run_in_executor(threads, answer_alone, name, arguments)
    await asyncio.wait([asked])
    if fault := asked.exception():
        log.error("a question of an assistant broke", extra={"tool": name}, exc_info=fault)
        return refused("This could not be answered. It is our fault; try something else.")
    return asked.result()


def answer_alone(name: str, arguments: Json) -> CallToolResult:
    """The answer to a call in a thread that keeps its connection to the database as long as a request would."""
    close_old_connections()
    started = time.perf_counter()
    try:
        answered = answer(name, arguments)
    finally:
        close_old_connections()
    took = round((time.perf_counter() - started) * 1000, 1)
    log.info("asked", extra={"tool": name, "refused": answered.is_error, "ms": took})
    return answered


def answer(name: str, arguments: Json) -> CallToolResult:
    """The answer to a call of a tool that there is."""
    tool = TOOLS[name]
    try:
        told = tool.answer(read(tool.asks, arguments))
    except Refused as refusal:
        return refused(str(refusal))
    except OperationalError as error:
        return refused(_why(error))
    return CallToolResult(
        content=[TextContent(text=told.model_dump_json())], structured_content=told.model_dump(mode="json")
    )


def refused(sentence: str) -> CallToolResult:
    """An answer that says what was not done and why."""
    return CallToolResult(content=[TextContent(text=sentence)], is_error=True)


def _why(error: OperationalError) -> str:
    if getattr(error.__cause__, "sqlstate", None) == TOO_SLOW:
        return "This took too long. Ask for less: fewer words, or more to narrow it by."
    log.error("the database does not answer", exc_info=error)
    return "The record cannot be read just now. Try again in a minute."
