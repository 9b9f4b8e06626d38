"""Where the embedded servers keep their data and their sockets, and as whom they run."""

import hashlib
import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from blues.embedded.trouble import Trouble

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LONGEST_SOCKET_DIR = 80  # bytes; a socket address holds 104 with the name of the socket itself
UNPRIVILEGED = ("postgres", "nobody")
SHARED_TMP = Path("/var/tmp")  # noqa: S108 -- survives a restart; what is in it is checked below


@dataclass(frozen=True)
class Place:
    home: Path
    sockets: Path


def server_account() -> pwd.struct_passwd | None:
    """Whom Postgres runs as when we are root, which it refuses to be; None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Trouble("Postgres does not run as root, and this machine has no user “nobody”.")


def reachable_by_everyone(path: Path) -> bool:
    """Whether the server's own account may walk to this path. We never widen anybody's rights."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in [path, *path.parents])


def short_name(path: Path) -> str:
    return f"blues-{hashlib.sha256(os.fsencode(path)).hexdigest()[:12]}"


def settle(home: Path) -> Place:
    """Make the directories of a set of servers, private to the account that runs Postgres.

    As root below a private directory such as /root the servers' account could not reach its own
    data, so that they live in /var/tmp then. A path too long for a socket only moves the sockets.
    """
    if server_account() and not reachable_by_everyone(home.parent):
        home = SHARED_TMP / short_name(home)
    sockets = home
    if len(os.fsencode(home)) > LONGEST_SOCKET_DIR:
        sockets = Path(tempfile.gettempdir()) / short_name(home)
    for directory in {home, sockets}:
        make_private(directory)
    return Place(home=home, sockets=sockets)


def make_private(directory: Path) -> None:
    """The servers trust whoever reaches their sockets, so only their owner may."""
    account = server_account()
    owners = {os.geteuid(), account.pw_uid if account else os.geteuid()}
    directory.mkdir(mode=0o700, exist_ok=True)
    if directory.is_symlink() or directory.stat().st_uid not in owners:
        raise Trouble(f"{directory} belongs to another user of this machine; remove it first.")
    if account:
        os.chown(directory, account.pw_uid, account.pw_gid)
    directory.chmod(0o700)
