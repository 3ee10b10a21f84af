"""Settings: read from the environment once, passed down; nothing imports them as a global."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


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
    request_bytes: int = 45_000_000
    batch_items: int = 100
    max_candidates: int = 10_000
    page_items: int = 1_000
    filter_values: int = 1_000
    deadline_ms: int = 60_000


@dataclass(frozen=True, slots=True)
class ElasticsearchSettings:
    """Where Elasticsearch is and how to speak to it. `password` and `api_key` never show in a repr."""

    url: str
    index_prefix: str = "claimlink"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    ca_certs: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All that an operator may choose. The store is embedded unless `elasticsearch` is set."""

    data_dir: Path = Path("data")
    elasticsearch: ElasticsearchSettings | None = None
    outlets_file: Path | None = None
    cors_origins: tuple[str, ...] = ()
    log_level: str = "INFO"
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
        limits=_limits(present),
    )


def _elasticsearch(present: Mapping[str, str]) -> ElasticsearchSettings | None:
    url = present.get("ELASTICSEARCH_URL")
    if url is None:
        return None
    if not url.startswith(("http://", "https://")):
        raise SettingsError(f"ELASTICSEARCH_URL is {url!r}; it must start with http:// or https://")
    username, password = present.get("ELASTICSEARCH_USERNAME"), present.get("ELASTICSEARCH_PASSWORD")
    api_key = present.get("ELASTICSEARCH_API_KEY")
    if (username is None) != (password is None):
        raise SettingsError("ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD go together; only one is set")
    if api_key is not None and username is not None:
        raise SettingsError("set ELASTICSEARCH_API_KEY or ELASTICSEARCH_USERNAME and _PASSWORD, not both")
    ca_certs = present.get("ELASTICSEARCH_CA_CERTS")
    if ca_certs is not None and not Path(ca_certs).is_file():
        raise SettingsError(f"ELASTICSEARCH_CA_CERTS names {ca_certs!r}, which is no file")
    return ElasticsearchSettings(
        url=url,
        index_prefix=present.get("CLAIMLINK_INDEX_PREFIX", "claimlink"),
        username=username,
        password=password,
        api_key=api_key,
        ca_certs=None if ca_certs is None else Path(ca_certs),
    )


def _limits(present: Mapping[str, str]) -> Limits:
    chosen: dict[str, int] = {}
    for name in Limits.__dataclass_fields__:
        variable = f"CLAIMLINK_MAX_{name.removeprefix('max_').upper()}"
        text = present.get(variable)
        if text is None:
            continue
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1_000_000_000):
            raise SettingsError(f"{variable} is {text!r}; it must be a whole number from 1 to 1000000000")
        chosen[name] = int(text)
    return Limits(**chosen)
