// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/server.h"
#include "commands.h"
#include "exit_codes.h"
#include "job_runner.h"
#include "say.h"
#include "server/demo_job.h"
#include "server/profile_shelf.h"
#include "server/server_thread.h"
#include "server/simulated_server.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <csignal>
#include <optional>
#include <sys/signalfd.h>
#include <unistd.h>

namespace sm {
namespace {

/// SIGINT and SIGTERM as readable bytes, so that they are handled in the event loop and not in a signal
/// handler.
class Interrupts {
public:
    Interrupts()
    {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigaddset(&set, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set, nullptr); // before any thread starts: all inherit it
        m_descriptor = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    }
    ~Interrupts() { close(m_descriptor); }
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    bool taken() const
    {
        signalfd_siginfo info;
        return read(m_descriptor, &info, sizeof info) == ssize_t(sizeof info);
    }
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor = -1;
};

Outcome<FloorPlan> floorFor(const CliArguments& arguments, bool* usageError)
{
    if (arguments.command == QStringLiteral("run") && arguments.isSet("floor")) {
        auto floor = FloorPlan::load(arguments.value("floor"));
        if (floor && arguments.isSet("command-log"))
            floor->virtualCards.commandLog = arguments.value("command-log");
        return floor;
    }
    DemoOptions demo;
    if (arguments.command == QStringLiteral("import")) {
        demo.machines = demo.stations = demo.hsms = 1;
        return demoFloor(demo);
    }
    double machines = 0, stations = 0, hsms = 0, seed = 0, speed = 0;
    const bool ok = arguments.number("machines", 1, 100, &machines)
        && arguments.number("stations", 1, 64, &stations) && arguments.number("hsms", 1, 64, &hsms)
        && arguments.number("seed", 0, 9e15, &seed) && arguments.number("speed", 0, 10'000, &speed);
    *usageError = !ok;
    demo.machines = int(machines);
    demo.stations = int(stations);
    demo.hsms = int(hsms);
    demo.seed = quint64(seed);
    demo.speed = speed;
    demo.faults = arguments.isSet("faults");
    FloorPlan plan = demoFloor(demo);
    plan.virtualCards.commandLog = arguments.value("command-log");
    return plan;
}

/// One that lies elsewhere becomes one of the data folder's: its job may go on another day.
Outcome<QString> profileFor(const QString& wanted, const QString& folder)
{
    if (wanted.isEmpty() || !QFileInfo(wanted).isFile())
        return wanted;
    const QString own = ownProfiles(folder);
    const auto shelf = ProfileShelf::load(ServerOptions().profileFolders, own);
    return shelf ? (*shelf)->keep(wanted, own) : Outcome<QString>(shelf.failure());
}

Outcome<JobRunner::Order> orderFor(const CliArguments& arguments, const QString& folder)
{
    JobRunner::Order order;
    command::ImportFile import;
    order.produce = arguments.command != QStringLiteral("import");
    if (arguments.command == QStringLiteral("demo")) {
        auto file = writeDemoJob(folder + QStringLiteral("/demo-job"), arguments.value("cards").toInt());
        if (!file)
            return file.failure();
        import.file = file.take();
        import.profile = QStringLiteral("harbour-transit");
        order.file = import;
        return order;
    }
    bool isNumber = false;
    const qint64 number = arguments.positional.first().toLongLong(&isNumber);
    if (isNumber && order.produce) {
        order.job = JobId(number);
        return order;
    }
    import.file = arguments.positional.first();
    auto profile = profileFor(arguments.value("profile"), folder);
    if (!profile)
        return profile.failure();
    import.profile = profile.take();
    import.layout = arguments.value("layout");
    import.acceptValid = arguments.value("policy") == QStringLiteral("valid");
    order.file = import;
    return order;
}

int runThreaded(
    ServerOptions options, JobRunner::Order order, ConsoleOutput& output, const Interrupts& interrupts)
{
    ServerThread server(std::move(options), {.controlSocket = true});
    JobRunner runner(server, std::move(order), output, true);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        runner.next();
        if (runner.finished())
            QCoreApplication::quit();
    });
    QSocketNotifier signalled(interrupts.descriptor(), QSocketNotifier::Read);
    QObject::connect(&signalled, &QSocketNotifier::activated, &signalled, [&] {
        while (interrupts.taken())
            runner.interrupt();
    });
    server.start();
    timer.start(30);
    QCoreApplication::exec();
    server.wait(10'000);
    runner.printResult();
    return runner.exitCode();
}

int runSimulated(
    ServerOptions options, JobRunner::Order order, ConsoleOutput& output, const Interrupts& interrupts)
{
    const quint64 seed = options.floor.virtualCards.seed;
    SimulatedServer server(std::move(options), seed);
    JobRunner runner(server, std::move(order), output, false);
    const auto ended = [&] {
        while (interrupts.taken())
            runner.interrupt();
        runner.next();
        return runner.finished();
    };
    if (!server.run(ended, std::chrono::hours(24 * 365))) {
        output.message(Say::tr("Every station stands and waits for a person."));
        return exit_code::unavailable;
    }
    runner.printResult();
    return runner.exitCode();
}

} // namespace

int produceCommand(const CliArguments& arguments, ConsoleOutput& output)
{
    const Interrupts interrupts;
    bool usageError = false;
    auto floor = floorFor(arguments, &usageError);
    if (usageError)
        return exit_code::usage;
    if (!floor) {
        output.failure(floor.failure());
        return exit_code::input;
    }
    const QString policy
        = arguments.command == QStringLiteral("demo") ? QString() : arguments.value("policy");
    if (!policy.isEmpty() && policy != QStringLiteral("all") && policy != QStringLiteral("valid")) {
        output.message(Say::tr("--policy wants all or valid, not \"%1\".").arg(policy));
        return exit_code::usage;
    }
    if (arguments.command == QStringLiteral("demo") && arguments.value("cards").toInt() < 1) {
        output.message(Say::tr("--cards wants a number of at least 1."));
        return exit_code::usage;
    }
    // Each demo has a store of its own, which goes with it unless a folder was named.
    std::optional<QTemporaryDir> fresh;
    ServerOptions options;
    options.floor = floor.take();
    const bool demo = arguments.command == QStringLiteral("demo");
    if (demo && !arguments.isSet("data"))
        fresh.emplace();
    options.dataFolder = fresh                                          ? fresh->path()
        : options.floor.dataFolder.isEmpty() || arguments.isSet("data") ? dataFolder(arguments)
                                                                        : options.floor.dataFolder;
    if (!QDir().mkpath(options.dataFolder)) {
        output.message(Say::tr("The data folder %1 cannot be made or written.").arg(options.dataFolder));
        return exit_code::dataFolder;
    }
    auto order = orderFor(arguments, options.dataFolder);
    if (!order) {
        output.failure(order.failure());
        return demo || order.failure() == fc::ProfileUnkept ? exit_code::dataFolder : exit_code::input;
    }
    const bool simulate = arguments.command != QStringLiteral("import") && arguments.isSet("simulate");
    return simulate ? runSimulated(std::move(options), order.take(), output, interrupts)
                    : runThreaded(std::move(options), order.take(), output, interrupts);
}

} // namespace sm
