// SPDX-License-Identifier: GPL-3.0-or-later
// Cards with a printed face on a whole floor, judged by the dots that the simulated printer took: nothing
// here knows how a face is drawn.
#include "base/failures/render.h"
#include "base/failures/server.h"
#include "module_floor.h"

#include <QDirIterator>
#include <QRect>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace sm;

namespace {

constexpr int columnBytes = 81; // 648 dots from the top, as the printer wants them

FloorPlan printerFloor(int stations, const std::vector<int>& equipped)
{
    FloorPlan plan = moduleFloor(stations, {});
    for (const int station : equipped)
        plan.machines[0].stations[size_t(station - 1)].modules = {sampleModule("picture", seconds(2))};
    return plan;
}

/// What the printer put on a card that left.
struct PrintedCard {
    QString station;
    QString bin;
    QByteArray panel; ///< empty: nothing
    bool dark(int x, int y) const
    {
        return (quint8(panel.at(x * columnBytes + y / 8)) >> (7 - y % 8) & 1) != 0;
    }
    int ink(const QRect& box) const
    {
        int count = 0;
        for (int x = box.left(); x <= box.right(); ++x) {
            for (int y = box.top(); y <= box.bottom(); ++y)
                count += dark(x, y);
        }
        return count;
    }
    /// Place of the card's number: 14 characters of one width, 0.602 em of 11 points, from 6 mm on.
    QByteArray digit(int place) const
    {
        QByteArray bits;
        const double from = 6 * 11.869 + place * 0.60205 * 11 * 300 / 72;
        for (int x = int(from) + 1; x < int(from) + 27; ++x) {
            for (int y = 510; y < 560; ++y)
                bits += dark(x, y) ? '#' : ' ';
        }
        return bits;
    }
};

class PrintRun {
public:
    PrintRun(FloorPlan plan, int records, const QString& profileFolder = {})
        : m_records(records)
    {
        plan.virtualCards.moduleLog = folder.filePath(QStringLiteral("modules.log"));
        floor = std::make_unique<SimulatedFloor>(
            plan, 11, folder.filePath(QStringLiteral("data")), profileFolder);
    }
    JobId import(const QString& profile = QStringLiteral("willow-pass"))
    {
        const QList<QByteArray> lines = sampleText(QStringLiteral("jobs/willow-pass.csv")).split('\n');
        QFile file(folder.filePath(QStringLiteral("passes.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(lines.mid(0, m_records + 1).join('\n') + '\n') < 1)
            return JobId();
        file.close();
        command::ImportFile order;
        order.file = file.fileName();
        order.profile = profile;
        floor->server->post(order);
        floor->until([&] { return floor->imported.has_value(); });
        return floor->imported ? floor->imported->job : JobId();
    }
    /// Number, name, since.
    QList<QByteArray> row(int record) const
    {
        return sampleText(QStringLiteral("jobs/willow-pass.csv")).split('\n').value(record).split(',').mid(1);
    }
    std::vector<PrintedCard> left() const
    {
        std::vector<PrintedCard> cards;
        QFile file(folder.filePath(QStringLiteral("modules.log")));
        if (!file.open(QIODevice::ReadOnly))
            return cards;
        for (const QByteArray& line : file.readAll().split('\n')) {
            const QJsonObject card = QJsonDocument::fromJson(line).object();
            const QString hex = card.value(QLatin1String("picture")).toArray().at(0).toString();
            if (!card.isEmpty())
                cards.push_back({card.value(QLatin1String("station")).toString(),
                    card.value(QLatin1String("bin")).toString(), QByteArray::fromHex(hex.toLatin1())});
        }
        return cards;
    }

    QTemporaryDir folder;
    std::unique_ptr<SimulatedFloor> floor;

private:
    int m_records;
};

} // namespace

class TestPrintedFaces : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("live counts|line stops|stays"))); }
    void numbersOnTheCards();
    void sampleFloor();
    void noPrinterNoCard();
    void unknownOutcome();
    void nobodysCards();
    void brokenPictures_data();
    void brokenPictures();
};

/// In one place of the number, two cards have the same dots if and only if they have the same digit there;
/// and the set of printed numbers is the set of the job's. Names leave nothing readable behind.
void TestPrintedFaces::numbersOnTheCards()
{
    constexpr int records = 24;
    PrintRun run(printerFloor(3, {1, 3}), records);
    QVERIFY(run.floor->open());
    const JobId job = run.import();
    QVERIFY(job.isValid());
    QVERIFY(!run.floor->order(command::StartJob{job}));
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    QCOMPARE(run.floor->job(job).counts.records.good, records);
    const auto cards = run.left();
    QCOMPARE(cards.size(), size_t(records));
    // From every place, the shapes of all cards, in the order of their digits: as many as digits.
    for (int place = 0; place < 14; ++place) {
        std::map<QByteArray, int> shapes;
        std::map<char, int> digits;
        for (const PrintedCard& card : cards)
            ++shapes[card.digit(place)];
        for (int record = 1; record <= records; ++record)
            ++digits[run.row(record).at(0).at(place)];
        QCOMPARE(shapes.size(), digits.size());
        std::multiset<int> shapeCounts;
        std::multiset<int> digitCounts;
        for (const auto& [shape, count] : shapes)
            shapeCounts.insert(count);
        for (const auto& [digit, count] : digits)
            digitCounts.insert(count);
        QVERIFY2(shapeCounts == digitCounts, qPrintable(QString::number(place)));
    }
    std::set<QByteArray> panels;
    for (const PrintedCard& card : cards) {
        QVERIFY(card.station != QStringLiteral("M1-S2"));
        QCOMPARE(card.panel.size(), qsizetype(1016) * columnBytes);
        QVERIFY(panels.insert(card.panel).second); // no face on two cards
        QVERIFY(card.ink(QRect(70, 90, 500, 60)) > 2'000); // WILLOW LIBRARY
        QVERIFY(card.ink(QRect(783, 60, 167, 168)) > 3'000); // the leaf
        QVERIFY(card.ink(QRect(70, 360, 880, 60)) > 500); // a name
        QCOMPARE(card.ink(QRect(0, 0, 60, 648)) + card.ink(QRect(0, 240, 1016, 100)), 0);
    }
    QDirIterator files(
        run.folder.filePath(QStringLiteral("data")), QDir::Files, QDirIterator::Subdirectories);
    int looked = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        for (int record = 1; record <= records; ++record)
            QVERIFY2(!content.contains(run.row(record).at(1)), qPrintable(file.fileName()));
        ++looked;
    }
    QVERIFY(looked > 0);
}

void TestPrintedFaces::sampleFloor()
{
    auto plan = FloorPlan::load(QStringLiteral(SM_SOURCE_DIR "/resources/floors/printed-cards.floor.json"));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.failure().toString()));
    PrintRun run(plan.take(), 6);
    QVERIFY(run.floor->open());
    const JobId job = run.import();
    const auto told = run.floor->job(job).failure;
    QVERIFY(told && *told == fc::JobModulesAtSome);
    QCOMPARE(told->param("modules"), QStringLiteral("picture (print)"));
    QVERIFY(!run.floor->order(command::StartJob{job}));
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    QCOMPARE(run.floor->job(job).counts.records.good, 6);
}

void TestPrintedFaces::noPrinterNoCard()
{
    PrintRun run(moduleFloor(2, {1, 2}), 4); // encoders and embossers
    QVERIFY(run.floor->open());
    const JobId job = run.import();
    const auto refusal = run.floor->order(command::StartJob{job});
    QVERIFY(refusal && *refusal == fc::JobModulesMissing);
    QVERIFY(run.left().empty());
}

/// Ink does not come off: the card is in doubt, and its record is not printed on another.
void TestPrintedFaces::unknownOutcome()
{
    FloorPlan plan = printerFloor(2, {1, 2});
    moduleOf(plan, 1, 0).trouble.lostAnswers = 1;
    PrintRun run(std::move(plan), 6);
    QVERIFY(run.floor->open());
    const JobId job = run.import();
    QVERIFY(!run.floor->order(command::StartJob{job}));
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    const JobCounts counts = run.floor->job(job).counts;
    QCOMPARE(counts.records.good, 5);
    QCOMPARE(counts.records.inDoubt, 1);
    QVERIFY(counts.balances());
    QCOMPARE(run.floor->rejected.size(), size_t(1));
    QVERIFY(run.floor->rejected.front().quarantined);
    std::set<QByteArray> panels;
    for (const PrintedCard& card : run.left())
        QVERIFY(card.panel.isEmpty() || panels.insert(card.panel).second);
    QCOMPARE(panels.size(), size_t(6)); // five good ones and the one in the reject bin
}

/// Records of which none can be made, from the floor's first moment on: every blank goes back, and is counted
/// once (init() fails on counts that differ from the store's).
void TestPrintedFaces::nobodysCards()
{
    const QTemporaryDir shelf;
    QFile file(shelf.filePath(QStringLiteral("tight.profile.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(sampleText(QStringLiteral("profiles/willow-pass.profile.json"))
                   .replace("\"willow-pass\"", "\"tight-pass\"")
                   .replace("willow-leaf.png", SM_SOURCE_DIR "/resources/jobs/willow-leaf.png")
                   .replace("\"width\": 74", "\"width\": 1"));
    file.close();
    FloorPlan plan = printerFloor(3, {1, 2, 3});
    plan.rejectRunLimit = 2;
    PrintRun run(std::move(plan), 3, shelf.path());
    QVERIFY(run.floor->open());
    const JobId job = run.import(QStringLiteral("tight-pass"));
    QVERIFY(job.isValid());
    QVERIFY(!run.floor->order(command::StartJob{job}));
    QVERIFY(run.floor->until([&] { return run.floor->job(job).counts.cards.returned >= 3; }));
    QVERIFY(!run.floor->order(command::HoldJob{job}));
    run.floor->settle();
    const JobCounts counts = run.floor->job(job).counts;
    QCOMPARE(counts.records.good, 0);
    QVERIFY(counts.balances());
    QCOMPARE(counts.cards.blanksIn, counts.cards.returned);
}

void TestPrintedFaces::brokenPictures_data()
{
    QTest::addColumn<QByteArray>("picture");
    QTest::addColumn<QString>("cause");
    QTest::newRow("missing") << QByteArray() << QStringLiteral("missing");
    QTest::newRow("no picture") << QByteArray("<html>") << QStringLiteral("kind");
    QTest::newRow("cut off") << sampleText(QStringLiteral("jobs/willow-leaf.png")).first(60)
                             << QStringLiteral("broken");
}

/// Named before the first card: nothing has been written then.
void TestPrintedFaces::brokenPictures()
{
    QFETCH(QByteArray, picture);
    QFETCH(QString, cause);
    const QTemporaryDir shelf;
    const auto put = [&shelf](const char* name, const QByteArray& bytes) {
        QFile file(shelf.filePath(QLatin1String(name)));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(put("own.profile.json",
        sampleText(QStringLiteral("profiles/willow-pass.profile.json"))
            .replace("\"willow-pass\"", "\"own-pass\"")
            .replace("Willow Library Pass", "Own Pass")));
    QVERIFY(picture.isEmpty() || put("willow-leaf.png", picture));
    PrintRun run(printerFloor(1, {1}), 2, shelf.path());
    QVERIFY(run.floor->open());
    const JobId job = run.import(QStringLiteral("own-pass"));
    QVERIFY(job.isValid());
    const auto refusal = run.floor->order(command::StartJob{job});
    QVERIFY(refusal && *refusal == fc::FaceImageRefused);
    QCOMPARE(refusal->param("cause"), cause);
    run.floor->settle();
    QCOMPARE(run.floor->job(job).counts.records.waiting, 2);
    QVERIFY(run.left().empty());
    if (cause != QStringLiteral("missing"))
        return;
    QVERIFY(put("willow-leaf.png", sampleText(QStringLiteral("jobs/willow-leaf.png"))));
    QVERIFY(!run.floor->order(command::StartJob{job})); // it is there now
    QVERIFY(run.floor->finish(job));
}

QTEST_GUILESS_MAIN(TestPrintedFaces)
#include "tst_printed_faces.moc"
