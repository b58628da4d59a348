from app.cli.drill.outage import Report


def test_a_report_without_checks_is_no_success():
    assert not Report().ok


def test_one_broken_promise_breaks_the_report():
    held = [("a", True, ""), ("b", True, "")]
    assert Report(checks=held).ok
    report = Report(checks=[*held, ("c", False, "3 of 4")])
    assert report.document()["ok"] is False
    assert report.document()["checks"][2] == {"promise": "c", "held": False, "detail": "3 of 4"}
