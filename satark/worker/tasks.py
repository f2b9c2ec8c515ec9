"""What is due without anybody asking. Each task may run twice or late: it does what is missing and nothing else."""

from __future__ import annotations

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from satark import clock, logs
from satark.cases.services import record_overdue
from satark.worker import clockwork

log = logs.get()

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=2)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="overdue", retry=AGAIN, pass_context=False)
def overdue(timestamp: int) -> None:
    """Directions past their term without an answer: the event that boards and digests count from."""
    found = record_overdue(now=clock.now())
    if found:
        log.info("worker.overdue", found=found)


@app.periodic(cron="* * * * * */15")
@app.task(queueing_lock="clock", pass_context=False)
def tick(timestamp: int) -> None:
    """Escalations, the dead-zone ladder, reminders: what each case's own time brings."""
    clockwork.run()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="rounds", retry=AGAIN, pass_context=False)
def rounds(timestamp: int) -> None:
    """Owners who are gone, orders that are over, complaints that nobody disputes, digests."""
    clockwork.rounds()


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="purge_seen", retry=AGAIN, pass_context=False)
def purge_seen(timestamp: int) -> None:
    """Dedupe tags older than WhatsApp repeats (seven days, and one for good measure)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT purge_seen(interval '8 days')")


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="stalled", pass_context=False)
async def stalled(timestamp: int) -> None:
    """Jobs of a worker that died are started again."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
