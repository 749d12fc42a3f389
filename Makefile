# `make` lists the targets. Two of them are all you need: `make site` and `make test`.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/sh

# The first Python of at least 3.11; `make PYTHON=/path/to/python3.12 test` chooses another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$python; break; }; done)
VENV := .venv
PY := $(VENV)/bin/python
PAPERS := $(VENV)/bin/papers
CORPUS ?= ../shared/corpus
DAYS = $(wildcard $(CORPUS)/hf-daily/*.gz)
QUESTIONS = $(if $(DAYS),$(wildcard $(CORPUS)/../eval/*_queries.json))
WORKERS ?= 2
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
PROPERDOCS := .venv-properdocs/.done
PIP := $(PY) -m pip --disable-pip-version-check --quiet install
# A lock is complete: nothing is resolved at installation, so no later upload can get in its way.
LOCKED := --no-deps --require-hashes -r
# The extras of each package stay in the locks, as older pips insist.
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-strip-extras --no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: site
site: $(RUNTIME) ## build the sample archive in data/ into site/
	$(PAPERS) build
	@echo "The site is in $(CURDIR)/site; 'make serve' shows it on this machine."

.PHONY: environment
environment: $(RUNTIME) ## only what the program itself needs, in .venv/

.PHONY: serve
serve: $(RUNTIME) ## build, then show the site on this machine and follow changes
	$(PAPERS) serve

.PHONY: test
test: lint $(PROPERDOCS) ## lint, then all tests but those that need the real corpus
	@bash .ci/browser >&2 || echo "Chromium could not be installed: the browser tests will be skipped." >&2
	PYTHONDEVMODE=1 $(PY) -m pytest -n $(WORKERS) --dist loadfile

.PHONY: lint
lint: $(DEV) ## check style, format and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	@bash .ci/types-of-scripts

.PHONY: format
format: $(DEV) ## fix style and format
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

.PHONY: goldens
goldens: $(DEV) ## make all expected outputs again; review them by diff
	UPDATE_GOLDENS=1 $(PY) -m pytest -n $(WORKERS) --dist loadfile -m "not corpus and not browser"
	git status --short -- tests docs

.PHONY: coverage
coverage: $(DEV) ## all tests, with the lines and branches that none of them reaches
	mkdir -p .coverage
	$(PY) -m pytest -n $(WORKERS) --dist loadfile --cov --cov-report=term

# Long forms of bounded tests. SEED=… repeats a run; each release should see a new one.
.PHONY: fuzz
fuzz: $(DEV) ## hostile and random texts through every escaping door (N=1000000, SEED=1)
	$(PY) -m tests.fuzz $(or $(N),1000000) $(or $(SEED),1)

.PHONY: kill-test
kill-test: $(DEV) ## kill import, generate and build at random moments (N=200, SEED=1)
	$(PY) -m tests.faults $(or $(N),200) $(or $(SEED),1)

.PHONY: disk-test
disk-test: $(DEV) ## let the disk fail at every write of import and generate, and at some of a build
	$(PY) -m tests.faults disk

.PHONY: attacks
attacks: $(DEV) ## every way in that somebody found, tried again, with what became of it
	$(PY) -m pytest -n $(WORKERS) --dist loadfile -m attack

.PHONY: corpus-test
corpus-test: $(DEV) ## tests on the real corpus (CORPUS=folder)
	@if [ -d "$(CORPUS)" ]; then CORPUS="$(CORPUS)" $(PY) -m pytest -n $(WORKERS) --dist loadfile -m corpus; \
	else echo "No corpus in $(CORPUS): nothing to test. Give its folder with CORPUS=…"; fi

.PHONY: rehearsal
rehearsal: $(DEV) ## the daily workflow, line by line, on this machine (with the corpus too, where it is)
	CORPUS="$(CORPUS)" $(PY) -m pytest tests/test_rehearsal.py -m "corpus or not corpus"

# With FOLDER=folder of bodies and their expected fates, else those beside the project, else our own few.
.PHONY: fault-matrix
fault-matrix: $(DEV) ## every body a source may send, and every way it can fail on its way
	$(PY) -m tests.fault_matrix $(FOLDER)

.PHONY: bench
bench: $(DEV) ## time and memory of builds; the search beside Material's own and Pagefind
	$(PY) -m tests.bench
	$(MAKE) --no-print-directory bench-search

# Of the real corpus and its questions where they are (CORPUS=folder), else of a fabricated archive.
.PHONY: bench-search
bench-search: $(DEV) ## only that comparison; ONLY=ours measures one engine
	$(PY) -m tests.bench_search $(ONLY:%=--only %) $(QUESTIONS:%=--queries %) $(DAYS)

.PHONY: lock
lock: $(DEV) ## write the locked versions again; UPGRADE=--upgrade takes the newest allowed ones
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(COMPILE) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group pyproject.toml:properdocs -c requirements.lock -o .ci/properdocs.lock

.PHONY: release-check
release-check: $(DEV) ## what has to be true before this version is tagged
	$(PY) -m tests.release check

.PHONY: release-notes
release-notes: $(DEV) ## what the change log says of this version
	@$(PY) -m tests.release notes

.PHONY: clean
clean: ## remove everything that can be made again
	rm -rf site .papers .venv-properdocs .ci/node_modules .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis dist $(VENV)
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found on PATH." \
	    "Name it with 'make PYTHON=/path/to/python3.11'." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make environments:" \
	    "install its venv module (on Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(PY)
	$(PIP) $(LOCKED) requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# ProperDocs answers to the name of the program it replaces, so it gets an environment of its own.
$(PROPERDOCS): .ci/properdocs.lock | $(PY)
	$(PY) -m venv .venv-properdocs
	.venv-properdocs/bin/python -m pip --disable-pip-version-check --quiet install $(LOCKED) .ci/properdocs.lock
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(PIP) $(LOCKED) requirements-dev.lock
	@touch $@
