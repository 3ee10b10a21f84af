"""How many raw HTML pages a minute `claimlink index` takes in: `python -m benchmarks.pages`."""

import argparse
import os
import resource
import subprocess
import sys
from html import escape
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.generated import generate_articles
from service.application.index_articles import ArticleDraft

_SENTENCES = 60
_MENU_ITEMS, _CARDS, _SCRIPT_LINES = 120, 30, 700


def main() -> None:
    """Generate pages, index their folder, and print pages a minute and the memory of the process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3_000)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        size = sum(write_page(pages, article) for article in _articles(arguments.pages))
        began = perf_counter()
        command = [sys.executable, "-m", "service.cli", "index", str(pages)]
        subprocess.run(command, env=_environment(Path(folder) / "data"), check=True)  # noqa: S603 - our own command
        seconds = perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"pages: {arguments.pages:,} of {size // arguments.pages // 1000} kB and {_SENTENCES} sentences")
    print(f"  {60 * arguments.pages / seconds:,.0f} pages a minute, {memory} MB at the most")


def write_page(folder: Path, article: ArticleDraft) -> int:
    """Write an article as a page with menus, cards, captions and scripts; its size in characters."""
    html = page_of(article)
    (folder / f"{article.id}.html").write_text(html, encoding="utf-8")
    return len(html)


def page_of(article: ArticleDraft) -> str:
    """The page of a generated article: two sentences a paragraph, a picture after every ninth."""
    random = Random(article.id)
    sentences = (article.text or "").split("\n\n")
    words = [word for sentence in sentences[:20] for word in sentence.rstrip(".").split()]
    title = escape(article.title or "")
    menu = "".join(f'<li><a href="/{item}">{random.choice(words)}</a></li>' for item in range(_MENU_ITEMS))
    paragraphs = [f"<p>{escape(' '.join(sentences[at : at + 2]))}</p>" for at in range(0, len(sentences), 2)]
    for at in range(9, len(paragraphs), 9):
        paragraphs[at] += f'<figure><img src="{at}.jpg"><figcaption>Photo: {random.choice(words)}</figcaption></figure>'
    cards = "".join(
        f'<div class="card"><a href="/x{card}"><h3>{" ".join(random.choices(words, k=7))}</h3></a></div>'
        for card in range(_CARDS)
    )
    script = "".join(f'var v{line}="{random.random()}";' for line in range(_SCRIPT_LINES))
    date = article.published.iso() if article.published else ""
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><script>{script}</script>'
        f'<meta property="article:published_time" content="{date}">'
        f'<meta property="og:site_name" content="{escape(article.outlet.name or "")}">'
        f'<link rel="canonical" href="{article.url}"></head><body><header><nav><ul>{menu}</ul></nav></header>'
        f"<main><article><h1>{title}</h1>{''.join(paragraphs)}</article><aside>{cards}</aside></main>"
        f"<footer>All rights reserved</footer><script>{script}</script></body></html>"
    )


def _environment(data_dir: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLAIMLINK_", "ELASTICSEARCH_"))}
    return {**kept, "CLAIMLINK_DATA_DIR": str(data_dir)}


def _articles(count: int) -> list[ArticleDraft]:
    return list(generate_articles(count * _SENTENCES, sentences_per_article=_SENTENCES))[:count]


if __name__ == "__main__":
    main()
