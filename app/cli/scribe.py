"""Writes the book's values as documents: fields by their own names, times in the house's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.cli.inputs import Json
from app.domain.availability import Suggestion
from app.domain.business_day import business_day_of, clock_text, venue_zone
from app.domain.call import CallerCard, CallerGuest
from app.domain.clashes import DoubleBooking, double_bookings
from app.domain.day import DayBook
from app.domain.guest import Guest, Visits
from app.domain.history import FieldClash, HistoryEntry
from app.domain.ids import TableId
from app.domain.numbers import read_phone
from app.domain.remedies import Remedy
from app.domain.reservation import Reservation
from app.domain.table import Area, Table
from app.domain.venue import Venue
from app.domain.warnings import Caution, cautions, describe
from app.services.desk import Desk
from app.store.export import at_text, in_zone
from app.store.history import HIDDEN, clashes_of
from app.store.ledger import Ledger
from app.store.schema import KINDS

LOOK_BACK: Final = timedelta(days=1)
"""Tables promised twice are settled from yesterday on: last night may still sit."""


class Scribe:
    """Writes values down as the house stands at one moment."""

    def __init__(self, desk: Desk, ledger: Ledger, now: datetime) -> None:
        self._desk = desk
        self._ledger = ledger
        self._now = now
        self._days: dict[date, DayBook] = {}

    @cached_property
    def venue(self) -> Venue:
        """The house."""
        return self._desk.house.venue()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The house's time zone."""
        return venue_zone(self.venue)

    @cached_property
    def tables(self) -> Mapping[TableId, Table]:
        """The tables, by id."""
        return {table.id: table for table in self._desk.floor.tables()}

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """The areas, by id."""
        return {area.id: area for area in self._desk.floor.areas()}

    def today(self) -> date:
        """Tell which business day it is."""
        return business_day_of(self._now, self.venue)

    def moment(self, at: datetime | None) -> str | None:
        """Write an instant with the house's offset."""
        return at.astimezone(self.zone).isoformat() if at else None

    def table_names(self, ids: Iterable[str]) -> list[str]:
        """Name tables in the order given; `?` for one that was taken away."""
        found = (self.tables.get(TableId(id)) for id in ids)
        return [table.name if table else "?" for table in found]

    def day(self, business_day: date) -> DayBook:
        """Read a business day, once."""
        if business_day not in self._days:
            self._days[business_day] = self._desk.bookings.day(business_day)
        return self._days[business_day]

    def reservation(self, reservation: Reservation) -> dict[str, Json]:
        """Write a reservation with what staff should know about it and what clashes on it."""
        day = self.day(reservation.business_day)
        told = cautions(day, reservation)
        conflicts = [self.field_clash(e) for e in day.clashes if e.entity_id == reservation.id]
        is_recent = day.business_day >= self.today() - LOOK_BACK
        if is_recent and any(each.code == "double_booked" for each in told):
            doubles = double_bookings(day, reservation.id)
            conflicts += [self.double_booking(each) for each in doubles]
        return {
            **self.entity("reservation", reservation),
            "ends_at": self.moment(reservation.ends_at),
            "covers": reservation.covers,
            "tables": self.table_names(reservation.table_ids),
            "warnings": [self.warning(each) for each in told],
            "conflicts": sorted(conflicts, key=lambda each: str(each["id"])),
        }

    def entity(self, kind: str, value: Any) -> dict[str, Json]:  # noqa: ANN401  # a value of that kind
        """Write all fields of a value by the names they have in the book and in its export."""
        written: dict[str, Json] = {"id": value.id}
        for field in KINDS[kind].fields:
            if field.name in HIDDEN:
                continue
            content = getattr(value, field.name)
            if field.key is None:
                written[field.name] = in_zone(kind, field.name, field.to_json(content), self.zone)
            else:
                written[field.name] = [_element(field.to_json(e), field.key(e)) for e in content]
        written["revision"] = value.revision
        written["conflicts"] = self._conflicts_on(kind, value.id) if value.conflicts else []
        return written

    def guest(self, guest: Guest) -> dict[str, Json]:
        """Write a guest's card, and which of its phones is no whole number."""
        return {**self.entity("guest", guest), "warnings": self._odd_phones(guest)}

    def visits(self, visits: Visits) -> dict[str, Json]:
        """Write what the book says about a guest's past."""
        last = visits.last_visit
        return {
            "visits": visits.visits,
            "no_shows": visits.no_shows,
            "cancellations": visits.cancellations,
            "last_visit": last.isoformat() if last else None,
        }

    def table(self, table: Table) -> dict[str, Json]:
        """Write a table with the name of its area."""
        area = self.areas.get(table.area_id or "")
        return {
            **self.entity("table", table),
            "seats": f"{table.seats_min}-{table.seats_max}",
            "area": area.name if area else "",
        }

    def card(self, card: CallerCard) -> dict[str, Json]:
        """Write a caller's card: who it may be, and of all of them what comes next."""
        coming = [each.next_reservation for each in card.guests if each.next_reservation]
        coming += card.bookings
        next_one = min(coming, key=lambda each: each.starts_at, default=None)
        past = card.guests[0].visits if len(card.guests) == 1 else Visits()
        phone = card.phone
        return {
            "phone": KINDS["call"].by_name("phone").to_json(phone),
            "withheld": card.withheld.value if card.withheld else None,
            "guests": [self._caller(each) for each in card.guests],
            "candidates": [self._caller(each) for each in card.candidates],
            "bookings": [self.reservation(each) for each in card.bookings],
            "next_reservation": self.reservation(next_one) if next_one else None,
            **self.visits(past),
        }

    def suggestion(self, suggestion: Suggestion) -> dict[str, Json]:
        """Write a free table, or several together."""
        return {
            "table_ids": list(suggestion.table_ids),
            "tables": self.table_names(suggestion.table_ids),
            "seats_min": suggestion.seats_min,
            "seats_max": suggestion.seats_max,
            "kind": suggestion.kind.value if suggestion.kind else None,
            "score": suggestion.score,
            "reasons": list(suggestion.reasons),
        }

    def warning(self, caution: Caution) -> dict[str, Json]:
        """Write what staff should know."""
        return {
            "code": caution.code,
            "message": describe(caution),
            "with": list(caution.with_ids),
        }

    def history(self, entry: HistoryEntry) -> dict[str, Json]:
        """Write one line of a history."""
        type_ = entry.entity_type
        return {
            "change_id": entry.change_id,
            "at": at_text(entry.at_ms, self.zone),
            "actor": entry.actor,
            "device": entry.device,
            "intent": entry.intent,
            "fields": {
                name: {
                    "from": in_zone(type_, name, before, self.zone),
                    "to": in_zone(type_, name, after, self.zone),
                }
                for name, (before, after) in entry.fields.items()
            },
            "state": entry.state.value,
        }

    def conflicts(self) -> list[dict[str, Json]]:
        """Write everything people must settle, in an order that is the same everywhere."""
        found = [self.field_clash(each) for each in self._desk.clashes.fields()]
        found += [self.double_booking(each) for each in self._desk.clashes.doubles()]
        return sorted(found, key=lambda each: str(each["id"]))

    def field_clash(self, clash: FieldClash) -> dict[str, Json]:
        """Write a field that two people set without having seen each other."""
        type_, name = clash.entity_type, clash.field
        return {
            "id": clash.id,
            "kind": "field",
            "entity": type_,
            "entity_id": clash.entity_id,
            "field": name,
            "shown": in_zone(type_, name, clash.shown, self.zone),
            "base": in_zone(type_, name, clash.base, self.zone),
            "values": [
                {
                    "value": in_zone(type_, name, each.value, self.zone),
                    "actor": each.actor,
                    "device": each.device,
                    "at": at_text(each.at_ms, self.zone),
                    "change_id": each.change_id,
                }
                for each in clash.values
            ],
        }

    def double_booking(self, double: DoubleBooking) -> dict[str, Json]:
        """Write a table that was promised twice, with both claims and the ways out."""
        parties = (double.holder, double.other)
        return {
            "id": double.id,
            "kind": "double_booking",
            "entity": "reservation",
            "entity_id": double.other.id,
            "field": "table_ids",
            "shown": {
                "holder": list(double.holder.table_ids),
                "other": list(double.other.table_ids),
            },
            "table_ids": list(double.table_ids),
            "tables": self.table_names(double.table_ids),
            "values": [self._claim(each) for each in parties],
            "parties": [self._party(each, holds=each is double.holder) for each in parties],
            "remedies": [self._remedy(each, parties) for each in double.remedies],
        }

    def _claim(self, party: Reservation) -> dict[str, Json]:
        """Write who promised the tables: the newest change that named them."""
        entries = self._desk.history.of(party.id)
        naming = [each for each in entries if "table_ids" in each.fields] or entries[:1]
        return {
            "value": list(party.table_ids),
            "reservation_id": party.id,
            "actor": naming[-1].actor,
            "device": naming[-1].device,
            "at": at_text(naming[-1].at_ms, self.zone),
            "change_id": naming[-1].change_id,
        }

    def _party(self, party: Reservation, *, holds: bool) -> dict[str, Json]:
        return {
            "id": party.id,
            "holds": holds,
            "guest_name": party.guest_name,
            "covers": party.covers,
            "status": party.status.value,
            "business_day": party.business_day.isoformat(),
            "starts_at": self.moment(party.starts_at),
            "ends_at": self.moment(party.ends_at),
            "table_ids": list(party.table_ids),
            "tables": self.table_names(party.table_ids),
        }

    def _remedy(self, remedy: Remedy, parties: Sequence[Reservation]) -> dict[str, Json]:
        moved = next(each for each in parties if each.id == remedy.reservation_id)
        return {
            "code": remedy.code,
            "message": self._remedy_text(remedy, moved),
            "reservation_id": remedy.reservation_id,
            "table_ids": list(remedy.table_ids),
            "tables": self.table_names(remedy.table_ids),
            "starts_at": self.moment(remedy.starts_at),
            "needs_call": remedy.needs_call,
            "other_id": remedy.other_id,
            "other_table_ids": list(remedy.other_table_ids),
        }

    def _remedy_text(self, remedy: Remedy, moved: Reservation) -> str:
        who = moved.guest_name or f"the party of {moved.covers}"
        ways = f"{who} to {'+'.join(self.table_names(remedy.table_ids))}"
        if not remedy.table_ids:
            ways = f"{who} without a table for now"
        if remedy.other_id is not None:
            ways += f"; who sits there to {'+'.join(self.table_names(remedy.other_table_ids))}"
        if remedy.starts_at != moved.starts_at:
            ways += f" at {clock_text(remedy.starts_at, self.venue, moved.business_day)}"
        return f"{ways} ({'ask them first' if remedy.needs_call else 'no call needed'})"

    def _caller(self, caller: CallerGuest) -> dict[str, Json]:
        coming = caller.next_reservation
        return {
            **self.guest(caller.guest),
            **self.visits(caller.visits),
            "next_reservation": self.reservation(coming) if coming else None,
        }

    def _odd_phones(self, guest: Guest) -> list[dict[str, Json]]:
        area_code = self.venue.home_area_code
        odd = [each for each in guest.phones if read_phone(each.raw, area_code).odd_length]
        return [
            self.warning(Caution(code="odd_phone", facts={"phone": each.raw.strip()}))
            for each in odd
        ]

    def _conflicts_on(self, kind: str, id: str) -> list[dict[str, Json]]:
        return [self.field_clash(each) for each in clashes_of(self._ledger, (kind, id))]


def _element(payload: Json, key: str) -> Json:
    return key if payload is True else payload
