# The project's few verbs. `make demo` and `make test` are all a newcomer needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help demo test test-all lint format docs screenshots chromium neo4j neo4j-stop clean

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade "pip>=25.1"

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/test: $(VENV)/installed
	$(BIN)/pip install --quiet --group test
	@touch $@

$(VENV)/lint: $(VENV)/test
	$(BIN)/pip install --quiet --group lint
	@touch $@

demo: $(VENV)/installed ## install, ingest seeds/sample, trace a first relationship, write graph.graphml
	$(BIN)/kg ingest seeds/sample
	$(BIN)/kg query trace -p a=溫柏川 -p b=菲律宾
	$(BIN)/kg export graph.graphml

test: $(VENV)/test ## install what tests need and pass them (no server, no browser)
	$(BIN)/pytest -m "not neo4j and not browser"
	@echo "Left out: what needs a Neo4j or Neo4j Browser; make test-all passes that too." >&2

test-all: $(VENV)/test chromium neo4j ## the same, and everything that needs a server or a browser
	. ./.neo4j/env && $(BIN)/pytest; status=$$?; scripts/neo4j.sh stop; exit $$status

lint: $(VENV)/lint ## ruff, mypy --strict
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs: $(VENV)/installed ## put real output into the README and draw its picture
	$(BIN)/python docs/readme.py
	$(BIN)/kg extract seeds/sample -o docs/sample.jsonl && $(BIN)/python docs/picture.py docs/sample.jsonl docs/graph.svg
	rm docs/sample.jsonl

screenshots: $(VENV)/test neo4j ## the pictures of docs/browser.md, by the test of Neo4j Browser
	scripts/chromium.sh fonts
	. ./.neo4j/env && KG_SCREENSHOTS=docs $(BIN)/pytest tests/browser -m browser; \
		status=$$?; scripts/neo4j.sh stop; exit $$status

format: $(VENV)/lint ## put the code into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

chromium: ## install what the test of Neo4j Browser drives, where that can be done
	scripts/chromium.sh

neo4j: ## start a Neo4j of our own on 127.0.0.1:7687, with Neo4j Browser on :7474
	scripts/neo4j.sh start

neo4j-stop: ## stop it
	scripts/neo4j.sh stop

clean: ## remove what the targets made
	rm -rf $(VENV) dist build graph.graphml
