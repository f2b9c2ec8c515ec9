"""PostgreSQL refuses to run as root: these are the two ways to start a program as somebody else, chowning nothing of root's.

First choice is a user namespace: inside it root appears as an ordinary user, files stay root's, and nothing has to
be made readable. Where the kernel or a container refuses that, the program runs as `nobody`.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
INSIDE_UID = 1000

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class RunAs:
    """How a program that refuses root is started."""

    way: Literal["self", "namespace", "nobody"]
    uid: int
    gid: int

    def popen_arguments(self, *, dies_by: signal.Signals) -> dict[str, Any]:
        """What `subprocess.Popen` needs. Call Popen from the main thread: see `die_with_parent`."""
        parent = os.getpid()
        return {"preexec_fn": lambda: self._prepare(dies_by, parent)}

    def _prepare(self, dies_by: signal.Signals, parent: int) -> None:
        if self.way == "namespace":
            enter_namespace()
        elif self.way == "nobody":
            os.setgroups([])
            os.setgid(self.gid)
            os.setuid(self.uid)
        # Last, because Linux forgets the death signal when the user changes.
        die_with_parent(dies_by, parent)

    def own(self, path: Path) -> None:
        """Give a folder of the program's own to it."""
        if self.way == "nobody":
            os.chown(path, self.uid, self.gid)


def choose() -> RunAs:
    if os.getuid() != 0:
        return RunAs("self", os.getuid(), os.getgid())
    if sys.platform == "linux" and namespace_allowed():
        return RunAs("namespace", 0, 0)
    nobody = pwd.getpwnam("nobody")
    return RunAs("nobody", nobody.pw_uid, nobody.pw_gid)


@cache
def namespace_allowed() -> bool:
    """Whether this machine lets us make a user namespace (containers often do not)."""
    try:
        done = subprocess.run(["/bin/true"], preexec_fn=enter_namespace, check=False)
    except (subprocess.SubprocessError, OSError):
        return False
    return done.returncode == 0


def enter_namespace() -> None:
    """In a child that is about to exec: become an ordinary user who still owns root's files."""
    uid, gid = os.geteuid(), os.getegid()
    if _libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{INSIDE_UID} {uid} 1")
    _write("/proc/self/gid_map", f"{INSIDE_UID} {gid} 1")


def die_with_parent(by: signal.Signals, parent: int) -> None:
    """In a child that is about to exec: get this signal when the *thread* that started us ends."""
    if sys.platform != "linux":
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(by))
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


def reachable_by_anyone(path: Path) -> bool:
    """Whether a stranger may pass through every folder above `path`."""
    return all(parent.stat().st_mode & 0o001 for parent in path.absolute().parents if parent.exists())


def _write(path: str, text: str) -> None:
    handle = os.open(path, os.O_WRONLY)
    try:
        os.write(handle, text.encode())
    finally:
        os.close(handle)
