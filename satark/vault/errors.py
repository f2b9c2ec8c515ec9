"""What can go wrong with keys. Ids inside, never content."""

from uuid import UUID


class VaultError(Exception):
    code = "vault"


class KeyAbsent(VaultError):
    """No such case, or one that this officer may not see: the caller cannot tell which."""

    code = "key_absent"

    def __init__(self, case_id: UUID) -> None:
        super().__init__(str(case_id))
