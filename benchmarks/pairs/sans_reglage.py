"""The dashboard without its tuning: no ASGI form (nothing frozen, nothing compressed), figures made at each run and drawn by plotly.

Copied into a folder beside links to the project's own, and served by `streamlit run`.
"""

import runpy
from pathlib import Path

from benchmarks.pairs.par_plotly import draw_by_plotly

draw_by_plotly()
runpy.run_path(str(Path(__file__).with_name("app.py")), run_name="__main__")
