"""`noren check`, `backup` and `restore`: keeping the book sound, and getting it back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from app.cli import errors
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind
from app.cli.station import Station
from app.domain.errors import Invalid
from app.store import backup
from app.store.check import examine
from app.store.errors import LedgerDamaged


def _check(station: Station, inputs: Inputs) -> Answer:
    examined = examine(station.ledger, repair=inputs.flag("repair"))
    document: dict[str, Json] = {
        "ok": examined.is_sound,
        "entities": examined.entities,
        "changes": examined.changes,
        "findings": [asdict(each) for each in examined.findings],
    }
    if not examined.is_sound:
        ending = "" if inputs.flag("repair") else "; 'noren check --repair' mends what it can"
        damage = LedgerDamaged(f"{station.path / 'ledger.db'} is damaged{ending}")
        document |= errors.failure_of(damage).document()
    return Answer(
        document=document,
        text=lambda: _check_text(document),
        exit_code=errors.DONE if examined.is_sound else errors.LEDGER,
    )


def _backup(station: Station, inputs: Inputs) -> Answer:
    moment = datetime.fromtimestamp(station.home.clock() / 1000, UTC)
    usual = station.path / "backups" / f"ledger-{moment:%Y%m%dT%H%M%SZ}.db"
    target = Path(inputs.text("file")) if inputs.text("file") else usual
    if target.is_dir():
        raise Invalid(f"{target} is a folder; name a file", field="file")
    if target.resolve() == (station.path / "ledger.db").resolve():
        raise Invalid(f"{target} is the ledger itself; name another file", field="file")
    ledger = station.ledger
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = backup.back_up(ledger, target)
        size = made.stat().st_size
    except OSError as error:
        raise Invalid(f"{target} cannot be written: {error.strerror}", field="file") from error
    document = {"file": str(made.resolve()), "bytes": size}
    return Answer(document=document, text=lambda: f"{document['file']}  {size} bytes")


def _restore(station: Station, inputs: Inputs) -> Answer:
    from app.bootstrap.home import new_incarnation

    copy = Path(inputs.needed("file"))
    if not copy.is_file():
        raise Invalid(f"there is no file {copy}; nothing was restored", field="file")
    home = station.home
    restored = backup.restore(
        home.ledger_path, copy, new_incarnation=new_incarnation, now_ms=home.clock()
    )
    document = {
        "file": str(copy.resolve()),
        "carried_over": restored.carried_over,
        "kept_aside": str(restored.kept_aside) if restored.kept_aside else None,
    }
    return Answer(document=document, text=lambda: _restored_text(document))


def _check_text(document: dict[str, Json]) -> str:
    lines = [
        " ".join(
            part
            for part in (
                "mended" if each["repaired"] else "WRONG",
                each["entity_type"],
                each["entity_id"],
                each["problem"],
            )
            if part
        )
        for each in document["findings"]
    ]
    lines.append(f"{document['entities']} things and {document['changes']} changes looked over.")
    lines.append("Everything is sound." if document["ok"] else document["error"]["message"])
    return "\n".join(lines)


def _restored_text(document: dict[str, Json]) -> str:
    words = f"Restored from {document['file']}."
    if document["carried_over"]:
        words += f" {document['carried_over']} changes the copy did not have were carried over."
    if document["kept_aside"]:
        words += f" The book as it was lies in {document['kept_aside']}."
    return words


COMMANDS = (
    Command(
        words="check",
        summary="Look for damage: the file, indexes, states computed anew, the digest.",
        example="check --repair",
        act=_check,
        inputs=(Input("repair", "Mend what can be computed anew.", Kind.SWITCH),),
        in_batch=False,
    ),
    Command(
        words="backup",
        summary="Write a consistent copy, also while the window is open.",
        example="backup /media/stick/noren.db",
        act=_backup,
        inputs=(
            Input(
                "file",
                "Where to; the home's backups if not said.",
                is_positional=True,
                metavar="[FILE]",
            ),
        ),
        in_batch=False,
    ),
    Command(
        words="restore",
        summary="Go back to a copy, and keep what the hub has not seen.",
        example="restore backups/ledger-20261224T090000Z.db",
        act=_restore,
        inputs=(Input("file", "The copy.", is_positional=True, metavar="FILE"),),
        in_batch=False,
    ),
)
