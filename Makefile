PYTHON ?= python3
ALONGSIDE = .venv/bin/alongside

help:
	@echo "make run                start Alongside with its demo (Ctrl-C stops it)"
	@echo "make test               install what tests need, run every check and test"
	@echo "make quick              the same without a browser and what takes long"
	@echo "make check              look at the code only"
	@echo "make fix                put right what tools can put right"
	@echo "make bench NAME=search  measure one thing, or all without NAME"

run test quick check fix: setup
	@$(ALONGSIDE) $@

bench: setup
	@$(ALONGSIDE) bench $(NAME)

setup:
	@$(PYTHON) scripts/setup.py

.PHONY: help run test quick check fix bench setup
