// SPDX-License-Identifier: GPL-3.0-or-later
#include "import_fixture.h"

#include "issuer/id_index.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace sm;

/// Whatever is done to a file, the importer answers, and its counters add up to what is in the file.
class TestImportMutations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countersBalance_data();
    void countersBalance();
    void indexIsExact();
};

namespace {

/// An independent count of physical lines.
qint64 countLines(const QByteArray& bytes)
{
    qint64 lines = 0;
    qsizetype start = bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    bool open = false;
    for (qsizetype i = start; i < bytes.size(); ++i) {
        const bool crLf = bytes.at(i) == '\r' && i + 1 < bytes.size() && bytes.at(i + 1) == '\n';
        open = bytes.at(i) != '\n' && bytes.at(i) != '\r';
        lines += !open && !crLf;
    }
    return lines + open;
}

QByteArray mutate(QByteArray bytes, QRandomGenerator& random)
{
    static const QByteArray favourites("\",\n\r\0=;% ?\xFF\xC3"
                                       "A1",
        14);
    for (int n = random.bounded(1, 12); n > 0 && !bytes.isEmpty(); --n) {
        const int at = random.bounded(int(bytes.size()));
        const char c = random.bounded(3) == 0 ? char(random.bounded(256))
                                              : favourites.at(random.bounded(int(favourites.size())));
        switch (random.bounded(5)) {
        case 0:
            bytes[at] = c;
            break;
        case 1:
            bytes.insert(at, c);
            break;
        case 2:
            bytes.remove(at, random.bounded(1, 40));
            break;
        case 3:
            bytes.insert(at, bytes.mid(random.bounded(int(bytes.size())), random.bounded(200)));
            break;
        default:
            bytes.insert(at, QByteArray(random.bounded(40), c));
            break;
        }
    }
    return random.bounded(10) == 0 ? bytes.first(random.bounded(int(bytes.size()) + 1)) : bytes;
}

} // namespace

void TestImportMutations::countersBalance_data()
{
    QTest::addColumn<QString>("job");
    QTest::addColumn<QString>("layout");
    QTest::newRow("csv") << QStringLiteral("/resources/jobs/harbour-transit.csv")
                         << QStringLiteral("transit");
    QTest::newRow("tagged") << QStringLiteral("/resources/jobs/city-file.txt") << QStringLiteral("isofile");
}

void TestImportMutations::countersBalance()
{
    QFETCH(QString, job);
    QFETCH(QString, layout);
    const auto loaded
        = loadLayout(QStringLiteral(SM_SOURCE_DIR "/resources/layouts/%1.layout.json").arg(layout));
    QVERIFY(loaded.ok());
    const QByteArray good = readAll(QStringLiteral(SM_SOURCE_DIR) + job).first(4000);
    ImportLimits limits;
    limits.longestLine = 400; // so that mutations reach it
    int reports = 0;
    int withFindings = 0;
    for (quint32 seed = 1; seed <= 2000; ++seed) {
        QRandomGenerator random(seed);
        const QByteArray text = mutate(good, random);
        KeepingSink sink;
        const auto report = importBytes(text, *loaded, sink, limits);
        if (!report) // the header row was hit
            continue;
        ++reports;
        withFindings += report->findings.countAtLeast(Severity::Info) > 0;
        const ImportCounters& counters = report->counters;
        const bool balanced = counters.balances() && qsizetype(sink.objects.size()) == counters.valid
            && counters.linesTotal == countLines(text)
            && (counters.invalid + counters.duplicateInFile > 0)
                == (report->findings.countAtLeast(Severity::Error) > 0);
        if (!balanced)
            QFAIL(qPrintable(QStringLiteral("seed %1: %2 lines, %3 counted")
                                 .arg(seed)
                                 .arg(countLines(text))
                                 .arg(counters.linesTotal)));
    }
    QVERIFY2(reports > 1000, qPrintable(QString::number(reports)));
    QVERIFY(withFindings > 500);
}

void TestImportMutations::indexIsExact()
{
    IdIndex index;
    QHash<QByteArray, qint64> reference;
    QRandomGenerator random(11);
    for (qint64 i = 1; i <= 200'000; ++i) {
        const QByteArray text = "id" + QByteArray::number(random.bounded(120'000));
        const qint64* first = index.insert(text, i);
        const auto known = reference.constFind(text);
        QCOMPARE(first != nullptr, known != reference.constEnd());
        if (first)
            QCOMPARE(*first, *known);
        else
            reference.insert(text, i);
    }
    QCOMPARE(index.size(), size_t(reference.size()));
    QCOMPARE(index.find("nosuch"), nullptr);
    QVERIFY(!index.insert(QByteArrayView(), 7));
    QCOMPARE(*index.find(QByteArrayView()), 7);
}

QTEST_GUILESS_MAIN(TestImportMutations)
#include "tst_import_mutations.moc"
