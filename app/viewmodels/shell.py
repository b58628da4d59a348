"""Everything one window shows, bundled, and the one door through which news reaches all of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from app.domain.venue import Environment
from app.viewmodels.connection import ConnectionModel
from app.viewmodels.day import DayModel, Touched
from app.viewmodels.staff import StaffModel


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowModels:
    """The view-models of one window.

    Attributes:
        environment: a training house is told apart by a violet bar.
        device_name: shown beside whoever signs.
    """

    environment: Environment
    device_name: str
    day: DayModel
    connection: ConnectionModel
    staff: StaffModel


class News(QObject):
    """Hands news to every model: another device's through `take`, our own by itself."""

    def __init__(self, models: WindowModels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models
        models.day.wrote.connect(self._spread)
        models.connection.changed.connect(self._tell_hub)
        self._tell_hub()

    @Slot(object)
    def take(self, touched: Touched) -> None:
        """Take what a sync round brought."""
        self._models.day.refresh(touched)
        self._spread(touched)

    @Slot(object)
    def _spread(self, touched: Touched) -> None:
        """Tell every model but the day, which hears of our own writes first."""

    @Slot()
    def _tell_hub(self) -> None:
        self._models.day.set_has_hub(self._models.connection.has_hub)
