#!/usr/bin/env bash
# Make .venv what the requirements say: once, and again only when they changed.
#   tools/setup.sh run    what the demo needs
#   tools/setup.sh dev    and what the tests and checks need
set -euo pipefail
cd "$(dirname "$0")/.."

set_of=${1:-dev}
case $set_of in
    run) wanted=requirements.txt ;;
    dev) wanted=requirements-dev.txt ;;
    *) echo "usage: tools/setup.sh run|dev" >&2; exit 2 ;;
esac
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1
# An office's proxy signs with a certificate that this machine trusts, and uv by itself does not.
if [ -e /etc/ssl/certs/ca-certificates.crt ]; then export UV_SYSTEM_CERTS=true; fi

fail() { echo "satark: $1" >&2; exit 1; }

find_python() {
    local each
    for each in python3 python3.11 python3.12 python3.13 python3.14; do
        if "$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$each"
            return
        fi
    done
    fail "Python 3.11 or newer is needed (Debian 12: apt install python3)."
}

make_venv() {
    local python
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian keeps this part of Python in a package of its own.
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
        else
            fail "Python's venv module is missing: sudo apt install python3-venv, then try again."
        fi
    fi
    echo "Making .venv ..."
    rm -rf .venv
    "$python" -m venv .venv
}

# A venv that was moved, or whose Python was removed, no longer runs.
.venv/bin/python -c 'import pip' 2>/dev/null || make_venv

fingerprint=$(cat requirements-uv.txt "$wanted" pyproject.toml | sha256sum | cut -d' ' -f1)
stamp=.venv/installed-$set_of
if [ "$(cat "$stamp" 2>/dev/null)" != "$fingerprint" ] || [ ! -x .venv/bin/satark ]; then
    echo "Installing packages from $wanted ..."
    .venv/bin/python -m pip install --quiet --require-hashes -r requirements-uv.txt
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$wanted"
    .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
    echo "$fingerprint" >"$stamp"
fi
