#!/usr/bin/env bash
# Write the requirement files anew: every package pinned with its hashes, for all platforms, without addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never
compile() { .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@"; }
compile pyproject.toml -o requirements.txt
compile pyproject.toml --group dev -o requirements-dev.txt
echo uv | compile - -o requirements-uv.txt
