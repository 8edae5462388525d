"""Disks of one's own: a program is run where a small or a read-only disk is mounted that nobody else sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.store.crowd import ROOT

SMALL = 'mount -t tmpfs -o size=2m none "$1"'
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"'


@cache
def _alone() -> tuple[str, ...] | None:
    """A command before which mounts are one's own: without rights where that is allowed, else as root."""
    if not (sys.platform == "linux" and shutil.which("unshare") and shutil.which("mount")):
        return None
    for command in (("unshare", "-Urm"), ("unshare", "-m")):
        if not subprocess.run([*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode:
            return command
    return None


def run_on(mount: str, folder: Path, module: str) -> str:
    """What a module of the tests prints when it is run with the folder as its only argument; skips where it can't be.

    `mount` is one of the constants of this module.
    """
    alone = _alone()
    if alone is None:
        pytest.skip("mounts of one's own are not allowed here")
    script = f'{mount} && exec "$2" -m "$3" "$1"'
    command = [*alone, "sh", "-ec", script, "sh", str(folder), sys.executable, module]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout
