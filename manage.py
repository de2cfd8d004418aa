#!/usr/bin/env python3
"""Django's command line, with the database of kb.running.database behind it."""

import os
import sys

# Every other command gets a database that answers before it starts; even `check` asks it
# for its version, because of the generated columns.
COMMANDS_WITHOUT_DATABASE = {
    "",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "version",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")
    try:
        from django.core.management import execute_from_command_line

        from kb.running import database, interruption
        from kb.running.environment import Misconfigured
    except ImportError as error:
        sys.exit(f"{error}: run `make run` first, and use .venv/bin/python manage.py.")

    arguments = set(sys.argv[1:])
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    wants_help = bool(arguments & {"--help", "-h", "--version"})
    try:
        # Settings that cannot be read would otherwise surface as a traceback of Django's.
        import kb.settings  # noqa: F401

        if wants_help or command in COMMANDS_WITHOUT_DATABASE:
            execute_from_command_line(sys.argv)
        else:
            with interruption.raised_as_keyboard_interrupt(), database.available():
                execute_from_command_line(sys.argv)
    except Misconfigured as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
