// SPDX-License-Identifier: GPL-3.0-or-later
// The report of a job: its figures, its CSV, and what a reader finds on the pages of its PDF.
#include "base/failures/render.h"
#include "render/job_report.h"
#include "render/report_pdf.h"
#include "ui/text/report_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

class TestJobReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void figures();
    void csv();
    void json();
    void kinds();
    void pdf_data();
    void pdf();
    void manyPages();
    void unwritable();

private:
    static JobReportSource source(int attempts);
    QString textOf(const QString& file) const;

    QTemporaryDir m_folder;
    QString m_reader;
};

void TestJobReport::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_reader = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
    QVERIFY2(!m_reader.isEmpty(), "pdftotext of poppler-utils is needed (packaging/packages-test.txt)");
}

JobReportSource TestJobReport::source(int attempts)
{
    JobReportSource made;
    made.job.id = JobId(4471);
    made.job.job.name = QStringLiteral("harbour-transit");
    made.job.job.sourceFile = QStringLiteral("/orders/harbour-transit.csv");
    made.job.job.sourceSha256 = QByteArray(32, '\x5a');
    made.job.job.profile = QStringLiteral("harbour-transit");
    made.job.job.profileDigest = QByteArray(32, '\x0f');
    made.job.state = JobState::CompleteOpen;
    made.job.created = QDateTime({2026, 11, 21}, {6, 0}, Qt::UTC);
    made.counts.records = {attempts, attempts - 3, 0, 0, 1, 2, 0};
    made.counts.cards = {attempts, attempts - 3, 0, 2, 0, 0, 1};
    for (int i = 0; i < attempts; ++i) {
        AttemptRow row;
        row.key = AttemptKey(AttemptId(i + 1), Epoch(i + 1));
        row.record = RecordId(i + 1);
        row.object = CardObjectId(QStringLiteral("HTP-2026-%1").arg(i, 6, 10, QLatin1Char('0')));
        row.station = StationId{1, quint16(1 + i % 6)};
        row.state = AttemptState::BinnedGood;
        row.arrived = true;
        row.started = made.job.created.addSecs(60 + i * 4);
        row.changed = row.started.addSecs(20);
        if (i < 2)
            row.state = AttemptState::Quarantine;
        if (i == 2)
            row.state = AttemptState::ReleasedClean;
        if (i < 3)
            row.failure = QStringLiteral("CardMute");
        row.step = i < 2 ? QStringLiteral("Write, part 1") : QString();
        made.attempts.push_back(row);
        if (i >= 2)
            continue;
        RecordLine line;
        line.id = row.record;
        line.object = row.object;
        line.need = RecordNeed::Quarantined;
        line.arrivals = 1;
        line.last = row;
        made.open.push_back(line);
    }
    made.decisions.push_back({QStringLiteral("scrap"), RecordId(1), AttemptId(1), QStringLiteral("damaged"),
        QStringLiteral("test-floor operator"), made.job.created.addSecs(7200)});
    return made;
}

void TestJobReport::figures()
{
    const JobReport report = makeJobReport(source(50), QStringLiteral("Harbour Transit Pass"), {});
    QCOMPARE(report.attempts, 50);
    QCOMPARE(report.remade, 0);
    QCOMPARE(report.rejects.size(), size_t(1));
    QCOMPARE(report.rejects[0].clean, 1);
    QCOMPARE(report.rejects[0].doubtful, 2);
    QCOMPARE(report.stations.size(), size_t(6));
    qint64 good = 0;
    qint64 rejected = 0;
    for (const StationTotal& total : report.stations) {
        good += total.good;
        rejected += total.rejected;
    }
    QCOMPARE(good, report.counts.records.good);
    QCOMPARE(rejected, 3);
    QCOMPARE(report.open.size(), size_t(2));
    QCOMPARE(report.open[0].tail, QStringLiteral("6-000000").right(8));
    QCOMPARE(report.decisions[0].tail, report.open[0].tail);
}

void TestJobReport::csv()
{
    const QByteArray text = reportCsv(makeJobReport(source(5), {}, {}));
    const QList<QByteArray> lines = text.split('\n');
    QCOMPARE(lines.size(), 7); // head, five, nothing after the last
    QCOMPARE(lines[0], QByteArray("attempt,object,issue,station,state,chip,failure,step,started,changed\r"));
    QVERIFY(lines[1].contains("\"Write, part 1\"")); // a comma is quoted
    QVERIFY(!text.contains("HTP-2026-0")); // no whole id
    QCOMPARE(lines[3].split(',')[4], QByteArray("ReleasedClean"));
}

/// The figures of the other forms, both identities with their verdicts, and the rows of the CSV.
void TestJobReport::json()
{
    JobReportSource from = source(20);
    from.counts.records.waiting = 7; // does not balance
    const JobReport report = makeJobReport(std::move(from), QStringLiteral("Harbour Transit Pass"), {});
    const QByteArray text = reportJson(report);
    QVERIFY(!text.contains("HTP-2026-0")); // no whole id
    QJsonParseError error;
    const QJsonObject document = QJsonDocument::fromJson(text, &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(document[QStringLiteral("schema")].toString(), QStringLiteral("stationmaster/job-report/1"));
    QCOMPARE(document[QStringLiteral("job")].toInteger(), 4471);
    QCOMPARE(document[QStringLiteral("source_sha256")].toString(), QStringLiteral("5A").repeated(32));
    const QJsonObject records = document[QStringLiteral("records")].toObject();
    QCOMPARE(records[QStringLiteral("accepted")].toInteger(), 20);
    QCOMPARE(records[QStringLiteral("good")].toInteger(), 17);
    QCOMPARE(records[QStringLiteral("waiting")].toInteger(), 7);
    QCOMPARE(records[QStringLiteral("balances")].toBool(true), false);
    const QJsonObject cards = document[QStringLiteral("cards")].toObject();
    QCOMPARE(cards[QStringLiteral("blanks_in")].toInteger(), 20);
    QCOMPARE(cards[QStringLiteral("balances")].toBool(false), true);
    QCOMPARE(document[QStringLiteral("balances")].toBool(true), false);
    QCOMPARE(document[QStringLiteral("open")].toArray().size(), 2);
    QCOMPARE(document[QStringLiteral("stations")].toArray().size(), 6);
    const QJsonArray attempts = document[QStringLiteral("attempts")].toArray();
    const QList<QByteArray> lines = reportCsv(report).split('\n');
    QCOMPARE(attempts.size(), lines.size() - 2);
    for (qsizetype i = 0; i < attempts.size(); ++i) {
        const QList<QByteArray> cells = lines[i + 1].split(',');
        const QJsonObject row = attempts[i].toObject();
        QCOMPARE(row[QStringLiteral("attempt")].toInteger(), cells[0].toLongLong());
        QCOMPARE(row[QStringLiteral("object_tail")].toString().toLatin1(), cells[1]);
        QCOMPARE(row[QStringLiteral("station")].toString().toLatin1(), cells[3]);
        QCOMPARE(row[QStringLiteral("state")].toString().toLatin1(), cells[4]);
    }
}

void TestJobReport::kinds()
{
    QCOMPARE(*reportKind(QStringLiteral("/a/report.pdf")), ReportKind::Pdf);
    QCOMPARE(*reportKind(QStringLiteral("/a.json/report.CSV")), ReportKind::Csv);
    QCOMPARE(*reportKind(QStringLiteral("report.json")), ReportKind::Json);
    for (const char* other : {"report", "report.doc", "report.pdf.txt", "/a.pdf/report", "json"}) {
        const auto kind = reportKind(QLatin1String(other));
        QVERIFY2(!kind && kind.failure() == fc::ReportKindUnknown, other);
    }
}

QString TestJobReport::textOf(const QString& file) const
{
    QProcess reader;
    reader.start(m_reader, {QStringLiteral("-layout"), file, QStringLiteral("-")});
    if (!reader.waitForFinished(20'000) || reader.exitCode() != 0)
        return {};
    // Ligatures of the font are one character each on the page.
    const QString text = QString::fromUtf8(reader.readAllStandardOutput()).simplified();
    return text.normalized(QString::NormalizationForm_KC);
}

void TestJobReport::pdf_data()
{
    QTest::addColumn<bool>("letter");
    QTest::newRow("A4") << false;
    QTest::newRow("Letter") << true;
}

void TestJobReport::pdf()
{
    QFETCH(bool, letter);
    const QString file = m_folder.filePath(letter ? QStringLiteral("l.pdf") : QStringLiteral("a.pdf"));
    const JobReport report = makeJobReport(
        source(50), QStringLiteral("Harbour Transit Pass"), QDateTime({2026, 11, 21}, {14, 32}, Qt::UTC));
    QVERIFY(writeReportPdf(composeJobReport(report), letter ? PaperSize::Letter : PaperSize::A4, file));
    const QString text = textOf(file);
    for (const char* wanted : {"Job report", "harbour-transit", "DEMO, TEST KEYS", "4471",
             "Harbour Transit Pass", "accepted 50 = good 47", "blanks in 50 = good 47", "balances",
             "Rejects by reason", "Quarantine", "M1-S1", "Card scrapped", "Damaged", "test-floor operator",
             "Operator, date", "Reviewer, date", "Page 1 of"}) {
        QVERIFY2(text.contains(QLatin1String(wanted)), wanted);
    }
    const QString digest = QString::fromLatin1(report.job.job.sourceSha256.toHex());
    QVERIFY(QString(text).remove(QLatin1Char(' ')).contains(digest));
    QVERIFY(!text.contains(QStringLiteral("HTP-2026-0"))); // tails only
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray bytes = written.readAll();
    QVERIFY(bytes.startsWith("%PDF-1."));
    QVERIFY(bytes.contains(letter ? "612" : "595")); // width of the page in points
}

void TestJobReport::manyPages()
{
    JobReportSource long_ = source(50);
    for (int i = 0; i < 150; ++i)
        long_.open.push_back(long_.open[size_t(i % 2)]);
    long_.counts.records.waiting = 7;
    const QString file = m_folder.filePath(QStringLiteral("long.pdf"));
    QVERIFY(writeReportPdf(composeJobReport(makeJobReport(std::move(long_), {}, {})), PaperSize::A4, file));
    const QString text = textOf(file);
    const int pages = int(text.count(QStringLiteral("Page ")));
    QVERIFY(pages >= 4);
    QVERIFY(text.contains(QStringLiteral("Page %1 of %1").arg(pages))); // both passes agree
    QCOMPARE(text.count(QStringLiteral("DEMO, TEST KEYS")), pages);
    QVERIFY(text.contains(QStringLiteral("differs by -6"))
        || text.contains(QStringLiteral("differs by \u22126")));
}

void TestJobReport::unwritable()
{
    const ReportDocument document = composeJobReport(makeJobReport(source(5), {}, {}));
    const QString nowhere = m_folder.filePath(QStringLiteral("no/such/folder.pdf"));
    QVERIFY(writeReportPdf(document, PaperSize::A4, nowhere).failure() == fc::ReportUnwritable);
    const QString other = m_folder.filePath(QStringLiteral("report.doc"));
    QVERIFY(writeReportPdf(document, PaperSize::A4, other).failure() == fc::ReportKindUnknown);
    QVERIFY(!QFile::exists(other));
}

QTEST_MAIN(TestJobReport)
#include "tst_job_report.moc"
