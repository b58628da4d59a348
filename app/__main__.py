"""The program's door: every way of starting Noren comes through here."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command, or open the window when none is given, and exit with its code."""
    from app.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
