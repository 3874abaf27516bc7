# Two commands matter: `make demo` and `make test`. Both set up everything they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REQUIRED := 3, 11

.PHONY: demo test check setup setup-dev browser scans entities accept lock clean

demo: setup
	$(BIN)/firsthand demo

test: setup-dev browser scans entities
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

# FollowTheMoney's own library reads back the exported entities. Its PyICU has no wheel and is compiled against
# Debian's ICU; where that cannot be installed, that one test is skipped and says so.
entities: setup-dev
	@$(BIN)/python -c 'import followthemoney' 2>/dev/null || { \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq --no-install-recommends libicu-dev pkg-config g++ python3-dev >/dev/null; } ; \
	  $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-entities.txt ; } \
	  || echo "no FollowTheMoney library: its test will be skipped (apt-get install libicu-dev pkg-config g++ python3-dev)"

# After a change of pyproject.toml. Takes minutes.
lock: setup-dev
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev -o requirements-dev.txt pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev --extra benchmarks -o requirements-benchmarks.txt pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev --extra entities -o requirements-entities.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist *.egg-info src/*.egg-info demo.case demo.html
