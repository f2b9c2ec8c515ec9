import pytest

from tests.relay.desk import Desk
from tests.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)
