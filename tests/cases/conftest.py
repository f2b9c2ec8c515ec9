import pytest

from tests import world as people
from tests.database import Database


@pytest.fixture
def world(database: Database) -> people.World:
    return people.build(database)
