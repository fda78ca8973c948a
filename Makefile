# Two commands for a start: `make demo` and `make test`. `make` alone lists all.

PORT ?= 8000
DATA = $(or $(DATA_DIR),.data)
PYTHON_HERE = .venv/bin/python
MANAGE = $(PYTHON_HERE) manage.py
LOCK = $(PYTHON_HERE) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help demo clean-demo serve worker migrate psql test audit screenshots lint format handbook fonts messages lock clean installed installed-for-development

help: ## list what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: installed ## set up everything, load the sample and serve it on http://127.0.0.1:8000 (PORT=8000)
	@exec $(MANAGE) demo --port $(PORT)

clean-demo: ## forget the demo's data
	@if [ -d "$(DATA)/postgres" ]; then $(PYTHON_HERE) -m factcheck.embedded forget "$(DATA)/postgres"; fi
	@rm -rf "$(DATA)/secret_key" "$(DATA)/static"
	@rmdir "$(DATA)" 2>/dev/null || true
	@echo "The demo's data are gone. make demo begins anew."

serve: installed ## serve as for readers, on http://127.0.0.1:8000 (HOST= PORT= WEB_WORKERS= WEB_THREADS=)
	@$(MANAGE) migrate --check >/dev/null || { echo "The database is not there or not up to date: see above, or run make migrate first." >&2; exit 1; }
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@PORT=$(PORT) exec $(PYTHON_HERE) -m factcheck.serving

worker: installed ## do the background jobs, beside make serve
	@exec $(MANAGE) worker

migrate: installed ## bring the database to the newest shape
	@$(MANAGE) migrate

psql: installed ## open a shell on the database
	@exec $(MANAGE) dbshell

test: installed-for-development ## run every check and every test, browser included
	@$(PYTHON_HERE) -m scripts.browser
	@$(PYTHON_HERE) -m scripts.clients
	@$(PYTHON_HERE) -m scripts.check
	@$(PYTHON_HERE) -m pytest -n auto --maxprocesses 4 --dist loadfile -rs

audit: installed-for-development ## measure the readers' pages (axe, Nu checker, Lighthouse, weight) and lint the API's description (needs Node and Java)
	@$(PYTHON_HERE) -m scripts.audit

screenshots: installed-for-development ## photograph every kind of readers' page into docs/screenshots/
	@$(PYTHON_HERE) -m scripts.screenshots

lint: installed-for-development ## run the checks without the tests
	@$(PYTHON_HERE) -m scripts.check

format: installed-for-development ## write code and templates in the house's form
	@$(PYTHON_HERE) -m ruff check --fix --quiet . || true
	@$(PYTHON_HERE) -m ruff format .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

handbook: installed-for-development ## take the pictures of the desk handbook anew, from a demo of its own
	@$(PYTHON_HERE) -m scripts.browser
	@$(PYTHON_HERE) -m scripts.handbook

fonts: installed-for-development ## cut the fonts anew from their packages (needs npm)
	@$(PYTHON_HERE) -m scripts.fonts

messages: installed-for-development ## renew locale/ with the phrases of the readers' pages, and say which lack a translation
	@$(PYTHON_HERE) -m scripts.messages

lock: installed-for-development ## pin again what requirements.in and requirements-dev.in ask for
	@$(LOCK) requirements.in -o requirements.txt
	@$(LOCK) requirements-extra.in -o requirements-extra.txt
	@$(LOCK) requirements-dev.in -o requirements-dev.txt

clean: ## remove .venv and caches, not the data
	@rm -rf .venv .audit .clients .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-results

installed:
	@sh scripts/venv.sh requirements.txt

installed-for-development:
	@sh scripts/venv.sh requirements-dev.txt
