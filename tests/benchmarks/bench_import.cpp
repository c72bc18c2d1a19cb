// SPDX-License-Identifier: GPL-3.0-or-later
// A big job file through the server: first rows, full report, import, the same file again, and cancels.
#include "base/secret_bytes.h"
#include "measure.h"
#include "server/server_thread.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QThread>

#include <deque>

using namespace sm;
using namespace sm::bench;

namespace {

/// A number with a Luhn check digit (ISO/IEC 7812-1 annex B).
QByteArray passNumber(int number)
{
    QByteArray digits = "9999" + QByteArray::number(number).rightJustified(11, '0');
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int digit = digits.at(digits.size() - 1 - i) - '0';
        const int twice = 2 * digit;
        sum += i % 2 == 0 ? (twice > 9 ? twice - 9 : twice) : digit;
    }
    return digits + char('0' + (10 - sum % 10) % 10);
}

bool writeJob(const QString& path, const QByteArray& prefix, int records, int everyBad)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(
        "card_object_id,pass_number,holder_name,zone,product_code,valid_from,valid_to,concession,phone\n");
    for (int i = 0; i < records; ++i) {
        const bool bad = everyBad > 0 && i % everyBad == 0;
        file.write(prefix + QByteArray::number(i).rightJustified(7, '0') + ',' + passNumber(i)
            + ",Ada Weiss,AB," + (bad ? "P9" : "P30") + ",2026-10-01,2071-10-28,,4155550121\n");
    }
    return true;
}

/// Peak of the process's memory so far, in megabytes.
double peakMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

class Desk {
public:
    explicit Desk(const QString& folder)
        : m_server(options(folder), {})
    {
        m_server.start();
    }
    ~Desk()
    {
        m_server.post(command::StopServer{true});
        m_server.wait(60'000);
    }
    static ServerOptions options(const QString& folder)
    {
        DemoOptions demo;
        demo.machines = demo.stations = demo.hsms = 1;
        ServerOptions out;
        out.floor = demoFloor(demo);
        out.dataFolder = folder;
        return out;
    }
    quint64 post(ServerCommand command) { return m_server.post(std::move(command)); }
    /// Seconds until an event of kind E is there; negative after ten minutes.
    template <class E> double waitFor(E& found)
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 600'000) {
            for (ServerEvent& event : m_server.takeEvents())
                m_events.push_back(std::move(event));
            while (!m_events.empty()) {
                const ServerEvent event = std::move(m_events.front());
                m_events.pop_front();
                if (take(event, found))
                    return double(clock.nsecsElapsed()) / 1e9;
            }
            QThread::usleep(500);
        }
        return -1;
    }

private:
    template <class E> static bool take(const ServerEvent& event, E& found)
    {
        const E* one = nullptr;
        if constexpr (std::is_same_v<E, event::Opened> || std::is_same_v<E, event::Imported>)
            one = std::get_if<E>(&event);
        else if (const auto* import = std::get_if<ImportEvent>(&event))
            one = std::get_if<E>(import);
        if (one)
            found = *one;
        return one != nullptr;
    }
    std::deque<ServerEvent> m_events;
    ServerThread m_server;
};

QString rate(double seconds, int records)
{
    return figure(seconds) + QStringLiteral(" s, ") + figure(records / seconds, 0)
        + QStringLiteral(" records/s");
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    prepare();
    const int records = argument(QStringLiteral("records"), 1'000'000);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("first.csv"));
    if (!writeJob(file, "A-", records, 0)
        || !writeJob(folder.filePath(QStringLiteral("second.csv")), "B-", records, 7))
        return 1;
    out() << records << " records, " << QFileInfo(file).size() / 1'000'000 << " MB" << Qt::endl;
    Desk desk(folder.path());
    event::Opened opened;
    desk.waitFor(opened);
    const double before = peakMegabytes();
    const auto check = [&](const QString& path, event::Checked& checked) {
        const quint64 ticket = desk.post(ImportCommand(command::CheckFile{path, {}}));
        event::Previewed previewed;
        const double preview = desk.waitFor(previewed);
        const double rest = desk.waitFor(checked);
        out() << "first rows after " << figure(preview * 1000, 0) << " ms; full report after "
              << rate(preview + rest, records) << "; peak memory " << figure(peakMegabytes(), 0)
              << " MB (before the first file " << figure(before, 0) << " MB)" << Qt::endl;
        return ticket;
    };
    event::Checked checked;
    quint64 ticket = check(file, checked);
    bool good = !checked.failure && checked.tally.valid == records;
    desk.post(ImportCommand(command::AcceptImport{ticket, ImportPolicy::AllOrNothing, 0, {}}));
    event::Imported imported;
    out() << "imported in " << rate(desk.waitFor(imported), records) << "; peak memory "
          << figure(peakMegabytes(), 0) << " MB" << Qt::endl;
    good = good && imported.job.isValid();
    out() << "the same file again, every record queued already:" << Qt::endl;
    check(file, checked);
    good = good && checked.tally.alreadyQueued == records;
    out() << "another file, every seventh record wrong:" << Qt::endl;
    ticket = check(folder.filePath(QStringLiteral("second.csv")), checked);
    desk.post(ImportCommand(command::AcceptImport{ticket, ImportPolicy::AcceptValid, 0, {}}));
    QThread::msleep(quint32(qMin(2000, records / 200)));
    desk.post(command::CancelImport{});
    out() << "cancelled while records were stored: gone after " << figure(desk.waitFor(imported) * 1000, 0)
          << " ms" << Qt::endl;
    const quint64 again = desk.post(ImportCommand(command::CheckFile{file, {}}));
    QThread::msleep(quint32(qMin(500, records / 500)));
    desk.post(ImportCommand(command::CloseCheck{again}));
    event::CheckClosed closed;
    out() << "cancelled while it was checked: " << figure(desk.waitFor(closed) * 1000, 0) << " ms"
          << Qt::endl;
    good = good && !QFile::exists(folder.filePath(QStringLiteral("second.rejects.csv")));
    return good ? 0 : 1;
}
