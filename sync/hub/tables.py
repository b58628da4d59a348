"""The hub's tables; every key is led by the venue, so the data can be dealt out by house.

`device.token_hash` and `pairing.code_hash` are also looked up alone: who rings the bell has not
said truthfully yet where they belong.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA: Final = 1
"""Version of these tables; a hub opens its own and refuses a higher one."""

metadata = MetaData()

_Key = Text().with_variant(Text(collation="C"), "postgresql")
"""Text whose order is that of its bytes, in every database."""

hub = Table(
    "hub",
    metadata,
    Column("one", SmallInteger, primary_key=True, autoincrement=False),
    Column("schema", Integer, nullable=False),
    Column("epoch", Text, nullable=False),
)
"""One row: what the database is, and which life of it (a restore starts another)."""

venue = Table(
    "venue",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("environment", Text, nullable=False),
    Column("head", BigInteger, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("gaps", BigInteger, nullable=False, server_default="0"),
)
"""A house; its row is the lock under which cursors are given out.

`gaps` counts cursors that stand for nothing and need no explanation any more: a disk lost what
stood there, and it came back under another one or was written off.
"""

device = Table(
    "device",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("id", _Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("incarnation", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("seen_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger),
    Column("kind", Text, nullable=False, server_default="device"),
)
"""Who may talk. On a relay `token_hash` is of no token: it is the key a device shares with it."""

pairing = Table(
    "pairing",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("code_hash", LargeBinary, primary_key=True),
    Column("expires_ms", BigInteger, nullable=False),
    Column("used_by", Text),
    Index("pairing_by_code", "code_hash", unique=True),
    sqlite_with_rowid=False,
)

change = Table(
    "change",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("cursor", BigInteger, primary_key=True, autoincrement=False),
    Column("id", _Key, nullable=False),
    Column("entity_type", _Key, nullable=False),
    Column("entity_id", _Key, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("upstream", BigInteger),
    Column("refused", Text),
    UniqueConstraint("venue_id", "id"),
    Index("change_by_entity", "venue_id", "entity_type", "entity_id", "cursor"),
)
"""The log: what happened, in the order it was committed, which is also the order on disk.

On a relay, `upstream` is the change's cursor in its upstream's log, once it is there, and `refused`
says why upstream would not have it; such a change is part of no state.
"""

upstream = Table(
    "upstream",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("device", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("cursor", BigInteger, nullable=False),
    Column("hub", Text, nullable=False),
    Column("since_ms", BigInteger, nullable=False),
    Column("message", Text, nullable=False),
    Column("agreed", SmallInteger, nullable=False),
    Column("synced_ms", BigInteger),
)
"""On a relay, a house's line upstream: who the relay is there, how far it has read, how it stands.

`agreed` tells whether the digests were equal in the last round.
"""

entity = Table(
    "entity",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("type", _Key, primary_key=True),
    Column("id", _Key, primary_key=True),
    Column("bucket", SmallInteger, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("entity_by_bucket", "venue_id", "bucket"),
)
"""What the log makes of each entity; can be recomputed from it at any time."""

bucket = Table(
    "bucket",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("bucket", SmallInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Exclusive-or of the hashes of a bucket's entities; empty buckets may be missing."""

archive = Table(
    "archive",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
"""Old changes that show nowhere any more, packed by stretches of cursors."""

archived = Table(
    "archived",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("id", _Key, primary_key=True),
    Column("cursor", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("upstream", BigInteger),
    sqlite_with_rowid=False,
)
"""Where in the archive a change is, and what it was, so that none is ever taken twice.

On a relay, `upstream` is its cursor in the upstream's log: only what is there is packed.
"""

archived_of = Table(
    "archived_of",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("type", _Key, primary_key=True),
    Column("id", _Key, primary_key=True),
    Column("cursors", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Where in the archive the changes of an entity are: a JSON array of cursors."""

lost = Table(
    "lost",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("id", _Key, primary_key=True),
    Column("times", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Changes the log had lost when a check computed the states anew: no state names them any more.

`times` counts the cursors that each left empty. That it came back is seen by its being there.
"""

written_off = Table(
    "written_off",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("at_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    Column("changes", LargeBinary, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What somebody declared lost for good, and why; `changes` is a JSON array of the ids known."""

milestone = Table(
    "milestone",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("at_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("head", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""How far a log had come at a time by the hub's clock: tells how old a change is."""

book_copy = Table(
    "book_copy",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("id", _Key, primary_key=True),
    Column("layout", Text, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("cursor", BigInteger, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("packed_bytes", BigInteger, nullable=False),
    Column("file_bytes", BigInteger, nullable=False),
    Column("parts", LargeBinary, nullable=False),
    Column("offered_ms", BigInteger, nullable=False),
    Column("log", LargeBinary),
    sqlite_with_rowid=False,
)
"""A copy of a house's book for its new devices; without `log` it has not come in whole yet."""

copy_part = Table(
    "copy_part",
    metadata,
    Column("venue_id", _Key, primary_key=True),
    Column("copy_id", _Key, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)
