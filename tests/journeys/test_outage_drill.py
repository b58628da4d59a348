"""The main job, from outside: an outage with real processes, and a drill that can fail."""

import os
import subprocess
import sys
from pathlib import Path

import orjson

ROOT = Path(__file__).resolve().parents[2]

LAST_WRITER_WINS = '''
import sync.merge as merge

honest = merge.apply

def forgetful(entity, change):
    """Keep only the later of two values that had not seen each other."""
    after = honest(entity, change)
    held = {}
    for name, lives in after.live.items():
        latest = max(lives, key=lambda each: (each.stamp, each.id))
        held.setdefault(latest.id, {})[name] = latest.value
    return merge.Entity(after.applied, held, after.gone)

merge.apply = forgetful
'''


def drill(**environment):
    """Play the drill as anybody would, and read its report."""
    done = subprocess.run(
        [sys.executable, "-m", "app", "drill", "outage", "--json"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=110,
        check=False,
    )
    return done.returncode, orjson.loads(done.stdout), done.stderr.decode()


def test_two_tablets_one_outage_one_ringing_phone():
    code, report, story = drill()
    assert [check for check in report["checks"] if not check["held"]] == []
    assert code == 0
    assert sum(report["entered"].values()) >= 60
    assert len(report["clashes"]) == 3
    assert "killed with -9" in story


def test_a_broken_merge_does_not_pass_the_drill(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(LAST_WRITER_WINS)
    code, report, _ = drill(PYTHONPATH=str(tmp_path))
    assert code == 1
    broken = " ".join(check["promise"] for check in report["checks"] if not check["held"])
    assert "clashes" in broken
