# Every target sets up all it needs in .venv/, from a bare Python of at least 3.11.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$name && break; done)
BIN := .venv/bin
RUN_STAMP := .venv/.run
DEV_STAMP := .venv/.dev
# One more than two cores: much of the suite waits for processes and pages. Files go out in their order, or the longest would be last.
JOBS ?= 3
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help demo run test check coverage bench torture format lock

help:
	@echo "make demo      the bot against a local Telegram in the browser: no token, no network"
	@echo "make run       the bot with BOT_TOKEN from the environment or .env"
	@echo "make test      everything that must hold; make check is its first part"
	@echo "make coverage  the same tests, with the branches that they leave out"
	@echo "make bench     measured against a bare aiogram echo"
	@echo "make torture   long searches: hundreds of kills, more examples"
	@echo "make format    lay out the code"
	@echo "make lock      resolve the dependencies anew"

.venv/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

$(RUN_STAMP): requirements/run.txt .venv/.made
	@echo "Installing what the bot needs (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	@echo "Installing what its tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(RUN_STAMP)
	@$(BIN)/python -m bot demo

run: $(RUN_STAMP)
	@$(BIN)/python -m bot run

check: $(DEV_STAMP)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check
	$(BIN)/hadolint Dockerfile

test: check
	$(PYTEST)

coverage: $(DEV_STAMP)
	$(PYTEST) --cov --cov-report=term:skip-covered

torture: $(DEV_STAMP)
	TORTURE=60 $(BIN)/python -m pytest -n $(JOBS) tests/kills tests/conversations/test_hostile_taps.py tests/domain/test_any_talk.py tests/planning/test_properties.py tests/planning/test_consequences.py tests/reminders/test_weeks.py tests/delivery/test_month.py

bench: $(DEV_STAMP)
	$(BIN)/python -m bench

format: $(DEV_STAMP)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

LOCK := $(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-strip-extras --no-emit-index-url --no-emit-find-links --no-header --upgrade

lock: $(DEV_STAMP)
	$(LOCK) --output-file requirements/run.txt
	$(LOCK) --group dev --output-file requirements/dev.txt
