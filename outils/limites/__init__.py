"""From an official boundary file to the small GeoJSON drawn by the dashboard."""
