"""A real Elasticsearch without containers: fetched from Maven Central, unpacked, started and stopped.

From Python:

    with ElasticsearchServer.started(ServerOptions()) as server:
        print(server.url)

From a shell, a server for as long as a command runs (ELASTICSEARCH_URL is set for it; where it is set already, that
server is used and none is started):

    python -m tools.elasticsearch_server -- claimlink serve

Needs Maven and a JDK 17 or later. Elasticsearch refuses to run as root: called by root, it runs as another user.
"""

import argparse
import contextlib
import ctypes
import hashlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from elasticsearch import ApiError, Elasticsearch, TransportError

from tools.service_process import free_port

VERSION = "8.19.21"
_ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
_ZIP_SHA256 = "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a"
_MIN_JAVA = 17
_START_TIMEOUT_S = 180
_STOP_TIMEOUT_S = 30
_PR_SET_PDEATHSIG = 1
_DESCRIPTION = "Run a command beside a real Elasticsearch, or the server alone until interrupted."


class _RunAs(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


class ServerUnavailable(Exception):
    """No Elasticsearch could be fetched or started here; the message says why."""


@dataclass(frozen=True)
class ServerOptions:
    """How to run a server. `port` 0 takes a free one; a `password` (for the user `elastic`) turns security on.

    Without a `data_dir` the data are gone when the server is closed.
    """

    port: int = 0
    heap: str = "1g"
    password: str | None = field(default=None, repr=False)
    data_dir: Path | None = None


class ElasticsearchServer:
    """A server process of our own. `stop` and `start` keep its data and port; `close` removes what it left behind."""

    def __init__(self, options: ServerOptions) -> None:
        self._options = options
        self._user = _unprivileged_user()
        self._home = _unpacked_home()
        self._java_home = _java_home(self._user)
        self._port = options.port or free_port()
        self._work_dir = Path(tempfile.mkdtemp(prefix="claimlink-elasticsearch-", dir=_reachable_temp_dir()))
        self._process: subprocess.Popen[bytes] | None = None
        self._configure()

    @classmethod
    @contextlib.contextmanager
    def started(cls, options: ServerOptions) -> Iterator["ElasticsearchServer"]:
        """A server that answers; stopped and cleared away at the end. Raises ServerUnavailable."""
        server = cls(options)
        try:
            server.start()
            yield server
        finally:
            server.close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start and wait until it answers; raises ServerUnavailable with the end of its log."""
        environment = {
            **{name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL"}},
            "ES_JAVA_HOME": str(self._java_home),
            "ES_PATH_CONF": str(self._work_dir / "config"),
            "ES_JAVA_OPTS": f"-Xms{self._options.heap} -Xmx{self._options.heap}",
            "ES_TMPDIR": str(self._work_dir / "tmp"),
            "HOME": str(self._work_dir),
        }
        if self._options.password is not None:
            self._store_bootstrap_password(environment, self._options.password)
        with (self._work_dir / "console.log").open("ab") as console:
            self._process = subprocess.Popen(  # noqa: S603 - no shell
                [self._home / "bin" / "elasticsearch"],
                env=environment,
                cwd=self._work_dir,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
                **_as_user(self._user),
            )
        self._wait_until_ready(self._process)

    def stop(self) -> None:
        """Stop it; the data stay for the next start."""
        if self._process is None:
            return
        self._signal(signal.SIGCONT)
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self._process.wait(_STOP_TIMEOUT_S)
        self._process = None

    def freeze(self) -> None:
        """Let it hang: connections are taken, nothing is answered."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on."""
        self._signal(signal.SIGCONT)

    def close(self) -> None:
        """Stop it and remove its files (but for a data directory that was given)."""
        self.stop()
        shutil.rmtree(self._work_dir, ignore_errors=True)

    def _signal(self, number: signal.Signals) -> None:
        # A launcher and the server proper: both are in the process group that start_new_session made.
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def _configure(self) -> None:
        config, data = self._work_dir / "config", self._options.data_dir or self._work_dir / "data"
        shutil.copytree(self._home / "config", config)
        for directory in (data, self._work_dir / "logs", self._work_dir / "tmp"):
            directory.mkdir(parents=True, exist_ok=True)
        secured = self._options.password is not None
        settings = {
            "cluster.name": "claimlink",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": self._port,
            "path.data": data.resolve(),
            "path.logs": self._work_dir / "logs",
            "xpack.security.enabled": str(secured).lower(),
            # A nearly full disk must not turn the indices read-only in the middle of a test.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        text = "".join(f"{name}: {value}\n" for name, value in settings.items())
        (config / "elasticsearch.yml").write_text(text)
        if self._user is not None:
            for directory in (self._work_dir, data):
                _give_to(directory, self._user)

    def _store_bootstrap_password(self, environment: dict[str, str], password: str) -> None:
        if (self._work_dir / "config" / "elasticsearch.keystore").exists():
            return
        tool = self._home / "bin" / "elasticsearch-keystore"
        for arguments, given in ((["create"], ""), (["add", "--stdin", "bootstrap.password"], password)):
            done = subprocess.run(  # noqa: S603 - no shell
                [tool, *arguments],
                env=environment,
                cwd=self._work_dir,
                input=given.encode(),
                capture_output=True,
                check=False,
                **_as_user(self._user),
            )
            if done.returncode != 0:
                raise ServerUnavailable(f"elasticsearch-keystore {arguments[0]} failed: {_tail(done.stderr)}")

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_TIMEOUT_S
        while time.monotonic() < deadline:
            if process.poll() is not None:
                self._process = None
                raise ServerUnavailable(f"Elasticsearch ended with {process.returncode}: {self._console_tail()}")
            if self._answers():
                return
            time.sleep(0.25)
        self.stop()
        raise ServerUnavailable(f"Elasticsearch did not answer within {_START_TIMEOUT_S} s: {self._console_tail()}")

    def _answers(self) -> bool:
        credentials = None if self._options.password is None else ("elastic", self._options.password)
        with Elasticsearch(self.url, basic_auth=credentials, request_timeout=5, max_retries=0) as client:
            try:
                client.cluster.health(wait_for_status="yellow", timeout="1s")
            except (ApiError, TransportError):
                return False
        return True

    def _console_tail(self) -> str:
        return _tail((self._work_dir / "console.log").read_bytes())


def _end_with_parent() -> None:
    """Let the kernel stop the server when whoever started it is killed; called in the new process."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _tail(output: bytes) -> str:
    return output.decode(errors="replace")[-2000:].strip()


def _unprivileged_user() -> int | None:
    """The uid to run as: None for our own, where that is not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return 65534


def _as_user(user: int | None) -> _RunAs:
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}


def _give_to(directory: Path, user: int) -> None:
    for parent, _, files in os.walk(directory):
        for path in (parent, *(os.path.join(parent, name) for name in files)):
            os.chown(path, user, user)


def _reachable_temp_dir() -> Path:
    # A root-only TMPDIR would be out of reach for the user that the server runs as.
    return Path("/tmp") if os.geteuid() == 0 else Path(tempfile.gettempdir())  # noqa: S108


def _cache_dir() -> Path:
    if chosen := os.environ.get("CLAIMLINK_CACHE_DIR"):
        return Path(chosen)
    if os.geteuid() == 0:
        # Not below /root, which the server's user cannot enter.
        return Path("/var/cache/claimlink")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "claimlink"


def _unpacked_home() -> Path:
    home = _cache_dir() / f"elasticsearch-{VERSION}"
    if home.is_dir():
        return home
    archive = _fetched_zip()
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home.parent) as scratch:
            _unzip(archive, Path(scratch))
            # Another run may have been faster: its copy is as good.
            with contextlib.suppress(FileExistsError):
                (Path(scratch) / home.name).rename(home)
    except OSError as error:
        if not home.is_dir():
            raise ServerUnavailable(f"cannot unpack Elasticsearch into {home.parent}: {error}") from error
    return home


def _unzip(archive: Path, target: Path) -> None:
    with zipfile.ZipFile(archive) as content:
        for entry in content.infolist():
            path = Path(content.extract(entry, target))
            executable = entry.is_dir() or "/bin/" in entry.filename or "/modules/" in entry.filename
            path.chmod(0o755 if executable else 0o644)


def _fetched_zip() -> Path:
    repository = Path.home() / ".m2" / "repository"
    archive = (
        repository
        / "org/elasticsearch/distribution/integ-test-zip/elasticsearch"
        / VERSION
        / f"elasticsearch-{VERSION}.zip"
    )
    if not archive.is_file():
        _fetch(repository)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != _ZIP_SHA256:
        raise ServerUnavailable(f"{archive} has the SHA-256 {digest}, not {_ZIP_SHA256}: remove it and try again")
    return archive


def _fetch(repository: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerUnavailable("Maven (mvn), which fetches Elasticsearch, is not on the PATH")
    command = [
        maven,
        "-q",
        "-B",
        "-C",
        "org.apache.maven.plugins:maven-dependency-plugin:get",
        f"-Dartifact={_ARTIFACT}",
        "-Dtransitive=false",
        f"-Dmaven.repo.local={repository}",
    ]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell
    if done.returncode != 0:
        raise ServerUnavailable(f"Maven could not fetch Elasticsearch: {_tail(done.stdout + done.stderr)}")


def _java_home(user: int | None) -> Path:
    """The first JDK that is new enough and that the server's user may run."""
    refused: list[str] = []
    for home in _java_candidates():
        problem = _java_problem(home, user)
        if problem is None:
            return home
        refused.append(f"{home}: {problem}")
    raise ServerUnavailable(f"no JDK {_MIN_JAVA} or later found; {'; '.join(refused) or 'set ES_JAVA_HOME'}")


def _java_candidates() -> Iterator[Path]:
    for variable in ("ES_JAVA_HOME", "JAVA_HOME"):
        if os.environ.get(variable):
            yield Path(os.environ[variable])
    if java := shutil.which("java"):
        yield Path(java).resolve().parent.parent
    yield from sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)


def _java_problem(home: Path, user: int | None) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            [home / "bin" / "java", "-version"], capture_output=True, check=False, cwd="/", **_as_user(user)
        )
    except OSError as error:
        return str(error)
    version = re.search(r'version "(\d+)', done.stderr.decode(errors="replace"))
    if version is None:
        return "does not tell its version"
    return None if int(version[1]) >= _MIN_JAVA else f"is version {version[1]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command beside a server, or a server alone until interrupted; returns the command's exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.elasticsearch_server", description=_DESCRIPTION)
    parser.add_argument("--port", type=int, default=0, help="port to listen on; a free one by default")
    parser.add_argument("--heap", default="1g", help="size of the Java heap (default: 1g)")
    parser.add_argument("--data-dir", type=Path, help="where the data stay; by default they go with the server")
    parser.add_argument("command", nargs="*", help="what to run with ELASTICSEARCH_URL set")
    chosen = parser.parse_args(arguments)
    if chosen.command and os.environ.get("ELASTICSEARCH_URL"):
        return _run_command(chosen.command, os.environ["ELASTICSEARCH_URL"])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    options = ServerOptions(port=chosen.port, heap=chosen.heap, data_dir=chosen.data_dir)
    try:
        with ElasticsearchServer.started(options) as server:
            print(f"Elasticsearch {VERSION} listens at {server.url}", flush=True)
            if chosen.command:
                return _run_command(chosen.command, server.url)
            with contextlib.suppress(KeyboardInterrupt):
                signal.pause()
            return 0
    except ServerUnavailable as error:
        print(error, file=sys.stderr)
        return 1


def _run_command(command: Sequence[str], url: str) -> int:
    process = subprocess.Popen(command, env={**os.environ, "ELASTICSEARCH_URL": url})  # noqa: S603 - no shell
    # Ctrl-C reaches the command too: it ends in its own time, and the server after it.
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    terminated = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        return process.wait()
    finally:
        signal.signal(signal.SIGINT, previous)
        signal.signal(signal.SIGTERM, terminated)


if __name__ == "__main__":
    sys.exit(main())
