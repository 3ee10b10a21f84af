"""What goes over the wire, seen by a server of our own that answers like Elasticsearch."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from elasticsearch import ApiError

from service.adapters.elasticsearch.client import Connection, LayoutChanged
from service.domain.errors import StoreUnavailable
from service.settings import ElasticsearchSettings


class Recorder(HTTPServer):
    """Answers every request with `status`, `body` and `product`, and keeps the Authorization headers that came."""

    status = 200
    body = b'{"docs": []}'
    product = "Elasticsearch"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), RecordingHandler)
        self.authorizations: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class RecordingHandler(BaseHTTPRequestHandler):
    server: Recorder

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.authorizations.append(self.headers["Authorization"])
        self.send_response(self.server.status)
        self.send_header("X-Elastic-Product", self.server.product)
        self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    server = Recorder()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def ask(config: ElasticsearchSettings) -> None:
    connection = Connection(config)
    try:
        connection.mget("articles", ["a"])
    finally:
        connection.close()


def test_an_api_key_is_sent_as_elasticsearch_wants_it(recorder: Recorder) -> None:
    ask(ElasticsearchSettings(recorder.url, api_key="aWQ6a2V5"))

    assert recorder.authorizations == ["ApiKey aWQ6a2V5"]


def test_a_name_and_a_password_are_sent_as_basic_auth(recorder: Recorder) -> None:
    ask(ElasticsearchSettings(recorder.url, username="reader", password="s3cret"))

    assert recorder.authorizations == ["Basic cmVhZGVyOnMzY3JldA=="]


def test_secrets_do_not_show_in_the_configuration() -> None:
    settings = ElasticsearchSettings("http://writer:s3cr3t@x", username="reader", password="s3cret", api_key="aWQ6a2V5")

    shown = repr(settings)

    assert "s3cr3t" not in shown
    assert "s3cret" not in shown
    assert "aWQ6a2V5" not in shown


@pytest.mark.parametrize("status", [401, 403, 429, 500, 502, 503])
def test_refusals_and_overload_count_as_unavailable(recorder: Recorder, status: int) -> None:
    recorder.status = status
    recorder.body = b'{"error": {"type": "some_exception", "reason": "because"}, "status": 0}'

    with pytest.raises(StoreUnavailable) as raised:
        ask(ElasticsearchSettings(recorder.url))

    assert raised.value.retry_after_s >= 1


def test_a_request_that_elasticsearch_calls_wrong_is_not_hidden(recorder: Recorder) -> None:
    recorder.status = 400
    recorder.body = b'{"error": {"type": "parsing_exception", "reason": "because"}, "status": 400}'

    with pytest.raises(ApiError):
        ask(ElasticsearchSettings(recorder.url))


def test_a_missing_index_means_that_the_layout_has_changed(recorder: Recorder) -> None:
    recorder.body = (
        b'{"docs": [{"_index": "articles", "_id": "a", "error": {"type": "index_not_found_exception",'
        b' "reason": "no such index [articles]",'
        b' "root_cause": [{"type": "index_not_found_exception", "reason": "no such index [articles]"}]}}]}'
    )

    with pytest.raises(LayoutChanged, match="no such index"):
        ask(ElasticsearchSettings(recorder.url))


def test_another_product_that_answers_is_unavailable(recorder: Recorder) -> None:
    recorder.product = "Something else"

    with pytest.raises(StoreUnavailable, match="no Elasticsearch"):
        ask(ElasticsearchSettings(recorder.url))


def test_a_server_that_is_not_there_is_unavailable(recorder: Recorder) -> None:
    with pytest.raises(StoreUnavailable, match="does not answer"):
        ask(ElasticsearchSettings("http://127.0.0.1:1"))
