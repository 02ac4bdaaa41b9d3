"""The page « Exporter »: a version as slides, sheets to print, a workbook, open data; each file is made when somebody asks for it."""
