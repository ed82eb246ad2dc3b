# Everything a person does here, from a fresh Debian with Python 3.11+ (python3-venv) and make.
#
# The project itself is not installed in .venv: it runs from the checkout (`python -m digimatka`), so
# there is one copy of every template and no stale editable install. That a wheel works is shown by
# tests/house/test_wheel.py.
#
# Stamp files make a second run quick; each depends on the lock file of what it stands for.

PYTHON ?= python3
ARGS ?=

BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
NODE_MODULES := node_modules/.package-lock.json
VENDOR := static/vendor/signs.svg

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test unit browser-test check fmt bench pictures setup vendor browser lock clean
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- What people do ------------------------------------------------------------------------------

run: $(RUNTIME) $(VENDOR) ## Start the product here (ARGS="--port 9000" are passed on)
	@$(BIN)/python -m digimatka serve $(ARGS)

test: setup browser check ## All that CI runs: checks, tests, browser tests
	$(BIN)/python -m tools.suites

unit: setup ## The tests that need no browser (ARGS="-k passport")
	$(BIN)/python -m pytest --ignore=tests/browser $(ARGS)

browser-test: setup browser ## The tests in a browser
	$(BIN)/python -m pytest tests/browser $(ARGS)

check: setup ## Style, types, import contracts, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet

fmt: $(DEV) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: setup ## Measure, as ratios against a bare Flask and a bare sqlite3
	$(BIN)/python -m benchmarks $(ARGS)

pictures: setup browser ## Take the pictures of the documents anew
	$(BIN)/python -m tools.pictures

# --- What they stand on --------------------------------------------------------------------------

setup: $(DEV) $(VENDOR) ## Install what the work needs, without running anything

vendor: $(VENDOR) ## Build static/vendor/ from package.json, static/*.txt and static/studio/

browser: $(DEV) ## Find Chromium for the browser tests, or install it
	@$(BIN)/python -m tools.browser

# pip is what `venv` puts there last, so an interrupted or refused `venv` is tried again.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit("digimatka needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear .venv

$(RUNTIME): requirements.txt | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# The development lock holds the runtime packages too, at the same versions.
$(DEV): requirements-dev.txt requirements.txt | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(RUNTIME)

$(NODE_MODULES): package.json package-lock.json .npmrc | $(BIN)/pip
	$(BIN)/python -m tools.node ci
	@touch $@

$(VENDOR): $(NODE_MODULES) static/icons.txt static/signs.txt $(wildcard static/studio/*.js) tools/vendor.py
	$(BIN)/python -m tools.vendor

# --- Upkeep --------------------------------------------------------------------------------------

# One resolution for Python 3.11 and newer on every platform; no address of an index gets in.
UV := .uv/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-emit-index-url --no-emit-find-links --annotation-style line $(ARGS)

.uv/bin/uv:
	$(PYTHON) -m venv --clear .uv
	.uv/bin/pip install --quiet uv==0.13.9

lock: $(UV) $(BIN)/pip ## Resolve the lock files again (ARGS=--upgrade for newer versions)
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(COMPILE) --group node -o requirements-node.txt
	$(BIN)/python -m tools.node install --package-lock-only

clean: ## Remove all that was built or installed; data stays
	rm -rf .venv .uv node_modules static/vendor dist
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
