"""Names of people, organisations and places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name as stated: text[start:end], with the key under which its other forms meet it ("Chinese" = china)."""

    text: str
    start: int
    end: int
    key: str
