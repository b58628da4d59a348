"""Counters add up and are written as Prometheus reads them."""

from sync.hub.metrics import Metrics


def test_counters_add_up_by_their_labels():
    metrics = Metrics()
    for amount in (1, 41):
        metrics.count("noren_hub_requests_total", amount, status="200", route="/v1/pull")
    metrics.count("noren_hub_requests_total", status="401", route="other")
    lines = metrics.render({"noren_hub_streams": 3}).splitlines()
    assert 'noren_hub_requests_total{route="/v1/pull",status="200"} 42' in lines
    assert 'noren_hub_requests_total{route="other",status="401"} 1' in lines
    assert "noren_hub_streams 3" in lines


def test_every_number_says_what_it_is_before_it_is_told():
    metrics = Metrics()
    metrics.count("noren_hub_changes_sent_total", 7)
    text = metrics.render({"noren_hub_streams": 0})
    names = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(names) == len(set(names)) == text.count("# HELP")
    told = set()
    for line in text.splitlines():
        if line.startswith("# TYPE"):
            told.add(line.split()[2])
        elif not line.startswith("#"):
            assert line.partition(" ")[0].partition("{")[0] in told
    assert text.endswith("\n")
