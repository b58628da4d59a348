"""The messages between a device and its hub: shapes and bounds of foreign bytes; knows no HTTP.

Who asks (venue, environment, device) and the request's nonce travel in four headers, so that the
hub can echo them even in an answer to a body it refused to read; every answer repeats all four in
its body. Changes travel as JSON objects and are read by sync/change.py, not here.
"""

from __future__ import annotations

import ipaddress
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

import orjson
from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError, WithJsonSchema

from sync import book_copy
from sync.errors import Malformed

PROTOCOL: Final = 1
PREFIX: Final = "/v1"
JSON_TYPE: Final = "application/json"
STREAM_TYPE: Final = "text/event-stream"
VENUE_HEADER: Final = "noren-venue"
ENVIRONMENT_HEADER: Final = "noren-environment"
DEVICE_HEADER: Final = "noren-device"
NONCE_HEADER: Final = "noren-nonce"

INTEGER_MAX: Final = 2**53 - 1
"""Beyond this, a JavaScript reader of the same JSON sees another number."""

REQUEST_BYTES_MAX: Final = 4 * 1024 * 1024
ANSWER_BYTES_MAX: Final = 8 * 1024 * 1024
PACK_FROM_BYTES: Final = 1024
"""Shorter bodies are sent as they are: one packet is one packet."""

EVENT_BYTES_MAX: Final = 65_536
FRESH_BYTES_MAX: Final = 32_768
"""Bytes of changes that an event of the stream carries at most; of more it only tells."""

PUSH_CHANGES_MAX: Final = 1000
PULL_CHANGES_MAX: Final = 1000
PULL_BYTES_MAX: Final = 2 * 1024 * 1024
LEAVING_OUT_MAX: Final = 5000
ENTITIES_MAX: Final = 5000
CHANGES_OF_MAX: Final = 500
BUCKETS_MAX: Final = 256
NAME_CHARS_MAX: Final = 100
REASON_CHARS_MAX: Final = 1000
MEMBERS_MAX: Final = 2000
PART_CHARS_MAX: Final = 4 * -(-book_copy.PART_BYTES // 3)
"""A part of a copy in base64."""

Word: TypeAlias = Annotated[str, Field(pattern=r"^[a-z_]{1,32}$")]
Key: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
Nonce: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Token: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43,128}$")]
Incarnation: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
RelayKey: TypeAlias = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
Hash: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Text: TypeAlias = Annotated[str, Field(max_length=200)]
DeviceName: TypeAlias = Annotated[
    str,
    Field(max_length=NAME_CHARS_MAX, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*$"),
]
"""It is printed where others read: nothing in it moves their cursor or turns their text round."""
Sentence: TypeAlias = Annotated[str, Field(max_length=REASON_CHARS_MAX)]
Whole: TypeAlias = Annotated[int, Field(ge=0, le=INTEGER_MAX)]
Bucket: TypeAlias = Annotated[int, Field(ge=0, lt=BUCKETS_MAX)]
BucketKey: TypeAlias = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]{0,2})$")]
PartNumber: TypeAlias = Annotated[int, Field(ge=0, le=book_copy.PARTS_MAX)]
CopyStamp: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{12}\.[0-9a-f]{4}$")]
Base64: TypeAlias = Annotated[str, Field(max_length=PART_CHARS_MAX)]
Body: TypeAlias = dict[str, Any]
Offered: TypeAlias = Annotated[Any, WithJsonSchema({"type": "object"})]

_Array = Strict(strict=False)
"""JSON arrays arrive as lists and are kept as tuples; their items stay strict."""

NamePart: TypeAlias = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
EntityName: TypeAlias = Annotated[tuple[NamePart, NamePart], _Array]
"""Type and id of one entity; like those of a change, without NUL, which no database keeps."""


class Asked(BaseModel):
    """A request's body; the hub knows every key of it, or refuses."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PairAsked(Asked):
    """Join a house: `device` and `token` are made by the device; the hub keeps the token's hash.

    Attributes:
        code: what the person typed, in any case or width.
        token: 256 random bits or more; sent once, here, and from then on as the bearer token.
    """

    code: Annotated[str, Field(min_length=1, max_length=64)]
    device_name: DeviceName
    token: Token
    incarnation: Incarnation
    kind: Literal["device", "relay"] = "device"


class MembersAsked(Asked):
    """Ask which relays the house has; a relay asks also which devices."""


class PushAsked(Asked):
    """Offer changes, in the order their author made them; each is judged alone, by the log."""

    incarnation: Incarnation
    changes: Annotated[
        tuple[Offered, ...], _Array, Field(min_length=1, max_length=PUSH_CHANGES_MAX)
    ]


class PullAsked(Asked):
    """Ask for what came after a cursor."""

    after: Whole
    limit: Annotated[int, Field(ge=1, le=PULL_CHANGES_MAX)]


class DigestAsked(Asked):
    """Ask for the fingerprints of everything but the named entities."""

    leaving_out: Annotated[tuple[EntityName, ...], _Array, Field(max_length=LEAVING_OUT_MAX)] = ()


class EntitiesAsked(Asked):
    """Ask which entities the buckets hold, from after the last one named."""

    buckets: Annotated[tuple[Bucket, ...], _Array, Field(min_length=1, max_length=BUCKETS_MAX)]
    after: EntityName | None = None
    limit: Annotated[int, Field(ge=1, le=ENTITIES_MAX)] = ENTITIES_MAX


class ChangesAsked(Asked):
    """Ask for all changes of the named entities, from after a cursor."""

    entities: Annotated[
        tuple[EntityName, ...], _Array, Field(min_length=1, max_length=CHANGES_OF_MAX)
    ]
    after: Whole = 0
    limit: Annotated[int, Field(ge=1, le=PULL_CHANGES_MAX)] = PULL_CHANGES_MAX


class CopyAsked(Asked):
    """Ask for the newest copy of the book, as a device of one layout.

    Attributes:
        may_offer: this device is in sync and would make a newer one.
        spoilt: a copy that turned out not to be what it says; the hub lets it go.
    """

    layout: Key
    may_offer: bool = False
    spoilt: Hash | None = None


class CopyPartAsked(Asked):
    """Ask for one part of a copy, counted from 0."""

    copy_id: Hash
    number: PartNumber


class OfferAsked(Asked):
    """Offer a copy; to offer the same one again tells what is missing of it."""

    layout: Key
    epoch: Key
    cursor: Whole
    stamp: CopyStamp
    packed_bytes: Annotated[int, Field(ge=1, le=book_copy.BYTES_MAX)]
    file_bytes: Annotated[int, Field(ge=1, le=book_copy.FILE_BYTES_MAX)]
    parts: Annotated[tuple[Hash, ...], _Array, Field(min_length=1, max_length=book_copy.PARTS_MAX)]


class OfferPartAsked(Asked):
    """Hand over one part of a copy that was offered, in base64."""

    copy_id: Hash
    number: PartNumber
    part: Base64


class Answered(BaseModel):
    """An answer's body; keys of a newer hub are passed over.

    Attributes:
        venue: echo, as are `environment`, `device` and `nonce`; another echo is another's answer.
        now_ms: the hub's wall clock, milliseconds since 1970.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    venue: Text
    environment: Text
    device: Text
    nonce: Text
    now_ms: Whole


class Fault(BaseModel):
    """What went wrong: a short machine word, the part that is wrong, a sentence for a person."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    code: Text
    field: Text = ""
    message: Sentence


class ErrorAnswered(Answered):
    """Any answer that is not 200."""

    error: Fault


class HeadAnswered(Answered):
    """An answer that tells where the log stands: its epoch and its last cursor."""

    epoch: Text
    head: Whole


class PairAnswered(HeadAnswered):
    """The device is in; `venue` and `environment` say which house it joined."""

    venue_name: Text
    empty: bool


class MemberTold(BaseModel):
    """A relay of the house, or, to a relay, a device with the key that the two share."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    id: Text
    name: Text
    key: RelayKey = ""


class MembersAnswered(Answered):
    """The relays of the house, and to one of them its devices."""

    relays: Annotated[tuple[MemberTold, ...], _Array, Field(max_length=MEMBERS_MAX)]
    devices: Annotated[tuple[MemberTold, ...], _Array, Field(max_length=MEMBERS_MAX)]


class Result(BaseModel):
    """What became of `count` pushed changes that follow each other.

    Attributes:
        cursor: place in the log of the first; the others follow it. Null unless the hub holds them.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    outcome: Literal["accepted", "known", "refused", "clash"]
    count: Annotated[int, Field(ge=1, le=PUSH_CHANGES_MAX)]
    cursor: Whole | None
    reason: Sentence = ""


class PushAnswered(HeadAnswered):
    """What became of the pushed changes, all of them, in the order they were sent.

    Attributes:
        root: fingerprint of all contents at `head`; a relay leaves it out.
    """

    root: Hash | None = None
    results: Annotated[tuple[Result, ...], _Array, Field(max_length=PUSH_CHANGES_MAX)]


class Stored(BaseModel):
    """One change and its place in the log.

    Attributes:
        upstream: only from a relay: the change's place in its upstream's log, once it is there.
        refused: only from a relay: why upstream would not have it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    cursor: Whole
    body: Body
    upstream: Whole | None = None
    refused: Sentence = ""


Page: TypeAlias = Annotated[
    tuple[Annotated[Any, WithJsonSchema(Stored.model_json_schema())], ...],
    _Array,
    Field(max_length=PULL_CHANGES_MAX),
]
"""Changes in cursor order. Their shape is looked at where they are taken in, one by one: a model
for each of a thousand would take as long as writing them."""


class PullAnswered(HeadAnswered):
    """A page of the log in cursor order; go on from `next` while there is `more`.

    Attributes:
        root: fingerprint of all contents at `head`, if the page reaches it; a relay leaves it out.
    """

    root: Hash | None = None
    changes: Page
    next: Whole
    more: bool


class UpstreamTold(BaseModel):
    """How a relay stands with its own hub; `in_sync` when all that the relay has is there too."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    hub: Literal["never", "online", "offline", "refused"]
    since_ms: Whole
    in_sync: bool


class DigestAnswered(HeadAnswered):
    """Fingerprints of the state at `head`; a bucket that is not named is empty.

    Attributes:
        mended: things that the hub found altered on its disk just now and computed anew.
        wanted: changes of which the hub no longer has the bytes; who has them offers them again.
        upstream: only from a relay.
    """

    root: Hash
    buckets: Annotated[dict[BucketKey, Hash], Field(max_length=BUCKETS_MAX)]
    mended: Whole = 0
    wanted: Annotated[tuple[Text, ...], _Array, Field(max_length=PUSH_CHANGES_MAX)] = ()
    upstream: UpstreamTold | None = None


class EntityHash(BaseModel):
    """One entity's fingerprint."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    type: Text
    id: Text
    hash: Hash


class EntitiesAnswered(HeadAnswered):
    """A page of entities, by bucket, type and id."""

    entities: Annotated[tuple[EntityHash, ...], _Array, Field(max_length=ENTITIES_MAX)]
    more: bool


class ChangesAnswered(PullAnswered):
    """A page of the named entities' changes, in cursor order."""


class Copy(BaseModel):
    """A copy of the book; `log` is the hub's own hash of the changes in it."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    id: Hash
    layout: Text
    cursor: Whole
    stamp: CopyStamp
    packed_bytes: Annotated[int, Field(ge=1, le=book_copy.BYTES_MAX)]
    file_bytes: Annotated[int, Field(ge=1, le=book_copy.FILE_BYTES_MAX)]
    log: Hash
    parts: Annotated[tuple[Hash, ...], _Array, Field(min_length=1, max_length=book_copy.PARTS_MAX)]


class CopyAnswered(HeadAnswered):
    """The newest copy that fits, and whether a newer one is wanted of who asked."""

    newest: Copy | None
    wanted: bool


class CopyPartAnswered(HeadAnswered):
    """One part of a copy, in base64."""

    part: Base64


class OfferAnswered(HeadAnswered):
    """The offer is taken up; `missing` parts are to follow, and with the last it counts."""

    copy_id: Hash
    missing: Annotated[tuple[PartNumber, ...], _Array, Field(max_length=book_copy.PARTS_MAX)]


class OfferPartAnswered(HeadAnswered):
    """How many parts are still missing."""

    missing: PartNumber


class HeadEvent(BaseModel):
    """Data of the stream's `head` and `beat` events: a hint, never truth.

    Attributes:
        changes: all that follow the first one's predecessor up to `head`, if they are few.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    venue: Text
    environment: Text
    device: Text
    nonce: Text
    epoch: Text
    head: Whole
    changes: Page = ()


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


Message = TypeVar("Message", bound=BaseModel)


def read(shape: type[Message], body: bytes) -> Message:
    """Read a message from JSON bytes.

    Raises:
        Malformed: not JSON, or not of this shape; names the first part that is wrong.
    """
    return make(shape, parse(body))


def parse(body: bytes) -> Any:  # noqa: ANN401  # any JSON
    """Read JSON.

    Raises:
        Malformed: these bytes are none.
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(f"not JSON: {error}") from error


def make(shape: type[Message], document: object) -> Message:
    """Read a message from values that were parsed, or typed in, already.

    Raises:
        Malformed: not of this shape; names the first part that is wrong.
    """
    try:
        return shape.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Malformed(f"'{where}': {first['msg']}", field=where) from error


def write(message: BaseModel) -> bytes:
    """Write a message as JSON bytes, without what was left unsaid; `read` is the inverse."""
    return orjson.dumps(message.model_dump(exclude_unset=True))
