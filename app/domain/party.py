"""How a party is said: adults, children, infants."""

from __future__ import annotations


def party_text(adults: int, children: int = 0, infants: int = 0, language: str = "ja") -> str:
    """Say a party: 4名様（大人3・子供1・幼児0）; the parts only where there are children."""
    covers = adults + children + infants
    if language == "ja":
        parts = f"（大人{adults}・子供{children}・幼児{infants}）"
        return f"{covers}名様{parts if covers != adults else ''}"
    parts = f" (adults {adults}, children {children}, infants {infants})"
    return f"party of {covers}{parts if covers != adults else ''}"
