"""A worker: does what waits in the queue until it is told to stop."""

import asyncio
import contextlib
import logging
import os
import signal
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.db import DatabaseError, close_old_connections, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.periodic import PeriodicDeferrer
from procrastinate.psycopg_connector import PsycopgConnector

from claims.desk.tending import take_back

from .registering import JOBS

SECONDS_TO_END = 25  # that jobs in hand have when the worker must go
SIGN_OF_LIFE = 10  # seconds from one to the next; a worker that is about to go gives none
SILENT_FOR = 45  # seconds after which a worker counts as dead: longer than those two together
PAUSE = 5

log = logging.getLogger("claims.jobs.worker")


def work(*, at_a_time: int, until_empty: bool = False, beside: int | None = None) -> None:
    """Do jobs until told to stop by TERM or INT, until nothing waits, or until the parent process is gone.

    Each job done at a time holds one connection to the database; a few more are for the queue itself.
    """
    _look_after_the_dead()  # first of all: an embedded server starts now, and stays while this process is there
    connection.close()
    asyncio.run(_Shift(at_a_time=at_a_time).drain() if until_empty else _Shift(at_a_time, beside).go_on())


def _look_after_the_dead() -> None:
    """Put back what dead workers left."""
    close_old_connections()
    if count := take_back({job.name: job.tries for job in JOBS.values()}, silent_for=SILENT_FOR):
        log.warning("jobs of a dead worker were put back", extra={"jobs": count})
    close_old_connections()


class _Shift:
    """The time from a worker's start to its end."""

    def __init__(self, at_a_time: int, beside: int | None = None) -> None:
        self.at_a_time = at_a_time
        self.beside = beside
        self.told_to_stop = asyncio.Event()

    async def drain(self) -> None:
        """Do all that waits, and what that brings with it; then end."""
        self._begin()
        async with self._queue():
            await self._queue_what_is_due_by_the_clock()
            await self._do_jobs(wait=False, concurrency=1)  # one after the other, so that the last is the last

    async def go_on(self) -> None:
        """Do jobs until told to stop, also when the database is away for a while."""
        self._begin()
        helpers = [asyncio.create_task(self._watch_the_dead()), asyncio.create_task(self._watch_the_parent())]
        while not self.told_to_stop.is_set():
            with contextlib.suppress(ConnectorException, psycopg.OperationalError):
                async with self._queue():
                    await self._do_jobs(concurrency=self.at_a_time)
            if not self.told_to_stop.is_set():
                log.warning("the database is away; trying again")
                await self._pause(PAUSE)
        for helper in helpers:
            helper.cancel()

    def _begin(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(self.at_a_time + 1))  # jobs, and the watch for the dead
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self.told_to_stop.set)

    @contextlib.asynccontextmanager
    async def _queue(self) -> AsyncIterator[None]:
        """The queue over connections of the worker's own: Django's cannot wait for news."""
        own = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=self.at_a_time + 3)
        with app.replace_connector(own):
            async with app.open_async():
                yield

    async def _queue_what_is_due_by_the_clock(self) -> None:
        deferrer = PeriodicDeferrer(registry=app.periodic_registry, **app.periodic_defaults)
        await deferrer.defer_jobs(deferrer.get_previous_tasks(at=time.time()))

    async def _do_jobs(self, *, concurrency: int, wait: bool = True) -> None:
        doing = asyncio.create_task(
            app.run_worker_async(
                wait=wait,
                concurrency=concurrency,
                install_signal_handlers=False,
                update_heartbeat_interval=SIGN_OF_LIFE,
                stalled_worker_timeout=SILENT_FOR,
            )
        )
        stopping = asyncio.create_task(self.told_to_stop.wait())
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not doing.done():
            await self._end(doing)
        with contextlib.suppress(asyncio.CancelledError):
            await doing

    async def _end(self, doing: asyncio.Task[None]) -> None:
        """Take up nothing more and end what is in hand; what takes too long goes back into the queue."""
        doing.cancel()
        _done, running = await asyncio.wait({doing}, timeout=SECONDS_TO_END)
        if running:
            log.warning("ended in the middle of jobs, which go back into the queue")
            os._exit(1)

    async def _watch_the_dead(self) -> None:
        while True:
            await self._pause(SIGN_OF_LIFE)
            with contextlib.suppress(DatabaseError):  # the queue itself says when the database is away
                await asyncio.to_thread(_look_after_the_dead)

    async def _watch_the_parent(self) -> None:
        """Stop when the process that this worker works beside was ended, however that went."""
        while self.beside is None or os.getppid() == self.beside:
            await self._pause(1)
        self.told_to_stop.set()

    async def _pause(self, seconds: float) -> None:
        """Wait, but not longer than until told to stop."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.told_to_stop.wait(), seconds)
