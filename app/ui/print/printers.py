"""The printers of this machine; named here alone, for a tablet at the door has none."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QFont

from app.ui.print.day_sheet import put_on
from app.viewmodels.day_sheet import PrintedSheet


class Printers(Protocol):
    """Where a sheet can be printed."""

    def names(self) -> tuple[str, ...]:
        """List the printers, the usual one first."""
        ...

    def put_out(self, name: str, sheet: PrintedSheet, font: QFont) -> bool:
        """Print on one of them; False if it takes nothing now."""
        ...


class SystemPrinters:
    """The printers that the system knows."""

    def names(self) -> tuple[str, ...]:
        """List the printers, the usual one first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        found = QPrinterInfo.availablePrinterNames()
        return tuple(sorted(found, key=lambda name: (name != usual, name)))

    def put_out(self, name: str, sheet: PrintedSheet, font: QFont) -> bool:
        """Print on one of them; False if it takes nothing now."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        found = QPrinterInfo.printerInfo(name)
        if found.isNull():
            return False  # it was switched off since it was listed
        printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheet.title)
        return (
            put_on(printer, sheet, font)
            and printer.printerState() is not QPrinter.PrinterState.Error
        )
