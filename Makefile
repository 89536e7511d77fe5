# `make run` opens the desk, `make test` tests it, `make check` reads it. Everything else they need
# (virtual environment, database, broker, browser) they bring along. `make help` lists the rest.

PYTHON ?= python3
PORT   ?= 8000
VENV   := .venv
PY     := $(VENV)/bin/python
UV     := uv==0.13.9
ARGS   ?=
PICTURES := fact-check-flagged-light.png triage-light.png workbench-light.png \
  triage-dark.png fact-check-arabic-light.png queue-light.png second-look-light.png \
  sources-light.png fact-check-phone.png board-light.png agreement-light.png desk-light.png \
  workbench-rtl.png queue-rtl.png
export PORT

.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

# --- the virtual environment --------------------------------------------------------------------
# A stamp is written only after success: a set-up that was cut off is finished by the next command.
# One whose Python has gone, that was made in another place and moved here, or in which an
# installation was cut off, is made anew.
ifneq ($(wildcard $(VENV)/.made),)
ifneq ($(shell $(PY) -c 'print("works")' 2>/dev/null; cat $(VENV)/.made; ls $(VENV)/.installing 2>/dev/null),works $(CURDIR))
$(shell rm -f $(VENV)/.made $(VENV)/.run $(VENV)/.dev)
endif
endif

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and there is no $(PYTHON). Another name? make PYTHON=/path/to/python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Factcheck needs Python 3.11 or newer, and %s is %s. Another one on this machine? make PYTHON=/path/to/python3.12 …" % (sys.executable, sys.version.split()[0]) or 0)'
	@echo "Making a virtual environment in $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV) || { echo "“$(PYTHON) -m venv” does not work here. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PY) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "factcheck.pth").write_text("$(CURDIR)\n")'
	@$(PY) -m pip install -q --disable-pip-version-check --no-input $(UV) 2>/dev/null || echo "uv cannot be had here; pip does the same more slowly."
	@echo "$(CURDIR)" > $@

define install
	@echo "Installing $(1) …"
	@touch $(VENV)/.installing
	@if [ -x $(VENV)/bin/uv ]; then \
	  VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(VENV)/bin/uv pip install -q --require-hashes -r $(1); \
	else \
	  $(PY) -m pip install -q --disable-pip-version-check --no-input --require-hashes -r $(1); \
	fi || { echo "The set-up is not finished: see above (network, disk space). Then give the same command again." >&2; exit 1; }
	@rm -f $(VENV)/.installing
	@touch $@
endef

$(VENV)/.run: requirements/run.txt $(VENV)/.made
	$(call install,requirements/run.txt)

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(call install,requirements/dev.txt)

# --- the commands ---------------------------------------------------------------------------------

.PHONY: help run stop test check words pictures lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1#/p' Makefile | tr '#' '\t'

run: $(VENV)/.run ## open the desk; PORT=8000 chooses another port; Ctrl-C closes it
	@exec $(PY) -m factcheck.embedded.run

stop: $(VENV)/.run ## close a desk that runs in another terminal or was left behind
	@$(PY) -m factcheck.embedded.stop

test: $(VENV)/.dev ## the whole suite; ARGS="tests/reviews -k quote" for a part of it
	@$(PY) -m pytest -n auto --dist loadgroup $(ARGS)

check: $(VENV)/.dev ## style, types, import contracts, templates, generated files; changes nothing
	@$(PY) -m tests.checks $(ARGS)

words: $(VENV)/.dev ## bring the catalogues of translations up to date with the code; says what is missing
	@$(PY) -m tests.words

pictures: $(VENV)/.dev ## take the pictures of the README anew, with the sample work
	@$(PY) -m pytest -q tests/e2e/test_pictures.py
	@mkdir -p docs/img && cp $(addprefix var/screenshots/,$(PICTURES)) docs/img/

lock: $(VENV)/.dev ## lock requirements/*.in anew, with hashes
	@for name in run dev train; do \
	  $(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

clean: ## close the desk and remove everything `make` made, its data included
	@if [ -x $(PY) ]; then $(PY) -m factcheck.embedded.stop --and-forget; fi
	@rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
