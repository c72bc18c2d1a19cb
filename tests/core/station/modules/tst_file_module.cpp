// SPDX-License-Identifier: GPL-3.0-or-later
// Faces that go into a folder: what is in the files, who may read them, and that none is written twice.
#include "base/failures/station.h"
#include "station/modules/evolis_script.h"
#include "station/modules/file_module.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace sm;

namespace {

/// Dots that are on neither axis alike.
PanelData somePanel(int seed = 0)
{
    PanelData panel;
    panel.width = evolis::width;
    panel.height = evolis::height;
    panel.dots = QByteArray(qsizetype(127) * evolis::height, '\0');
    for (int y = 0; y < evolis::height; ++y) {
        for (int x = 0; x < evolis::width; ++x) {
            if ((x * x + 3 * y + seed) % 7 == 0)
                panel.dots[y * 127 + x / 8] = char(quint8(panel.dots[y * 127 + x / 8]) | 0x80 >> (x % 8));
        }
    }
    return panel;
}

struct Bench {
    explicit Bench(const QString& folder, FaceFormat format = FaceFormat::Png)
        : module(reactor, std::make_unique<InlineExecutor>(), folder, format, QStringLiteral("files"))
    {
    }
    ~Bench() { reactor.inbox->close(); }
    QString wait(Pending<ModuleReport> pending)
    {
        std::optional<Outcome<ModuleReport>> result;
        pending.then([&result](Outcome<ModuleReport> outcome) { result.emplace(std::move(outcome)); });
        while (reactor.inbox->drain()) { }
        return !result ? QStringLiteral("nothing")
            : *result  ? QStringLiteral("ok")
                       : result->failure().toString().section(u' ', 0, 0);
    }
    QString perform(ModuleData data, qint64 attempt = 7, quint32 command = 3, qint64 epoch = 5)
    {
        return wait(module.perform(
            ModuleJob(AttemptId(attempt), Epoch(epoch), command, std::move(data)), seconds(5)));
    }

    SimulatedClock clock;
    Reactor reactor{&clock, std::make_shared<Inbox>(Inbox::Wake::ByCaller)};
    FileModule module;
};

QByteArray contentOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

/// The stream of an object as zlib has it.
QByteArray inflated(const QByteArray& stream, qsizetype size)
{
    QByteArray framed;
    for (int i = 3; i >= 0; --i)
        framed += char(size >> (8 * i));
    return qUncompress(framed + stream);
}

} // namespace

class FileModuleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void png();
    void pdf();
    void nobodyElseReads();
    void neverTwice();
    void refuses_data();
    void refuses();
    void asksForItsFolder();
    void staleDrafts();
};

void FileModuleTest::png()
{
    const QTemporaryDir folder;
    Bench bench(folder.path());
    const PanelData panel = somePanel();
    QCOMPARE(bench.perform(panel), QStringLiteral("ok"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("attempt-7-3.png")});
    const QImage image(folder.filePath(QStringLiteral("attempt-7-3.png")));
    QCOMPARE(image.size(), QSize(1016, 648));
    QVERIFY(std::abs(image.width() * 1000.0 / image.dotsPerMeterX() - 85.60) < 0.01);
    for (int y = 0; y < 648; ++y) {
        for (int x = 0; x < 1016; ++x)
            QCOMPARE(qGray(image.pixel(x, y)), (x * x + 3 * y) % 7 == 0 ? 0 : 255);
    }
}

void FileModuleTest::pdf()
{
    const QTemporaryDir folder;
    Bench bench(folder.path(), FaceFormat::Pdf);
    QCOMPARE(bench.perform(somePanel()), QStringLiteral("ok"));
    const QByteArray file = contentOf(folder.filePath(QStringLiteral("attempt-7-3.pdf")));
    QVERIFY(file.startsWith("%PDF-1.4\n") && file.endsWith("%%EOF\n"));
    // The table says where each object begins.
    const qsizetype table = file.mid(file.lastIndexOf("startxref") + 10).split('\n').first().toLongLong();
    QCOMPARE(file.mid(table, 9), QByteArray("xref\n0 6\n"));
    const QList<QByteArray> places = file.mid(table).split('\n');
    for (int i = 1; i <= 5; ++i) {
        QCOMPARE(places.at(2 + i).size(), 19);
        QVERIFY(
            file.mid(places.at(2 + i).left(10).toLongLong()).startsWith(QByteArray::number(i) + " 0 obj\n"));
    }
    QVERIFY(file.contains("/MediaBox [0 0 242.65 153.01]"));
    const qsizetype head = file.indexOf("/Subtype /Image");
    const qsizetype from = file.indexOf("stream\n", head) + 7;
    const qsizetype length = file.mid(file.indexOf("/Length ", head) + 8).split(' ').first().toLongLong();
    QByteArray dots = inflated(file.mid(from, length), qsizetype(127) * 648);
    for (char& byte : dots)
        byte = char(~byte);
    QCOMPARE(dots, somePanel().dots);
    QCOMPARE(file.mid(from + length, 10), QByteArray("\nendstream"));
}

void FileModuleTest::nobodyElseReads()
{
    const QTemporaryDir folder;
    Bench bench(folder.path());
    const mode_t before = ::umask(0);
    const QString done = bench.perform(somePanel());
    ::umask(before);
    QCOMPARE(done, QStringLiteral("ok"));
    struct stat info { };
    QCOMPARE(
        ::stat(QFile::encodeName(folder.filePath(QStringLiteral("attempt-7-3.png"))).constData(), &info), 0);
    QCOMPARE(int(info.st_mode & 07777), 0600);
}

void FileModuleTest::neverTwice()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("attempt-7-3.png"));
    Bench bench(folder.path());
    QCOMPARE(bench.perform(somePanel()), QStringLiteral("ok"));
    const QByteArray first = contentOf(file);
    QCOMPARE(bench.perform(somePanel(1)), QStringLiteral("ModuleJobRepeated"));
    QCOMPARE(
        Bench(folder.path()).perform(somePanel(1)), QStringLiteral("ModuleJobRepeated")); // after a restart
    QCOMPARE(contentOf(file), first);
    QCOMPARE(bench.perform(somePanel(1), 8), QStringLiteral("ok"));
    QCOMPARE(bench.perform(somePanel(1), 9, 3, 4), QStringLiteral("EpochRefused"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
}

void FileModuleTest::refuses_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<qsizetype>("bytes");
    QTest::newRow("nothing") << 0 << 0 << qsizetype(0);
    QTest::newRow("too narrow") << 1008 << 648 << qsizetype(126) * 648;
    QTest::newRow("too low") << 1016 << 647 << qsizetype(127) * 647;
    QTest::newRow("a byte short") << 1016 << 648 << qsizetype(127) * 648 - 1;
    QTest::newRow("a byte more") << 1016 << 648 << qsizetype(127) * 648 + 1;
}

void FileModuleTest::refuses()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(qsizetype, bytes);
    const QTemporaryDir folder;
    Bench bench(folder.path());
    const PanelData panel{width, height, QByteArray(bytes, '\0')};
    QCOMPARE(bench.perform(panel), QStringLiteral("ModuleDataRefused"));
    QCOMPARE(bench.perform(TrackData()), QStringLiteral("ModuleDataRefused"));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void FileModuleTest::asksForItsFolder()
{
    const QTemporaryDir folder;
    Bench there(folder.path());
    QCOMPARE(there.wait(there.module.ready(seconds(5))), QStringLiteral("ok"));
    Bench missing(folder.filePath(QStringLiteral("no")));
    QCOMPARE(missing.wait(missing.module.ready(seconds(5))), QStringLiteral("ModuleNotReady"));
    QCOMPARE(missing.perform(somePanel()), QStringLiteral("ModuleNotReady"));
}

/// What a run left that was cut off, or a link that somebody laid where the draft goes.
void FileModuleTest::staleDrafts()
{
    const QTemporaryDir folder;
    const QString other = folder.filePath(QStringLiteral("other"));
    QVERIFY(QFile::link(other, folder.filePath(QStringLiteral("attempt-7-3.png.part"))));
    Bench bench(folder.path());
    QCOMPARE(bench.perform(somePanel()), QStringLiteral("ok"));
    QVERIFY(!QFile::exists(other));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("attempt-7-3.png")});
}

QTEST_GUILESS_MAIN(FileModuleTest)
#include "tst_file_module.moc"
