"""Read what a person deposits: bytes → sheets → recognised columns → typed tables and findings."""

from __future__ import annotations

from analytics.intake.consignes import Consignes
from analytics.intake.feuilles import ColumnReading, SheetReading
from analytics.intake.findings import Finding, Group
from analytics.intake.isolement import LectureAnnulee, PanneDeLecture, read_uploads
from analytics.intake.lecture import Etape
from analytics.intake.limites import LIMITES, Limites
from analytics.intake.results import FileReading, Profil, Reading, TableReading, UnknownColumn, Upload

__all__ = [
    "LIMITES",
    "ColumnReading",
    "Consignes",
    "Etape",
    "FileReading",
    "Finding",
    "Group",
    "LectureAnnulee",
    "Limites",
    "PanneDeLecture",
    "Profil",
    "Reading",
    "SheetReading",
    "TableReading",
    "UnknownColumn",
    "Upload",
    "read_uploads",
]
