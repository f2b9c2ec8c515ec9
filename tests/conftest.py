"""One PostgreSQL a worker of the run, with roles and rights as in production, started only when a test asks for it.

`db` (or the mark `django_db`) gives a test a transaction as the owner, rolled back at its end: for rules of one
process. `database` gives it a fresh committed database and every role: for what happens between processes; `world`
the same with everybody of `tests/world.py` in it. What needs none of them costs nothing; `db` a few milliseconds,
`database` and `world` fifty, a process of ours two seconds, a demo twelve.
`SATARK_TEST_DATABASE_URL` (a superuser's address on a throw-away server) runs the suite on another PostgreSQL, with
one worker: its roles are the server's, and each worker has passwords of its own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

MEMORY = Path("/dev/shm")
ENOUGH = 3 << 30
NAME = "satark-test-"


def _place() -> Path:
    """Memory, where a machine has enough of it: copying a database there takes a quarter of the time."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        return MEMORY
    return Path(tempfile.gettempdir())


def _folder(place: Path) -> Path:
    """A new one, named for this process. Those of runs that were killed go: they would stay in memory."""
    for left in place.glob(f"{NAME}*-*"):
        if not Path("/proc", left.name.removeprefix(NAME).partition("-")[0]).exists():
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{NAME}{os.getpid()}-", dir=place))


# Short, because a socket's path may have about 100 bytes; before anything asks for settings.
FOLDER = _folder(_place())
EXTERNAL = os.environ.pop("SATARK_TEST_DATABASE_URL", "")
TEST_DATABASE = "satark_test"


def _address() -> str:
    if not EXTERNAL:
        return f"postgresql:///{TEST_DATABASE}?host={FOLDER}/data/postgres/run"
    parts = urlsplit(EXTERNAL)
    return f"postgresql://{parts.netloc.rpartition('@')[2]}/{TEST_DATABASE}?{parts.query}"


def _forget_environment() -> None:
    for name in [*os.environ]:
        if name.startswith("SATARK_") or name == "DJANGO_SETTINGS_MODULE":
            del os.environ[name]


_forget_environment()
os.environ.update(
    SATARK_DATA_DIR=str(FOLDER / "data"),
    SATARK_DATABASE_URL=_address(),
    SATARK_GRAPH_URL="http://127.0.0.1:8002/v26.0",
    SATARK_MEDIA_HOSTS="127.0.0.1:8002",
    SATARK_GRAPH_TOKEN="test-graph-token",
    SATARK_APP_SECRETS="test-app-secret",
    SATARK_VERIFY_TOKEN="test-verify-token",
    DJANGO_SETTINGS_MODULE="satark.config.django_settings",
)
from satark.vault import keystore  # noqa: E402

keystore.create(FOLDER / "data" / "keys")

import django  # noqa: E402

django.setup()

# Tests play several processes in one: the relay that files and the console that reads share this key.
django.conf.settings.CASE_WRAPPING_KEY = keystore.read(FOLDER / "data" / "keys", "relay").cases

from pytest_django import DjangoDbBlocker  # noqa: E402

from satark.settings import DATABASE  # noqa: E402
from tests import world as people  # noqa: E402
from tests.database import PEOPLED, Cluster, Database  # noqa: E402
from tests.workers import ByStage, slow_first, turn  # noqa: E402


def pytest_xdist_auto_num_workers() -> int:
    """How many workers `-n auto` means: one more than cores, because half of the time a test waits."""
    return 0 if EXTERNAL else (os.cpu_count() or 1) + 1


def pytest_xdist_setupnodes() -> None:
    """A worker must not inherit where our own data lie: pytest-django reads that before this file can say otherwise."""
    _forget_environment()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return ByStage(config, log)


def pytest_configure_node(node: WorkerController) -> None:
    node.workerinput["turns"] = str(FOLDER)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Outside of the time limit: waiting for one's turn is not the test's."""
    shared = getattr(item.config, "workerinput", {}).get("turns", FOLDER)
    with turn(Path(shared), alone=item.get_closest_marker("alone") is not None):
        return (yield)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    slow_first(items)


def pytest_unconfigure() -> None:
    """Of the one who hands out the work, too, which runs no test and has a folder all the same."""
    shutil.rmtree(FOLDER, ignore_errors=True)


CLUSTERS: list[Cluster] = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that rolls back needs the database as the template is, whatever was committed before it."""
    names = getattr(item, "fixturenames", ())
    if "db" in names or "transactional_db" in names or item.get_closest_marker("django_db"):
        for cluster in CLUSTERS:
            cluster.clean()


@pytest.fixture(scope="session")
def cluster(django_db_blocker: DjangoDbBlocker) -> Iterator[Cluster]:
    """The server, with one migrated database to copy."""
    cluster = Cluster(FOLDER / "data", external=EXTERNAL, test_database=TEST_DATABASE)
    with django_db_blocker.unblock():
        cluster.start()
    CLUSTERS.append(cluster)
    yield cluster
    CLUSTERS.clear()
    cluster.stop()


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster) -> None:
    """What pytest-django calls before the first test with `db`."""
    cluster.clean()


@pytest.fixture(scope="session")
def everybody(cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """A second database to copy, with everybody of `tests/world.py` in it; the secrets of their sign-ins."""
    with django_db_blocker.unblock():
        cluster.fresh()
        secrets = people.build(Database(cluster)).secrets
        cluster.keep(PEOPLED)
    return secrets


@pytest.fixture
def database(
    request: pytest.FixtureRequest, cluster: Cluster, django_db_blocker: DjangoDbBlocker
) -> Iterator[Database]:
    """A fresh database. What is written is committed; Django's own connection is the owner's."""
    of = PEOPLED if "world" in request.fixturenames else DATABASE
    with django_db_blocker.unblock():
        cluster.fresh(of=of)
        yield Database(cluster)


@pytest.fixture
def world(database: Database, everybody: dict[str, str]) -> people.World:
    """That database with everybody in it, copied from where they were made once."""
    return people.World(database, dict(everybody))
