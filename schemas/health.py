"""Whether the service runs and can answer."""

from marshmallow import fields

from schemas.base import ApiSchema, shown, shown_word


class LiveSchema(ApiSchema):
    """The process runs."""

    status = shown_word(["live"])


class ReadySchema(ApiSchema):
    """Store and verifier are there."""

    status = shown_word(["ready"])
    store = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True, metadata={"description": "Kind and versions."}
    )
    verifier = shown(fields.String, description="Changes whenever verdicts may.")
