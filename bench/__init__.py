"""What is timed, against what: `make bench`, or `python -m bench --help`. See docs/decisions/0012-speed.md."""
