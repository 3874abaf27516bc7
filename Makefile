# Two commands matter: `make demo` and `make test`. Both set up everything they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REQUIRED := 3, 11

.PHONY: demo test check setup setup-dev browser scans database cluster entities accept lock clean

demo: setup
	$(BIN)/firsthand demo

test: setup-dev browser scans database cluster entities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --jobs=2 --output-sync=target test-desk test-steps

# The suite in two halves, side by side: what the desk is made of, and all else.
DESK := tests/client tests/desk tests/review tests/store tests/web
.PHONY: test-desk test-steps
test-desk:
	$(BIN)/pytest $(DESK)
test-steps:
	$(BIN)/pytest $(DESK:%=--ignore=%)

# Examples of properties that the suite does not try: another choice each time.
.PHONY: explore
explore: setup-dev
	FIRSTHAND_EXPLORE=1 $(BIN)/pytest -k "not browser" --ignore=tests/web/browser

# Write the golden cases anew, after looking at what changed: git diff tests/golden
accept: setup-dev
	$(BIN)/pytest tests/golden --accept

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < ($(REQUIRED)))' || { echo "firsthand needs Python 3.11 or newer; name one: make demo PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python cannot make a virtual environment here; install it: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: requirements.txt pyproject.toml $(VENV)/.python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The report is tested in Debian's Chromium. Without it, and without the right to install it,
# those tests are skipped and say so.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || echo "no Chromium: the browser tests will be skipped (apt-get install chromium)"

# Scans are read by Debian's Tesseract. Without it, and without the right to install it, tests of scans are
# skipped and say so.
SCANS := tesseract-ocr tesseract-ocr-eng tesseract-ocr-deu tesseract-ocr-fra tesseract-ocr-spa tesseract-ocr-ita tesseract-ocr-chi-sim tesseract-ocr-chi-tra
scans:
	@command -v tesseract >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq --no-install-recommends $(SCANS) >/dev/null; } || echo "no Tesseract: tests of scans will be skipped (apt-get install $(SCANS))"

# Tests of the store start Debian's PostgreSQL for themselves, on a socket of their own. Without it, and without
# the right to install it, they are skipped for PostgreSQL and say so.
database:
	@command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && mkdir -p /etc/postgresql-common && { [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf; } && apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null; } || echo "no PostgreSQL: its tests will be skipped (apt-get install postgresql)"

# Ray and Daft, large and wanted only on a cluster; where they cannot be installed their tests are skipped.
cluster: setup-dev
	@$(BIN)/python -c 'import ray, daft' 2>/dev/null || $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cluster.txt || echo "no Ray, no Daft: their tests will be skipped"

# FollowTheMoney's own library reads back the exported entities. Its PyICU has no wheel and is compiled against
# Debian's ICU; where that cannot be installed, that one test is skipped and says so.
entities: setup-dev
	@$(BIN)/python -c 'import followthemoney' 2>/dev/null || { \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq --no-install-recommends libicu-dev pkg-config g++ python3-dev >/dev/null; } ; \
	  $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-entities.txt ; } \
	  || echo "no FollowTheMoney library: its test will be skipped (apt-get install libicu-dev pkg-config g++ python3-dev)"

# After a change of pyproject.toml.
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --python-version 3.11 pyproject.toml
lock: setup-dev
	$(BIN)/pip install --quiet uv
	$(COMPILE) --upgrade -o requirements.txt
	$(COMPILE) --extra dev -o requirements-dev.txt
	$(COMPILE) --extra dev --extra benchmarks -o requirements-benchmarks.txt
	$(COMPILE) --extra dev --extra entities -o requirements-entities.txt
	$(COMPILE) --extra dev --extra cluster -o requirements-cluster.txt

clean:
	rm -rf $(VENV) build dist *.egg-info src/*.egg-info demo.case demo.html
