"""Copies as an answer lists them: the same sentence in other articles within the filters."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.application.kept_answers import CopyGroup, RankedRow
from service.domain.evidence import Candidate, SentenceKey
from service.domain.outlet import Outlet, OutletRegistry
from service.domain.sources import Carried, origin

MOST_COPIES = 100
"""How many copies an item lists at the most: a page of a wire story in 10,000 articles stays a page."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The same sentence in another article; `is_origin` where that is where it comes from."""

    key: SentenceKey
    outlet: Outlet
    is_origin: bool


def listed_groups(
    groups: Iterable[Sequence[Candidate]],
    wanted: Collection[SentenceKey],
    carried: Callable[[Candidate], Carried],
    known: OutletRegistry,
) -> tuple[tuple[CopyGroup, ...], dict[SentenceKey, int]]:
    """The groups that hold a wanted sentence, and for each of their sentences its group's place among them.

    A group has of its sentences what can be listed: the origin first, then by date, undated ones last.
    """
    listed: list[CopyGroup] = []
    places: dict[SentenceKey, int] = {}
    for group in groups:
        if not any(member.key in wanted for member in group):
            continue
        source = origin([carried(member) for member in group], known)
        members = sorted(group, key=lambda member: (member.key != source, *_by_date(member)))
        places.update((member.key, len(listed)) for member in members)
        listed.append(CopyGroup(tuple(member.key for member in members[: MOST_COPIES + 1]), source))
    return tuple(listed), places


def copies_of(
    row: RankedRow, groups: Sequence[CopyGroup], standing: Mapping[SentenceKey, Candidate]
) -> tuple[Copy, ...]:
    """The copies of a ranked sentence that stand, its article's own sentences left out."""
    if row.copy_group is None:
        return ()
    group = groups[row.copy_group]
    return tuple(
        Copy(key, standing[key].header.outlet, key == group.origin)
        for key in group.members
        if key.article_id != row.key.article_id and key in standing
    )[:MOST_COPIES]


def _by_date(candidate: Candidate) -> tuple[bool, float, int, str, int]:
    published, key = candidate.header.published, candidate.key
    if published is None:
        return True, 0.0, 0, key.article_id, key.position
    return False, published.start.timestamp(), published.coarseness, key.article_id, key.position
