# Everything happens in this folder: uv in .venv-boot, the project's packages in .venv,
# the database, the secret key and the collected static files in .kb. All are git-ignored.
# The recipes hand over with `exec`, so that a signal to make reaches the program itself.

PYTHON := .venv/bin/python

# `make run PORT=8123` and `PORT=8123 make run` are the same.
ifdef PORT
export PORT
endif

.DEFAULT_GOAL := help
.PHONY: help run dev test screenshots data-report check lint bench

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up all that is missing, load the data and serve; PORT=8123 moves it
	@.ci/bootstrap --no-dev
	@exec $(PYTHON) -m kb.running.serve

dev: ## like run, reloading on every change
	@.ci/bootstrap
	@exec $(PYTHON) -m kb.running.serve --dev

test: ## the whole suite, on a throw-away database of its own; ARGS="-k name" narrows it
	@.ci/bootstrap
	@$(PYTHON) -m tests.browser.chromium >/dev/null
	@exec $(PYTHON) -m pytest $(ARGS)

screenshots: ## every kind of page as a picture, into screenshots/; ARGS="--only home" or --help
	@.ci/bootstrap
	@exec $(PYTHON) -m tests.browser.screenshots $(ARGS)

data-report: ## how complete the data is, as a page on the disk: data-report.md
	@.ci/bootstrap --no-dev
	@$(PYTHON) manage.py migrate -v0
	@$(PYTHON) manage.py load_kb -v0 >/dev/null
	@exec $(PYTHON) manage.py data_report $(ARGS)

check: ## lint, types, import contracts, migrations, Django's own checks
	@.ci/bootstrap
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports
	$(PYTHON) -m mypy .
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py check --fail-level WARNING

lint: ## format, and mend what ruff can mend
	@.ci/bootstrap
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

bench: ## time the answers against a floor, on a database of its own; ARGS="--runs 20" or --help
	@.ci/bootstrap
	@exec $(PYTHON) -m bench $(ARGS)
