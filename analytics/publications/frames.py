"""Turn typed tables into bytes and back (Parquet), and name them by their sha256."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable

import pandas as pd

from analytics.schema import TABLES


def to_bytes(frame: pd.DataFrame) -> bytes:
    """Return the Parquet bytes of a typed table (the same frame gives the same bytes)."""
    sink = io.BytesIO()
    frame.to_parquet(sink, engine="pyarrow", compression="zstd", index=False)
    return sink.getvalue()


def from_bytes(name: str, content: bytes) -> pd.DataFrame:
    """Read a typed table back; a column declared since it was written is added empty, one no longer declared is dropped."""
    dtypes = TABLES[name].dtypes
    return pd.read_parquet(io.BytesIO(content)).reindex(columns=list(dtypes)).astype(dtypes)


def empty(name: str) -> pd.DataFrame:
    """Return a table without rows, with its declared types."""
    return pd.DataFrame({column: pd.Series(dtype=dtype) for column, dtype in TABLES[name].dtypes.items()})


def sha256(content: bytes) -> str:
    """Return the sha256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def combined_sha256(parts: Iterable[tuple[str, str]]) -> str:
    """Return one sha256 for named parts, whatever their order."""
    return sha256("\n".join(f"{name}={digest}" for name, digest in sorted(parts)).encode())
