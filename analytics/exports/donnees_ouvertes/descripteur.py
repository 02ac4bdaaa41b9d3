"""Describe the open data as a Frictionless Data Package: everything in it derives from the declarations of `analytics.schema`.

A rule that the rows break (they are published as they are) is left out of the description rather than said in vain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.exports.dictionnaire import KIND_WORDS
from analytics.exports.donnees_ouvertes.retraits import public_columns
from analytics.exports.donnees_ouvertes.tables_csv import DELIMITER
from analytics.exports.provenances import sources_frame
from analytics.exports.releve import Releve
from analytics.schema import NON_PUBLIE, TABLES, Column, Kind, Table
from analytics.schema.fictif import MARK, WARNING

NAME = "alliance-solidarite-bas-saint-laurent"
TITLE = "Alliance pour la solidarité du Bas-Saint-Laurent : initiatives et financement"
DESCRIPTION = (
    "Ce qui a été publié des initiatives soutenues par l'Alliance pour la solidarité du Bas-Saint-Laurent, de leur financement et des besoins de "
    "chaque MRC. Une case vide veut dire « non publié », jamais zéro."
)
PUBLISHER = "Alliance pour la solidarité du Bas-Saint-Laurent"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/deed.fr",
}
KEYWORDS = ["pauvreté", "exclusion sociale", "solidarité", "MRC", "Bas-Saint-Laurent", "financement", "initiatives"]
_TYPES = {
    Kind.MONTANT: {"type": "number", "decimalChar": "."},
    Kind.NOMBRE: {"type": "number", "decimalChar": "."},
    Kind.ENTIER: {"type": "integer"},
    Kind.DATE: {"type": "date", "format": "%Y-%m-%d"},
    Kind.OUINON: {"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]},
    Kind.URL: {"type": "string"},
}
_EXERCICE = r"^\d{4}-\d{4}$"


def describe_package(releve: Releve, tables: Mapping[str, pd.DataFrame], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return `datapackage.json`; `files`: path → bytes of each resource, the CSV of each table and the maps."""
    version = releve.version
    found = [_table_resource(TABLES[name], tables, files) for name in TABLES]
    maps = [_map_resource(path, content) for path, content in files.items() if path.endswith(".geojson")]
    return {
        "profile": "data-package",
        "name": f"{NAME}-{MARK}" if version.fictif else NAME,
        "title": f"DONNÉES FICTIVES : {TITLE}" if version.fictif else TITLE,
        "description": f"{WARNING} {DESCRIPTION}" if version.fictif else DESCRIPTION,
        "version": f"{version.numero}.0.0",
        "created": version.publiee_le.isoformat(timespec="seconds"),
        "language": "fr-CA",
        "keywords": KEYWORDS,
        "licenses": [LICENCE],
        "contributors": [{"title": PUBLISHER, "role": "publisher"}],
        "sources": [{"title": row["editeur"], "path": row["adresse"]} for row in sources_frame(releve.tables).to_dict("records")],
        "resources": [*found, *maps],
    }  # fmt: skip


def file_of(table: str) -> str:
    """Return the path of a table's CSV in the package."""
    return f"donnees/{resource_name(table)}.csv"


def resource_name(table: str) -> str:
    """Return the name of a table's resource."""
    return table.replace("_", "-")


def _table_resource(table: Table, tables: Mapping[str, pd.DataFrame], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Describe one CSV."""
    path = file_of(table.name)
    return {
        "profile": "tabular-data-resource",
        "name": resource_name(table.name),
        "path": path,
        "title": table.title,
        "description": f"{table.description} {table.grain}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"csv": {"delimiter": DELIMITER}},
        **_weight(files[path]),
        "schema": table_schema(table, tables),
    }


def _map_resource(path: str, content: bytes) -> dict[str, Any]:
    """Describe the map of the amounts."""
    return {
        "name": "montants-par-territoire",
        "path": path,
        "title": "Montants par territoire, sur la carte",
        "description": "Une entité par MRC, puis « Régional » et « Non ventilé », sans géométrie : leur somme est le total de l'enveloppe.",
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
        **_weight(content),
    }


def _weight(content: bytes) -> dict[str, Any]:
    """Return the size and the fingerprint of a file."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def table_schema(table: Table, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Return the Table Schema of a table, with the key and the links that its rows obey."""
    frame = tables[table.name]
    schema: dict[str, Any] = {
        "fields": [_field(column, frame[column.name]) for column in public_columns(table)],
        "missingValues": [""],
    }
    key = list(table.key)
    if set(key) <= set(frame.columns) and not frame.duplicated(key).any() and frame[key].notna().any(axis=1).all():
        schema["primaryKey"] = key
    if links := _links(table, tables):
        schema["foreignKeys"] = links
    return schema


def _links(table: Table, tables: Mapping[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Return the link of the amounts to their initiatives, when every amount has its own."""
    name, column = "initiatives", "id_initiative"
    if table.name == name or column not in table or not tables[table.name][column].isin(tables[name][column]).all():
        return []
    return [{"fields": [column], "reference": {"resource": resource_name(name), "fields": [column]}}]


def _field(column: Column, values: pd.Series) -> dict[str, Any]:
    """Describe one column."""
    told = {
        "name": column.name,
        "title": column.title,
        "description": f"{column.description} {KIND_WORDS[column.kind]}.",
    }
    unit = {"unite": column.unit} if column.unit else {}
    rules = constraints(column, values)
    return told | _TYPES.get(column.kind, {"type": "string"}) | unit | ({"constraints": rules} if rules else {})


def constraints(column: Column, values: pd.Series) -> dict[str, Any]:
    """Return the rules of a column that all its values obey."""
    known = values.dropna()
    lengths = known.str.len() if column.max_length is not None else known
    cents = 100 if column.kind is Kind.MONTANT else 1
    rules = (
        ("required", True, column.required and values.notna().all()),
        ("minimum", column.minimum, column.minimum is not None and bool((known >= (column.minimum or 0) * cents).all())),
        ("maximum", column.maximum, column.maximum is not None and bool((known <= (column.maximum or 0) * cents).all())),
        ("maxLength", column.max_length, column.max_length is not None and bool((lengths <= (column.max_length or 0)).all())),
        ("pattern", _EXERCICE, column.kind is Kind.EXERCICE and bool(known.str.fullmatch(_EXERCICE).all())),
        ("enum", _choices(column), column.kind is Kind.LISTE and bool(known.isin(_choices(column)).all())),
    )  # fmt: skip
    return {name: value for name, value, holds in rules if holds}


def _choices(column: Column) -> list[str]:
    """Return the accepted values of a closed list, « Non publié » included where it may be typed."""
    if column.choices is None or column.open_list:
        return []
    values = [choice.value for choice in column.choices()]
    return [*values, NON_PUBLIE] if column.may_be_unpublished else values
