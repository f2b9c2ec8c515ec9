from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from satark.accounts import services
from satark.accounts.guesses import Guesses
from satark.console.access import COOKIE
from tests.console import ground as laid
from tests.console.desk import At
from tests.console.ground import Ground
from tests.database import PEOPLED, Cluster, Database
from tests.world import World


@pytest.fixture
def at(world: World) -> Iterator[At]:
    """`at("chandauli.cell")`: that officer's browser, signed in, in English, in the console's own database role."""
    with ExitStack() as stack:
        stack.enter_context(world.database.acting_as("console"))

        def browser(post: str) -> Client:
            client = Client(headers={"accept-language": "en"})
            client.session.save()
            client.cookies[COOKIE] = world.secrets[post]
            return client

        yield browser


@pytest.fixture(scope="module")
def ground(
    cluster: Cluster, everybody: dict[str, str], django_db_blocker: DjangoDbBlocker
) -> Iterator[Ground]:
    """One of each case and an officer on each role, laid once a file: asking a page changes nobody's rights."""
    with django_db_blocker.unblock():
        cluster.fresh(of=PEOPLED)
        yield laid.lay(World(Database(cluster), dict(everybody)))


@pytest.fixture(autouse=True)
def _nobody_guessed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "GUESSES", Guesses())


@pytest.fixture(autouse=True)
def _hindi() -> Iterator[None]:
    """A page in English leaves its language behind in the thread: every test begins as the server does."""
    with translation.override("hi"):
        yield
