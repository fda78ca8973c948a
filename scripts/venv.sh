#!/bin/sh
# Make .venv with the newest fitting Python, and install a requirements file into it
# unless that very file was installed before.
set -eu
requirements=$1
stamp=.venv/installed-$(basename "$requirements")

# Runs a Python and succeeds when it is new enough and can make virtual environments.
fits() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
is_new() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
works() { .venv/bin/python -m pip --version >/dev/null 2>&1; }

refuse() {
    echo "$1" >&2
    exit 1
}

find_python() {
    for python in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        if fits "$python"; then
            echo "$python"
            return
        fi
    done
    for python in python3.13 python3.12 python3.11 python3 python; do
        if is_new "$python"; then
            refuse "$python cannot make virtual environments: install its venv package (Debian, Ubuntu: apt install $(basename "$python")-venv) and run make again."
        fi
    done
    refuse "Python 3.11 or newer is needed, and here is $(python3 --version 2>/dev/null || echo none): install one (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python), or name yours: make PYTHON=/path/to/python3."
}

if ! works; then
    python=$(find_python) || exit 1
    echo "Making a virtual environment in .venv with $("$python" --version)."
    "$python" -m venv --clear .venv || refuse "The virtual environment could not be made: see above, and run make again."
fi

if ! cmp -s "$requirements" "$stamp"; then
    echo "Installing what $requirements lists into .venv. This takes a minute or two, once."
    PIP_USER=no .venv/bin/python -m pip install --disable-pip-version-check --no-input --require-hashes \
        -r "$requirements" || refuse "The packages could not be installed: see above. When the network is back, run make again: it goes on where it stopped."
    cp "$requirements" "$stamp"
fi
