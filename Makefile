# Every target is one command; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
SIZE ?= 1
VERSION ?= $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
COMMIT ?= $(shell git diff --quiet HEAD -- registry 2>/dev/null && git rev-parse HEAD)
TIME ?= 60

.DEFAULT_GOAL := help
.PHONY: help export release test check lint fix query bench load mutate fuzz interop test-stores lock clean serve site test-browser

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

export: .venv/run.stamp  ## read registry/, check it, write dist/limen.{ttl,jsonld,nq}
	@$(BIN)/limen export registry --strict --out dist --format turtle,json-ld,nquads

release: .venv/run.stamp  ## one bundle of registry/: make release VERSION=1.0.0 [PREVIOUS=folder of the last one]
	@$(BIN)/limen release registry --version $(VERSION) --out build/limen-$(VERSION) --changelog CHANGELOG.md $(if $(PREVIOUS),--previous $(PREVIOUS)) $(if $(COMMIT),--commit $(COMMIT))
	@$(BIN)/limen verify build/limen-$(VERSION)

test: .venv/dev.stamp  ## run the whole test suite
	$(BIN)/pytest -n 2 --dist loadfile

check: lint  ## lint the code, then check registry/
	$(BIN)/limen check registry

lint: .venv/dev.stamp  ## formatting, lint, types, import layers, licences
	$(BIN)/ruff format --check src tests docs benchmarks proofs examples
	$(BIN)/ruff check src tests docs benchmarks proofs examples
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse --no-multiprocessing lint --quiet

fix: .venv/dev.stamp  ## format the code, mend what lint can mend, print the generated pages
	$(BIN)/ruff format src tests docs benchmarks proofs examples
	$(BIN)/ruff check --fix src tests docs benchmarks proofs examples
	$(BIN)/python docs/generate.py

query: .venv/run.stamp  ## answer a named question: make query Q=ladder
	@$(BIN)/limen query $(or $(Q),--list)

serve: .venv/run.stamp  ## serve pages, data and SPARQL on http://127.0.0.1:8000/
	@$(BIN)/limen serve registry

site: .venv/run.stamp web/dist/query.js  ## write the pages as a static site to dist/site; needs Node
	@$(BIN)/limen site registry --out dist/site

test-browser: .venv/dev.stamp site  ## test the pages in Chromium
	@command -v chromium > /dev/null || { test "$$(id -u)" = 0 && apt-get -qq update && apt-get -qq install -y chromium > /dev/null; } || { echo "install Debian's package chromium first"; exit 1; }
	cd web && npm test

bench: .venv/dev.stamp  ## measure against the plain way; SIZE=10 for ten times the data
	$(BIN)/python benchmarks/bench.py --size $(SIZE)

load: .venv/dev.stamp  ## ask a server with 200 clients for 30 s, one of them for what never ends
	$(BIN)/python benchmarks/load.py

mutate: .venv/dev.stamp  ## damage valid entries and graphs, and say which check catches what
	@$(BIN)/python proofs/mutate.py

fuzz: .venv/dev.stamp  ## feed hostile input to the readers for TIME=60 seconds
	@$(BIN)/python proofs/fuzz.py --time $(TIME)

interop:  ## read what limen writes back with other tools and stores of PyPI
	$(PYTHON) -m venv build/interop
	build/interop/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/interop.txt
	PYTHONPATH=src build/interop/bin/python -m pytest --noconftest tests/interop

test-stores: .venv/dev.stamp  ## load Virtuoso and compare its answers with limen's; installs Debian's where it may
	@command -v virtuoso-t > /dev/null || test "$$(id -u)" != 0 || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends virtuoso-opensource-7-bin > /dev/null; }
	@command -v virtuoso-t > /dev/null || { echo "limen: needs Debian's virtuoso-opensource-7-bin" >&2; exit 1; }
	timeout 300 $(BIN)/pytest tests/stores

lock: .venv/dev.stamp  ## write the lock files anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group run pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group dev pyproject.toml -o requirements/dev.txt

clean:  ## remove what was built and installed
	rm -rf .venv dist build

web/node_modules/.package-lock.json: web/package-lock.json
	@echo "limen: installing into web/node_modules (once)" >&2
	@cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

web/dist/query.js: web/node_modules/.package-lock.json web/build.js $(wildcard web/src/*)
	@cd web && npm run --silent build
	@touch $@

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
