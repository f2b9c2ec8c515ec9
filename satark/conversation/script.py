"""A script is data: its questions in the order they are put, and the rules that hold at any step.

The position in a talk is never stored: it is the first wanted question that has no answer. What is stored is the
question last *seen*, because a reply is read by that one, whatever a release has changed since.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from satark.conversation.values import Effect, Inbound, State, Tell, Turn

C = TypeVar("C")
"""What a script is told about the world for one turn (places of the district, news)."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message as a script reads it."""

    inbound: Inbound
    plain: str = ""
    """The words, folded for comparing."""
    step: str = ""
    option: str = ""
    """What was pressed, `step:option`. Any client can send any id: it is only ever compared, never trusted."""


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    """Stable over releases and languages; unique in its question."""
    words: str = ""
    """Catalogue id of its title."""
    title: str = ""
    """The title itself where it is a name and not a word of ours (a place)."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """How a question is put now."""

    words: str
    options: tuple[Option, ...] = ()
    shape: Literal["buttons", "rows", "pin"] = "buttons"
    button: str = ""
    """Catalogue id of the word that opens the rows."""
    acknowledges: bool = False
    """Whether its words already say that something was received."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The message answers the question."""

    answer: str
    state: State | None = None
    """The state with whatever else was learnt; None when nothing was."""
    tells: tuple[Tell, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """The message does not answer the question; its words are kept and the question is put again."""

    because: str = "unclear"
    counts: bool = True
    """Whether it counts towards going on without an answer."""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Goto:
    """Put this question now, answered or not: the person asked for it, or this one goes on."""

    question: str
    state: State
    tells: tuple[Tell, ...] = ()
    because: str = ""


Reading = Understood | Unclear | Goto | Turn
"""What a question makes of a message; a whole turn when it alone knows what follows."""


@dataclass(frozen=True, slots=True)
class Question(Generic[C]):
    id: str
    wanted: Callable[[State], bool]
    """Whether this talk needs it, looking at everything but its own answer."""
    prompt: Callable[[State, C], Prompt]
    choose: Callable[[State, str, C], Reading]
    """Read one of its options, by id: from a press, a numeral or a word."""
    listen: Callable[[State, Heard, C], Reading]
    """Read anything else."""
    skipped_as: str | None = ""
    """The option taken when it is skipped or three replies were not understood; empty: no answer; None: cannot be."""
    loose: bool = False
    """Whether `yes, and …` counts as yes; the words are kept."""
    numerals: bool = True
    """Whether a typed 2 means the second option; not where a number is an answer of its own."""


Rule = Callable[["Script[C]", State, Heard, C], Turn | None]
"""What holds at any step (a word like `help`, a photo, silence). None: not for this rule."""


@dataclass(frozen=True, slots=True)
class Script(Generic[C]):
    name: str
    release: int
    questions: tuple[Question[C], ...]
    rules: tuple[Rule[C], ...]
    """Tried in order before the question is; the first that answers wins."""
    keep: Callable[[State, Heard, C], State]
    """Keep what no question took: nothing that was said is thrown away."""
    finish: Callable[[State, C], Turn]
    """No wanted question is without an answer."""
    meanings: Callable[[str], frozenset[str]]
    """The catalogue ids that folded words can stand for, in any language."""
    numeral: Callable[[str], int]
    """The number that folded words stand for, or 0."""
    by_id: dict[str, Question[C]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {question.id: question for question in self.questions})
