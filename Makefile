# Two commands do all: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip --quiet
# uv installs in parallel; where it cannot (an index that only pip is told of), pip does it.
install = $(UV) install --compile-bytecode --python $(BIN)/python $(1) || $(BIN)/python -m pip install --quiet --disable-pip-version-check $(1)
FRONT_END := src/almoner/website/static/built/.built
COUNCIL ?= Oxfordshire
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench docs lock peers clean

help: ## Say what each command does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.developing $(FRONT_END) ## Make the environment for development and build the front end

# What a user needs; `make demo` stops here. Not every installer compiles what it installs, and
# every start of a program without that takes three times as long.
$(VENV)/.running: requirements.txt requirements-build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Almoner needs Python 3.11 or newer: set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/uv || $(PYTHON) -m venv $(VENV) || { echo "Python cannot make an environment: install the system package python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.txt
	$(call install,--require-hashes -r requirements.txt)
	$(call install,--no-deps --no-build-isolation --editable .)
	@$(BIN)/python -c 'import compileall, sysconfig; compileall.compile_dir(sysconfig.get_path("purelib"), quiet=2)'
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.developing: $(VENV)/.running requirements-dev.txt
	$(call install,--require-hashes -r requirements-dev.txt)
	@touch $@

$(FRONT_END): $(VENV)/.running scripts/build_front_end.py $(wildcard front_end/*.js front_end/*.scss front_end/*.json)
	$(BIN)/python scripts/build_front_end.py
	@touch $@

demo: $(VENV)/.running $(FRONT_END) ## Load real data and serve the site (COUNCIL=Fife PORT=8080 for others)
	$(BIN)/almoner demo --council "$(COUNCIL)" --port $(PORT)

test: setup ## Run all tests; those that need PostgreSQL, Java or Chromium say so when they are skipped
	$(BIN)/python -m pytest -n 2 --dist loadfile
	@if [ -n "$$ALMONER_TEST_DATABASE_URL" ]; then \
	  echo "Again on PostgreSQL: every test that touches the database"; \
	  DATABASE_URL="$$ALMONER_TEST_DATABASE_URL" $(BIN)/python -m pytest -m database; \
	else echo "SKIPPED: the tests on PostgreSQL (set ALMONER_TEST_DATABASE_URL to a server where databases may be made)"; fi

check: setup ## Format, lint, types, imports between rooms, translations, locks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python scripts/check_tree.py

peers: $(VENV)/.running ## Make the environments of the tools that benchmarks compare with
	@for each in metricflow spc returns; do \
	  test -x .venv-peers/$$each/bin/python || $(PYTHON) -m venv .venv-peers/$$each; \
	  $(UV) install --python .venv-peers/$$each/bin/python --require-hashes -r benchmarks/peers/$$each.txt || echo "no peer: $$each"; \
	done

bench: setup peers ## Measure speed and memory; prints tables (ALMONER_BENCH=full for the largest)
	@for each in $(filter-out __init__ timing made_lake,$(basename $(notdir $(wildcard benchmarks/*.py)))); do echo; echo "== $$each"; $(BIN)/python -m benchmarks.$$each || exit 1; done

docs: setup ## Write the reference pages from the code
	$(BIN)/python scripts/build_docs.py

LOCK := $(UV) compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

lock: ## Make the lock files again from pyproject.toml
	$(LOCK) --extra dev --extra spark pyproject.toml -o requirements-dev.txt
	$(LOCK) -c requirements-dev.txt pyproject.toml -o requirements.txt
	$(LOCK) requirements-build.in -o requirements-build.txt
	@for each in metricflow spc returns; do $(LOCK) benchmarks/peers/$$each.in -o benchmarks/peers/$$each.txt; done

clean: ## Remove what `make` made, but no data
	rm -rf $(VENV) .venv-peers build dist src/*.egg-info src/almoner/website/static/built
