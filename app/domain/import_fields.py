"""Which column of another system's table holds what, guessed by the words they all use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from app.domain.kana import fold


class Kind(StrEnum):
    """What a table lists."""

    BOOKINGS = "bookings"
    GUESTS = "guests"


class Field(StrEnum):
    """What a column may hold."""

    REFERENCE = "reference"
    STARTS = "starts"
    DAY = "day"
    TIME = "time"
    ADULTS = "adults"
    CHILDREN = "children"
    INFANTS = "infants"
    NAME = "name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    KANA = "kana"
    FAMILY_KANA = "family_kana"
    GIVEN_KANA = "given_kana"
    PHONE = "phone"
    OTHER_PHONE = "other_phone"
    EMAIL = "email"
    COMPANY = "company"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    TABLE = "table"
    COURSE = "course"
    REQUESTS = "requests"
    PREFERENCES = "preferences"
    CAUTION = "caution"
    NOTE = "note"
    ALLERGIES = "allergies"
    TAGS = "tags"
    STATUS = "status"
    CHANNEL = "channel"


_F = Field
_SHARED: Final = (
    _F.REFERENCE,
    _F.NAME,
    _F.FAMILY_NAME,
    _F.GIVEN_NAME,
    _F.KANA,
    _F.FAMILY_KANA,
    _F.GIVEN_KANA,
    _F.PHONE,
)
FIELDS: Final[Mapping[Kind, tuple[Field, ...]]] = MappingProxyType(
    {
        Kind.BOOKINGS: (
            _F.STARTS,
            _F.DAY,
            _F.TIME,
            _F.ADULTS,
            _F.CHILDREN,
            _F.INFANTS,
            *_SHARED,
            _F.TABLE,
            _F.COURSE,
            _F.STATUS,
            _F.REQUESTS,
            _F.ALLERGIES,
            _F.TAGS,
            _F.NOTE,
            _F.CHANNEL,
        ),
        Kind.GUESTS: (
            *_SHARED,
            _F.OTHER_PHONE,
            _F.EMAIL,
            _F.COMPANY,
            _F.BIRTHDAY,
            _F.ANNIVERSARY,
            _F.ALLERGIES,
            _F.PREFERENCES,
            _F.CAUTION,
            _F.TAGS,
            _F.NOTE,
        ),
    }
)
"""What each kind of table can bring, in the order in which it is offered."""

_WORDS: Final[Mapping[Field, str]] = MappingProxyType(
    {
        _F.REFERENCE: (
            "予約番号|予約ID|受付番号|管理番号|顧客番号|顧客ID|会員番号|顧客コード|ID|No|"
            "番号|reference|reservation id|booking id|confirmation|guest id|client id|"
            "customer id"
        ),
        _F.STARTS: (
            "来店日時|予約日時|利用日時|開始日時|ご来店日時|starts at|date time|datetime|"
            "visit time|start date time|reservation datetime"
        ),
        _F.DAY: (
            "予約日|来店日|利用日|ご来店日|ご予約日|日付|年月日|営業日|date|day|visit date|"
            "reservation date|business day"
        ),
        _F.TIME: (
            "予約時間|予約時刻|来店時間|来店時刻|開始時間|開始時刻|時間|時刻|time|"
            "start time|reservation time"
        ),
        _F.ADULTS: (
            "人数|予約人数|来店人数|合計人数|大人|大人人数|名数|party size|party|covers|"
            "guests|adults|pax|people|number of guests|size"
        ),
        _F.CHILDREN: "子供|子ども|こども|小人|子供人数|お子様|children|kids|child",
        _F.INFANTS: "幼児|乳児|乳幼児|幼児人数|infants|babies",
        _F.NAME: (
            "氏名|名前|お名前|予約者名|予約者|顧客名|お客様名|予約名|代表者名|名称|name|"
            "guest name|customer name|full name|client name|guest"
        ),
        _F.FAMILY_NAME: "姓|苗字|名字|last name|family name|surname",
        _F.GIVEN_NAME: "名|first name|given name|forename",
        _F.KANA: (
            "フリガナ|ふりがな|カナ|かな|氏名カナ|氏名かな|名前カナ|予約者名カナ|顧客名カナ|"
            "お名前カナ|読み|ヨミ|kana|furigana|reading|phonetic name"
        ),
        _F.FAMILY_KANA: "セイ|姓カナ|姓かな|last name kana|family name kana",
        _F.GIVEN_KANA: "メイ|名カナ|名かな|first name kana|given name kana",
        _F.PHONE: (
            "電話番号|電話|TEL|携帯|携帯電話|携帯番号|連絡先|電話番号1|TEL1|phone|"
            "phone number|mobile|telephone|cell|contact|tel"
        ),
        _F.OTHER_PHONE: (
            "電話番号2|TEL2|自宅電話|固定電話|other phone|phone 2|home phone|work phone"
        ),
        _F.EMAIL: "メール|メールアドレス|Eメール|email|e-mail|mail|email address",
        _F.COMPANY: "会社|会社名|法人名|勤務先|企業名|company|organisation|organization",
        _F.BIRTHDAY: "誕生日|生年月日|birthday|birth date|date of birth|dob",
        _F.ANNIVERSARY: "記念日|結婚記念日|anniversary",
        _F.TABLE: "卓|卓番|テーブル|席|席番|座席|テーブル番号|席名|卓名|table|tables|table number",
        _F.COURSE: "コース|コース名|プラン|プラン名|メニュー|course|menu|plan|experience",
        _F.REQUESTS: (
            "要望|ご要望|リクエスト|備考|コメント|お客様備考|requests|request|guest request|"
            "comment|comments|special requests|visit notes"
        ),
        _F.PREFERENCES: "好み|嗜好|お好み|preferences|likes",
        _F.CAUTION: "要注意|注意|注意事項|caution|warning|alert",
        _F.NOTE: (
            "メモ|店舗メモ|社内メモ|顧客メモ|予約メモ|特記事項|note|notes|memo|internal note"
        ),
        _F.ALLERGIES: "アレルギー|アレルギー情報|allergies|allergy|dietary|dietary restrictions",
        _F.TAGS: "タグ|区分|ランク|属性|tags|tag|labels|category|vip",
        _F.STATUS: "状態|ステータス|予約状況|状況|予約ステータス|status|state|reservation status",
        _F.CHANNEL: "経路|予約経路|媒体|予約媒体|受付方法|source|channel|booking source|origin",
    }
)
"""The words of common systems, Japanese and English, parted by bars."""


def guess(header: Sequence[str], kind: Kind) -> dict[int, Field]:
    """Guess what each column holds; each field once, columns without a known word left out.

    A column of exactly the word wins over one that only holds it.
    """
    known = {field: _folded(field) for field in FIELDS[kind]}
    found: dict[int, Field] = {}
    for likeness in (_is_word, _holds_word):
        for place, text in enumerate(fold(each) for each in header):
            ranked = sorted(
                ((likeness(text, words), field) for field, words in known.items()),
                key=lambda each: -each[0],
            )
            best = next((f for like, f in ranked if like and f not in found.values()), None)
            if place not in found and best is not None:
                found[place] = best
    return found


def missing(fields: Sequence[Field], kind: Kind) -> tuple[Field, ...]:
    """List what a table cannot do without: somebody, and for a booking a day and a time."""
    named = {_F.NAME, _F.FAMILY_NAME, _F.KANA, _F.FAMILY_KANA}
    if kind is Kind.BOOKINGS:
        named.add(_F.PHONE)
    wanting = [] if named & set(fields) else [_F.NAME]
    if kind is Kind.BOOKINGS and _F.STARTS not in fields:
        wanting = [*(each for each in (_F.DAY, _F.TIME) if each not in fields), *wanting]
    return tuple(wanting)


def _folded(field: Field) -> frozenset[str]:
    return frozenset(fold(each) for each in _WORDS[field].split("|"))


def _is_word(text: str, words: frozenset[str]) -> int:
    return int(text in words)


def _holds_word(text: str, words: frozenset[str]) -> int:
    """Tell how long a known word is that a head holds; 名 alone stands in too many others."""
    held = (len(word) for word in words if word in text)
    return max((length for length in held if length > 1), default=0)
