"""Read what a person deposits: bytes → sheets → recognised columns → typed tables and findings."""

from __future__ import annotations

from analytics.intake.findings import Finding, Group
from analytics.intake.lecture import read_uploads
from analytics.intake.results import FileReading, Profil, Reading, TableReading, UnknownColumn, Upload

__all__ = [
    "FileReading",
    "Finding",
    "Group",
    "Profil",
    "Reading",
    "TableReading",
    "UnknownColumn",
    "Upload",
    "read_uploads",
]
