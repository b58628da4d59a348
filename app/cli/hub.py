"""`noren hub …`: running a hub, its houses, its devices; nothing of a device's book."""

from __future__ import annotations

import ipaddress
import logging
import secrets as randomness
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from app.bootstrap.home import new_id, now_ms
from app.cli import lookup, output
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind, positional
from app.cli.station import Station
from app.domain.errors import Invalid
from app.domain.venue import Environment
from app.store import export
from sync.hub import compaction
from sync.hub.backup import backup, restore
from sync.hub.database import Database, sqlite_url
from sync.hub.errors import NotAllowed, Unknown
from sync.hub.log import HubLog
from sync.hub.losses import REASON_CHARS_MAX
from sync.hub.pairing import Device, Pairing
from sync.hub.relay_log import RelayLog
from sync.hub.scrub import Reason, scrub
from sync.hub.venues import Venue, Venues

FILE_NAME: Final = "hub.db"
LISTEN: Final = "127.0.0.1:8420"


def _serve(station: Station, inputs: Inputs) -> None:
    from sync.hub.serve import Listen, serve

    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s"
    )
    certificate, key = inputs.text("tls_cert"), inputs.text("tls_key")
    if bool(certificate) != bool(key):
        raise Invalid(
            "a certificate and its key come together",
            field="tls_key" if certificate else "tls_cert",
        )
    listen = Listen(
        address=inputs.text("listen") or LISTEN,
        tls_cert=Path(certificate) if certificate else None,
        tls_key=Path(key) if key else None,
        insecure_lan=inputs.flag("insecure_lan"),
    )

    # Told to stop, the hub ends its streams in order and then itself, with 0.
    usual = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with (
            _database(station, inputs, new=True) as database,
            _log(station, inputs, database) as (log, announce),
            _blaming("listen"),
        ):

            def ready(url: str) -> None:
                output.write(
                    output.json_text({"ready": url}) if station.as_json else f"ready: {url}"
                )
                if inputs.flag("announce") or not _is_loopback(url):
                    announce(url)

            serve(log, listen, now_ms=now_ms, random_bytes=randomness.token_bytes, ready=ready)
    finally:
        signal.signal(signal.SIGTERM, usual)


@contextmanager
def _log(
    station: Station, inputs: Inputs, database: Database
) -> Iterator[tuple[HubLog, Callable[[str], None]]]:
    """Open the logs: those of a hub with the last word, or of a relay, with its lines kept up.

    Beside them is what lets a relay be found at its address; an ordinary hub is not looked for.
    """
    upstream = inputs.text("upstream")
    if not upstream:
        if inputs.text("code"):
            raise Invalid("a code is of the hub above: name that, too", field="upstream")
        if RelayLog.is_relay(database):
            raise Invalid("this hub is a relay: name the hub above it", field="upstream")
        yield HubLog(database), lambda _: None
        return
    from app.bootstrap.house_relay import HouseRelay, own_house

    log = RelayLog(database, now_ms=now_ms)
    code = inputs.text("code")
    own = own_house(log, _venues(database), joining=bool(code))
    relay = HouseRelay(station.path, upstream, log)
    if code:
        relay.join(code, own)
    with relay.kept_up():
        yield log, relay.announce


def _is_loopback(url: str) -> bool:
    return ipaddress.ip_address(urlsplit(url).hostname or "").is_loopback


def _status(station: Station, inputs: Inputs) -> Answer:
    with _database(station, inputs) as database:
        log = RelayLog(database, now_ms=now_ms) if RelayLog.is_relay(database) else None
        document = [
            {**_venue(each), "head": each.head, **(_upstream(log, each.id) if log else {})}
            for each in _venues(database).all()
        ]
    rows = [
        (each["name"], f"{each['head']} changes", each.get("upstream", ""), each.get("message", ""))
        for each in document
    ]
    return Answer(document=document, text=lambda: output.table(rows))


def _upstream(log: RelayLog, venue: str) -> dict[str, Json]:
    """Say how a relay stands with the hub above it."""
    stands = log.upstream(venue)
    assert stands is not None
    return {
        "upstream": stands.hub,
        "upstream_since": _moment(stands.since_ms),
        "waiting": log.waiting(venue),
        "in_sync": stands.in_sync,
        "message": log.message(venue),
    }


def _add_venue(station: Station, inputs: Inputs) -> Answer:
    environment = inputs.text("environment") or Environment.PRODUCTION
    chosen = lookup.choice(Environment, environment, "environment")
    with _database(station, inputs, new=True) as database:
        venue = _venues(database).add(inputs.needed("name"), chosen.value)
    document = _venue(venue)
    return Answer(document=document, text=lambda: f"{venue.name}  {venue.id}")


def _list_venues(station: Station, inputs: Inputs) -> Answer:
    with _database(station, inputs) as database:
        document = [{**_venue(each), "head": each.head} for each in _venues(database).all()]
    rows = [(each["name"], each["environment"], each["id"]) for each in document]
    return Answer(document=document, text=lambda: output.table(rows))


def _code(station: Station, inputs: Inputs) -> Answer:
    with _database(station, inputs) as database:
        venue = _find(database, inputs)
        made = _pairing(database).new_code(venue.id)
    document = {"code": made.code, "expires_at": _moment(made.expires_ms)}
    return Answer(
        document=document, text=lambda: f"{made.code}  (once, until {document['expires_at']})"
    )


def _devices(station: Station, inputs: Inputs) -> Answer:
    with _database(station, inputs) as database:
        venue = _find(database, inputs).id if inputs.text("venue") else None
        names = {each.id: each.name for each in _venues(database).all()}
        document = [
            _device(each, names.get(each.venue, "")) for each in _pairing(database).devices(venue)
        ]
    rows = [
        (each["name"], each["venue_name"], "revoked" if each["revoked_at"] else "", each["id"])
        for each in document
    ]
    return Answer(document=document, text=lambda: output.table(rows))


def _revoke(station: Station, inputs: Inputs) -> Answer:
    with _database(station, inputs) as database:
        venue = _find(database, inputs).id if inputs.text("venue") else None
        with _blaming("device"):
            device = _pairing(database).revoke(inputs.needed("device"), venue)
        names = {each.id: each.name for each in _venues(database).all()}
    document = _device(device, names.get(device.venue, ""))
    return Answer(document=document, text=lambda: f"{device.name} may not talk to this hub.")


def _check(station: Station, inputs: Inputs) -> Answer:
    because = _reason(inputs) if inputs.has("write_off") else None
    repair = inputs.flag("repair") or because is not None
    with _database(station, inputs) as database:
        venue = _find(database, inputs)
        found = scrub(database, venue.id, repair=repair, write_off=because)
    is_sound = not found.left
    document = {
        "ok": is_sound,
        "changes": found.changes,
        "entities": found.entities,
        "findings": list(found.faults),
        "repaired": repair and found.left < found.count,
        "written_off": [
            {
                "at": _moment(each.at_ms),
                "count": each.count,
                "reason": each.reason,
                "changes": list(each.changes),
            }
            for each in found.written_off
        ],
    }
    words = [
        *found.faults,
        *(f"{_moment(each.at_ms)}: {each.count} lost: {each.reason}" for each in found.written_off),
        "Everything is sound." if is_sound else "Something is wrong.",
    ]
    return Answer(document=document, text=lambda: "\n".join(words), exit_code=0 if is_sound else 5)


def _reason(inputs: Inputs) -> Reason:
    words = inputs.text("write_off").strip()
    if not 0 < len(words) <= REASON_CHARS_MAX:
        raise Invalid(f"say why in 1 to {REASON_CHARS_MAX} letters", field="write_off")
    return Reason(words, now_ms())


def _compact(station: Station, inputs: Inputs) -> Answer:
    keep_days = inputs.whole("keep_days")
    if keep_days is None:
        keep_days = compaction.KEEP_DAYS
    elif keep_days < 0:
        raise Invalid("keep 0 days or more", field="keep_days")
    dry_run = inputs.flag("dry_run")
    with _database(station, inputs) as database:
        venue = _find(database, inputs)
        upto = compaction.horizon(database, venue.id, now_ms(), keep_days)
        steps = list(compaction.steps(database, venue.id, upto, dry_run=dry_run))
    moved = sum(step.moved for step in steps)
    document = {
        "venue": venue.id,
        "horizon": upto,
        "moved": moved,
        "moved_bytes": sum(step.moved_bytes for step in steps),
        "dry_run": dry_run,
    }
    words = "would go" if dry_run else "went"
    return Answer(
        document=document,
        text=lambda: f"{moved} of the first {upto} changes {words} into the archive.",
    )


def _backup(station: Station, inputs: Inputs) -> Answer:
    file = Path(inputs.needed("file"))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(f"{file} cannot be written: {error.strerror}", field="file") from error
    with _database(station, inputs) as database, _blaming("file"):
        backup(database, file)
    document = {"file": str(file.resolve()), "bytes": file.stat().st_size}
    return Answer(document=document, text=lambda: f"{document['file']}")


def _restore(station: Station, inputs: Inputs) -> Answer:
    if inputs.text("database"):
        raise Invalid("only a hub in an SQLite file is restored here", field="database")
    file = Path(inputs.needed("file"))
    path = station.path / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    with _blaming("file"):
        epoch = restore(path, file, random_bytes=randomness.token_bytes)
    document = {"file": str(file.resolve()), "epoch": epoch}
    return Answer(
        document=document,
        text=lambda: "Restored; devices offer again what this hub no longer has.",
    )


def _export(station: Station, inputs: Inputs) -> None:
    with _database(station, inputs) as database:
        venue = _find(database, inputs)
        states = HubLog(database).export_entities(venue.id)
        whole = export.document(venue.id, venue.environment, states)
    output.write(export.text_of(whole))


@contextmanager
def _database(station: Station, inputs: Inputs, *, new: bool = False) -> Iterator[Database]:
    """Open the hub's database; one that is not there is made only where that is meant.

    Raises:
        HubError: it cannot be used.
    """
    url = inputs.text("database")
    if not url:
        path = station.path / FILE_NAME
        if new:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            raise Unknown(
                f"there is no hub in {station.path} yet: 'noren hub serve' makes one, or name"
                " another --home"
            )
        url = sqlite_url(path)
    with _blaming("database"):
        database = Database(url, random_bytes=randomness.token_bytes)
    with closing(database):
        yield database


@contextmanager
def _blaming(field: str) -> Iterator[None]:
    """Name the input that a hub's refusal is about."""
    try:
        yield
    except Unknown as error:
        raise Invalid(str(error), field=field, code="unknown_id") from error
    except NotAllowed as error:
        raise Invalid(str(error), field=field, code=error.code) from error


def _venues(database: Database) -> Venues:
    return Venues(database, now_ms=now_ms, new_id=new_id)


def _pairing(database: Database) -> Pairing:
    return Pairing(database, now_ms=now_ms, random_bytes=randomness.token_bytes)


def _find(database: Database, inputs: Inputs) -> Venue:
    with _blaming("venue"):
        return _venues(database).find(inputs.needed("venue"))


def _venue(venue: Venue) -> dict[str, Json]:
    return {"id": venue.id, "name": venue.name, "environment": venue.environment}


def _device(device: Device, venue_name: str) -> dict[str, Json]:
    return {
        "id": device.id,
        "name": device.name,
        "venue": device.venue,
        "venue_name": venue_name,
        "incarnation": device.incarnation,
        "created_at": _moment(device.created_ms),
        "seen_at": _moment(device.seen_ms),
        "revoked_at": _moment(device.revoked_ms) if device.revoked_ms is not None else None,
    }


def _moment(at_ms: int) -> str:
    """Write an instant in UTC: a hub serves houses of any zone."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="seconds")


_DATABASE = Input(
    "database", "postgresql+psycopg://… in place of the file in its home.", metavar="URL"
)
_VENUE = positional("venue", "Id, or a name that only one has.")
_FILE = positional("file", "The copy.")

COMMANDS = (
    Command(
        words="hub serve",
        summary="Serve a hub; prints one line when it is ready.",
        example="hub serve --home /var/lib/noren --listen 127.0.0.1:8420",
        act=_serve,
        inputs=(
            _DATABASE,
            Input("listen", f"Host and port; {LISTEN} if not said.", metavar="HOST:PORT"),
            Input("tls_cert", "Certificate chain, PEM.", metavar="FILE"),
            Input("tls_key", "Its key.", metavar="FILE"),
            Input("insecure_lan", "Plain http may leave this machine.", Kind.SWITCH),
            Input("upstream", "Be a house's relay: the hub above this one.", metavar="URL"),
            Input("code", "To join a house of it, the first time."),
            Input("announce", "Let devices find the relay, also on loopback.", Kind.SWITCH),
        ),
        in_batch=False,
    ),
    Command(
        words="hub status",
        summary="Say how far each house's log is; of a relay, how it stands with the hub above.",
        example="hub status --json",
        act=_status,
        inputs=(_DATABASE,),
        in_batch=False,
    ),
    Command(
        words="hub venue add",
        summary="Make room for a house on this hub.",
        example="hub venue add 居酒屋のれん --environment production",
        act=_add_venue,
        inputs=(
            positional("name", "The house's name."),
            Input("environment", "production or training."),
            _DATABASE,
        ),
        in_batch=False,
    ),
    Command(
        words="hub venue list",
        summary="List the houses on this hub.",
        example="hub venue list",
        act=_list_venues,
        inputs=(_DATABASE,),
        in_batch=False,
    ),
    Command(
        words="hub code",
        summary="Make a pairing code: short, one use, ten minutes.",
        example="hub code 居酒屋のれん",
        act=_code,
        inputs=(_VENUE, _DATABASE),
        in_batch=False,
    ),
    Command(
        words="hub devices",
        summary="List who is paired, revoked ones too.",
        example="hub devices 居酒屋のれん",
        act=_devices,
        inputs=(_VENUE, _DATABASE),
        in_batch=False,
    ),
    Command(
        words="hub revoke",
        summary="Shut a device out, at once; its book stays with it.",
        example="hub revoke ホール端末",
        act=_revoke,
        inputs=(
            positional("device", "Id, or a name that only one has."),
            Input("venue", "Its house, where two houses have one."),
            _DATABASE,
        ),
        in_batch=False,
    ),
    Command(
        words="hub check",
        summary="Compare what the hub keeps of a house with its log; --repair mends it.",
        example="hub check 居酒屋のれん --repair",
        act=_check,
        inputs=(
            _VENUE,
            Input("repair", "Mend what can be computed anew.", Kind.SWITCH),
            Input("write_off", "Repair, and give up for good what is missing: say why."),
            _DATABASE,
        ),
        in_batch=False,
    ),
    Command(
        words="hub compact",
        summary="Pack old changes that show nowhere any more; no answer changes by it.",
        example="hub compact 居酒屋のれん --keep-days 400 --dry-run",
        act=_compact,
        inputs=(
            _VENUE,
            Input(
                "keep_days",
                f"Leave what is younger; {compaction.KEEP_DAYS} if not said.",
                Kind.WHOLE,
            ),
            Input("dry_run", "Only tell what would be packed.", Kind.SWITCH),
            _DATABASE,
        ),
        in_batch=False,
    ),
    Command(
        words="hub backup",
        summary="Write a consistent copy while the hub serves.",
        example="hub backup /media/stick/hub.db",
        act=_backup,
        inputs=(_FILE, _DATABASE),
        in_batch=False,
    ),
    Command(
        words="hub restore",
        summary="Go back to a copy as a new life; devices offer again what it lacks.",
        example="hub restore /media/stick/hub.db",
        act=_restore,
        inputs=(_FILE, _DATABASE),
        in_batch=False,
    ),
    Command(
        words="hub export",
        summary="Print a house as JSON, the same bytes as 'export' on its devices in sync.",
        example="hub export 居酒屋のれん",
        act=_export,
        inputs=(_VENUE, _DATABASE),
        in_batch=False,
    ),
)
