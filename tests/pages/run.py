#!/usr/bin/env python3
"""Tests what the site's pages say: run.py PROGRAM [--update]. Ends with `N passed, M failed`.

A file a subject, each of functions that build the village of counted.py; Markdown by pairs of files in markdown/: --update writes what the pages
are to be (NAME.html) anew, to be looked at before it is committed.
"""
import sys
import tempfile

import costs  # noqa: F401
import counted
import empty  # noqa: F401
import figures  # noqa: F401
import honours  # noqa: F401
import masked  # noqa: F401
import meetings  # noqa: F401
import words  # noqa: F401
import written
import years  # noqa: F401
from village import Checks


def main():
    checks = Checks(most=60)
    counted.test.count(checks, counted.Village)
    with tempfile.TemporaryDirectory(prefix="gongshi-pages-") as folder:
        written.pairs(checks, folder, "--update" in sys.argv[2:])
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
