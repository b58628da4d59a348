"""`noren parked …`: changes that could not be applied at the hub, each with its reason."""

from __future__ import annotations

from app.cli import output
from app.cli.commands import Answer, Command
from app.cli.inputs import Inputs, Json, positional
from app.cli.station import Station
from app.domain.errors import Unknown
from app.store.export import at_text
from app.store.ledger import Ledger
from sync.change import ChangeId


def _list(station: Station, _: Inputs) -> Answer:
    zone = station.zone
    document = [
        {
            "change_id": each.id,
            "reason": each.reason,
            "since": at_text(each.since_ms, zone),
            "blocks": each.blocks,
            "entity": each.entity_type,
            "entity_id": each.entity_id,
        }
        for each in station.ledger.outbox.parked()
    ]
    return Answer(document=document, text=lambda: _text(document))


def _retry(station: Station, inputs: Inputs) -> Answer:
    ledger = station.ledger
    id = _parked_id(ledger, inputs)
    count = ledger.try_again(id)
    document = {"change_id": id, "retried": count}
    return Answer(document=document, text=lambda: f"{count} back in the queue.")


def _drop(station: Station, inputs: Inputs) -> Answer:
    ledger = station.ledger
    id = _parked_id(ledger, inputs)
    given_up = ledger.give_up(id)
    document = {"change_id": id, "dropped": True, "entities": [key[1] for key in sorted(given_up)]}
    return Answer(document=document, text=lambda: "Given up; the history keeps it.")


def _parked_id(ledger: Ledger, inputs: Inputs) -> ChangeId:
    id = inputs.needed("id")
    if not any(each.id == id for each in ledger.outbox.parked()):
        raise Unknown(f"no parked change has the id '{id[:80]}'", field="id")
    return ChangeId(id)


def _text(parked: list[dict[str, Json]]) -> str:
    return output.table(
        (
            each["since"][:16].replace("T", " "),
            each["entity"],
            each["reason"],
            f"{each['blocks']} wait for it" if each["blocks"] else "",
            each["change_id"],
        )
        for each in parked
    )


_ID = positional("id", "As 'parked list' names it.", aliases=("change_id",))

COMMANDS = (
    Command(
        words="parked list",
        summary="List changes that could not be applied, each with its reason.",
        example="parked list",
        act=_list,
    ),
    Command(
        words="parked retry",
        summary="Put a parked change, and what waits for it, back into the queue.",
        example="parked retry 4fd1e6bda4a7eb6a-12",
        act=_retry,
        inputs=(_ID,),
    ),
    Command(
        words="parked drop",
        summary="Give a parked change up, with what builds on it; the history keeps it.",
        example="parked drop 4fd1e6bda4a7eb6a-12",
        act=_drop,
        inputs=(_ID,),
    ),
)
