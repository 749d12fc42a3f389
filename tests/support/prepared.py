"""Programs that start at once: in a fork of a process that has imported what they import.

    python -I -S prepared.py ADDRESS MODULE ARGUMENT…

is `python -m MODULE ARGUMENT…` with the same folder, environment, streams, umask, group and exit code, without the
half second that imports take. `keeper.py` is the other process. A program that is killed takes its fork with it.
"""

import _socket  # the half of `socket` that needs no other module
import os
import sys

COUNT = 4
"""Bytes of a number in a message."""


def main(address: str, *command: str) -> None:
    """Has the other process run the command, and ends as it did."""
    link = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    link.connect(address)
    os.umask(umask := os.umask(0))
    parts = [
        os.fsencode(os.getcwd()),  # noqa: PTH109 - `pathlib` would take longer than the rest
        b"%d" % os.getpgrp(),
        b"%d" % umask,
        b"%d" % len(command),
        *map(os.fsencode, command),
    ]
    body = b"\0".join([*parts, *(name + b"=" + value for name, value in os.environb.items())])
    streams = b"".join(stream.to_bytes(4, sys.byteorder) for stream in (0, 1, 2))
    link.sendmsg([len(body).to_bytes(COUNT)], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
    link.sendall(body)
    code = link.recv(COUNT)
    os._exit(int.from_bytes(code) if code else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
