"""Say in one line how the book stands with the hub and the telephone; never asks, never blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.viewmodels.hub_words import HubFacts, is_told_why, trouble_text

SKEW_MS_MAX = 5 * 60 * 1000
"""A clock further off than this is said to be wrong."""

MINUTE_MS = 60 * 1000
WHOLE = 100
"""Hundredths of the book."""


class SyncFacts(HubFacts, Protocol):
    """What the background room tells about its rounds; its SyncState is one."""

    @property
    def waiting(self) -> int:
        """Changes made here that the hub does not have yet."""

    @property
    def parked(self) -> int:
        """Changes set aside, each with its reason."""

    @property
    def in_sync(self) -> bool:
        """Whether the digests were equal."""

    @property
    def last_synced_ms(self) -> int | None:
        """When the last round ended well."""

    @property
    def clock_skew_ms(self) -> int:
        """The hub's clock minus ours."""

    @property
    def in_house(self) -> bool:
        """Whether the house's relay, asked in place of the hub, holds what this device does."""


class Level(StrEnum):
    """How loud a part of the line is."""

    CALM = "calm"
    WARN = "warn"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of the connection line."""

    text: str
    level: Level


class ConnectionModel(QObject):
    """The connection line.

    Signals:
        changed: the line reads differently now.
    """

    changed = Signal()

    def __init__(self, zone: Callable[[], ZoneInfo], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._facts: SyncFacts | None = None
        self._to_settle = 0
        self._fetched: int | None = None
        self._feeds_lost: dict[str, int] = {}

    @property
    def parts(self) -> tuple[Part, ...]:
        """The line's sentences, the connection itself first."""
        parts = [self._hub_part()]
        if self.to_settle:
            word = QCoreApplication.translate("Connection", "{count} to settle")
            parts.append(Part(word.format(count=self.to_settle), Level.ALARM))
        facts = self._facts
        if facts is not None and facts.parked:
            word = QCoreApplication.translate("Connection", "{count} set aside")
            parts.append(Part(word.format(count=facts.parked), Level.ALARM))
        if facts is not None and abs(facts.clock_skew_ms) > SKEW_MS_MAX:
            parts.append(Part(skew_text(facts.clock_skew_ms), Level.ALARM))
        for since_ms in self._feeds_lost.values():
            word = QCoreApplication.translate("Connection", "Caller ID stopped since {time}")
            parts.append(Part(word.format(time=self._clock(since_ms)), Level.WARN))
        return tuple(parts)

    @property
    def text(self) -> str:
        """The whole line, for readers of screens."""
        return "  ".join(part.text for part in self.parts)

    @property
    def level(self) -> Level:
        """The loudest part's level."""
        order = (Level.CALM, Level.WARN, Level.ALARM)
        return max((part.level for part in self.parts), key=order.index)

    @property
    def to_settle(self) -> int:
        """How many clashes wait for a person: facts disagreed on and tables promised twice."""
        return self._to_settle

    @property
    def has_hub(self) -> bool:
        """Whether this house ever met a hub; without one nothing can be tentative."""
        return self._facts is not None and self._facts.phase != "never"

    @Slot(object)
    def set_state(self, facts: SyncFacts) -> None:
        """Take what a sync round has to tell."""
        if facts != self._facts or self._fetched is not None:
            self._facts = facts
            self._fetched = None
            self.changed.emit()

    @Slot(int)
    def set_fetched(self, percent: int) -> None:
        """Take how much of the book a round that is under way has fetched."""
        fetched = percent if percent < WHOLE else None
        if fetched != self._fetched:
            self._fetched = fetched
            self.changed.emit()

    @Slot(int)
    def set_to_settle(self, clashes: int) -> None:
        """Take how many clashes are open, counted in this device's own book."""
        if clashes != self._to_settle:
            self._to_settle = clashes
            self.changed.emit()

    @Slot(str, int)
    def lose_feed(self, feed: str, since_ms: int) -> None:
        """Take that a caller feed went silent."""
        self._feeds_lost[feed] = since_ms
        self.changed.emit()

    @Slot(str)
    def regain_feed(self, feed: str) -> None:
        """Take that a caller feed is back."""
        if self._feeds_lost.pop(feed, None) is not None:
            self.changed.emit()

    def _hub_part(self) -> Part:
        facts = self._facts
        if facts is None or facts.phase == "never":
            word = QCoreApplication.translate("Connection", "On this device only")
            return Part(word, Level.CALM)
        if facts.phase == "offline":
            return self._offline_part(facts)
        if facts.phase == "refused":
            word = QCoreApplication.translate(
                "Connection", "The hub refuses: {why}. {count} saved here"
            )
            why = trouble_text(facts.reason, facts.message)
            return Part(word.format(why=why, count=facts.waiting), Level.ALARM)
        if self._fetched is not None:
            word = QCoreApplication.translate("Connection", "Fetching the book: {percent} %")
            return Part(word.format(percent=self._fetched), Level.CALM)
        if facts.in_house and facts.hub_away_since_ms is not None:
            word = QCoreApplication.translate(
                "Connection", "In sync in the house; the hub is away since {time}, {count} wait"
            )
            since = self._clock(facts.hub_away_since_ms)
            return Part(word.format(time=since, count=facts.waiting), Level.WARN)
        if facts.waiting or not facts.in_sync:
            word = QCoreApplication.translate("Connection", "Sending {count}")
            return Part(word.format(count=facts.waiting), Level.CALM)
        word = QCoreApplication.translate("Connection", "In sync {time}")
        return Part(word.format(time=self._clock(facts.last_synced_ms)), Level.CALM)

    def _offline_part(self, facts: SyncFacts) -> Part:
        since = self._clock(facts.offline_since_ms)
        if is_told_why(facts.reason):
            word = QCoreApplication.translate(
                "Connection", "Offline since {time}. {why}. {count} saved here"
            )
            why = trouble_text(facts.reason, facts.message)
            return Part(word.format(time=since, why=why, count=facts.waiting), Level.WARN)
        if not facts.waiting:
            word = QCoreApplication.translate(
                "Connection", "Offline since {time}, the book is open"
            )
        else:
            word = QCoreApplication.translate(
                "Connection", "Offline since {time}, {count} saved, sent when back"
            )
        return Part(word.format(time=since, count=facts.waiting), Level.WARN)

    def _clock(self, at_ms: int | None) -> str:
        if at_ms is None:
            return ""
        return f"{datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(self._zone()):%H:%M}"


def skew_text(skew_ms: int) -> str:
    """Say how wrong this device's clock is; `skew_ms` is the hub's clock minus ours."""
    if skew_ms < 0:
        word = QCoreApplication.translate("Connection", "This device's clock is {minutes} min fast")
    else:
        word = QCoreApplication.translate("Connection", "This device's clock is {minutes} min slow")
    return word.format(minutes=round(abs(skew_ms) / MINUTE_MS))
