// SPDX-License-Identifier: GPL-3.0-or-later
// 500 stations over mutual TLS 1.3 at one console: what their coming costs the sessions that run, and how
// long one command takes on each when all are there. The console's side is the product's own (StationDoor
// with its network thread, StationGate, LinkStation) in this process, whose main thread is the server thread;
// the stations (StationAgent) are in two others.
#include "../support/test_certificates.h"
#include "measure.h"
#include "station_bench.h"

#include "server/station_door.h"

#include <QFile>
#include <QProcess>

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

using namespace sm;
using namespace sm::bench;
using namespace std::chrono_literals;

namespace {

const QByteArray command = QByteArray::fromHex("80E2000020") + QByteArray(32, 'd');
const QByteArray answer(16, 'a');
constexpr Nanos sessionCardTime = 5ms; ///< a command on the contacts of the cards whose sessions run
constexpr Nanos pace = 100ms; ///< from one command of a station to the next
constexpr int guests = 2; ///< machine of the crowd; machine 1 has the sessions

void raiseFileLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

// --- the other processes

struct Position {
    std::unique_ptr<QuickCard> card;
    std::unique_ptr<StationAgent> agent;
};

/// stations MACHINE COUNT CARD-MICROSECONDS PORT CERTIFICATE KEY PIN NICENESS: all of them connect at once.
int beStations(const QStringList& words)
{
    if (::nice(words[9].toInt()) < 0)
        return 1;
    Loop loop;
    TlsLinkSettings settings = tlsSettings(words[6], words[7], QByteArray::fromHex(words[8].toLatin1()));
    settings.port = quint16(words[5].toUInt());
    std::vector<Position> positions;
    for (int i = 1; i <= words[3].toInt(); ++i) {
        Position position;
        position.card
            = std::make_unique<QuickCard>(loop.reactor, answer, microseconds(words[4].toLongLong()));
        StationAgent::Settings own;
        own.station = StationId{quint16(words[2].toUInt()), quint16(i)};
        own.life = QByteArray(stationLifeLength, 'l');
        position.agent = std::make_unique<StationAgent>(own, loop.reactor, *position.card,
            std::make_unique<LinkKeeper>(
                loop.reactor, makeTlsLinkHere(loop.reactor, settings), LinkKeeper::Pauses{}));
        positions.push_back(std::move(position));
    }
    return QCoreApplication::exec();
}

// --- the console

/// Processor time of a process, in microseconds.
double processorTime(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.readAll();
    const QList<QByteArray> words = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return (words.value(11).toDouble() + words.value(12).toDouble()) * 1e6 / double(::sysconf(_SC_CLK_TCK));
}

double threadTime()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e6 + double(time.tv_nsec) / 1e3;
}

/// Delays of exchanges, in milliseconds.
class Delays {
public:
    void add(Nanos delay) { m_all.push_back(double(delay.count()) / 1e6); }
    void clear() { m_all.clear(); }
    size_t count() const { return m_all.size(); }
    double at(double share)
    {
        if (m_all.empty())
            return 0;
        std::sort(m_all.begin(), m_all.end());
        return m_all[std::min(m_all.size() - 1, size_t(double(m_all.size()) * share))];
    }
    QString text()
    {
        return QStringLiteral("%1 exchanges, p50 %2 ms, p95 %3 ms, p99 %4 ms, longest %5 ms")
            .arg(m_all.size())
            .arg(figure(at(0.5)), figure(at(0.95)), figure(at(0.99)), figure(at(1)));
    }

private:
    std::vector<double> m_all;
};

/// Sends one command after the other to a station and notes what each took beyond the card's time: from the
/// moment it was due, so that whoever is late is not excused by having been late before.
class Caller final : private Deadline {
public:
    Caller(const Reactor& reactor, CardLink& link, Delays& delays)
        : m_reactor(reactor)
        , m_link(link)
        , m_delays(delays)
    {
    }
    ~Caller() { m_reactor.clock->disarm(this); }

    /// `every` 0: the next command as soon as the last was answered.
    void start(Nanos first, Nanos every, Nanos cardTime)
    {
        m_every = every;
        m_cardTime = cardTime;
        m_due = m_reactor.clock->dueIn(first);
        m_going = true;
        m_reactor.clock->arm(this, m_due);
    }
    void stop() { m_going = false; }
    bool isBusy() const { return m_busy; }
    bool failed() const { return m_failed; }

private:
    void expire() override
    {
        if (!m_going)
            return;
        CommandRun run(AttemptId(1), Epoch(1), ++m_number);
        run.commands.emplace_back(command, StatusRule());
        m_busy = true;
        m_running = m_link.run(std::move(run), 20s);
        m_running.then([this](const Outcome<RunAnswers>& answers) { answered(answers); });
    }
    void answered(const Outcome<RunAnswers>& answers)
    {
        m_busy = false;
        m_failed = m_failed || !answers || answers->end != RunEnd::Complete;
        const Nanos now = m_reactor.clock->now();
        m_delays.add(now - m_due - m_cardTime);
        if (m_failed || !m_going)
            return;
        m_due = m_every > Nanos(0) ? m_due + m_every : now;
        m_reactor.clock->arm(this, m_due);
    }

    Reactor m_reactor;
    CardLink& m_link;
    Delays& m_delays;
    Pending<RunAnswers> m_running;
    Nanos m_due{};
    Nanos m_every{};
    Nanos m_cardTime{};
    quint32 m_number = 0;
    bool m_going = false;
    bool m_busy = false;
    bool m_failed = false;
};

template <class Ready> bool turnUntil(const Loop& loop, Nanos most, Ready ready)
{
    const Nanos end = loop.clock.now() + most;
    while (!ready() && loop.clock.now() < end)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return ready();
}

class Console {
public:
    Console(int sessions, int crowd)
    {
        m_plan.stationDoor = {QStringLiteral("127.0.0.1:0"), m_console.certificate, m_console.key, QString()};
        m_plan.hsms.emplace_back();
        for (const int count : {sessions, crowd}) {
            MachinePlan machine;
            machine.number = quint16(m_plan.machines.size() + 1);
            for (int i = 1; i <= count; ++i) {
                StationPlan station;
                station.id = StationId{machine.number, quint16(i)};
                station.kind = StationPlan::Kind::Tls;
                station.pin = m_station.pin;
                machine.stations.push_back(station);
            }
            m_plan.machines.push_back(machine);
        }
    }
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;
    ~Console()
    {
        for (const auto& process : m_processes) {
            process->kill();
            process->waitForFinished(5000);
        }
    }

    bool open()
    {
        StationDoor::Services services;
        services.reactor = m_loop.reactor;
        services.random = &m_random;
        services.dataFolder = m_made.path(QString());
        m_door = std::make_unique<StationDoor>(std::move(services), m_plan);
        if (!m_door->prepare())
            return false;
        for (size_t machine = 0; machine < m_plan.machines.size(); ++machine) {
            for (const StationPlan& station : m_plan.machines[machine].stations) {
                auto link = m_door->makeLink(station);
                if (!link)
                    return false;
                m_links[machine].push_back(link.take());
                m_callers[machine].push_back(
                    std::make_unique<Caller>(m_loop.reactor, *m_links[machine].back(), m_delays[machine]));
            }
        }
        return m_door->open().ok();
    }
    /// `niceness` 19: the processors are for the others, as if this process had a machine of its own.
    void launch(int machine, Nanos cardTime, int niceness)
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationFilePath(),
            {QStringLiteral("stations"), QString::number(machine),
                QString::number(m_links[size_t(machine - 1)].size()),
                QString::number(std::chrono::duration_cast<microseconds>(cardTime).count()),
                m_door->view()->address.section(QLatin1Char(':'), -1), m_station.certificate, m_station.key,
                toHex(m_console.pin), QString::number(niceness)});
        m_processes.push_back(std::move(process));
    }
    int usable(int machine) const
    {
        const auto& links = m_links[size_t(machine - 1)];
        return int(
            std::count_if(links.begin(), links.end(), [](const auto& link) { return link->isUsable(); }));
    }
    bool allUsable(int machine) const { return usable(machine) == int(m_links[size_t(machine - 1)].size()); }
    bool until(Nanos most, const std::function<bool()>& ready) { return turnUntil(m_loop, most, ready); }
    void pass(Nanos time)
    {
        bool over = false;
        auto timer = Pending<Done>::after(m_loop.reactor, time, Done{});
        timer.then([&over](const Outcome<Done>&) { over = true; });
        turnUntil(m_loop, time + 60s, [&over] { return over; });
    }
    Nanos now() const { return m_loop.clock.now(); }
    std::vector<std::unique_ptr<Caller>>& callers(int machine) { return m_callers[size_t(machine - 1)]; }
    Delays& delays(int machine) { return m_delays[size_t(machine - 1)]; }
    qint64 pid(int machine) const { return m_processes[size_t(machine - 1)]->processId(); }

    /// Ends the callers of a machine; false when an exchange went wrong.
    bool end(int machine)
    {
        auto& all = callers(machine);
        for (const auto& caller : all)
            caller->stop();
        const bool quiet = until(20s, [&all] {
            return std::none_of(all.begin(), all.end(), [](const auto& one) { return one->isBusy(); });
        });
        return quiet && std::none_of(all.begin(), all.end(), [](const auto& one) { return one->failed(); });
    }

private:
    smtest::TestCertificates m_made;
    smtest::TestCertificates::Files m_console = m_made.make(QStringLiteral("console"));
    smtest::TestCertificates::Files m_station = m_made.make(QStringLiteral("station"));
    Loop m_loop;
    SystemRandom m_random;
    FloorPlan m_plan;
    std::unique_ptr<StationDoor> m_door;
    std::vector<std::unique_ptr<CardLink>> m_links[2];
    Delays m_delays[2];
    std::vector<std::unique_ptr<Caller>> m_callers[2];
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

/// While the sessions of machine 1 run, everybody else comes at once.
bool connectTheCrowd(Console& console, int crowd, Nanos watched, int niceness)
{
    console.launch(1, sessionCardTime, 0);
    if (!console.until(60s, [&] { return console.allUsable(1); }))
        return false;
    for (const auto& caller : console.callers(1))
        caller->start(Nanos(0), Nanos(0), sessionCardTime);
    console.pass(1s);
    console.delays(1).clear();
    console.pass(watched);
    out() << "sessions of " << console.callers(1).size() << " stations before: " << console.delays(1).text()
          << Qt::endl;
    console.delays(1).clear();
    const Measure all;
    const double serverBefore = threadTime();
    console.launch(guests, Nanos(0), niceness);
    Nanos first{};
    const bool there = console.until(120s, [&] {
        if (first == Nanos(0) && console.usable(guests) > 0)
            first = console.now();
        return console.allUsable(guests);
    });
    const double seconds = all.wall() / 1e6;
    out() << crowd << " more stations: all connected " << figure(seconds)
          << " s after their process was started, " << figure(double((console.now() - first).count()) / 1e9)
          << " s after the first of them; processor: server thread "
          << figure((threadTime() - serverBefore) / 1e6) << " s, network thread "
          << figure((all.cpu() - threadTime() + serverBefore) / 1e6) << " s, the stations "
          << figure(processorTime(console.pid(guests)) / 1e6) << " s" << Qt::endl;
    out() << "sessions meanwhile: " << console.delays(1).text() << Qt::endl;
    return console.end(1) && there;
}

bool exchangeWithTheCrowd(Console& console, int crowd, Nanos watched)
{
    const Measure all;
    const double server = threadTime();
    const double others = processorTime(console.pid(guests));
    Nanos first{};
    for (const auto& caller : console.callers(guests)) {
        caller->start(first, pace, Nanos(0)); // in turn, as cards of different stations do not keep step
        first += pace / crowd;
    }
    console.pass(watched);
    const bool done = console.end(guests);
    const double wall = all.wall();
    const auto share = [wall](double busy) { return figure(busy / wall * 100, 0) + QStringLiteral(" %"); };
    out() << crowd << " stations, a command each 100 ms: " << console.delays(guests).text()
          << "; of one processor: server thread " << share(threadTime() - server) << ", network thread "
          << share(all.cpu() - threadTime() + server) << ", the stations "
          << share(processorTime(console.pid(guests)) - others) << Qt::endl;
    return done && console.delays(guests).count() > 0;
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    prepare();
    raiseFileLimit();
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QStringLiteral("stations"))
        return beStations(words);
    const int sessions = argument(QStringLiteral("sessions"), 24);
    const int crowd = argument(QStringLiteral("stations"), 500);
    const Nanos watched = seconds(argument(QStringLiteral("seconds"), 10));
    const int niceness = argument(QStringLiteral("niceness"), 0);
    bool done = true;
    for (int round = 1; done && round <= argument(QStringLiteral("rounds"), 3); ++round) {
        out() << "round " << round << Qt::endl;
        Console console(sessions, crowd);
        done = console.open() && connectTheCrowd(console, crowd, std::min<Nanos>(watched, 3s), niceness)
            && exchangeWithTheCrowd(console, crowd, watched);
    }
    return done ? 0 : 1;
}
