"""What became of everything that `claimlink index` was given."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO, Any

import orjson

from service.application.sources import ON_PURPOSE, RefusalCode
from service.commands.documents import Unreadable
from service.domain.article import IndexedArticle, IndexStatus

# More lines than this nobody reads; a report file has them all.
_MOST_SHOWN = 100


class IndexReport:
    """Counts of what was stored, refused and skipped; the first reasons; and all of them in a file, if there is one.

    `stored` counts articles by status, `codes` places by reason. Refused is what ought to have given an article,
    skipped what was passed over on purpose.
    """

    def __init__(self, file: IO[bytes] | None = None) -> None:
        self.stored: Counter[IndexStatus] = Counter()
        self.codes: Counter[RefusalCode] = Counter()
        self.first_refused: list[Unreadable] = []
        self._file = file

    @property
    def refused(self) -> int:
        """How many places ought to have given an article and did not."""
        return sum(count for code, count in self.codes.items() if code not in ON_PURPOSE)

    @property
    def skipped(self) -> int:
        """How many places were passed over on purpose."""
        return self.codes.total() - self.refused

    def add_stored(self, where: str, articles: Sequence[IndexedArticle], *, discarded: int) -> None:
        """A place with articles that are stored now; `discarded` parts of it belong to none of them."""
        for article in articles:
            self.stored[article.status] += 1
        shown = [{"id": article.stored.article.id, "status": article.status} for article in articles]
        self._write({"source": where, "outcome": "stored", "articles": shown, "discarded": discarded})

    def add_refused(self, place: Unreadable) -> None:
        """A place that gave no article."""
        self.codes[place.code] += 1
        outcome = "skipped" if place.code in ON_PURPOSE else "refused"
        if outcome == "refused" and len(self.first_refused) < _MOST_SHOWN:
            self.first_refused.append(place)
        self._write({"source": place.where, "outcome": outcome, "reason": place.code, "detail": place.reason})

    def add_skipped(self, code: RefusalCode, count: int) -> None:
        """So many places that were passed over and have no names of their own."""
        if count:
            self.codes[code] += count

    def summary(self) -> str:
        """One line of counts."""
        counts = [f"{self.stored[status]} {status}" for status in IndexStatus] + [f"{self.refused} refused"]
        return ", ".join(counts + ([f"{self.skipped} skipped"] if self.skipped else []))

    def details(self) -> Iterator[str]:
        """The reasons for people to read: the first refusals one by one, then all counted."""
        for place in self.first_refused:
            yield f"{place.where}: {place.reason}"
        if self.refused > len(self.first_refused):
            yield f"... and {self.refused - len(self.first_refused)} more; --report FILE lists all"
        for outcome, on_purpose in (("refused", False), ("skipped", True)):
            counts = [(code, count) for code, count in self.codes.most_common() if (code in ON_PURPOSE) == on_purpose]
            if counts and (on_purpose or self.refused > 1):
                yield f"{outcome}: " + ", ".join(f"{count} {code}" for code, count in counts)

    def _write(self, row: dict[str, Any]) -> None:
        if self._file is not None:
            self._file.write(orjson.dumps(row) + b"\n")
