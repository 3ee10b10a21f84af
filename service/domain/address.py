"""Web addresses: what counts as a URL and as a host name, whoever states it."""

import re
from urllib.parse import urlsplit

_HOST_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")


def parse_domain(text: str) -> str:
    """A host name in lower case; raises ValueError for anything else, such as a whole URL."""
    domain = text.lower().removesuffix(".")
    if not _HOST_NAME.fullmatch(domain):
        raise ValueError("must be a host name such as news.example.org, without https:// and path")
    return domain


def domain_of(url: str | None) -> str | None:
    """The host name of an address, lower-case, without "www."; None where there is none, as in localhost."""
    try:
        return parse_domain((urlsplit(url or "").hostname or "").removeprefix("www."))
    except ValueError:
        return None


def parse_http_url(text: str) -> str:
    """The text, when it is an http or https URL; raises ValueError."""
    refusal = "must be an http or https URL such as https://news.example.org/story"
    if any(character.isspace() or not character.isprintable() for character in text):
        raise ValueError(f"{refusal}, without white space")
    try:
        parts = urlsplit(text)
        # Reading the port checks it.
        allowed = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise ValueError(refusal) from error
    if not allowed:
        raise ValueError(refusal)
    return text
