// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/data.h"
#include "data/data_service.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

using namespace sm;

namespace {

constexpr Nanos Limit = std::chrono::seconds(10);

/// A clock, an inbox and a service whose work runs in the caller or on a thread.
struct Bench {
    explicit Bench(bool threaded)
    {
        if (threaded)
            executor = std::make_unique<ThreadExecutor>("data");
        else
            executor = std::make_unique<InlineExecutor>();
        service = std::make_unique<DataService>(reactor, std::move(executor));
    }
    ~Bench() { reactor.inbox->close(); }

    template <class T> Outcome<T> wait(Pending<T> pending)
    {
        std::optional<Outcome<T>> result;
        pending.then([&result](Outcome<T> outcome) { result.emplace(std::move(outcome)); });
        for (QElapsedTimer timer = started(); !result && timer.elapsed() < 10'000;) {
            if (!reactor.inbox->drain())
                QThread::usleep(50);
        }
        if (!result)
            qFatal("no answer");
        return std::move(*result);
    }
    static QElapsedTimer started()
    {
        QElapsedTimer timer;
        timer.start();
        return timer;
    }

    SimulatedClock clock;
    Reactor reactor{&clock, std::make_shared<Inbox>(Inbox::Wake::ByCaller)};
    std::unique_ptr<Executor> executor;
    std::unique_ptr<DataService> service;
};

const QByteArray Rows
    = "\xEF\xBB\xBF"
      "card_object_id;Balance;Note\r\nA1;500;\"x;\ny\"\r\nA2;700;\r\nA3;1;a\r\nA3;2;b\r\nA4;broken\r\n";

} // namespace

class TestDataService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void looksUp_data();
    void looksUp();
    void deletedFileIsAFailure_data();
    void deletedFileIsAFailure();
    void changedCsvIsAFailure();
    void prefetchedRowsAreReadyAtOnce();
    void cacheIsBounded();
    void refusesSources_data();
    void refusesSources();
    void namesAreData();
    void sqliteCannotBeWritten();
    void shippedArchiveHasEveryCard();
    void endsWhileWorkIsQueued();

private:
    DataSourceSpec specOf(const QString& kind);
    QString write(const QString& name, const QByteArray& bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDataService::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString TestDataService::write(const QString& name, const QByteArray& bytes)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    return file.fileName();
}

static void runSql(const QString& file, const QStringList& statements)
{
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("test"));
        database.setDatabaseName(file);
        if (!database.open())
            qFatal("cannot open");
        QSqlQuery query(database);
        for (const QString& statement : statements) {
            if (!query.exec(statement))
                qFatal("cannot run %s", qPrintable(statement));
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("test"));
}

DataSourceSpec TestDataService::specOf(const QString& kind)
{
    DataSourceSpec spec{QStringLiteral("archive"), kind, {}, {}, QStringLiteral("card_object_id"), {}};
    spec.columnClasses.insert(QStringLiteral("balance"), FieldClass::Open);
    if (kind == QLatin1String("csv")) {
        spec.file = write(QStringLiteral("a.csv"), Rows);
        return spec;
    }
    spec.file = m_folder->filePath(QStringLiteral("a.db"));
    spec.table = QStringLiteral("chip \"data");
    runSql(spec.file,
        {QStringLiteral("CREATE TABLE \"chip \"\"data\" (card_object_id TEXT, Balance INTEGER, Note)"),
            QStringLiteral(
                "INSERT INTO \"chip \"\"data\" VALUES ('A1', 500, 'x;' || char(10) || 'y'), ('A2', 700, ''), "
                "('A3', 1, 'a'), ('A3', 2, 'b'), ('B1', 0, x'00FF')")});
    return spec;
}

void TestDataService::looksUp_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("threaded");
    QTest::newRow("csv inline") << QStringLiteral("csv") << false;
    QTest::newRow("csv thread") << QStringLiteral("csv") << true;
    QTest::newRow("sqlite inline") << QStringLiteral("sqlite") << false;
    QTest::newRow("sqlite thread") << QStringLiteral("sqlite") << true;
}

void TestDataService::looksUp()
{
    QFETCH(QString, kind);
    QFETCH(bool, threaded);
    Bench bench(threaded);
    const auto opened = bench.wait(bench.service->open(specOf(kind), Limit));
    QVERIFY2(opened.ok(), qPrintable(opened ? QString() : opened.failure().toString()));
    const auto find = [&bench](const char* id) {
        return bench.wait(
            bench.service->lookup(QStringLiteral("archive"), CardObjectId(QString::fromLatin1(id)), Limit));
    };
    for (int round = 0; round < 2; ++round) {
        const auto row = find("A1");
        QVERIFY2(row.ok(), qPrintable(row ? QString() : row.failure().toString()));
        QCOMPARE(row->columns.size(), size_t(3));
        QCOMPARE(row->find(u"balance")->value, QByteArray("500"));
        QCOMPARE(row->find(u"balance")->fieldClass, FieldClass::Open);
        QCOMPARE(row->find(u"note")->value, QByteArray("x;\ny"));
        QCOMPARE(row->find(u"note")->fieldClass, FieldClass::Personal);
        QCOMPARE(find("A2")->find(u"balance")->value, QByteArray("700"));
    }
    QVERIFY(find("A9").failure() == fc::DataRowMissing);
    QVERIFY(find("").failure() == fc::DataRowMissing);
    QVERIFY(find("A3").failure() == fc::DataRowRepeated);
    QVERIFY(find("' OR '1'='1").failure() == fc::DataRowMissing);
    if (kind == QLatin1String("sqlite"))
        QCOMPARE(find("B1")->find(u"note")->value, QByteArray("\0\xFF", 2));
    const auto unknown = bench.wait(
        bench.service->lookup(QStringLiteral("other"), CardObjectId(QStringLiteral("A1")), Limit));
    QVERIFY(unknown.failure() == fc::DataSourceUnknown);
    QVERIFY(bench
                .wait(bench.service->open(
                    specOf(kind == QLatin1String("csv") ? kind : QStringLiteral("csv")), Limit))
                .failure()
        == fc::DataSourceOpenAlready);
}

void TestDataService::deletedFileIsAFailure_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("csv") << QStringLiteral("csv");
    QTest::newRow("sqlite") << QStringLiteral("sqlite");
}

void TestDataService::deletedFileIsAFailure()
{
    QFETCH(QString, kind);
    Bench bench(true);
    const DataSourceSpec spec = specOf(kind);
    QVERIFY(bench.wait(bench.service->open(spec, Limit)).ok());
    QVERIFY(QFile::remove(spec.file));
    const auto row = bench.wait(
        bench.service->lookup(QStringLiteral("archive"), CardObjectId(QStringLiteral("A1")), Limit));
    QVERIFY(!row.ok());
    QVERIFY(row.failure() == fc::DataSourceVanished);
}

void TestDataService::changedCsvIsAFailure()
{
    Bench bench(false);
    const DataSourceSpec spec = specOf(QStringLiteral("csv"));
    QVERIFY(bench.wait(bench.service->open(spec, Limit)).ok());
    write(QStringLiteral("a.csv"), "card_object_id;x\n" + Rows);
    const auto row = bench.wait(
        bench.service->lookup(QStringLiteral("archive"), CardObjectId(QStringLiteral("A1")), Limit));
    QVERIFY(row.failure() == fc::DataSourceChanged);
}

void TestDataService::prefetchedRowsAreReadyAtOnce()
{
    Bench bench(false);
    const DataSourceSpec spec = specOf(QStringLiteral("sqlite"));
    QVERIFY(bench.wait(bench.service->open(spec, Limit)).ok());
    const CardObjectId first(QStringLiteral("A1"));
    bench.service->prefetch(QStringLiteral("archive"), {first, CardObjectId(QStringLiteral("none"))});
    QVERIFY(QFile::remove(spec.file)); // only the cache can answer now
    auto pending = bench.service->lookup(QStringLiteral("archive"), first, Limit);
    const auto awaiter = pending.operator co_await();
    QVERIFY(awaiter.await_ready());
    QCOMPARE(awaiter.await_resume()->find(u"balance")->value, QByteArray("500"));
    const auto again = bench.wait(bench.service->lookup(QStringLiteral("archive"), first, Limit));
    QVERIFY(again.failure() == fc::DataSourceVanished); // taken rows do not stay
}

void TestDataService::cacheIsBounded()
{
    QByteArray text = "card_object_id,n\n";
    QList<CardObjectId> ids;
    for (int i = 0; i < 5000; ++i) {
        text += "C" + QByteArray::number(i) + "," + QByteArray::number(i) + "\n";
        ids.append(CardObjectId(QStringLiteral("C%1").arg(i)));
    }
    Bench bench(false);
    DataSourceSpec spec{QStringLiteral("s"), QStringLiteral("csv"), write(QStringLiteral("b.csv"), text), {},
        QStringLiteral("CARD_OBJECT_ID"), {}};
    QVERIFY(bench.wait(bench.service->open(spec, Limit)).ok());
    bench.service->prefetch(spec.name, ids.first(4096));
    bench.service->prefetch(spec.name, ids.sliced(4096)); // 904 more push the oldest out
    QVERIFY(QFile::remove(spec.file));
    int ready = 0;
    for (int i = 0; i < 5000; ++i) {
        const auto row = bench.wait(bench.service->lookup(spec.name, ids.at(i), Limit));
        QCOMPARE(row.ok(), i >= 904);
        ready += row.ok();
        if (row)
            QCOMPARE(row->find(u"n")->value, QByteArray::number(i));
    }
    QCOMPARE(ready, 4096);
}

void TestDataService::refusesSources_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("exists");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* kind, const QByteArray& bytes, bool exists,
                         const char* code) {
        QTest::newRow(name) << QString::fromLatin1(kind) << bytes << exists << QString::fromLatin1(code);
    };
    row("unknown kind", "xml", "x", true, "DataSourceKindUnknown");
    row("csv missing", "csv", "", false, "DataSourceUnreadable");
    row("csv empty", "csv", "", true, "DataSourceMalformed");
    row("csv without key", "csv", "a,b\n1,2\n", true, "DataSourceMalformed");
    row("csv not text", "csv", "card_object_id,\xFF\n", true, "DataSourceMalformed");
    row("csv UTF-16", "csv",
        QByteArray("\xFF\xFE"
                   "c\0a\0",
            6),
        true, "DataSourceMalformed");
    row("sqlite missing", "sqlite", "", false, "DataSourceUnreadable");
    row("sqlite garbage", "sqlite", QByteArray(4096, 'x'), true, "DataSourceUnreadable");
    row("sqlite without table", "sqlite", "", true, "DataSourceMalformed");
}

void TestDataService::refusesSources()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, exists);
    QFETCH(QString, code);
    DataSourceSpec spec{QStringLiteral("s"), kind, m_folder->filePath(QStringLiteral("f")),
        QStringLiteral("t"), QStringLiteral("card_object_id"), {}};
    if (exists)
        write(QStringLiteral("f"), bytes);
    Bench bench(false);
    const auto opened = bench.wait(bench.service->open(spec, Limit));
    QVERIFY(!opened.ok());
    QCOMPARE(QString::fromLatin1(failureEntry(opened.failure().code())->name), code);
    QCOMPARE(opened.failure().param("source"), QStringLiteral("s"));
}

void TestDataService::namesAreData()
{
    DataSourceSpec spec = specOf(QStringLiteral("sqlite"));
    spec.keyColumn = QStringLiteral("card_object_id\" = '' OR 1 --");
    Bench bench(false);
    QVERIFY(bench.wait(bench.service->open(spec, Limit)).failure() == fc::DataSourceMalformed);
    spec.keyColumn = QStringLiteral("card_object_id");
    spec.table = QStringLiteral("x\"; DROP TABLE y; --");
    QVERIFY(bench.wait(bench.service->open(spec, Limit)).failure() == fc::DataSourceMalformed);
}

void TestDataService::sqliteCannotBeWritten()
{
    const DataSourceSpec spec = specOf(QStringLiteral("sqlite"));
    QFile file(spec.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner));
    Bench bench(true);
    QVERIFY(bench.wait(bench.service->open(spec, Limit)).ok());
    QVERIFY(
        bench
            .wait(bench.service->lookup(QStringLiteral("archive"), CardObjectId(QStringLiteral("A1")), Limit))
            .ok());
    file.seek(0);
    QCOMPARE(file.readAll(), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.db")});
}

void TestDataService::shippedArchiveHasEveryCard()
{
    Bench bench(true);
    DataSourceSpec spec{QStringLiteral("archive"), QStringLiteral("csv"),
        QStringLiteral(SM_SOURCE_DIR "/resources/jobs/harbour-archive.csv"), {},
        QStringLiteral("card_object_id"), {}};
    QVERIFY(bench.wait(bench.service->open(spec, Limit)).ok());
    for (int i = 1; i <= 240; ++i) {
        const CardObjectId id(QStringLiteral("HTP-2026-%1").arg(i, 6, 10, QLatin1Char('0')));
        const auto row = bench.wait(bench.service->lookup(spec.name, id, Limit));
        QVERIFY(row.ok());
        QCOMPARE(row->find(u"ticket_a")->value.size(), 128);
    }
}

void TestDataService::endsWhileWorkIsQueued()
{
    Bench bench(true);
    const DataSourceSpec spec = specOf(QStringLiteral("sqlite"));
    auto opened = bench.service->open(spec, Limit);
    QList<CardObjectId> ids;
    for (int i = 0; i < 500; ++i)
        ids.append(CardObjectId(QStringLiteral("A%1").arg(i)));
    bench.service->prefetch(spec.name, ids);
    auto row = bench.service->lookup(spec.name, CardObjectId(QStringLiteral("A1")), Limit);
    bench.service.reset();
    QVERIFY(bench.wait(std::move(opened)).ok());
    QVERIFY(bench.wait(std::move(row)).ok());
    QVERIFY(QSqlDatabase::connectionNames().isEmpty());
}

QTEST_GUILESS_MAIN(TestDataService)
#include "tst_data_service.moc"
