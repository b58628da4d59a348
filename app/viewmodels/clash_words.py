"""Say a clash in plain words: both sides, who wrote them, the ways out. Pure formatting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.business_day import clock_text
from app.domain.clashes import DoubleBooking
from app.domain.history import ClashValue, FieldClash, HistoryEntry
from app.domain.ids import ReservationId
from app.domain.remedies import COMBINE, MOVE, OTHER_TIME, SWAP, UNASSIGN, Remedy
from app.domain.reservation import Reservation
from app.viewmodels.record_words import NOTHING, Json, Names, value_text
from app.viewmodels.rows import covers_text, name_text
from app.viewmodels.wording import (
    Piece,
    differences,
    field_word,
    moment_text,
    short_day_text,
    tables_text,
    translate,
)

PROMISE_FIELDS = frozenset({"table_ids", "starts_at"})
"""Writing one of these is what promised the table."""

DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two who do not agree.

    Attributes:
        pieces: the party, or the value with what differs marked.
        signed: device, time and person, as staff know them.
        standing: what speaks for this side as things are; may be empty.
    """

    pieces: tuple[Piece, ...]
    signed: str
    standing: str = ""

    @property
    def text(self) -> str:
        """The side without marks."""
        return "".join(each.text for each in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """One tap that settles the clash.

    Attributes:
        keep: its position, as the clash service counts.
        needs_call: a guest has to be asked first.
    """

    keep: int
    text: str
    note: str = ""
    needs_call: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One thing people must settle, ready to show.

    Attributes:
        base: what both had on the screen, where it is still known.
        reservation_ids: whose blocks it is about.
    """

    id: str
    title: str
    sides: tuple[Side, ...]
    ways: tuple[WayOut, ...]
    base: str = ""
    name: str = ""
    touched: frozenset[tuple[str, str]] = frozenset()
    reservation_ids: tuple[str, ...] = ()
    is_about_a_field: bool = False

    @property
    def text(self) -> str:
        """All of it as one line, for readers of screens."""
        sides = translate("Clashes", " / ").join(
            f"{side.text} ({side.signed})" for side in self.sides
        )
        return f"{self.title}. {sides}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where the words look things up.

    Attributes:
        shown: the business day on the screen; a clash of another day says its date.
    """

    names: Names
    shown: date
    history: Callable[[str], Iterable[HistoryEntry]]
    reservation: Callable[[ReservationId], Reservation | None]


def double_words(double: DoubleBooking, shelf: Shelf) -> Clash:
    """Say that a table is promised twice."""
    names = shelf.names
    other, holder = double.other, double.holder
    time = clock_text(max(other.starts_at, holder.starts_at), names.venue, other.business_day)
    tables = tables_text(double.table_ids, names.tables)
    title = translate("Clashes", "{time} {table} is promised twice").format(time=time, table=tables)
    # A bare time reads as today's, or as that of the day one looks at: it must be both.
    if {other.business_day} != {names.today, shelf.shown}:
        title = f"{short_day_text(other.business_day)} {title}"
    parties = {each.id: each for each in (holder, other)}
    moved = {
        each for remedy in double.remedies for each in (remedy.reservation_id, remedy.other_id)
    }
    for each in moved - parties.keys():
        if each is not None and (found := shelf.reservation(each)) is not None:
            parties[each] = found
    return Clash(
        id=double.id,
        title=title,
        sides=(
            _party_side(holder, shelf, translate("Clashes", "has the table")),
            _party_side(other, shelf, translate("Clashes", "needs another")),
        ),
        ways=tuple(
            _way(keep, remedy, parties, names) for keep, remedy in enumerate(double.remedies)
        ),
        name=other.guest_name,
        touched=frozenset(("reservation", str(each)) for each in parties),
        reservation_ids=(str(holder.id), str(other.id)),
    )


def field_words(clash: FieldClash, whose: str, shelf: Shelf) -> Clash:
    """Say that two people set one field differently."""
    names = shelf.names
    base = "" if clash.base is None else value_text(clash.field, clash.base, names)
    title = (
        translate("Clashes", "{whose}: deleted here, edited there")
        if clash.field == DELETED
        else translate("Clashes", "{whose}: two answers for {field}")
    )
    return Clash(
        id=clash.id,
        title=title.format(whose=whose, field=field_word(clash.field)),
        sides=tuple(_value_side(each, clash, base, names) for each in clash.values),
        ways=tuple(
            WayOut(
                keep=keep,
                text=_keep_text(clash.field, each.value, names),
                note=_signed(each.actor, each.device, each.at_ms, names),
            )
            for keep, each in enumerate(clash.values)
        ),
        base=base,
        name=whose,
        touched=frozenset({(clash.entity_type, clash.entity_id)}),
        reservation_ids=(clash.entity_id,) if clash.entity_type == "reservation" else (),
        is_about_a_field=True,
    )


def _party_side(reservation: Reservation, shelf: Shelf, standing: str) -> Side:
    words = f"{name_text(reservation)} {covers_text(reservation.covers)}"
    promised = [
        each for each in shelf.history(str(reservation.id)) if PROMISE_FIELDS & set(each.fields)
    ]
    who = ""
    if promised:
        last = promised[-1]
        who = _signed(last.actor, last.device, last.at_ms, shelf.names)
    return Side(pieces=(Piece(words, differs=False),), signed=who, standing=standing)


def _value_side(value: ClashValue, clash: FieldClash, base: str, names: Names) -> Side:
    words = _value(clash.field, value.value, names)
    return Side(
        pieces=differences(base, words) if base else (Piece(words, differs=True),),
        signed=_signed(value.actor, value.device, value.at_ms, names),
        standing=translate("Clashes", "in the book now") if value.value == clash.shown else "",
    )


def _value(field: str, value: Json, names: Names) -> str:
    if field == DELETED:
        return translate("Clashes", "delete it") if value else translate("Clashes", "keep it")
    return value_text(field, value, names)


def _keep_text(field: str, value: Json, names: Names) -> str:
    if field == DELETED:
        return _value(field, value, names)
    words = _value(field, value, names)
    if words == NOTHING:
        return translate("Clashes", "Leave it empty")
    return translate("Clashes", "Keep {value}").format(value=words)


def _signed(actor: str, device: str, at_ms: int, names: Names) -> str:
    when = moment_text(at_ms, names.venue, names.today)
    return " ".join(each for each in (device, when, names.actor(actor)) if each)


def _way(
    keep: int, remedy: Remedy, parties: dict[ReservationId, Reservation], names: Names
) -> WayOut:
    who = _name(parties.get(remedy.reservation_id))
    tables = tables_text(remedy.table_ids, names.tables)
    words = {
        MOVE: translate("Clashes", "{who} to {tables}"),
        COMBINE: translate("Clashes", "{who} to {tables} together"),
        SWAP: translate("Clashes", "{who} to {tables}, {other} to {other_tables}"),
        OTHER_TIME: translate("Clashes", "{who} at {time}, {tables}"),
        UNASSIGN: translate("Clashes", "{who} without a table for now"),
    }[remedy.code]
    party = parties.get(remedy.reservation_id)
    time = clock_text(remedy.starts_at, names.venue, party.business_day) if party else ""
    note = (
        translate("Clashes", "call the guest")
        if remedy.needs_call
        else translate("Clashes", "no call needed")
    )
    return WayOut(
        keep=keep,
        text=words.format(
            who=who,
            tables=tables,
            time=time,
            other=_name(parties.get(remedy.other_id)) if remedy.other_id else "",
            other_tables=tables_text(remedy.other_table_ids, names.tables),
        ),
        note=note,
        needs_call=remedy.needs_call,
    )


def _name(reservation: Reservation | None) -> str:
    return name_text(reservation) if reservation else "?"
