# Two commands matter: `make demo` and `make test`. Both set up what they need, in .venv and var/ of this folder.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check format bench kill-test clock-test fuzz flood scenarios outage-test messages tables requirements

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

demo: ## run everything on this machine with pretend districts and a pretend WhatsApp, until Ctrl-C
	@tools/setup.sh run
	@exec .venv/bin/satark demo

demo-reset: ## delete the demo's data (var/)
	@tools/setup.sh run
	@exec .venv/bin/satark demo-reset

test: ## set up and run every test, browser included
	@tools/setup.sh dev
	@tools/browser.sh
	@exec .venv/bin/pytest -n auto --maxprocesses 4 --no-loadscope-reorder

check: ## style, types and layers
	@tools/setup.sh dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: ## let ruff put the code in order
	@tools/setup.sh dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: ## measure rates through the real processes; writes bench/results.json
	@tools/setup.sh dev
	@exec .venv/bin/python -m bench

kill-test: ## SIGKILL processes under load 50 times and count what was lost (nothing)
	@tools/setup.sh dev
	@exec .venv/bin/python -m bench.kill

clock-test: ## 100,000 clocks run out at once while worker, database and clock are maltreated: each escalation once
	@tools/setup.sh dev
	@exec .venv/bin/python -m bench.clock

fuzz: ## 100,000 webhooks, well-formed, bent and broken, through the real door; 20,000 messages through the preflight
	@tools/setup.sh dev
	@exec .venv/bin/python -m bench.fuzz

flood: ## one sender's 100,000 messages beside everybody else's, five times; writes bench/flood.json
	@tools/setup.sh dev
	@exec .venv/bin/python -m bench.flood

scenarios: ## play every scenario of what real deployments have met, on a demo of its own
	@tools/setup.sh run
	@exec .venv/bin/satark rehearse scenario --all

outage-test: ## let WhatsApp's API be away for seven days in fast time, and account for every reply
	@tools/setup.sh run
	@exec .venv/bin/satark rehearse outage

messages: ## collect the console's words, merge and compile them (see tools/messages.py)
	@tools/setup.sh dev
	@exec .venv/bin/python tools/messages.py

tables: ## write the tables of docs/whatsapp.md and docs/rights.md anew from the code (see tools/tables.py)
	@tools/setup.sh dev
	@PYTHONPATH=. .venv/bin/python tools/tables.py
	@PYTHONPATH=. exec .venv/bin/python tools/rights.py

requirements: ## write the hash-pinned requirement files anew from pyproject.toml
	@tools/setup.sh dev
	@exec tools/requirements.sh
