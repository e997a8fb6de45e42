#!/bin/sh
# venv.sh cli|dev: make .venv with an editable install of perfrules[cli] or perfrules[dev], at the locked versions.
# What was asked before and still fits is left alone, so a second run takes no time.
set -eu
cd "$(dirname "$0")/.."
. .ci/python.sh
unset PYTHONHOME PYTHONPATH 2>/dev/null || :
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1

extra=$1
python=.venv/bin/python
identity='import sys; print(sys.base_prefix, *sys.version_info[:3])'

# The folder is part of the key: an environment does not survive a move.
wanted() {
    pwd -P
    "$python" -c "$identity"
    cksum <pyproject.toml
    cksum <.ci/constraints.txt
    cksum <src/perfrules/_version.py
}

fits() {
    usable "$python" && makes_environments "$python" || return 1
    [ -f .venv/.folder ] && [ "$(cat .venv/.folder)" != "$(pwd -P)" ] && return 1
    [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" -c "$identity")" = "$("$python" -c "$identity")" ]
}

installed() {
    for stamp in ".venv/.installed-$extra" .venv/.installed-dev; do
        [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted)" ] && return 0
    done
    return 1
}

if ! fits; then
    base=$(find_python)
    echo "creating .venv with $("$base" --version)"
    "$base" -m venv --clear .venv
    pwd -P >.venv/.folder
fi
if ! installed; then
    echo "installing perfrules[$extra] into .venv"
    rm -f .venv/.installed-*
    "$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null
    # The build backend is installed first, locked too, instead of letting pip fetch the newest for each build.
    "$python" -m pip install -qq -c .ci/constraints.txt hatchling editables
    "$python" -m pip install -qq --no-build-isolation -c .ci/constraints.txt -e ".[$extra]"
    wanted >.venv/.new
    mv .venv/.new ".venv/.installed-$extra"
fi
