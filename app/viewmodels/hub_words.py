"""How this device stands with its hub, in words for staff: what is wrong, and what to do."""

from __future__ import annotations

from datetime import date
from typing import Final, Protocol

from app.domain.venue import Venue
from app.viewmodels.wording import moment_text, translate

FIRST: Final = "auto"
NEVER: Final = "off"
"""What staff may wish of the house's relay, as the settings keep it; or there is its address."""


class HubFacts(Protocol):
    """What the background room tells about the line to the hub."""

    @property
    def phase(self) -> str:
        """`never`, `online`, `offline` or `refused`."""

    @property
    def offline_since_ms(self) -> int | None:
        """Since when there is no answer."""

    @property
    def message(self) -> str:
        """What the hub, or the network, said last."""

    @property
    def reason(self) -> str:
        """The same as a machine word, such as `signed_out`."""

    @property
    def hub_url(self) -> str:
        """Which hub was asked last; empty while none was."""

    @property
    def next_try_ms(self) -> int | None:
        """When it is asked again."""

    @property
    def relay_url(self) -> str:
        """The house's relay, if it was asked in place of the hub."""

    @property
    def hub_away_since_ms(self) -> int | None:
        """Since when the hub does not answer the relay."""


def hub_text(facts: HubFacts | None, venue: Venue, today: date) -> str:
    """Say which hub this device keeps in step with, and how that stands."""
    if facts is None or facts.phase == "never":
        return translate("Hub", "This house has no hub yet")
    hub = facts.hub_url or translate("Hub", "The hub")
    return translate("Hub", "{hub}: {standing}").format(
        hub=hub, standing=_standing(facts, venue, today)
    )


def relay_text(facts: HubFacts | None, wish: str, venue: Venue, today: date) -> str:
    """Say whether the house's relay is asked in place of the hub, and how that stands."""
    if facts is not None and facts.relay_url:
        if facts.hub_away_since_ms is None:
            standing = translate("Hub", "it answers, and keeps in step with the hub")
        else:
            standing = translate(
                "Hub", "it answers; the hub gives it no answer since {time}"
            ).format(time=moment_text(facts.hub_away_since_ms, venue, today))
        return translate("Hub", "{relay}: {standing}").format(
            relay=facts.relay_url, standing=standing
        )
    if wish == NEVER:
        return translate("Hub", "The hub itself is asked, also where the house has a relay")
    return translate("Hub", "The hub itself is asked; no relay of the house answers")


def trouble_text(reason: str, message: str) -> str:
    """Say why the hub did not do what was asked; what has no words of ours keeps its own."""
    return _troubles().get(reason, message)


def second_text(at_ms: int, venue: Venue, today: date) -> str:
    """Write a moment to the second: rounds follow each other quickly."""
    return f"{moment_text(at_ms, venue, today)}:{at_ms // 1000 % 60:02}"


def _standing(facts: HubFacts, venue: Venue, today: date) -> str:
    if facts.phase == "online":
        return translate("Hub", "it answers")
    if facts.phase == "refused":
        standing = translate("Hub", "it refuses. {why}").format(
            why=trouble_text(facts.reason, facts.message)
        )
    else:
        standing = translate("Hub", "no answer since {time}").format(
            time=moment_text(facts.offline_since_ms, venue, today)
            if facts.offline_since_ms is not None
            else ""
        )
        if is_told_why(facts.reason):
            standing = f"{standing}. {trouble_text(facts.reason, facts.message)}"
    if facts.next_try_ms is None:
        return standing
    again = translate("Hub", "{standing} (next try {time})")
    return again.format(standing=standing, time=second_text(facts.next_try_ms, venue, today))


def is_told_why(reason: str) -> bool:
    """Tell whether there is more to say than that no answer came."""
    return reason in _troubles() and reason != "unreachable"


def _troubles() -> dict[str, str]:
    portal = translate(
        "Hub", "Something other than the hub answered; the network may want you to sign in"
    )
    return {
        "unreachable": translate("Hub", "No answer: check the network and the address"),
        "signed_out": translate("Hub", "This device was signed out: pair it again in the settings"),
        "wrong_house": translate("Hub", "The hub keeps another house under that address"),
        "wrong_environment": translate(
            "Hub", "A house to practise in and a real one never meet: choose the other hub"
        ),
        "wrong_device": translate(
            "Hub", "The hub knows another device by this sign-in: pair again"
        ),
        "unknown_code": translate("Hub", "That pairing code is not known: ask for another"),
        "code_used": translate("Hub", "That pairing code was used already: ask for another"),
        "code_expired": translate("Hub", "That pairing code is too old: ask for another"),
        "rate": translate("Hub", "The hub asks for patience: it is tried again by itself"),
        "busy": translate("Hub", "The hub asks for patience: it is tried again by itself"),
        "disk_full": translate("Hub", "The hub's disk is full: tell whoever looks after it"),
        "malformed": portal,
        "misdirected": portal,
    }
