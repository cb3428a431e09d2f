# The two commands are `make run` and `make test`; `make` alone lists the rest.
# Needs python3 (3.11 or newer) with its venv module, and make. Everything else comes from requirements*.txt into .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
CLI := $(BIN)/python -m outreach_bot.cli.main
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run test check fmt bench chaos chat extract lock

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: $(VENV)/.installed ## start everything on this machine and print the address of the phone page
	@$(CLI) dev

test: $(VENV)/.installed-dev ## run every test: real SQLite, PostgreSQL, Valkey and HTTP; needs no root, no services
	@$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.installed-dev ## lint, types, the rooms' layers, flow files, translations
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(CLI) flows check
	@$(CLI) flows test

fmt: $(VENV)/.installed-dev ## sort imports and repair what ruff can repair
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev ## measure turns, webhooks and sending beside their floors; prints ratios as JSON
	@for each in bench/[a-z]*.py; do $(BIN)/python -m "bench.$$(basename "$$each" .py)" || exit 1; done

chaos: $(VENV)/.installed-dev ## the crash test: a blast of 20,000 while everything around it fails; prints its certificate
	@$(BIN)/python -m tests.chaos $(if $(seed),--seed $(seed))

chat: $(VENV)/.installed ## play a flow in the terminal: make chat flow=rights/unpaid_wages lang=es
	@$(CLI) flows chat $(flow) $(if $(lang),--lang $(lang))

extract: $(VENV)/.installed ## bring the translation catalogs up to the flow files
	@$(CLI) flows extract

lock: $(VENV)/.installed-dev ## compile requirements*.txt anew from pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header pyproject.toml --group dev \
		-c requirements.txt -o requirements-dev.txt

$(VENV)/.installed: requirements.txt | $(VENV)/bin/outreach
	@echo "Installing what requirements.txt names into $(VENV); the first time this takes about a minute."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(VENV)/bin/outreach
	@echo "Installing what requirements-dev.txt names into $(VENV); the first time this takes about a minute."
	@$(PIP) -r requirements-dev.txt
	@touch $@

# `outreach` is a line of shell instead of an installed package: nothing to build, and the checkout's code is what runs.
$(VENV)/bin/outreach:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "$(PYTHON) is missing or older than 3.11. Install Python 3.11 or newer, or say which: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	@printf '#!/bin/sh\nPYTHONPATH="%s$${PYTHONPATH:+:$$PYTHONPATH}" exec "%s/python" -m outreach_bot.cli.main "$$@"\n' \
		'$(CURDIR)' '$(abspath $(BIN))' > $@
	@chmod +x $@
