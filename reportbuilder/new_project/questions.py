"""Ask a person at a terminal for what a command was not told by its options."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from projectfiles.errors import CosmicError, Fault, raise_any


@dataclass(frozen=True)
class Question:
    """What a command has to know: its option, how it is asked for, and how an answer is read.

    `read` raises ValueError, with what is wrong, for an answer that cannot be. What has a `default` is not asked for.
    """

    option: str
    words: str
    read: Callable[[str], str]
    default: str | None = None

    @property
    def name(self) -> str:
        """Return the name by which the answer is kept."""
        return self.option.removeprefix("--").replace("-", "_")


def is_at_terminal() -> bool:
    """Tell whether there is a person to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def find_answers(questions: Iterable[Question], given: dict[str, str | None], others: Iterable[Fault]) -> dict:
    """Return the answer to each question by its name: what was given, its default, or what a person answers.

    Raises Faults with all that is wrong with what was given, and with the faults of `others`, before anything is asked.
    """
    answers: dict[str, str] = {}
    faults, open_questions = list(others), []
    for question in questions:
        text = given.get(question.name)
        if text is not None:
            try:
                answers[question.name] = question.read(text)
            except ValueError as error:
                faults.append(Fault(question.option, str(error)))
        elif question.default is not None:
            answers[question.name] = question.default
        elif is_at_terminal():
            open_questions.append(question)
        else:
            faults.append(Fault(question.option, f"is missing; give {question.words}"))
    raise_any(faults)
    return answers | {question.name: ask(question) for question in open_questions}


def is_confirmed(words: str) -> bool:
    """Ask whether to go on; without a person to be asked, no."""
    if not is_at_terminal():
        return False
    try:
        return input(f"{words}? (y/n) ").strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def ask(question: Question) -> str:
    """Return what a person answers, asked again until it can be read. Raises CosmicError where the input ends."""
    while True:
        try:
            answer = input(f"{question.words[:1].upper()}{question.words[1:]}: ").strip()
        except EOFError:
            raise CosmicError("the answers ended before the last question; nothing is written") from None
        try:
            return question.read(answer)
        except ValueError as error:
            print(f"  {error}")
