"""The homes and houses that threads work on."""

from tests.app.bootstrap.conftest import home, hub, paired
from tests.journeys.conftest import house, stack, two

__all__ = ["home", "house", "hub", "paired", "stack", "two"]
