"""Carry objects between two processes over a pair of byte streams, big buffers apart and without copies."""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO

_HEAD = struct.Struct("<QQ")
_SIZE = struct.Struct("<Q")
_PROTOCOL = 5


class ChannelClosed(Exception):
    """The other side ended, or went silent in the middle of an object."""


def send(stream: BinaryIO, value: Any) -> None:
    """Write one object; BrokenPipeError when nobody reads any more."""
    buffers: list[pickle.PickleBuffer] = []
    body = pickle.dumps(value, _PROTOCOL, buffer_callback=buffers.append)
    views = [buffer.raw() for buffer in buffers]
    stream.write(_HEAD.pack(len(body), len(views)))
    stream.write(b"".join(_SIZE.pack(len(view)) for view in views))
    stream.write(body)
    for view in views:
        stream.write(view)
    stream.flush()


def receive(stream: BinaryIO, writable: bool = True) -> Any:
    """Read one object; `ChannelClosed` when there is none any more. `writable`: its buffers may be written to."""
    length, count = _HEAD.unpack(_exactly(stream, _HEAD.size))
    sizes = [_SIZE.unpack(_exactly(stream, _SIZE.size))[0] for _ in range(count)]
    body = _exactly(stream, length)
    read = _exactly if writable else _whole
    return pickle.loads(body, buffers=[read(stream, size) for size in sizes])


def _whole(stream: BinaryIO, size: int) -> bytes:
    """Read so many bytes, never to be changed."""
    data = stream.read(size)
    if len(data) < size:
        raise ChannelClosed(f"{len(data)} octets sur {size}")
    return data


def _exactly(stream: BinaryIO, size: int) -> bytearray:
    """Read so many bytes."""
    data = bytearray(size)
    view, filled = memoryview(data), 0
    while filled < size:
        read = stream.readinto(view[filled:])
        if not read:
            raise ChannelClosed(f"{filled} octets sur {size}")
        filled += read
    return data
