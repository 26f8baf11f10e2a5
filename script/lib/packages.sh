# The packages that the project stands on, and their installation. Sourced after common.sh.

# One group a line: USE | WHY | PACKAGES of Debian 12. USE is `demo` for what building and running
# the program takes, `test` for what the tests take on top of that, `fuzz` for script/fuzz, `tidy`
# for script/tidy.
debian_package_groups() {
    cat <<'LIST'
demo | compiler and build tools; ccache makes the next build quick | g++ cmake ninja-build pkg-config ccache
demo | exact numbers, time zones, errors as values, log | libboost-dev libhowardhinnant-date-dev tzdata libexpected-dev libfmt-dev libspdlog-dev
demo | SQL from C++, on SQLite and on PostgreSQL | libsoci-dev libsqlite3-dev libpq-dev
demo | web service | libpoco-dev
demo | configuration, command line, JSON, XML of bank statements | libtomlplusplus-dev libcli11-dev nlohmann-json3-dev libsimdjson-dev libxml2-dev
demo | passwords, encrypted columns, prints of files and rows | libsodium-dev libssl-dev
demo | letters: templates, PDF, a typeface with every name's letters | libkainjow-mustache-dev libpango1.0-dev libcairo2-dev librsvg2-dev libqpdf-dev fonts-noto-core
demo | npm, for the design system of the pages | nodejs npm ca-certificates
test | test framework | libgtest-dev libgmock-dev
test | PostgreSQL, of which every test run starts one of its own | postgresql-15
test | letters and pages looked at as a person sees them | poppler-utils chromium
test | bank statements held against their schema | libxml2-utils
test | the ledger added up by a program that is not ours | hledger
test | one layout of all code | clang-format-14
fuzz | files made up by libFuzzer | clang-14 libclang-rt-14-dev
tidy | faults that the compiler does not see | clang-tidy-19
LIST
}

# Node may have come from elsewhere and then brings its own npm, which Debian's npm conflicts with.
is_installed() {
    case $1 in
        nodejs) command -v node >/dev/null ;;
        npm) command -v npm >/dev/null ;;
        *) [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ;;
    esac
}

# Debian starts a PostgreSQL server as soon as the package is there. The tests start their own and
# leave nothing running, so that is switched off while the package is being installed.
install_debian_packages() {
    local no_server=/etc/postgresql-common/createcluster.d/draagkracht-tests.conf log status=0
    as_root install -d "$(dirname "$no_server")"
    as_root sh -c "echo 'create_main_cluster = false' > $no_server"
    log=$(mktemp)
    as_root env DEBIAN_FRONTEND=noninteractive sh -c '
        apt-get update && apt-get install --yes --no-install-recommends "$@"
    ' sh "$@" >"$log" 2>&1 </dev/null || status=$?
    as_root rm -f "$no_server"
    [ $status = 0 ] || cat "$log"
    rm -f "$log"
    return $status
}

# need_debian_packages USE...: installs what is missing of these uses.
need_debian_packages() {
    local wanted=" $* " use why packages package missing=() all_missing=()
    command -v apt-get >/dev/null || {
        note "This is no Debian: the packages named in script/lib/packages.sh must be there already."
        return
    }
    while IFS='|' read -r use why packages; do
        [[ $wanted == *" ${use% } "* ]] || continue
        missing=()
        for package in $packages; do
            is_installed "$package" || missing+=("$package")
        done
        [ ${#missing[@]} -gt 0 ] || continue
        [ ${#all_missing[@]} -gt 0 ] || say "Installing from Debian"
        why=${why# }
        note "${why% }: ${missing[*]}"
        all_missing+=("${missing[@]}")
    done < <(debian_package_groups)
    [ ${#all_missing[@]} = 0 ] || install_debian_packages "${all_missing[@]}"
}

# Brings node_modules to what package-lock.json says; nothing is fetched when it is so already.
need_npm_packages() {
    local mark=$project_root/node_modules/.installed-package-lock.json
    ! cmp --silent "$project_root/package-lock.json" "$mark" || return 0
    say "Installing from npm"
    note "the design system of the pages, and the tools that test pages in a browser"
    (cd "$project_root" && npm ci --loglevel=error)
    cp "$project_root/package-lock.json" "$mark"
}
