"""State that belongs to one process and must not be carried over a fork."""

import os
from collections.abc import Callable
from typing import Generic, TypeVar

Held = TypeVar("Held")


class PerProcess(Generic[Held]):
    """A value made anew in every process that asks for it.

    What a child inherits is neither used nor dropped there: closing an inherited SQLite connection or joining the
    threads of an inherited index would act on things that are still the parent's.
    """

    def __init__(self, make: Callable[[], Held]) -> None:
        self._make = make
        self._inherited: list[Held] = []
        self._value = make()
        self._pid = os.getpid()

    def get(self) -> Held:
        """The value of the calling process."""
        if self._pid != os.getpid():
            self._inherited.append(self._value)
            self._value = self._make()
            self._pid = os.getpid()
        return self._value
