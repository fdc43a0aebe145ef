"""Make .venv and install what Alongside needs: the step before anything else can run."""

import importlib.util
import sys
from os.path import abspath, dirname

TOO_OLD = "Alongside needs Python 3.11 or newer. Name one: make run PYTHON=python3.12"
NO_VENV = (
    "Python's venv module is missing. Install it (Debian, Ubuntu: "
    "apt-get install python3-venv) and try again."
)

if sys.version_info < (3, 11):  # noqa: UP036  (whoever starts this may well have an older one)
    sys.exit(TOO_OLD)
if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
    sys.exit(NO_VENV)
sys.path.insert(0, dirname(dirname(abspath(__file__))))
from alongside.config.start.venv import set_up  # noqa: E402

sys.exit(set_up())
