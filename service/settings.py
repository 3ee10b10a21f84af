"""Settings: read from the environment once, passed down; nothing imports them as a global."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from service.domain.address import parse_http_url

# What Elasticsearch takes at the start of an index's name, with room for the rest of the name.
_INDEX_PREFIX = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}", re.ASCII)


class SettingsError(ValueError):
    """A variable in the environment has a value that is not allowed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a request may carry; every number stands in openapi.yaml."""

    claim_chars: int = 2_000
    text_chars: int = 1_000_000
    html_chars: int = 10_000_000
    title_chars: int = 1_000
    url_chars: int = 2_000
    bulk_line_bytes: int = 12_000_000
    bulk_lines: int = 10_000
    bulk_bytes: int = 100_000_000
    page_bytes: int = 8_000_000
    request_bytes: int = 45_000_000
    batch_items: int = 100
    max_candidates: int = 10_000
    page_items: int = 1_000
    filter_values: int = 1_000
    deadline_ms: int = 60_000


@dataclass(frozen=True, slots=True)
class ElasticsearchSettings:
    """Where Elasticsearch is, how to speak to it and what our indices are called. Secrets never show in a repr.

    `url` may name several nodes, divided by commas, and hold their users and passwords. A read that takes longer than
    `request_timeout_s` seconds, a part of a write that takes longer than `write_timeout_s`, or a change of indices that
    takes longer than `admin_timeout_s` counts as unavailable. What an interrupted write left behind is swept when it is
    older than `sweep_age_s` seconds; a process looks for it every `sweep_every_s` seconds. These times are no variables
    of the environment.
    """

    url: str = field(repr=False)
    index_prefix: str = "claimlink"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    ca_certs: Path | None = None
    request_timeout_s: float = 3.0
    write_timeout_s: float = 4.5
    admin_timeout_s: float = 30.0
    sweep_age_s: float = 900.0
    sweep_every_s: float = 600.0

    @property
    def nodes(self) -> tuple[str, ...]:
        """The addresses in `url`."""
        return tuple(node.strip() for node in self.url.split(","))

    @property
    def shown_url(self) -> str:
        """The addresses without users and passwords, for people to see."""
        parts = map(urlsplit, self.nodes)
        return ",".join(part._replace(netloc=part.netloc.rpartition("@")[2]).geturl() for part in parts)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that an operator may choose. The store is embedded unless `elasticsearch` is set.

    `verifier_threads` is how many pairs a process reads with the model at once; None: as many as it may use cores.
    """

    data_dir: Path = Path("data")
    elasticsearch: ElasticsearchSettings | None = None
    outlets_file: Path | None = None
    cors_origins: tuple[str, ...] = ()
    log_level: str = "INFO"
    verifier_threads: int | None = None
    limits: Limits = Limits()


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from CLAIMLINK_* and ELASTICSEARCH_* variables; an empty variable counts as absent.

    Raises SettingsError naming the variable and what is allowed.
    """
    present = {name: value.strip() for name, value in environ.items() if value.strip()}
    log_level = present.get("CLAIMLINK_LOG_LEVEL", "INFO").upper()
    if log_level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise SettingsError(f"CLAIMLINK_LOG_LEVEL is {log_level!r}; allowed are DEBUG, INFO, WARNING and ERROR")
    outlets_file = present.get("CLAIMLINK_OUTLETS_FILE")
    if outlets_file is not None and not Path(outlets_file).is_file():
        raise SettingsError(f"CLAIMLINK_OUTLETS_FILE names {outlets_file!r}, which is no file")
    origins = present.get("CLAIMLINK_CORS_ORIGINS", "")
    return Settings(
        data_dir=Path(present.get("CLAIMLINK_DATA_DIR", "data")),
        elasticsearch=_elasticsearch(present),
        outlets_file=None if outlets_file is None else Path(outlets_file),
        cors_origins=tuple(origin.strip() for origin in origins.split(",") if origin.strip()),
        log_level=log_level,
        verifier_threads=_whole_number(present, "CLAIMLINK_VERIFIER_THREADS", most=1024),
        limits=_limits(present),
    )


def _elasticsearch(present: Mapping[str, str]) -> ElasticsearchSettings | None:
    url = present.get("ELASTICSEARCH_URL")
    if url is None:
        return None
    username, password = present.get("ELASTICSEARCH_USERNAME"), present.get("ELASTICSEARCH_PASSWORD")
    api_key = present.get("ELASTICSEARCH_API_KEY")
    if (username is None) != (password is None):
        raise SettingsError("ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD go together; only one is set")
    if api_key is not None and username is not None:
        raise SettingsError("set ELASTICSEARCH_API_KEY or ELASTICSEARCH_USERNAME and _PASSWORD, not both")
    ca_certs = present.get("ELASTICSEARCH_CA_CERTS")
    if ca_certs is not None and not Path(ca_certs).is_file():
        raise SettingsError(f"ELASTICSEARCH_CA_CERTS names {ca_certs!r}, which is no file")
    index_prefix = present.get("CLAIMLINK_INDEX_PREFIX", "claimlink")
    if not _INDEX_PREFIX.fullmatch(index_prefix):
        raise SettingsError(
            f"CLAIMLINK_INDEX_PREFIX is {index_prefix!r}; allowed are 1 to 100 of the characters a-z 0-9 . _ -,"
            " the first a letter or a digit"
        )
    settings = ElasticsearchSettings(
        url=url,
        index_prefix=index_prefix,
        username=username,
        password=password,
        api_key=api_key,
        ca_certs=None if ca_certs is None else Path(ca_certs),
    )
    _check_nodes(settings)
    return settings


def _check_nodes(settings: ElasticsearchSettings) -> None:
    """Refuse addresses that are none, without saying them: they may hold a password."""
    if len(set(settings.nodes)) < len(settings.nodes):
        raise SettingsError("ELASTICSEARCH_URL names an address twice")
    for number, node in enumerate(settings.nodes, start=1):
        try:
            parse_http_url(node)
        except ValueError as error:
            raise SettingsError(f"ELASTICSEARCH_URL, address {number}: {error}") from error
        if settings.ca_certs is not None and not node.startswith("https://"):
            raise SettingsError(
                f"ELASTICSEARCH_CA_CERTS is for https, and address {number} of ELASTICSEARCH_URL is not"
            )


def _limits(present: Mapping[str, str]) -> Limits:
    variables = {name: f"CLAIMLINK_MAX_{name.removeprefix('max_').upper()}" for name in Limits.__dataclass_fields__}
    chosen = {name: _whole_number(present, variable, most=1_000_000_000) for name, variable in variables.items()}
    return Limits(**{name: number for name, number in chosen.items() if number is not None})


def _whole_number(present: Mapping[str, str], variable: str, *, most: int) -> int | None:
    text = present.get(variable)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise SettingsError(f"{variable} is {text!r}; it must be a whole number from 1 to {most}")
    return int(text)
