# Les commandes du projet. « make » seul affiche l'aide. Windows : voir README.md.

PYTHON ?= python3
PORT ?= 8501
ADRESSE ?= 127.0.0.1
INITIATIVES ?= 1000
# Les tests d'un même fichier restent ensemble : ils partagent un serveur, une base, un navigateur.
COEURS ?= --numprocesses=auto --maxprocesses=4 --dist=loadfile
VENV_PYTHON := .venv/bin/python
PREPARER := $(PYTHON) -m outils.preparer

.DEFAULT_GOAL := aide
.PHONY: aide run test stress bench preparer verifier-style exemple verrou python

aide: ## affiche cette aide
	@echo "Commandes :"
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1|/p' Makefile | while IFS='|' read -r commande sens; do \
		printf '%-26s %s\n' "  $$commande" "$$sens"; done

run: preparer ## prépare le dossier, puis ouvre le tableau de bord (PORT=8501, ADRESSE=127.0.0.1)
	@$(VENV_PYTHON) -m streamlit run app.py --server.port=$(PORT) --server.address=$(ADRESSE) \
		--server.showEmailPrompt=false

test: python ## prépare le dossier et un navigateur, puis lance tous les tests (ARGS="-k mot")
	@$(PREPARER) --tests
	@$(VENV_PYTHON) -m pytest $(COEURS) $(ARGS)

preparer: python ## prépare le dossier : environnement et paquets (rien à faire la deuxième fois)
	@$(PREPARER)

stress: python ## lance les épreuves longues : coupures au hasard, foule (ARGS="-k mot")
	@$(PREPARER) --tests
	@$(VENV_PYTHON) -m pytest -m stress $(ARGS)

bench: python ## mesure la vitesse : tous les bancs, ou ceux que nomme BANCS="agregats pages"
	@$(PREPARER) --tests
	@test -x .venv-bancs/bin/python || $(PYTHON) -m venv .venv-bancs
	@.venv-bancs/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@.venv-bancs/bin/python -m benchmarks $(BANCS)

verifier-style: python ## vérifie le style du code
	@$(PREPARER) --tests
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .

exemple: preparer ## écrit exemple.xlsx, un classeur fictif (INITIATIVES=1000)
	@$(VENV_PYTHON) -m analytics exemple --initiatives $(INITIATIVES) --graine 1 --sortie exemple.xlsx

verrou: python ## refait les verrous après un changement de requirements*.txt (OPTIONS=--upgrade)
	@$(PYTHON) -m outils.verrou $(OPTIONS)

python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Python 3.11 ou plus récent est nécessaire. Sous Debian ou Ubuntu : apt-get install python3"; exit 2; }
