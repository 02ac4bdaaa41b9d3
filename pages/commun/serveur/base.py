"""Where the app is served: at the root, or under the base path of the configuration."""

from streamlit import config


def base_path() -> str:
    """Give the base path without its last slash: `""` at the root, `"/alliance"` under `server.baseUrlPath=alliance`."""
    path = config.get_option("server.baseUrlPath").strip("/")
    return f"/{path}" if path else ""
