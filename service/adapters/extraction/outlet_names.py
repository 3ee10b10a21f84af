"""Which of the names on a page is that of the outlet that published it."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from service.adapters.extraction.json_ld import text_of
from service.adapters.extraction.metadata import Statements, one_line
from service.adapters.extraction.statements import outlet_of
from service.domain.address import domain_of

_LONGEST_NAME = 100
# Names that publishing systems and templates give every site.
_GENERIC_NAMES = """
    homepage|home|home page|wordpress|my wordpress|just another wordpress site|blog|my blog|website|my site|site
    site name|your site name|index|untitled|welcome|front page|start|startseite|inicio|início|accueil|главная
    الرئيسية|default|admin|localhost|wix|blogger|blogspot|medium|null|undefined|none|n/a|article|articles|press release
    news|the news|google news|breaking news|latest news|новости|noticias|notícias|actualités|nachrichten|أخبار
"""
_GENERIC = frozenset(name.strip() for line in _GENERIC_NAMES.splitlines() for name in line.split("|"))
_DOMAIN_LIKE = re.compile(r"(?:https?://|//|www\.)\S*|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}/?")
_SEPARATOR = re.compile(r"\s+[|\-–—·•»«:/]+\s+|\s*[|»]\s*|:\s+|\s*::\s*")
_ARTICLE_WORDS = frozenset(("the", "a", "an", "o", "la", "le", "el", "der", "die", "das", "il", "os"))


def title_parts(title: str) -> tuple[str, ...]:
    """A document title whole, and what stands before and after each of its separators, the longer parts first."""
    cuts = [(found.start(), found.end()) for found in _SEPARATOR.finditer(title)][:12]
    parts = [part for start, end in cuts for part in (title[:start].strip(), title[end:].strip()) if part]
    return (title, *sorted(set(parts), key=lambda part: (-len(part), part)))


def title_suffix(document_title: str | None, title: str | None) -> str | None:
    """What a document title says besides the article's own title."""
    if not document_title or not title:
        return None
    for start, end in ((found.start(), found.end()) for found in _SEPARATOR.finditer(document_title)):
        before, after = document_title[:start].strip(), document_title[end:].strip()
        if name_key(before) == name_key(title):
            return after
        if name_key(after) == name_key(title):
            return before
    return None


def name_key(text: str) -> str:
    """Letters and digits alone, in the form in which two spellings of a name or a title are the same."""
    folded = unicodedata.normalize("NFKD", text[:500]).casefold()
    return "".join(char for char in folded if char.isalnum())


def outlet_name(
    statements: Statements,
    *,
    domain: str | None,
    title: str | None,
    bylines: Sequence[str],
    author_boxes: Sequence[str],
    rights: Sequence[str],
    shown: Collection[str],
    publishers: Iterable[str],
) -> str | None:
    """The publishing site's name as the page states it, None where it states none.

    `publishers` are those that the article's JSON-LD or microdata names, `shown` the name keys of the page's short
    visible texts. A name that fits the site's domain goes before one that does not: a syndicated article names
    the agency as its publisher.
    """
    strong = [*statements.meta("og:site_name", "application-name"), *_site_names(statements)]
    credited = list(publishers)
    suffixes = list(_suffixes(statements, title))
    weak = [name for name in suffixes if name_key(name) in shown]
    accounts = [name.lstrip("@") for name in statements.meta("twitter:site") if name.startswith("@")]
    fallback = list(statements.meta("dc.publisher", "dcterms.publisher", "apple-mobile-web-app-title", "copyright"))
    parts = title_parts(statements.document_title or "")[1:]
    named = [*strong, *credited, *suffixes, *fallback, *reversed(parts)]
    fitting = [name for name in named if fits_domain(name, domain)]
    own = [name for name in credited if not _is_agency(statements, name, domain)]
    written = outlet_of(
        title=statements.document_title,
        bylines=bylines,
        author_boxes=author_boxes,
        rights=rights,
        top=(),
        domain=domain,
    )
    for names in (_spelled_out(strong), fitting, own, weak, [written] if written else [], fallback, strong):
        for name in names:
            tidy = one_line(name, longest=_LONGEST_NAME)
            if tidy and not _is_generic(tidy) and (names is strong or not _DOMAIN_LIKE.fullmatch(tidy.lower())):
                return tidy
    return next((name for name in accounts if fits_domain(name, domain) and " " in name), None)


def fits_domain(name: str, domain: str | None) -> bool:
    """Whether a site of this domain may bear the name: one holds the other, or the name's initials.

    >>> fits_domain("The Harbour Gazette", "news.harbourgazette.example")
    True
    """
    if not domain:
        return False
    labels = ["".join(char for char in label if char.isalnum()) for label in domain.split(".")[:-1]]
    words = [name_key(word) for word in name.split()]
    own = [word for word in words if word and word not in _ARTICLE_WORDS]
    for key in {"".join(words), "".join(own)}:
        if len(key) > 2 and any(
            (key in label and 3 * len(key) >= len(label))
            or (len(label) > 2 and label in key and 2 * len(label) >= len(key))
            for label in labels
        ):
            return True
    initials = {"".join(word[0] for word in each if word) for each in (words, own)}
    return any(len(each) > 2 and each in labels for each in initials)


def _spelled_out(names: Iterable[str]) -> list[str]:
    return [name for name in names if not _DOMAIN_LIKE.fullmatch(name.strip().lower())]


def _site_names(statements: Statements) -> Iterator[str]:
    for node in statements.json_ld.named:
        if name := text_of(node, "name"):
            yield name
    for article in statements.json_ld.articles:
        part_of = statements.json_ld.resolved(article.get("isPartOf"))
        if isinstance(part_of, dict) and "website" in str(part_of.get("@type")).lower():
            yield from statements.json_ld.names(part_of)


def _suffixes(statements: Statements, title: str | None) -> Iterator[str]:
    whole = statements.document_title
    suffix = title_suffix(whole, title)
    if suffix is None:
        return
    pieces = [piece.strip() for piece in _SEPARATOR.split(suffix)]
    yield suffix
    yield from reversed([piece for piece in pieces if piece and piece != suffix])


def _is_agency(statements: Statements, name: str, domain: str | None) -> bool:
    """Whether a publisher that JSON-LD names is whom the article comes from: its author too, or of another domain."""
    for article in statements.json_ld.articles:
        if name in set(statements.json_ld.names(article.get("author"))):
            return True
        publisher = statements.json_ld.resolved(article.get("publisher"))
        if isinstance(publisher, dict) and domain:
            address = text_of(publisher, "url")
            other = domain_of(address)
            if other and not (other.endswith(domain) or domain.endswith(other)):
                return True
    return False


def _is_generic(name: str) -> bool:
    return name.casefold().strip(" .!-|") in _GENERIC or not any(char.isalpha() for char in name)
