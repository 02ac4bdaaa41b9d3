"""Write what leaves the dashboard: files for a spreadsheet, a projector, a sheet of paper, a machine."""
