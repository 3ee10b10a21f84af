"""What a scraped page says about who published its articles. Nothing is guessed."""

import re
from collections.abc import Iterable, Sequence

_NAME_WORD = r"(?:[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w’'&-]*(?:\.\w[\w’'&-]*)*|\d{1,3}(?!\d))"
_ARTICLE = r"(?:[Tt]he|[Ll][aeo]s?|[Ee]l|[Oo]s?|[Aa]s?|[Dd]er|[Dd]ie|[Dd]as|[Ii]l)"
_JOINT = r"(?:of|and|&|the|de|do|da|del|di|des|du|la|le|и)"
_NAME = rf"(?:{_ARTICLE}\s)?{_NAME_WORD}(?:\s(?:{_JOINT}\s){{0,2}}{_NAME_WORD}){{0,5}}"
_MEDIA = re.compile(
    r"\b(?:\w*(?:news|times|post|gazette|herald|tribune|daily|journal|press|observer|chronicle|courier|standard"
    r"|telegraph|mail|express"
    r"|guardian|independent|review|report|reporter|magazine|globe|echo|bulletin|monitor|dispatch|examiner"
    r"|inquirer|register|record|wire"
    r"|ledger|sentinel|beacon|argus|advertiser|advocate|weekly|radio|television|tv|media|broadcasting|online"
    r"|insider|today|hub|network"
    r"|star|sun|mirror|voice|world|blog|newswire|agency)"
    r"|correo|diario|jornal|folha|estado|gazeta|notícias|noticias|correio|tribuna|prensa|periódico|voz|heraldo"
    r"|mundo|país|nación|revista"
    r"|journal|gazette|monde|presse|dépêche|quotidien|zeitung|tageblatt|nachrichten|kurier|anzeiger|rundschau"
    r"|bote|corriere|gazzetta"
    r"|giornale|messaggero|stampa|новости|вести|газета|известия|правда|курьер|вестник|время|новини|вісті|правда"
    r"|час|صحيفة|جريدة|أخبار|الأخبار)\b",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(
    r"\b(?:gazette|herald|tribune|courier|chronicle|times|observer|telegraph|dispatch|examiner|inquirer|ledger"
    r"|sentinel|argus"
    r"|diario|jornal|correio|heraldo|gazeta|zeitung|tageblatt|kurier|corriere|gazzetta|газета|вестник|курьер)\b",
    re.IGNORECASE,
)
# Whom others quote; on a page that is not theirs, such a name is the source and not the publisher.
_AGENCIES = frozenset(
    """reuters, ap, afp, dpa, epa, efe, ansa, tass, upi, xinhua, pti, ani, ians, bloomberg, anadolu, interfax, kyodo,
    yonhap, lusa, belga, apa, ritzau, ntb, tt, associated press, the associated press, agence france-presse,
    press association, pa media, ria novosti, getty images""".replace("\n    ", " ").split(", ")
)
_SUFFIX = re.compile(r"\s*(?P<mark>\||›|»|::|•|·|—|–|-|/)\s*(?P<name>[^|›»•·:]{2,60})$")
_DASHES = frozenset("—–-/")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|&copy;|\bcopyright\b(?:\s*(?:©|\(c\)))?)\s*(?:copyright\s*)?(?:(?:19"
    r"|20)\d\d(?:\s*[-–—]\s*(?:(?:19|20)?\d\d|present))?)?"
    rf"\s*,?\s*(?:by\s+)?(?P<name>{_NAME})(?:\s*,?\s*(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_RIGHTS_TAIL = re.compile(
    r"[\s.,|]*(?:all rights? reserved|todos os direitos|todos los derechos|tous droits|alle rechte|tutti i"
    r" diritti|inc|ltd|llc|gmbh|s\.?a)?[\s.,]*$",
    re.I,
)
_AT_BYLINE = re.compile(rf"(?:,|\||–|—|-|\bfor\b|\bde\b|\bdo\b|\bda\b)\s*(?P<name>{_NAME})")
_ROLES = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|staff|contributor|journalist|columnist|analyst|chief|desk|bureau"
    r"|team|photographer"
    r"|producer|author|redação|redacción|rédaction|redaktion|redazione|newsroom)\b",
    re.IGNORECASE,
)
_ROLE = (
    r"(?:(?:staff|senior|chief|deputy|news|political|business|sports?|science|health|legal|foreign|city|data"
    r"|managing|investigative|culture"
    r"|education|environment|climate|technology|crime|local|features?|associate|general|assignment|affairs"
    r"|economics|diplomatic|defen[cs]e"
    r"|national|international|regional|transport|housing|full-time|award-winning|\w+-based)\s+){0,4}"
    r"(?:reporter|editor|writer|correspondent|journalist|columnist|contributor|producer|photographer|critic"
    r"|editor-in-chief|founder|publisher|intern)"
)
_WORKS_FOR = (
    re.compile(rf"\b[Bb]efore joining (?P<name>{_NAME})"),
    re.compile(rf"\b(?:has )?joined (?P<name>{_NAME})(?= (?:in|as|from|after)\b|[.,])"),
    re.compile(
        rf"\b(?:is|has been|as) (?:an?|the|our)\s+{_ROLE}(?: and {_ROLE})? (?:at|for|with|of|from) (?P<name>{_NAME})"
    ),
    re.compile(rf"\b(?:writes|reports|edits|covers [\w ,'’-]{{2,60}}|works) (?:for|at) (?P<name>{_NAME})"),
    re.compile(rf"\bis (?P<name>{_NAME})['’]s? {_ROLE}\b"),
)
_FREELANCE = re.compile(r"\bfreelanc", re.IGNORECASE)
_DESK = re.compile(r"\s*(?:desk|team|section|bureau|beat|magazine's)\b")
_NAME_KEY = re.compile(r"[\W_]+")


def outlet_of(
    *,
    title: str | None,
    bylines: Sequence[str],
    author_boxes: Sequence[str],
    rights: Iterable[str],
    top: Sequence[str],
    domain: str | None,
) -> str | None:
    """The name of the outlet that the page states for an article, None where it states none.

    `top` are the first short lines of the page, `rights` its copyright lines. A name after a dash in the title, an
    agency's name there or in a byline, and a line at the top are only believed where something else says the same.
    """
    suffix = _suffix(title)
    stated = [name for line in rights if (name := _rights_holder(line))]
    works_for = [name for box in author_boxes if (name := employer_in(box))]
    in_bylines = [name for line in bylines for name in _names_at(line)]
    weak = ([suffix[0]] if suffix else []) + in_bylines + [line.strip() for line in top]
    for name in weak:
        agreeing = next((other for other in [*works_for, *stated] if _same(name, other)), None)
        if agreeing or _is_domain_of(name, domain):
            return agreeing or name
    if suffix and not suffix[1] and not _is_agency(suffix[0]):
        return suffix[0]
    for name in [*works_for, *stated]:
        return name
    for name in in_bylines:
        if _MEDIA.search(name) and not _is_agency(name):
            return name
    for line in top[:3]:
        if _MASTHEAD.search(line) and 2 <= len(line.split()) <= 5 and line.split()[-1][:1].isupper():
            return line.strip()
    return None


def employer_in(box: str) -> str | None:
    """Where an author box says that its author works now."""
    text = box[:2000]
    if _FREELANCE.search(text[:200]):
        return None
    for pattern in _WORKS_FOR:
        found = pattern.search(text)
        if found and not _DESK.match(text, found.end()) and not _ROLES.fullmatch(found["name"]):
            return found["name"].rstrip(".,")
    return None


def _suffix(title: str | None) -> tuple[str, bool] | None:
    """The name after the last bar or dash of a title, and whether it was a dash."""
    found = _SUFFIX.search(title[-80:]) if title else None
    if not found or not title or not title[: -len(found.group())].strip():
        return None
    name, mark = found["name"].strip(), found["mark"]
    dashed = mark in _DASHES
    if dashed and not found.group()[0].isspace():
        return None
    return (name, dashed) if name[:1].isupper() or not name[:1].islower() else None


def _rights_holder(line: str) -> str | None:
    found = _RIGHTS.search(line[:400])
    if not found:
        return None
    name = _RIGHTS_TAIL.sub("", found["name"]).strip(" .,")
    return name if len(name) > 1 and name.casefold() not in {"all", "the", "all rights reserved", "copyright"} else None


def _names_at(byline: str) -> list[str]:
    return [
        found["name"].rstrip(".,")
        for found in _AT_BYLINE.finditer(byline[:300])
        if not _ROLES.search(found["name"]) and not any(char.isdecimal() for char in found["name"])
    ]


def _key(name: str) -> str:
    return _NAME_KEY.sub("", name.casefold().removeprefix("the "))


def _same(name: str, other: str) -> bool:
    return _key(name) == _key(other) != ""


def _is_agency(name: str) -> bool:
    return name.casefold().strip(" .") in _AGENCIES


def _is_domain_of(name: str, domain: str | None) -> bool:
    """Whether the domain is the name written in one word."""
    if not domain:
        return False
    key = _key(name)
    return len(key) > 2 and any(label.replace("-", "") in {key, f"the{key}"} for label in domain.split("."))
