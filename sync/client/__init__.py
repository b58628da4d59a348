"""The device's half of the wire; the only room that knows httpx."""

from sync.client.answers import (
    Digest,
    EntityName,
    Hint,
    Identity,
    Joining,
    Outcome,
    Paired,
    Pulled,
    Pushed,
    PushResult,
    Upstream,
)
from sync.client.asking import Client

__all__ = [
    "Client",
    "Digest",
    "EntityName",
    "Hint",
    "Identity",
    "Joining",
    "Outcome",
    "Paired",
    "Pulled",
    "PushResult",
    "Pushed",
    "Upstream",
]
