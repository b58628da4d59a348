"""Everything one window shows, bundled; bootstrap builds it, the window spreads it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.venue import Environment
from app.viewmodels.connection import ConnectionModel
from app.viewmodels.day import DayModel
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
