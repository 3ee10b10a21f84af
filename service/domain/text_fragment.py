"""Links that scroll a browser to a quoted sentence (WICG Scroll To Text Fragment)."""

from urllib.parse import quote

_WHOLE_QUOTE_MAX_WORDS = 12
_EDGE_WORDS = 5


def text_fragment_url(url: str, sentence: str) -> str:
    """The page's URL with a text directive: the whole sentence where short, else its first and last words.

    A fragment that the URL already has is replaced.
    """
    words = sentence.split()
    if len(words) <= _WHOLE_QUOTE_MAX_WORDS:
        directive = _encode(" ".join(words))
    else:
        directive = f"{_encode(' '.join(words[:_EDGE_WORDS]))},{_encode(' '.join(words[-_EDGE_WORDS:]))}"
    return f"{url.partition('#')[0]}#:~:text={directive}"


def _encode(text: str) -> str:
    # The directive's own syntax uses "-" and ","; quote() leaves "-" alone.
    return quote(text, safe="", errors="replace").replace("-", "%2D")
