"""Tools for whoever maintains the data: run by hand, never by the dashboard."""
