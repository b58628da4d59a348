#!/bin/sh
# Makes the project's own Python environment: sh packaging/setup.sh [FOLDER], .venv by default.
# Everything Python comes pinned with hashes. What only the system can give (Qt's libraries, Xvfb, a
# Japanese font, the venv module) is installed when root on Debian, and named in one sentence else.
set -eu
cd "$(dirname "$0")/.."
venv=${1:-.venv}

say() { printf '%s\n' "$*" >&2; }

# Installs the named Debian packages when that can be done without asking; fails when it cannot.
debian_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing from Debian: $*"
    # The list of packages may be empty or old on a fresh machine; an old one may still serve.
    apt-get update -qq >&2 || say "The list of Debian packages could not be refreshed; trying the old one."
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_python() {
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    say "Python 3.11 or newer is needed and was not found. Install it (on Debian: sudo apt-get install" \
        "python3 python3-venv), or name it: make setup PYTHON=/path/to/python3.11"
    exit 1
}

make_venv() {
    "$venv/bin/python" -c 'import pip' 2>/dev/null && return
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        debian_install "$package" || {
            say "Python's venv module is missing. Install it: sudo apt-get install $package"
            exit 1
        }
    fi
    say "Making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
}

install_packages() {
    say "Installing the pinned packages into $venv"
    # Wheels only: nothing is compiled here and no package runs code of its own while it is installed.
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
        --only-binary :all: --requirement packaging/requirements-dev.txt || {
        say "The pinned packages could not be installed. Check the connection to the package index (pip's own" \
            "settings apply) and run the same command again; nothing outside $venv was touched."
        exit 1
    }
    # setuptools warns that an editable install is one; that is what is wanted.
    PYTHONWARNINGS=ignore "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
        --no-build-isolation --no-index --editable .
}

# Prints what a window needs and this Linux lacks, as Debian names it.
missing_for_qt() {
    plugins=$("$venv/bin/python" -c 'from PySide6.QtCore import QLibraryInfo as I
print(I.path(I.LibraryPath.PluginsPath))' 2>/dev/null) || plugins=
    if [ -z "$plugins" ] || ldd "$plugins/platforms/libqxcb.so" "$plugins/platforms/libqoffscreen.so" |
        grep -q 'not found'; then
        printf '%s ' libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libx11-xcb1 libxcb-cursor0 \
            libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 \
            libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 \
            libxkbcommon0
    fi
    command -v xvfb-run >/dev/null && command -v xauth >/dev/null || printf '%s ' xvfb xauth
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" "${HOME:-/}/.local/share/fonts" \
        -iname '*cjk*' -o -iname '*gothic*' -o -iname '*mincho*' -o -iname '*notosansjp*' 2>/dev/null |
        grep -q . || printf '%s ' fonts-noto-cjk
}

install_for_qt() {
    [ "$(uname)" = Linux ] || return 0
    missing=$(missing_for_qt)
    # shellcheck disable=SC2086 # the names are words
    [ -z "$missing" ] || debian_install $missing || say "The window, its tests or its Japanese text may lack" \
        "something of this system. On Debian: sudo apt-get install $missing"
}

make_venv
install_packages
install_for_qt
