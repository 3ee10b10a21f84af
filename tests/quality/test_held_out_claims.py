"""How the service does on invented news that nothing was fitted on; floors a little under what is reached."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.domain.evaluation import Figures
from tests.quality.gold import evaluated, stored

CLAIMS = Path(__file__).parent / "claims"
CLAIMED_AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    with stored(tmp_path_factory.mktemp("data"), articles=[CLAIMS / "held_out.articles.jsonl"]) as collection:
        return evaluated(*collection, [CLAIMS / "held_out.claims.jsonl"], claimed_at=CLAIMED_AT, most_errors=0)


def test_supports_are_precise_and_found(figures: Figures) -> None:
    assert figures.supports is not None
    counts = figures.supports.counts

    assert (counts.precision.value or 0) >= 0.72
    assert (counts.recall.value or 0) >= 0.4


def test_claims_without_support_get_little(figures: Figures) -> None:
    assert figures.supports is not None

    assert figures.supports.returned_without <= 28


def test_a_wrong_refutation_is_rare(figures: Figures) -> None:
    assert figures.refutes is not None

    assert figures.refutes.counts.right >= 8
    assert figures.refutes.counts.wrong <= 12
