"""The tables of the store of record."""

from dataclasses import dataclass

from service.adapters.embedded.database import Connection

FORMAT = 3

# The generation of no index: that of a new store, and that of versions whose sentences are to be swept.
NO_GENERATION = 0

# A sentence's number holds its version and its position, so neighbours are neighbours in the table and no second
# index is needed. 24 bits of position leave 39 bits of versions in SQLite's signed integers.
POSITION_BITS = 24
MAX_POSITION = (1 << POSITION_BITS) - 1

# `version` numbers a stored state of an article and is never used again; `stale` holds versions whose sentences may be
# in the index of that generation though no reader must see them. `next_version` is the article's state in the index
# that a running reindex builds. Times are microseconds since the year 1, UTC; `modified`, by which nothing is filtered
# and which few articles state, is the date as it was given.
_TABLES = """
CREATE TABLE IF NOT EXISTS state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    format INTEGER NOT NULL,
    analysis TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    next_generation INTEGER,
    last_version INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS outlets (
    outlet INTEGER PRIMARY KEY,
    name TEXT,
    domain TEXT
);
CREATE INDEX IF NOT EXISTS outlets_by_value ON outlets (name, domain);
CREATE TABLE IF NOT EXISTS outlet_keys (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    outlet INTEGER NOT NULL,
    PRIMARY KEY (kind, key, outlet)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    version INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    content_sha256 TEXT NOT NULL DEFAULT '',
    title TEXT,
    url TEXT,
    outlet INTEGER,
    published INTEGER,
    coarseness INTEGER,
    language TEXT,
    modified TEXT,
    credited TEXT,
    first_seen INTEGER NOT NULL,
    indexed INTEGER NOT NULL,
    sentence_count INTEGER NOT NULL,
    document_count INTEGER NOT NULL,
    warnings TEXT NOT NULL,
    next_version INTEGER,
    next_sentence_count INTEGER,
    next_document_count INTEGER,
    next_warnings TEXT,
    next_credited TEXT
);
CREATE TABLE IF NOT EXISTS bodies (
    version INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    terms BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS sentences (
    sentence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    facts BLOB,
    language TEXT
);
CREATE TABLE IF NOT EXISTS stale (
    version INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
);
CREATE INDEX IF NOT EXISTS records_by_expiry ON records (expires);
"""


@dataclass(frozen=True, slots=True)
class State:
    """Where the store stands. Every write to articles or to their index raises `sequence`."""

    format: int
    analysis: str
    sequence: int
    generation: int
    next_generation: int | None
    last_version: int

    @property
    def free_generation(self) -> int:
        """A number that no index in use has."""
        return max(self.generation, self.next_generation or 0) + 1


def create_tables(connection: Connection, analysis: str) -> None:
    """Make what is missing; call within a write transaction. There is no index yet."""
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.execute(
        "INSERT OR IGNORE INTO state (one, format, analysis, sequence, generation, last_version)"
        " VALUES (1, ?, ?, 0, ?, 0)",
        (FORMAT, analysis, NO_GENERATION),
    )


# What each format added to the one before it.
_ADDED = {
    2: ("sentences ADD COLUMN facts BLOB", "articles ADD COLUMN content_sha256 TEXT NOT NULL DEFAULT ''"),
    3: (
        "articles ADD COLUMN modified TEXT",
        "articles ADD COLUMN credited TEXT",
        "articles ADD COLUMN next_credited TEXT",
        "sentences ADD COLUMN language TEXT",
    ),
}


def upgrade_tables(connection: Connection) -> None:
    """Bring the tables of an older format to this one; call within a write transaction.

    What fills the new columns is a reindex, which the text analysis of that time needs anyway.
    """
    found = read_state(connection).format
    for added in range(found + 1, FORMAT + 1):
        for column in _ADDED[added]:
            connection.execute(f"ALTER TABLE {column}")
    connection.execute("UPDATE state SET format = ?", (FORMAT,))


def has_tables(connection: Connection) -> bool:
    """Whether this file was set up before."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchone() is not None


def read_state(connection: Connection) -> State:
    """The store's state in this connection's snapshot."""
    row = connection.execute(
        "SELECT format, analysis, sequence, generation, next_generation, last_version FROM state"
    ).fetchone()
    return State(*row)


def read_stale(connection: Connection, generation: int) -> frozenset[int]:
    """Versions that readers of this generation's index must pass over."""
    rows = connection.execute("SELECT version FROM stale WHERE generation = ?", (generation,))
    return frozenset(version for (version,) in rows)


def bump(connection: Connection) -> None:
    """Tell readers that the articles or their index change with this transaction."""
    connection.execute("UPDATE state SET sequence = sequence + 1")


def first_sentence(version: int) -> int:
    """The number of a version's sentence at position 0."""
    return version << POSITION_BITS


def last_sentence(version: int) -> int:
    """The greatest number that a sentence of the version may have."""
    return version << POSITION_BITS | MAX_POSITION
