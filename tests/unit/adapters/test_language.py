import pytest

from service.adapters.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbor company bought two of its rivals in 2023, officials said on Monday.", "en"),
        ("Le gouvernement a annoncé une hausse des prix en 2023.", "fr"),
        ("Die Hafengesellschaft hat im vergangenen Jahr zwei Konkurrenten gekauft.", "de"),
        ("Tickets for the tram, said its owner, Corvane Holdings, are cheap.", "en"),
        ("O jornal The Harbour Gazette informou nesta quinta-feira que o governo vai comprar navios.", "pt"),
        ("O porto recebeu 40% mais navios e mercadorias durante o ano de 2023.", "pt"),
        ("De krant schrijft dat het bedrijf of de eigenaar in de zomer was verkocht.", "nl"),
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
        "The and of the and of.",
        "Deadline for advance registration discount: 1 October 2019",
        "v1/comments/context/eaf17efe/comment/1339378542666/b56a/8d2b/88cb/4877",
        "12345 " * 20,
        "🎉" * 50,
        "\ud800" * 50,
    ],
)
def test_a_short_or_unclear_text_has_none(text: str) -> None:
    assert detect_language(text) is None
