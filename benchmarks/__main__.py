"""Generated articles in, claims out, on both stores, beside the raw engines: `python -m benchmarks --help`."""

import gc
import os
import resource
import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import click

from benchmarks.generated import generate_articles, generate_claims
from benchmarks.measure import percentiles, timed
from benchmarks.model import pairs_a_second
from benchmarks.raw_engine import RawEngine, raw_elasticsearch, raw_tantivy
from service.adapters.elasticsearch.mapping import Names
from service.application.index_articles import ArticleDraft, index_articles
from service.application.services import Services
from service.domain.errors import InvalidInput
from service.domain.terms import ANALYSIS_VERSION
from service.settings import ElasticsearchSettings, Settings
from service.wiring import build_services
from tools.elasticsearch_server import ElasticsearchServer, ServerOptions
from tools.service_process import request, running_service

_ARTICLES_A_BATCH = 500
_WARM_UP_CLAIMS = 20

# The candidates that one request judges by default; the target for the time of a request holds up to here.
_USUAL_CANDIDATES = 1_000


@dataclass(frozen=True, slots=True)
class Setting:
    """A store to measure: how the service is told of it, and how its engine is asked without the service."""

    name: str
    settings: Settings
    environ: Mapping[str, str]


@click.command()
@click.option("--sentences", default=100_000, show_default=True, help="Sentences to index; 1000000 for the long run.")
@click.option("--claims", default=200, show_default=True, help="Claims to ask.")
@click.option("--store", type=click.Choice(["embedded", "elasticsearch", "both"]), default="both", show_default=True)
@click.option("--workers", default=2, show_default=True, help="Workers of the service.")
def main(sentences: int, claims: int, store: str, workers: int) -> None:
    """Measure ingestion, evidence requests over HTTP and the raw engine's queries in one run."""
    for threads in sorted({1, len(os.sched_getaffinity(0))}):
        speed, tokens = pairs_a_second(threads)
        click.echo(f"model: {speed:.0f} pairs/s of {tokens:.0f} tokens, pairs read at once: {threads}")
    asked = generate_claims(sentences, _WARM_UP_CLAIMS + claims)
    if store in {"embedded", "both"}:
        with _embedded() as setting:
            _measure(setting, sentences, asked, workers)
    if store in {"elasticsearch", "both"}:
        with _elasticsearch() as setting:
            _measure(setting, sentences, asked, workers)


@contextmanager
def _embedded() -> Iterator[Setting]:
    with tempfile.TemporaryDirectory(prefix="claimlink-benchmark-") as folder:
        yield Setting("embedded", Settings(data_dir=Path(folder) / "data"), {})


@contextmanager
def _elasticsearch() -> Iterator[Setting]:
    prefix = f"benchmark-{secrets.token_hex(4)}"
    with (
        ElasticsearchServer.started(ServerOptions()) as server,
        tempfile.TemporaryDirectory(prefix="claimlink-benchmark-") as folder,
    ):
        settings = Settings(data_dir=Path(folder) / "data", elasticsearch=ElasticsearchSettings(server.url, prefix))
        yield Setting("elasticsearch", settings, {"ELASTICSEARCH_URL": server.url, "CLAIMLINK_INDEX_PREFIX": prefix})


def _measure(setting: Setting, sentences: int, claims: Sequence[str], workers: int) -> None:
    warming, claims = claims[:_WARM_UP_CLAIMS], claims[_WARM_UP_CLAIMS:]
    click.echo(f"\n{setting.name}: {sentences:,} sentences, {len(claims)} claims, {workers} workers")
    _ingest(setting.settings, sentences)
    with running_service(setting.settings.data_dir, setting.environ, workers=workers) as service:
        connection = service.connection()
        for claim in warming:
            _ask(connection, claim)
        answers: list[dict[str, Any]] = []
        # Each claim once: the service remembers what its model has read.
        over_http = timed(lambda claim: answers.append(_ask(connection, claim)), claims)
        candidates = [int(answer["totals"]["candidates"]) for answer in answers]
        memory = service.resident_megabytes()
    raw = _raw_engine(setting)
    for claim in warming:
        raw.coverage(claim)
        raw.bm25(claim)
    raw_coverage, raw_bm25 = timed(raw.coverage, claims), timed(raw.bm25, claims)
    usual = [place for place, count in enumerate(candidates) if count <= _USUAL_CANDIDATES]
    processes = f"{workers + 1} processes, shared pages counted in each"
    middle = sorted(candidates)[len(candidates) // 2]
    click.echo(f"  candidates a claim: median {middle:,}, most {max(candidates):,}")
    click.echo(f"  memory of the service: {memory:.0f} MB resident ({processes})")
    click.echo("  milliseconds                                       p50     p95     p99")
    for label, times in (
        ("evidence over HTTP, all claims", over_http),
        ("raw coverage query, best 1,000, all claims", raw_coverage),
        ("raw BM25 query, best 200, all claims", raw_bm25),
        (f"evidence, {len(usual)} claims up to 1,000 candidates", [over_http[place] for place in usual]),
        ("raw coverage query, the same claims", [raw_coverage[place] for place in usual]),
    ):
        if times:
            click.echo(f"  {label:<46} {percentiles(times)}")


def _ask(connection: HTTPConnection, claim: str) -> dict[str, Any]:
    answer = request(connection, "POST", "/v1/evidence", {"claim": claim})
    if answer.status != HTTPStatus.OK:
        raise RuntimeError(f"{answer.status}: {answer.body}")
    body: dict[str, Any] = answer.body
    return body


def _raw_engine(setting: Setting) -> RawEngine:
    elasticsearch = setting.settings.elasticsearch
    if elasticsearch is None:
        return raw_tantivy(setting.settings.data_dir)
    index = Names(elasticsearch.index_prefix).current_sentences(ANALYSIS_VERSION)
    return raw_elasticsearch(elasticsearch.url, index)


def _ingest(settings: Settings, sentences: int) -> None:
    services = build_services(settings)
    drafts = generate_articles(sentences)
    wall = cpu = 0.0
    while batch := list(islice(drafts, _ARTICLES_A_BATCH)):
        gc.collect()
        started, cpu_started = perf_counter(), process_time()
        _index(services, batch)
        wall += perf_counter() - started
        cpu += process_time() - cpu_started
    services.store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    click.echo(f"  ingestion: {sentences / wall:,.0f} sentences/s, {sentences / cpu:,.0f} a second of processor time")
    click.echo(f"  memory while indexing: {peak:.0f} MB at the most")


def _index(services: Services, batch: list[ArticleDraft]) -> None:
    for result in index_articles(services, batch):
        if isinstance(result, InvalidInput):
            raise result


if __name__ == "__main__":
    main()
