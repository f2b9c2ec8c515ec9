"""The worker: runs what is due, on the PostgreSQL task engine; says every few seconds that it lives."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import cast

from django.db import Error, connection
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.django_connector import DjangoConnector

from satark import logs
from satark.settings import Settings
from satark.vault import keystore

log = logs.get()

PULSE = 5.0
STOP_LIMIT = 8.0
"""Seconds for jobs under way."""


def run(settings: Settings) -> int:
    """`satark worker`, with Django set up; until SIGTERM. Raises KeyMissing."""
    keystore.read(settings.keys_dir, "worker")
    asyncio.run(_run())
    return 0


async def _run() -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    connector = cast(DjangoConnector, django_app.connector)
    app = django_app.with_connector(connector.get_worker_connector())
    log.info("worker.started")
    async with app.open_async():
        work = asyncio.create_task(
            app.run_worker_async(
                install_signal_handlers=False,
                concurrency=2,
                fetch_job_polling_interval=2,
                delete_jobs="always",
            )
        )
        pulse = asyncio.create_task(_live())
        await asyncio.wait({work, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
        failed = work.exception() if work.done() else None
        pulse.cancel()
        work.cancel()
        await asyncio.wait({work, pulse}, timeout=STOP_LIMIT)
        log.info("worker.stopped", cause=failed)
        # A thread that waits for a lost database would hold the process for minutes; every job may run again.
        os._exit(1 if failed else 0)


async def _live() -> None:
    while True:
        await asyncio.to_thread(_say_so)
        await asyncio.sleep(PULSE)


def _say_so() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                """INSERT INTO relay_pulse (process, at, facts) VALUES ('worker', now(), '{}')
                   ON CONFLICT (process) DO UPDATE SET at = excluded.at"""
            )
            # A clock that never ticks at all must look stopped, too.
            cursor.execute(
                "INSERT INTO relay_pulse (process, at, facts) VALUES ('clock', now(), '{}') ON CONFLICT DO NOTHING"
            )
    except Error as problem:
        # A missing pulse is what the doctor reports; the next one tries a new connection.
        log.warning("worker.no_pulse", cause=problem)
        connection.close()
