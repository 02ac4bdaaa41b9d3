"""Read what a person deposits: bytes → sheets → recognised columns → typed tables and findings."""

from __future__ import annotations

from analytics.intake.findings import Finding, Group
from analytics.intake.isolement import LectureAnnulee, PanneDeLecture, read_uploads
from analytics.intake.lecture import Etape
from analytics.intake.limites import LIMITES, Limites
from analytics.intake.results import FileReading, Profil, Reading, TableReading, UnknownColumn, Upload

__all__ = [
    "LIMITES",
    "Etape",
    "FileReading",
    "Finding",
    "Group",
    "LectureAnnulee",
    "Limites",
    "PanneDeLecture",
    "Profil",
    "Reading",
    "TableReading",
    "UnknownColumn",
    "Upload",
    "read_uploads",
]
