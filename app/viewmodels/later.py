"""The models of screens that staff open now and then: each is made when it is first wanted."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar, runtime_checkable

from app.services.desk import Desk
from app.viewmodels.day import DayModel, Touched

Made = TypeVar("Made")


@runtime_checkable
class Hearing(Protocol):
    """A model that wants to know what moved."""

    def refresh(self, touched: Touched) -> None:
        """Take what was written, here or elsewhere."""
        ...


class LaterModels:
    """Makes the models of a window's further screens over its one desk, on the UI thread."""

    def __init__(self, desk: Desk, day: DayModel) -> None:
        self._desk = desk
        self._day = day
        self._made: dict[type[Any], Any] = {}

    def get(self, kind: type[Made]) -> Made:
        """Give the one model of a kind; it is made as `kind(desk, day)`, a child of the day's.

        A model with a `refresh` hears all news from then on.
        """
        if kind not in self._made:
            self._made[kind] = kind(self._desk, self._day)  # type: ignore[call-arg]
        found: Made = self._made[kind]
        return found

    def refresh(self, touched: Touched) -> None:
        """Tell those that were made what moved."""
        for model in tuple(self._made.values()):
            if isinstance(model, Hearing):
                model.refresh(touched)
