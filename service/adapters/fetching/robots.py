"""What a site's robots.txt allows us (RFC 9309)."""

import re
from dataclasses import dataclass

from protego import Protego

AGENT = "claimlink"

# RFC 9309 asks for at least 500 kibibytes.
MOST_BYTES = 512_000
_AGENT_LINE = re.compile(r"[ \t]*user[ -]?agent[ \t]*[: \t][ \t]*([^#\r\n]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; `crawl_delay_s` is the pause that it asks for between requests."""

    parsed: Protego
    crawl_delay_s: float

    def allow(self, url: str) -> bool:
        """Whether the URL may be fetched."""
        return bool(self.parsed.can_fetch(url, AGENT))


def read_rules(body: bytes) -> Rules:
    """The rules in a robots.txt; what cannot be understood restricts nothing."""
    text = body[:MOST_BYTES].decode("utf-8-sig", "replace")
    parsed = Protego.parse("\n".join(map(_ours, text.splitlines())))
    return Rules(parsed, float(parsed.crawl_delay(AGENT) or 0.0))


def _ours(line: str) -> str:
    """The line, with one name for all agents that are not us: a file may name thousands, each with every rule."""
    agent = _AGENT_LINE.match(line)
    if agent is None or agent.group(1).strip().lower() in {"*", AGENT}:
        return line
    return "User-agent: another"


NO_RULES = read_rules(b"")
