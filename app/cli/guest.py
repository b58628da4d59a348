"""`noren guest …`: cards of people the house knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from app.cli import lookup, output
from app.cli.booking_text import reservations_text
from app.cli.commands import Answer, Command
from app.cli.inputs import Input, Inputs, Json, Kind, positional
from app.cli.station import Station
from app.domain.dates import parse_birthday, parse_date
from app.domain.errors import Invalid
from app.domain.guest import Guest
from app.domain.ids import GuestId
from app.services.guests import GuestDraft


def _add(station: Station, inputs: Inputs) -> Answer:
    draft = GuestDraft(
        name=inputs.text("name"),
        kana=inputs.text("kana"),
        phones=_phones(inputs),
        email=inputs.text("email"),
        company=inputs.text("company"),
        birthday=_birthday(inputs),
        anniversary=_anniversary(inputs),
        tags=inputs.texts("tag"),
        allergies=inputs.texts("allergy"),
        preferences=inputs.text("preferences"),
        caution=inputs.text("caution"),
        note=inputs.text("note"),
    )
    return _answer(station, station.desk.guests.add(draft, station.author))


def _change(station: Station, inputs: Inputs) -> Answer:
    guests = station.desk.guests
    before = guests.get(GuestId(inputs.needed("id")))
    readers: dict[str, tuple[str, Callable[[], Any]]] = {
        **{name: (name, partial(inputs.text, name)) for name in _TEXTS},
        "tag": ("tags", lambda: inputs.texts("tag")),
        "allergy": ("allergies", lambda: inputs.texts("allergy")),
        "phone": ("phones", lambda: guests.read_phones(_phones(inputs))),
        "birthday": ("birthday", lambda: _birthday(inputs)),
        "anniversary": ("anniversary", lambda: _anniversary(inputs)),
    }
    changes = {field: read() for name, (field, read) in readers.items() if inputs.has(name)}
    if not changes:
        raise Invalid("name at least one field to change", code="nothing_to_change")
    return _answer(station, guests.change(before, replace(before, **changes), station.author))


def _find(station: Station, inputs: Inputs) -> Answer:
    scribe = station.scribe()
    found = station.desk.guests.find(inputs.needed("text"), lookup.limit_of(inputs))
    document = [scribe.guest(each) for each in found]
    return Answer(document=document, text=lambda: guests_text(document))


def _show(station: Station, inputs: Inputs) -> Answer:
    scribe = station.scribe()
    id = GuestId(inputs.needed("id"))
    card = station.desk.guests.card(id)
    coming = card.next_reservation
    document = {
        **scribe.guest(card.guest),
        **scribe.visits(card.visits),
        "next_reservation": scribe.reservation(coming) if coming else None,
        "reservations": [scribe.reservation(each) for each in card.reservations],
        "joined": [scribe.guest(each) for each in station.desk.guests.joined(id)],
    }
    return Answer(document=document, text=lambda: _card_text(document))


def _merge(station: Station, inputs: Inputs) -> Answer:
    id, into = GuestId(inputs.needed("id")), GuestId(inputs.needed("into"))
    with inputs.blaming("into"):
        station.desk.guests.get(into)
    return _answer(station, station.desk.guests.merge(id, into, station.author))


def _unmerge(station: Station, inputs: Inputs) -> Answer:
    id = GuestId(inputs.needed("id"))
    return _answer(station, station.desk.guests.unmerge(id, station.author))


def _delete(station: Station, inputs: Inputs) -> Answer:
    guests = station.desk.guests
    before = guests.get(GuestId(inputs.needed("id")))
    made = guests.delete(before, station.author)
    document = {"id": before.id, "deleted": True, "change_ids": list(made)}
    return Answer(document=document, text=lambda: f"Taken out of the book ({', '.join(made)}).")


def guests_text(guests: list[dict[str, Json]]) -> str:
    """Write guests one below the other for people."""
    return output.table(
        (
            each["name"],
            each["kana"],
            ", ".join(phone["raw"] for phone in each["phones"]),
            " ".join((*each["tags"], *each["allergies"])),
            each["id"],
        )
        for each in guests
    )


def guest_text(guest: Mapping[str, Json]) -> str:
    """Write one card for people."""
    facts = {name: value for name, value in guest.items() if name not in _NOT_FOR_PEOPLE}
    lines = [output.sheet(facts), *(f"! {each['message']}" for each in guest["warnings"])]
    return "\n".join(lines)


def _card_text(card: Mapping[str, Json]) -> str:
    bookings = card["reservations"]
    return "\n\n".join([guest_text(card), *([reservations_text(bookings)] if bookings else [])])


def _answer(station: Station, guest: Guest) -> Answer:
    document = station.scribe().guest(guest)
    return Answer(document=document, text=lambda: guest_text(document))


def _phones(inputs: Inputs) -> tuple[str, ...]:
    """Read phones as typed, or as printed with their raw, digits and e164."""
    given = lookup.list_of(inputs.value("phone"), "phone")
    texts = [each.get("raw") if isinstance(each, dict) else each for each in given]
    return lookup.texts_of(texts, "phone")


def _birthday(inputs: Inputs) -> date | None:
    text = inputs.text("birthday")
    return parse_birthday(text) if text else None


def _anniversary(inputs: Inputs) -> date | None:
    text = inputs.text("anniversary")
    return parse_date(text, field="anniversary") if text else None


_TEXTS: Final = ("name", "kana", "email", "company", "preferences", "caution", "note")
_NOT_FOR_PEOPLE: Final = frozenset(
    {"warnings", "conflicts", "revision", "next_reservation", "reservations", "joined"}
)

_ID = positional("id", "The card's id.")
_FIELDS = (
    Input("name", "Without 様."),
    Input("kana", "Its reading."),
    Input("phone", "In any spelling; may be repeated.", Kind.ANYS, aliases=("phones",)),
    Input("email", "One address."),
    Input("company", "Shown after the name."),
    Input("birthday", "1984-12-24, S59.12.24, 昭和59年12月24日.", metavar="DATE"),
    Input("anniversary", "Likewise.", metavar="DATE"),
    Input("tag", "A mark such as VIP; may be repeated.", Kind.TEXTS, aliases=("tags",)),
    Input("allergy", "Such as えび; may be repeated.", Kind.TEXTS, aliases=("allergies",)),
    Input("preferences", "What they like."),
    Input("caution", "要注意, and why."),
    Input("note", "What staff noted."),
)

COMMANDS = (
    Command(
        words="guest add",
        summary="Make a guest's card.",
        example="guest add --name 髙橋 --kana たかはし --phone 090-1234-5678",
        act=_add,
        inputs=_FIELDS,
        takes_data=True,
    ),
    Command(
        words="guest change",
        summary="Change only what is named; phones, marks and allergies are named as a whole.",
        example="guest change ID --allergy えび --allergy そば",
        act=_change,
        inputs=(_ID, *_FIELDS),
        takes_data=True,
    ),
    Command(
        words="guest find",
        summary="Find guests by kana, any spelling of a name, or three digits of a phone.",
        example="guest find たかは",
        act=_find,
        inputs=(
            positional("text", "Part of a name or phone."),
            Input("limit", "At most so many.", Kind.WHOLE),
        ),
    ),
    Command(
        words="guest show",
        summary="Show a card with visits, the next booking and the latest ones.",
        example="guest show ID",
        act=_show,
        inputs=(_ID,),
    ),
    Command(
        words="guest merge",
        summary="Note that a card and another are one person; 'unmerge' takes it back.",
        example="guest merge ID INTO",
        act=_merge,
        inputs=(_ID, positional("into", "The card that stays.")),
    ),
    Command(
        words="guest unmerge",
        summary="Take a merge back.",
        example="guest unmerge ID",
        act=_unmerge,
        inputs=(_ID,),
    ),
    Command(
        words="guest delete",
        summary="Take a card out of the book; bookings keep their names, and it can be undone.",
        example="guest delete ID",
        act=_delete,
        inputs=(_ID,),
    ),
)
