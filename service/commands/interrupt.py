"""Ctrl-C ends the reading at once, but never a batch that is being stored."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """Set up as a context; `asked` says that the user wants an end. A second Ctrl-C ends everything."""

    def __init__(self) -> None:
        self.asked = False
        self._reading = False

    def __enter__(self) -> "Interrupt":
        self._before = signal.signal(signal.SIGINT, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within it the first Ctrl-C raises KeyboardInterrupt at once."""
        self._reading = True
        try:
            yield
        finally:
            self._reading = False

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if again or self._reading:
            raise KeyboardInterrupt
