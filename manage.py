#!/usr/bin/env python
"""The desk's command line."""

import os
import sys

SERVING = {"demo", "mcp", "runserver"}  # what answers visitors keeps their time limit


def main() -> None:
    """Run one management command; whatever does not serve visitors may take as long as it needs."""
    if not SERVING.intersection(sys.argv[1:2]):
        os.environ.setdefault("STATEMENT_TIMEOUT_MS", "0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
