# Sets PYTHON to any Python 3.8 or newer that runs; prepare.py finds the right one for the site itself.
PYTHON=
for candidate in python3.13 python3.12 python3 /usr/bin/python3 /usr/local/bin/python3; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1; then
    PYTHON=$candidate
    break
  fi
done
if [ -z "$PYTHON" ]; then
  echo "No Python was found. Install Python 3.13 (Debian and Ubuntu: apt install python3 python3-venv) and run this again." >&2
  exit 1
fi
