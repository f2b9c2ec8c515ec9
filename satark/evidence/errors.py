"""What can go wrong with evidence. Ids inside, never content."""

from uuid import UUID


class EvidenceError(Exception):
    code = "evidence"


class EvidenceNotFound(EvidenceError):
    """No such file, or one that this officer may not see: the caller cannot tell which."""

    code = "evidence_not_found"

    def __init__(self, evidence_id: UUID) -> None:
        super().__init__(str(evidence_id))


class EvidenceNotHere(EvidenceError):
    """Announced but not fetched yet, or lost."""

    code = "evidence_not_here"


class StoreBroken(EvidenceError):
    """The stored file is missing, cut short or altered."""

    code = "store_broken"
