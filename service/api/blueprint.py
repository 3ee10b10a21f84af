"""flask-smorest's blueprint with types, strict reading and one error shape."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, NoReturn, TypeVar, cast
from urllib.parse import unquote_to_bytes

from flask import Request, Response, request
from flask_smorest import Blueprint  # type: ignore[import-untyped]  # it comes without type hints
from marshmallow import RAISE, Schema, ValidationError
from marshmallow.fields import List
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest

from schemas.problems import ProblemSchema
from schemas.refusals import invalid_input
from service.api.payload import read_json
from service.api.problem_types import ProblemType
from service.api.problems import PROBLEM_JSON

View = TypeVar("View", bound=Callable[..., Response])


class RequestParser(FlaskParser):
    """Reads bodies strictly, refuses unknown parameters, and raises InvalidInput for what a schema refuses."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012 - webargs declares it so
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": RAISE,
    }

    def load_json(self, req: Request, schema: Schema) -> Any:  # noqa: ARG002 - webargs' signature
        """The body as Python values."""
        return read_json(req)

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """The parameters; werkzeug would pass bytes that are no UTF-8 on as other characters."""
        try:
            unquote_to_bytes(req.query_string).decode()
        except UnicodeDecodeError as error:
            raise BadRequest("the query is not percent-encoded UTF-8") from error
        lists = {field.data_key or name for name, field in schema.load_fields.items() if isinstance(field, List)}
        repeated = [name for name, values in req.args.lists() if len(values) > 1 and name not in lists]
        if repeated:
            raise ValidationError(dict.fromkeys(repeated, "must be given once"))
        return super().load_querystring(req, schema)

    def handle_error(
        self,
        error: ValidationError,
        req: Request,  # noqa: ARG002 - webargs' signature
        schema: Schema,  # noqa: ARG002 - as above
        *,
        error_status_code: int | None,  # noqa: ARG002 - as above
        error_headers: Mapping[str, str] | None,  # noqa: ARG002 - as above
    ) -> NoReturn:
        """Raise InvalidInput; webargs puts the messages under the name of their location."""
        [messages] = dict(error.messages_dict).values()
        raise invalid_input(messages) from error


class ApiBlueprint(Blueprint):  # type: ignore[misc]  # flask-smorest comes without type hints
    """Endpoints of one resource. A view takes the loaded arguments and returns a Response."""

    ARGUMENTS_PARSER = RequestParser()

    def endpoint(self, method: str, rule: str, **documentation: Any) -> Callable[[View], View]:
        """Serve a view at `rule`; its docstring is its documentation."""
        decorator: Callable[[View], View] = self.route(rule, methods=[method], **documentation)
        return decorator

    def takes(
        self, schema: Schema | type[Schema], location: str = "json", **documentation: Any
    ) -> Callable[[View], View]:
        """Load a part of the request (json, query or headers) and pass it to the view."""
        decorator: Callable[[View], View] = self.arguments(schema, location=location, **documentation)
        return decorator

    def takes_at_most(self, most_bytes: int) -> Callable[[View], View]:
        """Answer 413 to a longer body, unread; stands above what takes the body."""

        def decorate(view: View) -> View:
            @wraps(view)
            def bounded(*args: Any, **kwargs: Any) -> Response:
                request.max_content_length = most_bytes
                return view(*args, **kwargs)

            return cast(View, bounded)

        return decorate

    def takes_no_query(self, view: View) -> View:
        """Refuse every parameter, as an endpoint with a query refuses those that it does not know."""

        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Response:
            if request.args:
                raise invalid_input(dict.fromkeys(request.args, "is not a parameter here; none is allowed"))
            return view(*args, **kwargs)

        return cast(View, checked)

    def documented(self, **documentation: Any) -> Callable[[View], View]:
        """Add to what the decorators say of themselves."""
        decorator: Callable[[View], View] = self.doc(**documentation)
        return decorator

    def answers(
        self, status: int, schema: type[Schema] | dict[str, Any] | None, description: str, **documentation: Any
    ) -> Callable[[View], View]:
        """Document an answer."""
        decorator: Callable[[View], View] = self.alt_response(
            status, schema=schema, description=description, success=True, **documentation
        )
        return decorator

    def fails_with(self, *kinds: ProblemType) -> Callable[[View], View]:
        """Document the problems that the view may be answered with."""

        def decorate(view: View) -> View:
            for status in sorted({kind.status for kind in kinds}):
                names = ", ".join(kind.slug for kind in kinds if kind.status == status)
                headers = {"Retry-After": {"schema": {"type": "integer"}}} if status in {409, 503} else None
                view = self.alt_response(
                    status,
                    schema=ProblemSchema,
                    content_type=PROBLEM_JSON,
                    description=f"{HTTPStatus(status).phrase}: {names}",
                    headers=headers,
                )(view)
            return view

        return decorate
