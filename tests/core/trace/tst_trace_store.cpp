// SPDX-License-Identifier: GPL-3.0-or-later
// Traces on disk: which cards are stored, how many, what never is, and what happens when the disk cannot.
#include "stored_floor.h"

#include "base/failures/trace.h"

#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace sm;
using namespace smtest;

namespace {

/// Keeps what it is given until it is told to go on: a disk that stands still.
class HeldExecutor final : public Executor {
public:
    explicit HeldExecutor(std::vector<Work>& works)
        : m_works(works)
    {
    }
    ~HeldExecutor() override { run(); }
    void post(Work work) override { m_works.push_back(std::move(work)); }
    void run()
    {
        for (size_t i = 0; i < m_works.size(); ++i)
            std::exchange(m_works[i], Work())();
        m_works.clear();
    }

private:
    std::vector<Work>& m_works;
};

} // namespace

class TraceStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void rowsComeBackAsTheyWere();
    void storesWhatTheRuleAsks_data();
    void storesWhatTheRuleAsks();
    void lastCardsOutliveTheProgram();
    void everyBadEndIsAnError_data();
    void everyBadEndIsAnError();
    void ux35CanariesNeverReachTheDisk();
    void oldestFileGoes();
    void allJobsShareTheRoom();
    void openFilesOfOtherJobsStay();
    void lastCardsOfAnEndedJobLeaveNothingBehind();
    void fullQueueDropsWholeCards();
    void fullDiskStopsTheStoringAlone();
    void roomForTheCardsIsLeft();
    void longCardIsDropped();
    void onlyThisUserLooksIn();
    void nothingButFilesIsRead();
    void readersBesideAWriter();

private:
    QString folder() const { return m_folder->filePath(QStringLiteral("traces")); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TraceStoreTest::rowsComeBackAsTheyWere()
{
    StoredFloor floor(folder());
    floor.card(7, false);
    const StoredTrace read = floor.read();
    QVERIFY(!read.failure);
    QCOMPARE(read.cards, 1u);
    QVERIFY(read.testKeys && !read.olderGone && !read.capped && read.damaged == 0 && read.tornBytes == 0);
    const QList<QByteArray> live = saidOf(floor.ring.view(), 7);
    QCOMPARE(live.size(), qsizetype(7));
    QCOMPARE(saidOf(read.view, 7), live);
    const TraceRow* masked = read.view.row(4);
    QVERIFY(masked);
    QCOMPARE(masked->commandSpans.size(), size_t(1));
    QCOMPARE(masked->commandSpans[0].fieldClass, FieldClass::Personal);
    QCOMPARE(read.view.row(7)->verdict, TraceVerdict::Quarantined);
    QVERIFY(floor.read(99).failure == fc::TraceNotStored);
}

void TraceStoreTest::storesWhatTheRuleAsks_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<quint32>("oneIn");
    QTest::addColumn<quint32>("last");
    QTest::addColumn<QList<qint64>>("kept");
    // 20 cards, odd ones in station 1 and even ones in station 2; 5 and 18 fail.
    using List = QList<qint64>;
    QTest::newRow("off") << int(CaptureLevel::Off) << 0u << 3u << List{};
    QTest::newRow("errors alone") << int(CaptureLevel::Errors) << 0u << 0u << List{5, 18};
    QTest::newRow("errors and the last")
        << int(CaptureLevel::Errors) << 0u << 3u << List{5, 15, 16, 17, 18, 19, 20};
    QTest::newRow("errors and samples") << int(CaptureLevel::Errors) << 6u << 0u << List{5, 6, 12, 18};
    QTest::newRow("all three") << int(CaptureLevel::Errors) << 10u << 1u << List{5, 10, 18, 19, 20};
    List all;
    for (qint64 i = 1; i <= 20; ++i)
        all.append(i);
    QTest::newRow("all") << int(CaptureLevel::All) << 0u << 0u << all;
}

void TraceStoreTest::storesWhatTheRuleAsks()
{
    QFETCH(int, level);
    QFETCH(quint32, oneIn);
    QFETCH(quint32, last);
    QFETCH(QList<qint64>, kept);
    {
        StoredFloor floor(folder());
        floor.capture.setRule(JobId(1), {CaptureLevel(level), oneIn, last}, true);
        for (qint64 i = 1; i <= 20; ++i)
            floor.card(i, i != 5 && i != 18, quint16(i % 2 == 0 ? 2 : 1));
        QCOMPARE(attemptsOf(floor.read().view), kept);
        QCOMPARE(floor.store.figures().dropped, quint64(0));
        floor.store.flush(JobId(1), true);
    }
    QCOMPARE(attemptsOf(readStoredTrace(folder(), JobId(1)).view), kept);
}

void TraceStoreTest::lastCardsOutliveTheProgram()
{
    for (int run = 0; run < 3; ++run) {
        StoredFloor floor(folder());
        floor.card(run * 10 + 1);
        floor.card(run * 10 + 2, true, 2);
    }
    StoredFloor floor(folder());
    QCOMPARE(attemptsOf(floor.read().view), (QList<qint64>{1, 2, 11, 12, 21, 22}));
    floor.card(31);
    QCOMPARE(attemptsOf(floor.read().view), (QList<qint64>{2, 11, 12, 21, 22, 31}));
    const auto figures = floor.store.figures();
    QVERIFY(figures.jobs);
    QCOMPARE(figures.jobs->size(), size_t(1));
    QCOMPARE(figures.jobs->front().job, JobId(1));
    QVERIFY(figures.jobs->front().bytes > 0);
}

void TraceStoreTest::everyBadEndIsAnError_data()
{
    QTest::addColumn<int>("verdict");
    for (const TraceVerdict verdict : {TraceVerdict::Released, TraceVerdict::Quarantined,
             TraceVerdict::InDoubt, TraceVerdict::Stopped, TraceVerdict::None})
        QTest::newRow(qPrintable(traceVerdictName(verdict) + QStringLiteral("."))) << int(verdict);
}

void TraceStoreTest::everyBadEndIsAnError()
{
    QFETCH(int, verdict);
    StoredFloor floor(folder());
    floor.capture.setRule(JobId(1), {CaptureLevel::Errors, 0, 0}, true);
    floor.card(1);
    floor.start(2);
    floor.end(TraceVerdict(verdict));
    QCOMPARE(attemptsOf(floor.read().view), QList<qint64>{2});
}

void TraceStoreTest::ux35CanariesNeverReachTheDisk()
{
    {
        StoredFloor floor(folder());
        floor.capture.setRule(JobId(1), {CaptureLevel::All, 0, 0}, true);
        for (int i = 1; i < 20; ++i)
            floor.card(i, i % 3 != 0, 1, 1);
        floor.card(30, true, 2, 2); // among the last of a job
    }
    const QStringList files = filesIn(folder());
    QCOMPARE(
        files, (QStringList{QStringLiteral("job-1-000001.smtrace"), QStringLiteral("job-2-last.smtrace")}));
    for (const QString& name : files) {
        const QByteArray content = contentOf(folder() + u'/' + name);
        QVERIFY(content.size() > 500);
        QVERIFY2(!content.contains("CANARY"), qPrintable(name));
        QVERIFY2(!content.toLower().contains(QByteArray("CANARY").toHex()), qPrintable(name));
        QVERIFY(content.contains("Store pass data")); // what is open is there
    }
}

void TraceStoreTest::oldestFileGoes()
{
    TraceStoreOptions options;
    options.fileBytes = 4000;
    options.filesPerJob = 3;
    StoredFloor floor(folder(), options);
    floor.capture.setRule(JobId(1), {CaptureLevel::All, 0, 0}, true);
    floor.card(1);
    QVERIFY(!floor.read().olderGone);
    for (qint64 i = 2; i <= 100; ++i)
        floor.card(i);
    const QStringList files = filesIn(folder());
    QCOMPARE(files.size(), qsizetype(3));
    for (const QString& name : files)
        QVERIFY2(QFileInfo(folder() + u'/' + name).size() <= 4000, qPrintable(name));
    const StoredTrace read = floor.read();
    QVERIFY2(read.olderGone, "whoever looks is told");
    const QList<qint64> kept = attemptsOf(read.view);
    QVERIFY(kept.size() > 5 && kept.size() < 30);
    QCOMPARE(kept.back(), qint64(100));
    for (qsizetype i = 1; i < kept.size(); ++i)
        QCOMPARE(kept[i], kept[i - 1] + 1);
    QCOMPARE(floor.store.figures().dropped, quint64(0));
    const StoredTrace some = readStoredTrace(folder(), JobId(1), 20);
    QVERIFY2(some.capped, "more is there than a view takes");
    QCOMPARE(attemptsOf(some.view), (QList<qint64>{99, 100}));
}

void TraceStoreTest::allJobsShareTheRoom()
{
    TraceStoreOptions options;
    options.fileBytes = 3000;
    options.totalBytes = 12'000;
    StoredFloor floor(folder(), options);
    for (qint64 job = 1; job <= 6; ++job) {
        floor.capture.setRule(JobId(job), {CaptureLevel::All, 0, 0}, true);
        for (qint64 i = 1; i <= 6; ++i)
            floor.card(job * 100 + i, true, 1, job);
        floor.store.flush(JobId(job), true);
        for (const TraceFileName& file : traceFiles(folder())) { // a clock that goes forward between jobs
            QFile touched(file.path);
            QVERIFY(touched.open(QIODevice::ReadWrite));
            const QDateTime then = QDateTime::fromSecsSinceEpoch(1'700'000'000 + file.job.value * 60);
            QVERIFY(touched.setFileTime(then, QFileDevice::FileModificationTime));
        }
    }
    qint64 total = 0;
    for (const TraceFileName& file : traceFiles(folder()))
        total += file.bytes;
    QVERIFY2(total <= 12'000 + 3000, qPrintable(QString::number(total)));
    QVERIFY(floor.read(1).failure == fc::TraceNotStored);
    QVERIFY(!floor.read(6).failure);
}

/// A held job's file is open and old; what the job does later still goes into it.
void TraceStoreTest::openFilesOfOtherJobsStay()
{
    TraceStoreOptions options;
    options.fileBytes = 3000;
    options.totalBytes = 6000;
    StoredFloor floor(folder(), options);
    for (const qint64 job : {1, 2})
        floor.capture.setRule(JobId(job), {CaptureLevel::All, 0, 0}, true);
    floor.card(1, true, 1, 1);
    floor.store.flush(JobId(1), false);
    for (qint64 i = 100; i <= 160; ++i)
        floor.card(i, true, 1, 2);
    floor.card(2, true, 1, 1);
    floor.store.flush(JobId(1), true);
    QCOMPARE(attemptsOf(floor.read(1).view), (QList<qint64>{1, 2}));
}

void TraceStoreTest::lastCardsOfAnEndedJobLeaveNothingBehind()
{
    TraceStoreOptions options;
    options.heldBytes = 20'000; // of all jobs: what is left behind takes the room of the next
    StoredFloor floor(folder(), options);
    for (qint64 job = 1; job <= 40; ++job) {
        floor.capture.setRule(JobId(job), {CaptureLevel::Errors, 0, 2}, true);
        floor.card(job * 10, true, 1, job);
        floor.store.flush(JobId(job), true);
        floor.card(job * 10 + 1, true, 1, job); // was in its station when the job was ended
        floor.store.flush(JobId(job), true);
        QCOMPARE(attemptsOf(floor.read(job).view), (QList<qint64>{job * 10, job * 10 + 1}));
    }
    QCOMPARE(floor.store.figures().dropped, quint64(0));
}

void TraceStoreTest::fullQueueDropsWholeCards()
{
    TraceStoreOptions options;
    options.queuedRows = 70; // ten cards of seven rows
    std::vector<Work> works;
    auto held = std::make_unique<HeldExecutor>(works);
    HeldExecutor* disk = held.get();
    StoredFloor floor(folder(), options, std::move(held));
    floor.capture.setRule(JobId(1), {CaptureLevel::All, 0, 0}, true);
    for (qint64 i = 1; i <= 25; ++i)
        floor.card(i);
    QCOMPARE(floor.store.figures().dropped, quint64(15));
    disk->run();
    floor.card(26);
    disk->run();
    QCOMPARE(floor.store.figures().cards, quint64(11));
    QCOMPARE(floor.store.figures().rows, quint64(77));
    const StoredTrace read = readStoredTrace(folder(), JobId(1));
    QCOMPARE(attemptsOf(read.view), (QList<qint64>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 26}));
    QCOMPARE(read.view.count(), quint64(77));
}

void TraceStoreTest::fullDiskStopsTheStoringAlone()
{
    StoredFloor floor(folder());
    floor.capture.setRule(JobId(1), {CaptureLevel::All, 0, 0}, true);
    floor.card(1);
    const QString path = traceFilePath(folder(), JobId(1), 1);
    const qint64 whole = QFileInfo(path).size();
    // No file of this process may grow beyond the middle of the next card.
    struct rlimit before { };
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit full = before;
    full.rlim_cur = rlim_t(whole + 100);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
    for (qint64 i = 2; i <= 6; ++i)
        floor.card(i);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    TraceStoreFigures figures = floor.store.figures();
    QVERIFY(figures.failure && *figures.failure == fc::TraceUnwritable);
    QVERIFY(!figures.failure->param("cause").isEmpty());
    QCOMPARE(figures.dropped, quint64(5));
    QCOMPARE(figures.cards, quint64(1));
    QCOMPARE(QFileInfo(path).size(), whole); // nothing half written
    floor.store.flushAll(); // a minute later somebody has made room
    floor.card(7);
    figures = floor.store.figures();
    QVERIFY(!figures.failure);
    QCOMPARE(figures.dropped, quint64(5));
    QCOMPARE(attemptsOf(floor.read().view), (QList<qint64>{1, 7}));
}

void TraceStoreTest::roomForTheCardsIsLeft()
{
    TraceStoreOptions options = StoredFloor::withFolder({}, folder());
    options.reserveBytes = std::numeric_limits<qint64>::max();
    TraceRing ring;
    TraceStore store(options, std::make_unique<InlineExecutor>(), std::make_unique<InlineExecutor>());
    CardCapture capture(store);
    ring.listen(&capture);
    TraceEntry entry;
    entry.row.job = JobId(1);
    entry.row.attempt = AttemptId(1);
    entry.row.kind = TraceKind::CardStarted;
    ring.append(entry);
    entry.row.kind = TraceKind::CardEnded;
    ring.append(entry);
    const TraceStoreFigures figures = store.figures();
    QVERIFY(figures.failure && *figures.failure == fc::TraceDiskLow);
    QCOMPARE(figures.dropped, quint64(1));
    QVERIFY(filesIn(folder()).isEmpty());
}

void TraceStoreTest::longCardIsDropped()
{
    StoredFloor floor(folder());
    floor.start(1);
    for (quint32 i = 0; i < card_limits::rows; ++i)
        floor.add(TraceKind::Command, QByteArray::fromHex("00B0000010"), QByteArray::fromHex("9000"));
    floor.end(TraceVerdict::InDoubt);
    QCOMPARE(floor.store.figures().dropped, quint64(1));
    floor.card(2, false);
    QCOMPARE(attemptsOf(floor.read().view), QList<qint64>{2});
}

void TraceStoreTest::onlyThisUserLooksIn()
{
    const mode_t before = ::umask(0);
    {
        StoredFloor floor(folder());
        floor.card(1, false);
        floor.card(2);
    }
    ::umask(before);
    struct stat status { };
    QCOMPARE(::stat(QFile::encodeName(folder()).constData(), &status), 0);
    QCOMPARE(int(status.st_mode & 0777), 0700);
    QCOMPARE(filesIn(folder()).size(), qsizetype(2));
    for (const QString& name : filesIn(folder())) {
        QCOMPARE(::stat(QFile::encodeName(folder() + u'/' + name).constData(), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0600);
    }
    const QString link = m_folder->filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(folder(), link));
    StoredFloor other(link);
    other.card(3, false);
    QVERIFY(other.store.figures().failure && *other.store.figures().failure == fc::TraceFolderUnusable);
    QCOMPARE(other.store.figures().dropped, quint64(1));
}

void TraceStoreTest::nothingButFilesIsRead()
{
    {
        StoredFloor floor(folder());
        floor.card(1, false);
    }
    QVERIFY(QFile::link(traceFilePath(folder(), JobId(1), 1), traceFilePath(folder(), JobId(2), 1)));
    QCOMPARE(::mkfifo(QFile::encodeName(traceFilePath(folder(), JobId(3), 1)).constData(), 0600), 0);
    QVERIFY(QDir().mkdir(traceFilePath(folder(), JobId(4), 1)));
    QVERIFY(writeTo(folder() + QStringLiteral("/job-1-last.smtrace.Xy12Zz"), "half"));
    for (qint64 job = 2; job <= 4; ++job)
        QVERIFY(readStoredTrace(folder(), JobId(job)).failure.has_value());
    StoredFloor floor(folder());
    for (qint64 job = 2; job <= 4; ++job)
        floor.card(10 + job, false, 1, job); // nothing hangs, nothing is written through
    QCOMPARE(attemptsOf(floor.read(1).view), QList<qint64>{1});
    QVERIFY(!filesIn(folder()).join(u' ').contains(QStringLiteral("Xy12Zz")));
}

void TraceStoreTest::readersBesideAWriter()
{
    TraceStoreOptions options = StoredFloor::withFolder({}, folder());
    options.fileBytes = 20'000;
    std::atomic<int> reads{0};
    std::atomic<int> wrong{0};
    {
        StoredFloor floor(folder(), options, std::make_unique<ThreadExecutor>("trace-store"));
        TraceStore second(StoredFloor::withFolder({}, m_folder->filePath(QStringLiteral("other"))),
            std::make_unique<ThreadExecutor>("trace-store2"), std::make_unique<ThreadExecutor>("trace-read"));
        floor.capture.setRule(JobId(1), {CaptureLevel::All, 0, 0}, true);
        for (qint64 i = 1; i <= 300; ++i) {
            floor.card(i, i % 7 != 0);
            if (i % 20 != 0)
                continue;
            floor.store.read(JobId(1), [&, i](std::shared_ptr<const StoredTrace> trace) {
                const QList<qint64> kept = attemptsOf(trace->view);
                wrong += kept.isEmpty() || kept.back() < i || trace->damaged > 0 || trace->tornBytes > 0;
                ++reads;
            });
            second.read(JobId(1), [&](std::shared_ptr<const StoredTrace> trace) {
                wrong += !trace->failure;
                ++reads;
            });
        }
    }
    QCOMPARE(reads.load(), 30);
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(TraceStoreTest)
#include "tst_trace_store.moc"
