# What the scripts share: where the project is, how they speak, how they ask for root's rights.
# Sourced after `set -euo pipefail`.

project_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '\n== %s\n' "$*"; }
note() { printf '   %s\n' "$*"; }
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# The comment that opens a script is its --help.
show_help() { sed -n '2,/^[^#]*$/s/^# \{0,1\}//p' "$0"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "only root may do this, and there is no sudo: $*"
    fi
}

# build PRESET [CMAKE_OPTION...]: configures and builds into build/PRESET. Compilations are cached
# across build folders and clones; what the environment says about ccache goes first.
build() {
    local preset=$1
    shift
    export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$project_root}
    export CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-1}
    export CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-5G}
    say "Building in build/$preset on $(nproc) cores"
    (
        cd "$project_root"
        mkdir -p "build/$preset"
        cmake --preset "$preset" "$@" >"build/$preset/configure.log" 2>&1 ||
            { cat "build/$preset/configure.log" && fail "the build could not be configured"; }
        cmake --build --preset "$preset"
    )
}
