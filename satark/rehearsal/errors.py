"""What can go wrong with a rehearsal itself, as against with the desk that it tries."""


class RehearsalFailed(Exception):
    """The desk did not do what a person would expect. The text says at which step."""

    for_administrator = True


class StageMissing(Exception):
    """There is nothing to rehearse on. The text says what to start."""

    for_administrator = True
