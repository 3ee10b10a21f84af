import pytest

from service.adapters.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbor company bought two of its rivals in 2023, officials said on Monday.", "en"),
        ("Le gouvernement a annoncé une hausse des prix en 2023.", "fr"),
        ("Die Hafengesellschaft hat im vergangenen Jahr zwei Konkurrenten gekauft.", "de"),
        ("中国的经济增长了很多", "zh"),
        ("Компания купила двух конкурентов в прошлом году", "ru"),
    ],
)
def test_a_clear_text_has_a_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Corvane bought Belmar",
        "Mohra is a ship.",
        "Dunmore is in Europe .",
        "12345 " * 20,
        "🎉" * 50,
        "\ud800" * 50,
    ],
)
def test_a_short_or_unclear_text_has_none(text: str) -> None:
    assert detect_language(text) is None
