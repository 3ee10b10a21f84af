"""How often a host is asked."""

from collections import OrderedDict
from collections.abc import Callable

_MOST_HOSTS = 10_000


class Pace:
    """Waits before each request until its host may be asked again. Times are in seconds of a monotonic clock."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._next: OrderedDict[str, float] = OrderedDict()

    def wait(self, host: str, pause_s: float) -> None:
        """Return when the host may be asked, at least `pause_s` after it was asked last."""
        wait_s = self._next.get(host, 0.0) - self._clock()
        if wait_s > 0:
            self._sleep(wait_s)
        self._hold_until(host, self._clock() + pause_s)

    def hold(self, host: str, seconds: float) -> None:
        """Do not ask the host for so long, at least."""
        self._hold_until(host, max(self._next.get(host, 0.0), self._clock() + seconds))

    def held_s(self, host: str) -> float:
        """How long the host is not to be asked yet; 0 where it may be."""
        return max(0.0, self._next.get(host, 0.0) - self._clock())

    def _hold_until(self, host: str, moment: float) -> None:
        self._next[host] = moment
        self._next.move_to_end(host)
        if len(self._next) > _MOST_HOSTS:
            self._next.popitem(last=False)
