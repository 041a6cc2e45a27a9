# Two commands on a fresh machine with Python 3.11 or newer: `make demo` and `make test`.
SHELL := /bin/sh

# The first Python that is new enough; `make PYTHON=/path/to/python3.12 test` chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DEMO ?= out/demo
PYTEST_ARGS ?=

.PHONY: help demo test lint docs bench clean

help:
	@echo "make demo   read the corpus in corpora/files and show what was found"
	@echo "make test   run all tests"
	@echo "make lint   ruff, mypy, import contracts"
	@echo "make docs   write docs/cli.md and the README's tables of commands and findings again"
	@echo "make bench  measure start-up time and a folder of 1,000 documents"
	@echo "make clean  remove what these commands made"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "vbcds needs Python 3.11 or newer: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The venv module is missing (on Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; }

# Stamps: installed again when what is declared changes.
$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(PIP) -e .
	@touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	$(PIP) -e '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.lint: pyproject.toml | $(BIN)/python
	$(PIP) -e '.[test,lint]'
	@touch $@ $(VENV)/.run $(VENV)/.test

demo: $(VENV)/.run
	$(BIN)/vbcds extract corpora/files -o $(DEMO) --lang $(or $(VBCDS_LANG),vi)
	@$(BIN)/python pipelines/demo.py $(DEMO)

test: $(VENV)/.test
	$(BIN)/python -m pytest -q $(PYTEST_ARGS)

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.run
	$(BIN)/python docs/build.py

bench: $(VENV)/.run
	$(BIN)/python pipelines/benchmarks/startup.py
	$(BIN)/python pipelines/benchmarks/folder.py

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
