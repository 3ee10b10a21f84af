"""What may stand in a path."""

from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter

from schemas.articles import ARTICLE_ID_PATTERN


class ArticleIdConverter(BaseConverter):
    """An article's id. `bulk` is none, so that its path takes POST alone; what no id can be is not found later."""

    regex = "(?!bulk$)[^/]+"


class PositionConverter(BaseConverter):
    """A sentence's position: up to nine digits, within what every store can count."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)


PATH_SCHEMAS: dict[type[BaseConverter], dict[str, Any]] = {
    ArticleIdConverter: {"type": "string", "pattern": ARTICLE_ID_PATTERN},
    PositionConverter: {"type": "integer", "minimum": 0, "maximum": 999_999_999},
}


def register_converters(app: Flask) -> None:
    """Let rules say <article_id:...> and <position:...>."""
    app.url_map.converters["article_id"] = ArticleIdConverter
    app.url_map.converters["position"] = PositionConverter
