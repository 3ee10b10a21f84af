"""Candidate queries as trees of term queries; nothing a caller writes ever meets a query parser. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query, Schema, SchemaBuilder

from service.domain.retrieval import split_optional
from service.domain.terms import WeightedTerm

UNDATED = 0


def build_schema() -> Schema:
    """The index over sentences: what a query needs, and of the sentence its number alone."""
    return (
        SchemaBuilder()
        .add_unsigned_field("sentence", fast=True)
        .add_unsigned_field("version", indexed=True)
        .add_unsigned_field("outlet", indexed=True)
        .add_unsigned_field("published", fast=True)
        .add_text_field("language", tokenizer_name="raw", index_option="basic")
        .add_text_field("term", tokenizer_name="raw", index_option="basic")
        .build()
    )


SCHEMA = build_schema()


def published_value(micros: int | None) -> int:
    """A date's value in the index; UNDATED where there is none."""
    return UNDATED if micros is None else micros + 1


@dataclass(frozen=True, slots=True)
class IndexFilter:
    """An article filter in the index's own values; None does not restrict, an empty tuple matches nothing.

    Outlets and versions are the store's numbers, `no_version` those that no reader must see. `published_from` is
    inclusive, `published_before` exclusive, both as `published_value`.
    """

    any_outlet: tuple[tuple[int, ...], ...] = ()
    no_outlet: tuple[int, ...] = ()
    versions: tuple[int, ...] | None = None
    no_version: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    published_from: int | None = None
    published_before: int | None = None
    include_undated: bool = True


def candidate_query(terms: Sequence[WeightedTerm], floor: int, restriction: IndexFilter) -> Query:
    """Sentences with a needed term within the filter, scored by the weights they hold; `terms` come lightest first.

    The scores are sums of whole numbers and exact in 32-bit floats below 2**24. Some sentences score below the floor.
    """
    optional, needed = split_optional(terms, floor)
    clauses = [(Occur.Must, Query.boolean_query([(Occur.Should, _weighted(term)) for term in needed]))]
    clauses += [(Occur.Should, _weighted(term)) for term in optional]
    clauses += _filter_clauses(restriction)
    return Query.boolean_query(clauses)


def version_query(version: int) -> Query:
    """Every sentence of a version. A term query: deleting by term finds nothing in number fields."""
    return Query.term_query(SCHEMA, "version", version)


def _weighted(term: WeightedTerm) -> Query:
    return Query.const_score_query(_text_query("term", term.term), float(term.weight))


def _text_query(field: str, value: str) -> Query:
    return Query.term_query(SCHEMA, field, value, index_option="basic")


def _filter_clauses(restriction: IndexFilter) -> list[tuple[Occur, Query]]:
    required = [_number_set("outlet", outlets) for outlets in restriction.any_outlet]
    if restriction.versions is not None:
        required.append(_number_set("version", restriction.versions))
    if restriction.languages:
        required.append(_any_of([_text_query("language", language) for language in restriction.languages]))
    if (dates := _date_query(restriction)) is not None:
        required.append(dates)
    clauses = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in required]
    for field, refused in (("outlet", restriction.no_outlet), ("version", restriction.no_version)):
        if refused:
            clauses.append((Occur.MustNot, _number_set(field, refused)))
    return clauses


def _date_query(restriction: IndexFilter) -> Query | None:
    bounded = restriction.published_from is not None or restriction.published_before is not None
    if not bounded and restriction.include_undated:
        return None
    first = UNDATED + 1 if restriction.published_from is None else restriction.published_from
    last = None if restriction.published_before is None else restriction.published_before - 1
    dated = _published_between(first, last)
    return dated if not restriction.include_undated else _any_of([dated, _published_between(UNDATED, UNDATED)])


def _published_between(first: int, last: int | None) -> Query:
    if last is not None and last < first:
        return Query.empty_query()
    return Query.range_query(SCHEMA, "published", FieldType.Unsigned, lower_bound=first, upper_bound=last)


def _number_set(field: str, numbers: Sequence[int]) -> Query:
    if not numbers:
        return Query.empty_query()
    return Query.term_set_query(SCHEMA, field, numbers)


def _any_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])
