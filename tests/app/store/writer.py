"""A process of its own that writes to a ledger, for tests of two writers and of sudden death.

`writer.py add LEDGER NAME COUNT` commits so often and says each id once it is durable.
`writer.py die LEDGER STEPS…` for each number copies the ledger to LEDGER.STEPS, commits once and is
killed within its second commit; what it said until then is in LEDGER.STEPS.said.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from app.store.ledger import Ledger
from tests.builders import a_reservation
from tests.ledgers import add


def say(text, file=1):
    os.write(file, f"{text}\n".encode())


def add_many(path, name, count):
    ledger = Ledger.open(path)
    say("ready")
    for number in range(int(count)):
        id = f"{name}-{number}"
        add(ledger, a_reservation(id, note="窓際\n" * 20))
        say(id)


def die_often(path, *deaths):
    for steps in deaths:
        copy = path.with_name(f"{path.name}.{steps}")
        shutil.copy2(path, copy)
        child = os.fork()
        if not child:
            die(copy, int(steps))
        os.waitpid(child, 0)


def die(path, steps):
    """Be killed after so many steps of SQLite's own machine, wherever in the commit that is."""
    said = os.open(f"{path}.said", os.O_WRONLY | os.O_CREAT)
    ledger = Ledger.open(path)
    add(ledger, a_reservation("first", note="窓際\n" * 20))
    say("first", said)
    left = steps

    def step():
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    ledger.sql.set_progress_handler(step, 1)
    add(ledger, a_reservation("second", note="静かに\n" * 20), a_reservation("third"))
    say("second", said)
    os._exit(0)


if __name__ == "__main__":
    act = add_many if sys.argv[1] == "add" else die_often
    act(Path(sys.argv[2]), *sys.argv[3:])
