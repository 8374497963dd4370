# Everything a newcomer needs. Each target sets up what it needs on a fresh machine with Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
OURS := portal privacy i18n accessibility
RUN_READY := .venv/.run-ready
TEST_READY := .venv/.test-ready
CONTRACT := tests/accessibility tests/architecture tests/browser tests/html tests/i18n tests/portal/acceptance tests/portal/languages

.PHONY: demo serve test test-all statement heard bench check lint types contracts catalogues lock clean help

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(RUN_READY) ## an invented city on http://127.0.0.1:8000 (VEU_PORT, VEU_DEMO=empty)
	@$(BIN)/veu demo

serve: $(RUN_READY) ## the portal as VEU_* sets it
	@$(BIN)/veu serve

$(RUN_READY): pyproject.toml requirements/portal.txt requirements/build.txt package-lock.json portal/build_frontend.py
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what the portal needs (about a minute the first time) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt -r requirements/portal.txt
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q $(OURS)
	@$(BIN)/veu messages compile >/dev/null
	@touch $@

$(TEST_READY): $(RUN_READY) requirements/dev.txt package.json
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m portal.build_frontend --with-tests
	@touch $@

test: $(TEST_READY) ## check, then the tests, within 15 minutes
	@$(MAKE) --no-print-directory check
	@$(BIN)/pytest -n auto

test-all: $(TEST_READY) ## check, then every test whole
	@$(MAKE) --no-print-directory check
	@VEU_TESTS=all VEU_STATEMENT=write $(BIN)/pytest -n auto

statement: $(TEST_READY) ## run the accessibility contract whole, write what its page says
	@VEU_TESTS=all VEU_STATEMENT=write $(BIN)/pytest -n auto $(CONTRACT)

heard: $(TEST_READY) ## write anew what a screen reader says; read the difference
	@VEU_HEARD=renew $(BIN)/pytest -n 0 -q tests/browser/test_heard.py
	@git diff --stat -- tests/browser/heard

bench: $(TEST_READY) ## measure, write benchmarks/RESULTS.md (ONLY=lists: one part)
	@$(BIN)/python -m compileall -q $(OURS)
	@$(BIN)/python -m benchmarks.run $(ONLY)

check: $(TEST_READY) lint types contracts catalogues ## lint, types, contracts, catalogues

lint: $(TEST_READY) ## ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(TEST_READY) ## mypy
	@$(BIN)/mypy

contracts: $(TEST_READY) ## import-linter
	@$(BIN)/lint-imports --no-cache

catalogues: $(TEST_READY) ## every sentence in every language
	@$(BIN)/veu messages check

lock: $(TEST_READY) ## write requirements/*.txt anew from pyproject.toml
	@$(BIN)/python requirements/lock.py

clean: ## remove what was built; var/ stays
	rm -rf .venv node_modules portal/static/vendor
	find i18n/locale -name '*.mo' -delete
