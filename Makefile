# Two commands: `make run` and `make test`. The rest is for those who change the code.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test lint format bench screenshots constraints clean

run: $(VENV)/.installed
	$(BIN)/planner app --port $(PORT)

test: $(VENV)/.installed-dev
	@tools/ensure_test_programs.sh
	$(BIN)/pytest -n auto --dist loadscope

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.benchmarks

screenshots: $(VENV)/.installed-dev
	@tools/ensure_test_programs.sh chromium
	$(BIN)/python tools/screenshots.py

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -e . -c constraints.txt
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet -e '.[dev]' -c constraints.txt
	touch $@

constraints: # renew the versions that were tested together
	$(BIN)/pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
