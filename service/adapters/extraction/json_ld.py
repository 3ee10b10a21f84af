"""JSON-LD as pages carry it, also where it is no valid JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # it comes without type hints

Node = Mapping[str, Any]

_ARTICLE_TYPES = ("article", "blogposting", "report", "newsposting", "forumposting", "mediaposting")
_LIVE_BLOG = "liveblogposting"
# A script longer than this (characters) is a page's data, not a statement about it.
_LONGEST_SCRIPT = 2_000_000
_MOST_NODES = 1_000
# Strings are matched so that nothing within them is; an open one or an open comment goes on to the end.
_LOOSE = re.compile(
    r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)|(?m://[^\n]*$)|,(?=\s*[}\]])|,(?=\s*\Z)', re.DOTALL
)
_WRAPPING = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
_LINKING = ("mainEntity", "mainEntityOfPage", "@graph")


@dataclass(frozen=True, slots=True)
class JsonLd:
    """The nodes of a page that are an article, in order, and all nodes that have an @id or name the site."""

    articles: tuple[Node, ...] = ()
    named: tuple[Node, ...] = ()
    by_id: Mapping[str, Node] = field(default_factory=dict)

    @property
    def is_live_blog(self) -> bool:
        """Whether the page says that it is one running report."""
        return any(kind.endswith(_LIVE_BLOG) for node in self.articles for kind in types_of(node))

    def resolved(self, value: object) -> object:
        """What a value stands for: a mere {"@id": ...} is the node of that id, where the page has it."""
        if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value

    def names(self, value: object) -> Iterator[str]:
        """The names of one or several organizations or persons, given as nodes, references or plain text."""
        for each in value if isinstance(value, list) else [value]:
            node = self.resolved(each)
            name = node.get("name") if isinstance(node, Mapping) else node
            for part in name if isinstance(name, list) else [name]:
                if isinstance(part, str):
                    yield unescape(part)


def read_json_ld(tree: HtmlElement) -> JsonLd:
    """What the page's scripts state; what cannot be read is left out."""
    nodes: list[Node] = []
    for script in tree.xpath('//script[contains(@type, "ld+json")]'):
        nodes += _nodes(_loaded(script.text or ""), _MOST_NODES - len(nodes))
    by_id: dict[str, Node] = {}
    for node in nodes:
        identity = node.get("@id")
        if isinstance(identity, str) and len(node) > 1:
            by_id.setdefault(identity, node)
    return JsonLd(
        articles=tuple(
            node for node in nodes if any(kind.endswith((*_ARTICLE_TYPES, _LIVE_BLOG)) for kind in types_of(node))
        ),
        named=tuple(node for node in nodes if "website" in types_of(node)),
        by_id=by_id,
    )


def types_of(node: Node) -> tuple[str, ...]:
    """A node's types in lower case."""
    stated = node.get("@type")
    return tuple(kind.lower() for kind in (stated if isinstance(stated, list) else [stated]) if isinstance(kind, str))


def text_of(node: Node, key: str) -> str | None:
    """A node's plain text under a key, without entities; the first of several."""
    stated = node.get(key)
    for value in stated if isinstance(stated, list) else [stated]:
        if isinstance(value, dict):
            value = value.get("@value")
        if isinstance(value, str) and value.strip():
            return unescape(value).strip()
    return None


def _loaded(script: str) -> object:
    if len(script) > _LONGEST_SCRIPT:
        return None
    bare = _WRAPPING.sub(" ", script)
    for attempt in (script, _strict(bare), _strict(unescape(bare))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _strict(loose: str) -> str:
    """JSON without comments and commas that nothing follows."""
    kept = _LOOSE.sub(lambda found: found.group() if found.group()[0] == '"' else " ", loose).strip().rstrip(";")
    # Taking a comment out may leave another comma without a follower.
    return _LOOSE.sub(lambda found: found.group() if found.group()[0] == '"' else " ", kept)


def _nodes(stated: object, most: int) -> list[Node]:
    """A document's own nodes, and those that they are about or hold as their graph; not those they merely mention."""
    nodes: list[Node] = []
    waiting = [stated]
    while waiting and len(nodes) < most:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            nodes.append(value)
            waiting += [value[key] for key in _LINKING if isinstance(value.get(key), (dict, list))]
    return nodes
