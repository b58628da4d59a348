"""`noren notice …`: what staff tell one another about a day."""

from __future__ import annotations

from dataclasses import replace

from app.cli import lookup, output
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, positional
from app.cli.station import Station
from app.domain.errors import Invalid
from app.domain.ids import NoticeId
from app.services.notices import Noted


def _add(station: Station, inputs: Inputs) -> Answer:
    first = lookup.day_of(inputs, "day") or station.scribe().today()
    last = lookup.day_of(inputs, "until") if inputs.has("until") else first
    notices = station.desk.notices
    return _answer(station, notices.add(inputs.needed("text"), first, last, station.author))


def _change(station: Station, inputs: Inputs) -> Answer:
    before = station.desk.notices.get(NoticeId(inputs.needed("id")))
    if not any(inputs.has(name) for name in ("text", "day", "until")):
        raise Invalid("name at least one field to change", code="nothing_to_change")
    after = replace(
        before,
        text=inputs.needed("text") if inputs.has("text") else before.text,
        day_from=lookup.day_of(inputs, "day") or before.day_from,
        day_to=lookup.day_of(inputs, "until") if inputs.has("until") else before.day_to,
    )
    return _answer(station, station.desk.notices.change(before, after, station.author))


def _done(station: Station, inputs: Inputs) -> Answer:
    before = station.desk.notices.get(NoticeId(inputs.needed("id")))
    return _answer(station, station.desk.notices.finish(before, station.author))


def _read(station: Station, inputs: Inputs) -> Answer:
    before = station.desk.notices.get(NoticeId(inputs.needed("id")))
    with inputs.blaming("reader"):
        reader = lookup.staff_of(station.desk, inputs.needed("reader"))
    return _answer(station, station.desk.notices.read(before, reader.id, station.author))


def _list(station: Station, inputs: Inputs) -> Answer:
    scribe = station.scribe()
    day = lookup.day_of(inputs, "day") or scribe.today()
    document = [scribe.entity("notice", each) for each in station.desk.notices.on(day)]
    return Answer(document=document, text=lambda: _text(document))


def _answer(station: Station, noted: Noted) -> Answer:
    document = station.scribe().entity("notice", noted.notice)
    document["change_ids"] = list(noted.change_ids)
    return Answer(document=document, text=lambda: _text([document]))


def _text(notices: list[dict[str, Json]]) -> str:
    return output.table(
        (each["day_from"], each["day_to"] or "", each["text"], each["id"]) for each in notices
    )


_ID = positional("id", "The notice's id.")
_FROM = Input("day", "First business day; today, if none is named.", aliases=("day_from",))
_UNTIL = Input("until", "Last business day; an empty one is until it is done.", aliases=("day_to",))

COMMANDS = (
    Command(
        words="notice add",
        summary="Tell the staff of a day something.",
        example="notice add '19時から団体、裏口を開ける' --day 2026-12-24",
        act=_add,
        inputs=(positional("text", "What they should know."), _FROM, _UNTIL),
        takes_data=True,
    ),
    Command(
        words="notice change",
        summary="Change only what is named.",
        example="notice change ID --text '20時から団体'",
        act=_change,
        inputs=(_ID, Input("text", "What they should know."), _FROM, _UNTIL),
        takes_data=True,
    ),
    Command(
        words="notice done",
        summary="Take a notice off the book; its history stays, and it can be undone.",
        example="notice done ID",
        act=_done,
        inputs=(_ID,),
    ),
    Command(
        words="notice read",
        summary="Note that somebody has read it.",
        example="notice read ID 佐藤",
        act=_read,
        inputs=(_ID, positional("reader", "Staff, by name or id.")),
    ),
    Command(
        words="notice list",
        summary="List what is to be known on a day.",
        example="notice list --day 2026-12-24",
        act=_list,
        inputs=(_FROM,),
    ),
)
