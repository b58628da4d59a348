"""One device's line to its hub: joining a house, and rounds. Costs httpx; imported when needed."""

from __future__ import annotations

import os
import random
import secrets as randomness
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Final

import httpx

from app.background.session import Outcome, SyncSession
from app.bootstrap.home import Home, host_name, new_id, new_incarnation
from app.bootstrap.house_line import relays_of
from app.bootstrap.secrets import SecretStore
from app.domain.errors import NotAllowed
from app.domain.ids import VenueId
from app.domain.venue import Environment, Venue
from app.store.copy_press import CopyPress
from app.store.copy_shelf import CopyShelf
from app.store.errors import DiskFull, LedgerBusy
from app.store.ledger import Ledger, Write
from sync.ahead import OnThread
from sync.client import Client, Identity
from sync.engine import Progress
from sync.errors import SyncError
from sync.joining import Joined, fetch_copy
from sync.journal import Device
from sync.offering import offer_copy

TOKEN: Final = "token"  # the name of a secret, not one
JOINING: Final = "joining"
COPY_IN: Final = "copy-in"
COPY_OUT: Final = "copy-out"
"""Folders in a home: parts of a copy that is being fetched, and one that is being handed over."""


class HubLine:
    """The line of one home to the hub it belongs to, or is about to join."""

    def __init__(
        self, home: Home, *, transport: Callable[[], httpx.BaseTransport] | None = None
    ) -> None:
        """Prepare to talk; nothing is sent yet.

        Args:
            home: the device.
            transport: makes what stands in for the network.
        """
        self._home = home
        self._transport = transport

    def pair(self, hub_url: str, code: str, device_name: str = "") -> Device:
        """Join the house of a hub; a house made here is offered to an empty hub.

        Safe to repeat after a lost answer: the device keeps the id and token it asked with.

        Raises:
            SyncError: the hub is out of reach, or says no.
            StoreError: the ledger cannot be opened.
        """
        home = self._home
        present = self._present_device()
        secrets = home.secrets()
        device, token = credentials(
            f"{JOINING} {hub_url}",
            secrets,
            new_id=new_id,
            new_token=lambda: randomness.token_urlsafe(32),
        )
        name = device_name or (present.name if present else "") or host_name()
        incarnation = present.incarnation if present else new_incarnation()
        with closing(self._client(hub_url, None)) as client:
            paired = client.pair(
                code=code,
                device=device,
                device_name=name,
                token=token,
                incarnation=incarnation,
                venue=present.venue if present else None,
                environment=present.environment if present else None,
            )
        secrets.put(f"{TOKEN} {paired.device}", token)
        if present is None:
            environment = Environment(paired.environment)
            home.create(
                VenueId(paired.venue), environment, paired.device, name, incarnation
            ).close()
        with closing(home.open_ledger()) as ledger:
            ledger.adopt(device_id=paired.device, name=name, epoch=paired.epoch)
            if present is None and paired.empty:
                # Nobody brought a book to this house yet: it begins with the name the hub has.
                venue = Venue(id=VenueId(paired.venue), name=paired.venue_name)
                ledger.commit([Write(None, venue, "setup")], actor="", now_ms=home.clock())
            joined = ledger.device()
        if present is not None and present.id != joined.id:
            secrets.drop(f"{TOKEN} {present.id}")
        home.save_settings(home.settings().model_copy(update={"hub_url": hub_url}))
        return joined

    def unpair(self, *, keep_queue: bool = False) -> int:
        """Leave the hub; the book stays, and what waits is sent should this device join again.

        Safe to repeat after a crash: the hub's address goes last.

        Returns:
            How many changes stay behind unsent.

        Raises:
            NotAllowed: this device belongs to no hub, or holds what the hub has not seen.
            StoreError: the ledger cannot be opened.
        """
        home = self._home
        settings = home.settings()
        if not settings.hub_url:
            raise NotAllowed("this device belongs to no hub", field="hub", code="not_paired")
        with closing(home.open_ledger()) as ledger:
            unsent = sum(ledger.outbox.queue_length())
            if unsent and not keep_queue:
                raise NotAllowed(
                    f"{unsent} changes made here have not reached the hub: send them with"
                    " 'noren sync', or leave with --keep-queue; they stay in this book and are"
                    " sent when this device joins the house again",
                    field="keep_queue",
                    code="queue_waiting",
                )
            secrets = home.secrets()
            secrets.drop(f"{TOKEN} {ledger.device().id}")
            secrets.drop(f"{JOINING} {settings.hub_url}")
            ledger.leave_hub()
        home.save_settings(settings.model_copy(update={"hub_url": ""}))
        return unsent

    def client(self, ledger: Ledger) -> Client:
        """Open a line to the hub this device belongs to.

        Raises:
            NotAllowed: this device was never paired; says how to.
        """
        hub_url = self._home.settings().hub_url
        device = self._known_as(ledger, hub_url)
        token = self._token(device) if hub_url else None
        if not hub_url or not token:
            raise NotAllowed(
                "this device belongs to no hub yet: pair it with"
                " 'noren pair --hub URL --code CODE'",
                field="hub",
                code="not_paired",
            )
        return self._client(hub_url, Identity(device.venue, device.environment, device.id, token))

    def session(
        self,
        ledger: Ledger,
        client: Client,
        progress: Callable[[Progress], None] | None = None,
        *,
        listens: bool = False,
    ) -> SyncSession:
        """Prepare rounds for an open ledger; whoever goes on also `listens` for a relay."""
        session = SyncSession(
            ledger,
            client,
            now_ms=self._home.clock,
            new_incarnation=new_incarnation,
            chance=random.Random(),
            progress=progress,
        )
        session.ask_ahead(OnThread())
        press = CopyPress(ledger.path, self._home.path / COPY_OUT)
        session.offering = lambda: offer_copy(press, client)
        token = self._token(ledger.device())
        if token and self._transport is None:
            session.prefer(relays_of(self._home, ledger, token, session.wake, listens=listens))
        return session

    def round(self, progress: Callable[[Progress], None] | None = None) -> Outcome:
        """Do one round with the hub; a device without a book takes a copy of it first.

        Raises:
            NotAllowed: this device was never paired.
            StoreError: the ledger cannot be opened.
        """
        with closing(self._own_client()) as client:
            try:
                joined, broken_off = self._fetch_book(client, progress), None
            except SyncError as error:
                joined, broken_off = Joined(), error
            with (
                closing(self._home.open_ledger()) as ledger,
                closing(self.session(ledger, client, progress)) as session,
            ):
                outcome = session.break_off(broken_off) if broken_off else session.round()
        if outcome.round is None:
            return outcome
        told = replace(
            outcome.round,
            pulled=joined.changes + outcome.round.pulled,
            problems=(*joined.problems, *outcome.round.problems),
        )
        return replace(outcome, round=told)

    def fetch_book(self, progress: Callable[[Progress], None] | None = None) -> Joined:
        """Take a copy of the book from the hub if this device has none; nobody may have it open.

        Raises:
            NotAllowed: this device was never paired.
            StoreError: the ledger cannot be opened.
            SyncError: cut off; the next call goes on where this one was.
        """
        with closing(self._own_client()) as client:
            return self._fetch_book(client, progress)

    def _own_client(self) -> Client:
        with closing(self._home.open_ledger()) as ledger:
            return self.client(ledger)

    def _fetch_book(self, client: Client, progress: Callable[[Progress], None] | None) -> Joined:
        home = self._home
        shelf = CopyShelf(
            home.ledger_path, home.path / COPY_IN, now_ms=home.clock, chance=random.Random()
        )

        def tell(done: int, total: int) -> None:
            if progress is not None:
                progress(Progress(step="copy", done=done, total=total))

        try:
            return fetch_copy(shelf, client, tell)
        except (DiskFull, LedgerBusy) as error:
            shelf.clear()
            return Joined(problems=(f"a copy of the book was not taken: {error}",))
        finally:
            shelf.close()

    def _known_as(self, ledger: Ledger, hub_url: str) -> Device:
        """Take up again the id this home joined with: a backup put back may know an earlier one."""
        device, secrets = ledger.device(), self._home.secrets()
        joined, _, _ = (secrets.get(f"{JOINING} {hub_url}") or "").partition(" ")
        if joined in ("", device.id) or secrets.get(f"{TOKEN} {joined}") is None:
            return device
        ledger.adopt(device_id=joined, name=device.name, epoch=device.epoch)
        return ledger.device()

    def _token(self, device: Device) -> str | None:
        return self._home.secrets().get(f"{TOKEN} {device.id}")

    def _client(self, hub_url: str, identity: Identity | None) -> Client:
        return Client(
            hub_url,
            identity,
            new_nonce=lambda: randomness.token_urlsafe(16),
            now_ms=self._home.clock,
            transport=self._transport() if self._transport is not None else None,
            verify=os.environ.get("NOREN_CA_FILE") or True,
        )

    def _present_device(self) -> Device | None:
        if not self._home.is_set_up():
            return None
        with closing(self._home.open_ledger()) as ledger:
            return ledger.device()


def credentials(
    name: str,
    secrets: SecretStore,
    *,
    new_id: Callable[[], str],
    new_token: Callable[[], str],
) -> tuple[str, str]:
    """Give the id and token to join with, kept before asking so that a lost answer can be repeated.

    The id in the ledger is none to join with: the ledger may be a copy of another device's, and of
    two with one id each would sign the other out for ever. It is the secret that makes a device.

    Args:
        name: what they are kept under.
        secrets: where they are kept.
        new_id: makes an id.
        new_token: makes a token.
    """
    kept = secrets.get(name)
    if not kept:
        kept = f"{new_id()} {new_token()}"
        secrets.put(name, kept)
    device, _, token = kept.partition(" ")
    return device, token
