import platform
import subprocess
import sys

import pytest

ARENAS = """
import ctypes, sys, threading
from sync.hub.heap import share_one_heap

if sys.argv[1] == "shared":
    assert share_one_heap()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fdopen.restype = ctypes.c_void_p
gate = threading.Barrier(4)

def allocate():
    gate.wait()
    libc.malloc(5000)
    gate.wait()

threads = [threading.Thread(target=allocate) for _ in range(4)]
for each in threads:
    each.start()
for each in threads:
    each.join()
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another malloc than glibc's")
def test_threads_have_a_heap_each_until_they_are_told_to_share_one():
    assert arenas("apart") > 1
    assert arenas("shared") == 1


def arenas(how):
    ran = subprocess.run(
        [sys.executable, "-c", ARENAS, how], capture_output=True, text=True, check=True
    )
    return ran.stdout.count("<heap nr=")
