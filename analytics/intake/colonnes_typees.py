"""Hand typed Arrow columns over to pandas, without copying texts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.schema import Kind

_MASKED = {"Int64": pd.Int64Dtype(), "Float64": pd.Float64Dtype(), "boolean": pd.BooleanDtype()}


def to_pandas(values: pa.Array, kind: Kind) -> pd.api.extensions.ExtensionArray | np.ndarray:
    """Return a typed column as the pandas dtype that its kind declares."""
    if kind is Kind.DATE:
        return values.cast(pa.timestamp("us")).to_numpy(zero_copy_only=False)
    if kind.dtype in _MASKED:
        return _MASKED[kind.dtype].__from_arrow__(values)
    return pd.array(values.cast(pa.large_string()), dtype="str")


def from_pandas(values: pd.Series) -> pa.Array:
    """Return a pandas column as an Arrow array, missing values as null."""
    return pa.array(values, from_pandas=True)
