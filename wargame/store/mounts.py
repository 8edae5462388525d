"""Whether a path lies on a disk of the network, where SQLite's locks cannot be trusted.

Two hosts that wrote to one save over such a disk lost most of what they wrote, and nothing told them so. Known on
Linux only, from the kernel's table of mounts; elsewhere no path is known to lie there.
"""

import re
from contextlib import suppress
from pathlib import Path

TABLE = Path("/proc/self/mountinfo")

_KINDS = """
9p acfs afs afpfs auristorfs beegfs ceph cifs coda curlftpfs davfs davfs2 fhgfs gfs gfs2 glusterfs gpfs gvfsd-fuse
juicefs kafs lustre moosefs ncpfs nfs nfs4 ocfs2 orangefs panfs prl_fs pvfs2 rclone s3fs smb smb2 smb3 smbfs sshfs
vboxsf virtiofs vmhgfs vmhgfs-fuse webdav wekafs
"""
_NETWORK = frozenset(_KINDS.split())
_ESCAPED = re.compile(r"\\([0-7]{3})")


def network_kind(table: str, path: str) -> str | None:
    r"""The kind of network file system that an absolute path without links lies on, or None if it lies on another.

    `table` is the text of /proc/self/mountinfo (proc(5)). Of two mounts at one place the later hides the earlier.

    >>> table = r"30 22 0:41 / /home/team\040one rw shared:7 - nfs4 server:/team rw"
    >>> network_kind(table, "/home/team one/saves/wargame.db")
    'nfs4'
    >>> network_kind(table, "/home/team two/wargame.db") is None
    True
    """
    kind, deepest = "", 0
    inside = f"{path}/"
    for row in table.splitlines():
        fields = row.split(" ")
        with suppress(ValueError, IndexError):
            mounted = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[4]).rstrip("/") + "/"
            if len(mounted) >= deepest and inside.startswith(mounted):
                kind, deepest = fields[fields.index("-", 6) + 1], len(mounted)
    return kind if kind.removeprefix("fuse.") in _NETWORK else None


def warnings_for(path: Path) -> tuple[str, ...]:
    """A sentence for each thing that a person should know about where a save lies."""
    try:
        kind = network_kind(TABLE.read_text(errors="surrogateescape"), str(path.resolve()))
    except OSError:
        return ()
    if kind is None:
        return ()
    sentence = (
        f"{path} lies on a network disk ({kind}), where terminals on several computers must not share it: what one "
        "writes can destroy what the other wrote. Play from a copy on a disk of this computer, and put a backup there "
        "when you are done."
    )
    return (sentence,)
