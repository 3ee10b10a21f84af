"""Raw pages, feeds and archives from files into a real store."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.integration.test_cli import environment, exported, run

__all__ = ["environment"]

SENTENCES = (
    "The harbour of Ondal handled 4.1 million tonnes of grain in 2023, the port council said on Friday. "
    "That was 40% more than a year before, when a drought had kept the barges away. "
    "The council expects another record this year and plans two new cranes on the eastern quay."
)


def page(title: str, text: str = SENTENCES, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">{head}'
        f"</head><body><nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Shipping</a></li></ul></nav>"
        f"<article><h1>{title}</h1><p>{text}</p><p>The barges of {title} wait at the lock, said Ida Holm.</p></article>"
        f"<footer>All rights reserved</footer></body></html>"
    )


def report_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


class TestFiles:
    def test_pages_in_a_folder_are_stored_without_their_menus(self, tmp_path: Path) -> None:
        folder = tmp_path / "pages"
        folder.mkdir()
        (folder / "a.html").write_text(page("Grain returns"))
        (folder / "b.htm.gz").write_bytes(gzip.compress(page("Timber returns").encode()))
        (folder / "c.txt").write_text(
            f"Home | Shipping | Contact\n\nCoal returns\n\n{SENTENCES}\n\nAll rights reserved\n"
        )
        (folder / "d.xml").write_text("<rss/>")

        result = run("index", folder)

        assert (result.exit_code, result.stdout) == (0, "3 created, 0 updated, 0 unchanged, 0 refused\n")
        for article in exported():
            assert SENTENCES[:90] in article["text"]
            assert "Shipping" not in article["text"]
            assert "rights" not in article["text"]

    def test_what_is_stated_goes_before_what_a_page_says(self, tmp_path: Path) -> None:
        head = '<meta property="og:site_name" content="The Bell">'
        (tmp_path / "a.html").write_text(page("Grain returns", head=head))

        run(
            "index", tmp_path / "a.html", "--outlet-name", "Ondal Courier", "--published", "2024-04", "--language", "en"
        )

        [article] = exported()
        assert (article["outlet"]["name"], article["published_at"], article["language"]) == (
            "Ondal Courier",
            "2024-04",
            "en",
        )

    def test_nothing_is_stated_that_nobody_stated(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(page("Grain returns"))

        run("index", tmp_path / "a.html")

        [article] = exported()
        assert not {"outlet", "published_at", "url"} & set(article)

    def test_bytes_in_an_encoding_of_old_are_read_as_the_page_says(self, tmp_path: Path) -> None:
        text = page("Café", "The café “Zur Börse” in Ondal sold 1,200 cups of coffee on Friday, its owner said.")
        (tmp_path / "a.html").write_bytes(text.replace("<head>", '<head><meta charset="cp1252">').encode("cp1252"))

        run("index", tmp_path / "a.html")

        assert "The café “Zur Börse” in Ondal" in exported()[0]["text"]

    def test_what_cannot_be_a_page_is_refused_with_the_reason(self, tmp_path: Path) -> None:
        folder = tmp_path / "pages"
        folder.mkdir()
        (folder / "bomb.html.gz").write_bytes(gzip.compress(bytes(50_000_000)))
        (folder / "cut.html.gz").write_bytes(gzip.compress(page("x").encode())[:-20])
        (folder / "empty.html").write_text("")
        (folder / "latin.txt").write_bytes(b"Caf\xe9 in Ondal.")
        (folder / "menu.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
        (folder / "ok.html").write_text(page("Grain returns"))

        result = run("index", folder, "--report", tmp_path / "report")

        assert result.exit_code == 1
        assert result.stdout == "1 created, 0 updated, 0 unchanged, 5 refused\n"
        reasons = {
            Path(row["source"]).name: row.get("reason", row["outcome"]) for row in report_rows(tmp_path / "report")
        }
        assert reasons == {
            "bomb.html.gz": "too_large",
            "cut.html.gz": "broken",
            "empty.html": "invalid",
            "latin.txt": "broken",
            "menu.html": "no_article",
            "ok.html": "stored",
        }

    def test_the_report_names_every_article(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(page("Grain returns"))

        run("index", tmp_path / "a.html", "--report", tmp_path / "report")

        [row] = report_rows(tmp_path / "report")
        [article] = exported()
        assert row["articles"] == [{"id": article["id"], "status": "created"}]
        assert row["discarded"] > 0

    @pytest.mark.parametrize("source", ["ftp://gazette.example/a", "http://", "http://127.1/", "picture.png"])
    def test_what_is_no_source_is_one_line(self, source: str) -> None:
        result = run("index", source)

        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--published", "soon"), "/published_at: "),
            (("--language", "English!"), "/language: "),
            (("--outlet-domain", "no domain"), "/outlet/domain: "),
            (("--since", "soon"), "--since"),
            (("--report", "/none/report"), "cannot be written"),
        ],
    )
    def test_an_option_that_is_wrong_is_said_before_anything_is_read(
        self, tmp_path: Path, options: tuple[str, ...], said: str
    ) -> None:
        result = run("index", tmp_path, *options)

        assert result.exit_code != 0
        assert said in result.stderr


class TestFeedsWithoutFetching:
    FEED = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>Harbour Gazette</title><link>https://gazette.example/</link>
    <item><title>Grain returns</title><link>/grain</link><pubDate>Fri, 12 Apr 2024 09:30:00 GMT</pubDate>
    <content:encoded><![CDATA[<p>{SENTENCES}</p>]]></content:encoded></item>
    <item><title>Timber</title><link>/timber</link><description>Timber returns too.</description></item>
    <item><title>Old</title><link>/old</link><pubDate>Fri, 12 Apr 2019 09:30:00 GMT</pubDate></item>
    <item><title>Grain returns</title><link>/grain?utm_source=feed</link></item>
    </channel></rss>"""

    def test_what_a_feed_carries_whole_is_stored_with_what_it_states(self, tmp_path: Path) -> None:
        (tmp_path / "feed.xml").write_text(self.FEED)

        result = run("index", tmp_path / "feed.xml", "--no-fetch", "--since", "2024")

        assert (result.exit_code, result.stdout) == (0, "1 created, 0 updated, 0 unchanged, 0 refused, 3 skipped\n")
        assert result.stderr.splitlines()[-1] == "skipped: 1 not_fetched, 1 before_since, 1 listed_twice"
        [article] = exported()
        assert article["text"] == SENTENCES
        assert article["title"] == "Grain returns"
        assert article["url"] == "https://gazette.example/grain"
        assert article["outlet"]["name"] == "Harbour Gazette"
        assert article["published_at"] == "2024-04-12T09:30:00Z"

    def test_an_address_cannot_be_read_without_fetching(self) -> None:
        assert run("index", "https://gazette.example/", "--no-fetch").exit_code == 2

    def test_a_list_with_entities_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "feed.xml").write_text('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>')

        result = run("index", tmp_path / "feed.xml")

        assert result.exit_code == 1
        assert "declares entities" in result.stderr


class TestArchives:
    def archive(self, path: Path, *titles: str) -> Path:
        with path.open("wb") as file:
            writer = WARCWriter(file, gzip=path.name.endswith(".gz"))
            for title in titles:
                head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
                writer.write_record(
                    writer.create_warc_record(
                        f"https://gazette.example/{title}",
                        "response",
                        payload=io.BytesIO(page(title).encode()),
                        http_headers=head,
                        warc_headers_dict={"WARC-Date": "2024-04-12T09:30:00Z"},
                    )
                )
        return path

    def test_the_pages_of_an_archive_are_stored_under_their_addresses(self, tmp_path: Path) -> None:
        result = run("index", self.archive(tmp_path / "a.warc.gz", "grain", "timber"))

        assert result.stdout == "2 created, 0 updated, 0 unchanged, 0 refused\n"
        assert sorted(article["url"] for article in exported()) == [
            "https://gazette.example/grain",
            "https://gazette.example/timber",
        ]

    def test_of_a_cut_archive_what_was_whole_is_stored(self, tmp_path: Path) -> None:
        path = self.archive(tmp_path / "a.warc", "grain", "timber")
        path.write_bytes(path.read_bytes()[:-300])

        result = run("index", path)

        assert (result.exit_code, result.stdout) == (1, "1 created, 0 updated, 0 unchanged, 1 refused\n")
        assert f"{path} record 3: the archive ends too early" in result.stderr or "ends too early" in result.stderr


class TestGoingOn:
    def test_a_second_run_goes_on_where_the_first_one_was(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(page("Grain returns"))
        (tmp_path / "lines.ndjson").write_text('{"id": "x", "text": "Rain fell in Holm."}\nno json\n')
        arguments = ["index", tmp_path / "a.html", tmp_path / "lines.ndjson", "--resume", tmp_path / "journal"]
        run(*arguments)
        (tmp_path / "b.html").write_text(page("Timber returns"))

        again = run(*arguments, tmp_path / "b.html")

        assert (again.exit_code, again.stdout) == (0, "1 created, 0 updated, 0 unchanged, 0 refused, 2 skipped\n")
        assert again.stderr.splitlines() == ["skipped: 2 done_before"]

    def test_a_file_that_changed_is_read_again(self, tmp_path: Path) -> None:
        file = tmp_path / "a.json"
        file.write_text('{"id": "a", "text": "Rain fell in Holm."}')
        run("index", file, "--resume", tmp_path / "journal")
        file.write_text('{"id": "a", "text": "Snow fell in Holm."}')

        again = run("index", file, "--resume", tmp_path / "journal")

        assert again.stdout == "0 created, 1 updated, 0 unchanged, 0 refused\n"

    def test_the_journal_of_another_store_is_refused(self, tmp_path: Path) -> None:
        run("index", tmp_path, "--resume", tmp_path / "journal")

        other = run("index", tmp_path, "--resume", tmp_path / "journal", "--data-dir", tmp_path / "other")

        assert other.exit_code == 1
        assert "the journal of another store" in other.stderr

    def test_a_run_that_is_interrupted_stores_what_it_read_and_says_so(self, tmp_path: Path) -> None:
        """A pipe that stays open: the program waits for the next line when Ctrl-C comes."""
        journal = tmp_path / "journal"
        program = subprocess.Popen(
            [sys.executable, "-m", "service.cli", "index", "-", "--resume", str(journal)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "CLAIMLINK_DATA_DIR": str(tmp_path / "data")},
        )
        assert program.stdin is not None
        program.stdin.write(b'{"id": "a", "text": "Rain fell in Holm."}\n')
        program.stdin.flush()
        while not journal.exists():
            time.sleep(0.1)
        # The store opens after the journal.
        time.sleep(20)

        program.send_signal(signal.SIGINT)
        stdout, stderr = program.communicate(timeout=60)

        assert program.returncode == 130, stderr
        assert stdout == b"1 created, 0 updated, 0 unchanged, 0 refused\n"
        assert b"interrupted" in stderr
        assert [article["id"] for article in exported()] == ["a"]
