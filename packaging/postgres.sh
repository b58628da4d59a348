#!/bin/sh
# Runs a command beside a PostgreSQL of its own, and ends with what the command ended with:
#     sh packaging/postgres.sh COMMAND…
# The server lives in a temporary folder, listens on a socket in it alone, belongs to nobody but a user
# without rights, and is gone when the command ends. NOREN_TEST_POSTGRES tells the command where it is.
# What is missing is installed when root on Debian, and named in one sentence else.
set -eu

say() { printf '%s\n' "$*" >&2; }

find_server() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) $(dirname "$(command -v postgres)"); do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            printf '%s\n' "$folder"
            return
        fi
    done
    return 1
}

install_server() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing from Debian: postgresql"
    apt-get update -qq >&2 || say "The list of Debian packages could not be refreshed; trying the old one."
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >&2
}

server=$(find_server) || { install_server && server=$(find_server); } || {
    say "PostgreSQL's server was not found. Install it: sudo apt-get install postgresql"
    exit 1
}

# The server refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    owner=nobody
    as_owner() { runuser -u "$owner" -- "$@"; }
else
    owner=$(id -un)
    as_owner() { "$@"; }
fi

folder=$(mktemp -d /tmp/noren-postgres-XXXXXX)
chown "$owner" "$folder"
cd "$folder"
stop() {
    as_owner "$server/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

as_owner "$server/initdb" -D "$folder/data" -U noren -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
# What the tests write need not outlive them.
as_owner "$server/pg_ctl" -D "$folder/data" -l "$folder/log" -w start -o \
    "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off" >/dev/null || {
    cat "$folder/log" >&2
    exit 1
}
export NOREN_TEST_POSTGRES="postgresql+psycopg://noren@/postgres?host=$folder"
cd "$OLDPWD"
"$@"
