"""Declare the calls of the command line; wrong ones are told in French with exit code 2."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NoReturn

import pandas as pd

from analytics.aggregates.groups import CUTS
from analytics.commands.outcome import CommandError

EXPORTS = ("classeur", "diapositives", "fiches", "donnees-ouvertes")


_FRENCH = (
    (r"the following arguments are required: (.+)", r"il manque {0}"),
    (
        r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        r"« {1} » n'est pas un choix de {0}; choix : {2}",
    ),
    (r"argument (\S+): expected (?:one|at least one) argument", r"{0} attend une valeur"),
    (r"argument (\S+): invalid \S+ value: '(.*)'", r"« {1} » n'est pas une valeur de {0}"),
    (r"unrecognized arguments: (.+)", r"argument inconnu : {0}"),
    (r"ambiguous option: (\S+) could match (.+)", r"{0} peut vouloir dire {1}"),
)
"""What argparse says of a wrong call, in English, and the same in French."""


def in_french(message: str) -> str:
    """Say a refusal of argparse in French; one that is not known is said without its English words."""
    for english, french in _FRENCH:
        found = re.fullmatch(english, message)
        if found:
            return french.format(*(group.replace("'", "") for group in found.groups()))
    return "arguments non compris"


class FrenchHelp(argparse.HelpFormatter):
    """Write the help with a French heading."""

    def add_usage(self, usage, actions, groups, prefix=None):
        """Begin with « utilisation »."""
        super().add_usage(usage, actions, groups, "utilisation : " if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """An argument parser that speaks French, and whose refusals are `CommandError` instead of an exit."""

    def __init__(self, *args, **kwargs) -> None:
        """Name the groups of the help in French."""
        super().__init__(*args, formatter_class=FrenchHelp, **kwargs)
        self._positionals.title, self._optionals.title = "arguments", "options"

    def error(self, message: str) -> NoReturn:
        """Refuse a wrong call."""
        raise CommandError(f"Appel incorrect : {in_french(message)}. Pour l'aide : {self.prog} --aide")


def day(text: str) -> pd.Timestamp:
    """Read an ISO day; ValueError otherwise (told by argparse)."""
    return pd.Timestamp(pd.to_datetime(text, format="%Y-%m-%d"))


def positive(text: str) -> int:
    """Read a whole number of 1 or more; ValueError otherwise."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command of the contract."""
    parser = _with_help(
        FrenchParser(
            prog="python -m analytics",
            description="Vérifier, publier et lire les chiffres de l'Alliance.",
            add_help=False,
        )
    )
    commands = parser.add_subparsers(dest="commande", metavar="COMMANDE", required=True, parser_class=FrenchParser)
    _deposit_commands(commands)
    _version_commands(commands)
    _backup_commands(commands)
    _figure_commands(commands)
    _file_commands(commands)
    return parser


def _with_help(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add the help option in French, and `--json`."""
    parser.add_argument("-h", "--aide", "--help", action="help", help="affiche cette aide")
    return parser


def _command(commands, name: str, help_text: str) -> argparse.ArgumentParser:
    """Add one command that answers `--json`."""
    parser = _with_help(commands.add_parser(name, help=help_text, description=help_text, add_help=False))
    parser.add_argument("--json", action="store_true", help="répond par un document JSON")
    return parser


def _deposit_commands(commands) -> None:
    """Declare verifier and publier."""
    for name, help_text in (
        ("verifier", "vérifie des fichiers sans rien publier"),
        ("publier", "publie des fichiers comme nouvelle version"),
    ):
        parser = _command(commands, name, help_text)
        parser.add_argument("fichiers", nargs="+", type=Path, metavar="FICHIER")
        parser.add_argument(
            "--profil",
            type=Path,
            metavar="PROFIL.json",
            help="correspondance des colonnes d'une mise en page étrangère",
        )
        if name == "verifier":
            parser.add_argument("--annote", type=Path, metavar="SORTIE.xlsx", help="rend le classeur annoté")
            continue
        _signed(parser)
        parser.add_argument("--attendu", type=positive, metavar="N", help="version courante attendue")


def _signed(parser: argparse.ArgumentParser) -> None:
    """Ask who publishes, and why."""
    parser.add_argument("--auteur", required=True, metavar="NOM")
    parser.add_argument("--commentaire", required=True, metavar="TEXTE")


def _version_commands(commands) -> None:
    """Declare versions, comparer and restaurer."""
    _command(commands, "versions", "liste les versions publiées")
    parser = _command(commands, "comparer", "dit ce qui a changé d'une version à une autre")
    parser.add_argument("a", type=positive, metavar="A")
    parser.add_argument("b", type=positive, metavar="B")
    parser = _command(commands, "restaurer", "publie de nouveau une version passée")
    parser.add_argument("numero", type=positive, metavar="N")
    _signed(parser)


def _backup_commands(commands) -> None:
    """Declare sauvegarder, recuperer and code: what whoever hosts the dashboard does."""
    parser = _command(commands, "sauvegarder", "écrit toute la base de données dans un fichier")
    parser.add_argument("--sortie", required=True, type=Path, metavar="FICHIER.zip")
    parser = _command(commands, "recuperer", "récupère une sauvegarde dans une base vide")
    parser.add_argument("fichier", type=Path, metavar="FICHIER.zip")
    _command(commands, "code", "donne un code à usage unique à qui doit administrer le tableau de bord")


def _figure_commands(commands) -> None:
    """Declare agregats and progression."""
    parser = _command(commands, "agregats", "additionne les montants par groupe")
    parser.add_argument("--par", required=True, choices=tuple(CUTS))
    parser.add_argument(
        "--enveloppe", metavar="ID", help="une enveloppe, ou « toutes »; sans elle, celle des montants les plus récents"
    )
    parser.add_argument("--version", type=positive, metavar="N")
    parser = _command(commands, "progression", "mesure une enveloppe contre son montant et contre le temps")
    parser.add_argument("--enveloppe", required=True, metavar="ID")
    parser.add_argument("--au", type=day, metavar="AAAA-MM-JJ")
    parser.add_argument("--version", type=positive, metavar="N")


def _file_commands(commands) -> None:
    """Declare exporter, modele and exemple."""
    parser = _command(commands, "exporter", "écrit le classeur, les diapositives, les fiches ou les données ouvertes")
    parser.add_argument("quoi", choices=EXPORTS)
    parser.add_argument("--sortie", required=True, type=Path, metavar="CHEMIN")
    parser.add_argument("--version", type=positive, metavar="N")
    parser.add_argument("--territoire", metavar="T", help="un territoire seulement")
    parser.add_argument("--depuis", type=positive, metavar="N", help="dit aussi ce qui a changé depuis la version N")
    parser.add_argument(
        "--gabarit", type=Path, metavar="GABARIT.pptx", help="présentation dont les diapositives prennent l'allure"
    )
    parser = _command(commands, "modele", "écrit le modèle Excel à remplir")
    parser.add_argument("--sortie", required=True, type=Path, metavar="SORTIE.xlsx")
    parser = _command(commands, "exemple", "écrit un classeur fictif mais plausible")
    parser.add_argument("--initiatives", required=True, type=positive, metavar="N")
    parser.add_argument("--graine", type=int, default=1, metavar="S")
    parser.add_argument("--sortie", required=True, type=Path, metavar="SORTIE.xlsx")
