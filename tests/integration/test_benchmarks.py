import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.generated import generate_articles, generate_claims
from benchmarks.measure import Percentiles, percentiles

ROOT = Path(__file__).parents[2]


def test_the_short_form_measures_ingestion_requests_and_the_raw_engine() -> None:
    command = [sys.executable, "-m", "benchmarks", "--sentences", "2000", "--claims", "10", "--store", "embedded"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)

    for line in ("ingestion: ", "candidates a claim: ", "evidence over HTTP", "raw coverage query", "raw BM25 query"):
        assert line in done.stdout


def test_the_short_form_of_the_pages_benchmark_indexes_every_page() -> None:
    command = [sys.executable, "-m", "benchmarks.pages", "--pages", "20"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)

    assert "20 created, 0 updated, 0 unchanged, 0 refused" in done.stdout
    assert "pages a minute" in done.stdout


def test_the_same_seed_generates_the_same_articles_and_claims() -> None:
    first, second = (list(generate_articles(200, seed=3)) for _ in range(2))

    assert first == second
    assert generate_claims(200, 5, seed=3) == generate_claims(200, 5, seed=3)
    assert len(first) == 8


def test_percentiles_are_measured_values_by_nearest_rank() -> None:
    assert percentiles([float(value) for value in range(1, 101)]) == Percentiles(50.0, 95.0, 99.0)
    assert percentiles([7.0]) == Percentiles(7.0, 7.0, 7.0)
    with pytest.raises(ValueError, match="no measurements"):
        percentiles([])
