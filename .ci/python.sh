# shellcheck shell=sh
# Sourced, not run. find_python prints the first Python that really runs, is new enough and can make environments.
# PYTHON, if set, is the only candidate. A name on PATH proves nothing (version managers leave shims), so each is tried.

usable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

makes_environments() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

find_python() {
    incomplete=
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3.13 python3.12 python3.11 python3; fi
    for candidate in "$@"; do
        usable "$candidate" || continue
        if makes_environments "$candidate"; then
            printf '%s\n' "$candidate"
            return 0
        fi
        incomplete=$candidate
    done
    if [ -n "$incomplete" ]; then
        version=$("$incomplete" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "perfrules: $incomplete cannot make virtual environments (venv or ensurepip is missing)." >&2
        echo "  Debian, Ubuntu:  sudo apt install python3-venv   (or python$version-venv)" >&2
    else
        echo "perfrules: no Python 3.11 or later among: $*" >&2
        echo "  Debian, Ubuntu:  sudo apt install python3 python3-venv" >&2
        echo "  macOS:           brew install python@3.13, or the installer from python.org" >&2
        echo "  elsewhere:       make PYTHON=/path/to/python3.12 ..." >&2
    fi
    return 1
}
