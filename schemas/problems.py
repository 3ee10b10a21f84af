"""The one shape of every error (RFC 9457)."""

from marshmallow import fields

from schemas.base import ApiSchema, shown, shown_list


class FieldErrorSchema(ApiSchema):
    """One refused value."""

    pointer = shown(fields.String, description="JSON pointer into the body; /name for a parameter or header.")
    detail = shown(fields.String, description="What is allowed there.")


class ProblemSchema(ApiSchema):
    """An error: application/problem+json."""

    type = shown(fields.String, description="Path of the page on this service that explains the problem.")
    title = shown(fields.String)
    status = shown(fields.Integer)
    detail = shown(fields.String)
    instance = shown(fields.String, description="Path of the request.")
    request_id = shown(fields.String)
    errors = shown_list(FieldErrorSchema)
