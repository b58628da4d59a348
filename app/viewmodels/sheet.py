"""The reservation sheet: begun, typed on, put aside, met by others' news, and saved.

What is typed is written to the draft store at every change, so that neither a call, a crash nor
another device's edit loses a letter of it. Nothing here is in the book before `save`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.business_day import at_minute, clock_minute, minute_text, parse_time
from app.domain.day import DayBook
from app.domain.errors import DomainError
from app.domain.guest import Guest, Visits
from app.domain.ids import CallId, GuestId, ReservationId, StaffId, TableId
from app.domain.reservation import Reservation, Source, Status
from app.domain.rights import Right
from app.domain.staff import Staff
from app.domain.status import may_move
from app.services.bookings import Booked, BookingDraft
from app.services.desk import Desk
from app.services.guests import GuestDraft
from app.viewmodels.day import DayModel, Touched
from app.viewmodels.drafts import DraftStore
from app.viewmodels.header import day_text
from app.viewmodels.months import MonthsModel
from app.viewmodels.past import PastModel
from app.viewmodels.refusals import REFUSALS, refusal_text
from app.viewmodels.sheet_facts import SheetFacts, best_tables, facts_of, turn_of
from app.viewmodels.sheet_form import (
    SheetDraft,
    SheetForm,
    SheetPile,
    differing,
    form_of,
    pack_pile,
    rebase,
    step_party,
    unpack_pile,
    with_covers,
    write_on,
)
from app.viewmodels.sheet_news import Meeting, News, news_of
from app.viewmodels.sheet_slots import PAGE_MINUTES, STEP_MINUTES, offered_minutes, page_of
from app.viewmodels.sheet_state import SheetState, state_of, title_of
from app.viewmodels.wording import person_text, phone_text, translate

ASIDE_MAX: Final = 9
MATCHES_MAX: Final = 5
LETTERS_MIN: Final = 1
DIGITS_MIN: Final = 3
CLAIMS: Final = frozenset({"business_day", "minute", "adults", "children", "infants"})
"""Fields that ask something of the house's day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What is known of a booking before anybody typed.

    Attributes:
        minute: minutes after the business day's midnight.
        call_id: the call it comes from.
    """

    business_day: date | None = None
    minute: int | None = None
    table_ids: tuple[TableId, ...] = ()
    adults: int = 2
    phone: str = ""
    guest_id: GuestId | None = None
    call_id: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestMatch:
    """One guest found while typing."""

    guest_id: GuestId
    name: str
    kana: str
    phone: str
    has_caution: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetGuest:
    """Whose booking it is, as far as the sheet tells."""

    guest: Guest
    visits: Visits


class SheetModel(QObject):
    """One sheet at a time; the others wait aside.

    Signals:
        opened: a sheet is to be shown.
        changed: something on it, or said about it, is different.
        closed: no sheet is open any more.
        matches_changed: the guests found for what is typed are different.
        refused: it could not be saved; carries a sentence fit to show. Nothing typed is lost.
    """

    opened = Signal()
    changed = Signal()
    closed = Signal()
    matches_changed = Signal()
    refused = Signal(str)

    def __init__(
        self, desk: Desk, day: DayModel, drafts: DraftStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.months = MonthsModel(desk, day, self)
        self._desk = desk
        self._day = day
        self._store = drafts
        self._page = 0
        self._heard = ""
        self._facts = SheetFacts()
        self._matches: tuple[GuestMatch, ...] = ()
        self._news: tuple[News, ...] = ()
        self._base: Reservation | None = None
        self._latest: Reservation | None = None
        self._guest: SheetGuest | None = None
        self._book = day.book
        self._aside: tuple[SheetDraft, ...] = ()
        self._draft: SheetDraft | None = None
        self.changes = PastModel(desk, day, self)
        pile = unpack_pile(drafts.load())
        self._aside = pile.aside
        if pile.open is not None:
            self._lay_out(pile.open)

    @property
    def is_open(self) -> bool:
        """Whether a sheet is being written on."""
        return self._draft is not None

    @property
    def form(self) -> SheetForm:
        """What stands on the sheet."""
        assert self._draft is not None, "no sheet is open"
        return self._draft.form

    @property
    def facts(self) -> SheetFacts:
        """What the house says to it."""
        return self._facts

    @property
    def editing(self) -> Reservation | None:
        """The booking being changed, as the book has it now; None for a new one."""
        return self._latest

    @property
    def book(self) -> DayBook:
        """The day the sheet is about."""
        return self._book

    @property
    def guest(self) -> SheetGuest | None:
        """The guest whose card it hangs on."""
        return self._guest

    @property
    def matches(self) -> tuple[GuestMatch, ...]:
        """Guests found for what is being typed."""
        return self._matches

    @property
    def news(self) -> tuple[News, ...]:
        """What others changed while this sheet was open."""
        return self._news

    @property
    def aside(self) -> tuple[str, ...]:
        """Sheets that were put aside, each in a few words."""
        return tuple(self._in_few_words(each.form) for each in self._aside)

    @property
    def staff(self) -> tuple[Staff, ...]:
        """Who may have taken it."""
        return tuple(each for each in self._desk.team.staff() if each.active)

    @property
    def day_text(self) -> str:
        """The business day it is for."""
        return day_text(self.form.business_day)

    @property
    def time_text(self) -> str:
        """The time chosen, as the business day counts it; empty until then."""
        return minute_text(self.form.minute) if self.form.minute is not None else ""

    @property
    def title(self) -> str:
        """Whose booking it is and where it stands, or that it is a new one."""
        if self._latest is not None:
            return title_of(self._latest)
        is_new = self._draft is None or self._draft.editing is None
        return (
            translate("Sheet", "New reservation") if is_new else translate("Sheet", "Reservation")
        )

    @property
    def state(self) -> SheetState | None:
        """Where the booking stands; None for a new one."""
        if self._latest is None:
            return None
        return state_of(self._latest, self._book.venue, self._day.now())

    @property
    def may_cancel(self) -> bool:
        """Whether the booking on the sheet can still be called off."""
        latest = self._latest
        if latest is None or latest.status is Status.CANCELLED:
            return False
        return may_move(latest.status, Status.CANCELLED)

    @property
    def has_changes(self) -> bool:
        """Whether closing it would put something aside."""
        draft = self._draft
        if draft is None:
            return False
        return bool(differing(draft.base, draft.form)) if draft.base else not draft.form.is_blank

    @Slot(object)
    def begin(self, beginning: Beginning) -> None:
        """Open a new sheet; one that is half written is put aside first."""
        self._put_aside()
        day = beginning.business_day or self._day.business_day
        form = SheetForm(
            business_day=day,
            minute=beginning.minute,
            adults=beginning.adults,
            phone=beginning.phone,
            table_ids=beginning.table_ids,
            auto_table=not beginning.table_ids,
            channel=beginning.channel or ("phone" if beginning.call_id else ""),
            taken_by=self._signing_staff(),
        )
        draft = SheetDraft(form=form, call_id=beginning.call_id)
        self._lay_out(draft)
        if beginning.guest_id:
            self.choose_guest(beginning.guest_id)
        self.opened.emit()

    @Slot(str)
    def edit(self, reservation_id: str) -> None:
        """Open the sheet of a booking."""
        if self._draft is not None and self._draft.editing == reservation_id:
            self.opened.emit()
            return
        try:
            before = self._desk.bookings.get(ReservationId(reservation_id))
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return
        self._put_aside()
        form = form_of(before, self._day.book.venue)
        self._lay_out(SheetDraft(form=form, editing=before.id, base=form, revision=before.revision))
        self.opened.emit()

    def change(self, form: SheetForm) -> None:
        """Take what was typed or tapped."""
        if self._draft is None or form == self._draft.form:
            return
        moved_day = form.business_day != self._draft.form.business_day
        self._draft = replace(self._draft, form=form)
        if moved_day:
            self._book = self._book_of(form.business_day)
        self._settle()

    def step_party(self, part: str, by: int) -> None:
        """Add or take away `adults`, `children` or `infants`."""
        self.change(step_party(self.form, part, by))

    def set_covers(self, covers: int) -> None:
        """Take a number of guests by one tap."""
        self.change(with_covers(self.form, covers))

    def type_time(self, text: str) -> bool:
        """Take a time as typed, such as 25:30 or 26時半; False when it is none of this day."""
        venue, day = self._book.venue, self.form.business_day
        try:
            minute = clock_minute(parse_time(text, day, venue), venue, day)
        except DomainError:
            return False
        self._page = page_of(offered_minutes(self._book), minute)
        self.change(replace(self.form, minute=minute))
        return True

    def turn_page(self, by: int) -> None:
        """Show earlier or later times."""
        self._page += by * PAGE_MINUTES
        self._settle()

    def step_turn(self, by: int) -> None:
        """Hold the table a quarter of an hour longer, or less long."""
        minutes = max(STEP_MINUTES, turn_of(self._book, self.form) + by * STEP_MINUTES)
        self.change(replace(self.form, turn_minutes=minutes))

    def choose_tables(self, table_ids: tuple[TableId, ...]) -> None:
        """Give the party these tables; none is 席未定."""
        self.change(replace(self.form, table_ids=table_ids, auto_table=False))

    def look_up(self, text: str) -> None:
        """Find guests for what is typed: kana, kanji, or three digits and more of a number."""
        typed = text.strip()
        digits = sum(each.isdigit() for each in typed)
        enough = digits >= DIGITS_MIN if digits else len(typed) >= LETTERS_MIN
        found = self._desk.guests.find(typed, MATCHES_MAX) if enough else ()
        matches = tuple(_match(each) for each in found if each.id != self.form.guest_id)
        if matches != self._matches:
            self._matches = matches
            self.matches_changed.emit()

    def hear_reading(self, reading: str) -> None:
        """Take the kana a name was typed in, part by part; what was written by hand stands."""
        form = self.form
        if form.kana == self._heard:
            self._heard += reading
            self.change(replace(form, kana=self._heard))

    def choose_guest(self, guest_id: GuestId) -> None:
        """Hang the booking on a guest's card; what was already typed for it stays."""
        card = self._desk.guests.card(guest_id)
        guest, form = card.guest, self.form
        self._forget_matches()
        self.change(
            replace(
                form,
                guest_id=guest.id,
                name=guest.name,
                kana=guest.kana,
                phone=form.phone or (guest.phones[0].raw if guest.phones else ""),
                allergies=tuple(dict.fromkeys((*form.allergies, *guest.allergies))),
            )
        )

    def forget_guest(self) -> None:
        """Take the booking off the card again; name and number stay as typed."""
        self.change(replace(self.form, guest_id=None))

    @Slot(object)
    def refresh(self, touched: Touched) -> None:
        """Meet what others wrote while the sheet is open."""
        self.months.refresh(touched)
        draft = self._draft
        if draft is None:
            return
        self._book = self._book_of(draft.form.business_day)
        if draft.editing and ("reservation", str(draft.editing)) in touched:
            self._meet_news()
        self._settle()
        self.changes.refresh(touched)

    def reword(self) -> None:
        """Say everything again, in the language that is spoken now."""
        if self._draft is not None:
            self._facts = SheetFacts()
            self._settle()
            self.changes.reword()

    def keep_mine(self, field: str) -> None:
        """Let my value of a contested field stand, having seen theirs."""
        self._resolve(field, self.form)

    def take_theirs(self, field: str) -> None:
        """Put the book's value of a contested field on the sheet."""
        if self._latest is None:
            return
        theirs = form_of(self._latest, self._book.venue)
        self._resolve(field, replace(self.form, **{field: getattr(theirs, field)}))

    def save(self) -> bool:
        """Write the sheet into the book; on a refusal everything stays as typed."""
        if self._draft is None or self._facts.missing:
            return False
        if self._goes_beyond_limits() and not self._day.rights.grants(Right.OVERRIDE, self.save):
            return False
        try:
            code, booked = self._write(self._draft)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return False
        self._clear()
        if booked is not None:
            self._day.record(code, booked)
            if booked.reservation.business_day == self._day.business_day:
                self._day.select(str(booked.reservation.id))
        return True

    def _goes_beyond_limits(self) -> bool:
        """Tell whether it asks more of the house than it takes, and more than it did before."""
        draft = self._draft
        assert draft is not None
        is_new = draft.base is None or bool(differing(draft.base, draft.form) & CLAIMS)
        return is_new and self._facts.is_beyond_limits

    def cancel_booking(self) -> None:
        """Mark the booking on the sheet as cancelled; undo takes it back."""
        if (booked := self._moved(Status.CANCELLED)) is not None:
            self._clear()
            self._day.record("status", booked)

    def set_status(self, status: Status) -> None:
        """Move the party on, there and then; what is typed stays on the sheet."""
        if (booked := self._moved(status)) is not None:
            self._day.record("status", booked)

    def tick(self) -> None:
        """Let the clock go on: somebody may be waiting for an answer."""
        if self._latest is not None and self._latest.answer_by is not None:
            self.changed.emit()

    def close(self) -> None:
        """Put the sheet away; what was typed waits aside."""
        self._put_aside()
        self._persist()
        self.closed.emit()

    def discard(self) -> None:
        """Throw away what was typed."""
        self._clear()

    def resume(self, place: int) -> None:
        """Take up a sheet that was put aside."""
        draft = self._aside[place]
        self._aside = (*self._aside[:place], *self._aside[place + 1 :])
        self._put_aside()
        self._lay_out(draft)
        self.opened.emit()

    def _moved(self, status: Status) -> Booked | None:
        if self._latest is None:
            return None
        try:
            return self._desk.bookings.set_status(self._latest, status, self._day.author)
        except REFUSALS as error:
            self.refused.emit(refusal_text(error))
            return None

    def _write(self, draft: SheetDraft) -> tuple[str, Booked | None]:
        author, form = self._day.author, draft.form
        if self._base is not None and draft.base is not None:
            mine = differing(draft.base, form)
            if self._latest is not None:
                # What was taken over from the book is not ours to write again.
                mine &= differing(form_of(self._latest, self._book.venue), form)
            if not mine:
                return "change", None
            after = write_on(self._base, form, mine, self._book.venue)
            return "change", self._desk.bookings.change(self._base, after, author)
        booked = self._desk.bookings.add(self._booking(draft), author)
        if draft.call_id:
            self._desk.calls.link(CallId(draft.call_id), booked.reservation.id, author)
        return "add", booked

    def _booking(self, draft: SheetDraft) -> BookingDraft:
        form = draft.form
        assert form.minute is not None
        return BookingDraft(
            business_day=form.business_day,
            starts_at=at_minute(form.business_day, form.minute, self._book.venue),
            adults=form.adults,
            children=form.children,
            infants=form.infants,
            turn_minutes=form.turn_minutes,
            guest_name=form.name.strip(),
            guest_kana=form.kana.strip(),
            phone=form.phone.strip(),
            guest_id=form.guest_id or self._new_card(form),
            table_ids=form.table_ids,
            table_pinned=form.table_pinned,
            course=form.course.strip(),
            requests=form.requests.strip(),
            note=form.note.strip(),
            tags=form.tags,
            allergies=form.allergies,
            source=Source(channel=form.channel),
            taken_by=form.taken_by,
        )

    def _new_card(self, form: SheetForm) -> GuestId | None:
        name, phone = form.name.strip(), form.phone.strip()
        if not (form.make_card and name and phone) or self._desk.guests.find(phone, 1):
            return None
        guest = self._desk.guests.add(
            GuestDraft(name=name, kana=form.kana.strip(), phones=(phone,)), self._day.author
        )
        return guest.id

    def _lay_out(self, draft: SheetDraft) -> None:
        self._draft = draft
        self._heard = ""
        self._news = ()
        self._book = self._book_of(draft.form.business_day)
        self._base = self._latest = None
        if draft.editing is not None:
            self._meet_news()
        self._page = self._first_page(self.form)
        self._forget_matches()
        self._settle()
        self.changes.show(("reservation", str(draft.editing or "")), draft.form.name)

    def _meet_news(self) -> None:
        """Read the booking again and bring what others wrote onto the sheet."""
        draft = self._draft
        assert draft is not None
        assert draft.editing is not None
        assert draft.base is not None
        venue = self._book.venue
        try:
            latest = self._desk.bookings.get(draft.editing)
        except DomainError:
            self._latest = None
            self._news = (*self._news, News.deleted())
            return
        before = self._latest
        self._latest = latest
        if self._base is None:
            everything = frozenset(differing(form_of(latest, venue), draft.base))
            self._base = replace(
                write_on(latest, draft.base, everything, venue), revision=draft.revision
            )
        if latest.revision == draft.revision:
            return
        theirs = form_of(latest, venue)
        met = rebase(draft.base, draft.form, theirs)
        if before is None or latest.revision != before.revision:
            people = {str(each.id): each.name for each in self._desk.team.staff()}
            meeting = Meeting(
                base=draft.base, mine=draft.form, theirs=theirs, met=met, people=people
            )
            self._news = news_of(meeting, self._desk.history.of(latest.id), self._book)
        self._draft = replace(draft, form=met.form)
        if not met.contested:
            self._rebase_on(latest)

    def _rebase_on(self, latest: Reservation) -> None:
        """From here on the author has seen everything the book says."""
        assert self._draft is not None
        self._base = latest
        self._draft = replace(
            self._draft, base=form_of(latest, self._book.venue), revision=latest.revision
        )

    def _resolve(self, field: str, form: SheetForm) -> None:
        if self._draft is None or self._latest is None:
            return
        self._news = tuple(each for each in self._news if each.field != field)
        self._draft = replace(self._draft, form=form)
        if not any(each.is_contested for each in self._news):
            self._rebase_on(self._latest)
        self._settle()

    def _settle(self) -> None:
        """Work out again what follows from the sheet, keep it safe, and tell."""
        draft = self._draft
        assert draft is not None
        now = self._day.now()
        if draft.form.auto_table and draft.form.minute is not None:
            tables = best_tables(self._book, draft.form, draft.editing, now)
            draft = replace(draft, form=replace(draft.form, table_ids=tables))
            self._draft = draft
        self._facts = facts_of(
            self._book, draft.form, self._page, draft.editing, before=self._facts, now=now
        )
        self._guest = self._guest_of(draft.form.guest_id)
        self._persist()
        self.changed.emit()

    def _guest_of(self, guest_id: GuestId | None) -> SheetGuest | None:
        if guest_id is None:
            return None
        if self._guest is not None and self._guest.guest.id == guest_id:
            return self._guest
        try:
            card = self._desk.guests.card(guest_id)
        except DomainError:
            return None
        return SheetGuest(guest=card.guest, visits=card.visits)

    def _first_page(self, form: SheetForm) -> int:
        minute = form.minute
        if minute is None:
            # A page begins an hour before its minute; the hours gone by are nothing to offer.
            minute = clock_minute(self._day.now(), self._book.venue, form.business_day) + 60
        return page_of(offered_minutes(self._book), minute)

    def _book_of(self, day: date) -> DayBook:
        if day == self._day.business_day and self._day.past_at is None:
            return self._day.book
        return self._desk.bookings.day(day)

    def _signing_staff(self) -> StaffId | None:
        name = self._day.author.name
        return next((each.id for each in self.staff if name in (each.id, each.name)), None)

    def _put_aside(self) -> None:
        if self._draft is not None and self.has_changes:
            self._aside = (self._draft, *self._aside)[:ASIDE_MAX]
        self._draft = None

    def _clear(self) -> None:
        self._draft = None
        self._persist()
        self.closed.emit()

    def _persist(self) -> None:
        self._store.save(pack_pile(SheetPile(open=self._draft, aside=self._aside)))

    def _forget_matches(self) -> None:
        if self._matches:
            self._matches = ()
            self.matches_changed.emit()

    @staticmethod
    def _in_few_words(form: SheetForm) -> str:
        who = person_text(form.name) if form.name else form.phone
        return who or translate("Sheet", "Begun {day}").format(day=day_text(form.business_day))


def _match(guest: Guest) -> GuestMatch:
    return GuestMatch(
        guest_id=guest.id,
        name=guest.name,
        kana=guest.kana,
        phone=phone_text(guest.phones[0]) if guest.phones else "",
        has_caution=bool(guest.caution),
    )
