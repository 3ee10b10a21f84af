"""The one place that names concrete adapters."""

from datetime import UTC, datetime

from service.adapters.elasticsearch.store import ElasticsearchStore
from service.adapters.embedded.store import EmbeddedStore
from service.adapters.extraction.charset import decode_html
from service.adapters.extraction.listings import XmlListingReader
from service.adapters.extraction.pages import PageExtractor
from service.adapters.fetching.archives import WarcReader
from service.adapters.fetching.client import FetchLimits, WebFetcher, user_agent
from service.adapters.language import detect_language
from service.adapters.outlets_file import read_outlets
from service.adapters.verifier.stacked import StackedVerifier
from service.application.ports import ArticleStore, ExpiringRecords
from service.application.services import Services
from service.application.sources import PageSources
from service.domain.analysis import analyze_claim, analyze_reading
from service.domain.credits import KnownOutlets
from service.domain.evidence import ArticleHeader, Candidate, SentenceKey
from service.domain.outlet import NO_REGISTRY
from service.domain.terms import ANALYSIS_VERSION
from service.settings import Settings


def build_services(settings: Settings, *, for_reindex: bool = False) -> Services:
    """Everything the use cases reach, as the settings say.

    Raises IndexOutdated where the index was made by another text analysis, unless `for_reindex`.
    """
    limits = settings.limits
    outlets = NO_REGISTRY if settings.outlets_file is None else read_outlets(settings.outlets_file)
    store, records = _open_store(settings, for_reindex=for_reindex)
    return Services(
        store=store,
        records=records,
        verifier=StackedVerifier.load(threads=settings.verifier_threads),
        page_reader=PageExtractor(
            max_title_chars=limits.title_chars, max_url_chars=limits.url_chars, detect_language=detect_language
        ),
        detect_language=detect_language,
        outlets=outlets,
        known_outlets=KnownOutlets.of(outlets.entries),
        clock=lambda: datetime.now(UTC),
        max_text_chars=limits.text_chars,
    )


def build_page_sources(settings: Settings, *, pace_s: float, allow_private: bool) -> PageSources:
    """The ways to pages: `pace_s` seconds lie between requests to a host; private hosts only where allowed."""
    return PageSources(
        fetcher=WebFetcher(
            user_agent=user_agent(),
            limits=FetchLimits(pace_s=pace_s, page_bytes=settings.limits.page_bytes),
            allow_private=allow_private,
        ),
        listings=XmlListingReader(),
        archives=WarcReader(),
        decode_html=decode_html,
    )


def warm_up(services: Services) -> None:
    """Load what is otherwise loaded by the first request."""
    text = "A short report says that nearly 40% of the 1,200 new buses came from Chile in March 2024."
    claim = analyze_claim(text, claimed_at=services.clock(), language=services.detect_language(text))
    candidate = Candidate(SentenceKey("", 1, 0), claim.total_weight, text, 0, len(text), ArticleHeader("", 1))
    services.verifier.verify(claim, [analyze_reading(candidate)])


def _open_store(settings: Settings, *, for_reindex: bool) -> tuple[ArticleStore, ExpiringRecords]:
    if settings.elasticsearch is None:
        embedded = EmbeddedStore.open(settings.data_dir, analysis_version=ANALYSIS_VERSION, outdated=for_reindex)
        return embedded, embedded.records
    store = ElasticsearchStore.open(settings.elasticsearch, analysis_version=ANALYSIS_VERSION, outdated=for_reindex)
    return store, store.records
