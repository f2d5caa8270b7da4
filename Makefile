# Every target does its own set-up into .venv; nothing is needed but Python >= 3.11 and make.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
BIN := .venv/bin
# Compiled tests are kept: every process that the tests start would compile them again.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -q
SPHINX := $(BIN)/python -m sphinx -W --keep-going -n -E -c docs . build/docs
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1

# The steps of a check run side by side, those that take longest first: each has one core.
CHECKS := check-types check-docs check-sql check-style check-data

.PHONY: help setup demo test test-slow test-properties nights duckdb2 matrix check $(CHECKS) docs format deploy bench lock pictures clean

help:  ## list the targets
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

.venv/installed: requirements.lock pyproject.toml build_backend.py
	@$(PYTHON) set_up.py .venv

setup: .venv/installed  ## install everything into .venv

demo: setup  ## crawl, read and publish the invented sample market
	$(BIN)/skillscan demo

pictures: setup  ## take the pictures in docs/img/ from the last demo (DEMO=its home)
	$(BIN)/python -m tests.site.pictures $(or $(DEMO),var/demo)

test: setup  ## run the tests (some minutes); says what it leaves out
	$(PYTEST) -n auto

# Some of them mostly wait for servers: one process more than cores keeps the cores busy.
test-slow: setup  ## run the slow tests
	$(PYTEST) -n $$(($$($(BIN)/python -c 'import os; print(os.cpu_count())') + 1)) -m slow

test-properties: setup  ## run the tests of properties with many more examples
	$(PYTEST) -n auto -m hypothesis --hypothesis-profile=thorough

nights: setup  ## play thirty bad nights against quiet ones (about an hour; NIGHTS=, KILLS=, SEED=)
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m tests.nights --nights $(or $(NIGHTS),30) --kills $(or $(KILLS),200) --seed $(or $(SEED),1)

.venv/duckdb2/installed: .venv/installed
	rm -rf .venv/duckdb2
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target .venv/duckdb2 'duckdb>=2,<3'
	@touch $@

duckdb2: .venv/duckdb2/installed  ## run the tests that touch DuckDB on DuckDB 2
	PYTHONPATH=$(CURDIR)/.venv/duckdb2 $(PYTEST) -n auto tests/warehouse tests/statistics tests/release tests/site

matrix: duckdb2  ## the same, and all tests on Python 3.12 and 3.13 where they are found
	@$(BIN)/python set_up.py --matrix 3.12 3.13

check: setup  ## lint, types, format, generated files
	@$(MAKE) --no-print-directory --keep-going --output-sync=target \
		-j $$($(BIN)/python -c 'import os; print(os.cpu_count())') $(CHECKS)

check-types: setup
	$(BIN)/mypy

check-docs: setup
	$(SPHINX) -q

check-sql: setup
	$(BIN)/sqlfluff lint --disable-progress-bar sql

check-style: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

check-data: setup
	$(BIN)/skillscan taxonomy check
	$(BIN)/skillscan rules check
	$(BIN)/python -m skillscan.warehouse.data_model --check
	$(BIN)/python -m skillscan.release.data_dictionary --check
	$(BIN)/python -m skillscan.cli.reference --check

docs: setup  ## build the documentation as one site, offline and strictly: build/docs/index.html
	$(SPHINX)
	@echo "the documentation: build/docs/index.html"

format: setup  ## format Python and SQL in place
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix --processes 2 --disable-progress-bar sql

deploy: setup  ## make pool, deployments, limits and automations on the Prefect server (PREFECT_API_URL)
	$(BIN)/python -m skillscan.flows.deploy

bench: setup  ## measure speed as ratios against a named baseline (QUICK=1: some minutes)
	$(BIN)/python -m benchmarks.run $(if $(QUICK),--quick)

COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
lock:  ## renew requirements.lock, and of it what an image installs (needs uv)
	$(COMPILE) --extra docs --group dev pyproject.toml -o requirements.lock
	$(COMPILE) --extra mcp --extra remote --extra scale --constraint requirements.lock pyproject.toml -o docs/examples/containers/requirements.lock

clean:  ## remove what the targets made
	rm -rf .venv var build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .scrapy
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf src/*.egg-info
