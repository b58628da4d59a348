# Every target makes its own .venv first; when nothing changed that costs nothing. `make help` lists them.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# What `make test` hands to pytest; name a folder or a file to run less.
TESTS ?= tests
SCREENSHOTS ?= resources/screenshots

# Where `make pictures` draws.
PICTURES ?= build/pictures

# How many runs of the simulator `make soak` makes.
SEEDS ?= 10000

export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: bench check drill help lock pictures run screenshots setup soak test test-postgres

help: ## List what make can do here
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r target does; do \
	    printf '  make %-13s %s\n' "$$target" "$$does"; \
	done

setup: $(READY) ## Make .venv with the pinned packages, and what Qt needs of the system
	@echo "Ready: $(VENV)"

$(READY): packaging/setup.sh packaging/requirements-dev.txt pyproject.toml
	@sh packaging/setup.sh $(VENV)
	@touch $@

run: $(READY) ## Open the demo house; without a display run the outage drill instead
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	    exec $(BIN)/noren demo; \
	else \
	    echo "There is no display here, so this is the outage drill instead: noren drill outage"; \
	    exec $(BIN)/noren drill outage; \
	fi

test: check ## Run the checks, then every test, on every core
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --numprocesses auto --dist loadfile $(TESTS)

# What is about SQLite alone stays away; what is about PostgreSQL alone comes in.
POSTGRES_TESTS ?= tests/outside/test_postgres.py tests/outside/test_two_houses.py tests/sync/hub \
    tests/sync/relay tests/sync/scenarios tests/sync/test_engine.py

test-postgres: $(READY) ## Run the hub's tests on a real PostgreSQL, in a temporary folder
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: \
	    --requirement packaging/requirements-postgres.txt
	sh packaging/postgres.sh $(BIN)/python -m pytest \
	    -m "not sqlite and not bench and not soak" $(POSTGRES_TESTS)

check: $(READY) ## ruff, mypy strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

soak: $(READY) ## Run the tests that take long, then 10,000 runs of the simulator (SEEDS=...)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m soak $(TESTS)
	$(BIN)/python -m tests.simulation --seeds $(SEEDS)

bench: $(READY) ## Measure, as ratios to a floor on this machine; never fails on a time
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

drill: $(READY) ## Two tablets, a hub killed, a phone ringing: every promise shown
	$(BIN)/noren drill outage

screenshots: $(READY) ## Draw the pictures of the README anew, under Xvfb
	xvfb-run -a -s "-screen 0 1920x1080x24" $(BIN)/noren demo --screenshots $(SCREENSHOTS)

pictures: $(READY) ## Draw every screen at every size, language and light into PICTURES, to be looked at
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.pictures $(PICTURES)

# Needs uv, which nothing else here does. UPGRADE=--upgrade takes newer versions.
LOCK = UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile pyproject.toml --quiet --universal \
    --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate $(UPGRADE)

lock: ## Pin the versions and hashes in packaging/ anew (needs uv)
	$(LOCK) --output-file packaging/requirements.txt
	$(LOCK) --extra postgres --constraint packaging/requirements.txt \
	    --output-file packaging/requirements-postgres.txt
	$(LOCK) --extra dev --constraint packaging/requirements.txt \
	    --output-file packaging/requirements-dev.txt
