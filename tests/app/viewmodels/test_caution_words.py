from dataclasses import replace

from app.domain import warnings
from app.domain.ids import ReservationId
from app.domain.venue import Pacing
from app.domain.warnings import Caution, cautions
from app.viewmodels.caution_words import caution_text, caution_texts
from tests.builders import a_day, a_phone, a_reservation, a_table, a_venue


def test_every_caution_of_the_house_has_words_of_ours():
    names = "tables party time table seats needed covers slot covers_max phone"
    facts = dict.fromkeys(names.split(), "x")
    for code in warnings._SENTENCES:
        assert caution_text(a_day(), Caution(code=code, facts=facts))


def test_a_taken_table_names_the_party_that_has_it():
    other = a_reservation("other", tables="t1", guest_name="佐藤")
    mine = a_reservation("mine", tables="t1", guest_name="山田")
    book = a_day(other, mine)
    assert "T1 is taken by 佐藤 from 19:00" in caution_texts(book, cautions(book, mine))


def test_sentences_are_whole_for_every_check_at_once():
    house = a_venue(pacing=Pacing(covers_max=1), closing_weekdays=frozenset({4}))
    mine = a_reservation("mine", tables="t1", adults=9, guest_name="山田", phone=a_phone("09012"))
    twin = replace(mine, id=ReservationId("twin"))
    book = a_day(mine, twin, venue=house, tables=(a_table("t1", closed=True),))
    texts = caution_texts(book, cautions(book, mine))
    assert len(texts) >= 6
    assert not any("{" in each for each in texts)


def test_the_same_words_are_said_once():
    caution = Caution(code="unknown_table", with_ids=("x",))
    assert len(caution_texts(a_day(), (caution, caution))) == 1
