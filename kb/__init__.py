"""What is built on both: search, coverage, API, admin, exports; and how it is run."""

import sys
from types import ModuleType

# `import eyecite` imports this C++ package for its `annotate`, which nothing here calls. It has
# no wheels for Python 3.13, so it is left out (pyproject.toml) and stood in for. Here, because
# every way into the project (manage.py, the web server, the tests) imports `kb` first.
sys.modules.setdefault("fast_diff_match_patch", ModuleType("fast_diff_match_patch"))
