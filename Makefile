# Every command a newcomer needs. `make` alone lists them; `demo` and `test` set up whatever they need.
.DEFAULT_GOAL := help
.PHONY: help setup capability demo test test-fast test-full bench lint messages screenshots screenshots-all lighthouse clean

PORT ?= 8000
export PYTHON

PREPARE = sh tools/python tools/prepare.py
RUN = .venv/bin/python

help: ## List these commands
	@echo "Eroba: municipal services and an open town hall"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

setup: ## Create .venv with the locked packages, compile catalogues, build the front end
	@$(PREPARE)

demo: ## A municipality at work on http://localhost:8000 (another port: make demo PORT=8080)
	@$(PREPARE) --port $(PORT)
	@$(RUN) -m eroba.config.command demo --port $(PORT)

test: ## Everything: both databases, browser, accessibility, linters, types, contracts, catalogues
	@$(PREPARE) --tests
	@$(RUN) -m tools.suite

test-fast: ## The inner loop, under a minute: SQLite, no browser, no linters
	@$(PREPARE)
	@$(RUN) -m tools.suite fast

test-full: ## `make test` and the long matrices: every address x language x width x theme
	@$(PREPARE) --tests
	@$(RUN) -m tools.suite full

bench: ## Measure against a bare Django on the same machine; writes docs/benchmarks.md
	@$(PREPARE)
	@$(RUN) -m tools.benchmark

lint: ## Style, types and import contracts only
	@$(PREPARE)
	@$(RUN) -m tools.suite lint

capability: ## Begin a new capability: make capability NAME=benches NOUN=bench
	@$(PREPARE)
	@$(RUN) -m tools.capability $(NAME) $(if $(NOUN),--noun $(NOUN)) $(if $(TITLE),--title "$(TITLE)") $(if $(TITLE_KA),--title-ka "$(TITLE_KA)")

messages: ## Collect texts to translate into the catalogues and compile them
	@$(PREPARE)
	@$(RUN) -m tools.messages update

screenshots: ## Take the pictures in docs/pictures/ from the running product
	@$(PREPARE) --tests
	@$(RUN) -m pytest -q tests/browser/take_pictures.py

screenshots-all: ## Pictures of every page on phone and desk, both languages, light and dark, into test-results/pages/
	@$(PREPARE) --tests
	@$(RUN) -m pytest -q tests/browser/picture_every_page.py

lighthouse: ## Let Lighthouse and the HTTP Observatory judge the running product (fetches them once)
	@$(PREPARE) --tests
	@$(RUN) -m pytest -q -s tests/browser/judge_pages.py

clean: ## Remove what the commands above made (.venv, built files, the demonstration's data)
	rm -rf .venv build var node_modules tools/lighthouse/node_modules test-results src/eroba/kernel/ui/built
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
