"""The ports that use cases work with, put together once by `wiring`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from service.application.ports import ArticleStore, ExpiringRecords, PageReader, Verifier
from service.domain.credits import KnownOutlets
from service.domain.outlet import OutletRegistry

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Services:
    """What a use case may reach.

    `clock` gives aware times in UTC; `outlets` come from the server's outlets file, and `known_outlets` holds these and
    well-known ones, to be found where an article credits them; `max_text_chars` is the longest text that an article
    may have, also where it is read out of HTML.
    """

    store: ArticleStore
    records: ExpiringRecords
    verifier: Verifier
    page_reader: PageReader
    detect_language: Callable[[str], str | None]
    outlets: OutletRegistry
    known_outlets: KnownOutlets
    clock: Clock
    max_text_chars: int
