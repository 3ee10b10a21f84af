# The first of these that is Python 3.11 or later; another one: make PYTHON=/path/to/python run
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8080
BENCHMARK_FLAGS ?=
PYTEST_FLAGS ?=
# Such as --data-dir=/var/lib/claimlink-elasticsearch, to keep what a fetched server holds.
ELASTICSEARCH_FLAGS ?=

# Where the training data is; nothing else needs it.
SHARED ?= ../shared
TRAINING_VENV ?= .venv-training
TRAINING_BIN := $(TRAINING_VENV)/bin

TRAINING := $(TRAINING_VENV)/.installed
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run run-elasticsearch test test-long lint format lock openapi benchmark benchmark-pages train decision clean

help: ## Show what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 20

run: $(RUNTIME) ## Serve on HOST:PORT with the embedded store; loads the samples when it is empty
	@exec env -u ELASTICSEARCH_URL CLAIMLINK_OUTLETS_FILE="$${CLAIMLINK_OUTLETS_FILE:-seeds/outlets.yaml}" \
		$(BIN)/claimlink serve --host $(HOST) --port $(PORT) --seeds seeds

run-elasticsearch: $(RUNTIME) ## The same on ELASTICSEARCH_URL, or on an Elasticsearch that is fetched and started
	@exec env CLAIMLINK_OUTLETS_FILE="$${CLAIMLINK_OUTLETS_FILE:-seeds/outlets.yaml}" \
		$(BIN)/python -m tools.elasticsearch_server $(ELASTICSEARCH_FLAGS) -- \
		$(BIN)/claimlink serve --host $(HOST) --port $(PORT) --seeds seeds

test: lint ## All checks and tests; fetches Elasticsearch (with Maven) when ELASTICSEARCH_URL is not set
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

test-long: $(DEV) ## The same fault runs with many more faults
	CLAIMLINK_KILLS=$${CLAIMLINK_KILLS:-100} CLAIMLINK_REPLACES=$${CLAIMLINK_REPLACES:-5000} \
		$(BIN)/python -m pytest --timeout 3600 tests/contract tests/integration $(PYTEST_FLAGS)

lint: $(DEV) ## Style, types and the rules on who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV) ## Bring every file into the one style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(DEV) ## Write the lock files anew, with the newest versions that pyproject.toml allows
	printf 'setuptools>=77\n' | $(BIN)/uv pip compile $(LOCK_FLAGS) --upgrade -o requirements.lock pyproject.toml -
	printf 'setuptools>=77\n' | $(BIN)/uv pip compile $(LOCK_FLAGS) --upgrade -o requirements-dev.lock \
		-c requirements.lock --group dev pyproject.toml -
	$(BIN)/uv pip compile $(LOCK_FLAGS) --upgrade -o requirements-training.lock \
		-c requirements.lock --group training pyproject.toml

LOCK_FLAGS := --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate --no-header

openapi: $(DEV) ## Write openapi.yaml anew from the schemas
	$(BIN)/python -m service.api.openapi

benchmark: $(DEV) ## Measure both stores; flags in BENCHMARK_FLAGS
	$(BIN)/python -m benchmarks $(BENCHMARK_FLAGS)

benchmark-pages: $(DEV) ## Measure how many raw pages a minute go in
	$(BIN)/python -m benchmarks.pages

train: $(TRAINING) ## Make the verifier's weights anew from SHARED (hours), then fit the decision
	$(TRAINING_BIN)/python -m training.train --shared $(SHARED)
	$(TRAINING_BIN)/python -m training.export
	$(TRAINING_BIN)/python -m training.fit_decision --shared $(SHARED)

decision: $(TRAINING) ## Fit the decision anew over the checks and the model that is there (minutes)
	$(TRAINING_BIN)/python -m training.fit_decision --shared $(SHARED)

clean: ## Remove what was built and fetched, but no data
	rm -rf $(VENV) $(TRAINING_VENV) .cache build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/pip:
	@test -n "$(PYTHON)" || { echo "claimlink needs Python 3.11 or later; none was found (set PYTHON=...)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The locked setuptools builds the project: nothing is installed that no lock file names.
$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Installing what requirements.lock names into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Installing what requirements-dev.lock names into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

$(TRAINING): requirements-training.lock
	@test -n "$(PYTHON)" || { echo "claimlink needs Python 3.11 or later; none was found (set PYTHON=...)" >&2; exit 1; }
	$(PYTHON) -m venv $(TRAINING_VENV)
	@echo "Installing what requirements-training.lock names into $(TRAINING_VENV) (once, several GB)"
	@$(TRAINING_BIN)/python -m pip install --quiet --require-hashes -r requirements-training.lock
	@touch $@
