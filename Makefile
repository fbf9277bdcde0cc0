# make report [QUARTER=2025-26-Q1] · make check · make test · make test-slow · make notebooks · make pictures · make examples · make bench · make lock
PYTHON ?= python3
LOCKING := --quiet --universal --no-strip-extras --python-version 3.11 --no-header --no-annotate --no-emit-find-links --generate-hashes
COVERAGE = $(if $(CI),--cov --cov-report=term:skip-covered)
PYTEST = $(BIN)/pytest -n logical --dist loadfile --no-loadscope-reorder
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)

.PHONY: report check test test-slow lock notebooks pictures examples bench

report: .venv/report
	$(BIN)/cosmic build $(QUARTER)

# What can be said of the code without running it. `make test`, the pre-commit hook and CI call this.
check: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# The code's own tests, on a frozen project, but for the slow ones; then the notebooks that people write in, each run
# without an error, one after the other: of two kernels that start at once, one may take the other's port. CI holds the
# coverage too, which takes minutes more.
test: check
	$(PYTEST) -m "not slow" $(COVERAGE) tests
	$(BIN)/pytest --nbval-lax --nbval-current-env notebooks

# Builds that are killed, forged or of forty indicators, and what makes a workbook or a document for each of many cases:
# many minutes more. CI runs them too.
test-slow: .venv/test
	$(PYTEST) -m slow tests

# What the README says of speed, measured here: ratios in one run, in turns. Takes a while.
bench: .venv/test
	$(BIN)/python benchmarks/bench.py $(ROWS)

# Run the notebooks in place, so that they show on the page what they give now.
notebooks: .venv/test
	$(BIN)/jupyter nbconvert --to notebook --inplace --execute --ExecutePreprocessor.record_timing=False \
	  notebooks/*.ipynb

# The README's pictures: the pages of the scorecard and of CoSMIC 004 in the newest PDF, and of an example with history.
pictures: report examples
	for picture in 3:scorecard 7:indicator; do \
	  pdftoppm -f $${picture%:*} -r 60 -png -singlefile $$(ls -t _report/*/*.pdf | head -1) docs/$${picture#*:}; \
	done
	for picture in 3:signals-scorecard 5:signals-indicator; do \
	  pdftoppm -f $${picture%:*} -r 60 -png -singlefile $$(ls -t examples/trafford/_report/*/*.pdf | head -1) docs/$${picture#*:}; \
	done

# Each example with the looks that the repository has, and built: alone, as a council's own project is.
examples: .venv/report
	for example in examples/*/; do \
	  rm -rf $${example}_extensions && cp -R _extensions $${example} && rm -rf $${example}_extensions/*/__pycache__; \
	  (cd $${example} && $(CURDIR)/$(BIN)/cosmic build) || exit 1; \
	done

# The locked versions, for every platform and Python from 3.11 on.
lock: .venv/test
	$(BIN)/pip install uv
	$(BIN)/uv pip compile $(LOCKING) --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCKING) --extra build --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

.venv/bin/python .venv/Scripts/python.exe:
	$(PYTHON) -m venv .venv

.venv/report: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: requirements-test.lock .venv/report
	$(BIN)/python -m pip install --quiet --requirement requirements-test.lock
	@touch $@
