from PySide6.QtPrintSupport import QPrinterInfo

from app.ui.print.printers import SystemPrinters


def test_the_usual_printer_comes_first(qapp, monkeypatch):
    with monkeypatch.context() as system:
        system.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["厨房", "レジ横", "事務所"])
        system.setattr(QPrinterInfo, "defaultPrinterName", lambda: "レジ横")
        assert SystemPrinters().names()[0] == "レジ横"


def test_a_printer_that_is_not_there_takes_nothing(qapp, theme):
    from tests.app.ui.print.test_day_sheet import ROW, sheet

    assert not SystemPrinters().put_out("nobody's", sheet(ROW), theme.font(15))
