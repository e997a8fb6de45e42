# Two commands set everything up: `make demo` and `make test`. `make` alone lists the rest.
# Plain make and POSIX sh on purpose: macOS still ships GNU make 3.81. Only relative paths: the folder may contain a space.

PYTHON =
MINUTES = 10
RUN = .venv/bin/python -m
# The tests run on all processors; benchmarks have a target of their own.
TEST = $(RUN) pytest -p no:benchmark -n auto
DEMO = docs/examples/suzhou-2025
DEMO_HTML = out/suzhou-2025.html
DEMO_REVIEW = out/suzhou-2025-review.html

.PHONY: help demo test lint format tables language policies conformance corpus deep fuzz flips mutate bench bench-bulk coverage lock clean venv-cli venv-dev

help:
	@echo 'make demo      evaluate and review the example table, and write both as pages to out/'
	@echo 'make test      everything: style, types, floors, all tests with branch coverage'
	@echo 'make lint      style, types and floors only'
	@echo 'make format    lay the code out'
	@echo 'make tables    make grammar/tables again, after a change of a grammar or a vocabulary'
	@echo 'make language  make the word tables of docs/language.md and the editor grammar again'
	@echo 'make policies  make docs/policies.md again: every policy on the same ten cases'
	@echo 'make conformance  make docs/conformance again: the cases for other implementations'
	@echo 'make corpus    make the files of tests/corpus/tables again (needs LibreOffice and Chromium)'
	@echo 'make deep      the laws again, with many more generated examples'
	@echo 'make fuzz      ten minutes of strange inputs for every entry point; MINUTES=60 for an hour'
	@echo 'make flips     bugs injected into the package, which its laws should notice (an hour or so)'
	@echo 'make mutate    every changed rule of every ruleset that ships, which its cases should notice'
	@echo 'make bench     the benchmarks'
	@echo 'make bench-bulk  many rows beside what is written by hand (half an hour; Spark needs Java)'
	@echo 'make coverage  all tests, and htmlcov/index.html'
	@echo 'make lock      renew the locked versions in .ci/constraints.txt'
	@echo 'make clean     remove everything that is made here'
	@echo
	@echo 'PYTHON=python3.12 chooses the Python (3.11 or later); otherwise the newest that runs.'

# Exit code 1 says that rows are unmet, which the example has: only other codes are failures.
demo: venv-cli
	@mkdir -p out
	@rm -f $(DEMO_HTML)
	@echo 'perfrules evaluate $(DEMO)/table.txt --actuals $(DEMO)/actuals.csv --html $(DEMO_HTML)'
	@.venv/bin/perfrules evaluate $(DEMO)/table.txt --actuals $(DEMO)/actuals.csv --html $(DEMO_HTML) || test $$? -eq 1
	@test -s $(DEMO_HTML)
	@rm -f $(DEMO_REVIEW)
	@echo
	@echo 'perfrules review $(DEMO)/table.txt --format html -o $(DEMO_REVIEW)'
	@.venv/bin/perfrules review $(DEMO)/table.txt --format html -o $(DEMO_REVIEW) || test $$? -eq 1
	@test -s $(DEMO_REVIEW)
	@echo
	@echo "打开 Open: $$(pwd)/$(DEMO_HTML)"
	@echo "打开 Open: $$(pwd)/$(DEMO_REVIEW)"

test: lint
	$(TEST) --cov --cov-report=term

lint: venv-dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(RUN) mypy
	.venv/bin/lint-imports

format: venv-dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

tables: venv-dev
	.venv/bin/python .ci/make_tables.py

language: venv-dev
	.venv/bin/python .ci/make_language.py

policies: venv-dev
	.venv/bin/python .ci/make_policies.py

conformance: venv-dev
	.venv/bin/python .ci/make_conformance.py

corpus: venv-dev
	$(RUN) pip install -qq xlwt
	cd tests && ../.venv/bin/python -m corpus.make_tables

deep: venv-dev
	HYPOTHESIS_PROFILE=deep $(TEST) tests -m property

fuzz: venv-dev
	cd tests && ../.venv/bin/python -m fuzz --minutes $(MINUTES)

flips: venv-dev
	$(RUN) pip install -qq 'cosmic-ray>=8.4,<9'
	.venv/bin/python -m benchmarks.flips --sample 147 --jobs 2

mutate: venv-dev
	cd tests && ../.venv/bin/python -m corpus.record_mutants

bench: venv-dev
	$(RUN) pytest benchmarks --benchmark-only
	.venv/bin/python -m benchmarks.folder_run

bench-bulk: venv-dev
	$(RUN) pip install -qq pyspark cel-python zen-engine
	.venv/bin/python -m benchmarks.bulk.frames
	.venv/bin/python -m benchmarks.bulk.wide
	.venv/bin/python -m benchmarks.bulk.peers
	.venv/bin/python -m benchmarks.bulk.memory
	.venv/bin/python -m benchmarks.bulk.spark_rows

coverage: venv-dev
	$(TEST) --cov --cov-report=term --cov-report=html
	@echo "Open: $$(pwd)/htmlcov/index.html"

lock:
	@PYTHON='$(PYTHON)' sh .ci/lock.sh

clean:
	rm -rf .venv out build dist htmlcov .coverage .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .benchmarks

venv-cli:
	@PYTHON='$(PYTHON)' sh .ci/venv.sh cli

venv-dev:
	@PYTHON='$(PYTHON)' sh .ci/venv.sh dev
