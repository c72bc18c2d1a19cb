// SPDX-License-Identifier: GPL-3.0-or-later
// What a full trace costs: recording a row, opening a million of them, scrolling through them, filtering
// them.
#include "ui/trace/filter_line.h"
#include "ui/trace/trace_model.h"
#include "ui/trace/trace_page.h"
#include "ui/trace/trace_table.h"

#include "trace/trace_ring.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTextStream>

#include <algorithm>

using namespace sm;

namespace {

class RingPort final : public ServerPort {
public:
    explicit RingPort(size_t capacity)
        : ring(capacity)
    {
    }
    quint64 post(ServerCommand) override { return 0; }
    std::shared_ptr<const Snapshot> snapshot() const override { return std::make_shared<Snapshot>(); }
    std::vector<ServerEvent> takeEvents() override { return {}; }
    TraceView trace() const override { return ring.view(); }

    TraceRing ring;
};

double elapsed(const QElapsedTimer& timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Nanoseconds per row.
double fill(TraceRing& ring, quint64 rows)
{
    const QByteArray command = QByteArray::fromHex("80E2880040010208") + QByteArray(61, 'p');
    const QByteArray answer = QByteArray::fromHex("9000");
    const std::vector<ClassSpan> spans{{10, 40, FieldClass::Personal}};
    TraceEntry entry;
    entry.row.label = QStringLiteral("Store pass data");
    entry.commandClasses = spans;
    entry.command = command;
    entry.answer = answer;
    entry.row.microseconds = 12'000;
    QElapsedTimer timer;
    timer.start();
    for (quint64 i = 0; i < rows; ++i) {
        entry.row.station.machine = quint16(1 + i / 40 % 4);
        entry.row.station.station = quint16(1 + i / 160 % 6);
        entry.row.attempt = AttemptId(qint64(1 + i / 40));
        entry.row.kind = i % 40 == 0 ? TraceKind::CardStarted : TraceKind::Command;
        entry.row.judgement = i % 997 == 0 ? TraceJudgement::Refused : TraceJudgement::Accepted;
        ring.append(entry);
    }
    return double(timer.nsecsElapsed()) / double(rows);
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QTextStream out(stdout);
    const QStringList arguments = QApplication::arguments();
    const qsizetype at = arguments.indexOf(QStringLiteral("--rows"));
    const quint64 rows = at > 0 ? arguments.value(at + 1).toULongLong() : 1'000'000;
    RingPort port(rows + 1024);
    out << "recording: " << fill(port.ring, rows) << " ns per row\n";
    TracePage page(port);
    page.resize(1736, 900);
    page.setTheme(Theme::of(ThemeKind::Dark));
    QElapsedTimer timer;
    timer.start();
    page.show();
    page.refresh();
    application.processEvents();
    page.repaint();
    out << "opening " << rows << " rows: " << elapsed(timer) << " ms\n";
    page.setFollowing(false);
    std::vector<double> paints;
    QScrollBar* bar = page.table()->verticalScrollBar();
    for (int i = 0; i < 300; ++i) {
        bar->setValue(int(qint64(bar->maximum()) * (i % 2 == 0 ? i : 300 - i) / 300) + i);
        page.table()->viewport()->repaint();
        paints.push_back(page.table()->lastPaint());
    }
    std::sort(paints.begin(), paints.end());
    out << "painting while scrolling: median " << paints[150] << " ms, p95 " << paints[285] << " ms, longest "
        << paints.back() << " ms\n";
    for (const char* filter : {"is:error", "station:M2-S3 sw!=6A82", "\"store pass\" dur>5"}) {
        const int before = page.model()->rowCount();
        timer.start();
        page.filterLine()->setText(QString::fromLatin1(filter));
        const double typed = elapsed(timer);
        while (page.model()->rowCount() == before && elapsed(timer) < 60'000)
            application.processEvents(QEventLoop::WaitForMoreEvents, 20);
        out << "filter " << filter << ": " << page.model()->rowCount() << " rows after " << elapsed(timer)
            << " ms, of which the window stood still " << typed << " ms\n";
    }
    return page.model()->rowCount() > 0 ? 0 : 1;
}
