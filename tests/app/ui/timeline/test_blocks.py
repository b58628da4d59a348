from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSizeF

from app.domain.reservation import Status
from app.ui.timeline.blocks import BlockArtist, dress
from app.viewmodels.timeline import TimelineModel
from app.viewmodels.timeline_rows import UNASSIGNED
from resources.tokens import SHAPE_PAIRS, TEXT_PAIRS

SIZE = QSizeF(200, 48)


@pytest.fixture
def block(day):
    return TimelineModel(day).layout.blocks_by_id["kobayashi"][0]


@pytest.fixture
def artist(theme):
    return BlockArtist(theme)


def with_status(block, status):
    return replace(block, reservation=replace(block.reservation, status=status))


def test_a_block_wears_its_status(block):
    assert dress(block).fill == "booked"
    assert dress(with_status(block, Status.SEATED)).fill == "seated"
    assert dress(with_status(block, Status.LEFT)).fill == "left"


def test_a_table_the_hub_has_not_confirmed_is_drawn_as_waiting(block):
    tentative = replace(block, face=replace(block.face, tentative=True))
    assert (dress(tentative).fill, dress(tentative).dashed) == ("wait", True)


def test_a_party_without_a_table_is_drawn_open(block):
    assert dress(replace(block, row=UNASSIGNED)).dashed


@pytest.mark.parametrize("status", Status)
def test_all_words_of_a_block_stand_on_a_ground_they_can_be_read_on(block, status):
    for each in (
        with_status(block, status),
        replace(with_status(block, status), row=UNASSIGNED),
        replace(with_status(block, status), face=replace(block.face, tentative=True)),
    ):
        worn = dress(each)
        assert (worn.ink, worn.fill) in TEXT_PAIRS
        assert (worn.alarm, worn.fill) in TEXT_PAIRS
    assert SHAPE_PAIRS


def test_an_unchanged_block_is_drawn_once(artist, block):
    first = artist.pixmap(block, SIZE, 1.0)
    assert artist.pixmap(block, SIZE, 1.0) is first


def test_a_changed_block_is_drawn_again(artist, block):
    first = artist.pixmap(block, SIZE, 1.0)
    changed = replace(block, clash=True)
    assert artist.pixmap(changed, SIZE, 1.0) is not first


def test_another_size_zoom_or_theme_is_drawn_again(artist, block, theme):
    first = artist.pixmap(block, SIZE, 1.0)
    wider = artist.pixmap(block, QSizeF(210, 48), 1.0)
    assert wider is not first
    sharper = artist.pixmap(block, QSizeF(210, 48), 2.0)
    assert sharper is not wider
    assert sharper.width() == 420
    theme.toggle()
    assert artist.pixmap(block, QSizeF(210, 48), 2.0) is not sharper


def test_pictures_of_blocks_that_are_gone_are_thrown_away(artist, block):
    first = artist.pixmap(block, SIZE, 1.0)
    artist.forget([("T8", "kobayashi")])
    assert artist.pixmap(block, SIZE, 1.0) is first
    artist.forget([])
    assert artist.pixmap(block, SIZE, 1.0) is not first
