"""A guest's card: who they are, what the house knows of them, and every change of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.call import Call
from app.domain.dates import parse_birthday
from app.domain.errors import DomainError
from app.domain.guest import Guest
from app.domain.ids import GuestId
from app.domain.kana import same_name
from app.domain.reservation import PRESENT, Reservation, Status
from app.domain.rights import Right
from app.services.desk import Desk
from app.services.guests import GuestCard
from app.viewmodels.caller_face import CallRow, call_row
from app.viewmodels.day import DayModel, Saved, Touched
from app.viewmodels.drafts import DraftStore, pack, unpack
from app.viewmodels.past import PastModel
from app.viewmodels.records import newest_change
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.rows import status_word
from app.viewmodels.search_hits import COMING
from app.viewmodels.sheet import Beginning
from app.viewmodels.wording import (
    booking_text,
    date_text,
    person_text,
    phone_text,
    short_day_text,
    translate,
)

PAST_PAGE: Final = 8
AHEAD_MAX: Final = 50
"""More bookings than these nobody has ahead; they are read besides the page of the past."""

CALLS_MAX: Final = 5
ALIKE_MAX: Final = 10
CARD_TYPES: Final = frozenset({"guest", "reservation"})
SEPARATORS: Final = ("、", "，", ";", "；", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestForm:
    """What can be typed on a guest's card; several words stand in one text, with commas."""

    name: str = ""
    kana: str = ""
    phones: str = ""
    email: str = ""
    company: str = ""
    birthday: str = ""
    anniversary: str = ""
    tags: str = ""
    allergies: str = ""
    preferences: str = ""
    caution: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingLine:
    """One booking on a guest's card."""

    reservation_id: str
    text: str
    status: str
    stands: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Another card that may be the same person."""

    guest_id: GuestId
    text: str
    why: str


class GuestModel(QObject):
    """The guest card.

    Signals:
        opened: a card is to be shown.
        changed: it reads differently.
        closed: no card is open any more.
        refused: it could not be saved; carries a sentence fit to show. Nothing typed is lost.
        booking_requested: staff want a booking for this guest; carries a `Beginning`.
        reservation_requested: staff want to see a booking; carries its id.
    """

    opened = Signal()
    changed = Signal()
    closed = Signal()
    refused = Signal(str)
    booking_requested = Signal(object)
    reservation_requested = Signal(str)

    def __init__(
        self, desk: Desk, day: DayModel, drafts: DraftStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = day
        self._store = drafts
        self._left_behind = unpack(drafts.load())
        self._reservations: tuple[Reservation, ...] = ()
        self._calls: tuple[Call, ...] = ()
        self._past_max = PAST_PAGE
        self._card: GuestCard | None = None
        self.changes = PastModel(desk, day, self)
        self._alike: tuple[Alike, ...] = ()
        self._joined: tuple[Alike, ...] = ()
        self._edited: Guest | None = None
        self._drafts: dict[GuestId, tuple[Guest, GuestForm]] = {}
        self._has_news = False

    @property
    def card(self) -> GuestCard | None:
        """Whose card is open."""
        return self._card

    @property
    def alike(self) -> tuple[Alike, ...]:
        """Cards that may be the same person; joining them can be undone for ever."""
        return self._alike

    @property
    def joined(self) -> tuple[Alike, ...]:
        """Cards that staff found to be this same person."""
        return self._joined

    @property
    def has_news(self) -> bool:
        """Whether another device changed the card while it was being edited here."""
        return self._has_news

    @property
    def phones(self) -> tuple[str, ...]:
        """The numbers as people read them out."""
        return tuple(phone_text(each) for each in self._guest().phones)

    @property
    def days(self) -> str:
        """Birthday and anniversary, as days of the year."""
        guest = self._guest()
        parts = []
        if guest.birthday:
            words = translate("Guest", "Birthday {day}")
            parts.append(words.format(day=date_text(guest.birthday)))
        if guest.anniversary:
            words = translate("Guest", "Anniversary {day}")
            parts.append(words.format(day=date_text(guest.anniversary)))
        return "   ".join(parts)

    @property
    def figures(self) -> tuple[tuple[str, str], ...]:
        """What the house counts of a guest, each with its word: visits, no-shows and so on."""
        if self._card is None:
            return ()
        visits = self._card.visits
        last = short_day_text(visits.last_visit) if visits.last_visit else "—"
        return (
            (str(visits.visits), translate("Guest", "visits")),
            (str(visits.no_shows), translate("Guest", "no-shows")),
            (str(visits.cancellations), translate("Guest", "cancelled")),
            (last, translate("Guest", "last visit")),
        )

    @property
    def coming(self) -> tuple[BookingLine, ...]:
        """Bookings that are still to come or under way, the next first."""
        ahead = (each for each in self._reservations if self._is_ahead(each))
        return tuple(map(self._line, sorted(ahead, key=lambda each: each.starts_at)))

    @property
    def past(self) -> tuple[BookingLine, ...]:
        """The other bookings, newest first, as far as is shown."""
        return tuple(map(self._line, self._gone()[: self._past_max]))

    @property
    def has_more(self) -> bool:
        """Whether there are older bookings than are shown."""
        return len(self._gone()) > self._past_max

    @property
    def calls(self) -> tuple[CallRow, ...]:
        """The guest's last calls, newest first."""
        book, today = self._day.book, self._day.today()
        return tuple(call_row(each, book, today) for each in self._calls)

    def show_more(self) -> None:
        """Show older bookings too."""
        self._past_max += PAST_PAGE
        self._read_bookings()
        self.changed.emit()

    @Slot(str)
    def open(self, guest_id: str) -> None:
        """Show a guest's card."""
        self._edited = None
        self._past_max = PAST_PAGE
        try:
            self._read(GuestId(guest_id))
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return
        self.opened.emit()

    def close(self) -> None:
        """Put the card away."""
        self._card = self._edited = None
        self.closed.emit()

    def begin_edit(self) -> GuestForm:
        """Lay the card out for typing, or what was typed and not saved yet.

        What others write from then on is met when it is saved.
        """
        guest = self._guest()
        self._edited, form = self._drafts.get(guest.id, (guest, _form_of(guest)))
        self._has_news = guest != self._edited
        return form

    def save(self, form: GuestForm) -> bool:
        """Save what was typed; a field others changed meanwhile asks a person later."""
        before = self._edited or self._guest()
        known = newest_change(self._desk, before.id)
        try:
            after = self._filled(before, form)
            saved = self._desk.guests.change(before, after, self._day.author)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return False
        self.discard()
        self._record("guest", saved, known)
        return True

    @property
    def has_draft(self) -> bool:
        """Whether something was typed on this card that waits to be saved."""
        return self._card is not None and self._card.guest.id in self._drafts

    def type(self, form: GuestForm) -> None:
        """Keep what is being typed, until it is saved or discarded; a crash cannot take it."""
        if self._edited is None:
            return
        if form != _form_of(self._edited):
            self._drafts[self._edited.id] = (self._edited, form)
        else:
            self._drafts.pop(self._edited.id, None)
        self._keep_drafts()

    def lay_aside(self) -> None:
        """Stop typing for now; what was typed waits."""
        self._edited = None
        self.changed.emit()

    def discard(self) -> None:
        """Stop typing, and leave the card as it was."""
        if self._edited is not None:
            self._drafts.pop(self._edited.id, None)
            self._keep_drafts()
        self._edited = None
        self.changed.emit()

    def reword(self) -> None:
        """Say everything again, in the language that is spoken now."""
        if self._card is not None:
            self._read(self._card.guest.id)
            self.changed.emit()

    def begin_booking(self) -> None:
        """Ask for a new booking of this guest."""
        self.booking_requested.emit(Beginning(guest_id=self._guest().id))

    def open_booking(self, reservation_id: str) -> None:
        """Ask for one of the bookings."""
        self.reservation_requested.emit(reservation_id)

    def join(self, other: GuestId) -> None:
        """Note that another card is this same person; nothing is copied."""
        if self._day.rights.grants(Right.MERGE, lambda: self.join(other)):
            self._rewrite("merge", other, lambda: self._merge(other))

    def take_apart(self, other: GuestId) -> None:
        """Take a joining back, however long ago it was."""
        if self._day.rights.grants(Right.MERGE, lambda: self.take_apart(other)):
            self._rewrite("unmerge", other, lambda: self._unmerge(other))

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Take news of guests and bookings; what is being typed stays with the view."""
        if self._card is None or not {kind for kind, _ in touched} & CARD_TYPES:
            return
        before = self._card.guest
        try:
            self._read(before.id)
        except DomainError:
            self.close()
            return
        self._has_news = self._edited is not None and self._card.guest != self._edited
        self.changed.emit()

    def _merge(self, other: GuestId) -> None:
        self._desk.guests.merge(other, self._guest().id, self._day.author)

    def _unmerge(self, other: GuestId) -> None:
        self._desk.guests.unmerge(other, self._day.author)

    def _rewrite(self, code: str, other: GuestId, write: Callable[[], None]) -> None:
        known = newest_change(self._desk, other)
        try:
            write()
            changed = self._desk.guests.get(other)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return
        self._record(code, changed, known)

    def _record(self, code: str, guest: Guest, known: str) -> None:
        newest = newest_change(self._desk, guest.id)
        if newest != known:
            touched = frozenset({("guest", str(guest.id))})
            self._day.record_changes(Saved(code, (newest,), touched, guest.name))
        self._read(self._guest().id)
        self.changed.emit()

    def _read(self, guest_id: GuestId) -> None:
        desk = self._desk
        self._card = desk.guests.card(guest_id)
        self.changes.show(("guest", str(guest_id)), self._card.guest.name)
        self._joined = tuple(
            Alike(guest_id=each.id, text=_who(each), why="")
            for each in desk.guests.joined(guest_id)
        )
        self._alike = self._find_alike(self._card.guest)
        self._calls = desk.guests.calls(guest_id, CALLS_MAX)
        self._read_bookings()
        self._take_up(self._card.guest)

    def _read_bookings(self) -> None:
        """Read as many bookings as are shown, and those to come besides."""
        limit = self._past_max + AHEAD_MAX
        self._reservations = self._desk.guests.bookings(self._guest().id, limit)

    def _is_ahead(self, reservation: Reservation) -> bool:
        standing = reservation.status in COMING or reservation.status in PRESENT
        return standing and reservation.business_day >= self._day.today()

    def _gone(self) -> tuple[Reservation, ...]:
        return tuple(each for each in self._reservations if not self._is_ahead(each))

    def _keep_drafts(self) -> None:
        """Keep what is typed where a crash cannot take it."""
        documents = {
            str(id): {
                "revision": base.revision,
                "base": asdict(_form_of(base)),
                "form": asdict(form),
            }
            for id, (base, form) in self._drafts.items()
        }
        self._store.save(pack({**self._left_behind, **documents}))

    def _take_up(self, guest: Guest) -> None:
        """Take up what was typed on a card when the program ended; it met the card of then."""
        document = self._left_behind.pop(str(guest.id), None)
        if not isinstance(document, dict) or guest.id in self._drafts:
            return
        try:
            base = self._filled(guest, GuestForm(**document["base"]))
            form = GuestForm(**document["form"])
            self._drafts[guest.id] = replace(base, revision=int(document["revision"])), form
        except (TypeError, KeyError, ValueError, DomainError):
            return

    def _find_alike(self, guest: Guest) -> tuple[Alike, ...]:
        keys = {each.key for each in guest.phones}
        near = {
            each.id: each
            for text in (guest.name, *(phone.digits for phone in guest.phones))
            if text
            for each in self._desk.guests.find(text, ALIKE_MAX)
        }
        near.pop(guest.id, None)
        found = []
        for each in near.values():
            if keys & {phone.key for phone in each.phones}:
                why = translate("Guest", "same number")
            elif same_name(each.name, guest.name):
                why = translate("Guest", "same name")
            else:
                continue
            found.append(Alike(guest_id=each.id, text=_who(each), why=why))
        return tuple(found)

    def _filled(self, before: Guest, form: GuestForm) -> Guest:
        typed = tuple(_parts(form.phones))
        kept = tuple(each.raw for each in before.phones)
        return replace(
            before,
            name=form.name.strip(),
            kana=form.kana.strip(),
            phones=before.phones if typed == kept else self._desk.guests.read_phones(typed),
            email=form.email.strip(),
            company=form.company.strip(),
            birthday=_day_typed(form.birthday),
            anniversary=_day_typed(form.anniversary),
            tags=_parts(form.tags),
            allergies=_parts(form.allergies),
            preferences=form.preferences.strip(),
            caution=form.caution.strip(),
            note=form.note.strip(),
        )

    def _guest(self) -> Guest:
        assert self._card is not None, "no card is open"
        return self._card.guest

    def _line(self, reservation: Reservation) -> BookingLine:
        book = self._day.book
        return BookingLine(
            reservation_id=str(reservation.id),
            text=booking_text(reservation, book.venue, book.tables),
            status=status_word(reservation.status),
            stands=reservation.status,
        )


def _who(guest: Guest) -> str:
    number = phone_text(guest.phones[0]) if guest.phones else ""
    return "  ".join(each for each in (person_text(guest.name), guest.kana, number) if each)


def _form_of(guest: Guest) -> GuestForm:
    return GuestForm(
        name=guest.name,
        kana=guest.kana,
        phones=_joined(each.raw for each in guest.phones),
        email=guest.email,
        company=guest.company,
        birthday=guest.birthday.isoformat() if guest.birthday else "",
        anniversary=guest.anniversary.isoformat() if guest.anniversary else "",
        tags=_joined(guest.tags),
        allergies=_joined(guest.allergies),
        preferences=guest.preferences,
        caution=guest.caution,
        note=guest.note,
    )


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)


def _parts(text: str) -> tuple[str, ...]:
    for each in SEPARATORS:
        text = text.replace(each, ",")
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _day_typed(text: str) -> date | None:
    return parse_birthday(text) if text.strip() else None
