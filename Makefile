# `make help` lists what can be done. On a fresh machine each sets up what it needs first.
.DEFAULT_GOAL := help
.PHONY: help setup run demo test bench check fix docs lock

BIN := .venv/bin
PORT ?= 8000
# Tests and demo bring settings of their own, whatever this shell has.
unexport DJANGO_SETTINGS_MODULE
# For the checks that load the settings: no database is opened.
CHECKING := KEEPSIGHT_MODE=test DATABASE_URL=postgresql://nobody@/nothing

help: ## List what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1|\2/' | \
		while IFS='|' read -r name does; do printf '  make %-7s %s\n' "$$name" "$$does"; done

setup: ## Set up everything needed to run, test and check Keepsight
	@scripts/setup tests

demo: ## An invented authority with pages on localhost (PORT=8000)
	@scripts/setup
	@$(BIN)/keepsight demo --port $(PORT)

run: ## Serve the pages of your own Keepsight: any DATABASE_URL (PORT=8000)
	@scripts/setup
	@$(BIN)/keepsight serve --port $(PORT)

test: setup check ## Check the code, then run every test
	@scripts/tests

bench: setup ## Measure: how long each thing takes on this machine
	$(BIN)/python -m bench

check: setup ## Format, faults, types, floors, locks and generated pages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(CHECKING) $(BIN)/mypy keepsight/practice keepsight/facts keepsight/casework keepsight/exchange
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q tests/house/test_lock.py
	$(BIN)/keepsight docs --check

fix: setup ## Put right what can be put right by itself: format and simple faults
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup ## Write the pages that are made from the code
	$(BIN)/keepsight docs

lock: setup ## Write requirements/*.txt anew from pyproject.toml (UPGRADE=1 for newer versions)
	scripts/lock $(if $(UPGRADE),--upgrade)
