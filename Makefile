# `make` lists the targets. Two of them are all you need: `make site` and `make test`.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/sh

# The first Python of at least 3.11 that can create environments, otherwise the first of at least 3.11, and
# the checks below say what it lacks; `make PYTHON=/path/to/python3.12 test` selects another.
# Looked for at most once, and only where it is needed.
PYTHON ?= $(eval PYTHON := $(shell for also in ', ensurepip, venv' ''; do \
    for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
    $$python -c "import sys$$also; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1 && \
    { echo $$python; exit; }; done; done))$(PYTHON)
VENV := .venv
PY := $(VENV)/bin/python
# Not the script: its first line breaks in folders with certain characters in their name.
PAPERS := $(PY) -m generator
CORPUS ?= ../shared/corpus
DAYS = $(wildcard $(CORPUS)/hf-daily/*.gz)
POOL = $(wildcard $(CORPUS)/arxiv-pool-*.jsonl.gz)
QUESTIONS = $(if $(DAYS),$(wildcard $(CORPUS)/../eval/*_queries.json))
# One more than the cores of a usual machine: tests wait for browsers and other processes.
WORKERS ?= 3
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
PROPERDOCS := .venv-properdocs/.done
OLDEST_PIP := .venv-oldest-pip/.done
PIP = $(PY) -m pip
INSTALL = $(PIP) --disable-pip-version-check --quiet install
# A lock is complete: nothing is resolved at installation, so a later upload cannot interfere.
LOCKED := --no-deps --require-hashes -r
# The extras of each package stay in the locks, because older pips require them.
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-strip-extras --no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)

# This machine's settings for where packages come from are used; those for where to put them, or which
# others to install, are not; nor are settings for every Python and every git.
export PIP_USER := 0
export PIP_REQUIRE_HASHES := 0
export PIP_CONSTRAINT := /dev/null
unexport PIP_BUILD_CONSTRAINT PIP_DRY_RUN PIP_PREFIX PIP_PYTHON PIP_REQUIREMENT PIP_ROOT PIP_TARGET
unexport PYTHONHOME PYTHONOPTIMIZE PYTHONPATH PYTHONSAFEPATH PYTHONWARNINGS
# Without compiled modules, each process of the tests compiles what it imports.
unexport PYTHONDONTWRITEBYTECODE
unexport GIT_DIR GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_WORK_TREE

# Python's development mode, except its slow allocator, which looks for bugs in C code.
STRICTLY := PYTHONDEVMODE=1 PYTHONMALLOC=pymalloc

# Environments that are incomplete, were created elsewhere, or whose Python is gone are created again.
BROKEN := $(foreach made,$(RUNTIME) $(PROPERDOCS) $(OLDEST_PIP),$(shell \
    sh .ci/is-whole $(dir $(made)) $(notdir $(made)) || echo $(made)))
ifneq ($(filter $(RUNTIME),$(BROKEN)),)
.PHONY: $(PY) $(DEV)
endif
.PHONY: $(BROKEN)

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: site
site: $(RUNTIME) ## build the sample archive in data/ into site/
	$(PAPERS) build
	@echo "The site is in $$PWD/site; 'make serve' serves it on this machine."

.PHONY: environment
environment: $(RUNTIME) ## install only what the program itself needs, in .venv/

.PHONY: serve
serve: $(RUNTIME) ## build the site, serve it on this machine and rebuild on changes
	$(PAPERS) serve

.PHONY: test
test: lint compiled $(PROPERDOCS) $(OLDEST_PIP) ## lint, then all tests except those that need the real corpus
	@bash .ci/browser >&2 || echo "Chromium could not be installed: the browser tests will be skipped." >&2
	$(STRICTLY) $(PY) -m pytest -n $(WORKERS) --dist loadfile

# In a fresh clone each worker would compile all files of tests for itself, which takes it three times as long as
# to load them.
.PHONY: compiled
compiled: $(DEV)
	@ls tests/__pycache__/conftest.*-pytest-*.pyc >/dev/null 2>&1 || $(PY) -m pytest --collect-only -q >/dev/null || true

# A worker for each core: none of these tests waits, and each worker takes six seconds to find all tests.
.PHONY: quick
quick: lint ## lint, then the fast tests without a browser: after every change
	HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-quick} $(STRICTLY) $(PY) -m pytest -n logical --maxprocesses 4 --dist loadfile -q -m "not slow and not browser and not corpus"

.PHONY: lint
lint: $(DEV) ## check style, format and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	@$(PY) -m mypy --platform win32 --cache-dir .mypy_cache/win32 generator & others=$$!; \
	bash .ci/types-of-scripts & others="$$others $$!"; \
	$(PY) -m mypy; result=$$?; for other in $$others; do wait $$other || result=1; done; exit $$result

.PHONY: format
format: $(DEV) ## fix style and format
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

.PHONY: bundles
bundles: ## bundle the browser code of generator/web into the published files (needs npm)
	@bash .ci/bundles

.PHONY: goldens
goldens: $(DEV) ## rebuild all expected outputs; review the diff
	$(PY) -m tests.long.remaking
	UPDATE_GOLDENS=1 $(PY) -m pytest -n $(WORKERS) --dist loadfile -m "not corpus and not browser"
	git status --short -- tests docs

.PHONY: kinds
kinds: $(DEV) ## update menus and ignore files from the kinds of pages
	$(PY) -m tests.long.remaking

.PHONY: catalogues
catalogues: $(DEV) ## bring the catalogues of interface texts up to date with the sources
	$(PY) -m tests.long.catalogues

.PHONY: coverage
coverage: $(DEV) ## run all tests and list the lines and branches that none of them reaches
	mkdir -p .coverage
	$(PY) -m pytest -n $(WORKERS) --dist loadfile --cov --cov-report=term

.PHONY: audit
audit: $(DEV) ## examine every kind of page of the sample site in a browser (SITE=folder, AUDIT="--only home")
	@bash .ci/audit/tools
	$(if $(SITE),,$(PAPERS) build)
	$(PY) -m tests.audit.run $(AUDIT) $(or $(SITE),site)

.PHONY: screenshots
screenshots: $(DEV) ## take the pictures of the README from the sample site
	$(PAPERS) build
	$(PY) -m tests.audit.screenshots

# Long forms of bounded tests. SEED=… repeats a run; use a new seed for each release.
.PHONY: fuzz
fuzz: $(DEV) ## send hostile and random texts through every escaping door (N=1000000, SEED=1)
	$(PY) -m tests.long.fuzz $(or $(N),1000000) $(or $(SEED),1)

# Of the archive ARCHIVE=folder, otherwise of a fabricated one; says what the machine lacks.
.PHONY: cite-check
cite-check: $(DEV) ## read citations with pdfLaTeX, BibTeX, biber, citeproc and RIS readers (ARCHIVE=folder)
	$(PY) -m tests.long.cites $(ARCHIVE)

.PHONY: kill-test
kill-test: $(DEV) ## kill import, generate and build at random moments (N=200, SEED=1)
	$(PY) -m tests.long.faults $(or $(N),200) $(or $(SEED),1)

.PHONY: sequences
sequences: $(DEV) ## change an archive at random, again and again, and build it each time (N=20, SEED=1)
	$(PY) -m tests.long.sequences $(or $(N),20) $(or $(SEED),1)

.PHONY: disk-test
disk-test: $(DEV) ## make the disk fail at every write of import and generate, and at some of a build
	$(PY) -m tests.long.faults disk

.PHONY: matrix
matrix: ## run `make site` and `make test` in a fresh clone with every Python (ONLY=site, PYTHONS="3.12 3.13", PIPS=oldest)
	@ONLY="$(ONLY)" PYTHONS="$(PYTHONS)" PIPS="$(PIPS)" bash .ci/matrix

.PHONY: attacks
attacks: $(DEV) ## try every known attack again, with its result
	$(PY) -m pytest -n $(WORKERS) --dist loadfile -m attack

.PHONY: corpus-test
corpus-test: $(DEV) ## run the tests on the real corpus (CORPUS=folder)
	@if [ -d "$(CORPUS)" ]; then CORPUS="$(CORPUS)" $(PY) -m pytest -n $(WORKERS) --dist loadfile -m corpus; \
	else echo "No corpus in $(CORPUS): nothing to test. Set its folder with CORPUS=…"; fi

.PHONY: rehearsal
rehearsal: $(DEV) ## run the daily workflow, line by line, on this machine, and a simulated year with it
	$(PY) -m tests.long.year
	CORPUS="$(CORPUS)" $(PY) -m pytest tests/setup/test_rehearsal.py -m "corpus or not corpus"

# With FOLDER=folder of bodies and their expected results, otherwise those next to the project, otherwise our few.
.PHONY: fault-matrix
fault-matrix: $(DEV) ## try every body that a source may send, and every way a transfer can fail
	$(PY) -m tests.long.fault_matrix $(FOLDER)

.PHONY: bench-day
bench-day: $(DEV) ## measure what a day added costs by step, and count the files it changes (DAYS="file …")
	$(PY) -m tests.bench.day $(DAYS)

.PHONY: bench
bench: $(DEV) ## measure builds beside MkDocs, Pagefind and Hugo; compare the search with Material's own and Pagefind
	$(PY) -m tests.bench.builds $(DAYS)
	$(MAKE) --no-print-directory bench-search

# With the real corpus and its questions if available (CORPUS=folder), otherwise with a fabricated archive.
.PHONY: bench-size
bench-size: $(DEV) ## files and bytes of the built site by kind; SITE=folder for another one
	$(PY) -m tests.bench.size $(SITE)

.PHONY: bench-search
bench-search: $(DEV) ## only compare the search; ONLY=ours measures one engine, SLOW=5 asks less over the slow network, KEEP=folder builds once
	$(PY) -m tests.bench.search $(ONLY:%=--only %) $(SLOW:%=--slow %) $(KEEP:%=--keep %) $(QUESTIONS:%=--queries %) $(DAYS)

# With a pool of papers in the corpus (CORPUS=folder); SIZES="1 2 4" are thousands of papers, DAY=1 also adds a day to each.
.PHONY: bench-large
bench-large: $(DEV) ## measure builds of growing archives, to 80,000 papers (an hour)
	@if [ -n "$(POOL)" ]; then $(PY) -m tests.bench.large --pool $(POOL) $(DAY:%=--day) $(SIZES:%=--size %) $(DAYS); \
	else echo "No pool of papers in $(CORPUS): nothing to measure. Set its folder with CORPUS=…"; fi

.PHONY: bench-serve
bench-serve: $(DEV) ## measure how soon `papers serve` shows a change (ARCHIVE=folder, a copy of an archive)
	$(PY) -m tests.bench.serve $(ARCHIVE)

.PHONY: lock
lock: $(DEV) ## write the locks again; UPGRADE=--upgrade takes the newest allowed versions
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(COMPILE) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group pyproject.toml:properdocs -c requirements.lock -o .ci/properdocs.lock
	$(COMPILE) --group pyproject.toml:oldest-pip -o .ci/oldest-pip.lock

.PHONY: release-check
release-check: $(DEV) ## check what must be true before this version is tagged
	$(PY) -m tests.long.release check

.PHONY: release-notes
release-notes: $(DEV) ## print what the change log says about this version
	@$(PY) -m tests.long.release notes

.PHONY: clean
clean: ## remove everything that can be built again
	rm -rf site .papers .venv-properdocs .venv-oldest-pip .ci/node_modules .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis dist $(VENV)
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is required, but none was found on PATH." \
	    "Set it with 'make PYTHON=/path/to/python3.11'." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is required; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot create environments:" \
	    "install its venv module (on Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

# Until an installation is complete, the environment counts as unfinished. It records where it was created.
# The last of them has the version, which is installed with the program.
$(RUNTIME): requirements.lock pyproject.toml generator/__init__.py | $(PY)
	@touch $(VENV)/.unfinished
	$(INSTALL) $(LOCKED) requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@test -x $(VENV)/bin/papers || { echo "pip has not put the packages into $(VENV): check which setting of" \
	    "'$(PIP) config debug' sets a target, prefix or root." >&2; exit 1; }
	@pwd -P > $@
	@rm $(VENV)/.unfinished

$(DEV): requirements-dev.lock $(RUNTIME)
	@touch $(VENV)/.unfinished
	$(INSTALL) $(LOCKED) requirements-dev.lock
	@touch $@
	@rm $(VENV)/.unfinished

# ProperDocs has the name of the program that it replaces, so it gets an environment of its own.
# The pip that the first release of this Python included must accept our locks too.
$(PROPERDOCS) $(OLDEST_PIP): .venv-%/.done: .ci/%.lock | $(PY)
	$(PY) -m venv --clear $(@D)
	$(@D)/bin/python -m pip --disable-pip-version-check --quiet install $(LOCKED) $<
	@pwd -P > $@
