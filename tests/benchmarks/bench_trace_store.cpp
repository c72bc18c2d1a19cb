// SPDX-License-Identifier: GPL-3.0-or-later
// What storing traces costs per row: on the server thread, in the writer, beside a bare loop that writes as
// many bytes to a file; and what reading them back costs.
#include "trace/card_capture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>

using namespace sm;

namespace {

constexpr int commands = 40; ///< per card, and two separators

double perRow(const QElapsedTimer& timer, quint64 rows)
{
    return double(timer.nsecsElapsed()) / double(rows);
}

/// Rows as those of the demo: 66 bytes of command, 40 of them masked.
void fill(TraceRing& ring, quint64 cards)
{
    const QByteArray command = QByteArray::fromHex("80E2880040010208") + QByteArray(61, 'p');
    const QByteArray answer = QByteArray::fromHex("9000");
    const std::vector<ClassSpan> spans{{10, 40, FieldClass::Personal}};
    TraceEntry entry;
    entry.row.job = JobId(1);
    entry.row.microseconds = 12'000;
    for (quint64 card = 1; card <= cards; ++card) {
        entry.row.station = StationId{quint16(1 + card % 4), quint16(1 + card / 4 % 6)};
        entry.row.attempt = AttemptId(qint64(card));
        for (int i = 0; i < commands + 2; ++i) {
            const bool separator = i == 0 || i == commands + 1;
            entry.row.kind = i == 0 ? TraceKind::CardStarted
                : separator         ? TraceKind::CardEnded
                                    : TraceKind::Command;
            entry.row.label
                = separator ? QStringLiteral("Harbour Transit") : QStringLiteral("Store pass data");
            entry.row.verdict = i == commands + 1 ? TraceVerdict::Good : TraceVerdict::None;
            entry.row.time += 1000;
            entry.command = separator ? QByteArrayView() : QByteArrayView(command);
            entry.answer = separator ? QByteArrayView() : QByteArrayView(answer);
            entry.commandClasses
                = separator ? std::span<const ClassSpan>() : std::span<const ClassSpan>(spans);
            ring.append(entry);
        }
    }
}

TraceStoreOptions optionsFor(const QString& folder)
{
    TraceStoreOptions options;
    options.folder = folder;
    options.fileBytes = 256LL * 1024 * 1024;
    options.filesPerJob = 100;
    options.reserveBytes = 0;
    options.queuedRows = std::numeric_limits<size_t>::max() / 2;
    return options;
}

/// Takes the work and forgets it: what is left is the server thread's share.
class NoExecutor final : public Executor {
public:
    void post(Work) override { }
};

/// The cards of the ring by hand: nothing else is measured than bytes to the file.
double bareLoop(const QString& path, quint64 rows, qint64 bytesPerCard)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return -1;
    const QByteArray card(bytesPerCard, 'x');
    QElapsedTimer timer;
    timer.start();
    for (quint64 row = 0; row < rows; row += commands + 2)
        file.write(card);
    return perRow(timer, rows);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    const QStringList arguments = QCoreApplication::arguments();
    const qsizetype at = arguments.indexOf(QStringLiteral("--cards"));
    const quint64 cards = at > 0 ? arguments.value(at + 1).toULongLong() : 20'000;
    const quint64 rows = cards * (commands + 2);
    QTemporaryDir place;
    const auto folder = [&](const char* name) { return place.filePath(QString::fromLatin1(name)); };
    QElapsedTimer timer;
    {
        TraceRing ring;
        timer.start();
        fill(ring, cards);
        out << "recording in memory alone: " << perRow(timer, rows) << " ns per row\n";
    }
    {
        TraceStore store(
            optionsFor(folder("none")), std::make_unique<NoExecutor>(), std::make_unique<NoExecutor>());
        CardCapture capture(store);
        capture.setRule(JobId(1), {CaptureLevel::All, 0, 0}, true);
        TraceRing ring;
        ring.listen(&capture);
        timer.start();
        fill(ring, cards);
        out << "and handed over for storing: " << perRow(timer, rows) << " ns per row\n";
    }
    TraceStoreFigures figures;
    {
        TraceStore store(optionsFor(folder("all")), std::make_unique<InlineExecutor>(),
            std::make_unique<InlineExecutor>());
        CardCapture capture(store);
        capture.setRule(JobId(1), {CaptureLevel::All, 0, 0}, true);
        TraceRing ring;
        ring.listen(&capture);
        timer.start();
        fill(ring, cards);
        out << "and written: " << perRow(timer, rows) << " ns per row, ";
        figures = store.figures();
        out << double(figures.bytes) / double(rows) << " bytes per row\n";
    }
    if (figures.cards != cards)
        return 1;
    const qint64 bytesPerCard = qint64(figures.bytes / cards);
    out << "bare QFile loop of as many bytes: " << bareLoop(folder("bare"), rows, bytesPerCard)
        << " ns per row\n";
    timer.start();
    const StoredTrace read = readStoredTrace(folder("all"), JobId(1), size_t(rows));
    out << "reading back: " << perRow(timer, rows) << " ns per row\n";
    return read.view.count() == rows && read.damaged == 0 ? 0 : 1;
}
