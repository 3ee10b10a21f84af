from datetime import date

import pytest

from service.domain.evidence import CheckVerdict
from service.domain.facts.compare import compare_dates, compare_quantities
from service.domain.facts.dates import find_dates
from service.domain.facts.quantities import find_quantities

AGREES, DIFFERS, UNSTATED = CheckVerdict.AGREES, CheckVerdict.DIFFERS, CheckVerdict.UNSTATED


@pytest.mark.parametrize(
    ("claim", "sentence", "verdict"),
    [
        ("90% of it", "90% of it", AGREES),
        ("90% of it", "about 90% of it", AGREES),
        ("about 90% of it", "90% of it", AGREES),
        ("90% of it", "70% of it", DIFFERS),
        ("about 70% of it", "nearly 70% of it", AGREES),
        ("less than 75% of it", "nearly 70% of it", AGREES),
        ("more than 70% of it", "nearly 70% of it", DIFFERS),
        ("more than 90% of it", "more than 70% of it", UNSTATED),
        ("more than 70% of it", "more than 90% of it", AGREES),
        ("more than 70% of it", "70% of it", DIFFERS),
        ("90% of it", "more than 70% of it", UNSTATED),
        ("about $2 million", "$1,982,400", AGREES),
        ("$2 million", "$1,982,400", AGREES),
        ("$2 million", "$1,882,400", DIFFERS),
        ("91% of it", "90% of it", DIFFERS),
        ("a 51-48 vote", "voted 51-48", AGREES),
        ("a 51-48 vote", "voted 97-1", DIFFERS),
        ("at least 10 boats", "12 boats", AGREES),
        ("$270,000 in all", "$250,000 to $300,000 in all", UNSTATED),
        ("90% of it", "$90 in all", None),
        ("9,000 members", "fell from 9,000 to 1,200", None),
        ("rose by 5%", "rose by 5% to 40%", AGREES),
        ("rose to $5 million", "rose by $5 million", None),
        ("fell by 300 jobs", "fell to 300 jobs", None),
        ("a third of it", "33% of it", AGREES),
        ("33.3% of it", "33.5% of it", DIFFERS),
        ("1.2 km long", "1,200 metres long", AGREES),
        ("two in five of them", "40% of them", AGREES),
        ("12 boats", "a dozen boats", AGREES),
        ("half of it", "50% of it", AGREES),
    ],
)
def test_quantities_are_compared_as_intervals(claim: str, sentence: str, verdict: CheckVerdict | None) -> None:
    asked, stated = find_quantities(claim)[0], find_quantities(sentence)[0]

    assert compare_quantities(asked, stated) is verdict


@pytest.mark.parametrize(
    ("claim", "sentence", "verdict"),
    [
        ("in 2023", "in 2023", AGREES),
        ("in 2023", "in March 2023", AGREES),
        ("in March 2023", "in 2023", UNSTATED),
        ("in 2022", "in 2023", DIFFERS),
        ("in 2023", "last year", AGREES),
        ("the fourth quarter of 2023", "the last quarter of 2023", AGREES),
        ("in June", "on June 3", AGREES),
        ("in June", "in July", DIFFERS),
        ("on Friday", "on Friday", AGREES),
        ("on Friday", "in 2023", None),
        ("in April 2024", "on Tuesday", AGREES),
        ("on 9 April 2024", "on Tuesday", AGREES),
        ("on 3 April 2024", "on Tuesday", DIFFERS),
        ("in March 2023", "on Tuesday", DIFFERS),
        ("in March 2024", "two weeks ago", UNSTATED),
    ],
)
def test_dates_are_compared_as_intervals(claim: str, sentence: str, verdict: CheckVerdict | None) -> None:
    asked, stated = find_dates(claim)[0], find_dates(sentence, date(2024, 4, 12))[0]

    assert compare_dates(asked, stated) is verdict
