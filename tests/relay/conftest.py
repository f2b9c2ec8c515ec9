import pytest

from tests import world as people
from tests.database import Database
from tests.relay.desk import Desk


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(people.build(database))
