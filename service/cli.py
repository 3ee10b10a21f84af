"""The command `claimlink`: the same use cases as over HTTP."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import IO, Any

import click
import orjson
from marshmallow import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from schemas.evidence import AskedEvidence, evidence_body, evidence_request_schema
from schemas.refusals import invalid_input
from service.application.evaluate import evaluate_claims, evaluate_rows
from service.application.link_claim import EvidencePage, link_claim, next_page
from service.application.ports import EVERY_ARTICLE
from service.application.services import Services
from service.commands import server
from service.commands.collecting import Choices, Collector, Stated, is_url, known_size, parse_stated
from service.commands.evaluating import Evaluation, evaluation_body, evaluation_tables
from service.commands.exporting import export_lines
from service.commands.indexing import describe, index_found
from service.commands.interrupt import Interrupt
from service.commands.journal import Journal
from service.commands.labelled import read_claims, read_library, read_rows, store_library
from service.commands.report import IndexReport
from service.commands.table import evidence_table
from service.domain.analysis import analyze_article
from service.domain.errors import ClaimlinkError
from service.domain.evaluation import JudgedClaim
from service.domain.evidence import Stance
from service.domain.published import PublishedDate, parse_published
from service.domain.ranking import DEFAULT_SORT, SortKey
from service.domain.terms import ANALYSIS_VERSION
from service.settings import Settings, SettingsError, read_settings
from service.wiring import build_page_sources, build_services

# As shells show a program that Ctrl-C ended.
_INTERRUPTED = 130


class _Commands(click.Group):
    """Commands whose expected errors end in one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ClaimlinkError, SettingsError) as error:
            raise click.ClickException(str(error)) from error


_data_dir = click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the embedded store is, unless ELASTICSEARCH_URL is set.  [CLAIMLINK_DATA_DIR; default: data]",
)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version("claimlink"), prog_name="claimlink")
def main() -> None:
    """Every source sentence that supports a claim, verbatim, ranked by outlet and date.

    Settings come from CLAIMLINK_* and ELASTICSEARCH_* variables; `claimlink check` shows them.
    """


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes.")
@click.option("--threads", type=click.IntRange(1, 256), default=8, show_default=True, help="Threads in each process.")
@click.option(
    "--seeds",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Load the articles of this folder first when the store is empty.",
)
@_data_dir
def serve(host: str, port: int, workers: int, threads: int, seeds: Path | None, data_dir: Path | None) -> None:
    """Serve the HTTP API until SIGTERM."""
    settings = _settings(data_dir)
    server.require_free_port(host, port)
    with _services(settings) as services:
        if seeds is not None:
            _load_seeds(services, settings, seeds)
    server.announce(host, port, server.example_claim(seeds))
    server.become_gunicorn(settings, host=host, port=port, workers=workers, threads=threads)


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--outlet-name", help="Outlet of every page and text, whatever it states itself.")
@click.option("--outlet-domain", help="Domain of that outlet.")
@click.option("--published", "published_at", help="Date of every page and text, such as 2024-04-12 or 2024-04.")
@click.option("--language", help="Language of every page and text, such as en or pt-BR.")
@click.option("--whole-text", is_flag=True, help="A .txt is one article whose text is stored unchanged, not a page.")
@click.option("--since", help="Of feeds and sitemaps only what changed on this day or later, or has no date.")
@click.option("--max-pages", type=click.IntRange(min=1), help="Fetch at most so many pages of feeds and sitemaps.")
@click.option("--no-fetch", is_flag=True, help="Of a feed take what it carries itself; fetch nothing.")
@click.option(
    "--pace", type=click.FloatRange(0, 3600), default=1.0, show_default=True, help="Seconds between requests to a host."
)
@click.option("--allow-private-addresses", is_flag=True, help="Fetch from this machine and private networks too.")
@click.option(
    "--resume",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Journal of what is done: an interrupted run goes on where it was. Made where it is not there.",
)
@click.option(
    "--report",
    "report_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what became of each source here, as NDJSON.",
)
@_data_dir
def index(
    sources: tuple[str, ...],
    outlet_name: str | None,
    outlet_domain: str | None,
    published_at: str | None,
    language: str | None,
    whole_text: bool,
    since: str | None,
    max_pages: int | None,
    no_fetch: bool,
    pace: float,
    allow_private_addresses: bool,
    resume: Path | None,
    report_path: Path | None,
    data_dir: Path | None,
) -> None:
    """Store articles from files, folders, addresses or standard input (-).

    \b
    .html .htm .xhtml .txt  a page as scraped: the articles in it, without menus and the like
    .json                   one article in the form of POST /v1/articles
    .ndjson .jsonl and -    such articles, one a line
    .warc                   the HTML pages of a web archive
    .xml .rss .atom .rdf    a feed or a sitemap: each page that it lists is fetched
    http:// https://        a page, a feed or a sitemap

    Any file may be compressed (.gz). Of a folder all but feeds and sitemaps is read. What is refused costs itself
    alone, is listed at the end and makes the exit code 1.
    """
    settings = _settings(data_dir)
    if no_fetch and any(map(is_url, sources)):
        raise click.UsageError("--no-fetch leaves nothing to do with an address")
    choices = Choices(
        _stated_of_pages(settings, outlet_name, outlet_domain, published_at, language),
        whole_text=whole_text,
        fetch=not no_fetch,
        since=_day(since, "--since"),
        most_pages=max_pages,
    )
    page_sources = build_page_sources(settings, pace_s=pace, allow_private=allow_private_addresses)
    with ExitStack() as stack:
        journal = stack.enter_context(closing(Journal.open(resume, store=_store_name(settings))))
        report = IndexReport(None if report_path is None else stack.enter_context(_opened(report_path)))
        services = stack.enter_context(_services(settings))
        collector = Collector(page_sources, settings.limits, choices, journal, sys.stdin.buffer)
        interrupt = stack.enter_context(Interrupt())
        try:
            _index(services, collector, sources, report, journal, interrupt)
        finally:
            # Also where the store goes away half-way: what was stored until then stays.
            _show_report(report)
    if interrupt.asked:
        click.echo("interrupted; what was read until then is stored", err=True)
        raise click.exceptions.Exit(_INTERRUPTED)
    if report.refused:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("claim", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer of POST /v1/evidence.")
@click.option(
    "--stance",
    "stances",
    multiple=True,
    type=click.Choice([stance.value for stance in Stance]),
    help="Default: supports. Repeatable.",
)
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet, by name or domain. Repeatable.")
@click.option("--exclude-outlet", "exclude_outlets", multiple=True, help="Not this outlet. Repeatable.")
@click.option("--domain", "domains", multiple=True, help="Only this domain. Repeatable.")
@click.option("--exclude-domain", "exclude_domains", multiple=True, help="Not this domain. Repeatable.")
@click.option("--published-from", help="First day, month or year.")
@click.option("--published-to", help="Last day, month or year.")
@click.option("--dated", is_flag=True, help="Leave undated articles out.")
@click.option("--language", "languages", multiple=True, help="Only this language, such as en. Repeatable.")
@click.option("--article", "article_ids", multiple=True, help="Only the article with this id. Repeatable.")
@click.option("--tier", "tiers", multiple=True, help="Outlets, divided by commas; the first --tier ranks first.")
@click.option("--claimed-at", help="The date that 'last year' in the claim is meant from; default: today.")
@click.option(
    "--sort",
    multiple=True,
    type=click.Choice([key.value for key in SortKey]),
    help=f"Default: {', then '.join(DEFAULT_SORT)}. Repeatable.",
)
@click.option("--min-support-score", type=float, help="Leave out supports below this, 0 to 1.")
@click.option("--max-candidates", type=int, help="Judge at most this many sentences.")
@click.option("--deadline-ms", type=int, help="Stop judging after this time.")
@click.option("--limit", type=int, help="Show at most this many sentences.")
@click.option("--cursor", help="Go on where an earlier answer ended.")
@_data_dir
def link(
    claim: str | None,
    as_json: bool,
    dated: bool,
    tiers: tuple[str, ...],
    data_dir: Path | None,
    **options: Any,
) -> None:
    """Show every sentence that supports CLAIM."""
    settings = _settings(data_dir)
    filters = _stated({name: options.pop(name) for name in _FILTERS} | {"include_undated": False if dated else None})
    outlet_tiers = [[name.strip() for name in tier.split(",")] for tier in tiers]
    body = _stated({"claim": claim, "filters": filters, "outlet_tiers": outlet_tiers, **options})
    asked = _asked(settings, body)
    with _services(settings) as services:
        page = _answer(services, asked)
    if as_json:
        click.echo(orjson.dumps(evidence_body(page)))
    else:
        Console().print(evidence_table(page))


@main.command()
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; default: standard output."
)
@_data_dir
def export(output: Path | None, data_dir: Path | None) -> None:
    """Write every article as NDJSON, which `claimlink index` reads back: the backup."""
    with _services(_settings(data_dir)) as services:
        lines = export_lines(services.store)
        if output is None:
            sys.stdout.buffer.writelines(lines)
            sys.stdout.buffer.flush()
            return
        count = _write_whole(output, lines)
    click.echo(f"{_count(count)} written to {output}", err=True)


@main.command()
@_data_dir
def reindex(data_dir: Path | None) -> None:
    """Analyse every article again into a new index and switch to it, without a pause for readers or writers."""
    done = 0
    with _services(_settings(data_dir), for_reindex=True) as services, _progress(MofNCompleteColumn()) as progress:
        task = progress.add_task("Reindexing", total=services.store.coverage(EVERY_ARTICLE).articles)
        analyze = partial(analyze_article, detect_language=services.detect_language, known=services.known_outlets)
        for done in services.store.reindex(analyze):
            progress.update(task, completed=done)
    click.echo(f"{_count(done)} reindexed")


_existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@main.command()
@click.argument("file", required=False, type=_existing_file)
@click.option("--gold", multiple=True, type=_existing_file, help="Claims labelled on articles or pages. Repeatable.")
@click.option(
    "--articles",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Articles that --gold is about: a file, or a folder of them. Repeatable.",
)
@click.option(
    "--pages",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of .txt pages that --gold is about. Repeatable.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--limit", type=click.IntRange(min=1), help="Judge no more than the first so many claims.")
@click.option("--errors", type=click.IntRange(min=0), default=0, help="Show the first so many errors of each kind.")
@click.option("--below-floor", is_flag=True, help="Of FILE judge the sentences below the candidate floor as well.")
@click.option("--claimed-at", help="The date that 'last year' in a claim without a date is meant from; default: today.")
def evaluate(
    file: Path | None,
    gold: tuple[Path, ...],
    articles: tuple[Path, ...],
    pages: tuple[Path, ...],
    as_json: bool,
    limit: int | None,
    errors: int,
    below_floor: bool,
    claimed_at: str | None,
) -> None:
    """Measure the service on labelled claims: those of FILE, each with its own sentences, or those of --gold.

    FILE is .jsonl or .jsonl.gz, and the verifier judges its sentences as they are. With --gold the articles and pages
    go into a store of their own, which is deleted at the end, and each claim is linked to all of them.
    """
    if (file is None) == (not gold):
        raise click.UsageError("give either FILE or --gold")
    if bool(gold) != bool(articles or pages):
        raise click.UsageError("--gold goes together with --articles or --pages")
    if gold and below_floor:
        raise click.UsageError("--below-floor is for FILE; --gold is answered as the service answers")
    settings = read_settings(os.environ)
    stated = _day(claimed_at, "--claimed-at")
    with TemporaryDirectory() as folder, _services(replace(settings, data_dir=Path(folder), elasticsearch=None)) as own:
        date = own.clock() if stated is None else stated.start
        if file is not None:
            rows = read_rows(file, settings.limits, most=limit)
            judged = _watched(evaluate_rows(own, rows, claimed_at=date, below_floor=below_floor), len(rows))
        else:
            claims = read_claims(gold, settings.limits, most=limit)
            library = read_library(articles, pages, settings.limits)
            store_library(own, library)
            judged = _watched(evaluate_claims(own, claims, library.offsets, claimed_at=date), len(claims))
        evaluation = Evaluation(judged, own.verifier.version, date)
    if as_json:
        click.echo(orjson.dumps(evaluation_body(evaluation, most_errors=errors)))
    else:
        Console().print(evaluation_tables(evaluation, most_errors=errors))


@main.command()
@_data_dir
def check(data_dir: Path | None) -> None:
    """Show settings, store and versions; the exit code is 1 where the store cannot be used."""
    settings = _settings(data_dir)
    _show("Settings", shown_settings(settings))
    _show(
        "Versions",
        {"claimlink": version("claimlink"), "python": platform.python_version(), "text analysis": ANALYSIS_VERSION},
    )
    with _services(settings) as services:
        _show("Store", services.store.check())
        coverage = services.store.coverage(EVERY_ARTICLE, identity=services.outlets.identity)
        _show("Holds", {"articles": coverage.articles, "sentences": coverage.sentences, "outlets": coverage.outlets})
        _show("Verifier", {"version": services.verifier.version})
    click.echo("All is well.")


def shown_settings(settings: Settings) -> dict[str, object]:
    """Settings for people to see: of a secret no more than that it is set."""
    shown: dict[str, object] = {
        "store": "embedded" if settings.elasticsearch is None else "Elasticsearch",
        "data directory": settings.data_dir.resolve(),
        "outlets file": settings.outlets_file or "none",
        "CORS origins": ", ".join(settings.cors_origins) or "none",
        "log level": settings.log_level,
    }
    if (elasticsearch := settings.elasticsearch) is not None:
        shown |= {
            "Elasticsearch": elasticsearch.shown_url,
            "index prefix": elasticsearch.index_prefix,
            "user": elasticsearch.username or "none",
            "password": "set" if elasticsearch.password else "none",
            "API key": "set" if elasticsearch.api_key else "none",
            "CA certificate": elasticsearch.ca_certs or "none",
        }
    return shown


_FILTERS = (
    "outlets",
    "exclude_outlets",
    "domains",
    "exclude_domains",
    "published_from",
    "published_to",
    "languages",
    "article_ids",
)


def _settings(data_dir: Path | None) -> Settings:
    settings = read_settings(os.environ)
    return settings if data_dir is None else replace(settings, data_dir=data_dir)


@contextmanager
def _services(settings: Settings, *, for_reindex: bool = False) -> Iterator[Services]:
    services = build_services(settings, for_reindex=for_reindex)
    with closing(services.store):
        yield services


def _stated(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What was given on the command line: click has None or an empty tuple for the rest."""
    return {name: value for name, value in fields.items() if value is not None and value not in ((), [], {})}


def _asked(settings: Settings, body: dict[str, Any]) -> AskedEvidence:
    try:
        asked: AskedEvidence = evidence_request_schema(settings.limits).load(body)
    except ValidationError as error:
        raise click.ClickException(describe(invalid_input(error.messages))) from error
    return asked


def _answer(services: Services, asked: AskedEvidence) -> EvidencePage:
    if asked.cursor is not None:
        return next_page(services, asked.cursor, limit=asked.request.limit, claim=asked.claim)
    return link_claim(services, asked.request)


def _load_seeds(services: Services, settings: Settings, seeds: Path) -> None:
    if services.store.coverage(EVERY_ARTICLE).articles:
        return
    report, journal = IndexReport(), Journal.open(None, store="")
    sources = build_page_sources(settings, pace_s=1.0, allow_private=False)
    collector = Collector(sources, settings.limits, Choices(), journal)
    with Interrupt() as interrupt:
        _index(services, collector, (str(seeds / "articles"),), report, journal, interrupt)
    click.echo(f"{report.stored.total()} sample articles loaded from {seeds}")
    if report.first_refused:
        first = report.first_refused[0]
        raise click.ClickException(f"{first.where}: {first.reason}")


def _index(
    services: Services,
    collector: Collector,
    sources: Sequence[str],
    report: IndexReport,
    journal: Journal,
    interrupt: Interrupt,
) -> None:
    with _progress(TaskProgressColumn(show_speed=False)) as progress:
        task = progress.add_task("Indexing", total=known_size(sources))

        def advance(size: int) -> None:
            progress.update(task, advance=size, description=f"Indexing ({report.stored.total()} articles)")

        index_found(services, collector.found(sources), report, journal, interrupt, advance=advance)


def _stated_of_pages(
    settings: Settings,
    outlet_name: str | None,
    outlet_domain: str | None,
    published_at: str | None,
    language: str | None,
) -> Stated:
    outlet = _stated({"name": outlet_name, "domain": outlet_domain})
    fields = _stated({"outlet": outlet, "published_at": published_at, "language": language})
    try:
        return parse_stated(fields, settings.limits)
    except ValidationError as error:
        raise click.ClickException(describe(invalid_input(error.messages))) from error


def _day(text: str | None, option: str) -> PublishedDate | None:
    try:
        return None if text is None else parse_published(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def _store_name(settings: Settings) -> str:
    elasticsearch = settings.elasticsearch
    if elasticsearch is None:
        return str(settings.data_dir.resolve())
    return f"{elasticsearch.shown_url} {elasticsearch.index_prefix}"


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("wb")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from error


def _show_report(report: IndexReport) -> None:
    click.echo(report.summary())
    for line in report.details():
        click.echo(line, err=True)


def _progress(amount: TaskProgressColumn | MofNCompleteColumn) -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), amount, TimeElapsedColumn())
    # Where nobody watches, a bar would only fill the log.
    return Progress(*columns, console=console, disable=not console.is_terminal)


def _watched(judged: Iterator[JudgedClaim], total: int) -> list[JudgedClaim]:
    with _progress(MofNCompleteColumn()) as progress:
        return list(progress.track(judged, total=total, description="Judging"))


def _write_whole(path: Path, lines: Iterator[bytes]) -> int:
    """Write the lines beside the file and rename: an interrupted export leaves an older one as it was."""
    count = 0
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            partial = Path(file.name)
            try:
                for line in lines:
                    file.write(line)
                    count += 1
                file.flush()
                os.fsync(file.fileno())
                partial.replace(path)
            finally:
                partial.unlink(missing_ok=True)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from error
    return count


def _count(articles: int) -> str:
    return "1 article" if articles == 1 else f"{articles} articles"


def _show(heading: str, facts: Mapping[str, object]) -> None:
    width = max(map(len, facts), default=0)
    click.echo(heading)
    for name, value in facts.items():
        click.echo(f"  {name:<{width}}  {value}")


if __name__ == "__main__":
    main()
