"""How the verifier does on public sets kept for tuning, each row on its own; floors a little under what is reached."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from rich.console import Console

from service.application.evaluate import evaluate_rows
from service.commands.evaluating import Evaluation, evaluation_tables
from service.commands.labelled import read_rows
from service.domain.evaluation import Figures, figures_of
from service.settings import Limits, Settings
from service.wiring import build_services
from tests.quality.gold import SHARED, needs_gold

pytestmark = needs_gold

CLAIMED_AT = datetime(2025, 1, 1, tzinfo=UTC)


def best_f1(figures: Figures) -> float:
    assert figures.ranking is not None
    return figures.ranking.best_f1


def supported_or_not(figures: Figures) -> float:
    assert figures.documents is not None
    return figures.documents.supported.value or 0


@pytest.mark.parametrize(
    ("name", "most", "figure", "floor"),
    [
        ("fever_symmetric.dev", None, supported_or_not, 0.74),
        ("nli_small.rte_dev", None, supported_or_not, 0.69),
        ("checkcovid.dev", None, best_f1, 0.18),
        ("superpal_mn.dev", None, best_f1, 0.45),
        ("fm2.dev", 200, best_f1, 0.2),
        ("wice.claim_dev", 100, best_f1, 0.3),
    ],
)
def test_a_public_set_is_judged_as_well_as_before(
    name: str, most: int | None, figure: Callable[[Figures], float], floor: float
) -> None:
    services = build_services(Settings())
    rows = read_rows(SHARED / "data" / "dev" / f"{name}.jsonl.gz", Limits(), most=most)

    judged = list(evaluate_rows(services, rows, claimed_at=CLAIMED_AT))

    Console(width=120).print(
        evaluation_tables(Evaluation(judged, services.verifier.version, CLAIMED_AT), most_errors=0)
    )
    assert figure(figures_of(judged)) >= floor
