from PySide6.QtCore import Qt

from app.ui.hit_list import HIT_ROLE, HitList


def test_the_results_are_a_sound_list_for_qt(models, qtmodeltester):
    hits = HitList(models.search)
    models.search.look_for("伊藤")
    qtmodeltester.check(hits)
    models.search.look_for("ゑゑ")
    qtmodeltester.check(hits)


def test_a_result_is_read_out_whole(models):
    hits = HitList(models.search)
    models.search.look_for("田中")
    spoken = hits.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "田中" in spoken
    assert "えび" in spoken
    assert hits.index(0).data(HIT_ROLE).id == "tanaka"


def test_moving_the_mark_does_not_tear_the_list_down(models, qtbot):
    hits = HitList(models.search)
    models.search.look_for("伊藤")
    with qtbot.assertNotEmitted(hits.modelReset):
        models.search.step(1)
