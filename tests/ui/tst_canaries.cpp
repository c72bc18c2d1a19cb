// SPDX-License-Identifier: GPL-3.0-or-later
// A whole session with a job whose personal and secret values are canaries: import, production with faults,
// the pages, every export, an end in the middle of work. After each step everything that can be seen, heard
// by a screen reader, copied or found on the disk is searched for them. tst_canary_search shows that the
// search finds a canary in each of these places.
#include "base/secret_bytes.h"
#include "canary_watch.h"
#include "metrics/history.h"
#include "server/server_thread.h"
#include "text_recorder.h"
#include "ui/alarms/alarm_parts.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/dashboard/pareto_list.h"
#include "ui/dashboard/report_painter.h"
#include "ui/floor/floor_accessible.h"
#include "ui/import/import_page.h"
#include "ui/jobs/jobs_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/picture_states.h"
#include "ui/shell/window_memory.h"
#include "ui/text/report_text.h"
#include "ui/trace/trace_model.h"
#include "ui/trace/trace_page.h"
#include "ui/trace/trace_table.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTest>
#include <QUrl>

using namespace sm;

namespace {

// Fewer than the 64 whose line numbers, one after the other, read like the key 404142434445...
constexpr int records = 38;

} // namespace

class CanariesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void ux35WholeSession();

private:
    void open();
    void openFloor(int machines, int stations, double speed);
    void importBroken();
    void importWhole();
    void produce();
    void floor();
    void jobs();
    void dashboard();
    void trace();
    void alarms();
    void exports();
    void crash();
    void commandLine();

    void look(const char* step);
    void drop(const QString& file);
    bool saw(const char* channel, const char* text) const { return m_watch.saw(channel, text); }
    template <class W = QWidget> W* find(const char* name) const
    {
        return m_window->findChild<W*>(QString::fromLatin1(name));
    }
    JobSnapshot job() const; ///< id 0: not there
    bool stationIn(TileState state) const;
    QString out(const char* name) const { return m_watch.out(name); }

    CanaryWatch m_watch;
    std::unique_ptr<ServerThread> m_server;
    std::unique_ptr<MainWindow> m_window;
};

void CanariesTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    QCoreApplication::setApplicationName(QStringLiteral("stationmaster"));
    installFloorAccessibility();
    QVERIFY(m_watch.prepare(records));
    qInfo("%lld values, %lld forms", static_cast<long long>(m_watch.canaries().values()),
        static_cast<long long>(m_watch.canaries().forms()));
}

void CanariesTest::cleanup()
{
    m_window.reset();
    m_server.reset();
}

void CanariesTest::look(const char* step)
{
    m_watch.look(step, *m_window);
    QVERIFY2(m_watch.finds().isEmpty(), qPrintable(m_watch.finds()));
}

void CanariesTest::open()
{
    openFloor(2, 3, 20);
}

void CanariesTest::openFloor(int machines, int stations, double speed)
{
    DemoOptions demo;
    demo.machines = machines;
    demo.stations = stations;
    demo.hsms = 2;
    demo.speed = speed;
    ServerOptions options;
    options.floor = demoFloor(demo);
    options.floor.virtualCards.muteRate = 0.07;
    options.floor.virtualCards.statusRate = 0.07;
    options.floor.virtualCards.tearRate = 0.2; // most of them after the first write: quarantine
    options.floor.virtualCards.jams.push_back({StationId{1, 2}, seconds(1)});
    options.floor.rejectRunLimit = 10;
    options.dataFolder = m_watch.dataFolder();
    ServerThread::Settings settings;
    settings.controlSocket = true;
    m_server = std::make_unique<ServerThread>(std::move(options), settings);
    m_server->start();
    m_window = std::make_unique<MainWindow>(*m_server);
    m_window->resize(1366, 768);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void CanariesTest::drop(const QString& file)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    const QPoint at(300, 300);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    look("drag over the window");
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
}

JobSnapshot CanariesTest::job() const
{
    for (const JobSnapshot& one : m_server->snapshot()->jobs) {
        if (one.counts.records.accepted == records)
            return one;
    }
    return {};
}

bool CanariesTest::stationIn(TileState state) const
{
    const auto snapshot = m_server->snapshot();
    for (const MachineSnapshot& machine : snapshot->machines) {
        for (const StationSnapshot& station : machine.stations) {
            if (station.state == state)
                return true;
        }
    }
    return false;
}

void CanariesTest::importBroken()
{
    drop(m_watch.job().broken);
    const auto checked = [this] {
        return find("importDialog")->isVisible()
            && find<QLabel>("importCounts")->text().contains(QStringLiteral("adds up"));
    };
    QTRY_VERIFY_WITH_TIMEOUT(checked(), 30'000);
    auto* report = find<QAbstractItemView>("importReport");
    QVERIFY(report->model()->rowCount() >= 6); // codes
    for (int row = 0; row < report->model()->rowCount(); ++row)
        QMetaObject::invokeMethod(report, "expand", Q_ARG(QModelIndex, report->model()->index(row, 0)));
    look("import page");
    QVERIFY(saw("painted", "****50")); // the last four digits of a number are shown
    Q_EMIT m_window->importPage()->reportRequested(out("findings.csv"));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(out("findings.csv")), 20'000);
    m_watch.searchFile("export", out("findings.csv"));
    find<QRadioButton>("importPolicy1")->click();
    find<QPushButton>("importAccept")->click();
    const QString rejects = m_watch.home("in/planted errors.rejects.csv");
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(rejects), 20'000);
    // What goes back to the issuer is the issuer's data, in the issuer's form and folder, for its owner only.
    QVERIFY(!m_watch.canaries().inBytes(contentOf(rejects)).isEmpty());
    const QFileDevice::Permissions others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QCOMPARE(QFile::permissions(rejects) & others, QFileDevice::Permissions());
    look("records left out");
}

void CanariesTest::importWhole()
{
    drop(m_watch.job().file);
    QTRY_COMPARE_WITH_TIMEOUT(
        find<QLabel>("importHeadline")->text(), QStringLiteral("38 records, all valid"), 30'000);
    look("import card");
    find<QPushButton>("importCardDetails")->click();
    QTRY_VERIFY(find("importDialog")->isVisible());
    look("preview and mapping");
    QVERIFY(saw("models", "CNY-2026-000001"));
    find<QPushButton>("importAccept")->click();
    QTRY_COMPARE_WITH_TIMEOUT(
        find<QLabel>("importHeadline")->text(), QStringLiteral("38 records ready"), 30'000);
    m_window->goTo(Page::Jobs);
    m_server->post(command::StartJob{job().id});
}

void CanariesTest::produce()
{
    m_window->goTo(Page::Floor);
    QTRY_VERIFY_WITH_TIMEOUT(job().counts.records.good >= 3, 60'000);
    look("cards in work");
    QTRY_VERIFY_WITH_TIMEOUT(stationIn(TileState::Fault), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(job().counts.cards.quarantine > 0, 60'000);
    // However slow the computer is, there is work left for the crash.
    find<QAction>("actionHoldFloor")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(stationIn(TileState::Held), 60'000);
    look("floor held");
}

void CanariesTest::floor()
{
    m_window->showFirstFault();
    QTRY_VERIFY(find("detailPanel")->isVisible());
    look("station in fault");
    QVERIFY(saw("painted", "M1-S2"));
    QVERIFY(saw("accessible", "M1-S2"));
    enterPictureState(QStringLiteral("many"), *m_window);
    look("several stations");
}

void CanariesTest::jobs()
{
    m_window->goTo(Page::Jobs);
    find<QTableView>("jobsTable")->setFocus();
    look("jobs");
    QVERIFY(saw("models", "Canary Pass"));
    QVERIFY(saw("clipboard", "Canary Pass"));
    QTest::keyClick(m_window.get(), Qt::Key_F9, Qt::ShiftModifier);
    find<QPushButton>("jobAbortButton")->click();
    look("abort dialog");
    QVERIFY(saw("painted", "Abort"));
    if (QWidget* dialog = QApplication::activeModalWidget())
        dialog->close();
    QCoreApplication::processEvents();
}

void CanariesTest::dashboard()
{
    m_window->goTo(Page::Dashboard);
    auto* page = m_window->findChild<DashboardPage*>();
    QTRY_VERIFY_WITH_TIMEOUT(
        page->history() && !page->history()->isEmpty() && !page->history()->rejects.empty(), 30'000);
    look("dashboard");
    Q_EMIT page->findChild<ParetoList*>()->clicked(0);
    auto* table = find<QTableView>("dashRecordsTable");
    QTRY_VERIFY_WITH_TIMEOUT(table->isVisible() && table->model()->rowCount() > 0, 20'000);
    enterPictureState(QStringLiteral("dashboard-end"), *m_window);
    look("records of the dashboard");
    for (const char* kind : {"csv", "pdf", "png"})
        page->exportTo(QLatin1String(kind), out("dashboard.") + QLatin1String(kind));
    QTRY_VERIFY_WITH_TIMEOUT(
        QFile::exists(out("dashboard.pdf")) && QFile::exists(out("dashboard.png")), 20'000);
    ExportJob sheet;
    sheet.history = page->history();
    sheet.snapshot = m_server->snapshot();
    sheet.theme = Theme::of(ThemeKind::Light);
    TextRecorder recorder(QSize(1000, 1720)); // what the picture shows
    QPainter painter(&recorder);
    const ReportPainter report(sheet);
    report.definitions(painter, report.charts(painter, report.tiles(painter, report.head(painter, 30))));
    painter.end();
    m_watch.search("export", recorder.texts());
    QVERIFY(recorder.texts().size() > 50);
}

void CanariesTest::trace()
{
    QVERIFY(m_window->showFaultTrace());
    TracePage* page = m_window->trace();
    QTRY_VERIFY_WITH_TIMEOUT(
        page->model()->rowCount() > 20 && page->table()->currentIndex().row() > 0, 20'000);
    look("trace of the fault");
    find<QLineEdit>("traceFilter")->clear();
    QTest::keyClicks(find<QLineEdit>("traceFilter"), QStringLiteral("ins:e2"));
    QTest::qWait(500); // the worker filters
    QTRY_VERIFY_WITH_TIMEOUT(page->model()->rowCount() > 2, 20'000);
    page->table()->selectRow(2);
    look("trace of STORE DATA");
    QVERIFY(saw("models", "STORE DATA"));
    for (const auto& [format, name] : {std::pair(TraceFormat::Text, "trace.txt"),
             std::pair(TraceFormat::Csv, "trace.csv"), std::pair(TraceFormat::JsonLines, "trace.jsonl")}) {
        page->exportTo(out(name), format);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(out(name)), 20'000);
    }
    find<QLineEdit>("traceFilter")->clear();
    QTest::qWait(300);
    for (const auto& [format, name] : {std::pair(TraceFormat::Text, "trace-all.txt"),
             std::pair(TraceFormat::JsonLines, "trace-all.jsonl")}) {
        page->exportTo(out(name), format);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(out(name)), 20'000);
    }
    enterPictureState(QStringLiteral("compare"), *m_window);
    QTRY_VERIFY_WITH_TIMEOUT(find("traceCompareTable")->isVisible(), 10'000);
    look("two cards compared");
}

void CanariesTest::alarms()
{
    m_window->goTo(Page::Floor);
    m_window->alarms()->showList(true);
    auto* table = find<QTableView>("alarmActiveTable");
    QVERIFY(table);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, 20'000);
    look("alarm list");
    m_window->alarms()->showList(false);
    QTest::keyClick(m_window.get(), Qt::Key_F9);
}

void CanariesTest::exports()
{
    m_window->goTo(Page::Jobs);
    m_window->findChild<JobsPage*>()->writeReport(job().id, QStringLiteral("pdf"));
    m_window->findChild<JobsPage*>()->writeReport(job().id, QStringLiteral("csv"));
    m_window->findChild<JobsPage*>()->writeReport(job().id, QStringLiteral("json"));
    const QString documents = m_watch.home("home/Documents/Stationmaster");
    QTRY_COMPARE_WITH_TIMEOUT(filesIn(documents).size(), 3, 20'000);
    QVERIFY(m_window->grab().save(out("window.png")));
    const QStringList written = filesIn(out("")) + filesIn(documents);
    QVERIFY2(written.size() >= 12, qPrintable(written.join(u'\n')));
    for (const QString& file : written)
        m_watch.searchFile("export", file);
    QVERIFY(saw("pdf", "Canary Pass"));
    QVERIFY(saw("export", "STORE DATA"));
    saveWindowMemory(m_window->memory());
    look("reports written");
    QVERIFY(m_watch.lookAtFiles("while cards are made") > 5);
    QVERIFY2(m_watch.finds().isEmpty(), qPrintable(m_watch.finds()));
    QVERIFY(saw("settings", "theme"));
}

/// The program ends in the middle of work.
void CanariesTest::crash()
{
    m_server->post(command::ClearStations{{StationId{1, 2}}});
    find<QAction>("actionResumeFloor")->trigger();
    const auto told = [this] {
        const RecordCounts& counts = job().counts.records;
        return QStringLiteral("%1, %2 waiting, %3 good")
            .arg(jobStateName(job().state))
            .arg(counts.waiting)
            .arg(counts.good);
    };
    const qint64 good = job().counts.records.good;
    QTRY_VERIFY2_WITH_TIMEOUT(job().counts.records.good > good, qPrintable(told()), 30'000);
    QTRY_VERIFY2_WITH_TIMEOUT(stationIn(TileState::Running), qPrintable(told()), 30'000);
    QVERIFY(job().counts.records.waiting > 0);
    m_window.reset();
    m_server.reset();
    m_watch.lookAtFiles("after the crash");
    QVERIFY2(m_watch.finds().isEmpty(), qPrintable(m_watch.finds()));
}

/// The same store by the command line: as text, as JSON, as a file of each kind.
void CanariesTest::commandLine()
{
    const auto report = [this](const QStringList& more) {
        QProcess program;
        program.start(QStringLiteral(SM_BIN_DIR "/stationmaster-cli"),
            QStringList{
                QStringLiteral("report"), QStringLiteral("2"), QStringLiteral("--data"), m_watch.dataFolder()}
                + more);
        QVERIFY(program.waitForFinished(60'000));
        const QString told = QString::fromUtf8(program.readAllStandardOutput());
        const QString complained = QString::fromUtf8(program.readAllStandardError());
        QVERIFY2(
            program.exitStatus() == QProcess::NormalExit && program.exitCode() <= 1, qPrintable(complained));
        m_watch.search("export", {told, complained});
    };
    report({});
    report({QStringLiteral("--json")});
    QVERIFY(saw("export", "\"attempts\""));
    for (const char* name : {"cli.json", "cli.csv", "cli.pdf"}) {
        report({QStringLiteral("-o"), out(name)});
        QVERIFY(QFile::exists(out(name)));
        m_watch.searchFile("export", out(name));
    }
    QVERIFY2(m_watch.finds().isEmpty(), qPrintable(m_watch.finds()));
}

void CanariesTest::ux35WholeSession()
{
    using Step = void (CanariesTest::*)();
    for (const Step step :
        {&CanariesTest::open, &CanariesTest::importBroken, &CanariesTest::importWhole, &CanariesTest::produce,
            &CanariesTest::floor, &CanariesTest::dashboard, &CanariesTest::trace, &CanariesTest::alarms,
            &CanariesTest::jobs, &CanariesTest::exports, &CanariesTest::crash, &CanariesTest::commandLine}) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
    QString told;
    for (const char* channel : CanaryWatch::channels) {
        told += QStringLiteral(" %1 %2").arg(QLatin1String(channel)).arg(m_watch.count(channel));
        QVERIFY2(m_watch.count(channel) > 0, channel);
    }
    qInfo("%d looks; texts and bytes:%s", m_watch.looks(), qPrintable(told));
}

QTEST_MAIN(CanariesTest)
#include "tst_canaries.moc"
