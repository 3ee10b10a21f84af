"""Which articles count: the filters of evidence requests and of the list of articles."""

from typing import Any

from marshmallow import ValidationError, fields

from schemas.articles import ArticleId
from schemas.base import Parsed, Text, TrueOrFalse, Values, parse_language
from service.application.ports import ArticleFilter
from service.domain.address import parse_domain
from service.domain.outlet import outlet_name_key
from service.domain.published import PublishedDate, parse_published
from service.settings import Limits

_OUTLETS = (
    "Outlet names, in any case, or domains; bbc.co.uk holds news.bbc.co.uk. One that the server's outlets file knows "
    "stands for all its names and domains."
)
_FROM = "Inclusive, in UTC; 2024-04 starts with 2024-04-01. An article of 2024 counts as of 2024-01-01."
_TO = "Inclusive, in UTC; 2024-04 ends with 2024-04-30. An article of 2024 counts as of 2024-01-01."


def filter_fields(limits: Limits, *, in_query: bool = False) -> dict[str, fields.Field[Any]]:
    """The fields of a filter, by the name under which `article_filter` reads them.

    In a query a list is its singular, repeated: outlet=A&outlet=B.
    """

    def values(singular: str, item: fields.Field[Any], **metadata: Any) -> Values:
        data_key = singular if in_query else None
        return Values(item, most=limits.filter_values, load_default=list, data_key=data_key, metadata=metadata)

    def date(**metadata: Any) -> Parsed:
        return Parsed(parse_published, max_chars=40, load_default=None, allow_none=True, metadata=metadata)

    def name() -> Text:
        return Text(max_chars=limits.title_chars)

    return {
        "outlets": values("outlet", name(), description=_OUTLETS),
        "exclude_outlets": values("exclude_outlet", name(), description=_OUTLETS),
        "domains": values("domain", Parsed(parse_domain)),
        "exclude_domains": values("exclude_domain", Parsed(parse_domain)),
        "published_from": date(description=_FROM),
        "published_to": date(description=_TO),
        "include_undated": TrueOrFalse(in_query=in_query, load_default=True),
        "languages": values("language", Parsed(parse_language, max_chars=80), description="en also takes en-GB."),
        "article_ids": values("article_id", ArticleId()),
    }


def article_filter(loaded: dict[str, Any]) -> ArticleFilter:
    """Take the fields of a filter out of `loaded`; raises ValidationError for dates in the wrong order."""
    published_from: PublishedDate | None = loaded.pop("published_from")
    published_to: PublishedDate | None = loaded.pop("published_to")
    if published_from and published_to and published_from.start >= published_to.end:
        raise ValidationError("must not be before published_from", "published_to")
    return ArticleFilter(
        outlets=tuple(outlet_name_key(outlet) for outlet in loaded.pop("outlets")),
        exclude_outlets=tuple(outlet_name_key(outlet) for outlet in loaded.pop("exclude_outlets")),
        domains=tuple(loaded.pop("domains")),
        exclude_domains=tuple(loaded.pop("exclude_domains")),
        published_from=published_from.start if published_from else None,
        published_before=published_to.end if published_to else None,
        include_undated=loaded.pop("include_undated"),
        languages=tuple(loaded.pop("languages")),
        article_ids=tuple(loaded.pop("article_ids")),
    )
