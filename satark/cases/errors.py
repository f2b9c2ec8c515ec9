"""What can go wrong with a case. Codes and ids inside, never words of anybody. Translated once, at the edge."""

from uuid import UUID


class CaseError(Exception):
    code = "case"


class CaseNotFound(CaseError):
    """No such case, or one that this officer may not see: the caller cannot tell which."""

    code = "case_not_found"

    def __init__(self, case_id: UUID | str = "") -> None:
        super().__init__(str(case_id))


class CaseClosed(CaseError):
    code = "case_closed"


class EmptyText(CaseError):
    code = "empty_text"


class TextTooLong(CaseError):
    code = "text_too_long"


class PostNotAllowed(CaseError):
    """The post is not one that this case may be sent to."""

    code = "post_not_allowed"


class TermInPast(CaseError):
    code = "term_in_past"


class NotAnswered(CaseError):
    """Only an answer can be returned as unsatisfactory."""

    code = "not_answered"


class OutcomeUnknown(CaseError):
    code = "outcome_unknown"


class ProofMissing(CaseError):
    """An answer without what shows that somebody was there. `missing`: place, photo, name, outcome, number."""

    code = "proof_missing"

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(",".join(missing))
        self.missing = missing


class CodeUnknown(CaseError):
    """A reason, a need or a category that is not in its list."""

    code = "code_unknown"


class NotForwarded(CaseError):
    """No station works on it, so there is nothing to call back."""

    code = "not_forwarded"


class NotInDispute(CaseError):
    """Nobody says that it is another station's, or it was decided meanwhile."""

    code = "not_in_dispute"


class MergeNotAllowed(CaseError):
    """Only an open complaint goes into another of the same desk, and not in a circle."""

    code = "merge_not_allowed"


class NotAssessed(CaseError):
    """A tip starts no action by itself: credibility, corroboration and ground come first."""

    code = "not_assessed"


class AccusedNotSaid(CaseError):
    """Police may be mixed up in it, and nobody has said which: so nobody knows whom it must not reach."""

    code = "accused_not_said"


class NotReleased(CaseError):
    """A sensitive tip on which the supervisor has not decided yet."""

    code = "not_released"


class NotAsked(CaseError):
    """Nothing waits for this release, or it was decided meanwhile."""

    code = "not_asked"


class NobodyReleases(CaseError):
    """No supervisor is posted above this cell."""

    code = "nobody_releases"


class UnitNotAllowed(CaseError):
    """Not a unit that a tip can be given to, or that can be accused: unknown, outside, or the accused itself."""

    code = "unit_not_allowed"


class TextHeld(CaseError):
    """Words to a source that could find them out. `reasons`: name, number, address, meeting, notice."""

    code = "text_held"

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(",".join(reasons))
        self.reasons = reasons
