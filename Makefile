.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
# Its CPU and CUDA builds differ, so torch stands outside the hashed locks; any wheel of this release will do.
TORCH ?= torch==2.13.0
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --no-deps
# As typed: a message may hold dollars, quotes and backticks.
override export TEXT := $(value TEXT)

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

.PHONY: setup
setup: $(VENV)/.dev ## Install everything for `make test` and `make lint`, without torch

.PHONY: setup-training
setup-training: $(VENV)/.training ## Install torch and sentence-transformers too

.PHONY: run
run: $(VENV)/.service ## Open the playground on http://127.0.0.1:8000
	@$(BIN)/emojibot serve

.PHONY: rank
rank: $(VENV)/.service ## Rank one message: make rank TEXT="we shipped it"
	@test -n "$$TEXT" || { echo 'Say what to rank: make rank TEXT="we shipped it"' >&2; exit 2; }
	@$(BIN)/emojibot rank -- "$$TEXT"

.PHONY: test
test: $(VENV)/.dev ## Run the tests that need no torch
	$(BIN)/python -m pytest -m "not training"

.PHONY: test-training
test-training: $(VENV)/.training ## Run the tests that need torch
	$(BIN)/python -m pytest -m training

.PHONY: lint
lint: $(VENV)/.dev ## Check style, types and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: format
format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: train
train: $(VENV)/.training ## Export the encoder, build a bundle, and let it replace model/bundle unless it is worse
	$(BIN)/emojibot-train export
	$(BIN)/emojibot-train build
	$(BIN)/emojibot-train accept build/bundle

.PHONY: evaluate
evaluate: $(VENV)/.dev ## Score model/bundle beside the systems it must beat
	$(BIN)/emojibot-train evaluate

.PHONY: bench
bench: $(VENV)/.training build/encoder/export.json ## Measure docs/figures.md: make bench DATA=DIR ONLY="message start"
	@$(BIN)/python -m tests.bench $(if $(DATA),--data "$(DATA)") $(if $(ROUNDS),--rounds $(ROUNDS)) \
	  $(if $(ONLY),--only $(ONLY))

.PHONY: lock
lock: $(VENV)/.dev ## Resolve the dependencies anew into requirements*.txt
	$(BIN)/python tests/infrastructure/lock.py write

.PHONY: check-locks
check-locks: $(VENV)/.dev ## Show that every locked package has a wheel on every platform
	$(BIN)/python tests/infrastructure/lock.py check

.PHONY: clean
clean: ## Remove what was installed and built, except model/bundle
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' \
	  || { echo "Emojibot needs Python 3.11 to 3.14: run make PYTHON=/path/to/python3.x" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.service: pyproject.toml requirements-build.txt requirements-service.txt | $(BIN)/python
	@echo "Installing what the service needs into $(VENV) (once) …"
	@$(INSTALL) -r requirements-build.txt -r requirements-service.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.service
	@echo "Installing what the tests need into $(VENV) (once) …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

$(VENV)/.training: requirements-training.txt $(VENV)/.dev
	@echo "Installing torch and sentence-transformers into $(VENV) (once) …"
	@$(PIP) install $(TORCH)
	@$(INSTALL) -r requirements-training.txt
	@touch $@

build/encoder/export.json: | $(VENV)/.training
	$(BIN)/emojibot-train export
