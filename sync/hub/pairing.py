"""Who may talk to which house: pairing codes, devices and their tokens. Secrets are kept hashed."""

from __future__ import annotations

import logging
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select, update

from sync.hub import tables
from sync.hub.database import Database
from sync.hub.errors import HubError, NotAllowed, Unknown
from sync.hub.venues import Venue

log = logging.getLogger("hub")

CODE_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: no I, L, O or U, and what is typed as one of those is understood."""

CODE_CHARS: Final = 8
CODE_MINUTES: Final = 10
WRONG_TRIES_MAX: Final = 10
"""In a minute, from everybody together: 32**8 codes outlast it by far."""

WRONG_TRIES_MS: Final = 60_000
FORGET_MS: Final = 24 * 3_600_000
"""A used code is remembered for a day, so that a device whose answer was lost may repeat itself."""

SEEN_MS: Final = 60_000
"""A device's `seen_ms` is written no more often than this."""

_KNOWN: Final = (
    select(
        tables.device.c.venue_id,
        tables.venue.c.environment,
        tables.device.c.id,
        tables.device.c.incarnation,
        tables.device.c.seen_ms,
        tables.device.c.kind,
    )
    .join(tables.venue, tables.venue.c.id == tables.device.c.venue_id)
    .where(
        tables.device.c.token_hash == bindparam("token_hash"),
        tables.device.c.revoked_ms.is_(None),
    )
)
"""Asked at every request: to build it anew takes as long as to run it."""

_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingCode:
    """A code to be read aloud, written `XXXX-XXXX`."""

    code: str
    expires_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device that joined a house; `revoked_ms` is None while it may talk."""

    id: str
    venue: str
    name: str
    incarnation: str
    created_ms: int
    seen_ms: int
    revoked_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """What a device says of itself to join a house.

    Attributes:
        venue: id of the house that was made on the device; empty if none was.
        environment: the world the device lives in; empty if that is open.
        kind: `device`, or `relay`: a hub of the house itself.
    """

    code: str
    device: str
    device_name: str
    token: str = field(repr=False)
    incarnation: str
    venue: str = ""
    environment: str = ""
    kind: str = "device"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The house that was joined, and which life of the hub it is in."""

    venue: Venue
    epoch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Whose token it was.

    Attributes:
        incarnation: the one the hub heard of last.
        token_hash: tells the token from an earlier one of the same device.
    """

    venue: str
    environment: str
    device: str
    incarnation: str
    token_hash: bytes = field(default=b"", repr=False)
    kind: str = "device"


class TooManyTries(NotAllowed):
    """Somebody is guessing codes; wait a minute."""


class Pairing:
    """Codes, devices, tokens."""

    def __init__(
        self,
        database: Database,
        *,
        now_ms: Callable[[], int],
        random_bytes: Callable[[int], bytes],
    ) -> None:
        self._database = database
        self._now_ms = now_ms
        self._random_bytes = random_bytes
        self._wrong_tries: deque[int] = deque(maxlen=WRONG_TRIES_MAX)

    def new_code(self, venue: str) -> PairingCode:
        """Make a code that lets one device join a house.

        Raises:
            Unknown: no such house.
        """
        now_ms = self._now_ms()
        letters = "".join(
            CODE_ALPHABET[byte % len(CODE_ALPHABET)] for byte in self._random_bytes(CODE_CHARS)
        )
        expires_ms = now_ms + CODE_MINUTES * 60_000
        row = tables.pairing.c
        with self._database.writing() as connection:
            _venue(connection, venue)
            connection.execute(delete(tables.pairing).where(row.expires_ms < now_ms - FORGET_MS))
            connection.execute(
                tables.pairing.insert().values(
                    venue_id=venue, code_hash=_hash(letters), expires_ms=expires_ms
                )
            )
        half = CODE_CHARS // 2
        return PairingCode(code=f"{letters[:half]}-{letters[half:]}", expires_ms=expires_ms)

    def join(self, joining: Joining) -> Joined:
        """Let a device in; the same request again, after a lost answer, succeeds again.

        Raises:
            TooManyTries: wait a minute.
            NotAllowed: the code, the house or the environment is not right; nothing was written.
        """
        now_ms = self._now_ms()
        self._hold_off_guessing(now_ms)
        row = tables.pairing.c
        code_hash = _hash(read_code(joining.code))
        query = select(row.venue_id, row.expires_ms, row.used_by).where(row.code_hash == code_hash)
        with self._database.writing() as connection:
            found = connection.execute(query.with_for_update()).one_or_none()
            if found is None:
                self._wrong_tries.append(now_ms)
                raise NotAllowed("this code is not known; read it again", code="unknown_code")
            venue_id, expires_ms, used_by = found
            venue = _venue(connection, venue_id)
            _check_world(venue, joining)
            if used_by is None and expires_ms < now_ms:
                raise NotAllowed("this code has expired; ask for another", code="code_expired")
            if used_by is not None and not _holds(connection, venue_id, used_by, joining):
                raise NotAllowed("this code has been used; ask for another", code="code_used")
            if joining.venue not in ("", venue.id):
                venue = _adopt(connection, venue, joining)
            if used_by is None:
                self._let_in(connection, venue.id, joining)
                connection.execute(
                    update(tables.pairing)
                    .where(row.venue_id == venue.id, row.code_hash == code_hash)
                    .values(used_by=joining.device)
                )
            epoch = connection.execute(select(tables.hub.c.epoch)).scalar_one()
        return Joined(venue=venue, epoch=epoch)

    def _hold_off_guessing(self, now_ms: int) -> None:
        tries = self._wrong_tries
        # A clock set back must not lock the door for longer than the minute.
        recent = [at for at in tries if now_ms - WRONG_TRIES_MS < at <= now_ms]
        if len(recent) >= WRONG_TRIES_MAX:
            raise TooManyTries("too many wrong codes; wait a minute", code="rate")

    def _let_in(self, connection: Connection, venue: str, joining: Joining) -> None:
        now_ms = self._now_ms()
        row = tables.device.c
        token_hash = _hash(joining.token)
        owner = connection.execute(
            select(row.venue_id, row.id).where(row.token_hash == token_hash)
        ).one_or_none()
        if owner is not None and tuple(owner) != (venue, joining.device):
            raise NotAllowed("this token belongs to another device", code="token_used")
        connection.execute(
            self._database.upsert(tables.device),
            {
                "venue_id": venue,
                "id": joining.device,
                "name": joining.device_name,
                "token_hash": token_hash,
                "incarnation": joining.incarnation,
                "created_ms": now_ms,
                "seen_ms": now_ms,
                "revoked_ms": None,
                "kind": joining.kind,
            },
        )

    def sign_in(self, token: str) -> SignedIn | None:
        """Say whose token this is; None when nobody's, or revoked."""
        token_hash = _hash(token)
        with self._database.reading() as connection:
            found = connection.execute(_KNOWN, {"token_hash": token_hash}).one_or_none()
        if found is None:
            return None
        venue_id, environment, device_id, incarnation, seen_ms, kind = found
        now_ms = self._now_ms()
        if abs(now_ms - seen_ms) >= SEEN_MS:
            self._note_seen(venue_id, device_id, now_ms)
        return SignedIn(
            venue=venue_id,
            environment=environment,
            device=device_id,
            incarnation=incarnation,
            token_hash=token_hash,
            kind=kind,
        )

    def note_incarnation(self, known: SignedIn, incarnation: str) -> None:
        """Remember the ledger a device writes as now; a copy or a restore takes another."""
        row = tables.device.c
        with self._database.writing() as connection:
            connection.execute(
                update(tables.device)
                .where(row.venue_id == known.venue, row.id == known.device)
                .values(incarnation=incarnation)
            )

    def _note_seen(self, venue: str, device_id: str, now_ms: int) -> None:
        row = tables.device.c
        query = update(tables.device).where(row.venue_id == venue, row.id == device_id)
        try:
            with self._database.writing(patient=False) as connection:
                connection.execute(query.values(seen_ms=now_ms))
        except HubError as error:
            # A full disk, or a lock held elsewhere, must not keep a device from reading; and it
            # would fill the log, too, with as many lines as there are requests.
            log.debug("seen_not_noted device=%s reason=%s", device_id, type(error).__name__)

    def devices(self, venue: str | None = None) -> tuple[Device, ...]:
        """List devices, of one house or of all, revoked ones included, oldest first."""
        row = tables.device.c
        query = select(
            row.id,
            row.venue_id,
            row.name,
            row.incarnation,
            row.created_ms,
            row.seen_ms,
            row.revoked_ms,
        ).order_by(row.venue_id, row.created_ms, row.id)
        if venue is not None:
            query = query.where(row.venue_id == venue)
        with self._database.reading() as connection:
            return tuple(
                Device(id=a, venue=b, name=c, incarnation=d, created_ms=e, seen_ms=f, revoked_ms=g)
                for a, b, c, d, e, f, g in connection.execute(query)
            )

    def revoke(self, text: str, venue: str | None = None) -> Device:
        """Shut a device out, by its id or its name; doing it again changes nothing.

        A device chooses its id itself, so another house's may have the same: `venue` tells them
        apart.

        Raises:
            Unknown: no device, or more than one, goes by that.
        """
        devices = self.devices(venue)
        found = [each for each in devices if each.id == text] or [
            each for each in devices if each.name == text and each.revoked_ms is None
        ]
        if len(found) > 1:
            ids = ", ".join(f"{each.id} of {each.venue}" for each in found)
            raise Unknown(
                f"{len(found)} devices are called '{text}': say which by its id and house: {ids}"
            )
        if not found:
            raise Unknown(f"no device goes by '{text}'")
        row = tables.device.c
        with self._database.writing() as connection:
            connection.execute(
                update(tables.device)
                .where(
                    row.venue_id == found[0].venue,
                    row.id == found[0].id,
                    row.revoked_ms.is_(None),
                )
                .values(revoked_ms=self._now_ms())
            )
        return next(each for each in self.devices(found[0].venue) if each.id == found[0].id)

    def welcome(self, venues: Iterable[str]) -> frozenset[bytes]:
        """Tell which tokens some houses know, by their hashes."""
        row = tables.device.c
        query = select(row.token_hash).where(
            row.venue_id.in_(list(venues)), row.revoked_ms.is_(None)
        )
        with self._database.reading() as connection:
            return frozenset(connection.scalars(query))


def read_code(text: str) -> str:
    """Read a code as a person types it: any case, any width, with or without hyphens."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LOOKALIKES)
    return "".join(letter for letter in plain if letter in CODE_ALPHABET)


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _venue(connection: Connection, id: str) -> Venue:
    row = tables.venue.c
    found = connection.execute(
        select(row.name, row.environment, row.head).where(row.id == id).with_for_update()
    ).one_or_none()
    if found is None:
        raise Unknown(f"no venue goes by '{id}'")
    name, environment, head = found
    return Venue(id=id, name=name, environment=environment, head=head)


def _check_world(venue: Venue, joining: Joining) -> None:
    if joining.environment not in ("", venue.environment):
        raise NotAllowed(
            f"this code is for {venue.environment}, this device is for {joining.environment}",
            code="wrong_environment",
        )


def _holds(connection: Connection, venue: str, used_by: str, joining: Joining) -> bool:
    """Tell whether it was this very device, with this very token, that used the code."""
    row = tables.device.c
    return used_by == joining.device and (
        connection.execute(
            select(row.id).where(
                row.venue_id == venue,
                row.id == joining.device,
                row.token_hash == _hash(joining.token),
                row.revoked_ms.is_(None),
            )
        ).one_or_none()
        is not None
    )


def _adopt(connection: Connection, venue: Venue, joining: Joining) -> Venue:
    """Let an empty house take the id of the one made on the device, so that its changes fit."""
    if venue.head:
        raise NotAllowed(
            f"'{venue.name}' on the hub has a book of its own; this device holds another house's",
            code="wrong_house",
        )
    row = tables.device.c
    others = connection.execute(
        select(row.id).where(
            row.venue_id == venue.id, row.id != joining.device, row.revoked_ms.is_(None)
        )
    ).first()
    if others is not None:
        raise NotAllowed(
            f"another device has joined '{venue.name}' already; this one holds another house's",
            code="wrong_house",
        )
    taken = connection.execute(
        select(tables.venue.c.name).where(tables.venue.c.id == joining.venue)
    ).scalar()
    if taken is not None:
        raise NotAllowed(
            "this house is on the hub already: ask for a code of that one",
            code="wrong_house",
        )
    for table, column in (
        (tables.venue, tables.venue.c.id),
        (tables.device, tables.device.c.venue_id),
        (tables.pairing, tables.pairing.c.venue_id),
        (tables.milestone, tables.milestone.c.venue_id),
    ):
        connection.execute(
            update(table).where(column == venue.id).values({column.name: joining.venue})
        )
    return Venue(id=joining.venue, name=venue.name, environment=venue.environment, head=venue.head)
