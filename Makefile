# Plain `make` says what there is. Every target sets up whatever is missing; a second run does nothing twice.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules
SHELL := /bin/bash

BIN := .venv/bin
INSTALLED := .venv/installed
FRONTEND := web/frontend
BUNDLE := web/static/dist/manifest.json
SOURCES := $(shell find $(FRONTEND) -type f -not -path '*/node_modules/*' -not -path '*/test/*' 2>/dev/null)

.PHONY: help setup run test lint fix bench campaign
.DELETE_ON_ERROR:

help: ## Says what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Makes .venv with the exact versions, and builds what the browser gets
	@.ci/need run
	@$(MAKE) -s $(INSTALLED) $(if $(wildcard $(FRONTEND)/package.json),$(BUNDLE))

run: setup ## Serves a made-up office on http://127.0.0.1:8000 and prints the logins; keeps its data
	@$(BIN)/terbit serve --with-demo-office

test: setup ## Lint, types, import rules and all tests, on SQLite and PostgreSQL, with a browser
	@.ci/need test
	@$(MAKE) lint
	@cd $(FRONTEND) && npm test --silent
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --ignore=tests/browser
	@$(BIN)/python -m pytest -n 2 tests/browser || $(BIN)/python -m pytest --last-failed tests/browser # a busy machine: once more, alone

lint: setup ## Style, types and import rules
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: setup ## Repairs what ruff can repair, and formats
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup ## Measures: a table and its ratio to the floor for each
	@$(BIN)/terbit bench all

campaign: setup ## The tests with many more random examples and killed workers; takes long
	@.ci/need test
	@$(BIN)/python -m pytest -n 2 --campaign

$(INSTALLED): setup.cfg pyproject.toml constraints.txt
	@test -x $(BIN)/python || python3 -m venv .venv
	@echo "Installing Python packages into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

$(FRONTEND)/node_modules/.package-lock.json: $(FRONTEND)/package-lock.json
	@echo "Installing browser packages into $(FRONTEND)/node_modules"
	@cd $(FRONTEND) && npm ci --silent --no-audit --no-fund
	@touch $@

$(BUNDLE): $(FRONTEND)/node_modules/.package-lock.json $(SOURCES)
	@echo "Building what the browser gets"
	@cd $(FRONTEND) && npm run --silent build
	@touch $@
