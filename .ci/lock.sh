#!/bin/sh
# lock.sh: write .ci/constraints.txt, the newest versions of everything that perfrules[dev] needs.
# Lock with the oldest supported Python: what runs there runs on the later ones, hardly the other way round.
set -eu
cd "$(dirname "$0")/.."
. .ci/python.sh
[ -n "${PYTHON:-}" ] || ! usable python3.11 || PYTHON=python3.11
base=$(find_python)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1

"$base" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -qq ".[dev,spark]"
{
    echo "# Locked by 'make lock' with $("$base" --version): perfrules[dev,spark] and all that they need, for Python 3.11 to 3.13."
    "$work/venv/bin/python" -m pip freeze --exclude perfrules --exclude pip --exclude setuptools
} >"$work/constraints.txt"
if grep -n '[@/]' "$work/constraints.txt" | grep -v ':#'; then
    echo "lock.sh: a pin names a place instead of a version" >&2
    exit 1
fi
cp "$work/constraints.txt" .ci/constraints.txt
echo "locked $(grep -c == .ci/constraints.txt) versions in .ci/constraints.txt"
