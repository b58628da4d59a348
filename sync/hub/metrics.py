"""Counts what the hub does, in Prometheus' text format; holds numbers only, nothing personal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_HELP: Final = {
    "noren_hub_requests_total": ("counter", "Requests answered, by route and status."),
    "noren_hub_request_ms_total": ("counter", "Milliseconds spent on them, by route."),
    "noren_hub_changes_total": ("counter", "Changes offered, by what became of them."),
    "noren_hub_changes_sent_total": ("counter", "Changes sent to devices."),
    "noren_hub_mended_total": ("counter", "Things found altered on the hub's disk and mended."),
    "noren_hub_copies_spoilt_total": ("counter", "Copies of a book that devices found spoilt."),
    "noren_hub_streams": ("gauge", "Streams open now."),
    "noren_relay_houses": ("gauge", "Houses that this relay serves."),
    "noren_relay_houses_online": ("gauge", "Those of them whose hub answered last."),
    "noren_relay_houses_in_sync": ("gauge", "Those of them whose hub holds the same."),
    "noren_relay_changes_waiting": ("gauge", "Changes that the hub above does not have yet."),
}


class Metrics:
    """Counters of one running hub; used on the event loop only."""

    def __init__(self) -> None:
        self._values: Counter[tuple[str, str]] = Counter()

    def count(self, name: str, amount: int = 1, **labels: str) -> None:
        """Add to a counter."""
        text = ",".join(f'{key}="{value}"' for key, value in sorted(labels.items()))
        self._values[name, f"{{{text}}}" if text else ""] += amount

    def render(self, gauges: Mapping[str, int]) -> str:
        """Write all numbers, with the gauges as they are now."""
        values = dict(self._values) | {(name, ""): value for name, value in gauges.items()}
        lines: list[str] = []
        for name, (kind, words) in _HELP.items():
            lines += (f"# HELP {name} {words}", f"# TYPE {name} {kind}")
            lines += (
                f"{series}{labels} {value}"
                for (series, labels), value in sorted(values.items())
                if series == name
            )
        return "\n".join(lines) + "\n"
