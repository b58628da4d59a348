from app.viewmodels.hub_link import HubLink
from tests.app.ui.sample import SilentHub


def test_an_object_with_signals_of_its_own_is_a_door_to_the_hub(qapp, qtbot):
    hub: HubLink = SilentHub()
    with qtbot.waitSignal(hub.paired) as paired:
        hub.paired.emit("暖簾")
    assert paired.args == ["暖簾"]
    with qtbot.assertNotEmitted(hub.pair_failed), qtbot.assertNotEmitted(hub.synced):
        hub.pair("https://hub", "ABC", "入口端末")
        hub.sync_now()
