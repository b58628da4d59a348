from app.cli.drill.outage import Report


def test_a_report_without_checks_is_no_success():
    assert not Report().ok


def test_one_broken_promise_breaks_the_report():
    report = Report(checks=[("a", True, ""), ("b", True, "")])
    assert report.ok
    report.checks.append(("c", False, "3 of 4"))
    assert not report.ok
    assert report.document()["ok"] is False
    assert report.document()["checks"][2] == {"promise": "c", "held": False, "detail": "3 of 4"}
