"""`noren staff …`: who works the book."""

from __future__ import annotations

from dataclasses import replace

from app.cli import lookup, output
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind, positional
from app.cli.scribe import Scribe
from app.cli.station import Station
from app.domain.errors import Invalid
from app.domain.staff import Role, Staff
from app.services.team import check_pin_form


def _add(station: Station, inputs: Inputs) -> Answer:
    team, author = station.desk.team, station.author
    name = inputs.needed("name")
    role = lookup.choice(Role, inputs.text("role") or Role.HOST, "role")
    pin = _pin(inputs)
    member = team.add(name, role, author)
    if pin:
        member = team.set_pin(member, pin, author)
    return _answer(station, member)


def _change(station: Station, inputs: Inputs) -> Answer:
    team, author = station.desk.team, station.author
    with inputs.blaming("id"):
        before = lookup.staff_of(station.desk, inputs.needed("id"))
    if not any(inputs.has(name) for name in ("new_name", "role", "active", "pin")):
        raise Invalid("name at least one field to change", code="nothing_to_change")
    pin = _pin(inputs)
    after = replace(
        before,
        name=inputs.needed("new_name") if inputs.has("new_name") else before.name,
        role=lookup.choice(Role, inputs.text("role"), "role")
        if inputs.has("role")
        else before.role,
        active=inputs.flag("active") if inputs.has("active") else before.active,
    )
    member = team.change(before, after, author)
    if pin:
        member = team.set_pin(member, pin, author)
    return _answer(station, member)


def _list(station: Station, _: Inputs) -> Answer:
    scribe = station.scribe()
    document = [_written(scribe, each) for each in station.desk.team.staff()]
    return Answer(document=document, text=lambda: _text(document))


def _pin(inputs: Inputs) -> str:
    """Read a PIN and check it before anything is written."""
    pin = inputs.text("pin")
    if pin:
        check_pin_form(pin)
    return pin


def _written(scribe: Scribe, member: Staff) -> dict[str, Json]:
    return {**scribe.entity("staff", member), "has_pin": bool(member.pin_hash)}


def _text(staff: list[dict[str, Json]]) -> str:
    return output.table(
        (each["name"], each["role"], "" if each["active"] else "has left", each["id"])
        for each in staff
    )


def _answer(station: Station, member: Staff) -> Answer:
    document = _written(station.scribe(), member)
    return Answer(document=document, text=lambda: _text([document]))


_ROLE = Input("role", "host or manager.")
_PIN = Input("pin", "4 to 8 digits; only a hash of it is kept.")

COMMANDS = (
    Command(
        words="staff add",
        summary="Take somebody on.",
        example="staff add 佐藤 --role manager",
        act=_add,
        inputs=(positional("name", "Such as 佐藤."), _ROLE, _PIN),
        takes_data=True,
    ),
    Command(
        words="staff change",
        summary="Change only what is named; --no-active is how somebody leaves.",
        example="staff change 佐藤 --role host",
        act=_change,
        inputs=(
            positional("id", "Name or id."),
            Input("new_name", "Another name.", aliases=("name",)),
            _ROLE,
            Input("active", "Works here.", Kind.FLAG),
            _PIN,
        ),
        takes_data=True,
    ),
    Command(words="staff list", summary="List everybody.", example="staff list", act=_list),
)
