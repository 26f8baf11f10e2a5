# A PostgreSQL server for one test run. Sourced after common.sh.
#
# It listens on a socket in a folder of its own and nowhere else: no port to fight over, and nobody
# else on the machine can reach it. Its data is worth nothing, so it does not wait for the disk.

postgresql_folder=

# PostgreSQL refuses to run as root; then it runs as the user that Debian's package made.
as_database_user() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

postgresql_tool() {
    local newest
    newest=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort --version-sort | tail -n 1)
    as_database_user "$newest/$1" "${@:2}"
}

start_postgresql() {
    say "Starting a throw-away PostgreSQL"
    postgresql_folder=$(mktemp -d /tmp/draagkracht-postgresql.XXXXXX)
    [ "$(id -u)" != 0 ] || chown postgres "$postgresql_folder"
    postgresql_tool initdb --pgdata="$postgresql_folder/data" --username=draagkracht \
        --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    cat >>"$postgresql_folder/data/postgresql.conf" <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$postgresql_folder'
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
SETTINGS
    postgresql_tool pg_ctl start --pgdata="$postgresql_folder/data" --silent \
        --log="$postgresql_folder/log" || { cat "$postgresql_folder/log" && return 1; }
    export DRAAGKRACHT_TEST_POSTGRESQL="postgresql://draagkracht@/postgres?host=$postgresql_folder"
    note "$DRAAGKRACHT_TEST_POSTGRESQL"
}

stop_postgresql() {
    [ -n "$postgresql_folder" ] || return 0
    postgresql_tool pg_ctl stop --pgdata="$postgresql_folder/data" --mode=immediate --silent || true
    rm -rf "$postgresql_folder"
    postgresql_folder=
}
