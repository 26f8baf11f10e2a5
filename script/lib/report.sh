# Runs the steps of a test run and tells at its end what each came to. Sourced after common.sh.

report_lines=()
report_failures=0

report() { report_lines+=("$(printf '%-8s %-10s %s' "$1" "$2" "$3")"); }

# run_step NAME COMMAND...: a step that fails is remembered, and the next one still runs.
run_step() {
    local name=$1 started=$SECONDS outcome=passed
    shift
    say "Running: $name"
    "$@" || outcome=FAILED
    [ "$outcome" = passed ] || report_failures=$((report_failures + 1))
    report "$outcome" "$name" "$((SECONDS - started)) s"
}

skip_step() { report skipped "$1" "$2"; }

# report_cases FOLDER: counts the single tests in the XML that GoogleTest programs left in FOLDER,
# and tells which ones skipped themselves, with the reason they gave.
report_cases() {
    [ -n "$(find "$1" -name '*.xml' -print -quit)" ] || return 0
    say "Single tests"
    find "$1" -name '*.xml' -print0 | sort -z | xargs -0 awk '
        function attribute(name,    text) {
            if (!match($0, " " name "=\"[^\"]*\"")) return ""
            text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
            gsub(/&#x0A;/, " ", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\047", text)
            gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
            return text
        }
        /<testcase / && / status="run"/ {
            test = attribute("classname") "." attribute("name"); ran += 1; counted = 0
        }
        /<failure / && !counted { failed += 1; counted = 1 }
        /<skipped / && !counted {
            skipped += 1; counted = 1; reason = attribute("message")
            sub(/^[^ ]*:[0-9]+ /, "", reason); sub(/^Skipped */, "", reason)
            printf "   skipped %s: %s\n", test, reason
        }
        END { printf "   %d passed, %d failed, %d skipped\n",
                     ran - failed - skipped, failed, skipped }'
}

finish_report() {
    say "What was run"
    printf '   %s\n' "${report_lines[@]}"
    [ "$report_failures" = 0 ] || fail "$report_failures of ${#report_lines[@]} steps failed"
}
