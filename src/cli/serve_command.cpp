// draagkracht serve: the pages and the REST interface, until a signal to stop.
#include <fmt/format.h>
#include <pthread.h>

#include <csignal>
#include <memory>

#include "cli/command.hpp"
#include "draagkracht/api/rest_routes.hpp"
#include "draagkracht/api/server.hpp"
#include "draagkracht/base/log.hpp"
#include "draagkracht/letters/letters_service.hpp"
#include "draagkracht/pages/pages.hpp"

namespace draagkracht::cli {

namespace {

struct Listening {
    std::string address;  // empty: as the settings say
    int port = -1;        // likewise; 0 for any that is free
};

// Signals that stop the service, kept from every thread that is started after this.
sigset_t held_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

api::Server::Options server_options(const norms::Settings& settings, const Listening& listening) {
    return {
        .address = listening.address.empty() ? settings.listen_address : listening.address,
        .port =
            static_cast<std::uint16_t>(listening.port < 0 ? settings.listen_port : listening.port),
        .behind_tls = settings.behind_tls};
}

base::Outcome<ExitCode> serve_until_stopped(
    const api::Server::Options& options, const api::Router& router, const Console& console
) {
    const sigset_t stop_signals = held_stop_signals();
    try {
        api::Server service{options, router};
        const std::string address = fmt::format("http://{}:{}", options.address, service.port());
        console.result(
            {{"address", address}}, fmt::format("Draagkracht serves {}/; Ctrl-C stops it.", address)
        );
        int signal = 0;
        sigwait(&stop_signals, &signal);
        console.note("Stopping: requests in hand are finished first.");
        service.stop();
    } catch (const api::CannotListen& taken) {
        return tl::unexpected(base::Problem{
            "cli.cannot-listen", taken.what(), {}, "choose another with --port"});
    }
    return ExitCode::done;
}

base::Outcome<ExitCode> serve(
    const CommonOptions& options, const Listening& listening, const Console& console
) {
    const base::Outcome<OpenRegister> reg = OpenRegister::open(options);
    if (!reg) {
        return tl::unexpected(reg.error());
    }
    const norms::Settings& settings = reg->here.settings();
    base::start_log(options.quiet ? base::Level::error : settings.log_level);
    api::Services services{*reg->database, reg->sealer, reg->rules};
    base::Outcome<letters::LettersService> letters = letters::LettersService::open(
        *reg->database, reg->sealer, reg->rules.policies, settings.templates / "letters"
    );
    if (!letters) {
        return tl::unexpected(letters.error());
    }
    api::Gate gate{
        *reg->database, {.behind_tls = settings.behind_tls, .today = settings.business_date}};
    api::Router router{gate};
    api::add_rest_routes(router, gate, services);
    const pages::Files files{settings.templates / "pages", settings.assets};
    if (const base::Done added = pages::add_routes(router, {gate, services, *letters}, files);
        !added) {
        return tl::unexpected(added.error());
    }
    return serve_until_stopped(server_options(settings, listening), router, console);
}

}  // namespace
void add_serve_command(const CommandLine& line) {
    const auto listening = std::make_shared<Listening>();
    CLI::App& command = line.add(
        "serve",
        "Serve the pages and the REST interface",
        [&options = line.options, listening](const Console& console) {
            return serve(options, *listening, console);
        }
    );
    command.add_option(
        "--address", listening->address, "Listen here instead of as the settings say"
    );
    command.add_option("--port", listening->port, "And on this port; 0 for any that is free")
        ->check(CLI::Range(0, 65535));
    add_today_option(command, line.options);
}

}  // namespace draagkracht::cli
