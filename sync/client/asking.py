"""Asks the hub over HTTP. It keeps nothing: what to ask, and when again, is the engine's."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Final, Self, Unpack
from urllib.parse import urlsplit

import httpx
import orjson

from sync import compression, wire
from sync.book_copy import CopyStanding, Offered, Placed
from sync.change import unpack
from sync.client.answers import (
    Digest,
    EntityName,
    Hint,
    Identity,
    Joining,
    Paired,
    Pulled,
    Pushed,
    PushResult,
    Upstream,
)
from sync.client.judgement import (
    ANSWER_MS_MAX,
    AnswerShape,
    Deadline,
    Envelope,
    content_type,
    read_body,
    read_ours,
    read_page,
    refuse,
    translated,
)
from sync.client.stream import events, read_hint
from sync.copy_wire import read_part, read_standing, write_offer, write_part
from sync.errors import Malformed, Refused, SignedOut
from sync.journal import Incoming
from sync.membership import Member, Membership

CONNECT_SECONDS_MAX: Final = 5.0
READ_SECONDS_MAX: Final = 20.0
WRITE_SECONDS_MAX: Final = 20.0
POOL_SECONDS_MAX: Final = 5.0
STREAM_SILENCE_SECONDS_MAX: Final = 40.0
"""Two heartbeats and a half; longer silence is a lost stream."""

LINE_OPENED: Final = ("connection.connect_tcp.complete", "connection.start_tls.complete")
"""What httpcore calls the moments from which there is a line; the second goes over the first."""

PAGES_MAX: Final = 10_000


class Client:
    """One hub, asked by one device. Blocking; belongs to one thread, save for `hang_up`."""

    def __init__(
        self,
        base_url: str,
        identity: Identity | None,
        *,
        new_nonce: Callable[[], str],
        now_ms: Callable[[], int],
        transport: httpx.BaseTransport | None = None,
        verify: str | bool = True,
    ) -> None:
        """Prepare to ask the hub at `base_url`; nothing is sent yet.

        Args:
            base_url: `https://hub.example` or `http://127.0.0.1:8420`.
            identity: None before pairing.
            new_nonce: makes 8 to 64 letters, another for each request.
            now_ms: the wall clock.
            transport: in place of the network.
            verify: a file of certificates to trust besides the usual ones, or whether to check.

        Raises:
            Malformed: `base_url` is no address of a hub.
        """
        parts = urlsplit(base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Malformed(f"'{base_url}' is not an address such as https://hub", field="hub")
        self._identity = identity
        self._new_nonce = new_nonce
        self._now_ms = now_ms
        self._hung_up = False
        self._line: socket.socket | None = None
        self._sent_bytes = self._received_bytes = 0
        # None as long as it is not known what the hub takes. On this machine there is no line to
        # spare: packing a batch would take longer than sending it.
        self._packs = False if wire.is_loopback(parts.hostname) else None
        self._http = httpx.Client(
            base_url=base_url.rstrip("/") + wire.PREFIX,
            transport=transport,
            verify=trust(verify),
            follow_redirects=False,
            timeout=httpx.Timeout(
                connect=CONNECT_SECONDS_MAX,
                read=READ_SECONDS_MAX,
                write=WRITE_SECONDS_MAX,
                pool=POOL_SECONDS_MAX,
            ),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the hub is."""
        return str(self._http.base_url).rstrip("/").removesuffix(wire.PREFIX)

    def take_traffic(self) -> tuple[int, int]:
        """Say how many bytes of bodies went out and came in since this was asked last."""
        traffic = (self._sent_bytes, self._received_bytes)
        self._sent_bytes = self._received_bytes = 0
        return traffic

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def hang_up(self) -> None:
        """End what is under way, now and for good; may be called from any thread."""
        self._hung_up = True
        line = self._line
        if line is None:
            return
        try:
            # The socket's own: that of an encrypted one takes away what another thread is reading.
            socket.socket.shutdown(line, socket.SHUT_RDWR)
        except OSError:
            return  # The hub was faster: the line is gone already.

    def pair(self, **joining: Unpack[Joining]) -> Paired:
        """Join a house with a code that a person typed; repeating it after a lost answer is safe.

        Raises:
            Refused: `unknown_code`, `code_used`, `code_expired`, `wrong_house` or
                `wrong_environment`; says which to a person.
            SyncError: no answer, or not ours.
        """
        asked = wire.make(
            wire.PairAsked,
            {
                "code": joining["code"],
                "device_name": joining["device_name"],
                "token": joining["token"],
                "incarnation": joining["incarnation"],
                **({"kind": joining["kind"]} if "kind" in joining else {}),
            },
        )
        envelope = Envelope(
            joining.get("venue") or "",
            joining.get("environment") or "",
            joining["device"],
            self._new_nonce(),
        )
        answer, skew_ms = self._ask("pair", envelope, wire.write(asked), wire.PairAnswered)
        return Paired(
            venue=answer.venue,
            environment=answer.environment,
            venue_name=answer.venue_name,
            device=answer.device,
            epoch=answer.epoch,
            head=answer.head,
            empty=answer.empty,
            skew_ms=skew_ms,
        )

    def members(self) -> Membership:
        """Read which relays the house has; a relay reads also which devices.

        Raises:
            SyncError: no answer, or not ours.
        """
        asked = wire.write(wire.make(wire.MembersAsked, {}))
        answer, _ = self._ask("members", self._envelope(), asked, wire.MembersAnswered)
        return Membership(relays=_members(answer.relays), devices=_members(answer.devices))

    def push(self, incarnation: str, bodies: Sequence[bytes]) -> Pushed:
        """Offer changes; offering them again changes nothing.

        Where bytes that are no change have spoilt the batch for the hub, they are answered
        `refused` here, and the rest is offered without them.

        Raises:
            TooLarge: halve the batch.
            SyncError: no answer, or not ours; whether the hub took them is unknown, so send again.
        """
        try:
            return self._offer(incarnation, bodies)
        except Refused as error:
            refused = _flawed(bodies) if error.status == httpx.codes.BAD_REQUEST else {}
            if not refused:
                raise
        sound = [body for place, body in enumerate(bodies) if place not in refused]
        if sound:
            pushed = self._offer(incarnation, sound)
        else:
            standing = self.pull(wire.INTEGER_MAX, 1)
            pushed = Pushed(
                epoch=standing.epoch, head=standing.head, results=(), skew_ms=standing.skew_ms
            )
        told = iter(pushed.results)
        results = tuple(refused.get(place) or next(told) for place in range(len(bodies)))
        return replace(pushed, results=results)

    def _offer(self, incarnation: str, bodies: Sequence[bytes]) -> Pushed:
        content = orjson.dumps(
            {"incarnation": incarnation, "changes": [orjson.Fragment(body) for body in bodies]}
        )
        answer, skew_ms = self._ask("push", self._envelope(), content, wire.PushAnswered)
        if sum(each.count for each in answer.results) != len(bodies):
            raise Malformed("the hub answered other changes than were sent", field="results")
        return Pushed(
            epoch=answer.epoch,
            head=answer.head,
            results=tuple(result for told in answer.results for result in _one_by_one(told)),
            skew_ms=skew_ms,
            root=bytes.fromhex(answer.root) if answer.root else None,
        )

    def pull(self, after: int, limit: int) -> Pulled:
        """Read the page of the log that follows the cursor `after`.

        Raises:
            SyncError: no answer, or not ours; nothing was taken from it.
        """
        asked = wire.make(wire.PullAsked, {"after": after, "limit": limit})
        answer, skew_ms = self._ask("pull", self._envelope(), wire.write(asked), wire.PullAnswered)
        return Pulled(
            epoch=answer.epoch,
            head=answer.head,
            changes=read_page(answer, after),
            next=answer.next,
            more=answer.more,
            skew_ms=skew_ms,
            root=bytes.fromhex(answer.root) if answer.root else None,
        )

    def digest(self, leaving_out: Sequence[EntityName] = ()) -> Digest:
        """Read the fingerprints of what the hub holds, without the named entities.

        Args:
            leaving_out: entities with unsent changes, at most `wire.LEAVING_OUT_MAX`.

        Raises:
            SyncError: no answer, or not ours.
        """
        asked = wire.make(wire.DigestAsked, {"leaving_out": list(leaving_out)})
        answer, skew_ms = self._ask(
            "digest", self._envelope(), wire.write(asked), wire.DigestAnswered
        )
        return Digest(
            epoch=answer.epoch,
            head=answer.head,
            root=bytes.fromhex(answer.root),
            buckets={int(key): bytes.fromhex(hash) for key, hash in answer.buckets.items()},
            skew_ms=skew_ms,
            mended=answer.mended,
            wanted=answer.wanted,
            upstream=_upstream(answer.upstream),
        )

    def entities(self, buckets: Sequence[int]) -> dict[EntityName, bytes]:
        """Read the hash of every entity in some buckets.

        Raises:
            SyncError: no answer, or not ours.
        """
        found: dict[EntityName, bytes] = {}
        if not buckets:
            return found
        after: EntityName | None = None
        for _ in range(PAGES_MAX):
            asked = wire.make(wire.EntitiesAsked, {"buckets": list(buckets), "after": after})
            answer, _ = self._ask(
                "entities", self._envelope(), wire.write(asked), wire.EntitiesAnswered
            )
            before = len(found)
            for each in answer.entities:
                after = (each.type, each.id)
                found[after] = bytes.fromhex(each.hash)
            if not answer.more:
                return found
            if len(found) == before:
                break
        raise Malformed("the hub's list of entities does not end", field="more")

    def changes_of(self, entities: Sequence[EntityName]) -> tuple[Incoming, ...]:
        """Read every change of some entities, in cursor order.

        Raises:
            SyncError: no answer, or not ours.
        """
        found: list[Incoming] = []
        for start in range(0, len(entities), wire.CHANGES_OF_MAX):
            found += self._changes_of(tuple(entities[start : start + wire.CHANGES_OF_MAX]))
        return tuple(sorted(found, key=lambda each: each.cursor or 0))

    def _changes_of(self, entities: tuple[EntityName, ...]) -> list[Incoming]:
        found: list[Incoming] = []
        after = 0
        for _ in range(PAGES_MAX):
            asked = wire.make(wire.ChangesAsked, {"entities": entities, "after": after})
            answer, _ = self._ask(
                "changes", self._envelope(), wire.write(asked), wire.ChangesAnswered
            )
            found += read_page(answer, after)
            if not answer.more:
                return found
            if answer.next <= after:
                break
            after = answer.next
        raise Malformed("the hub's list of changes does not end", field="more")

    def copy(
        self, layout: str, *, may_offer: bool = False, spoilt: str | None = None
    ) -> CopyStanding:
        """Ask for the newest copy of the book that a device of this layout can take.

        Args:
            layout: how this device lays a ledger out.
            may_offer: this device would make a newer one, if that is wanted.
            spoilt: the id of a copy that is not what it says.

        Raises:
            SyncError: no answer, or not ours.
        """
        asked = wire.CopyAsked(layout=layout, may_offer=may_offer, spoilt=spoilt)
        answer, _ = self._ask("copy", self._envelope(), wire.write(asked), wire.CopyAnswered)
        return read_standing(answer)

    def copy_part(self, copy: str, number: int) -> bytes:
        """Read one part of a copy.

        Raises:
            Refused: `copy_gone`, a newer one may have taken its place.
            SyncError: no answer, or not ours.
        """
        asked = wire.CopyPartAsked(copy_id=copy, number=number)
        answer, _ = self._ask(
            "copy_part", self._envelope(), wire.write(asked), wire.CopyPartAnswered
        )
        return read_part(answer.part)

    def offer(self, offered: Offered) -> Placed:
        """Offer a copy of the book; to offer it again tells what the hub still lacks of it.

        Raises:
            Refused: `not_wanted` or `other_life`.
            SyncError: no answer, or not ours.
        """
        asked = write_offer(offered)
        answer, _ = self._ask("offer", self._envelope(), wire.write(asked), wire.OfferAnswered)
        return Placed(id=answer.copy_id, missing=answer.missing)

    def offer_part(self, copy: str, number: int, part: bytes) -> int:
        """Hand over one part of a copy; tells how many are still missing.

        Raises:
            Refused: `copy_gone` or `spoilt`.
            SyncError: no answer, or not ours.
        """
        asked = wire.OfferPartAsked(copy_id=copy, number=number, part=write_part(part))
        answer, _ = self._ask(
            "offer_part", self._envelope(), wire.write(asked), wire.OfferPartAnswered
        )
        return answer.missing

    def stream(self, stop: Callable[[], bool]) -> Iterator[Hint]:
        """Wait for hints that the log has moved, until told to stop or the line is lost.

        `stop` is asked at every event, heartbeats included; `hang_up` ends it at once.

        Raises:
            SyncError: the hub did not open the stream, or sent what is not ours.
        """
        envelope = self._envelope()
        headers = self._headers(envelope) | {
            "accept": wire.STREAM_TYPE,
            "accept-encoding": "identity",
        }
        with (
            translated(),
            self._http.stream(
                "GET",
                "/stream",
                headers=headers,
                extensions={"trace": self._note_line},
                timeout=httpx.Timeout(CONNECT_SECONDS_MAX, read=STREAM_SILENCE_SECONDS_MAX),
            ) as response,
        ):
            if response.status_code != httpx.codes.OK:
                refuse(response, read_body(response, self._deadline())[0], envelope)
            if content_type(response) != wire.STREAM_TYPE:
                raise Malformed("the hub's stream is no event stream", field="content-type")
            if self._hung_up:
                return
            for event in events(response):
                if self._hung_up or stop():
                    return
                hint = read_hint(event, envelope)
                if hint is not None:
                    yield hint

    def _note_line(self, event: str, info: Mapping[str, Any]) -> None:
        """Remember the socket that is talked over, for whoever hangs up."""
        if event in LINE_OPENED:
            line = info["return_value"].get_extra_info("socket")
            self._line = line if isinstance(line, socket.socket) else None
            if self._hung_up:
                self.hang_up()

    def _envelope(self) -> Envelope:
        if self._identity is None:
            raise SignedOut("this device has not joined a house yet", code="not_paired", status=401)
        return Envelope(
            self._identity.venue,
            self._identity.environment,
            self._identity.device,
            self._new_nonce(),
        )

    def _headers(self, envelope: Envelope) -> dict[str, str]:
        headers = envelope.headers() | {
            "accept": wire.JSON_TYPE,
            "accept-encoding": "identity" if self._packs is False else compression.NAME,
            "cache-control": "no-store",
        }
        if self._identity is not None and self._identity.token:
            headers["authorization"] = f"Bearer {self._identity.token}"
        return headers

    def _deadline(self) -> Deadline:
        return Deadline(self._now_ms, self._now_ms() + ANSWER_MS_MAX)

    def _ask(
        self, path: str, envelope: Envelope, content: bytes, shape: type[AnswerShape]
    ) -> tuple[AnswerShape, int]:
        """Send one request; give its answer, and how far the hub's clock is ahead of ours."""
        sent_ms = self._now_ms()
        packs = bool(self._packs) and len(content) >= wire.PACK_FROM_BYTES
        headers = self._headers(envelope) | {"content-type": wire.JSON_TYPE}
        if packs:
            headers["content-encoding"] = compression.NAME
        sent = compression.pack(content) if packs else content
        with (
            translated(),
            self._http.stream(
                "POST",
                f"/{path}",
                content=sent,
                headers=headers,
                extensions={"trace": self._note_line},
            ) as response,
        ):
            self._sent_bytes += len(sent)
            body, size = read_body(response, self._deadline())
        self._received_bytes += size
        received_ms = self._now_ms()
        if packs and response.status_code == httpx.codes.UNSUPPORTED_MEDIA_TYPE:
            self._packs = False
            return self._ask(path, envelope, content, shape)
        if response.status_code != httpx.codes.OK:
            refuse(response, body, envelope)
        answer = read_ours(response, body, envelope, shape)
        if self._packs is None:
            self._packs = compression.NAME in response.headers.get("accept-encoding", "")
        return answer, answer.now_ms - (sent_ms + received_ms) // 2


def _flawed(bodies: Sequence[bytes]) -> dict[int, PushResult]:
    """Find the places of what is no change, each with the reason."""
    refused: dict[int, PushResult] = {}
    for place, body in enumerate(bodies):
        try:
            unpack(body)
        except Malformed as error:
            refused[place] = PushResult("refused", None, str(error))
    return refused


def trust(verify: str | bool) -> ssl.SSLContext | bool:
    """Trust the usual certificates, and those in a file."""
    if isinstance(verify, bool):
        return verify
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(cafile=verify)
    except (OSError, ssl.SSLError) as error:
        raise Malformed(f"'{verify}' holds no certificates: {error}", field="verify") from error
    return context


def _members(told: Sequence[wire.MemberTold]) -> tuple[Member, ...]:
    return tuple(Member(id=each.id, name=each.name, key=bytes.fromhex(each.key)) for each in told)


def _upstream(told: wire.UpstreamTold | None) -> Upstream | None:
    if told is None:
        return None
    return Upstream(hub=told.hub, since_ms=told.since_ms, in_sync=told.in_sync)


def _one_by_one(told: wire.Result) -> Iterator[PushResult]:
    for number in range(told.count):
        cursor = None if told.cursor is None else told.cursor + number
        yield PushResult(told.outcome, cursor, told.reason)
