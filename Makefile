# Every target is one command; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
SIZE ?= 1

.DEFAULT_GOAL := help
.PHONY: help export test check lint fix query bench interop lock clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

export: .venv/run.stamp  ## read registry/, check it, write dist/limen.{ttl,jsonld,nq}
	@$(BIN)/limen export registry --strict --out dist --format turtle,json-ld,nquads

test: .venv/dev.stamp  ## run the whole test suite
	$(BIN)/pytest -n 2 --dist loadfile

check: lint  ## lint the code, then check registry/
	$(BIN)/limen check registry

lint: .venv/dev.stamp  ## formatting, lint, types, import layers, licences
	$(BIN)/ruff format --check src tests docs benchmarks
	$(BIN)/ruff check src tests docs benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse --no-multiprocessing lint --quiet

fix: .venv/dev.stamp  ## format the code, mend what lint can mend, print the generated pages
	$(BIN)/ruff format src tests docs benchmarks
	$(BIN)/ruff check --fix src tests docs benchmarks
	$(BIN)/python docs/generate.py

query: .venv/run.stamp  ## answer a named question: make query Q=ladder
	@$(BIN)/limen query $(or $(Q),--list)

bench: .venv/dev.stamp  ## measure against the plain way; SIZE=10 for ten times the data
	$(BIN)/python benchmarks/bench.py --size $(SIZE)

interop:  ## read the mapping files back with sssom-py and compliance-trestle
	$(PYTHON) -m venv build/interop
	build/interop/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/interop.txt
	PYTHONPATH=src build/interop/bin/python -m pytest --noconftest tests/interop

lock: .venv/dev.stamp  ## write the lock files anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group run pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group dev pyproject.toml -o requirements/dev.txt

clean:  ## remove what was built and installed
	rm -rf .venv dist build

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "limen: installing into .venv (once)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
