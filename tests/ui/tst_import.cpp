// SPDX-License-Identifier: GPL-3.0-or-later
// The import page with the real server behind it: a known file in three events, a file full of errors, a
// mapping by hand, many records, cancel.
#include "base/secret_bytes.h"
#include "server/demo_job.h"
#include "server/server_thread.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QUrl>

using namespace sm;

class ImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ux01DropEnterEnter();
    void fileWithErrorsOpensThePage();
    void clickOnAFindingShowsItsLine();
    void policyLetsTheValidIn();
    void unknownColumnsAreMappedByHand();
    void fieldUsedTwiceIsAnError();
    void unknownFormatKeepsTheWayOut();
    void severalFilesAreAList();
    void escapeClosesAndLeavesNothing();
    void ux35NothingPersonalOnThePage();
    void ux32ManyRecordsWithoutAStall();
};

namespace {

/// A console with its own store, and a look at the widgets by name.
struct Desk {
    Desk()
        : server(options(folder.path()), {})
    {
        server.start();
        window = std::make_unique<MainWindow>(server);
        window->resize(1366, 768);
        window->show();
        good = QTest::qWaitForWindowExposed(window.get());
    }
    ~Desk()
    {
        window.reset();
        server.post(command::StopServer{true});
        server.wait(60'000);
    }
    static ServerOptions options(const QString& folder)
    {
        DemoOptions demo;
        demo.machines = 2;
        demo.stations = 3;
        demo.hsms = 2;
        demo.speed = 300;
        ServerOptions out;
        out.floor = demoFloor(demo);
        out.dataFolder = folder + QStringLiteral("/data");
        QDir().mkpath(out.dataFolder);
        return out;
    }
    QString in(const QByteArray& bytes, const char* name = "job.csv") const
    {
        QDir().mkpath(folder.filePath(QStringLiteral("in")));
        QFile file(folder.filePath(QStringLiteral("in/") + QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the job file");
        return file.fileName();
    }
    void drop(const QStringList& files)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& file : files)
            urls.append(QUrl::fromLocalFile(file));
        data.setUrls(urls);
        const QPoint at(300, 300);
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &enter);
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &event);
    }
    template <class W = QWidget> W* find(const char* name) const
    {
        return window->findChild<W*>(QString::fromLatin1(name));
    }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }
    bool headline(const char* wanted) const { return text("importHeadline") == QLatin1String(wanted); }
    QWidget* page() const { return find<QWidget>("importDialog"); }
    bool checked() const
    {
        return page()->isVisible() && text("importCounts").contains(QStringLiteral("adds up"));
    }
    QAbstractItemView* report() const { return find<QAbstractItemView>("importReport"); }

    QTemporaryDir folder;
    ServerThread server;
    std::unique_ptr<MainWindow> window;
    bool good = false;
};

QByteArray header()
{
    return "card_object_id,pass_number,holder_name,zone,product_code,valid_from,valid_to,concession,phone\n";
}

QByteArray record(const QByteArray& id, const QByteArray& product = "P30",
    const QByteArray& name = "CANARYNAME Ada", const QByteArray& number = "9999244826000018")
{
    return id + ',' + number + ',' + name + ",B," + product + ",2026-10-01,2071-10-28,student,4155550121\n";
}

QByteArray errors()
{
    return header() + record("A-1") + record("A-2", "P9") + record("A-1")
        + record("A-4", "P30", "CANARYNAME Bo", "9999244826000019") + record("A-5") + "A-6,short\n";
}

/// The longest time in which the event loop did not come round.
class StallProbe {
public:
    StallProbe()
    {
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(5);
    }
    void beat() { m_longest = qMax(m_longest, m_clock.restart()); }
    qint64 longest() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

} // namespace

void ImportTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void ImportTest::ux01DropEnterEnter()
{
    Desk desk;
    QVERIFY(desk.good);
    const auto file = writeDemoJob(desk.folder.filePath(QStringLiteral("in")), 12);
    QVERIFY(file.ok());
    int events = 0;
    desk.drop({*file});
    ++events;
    QTRY_VERIFY_WITH_TIMEOUT(desk.headline("12 records, all valid"), 20'000);
    QVERIFY(!desk.page()->isVisible()); // collapsed: the card says it all
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    ++events;
    QTRY_VERIFY_WITH_TIMEOUT(desk.headline("12 records ready"), 20'000);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    ++events;
    QTRY_VERIFY_WITH_TIMEOUT(!desk.server.snapshot()->jobs.empty()
            && desk.server.snapshot()->jobs.front().state != JobState::Ready,
        20'000);
    QCOMPARE(events, 3);
    QTRY_COMPARE_WITH_TIMEOUT(desk.server.snapshot()->jobs.front().state, JobState::Complete, 60'000);
    QVERIFY(!QApplication::activeModalWidget());
}

void ImportTest::fileWithErrorsOpensThePage()
{
    Desk desk;
    desk.drop({desk.in(errors())});
    QTRY_VERIFY_WITH_TIMEOUT(desk.checked(), 20'000);
    QCOMPARE(desk.report()->model()->rowCount(), 4); // V03, V06, V09, V10
    QVERIFY(desk.text("importCounts")
                .startsWith(QStringLiteral("6 records = 2 valid + 3 invalid + 1 duplicate in file")));
    QVERIFY(desk.text("importLines").startsWith(QStringLiteral("7 lines = 6 in records + 1 header")));
    auto* accept = desk.find<QPushButton>("importAccept");
    QVERIFY(!accept->isEnabled());
    QVERIFY(!accept->toolTip().isEmpty());
    QVERIFY(!desk.find<QWidget>("importProgress")->isVisible());
    QCOMPARE(desk.window->width(), 1366); // no name of a profile and no count makes the window grow
}

void ImportTest::clickOnAFindingShowsItsLine()
{
    Desk desk;
    QByteArray bytes = header();
    for (int i = 2; i < 400; ++i)
        bytes += record("A-" + QByteArray::number(i), i == 300 ? "P9" : "P30");
    desk.drop({desk.in(bytes)});
    QTRY_VERIFY_WITH_TIMEOUT(desk.checked(), 20'000);
    const QModelIndex group = desk.report()->model()->index(0, 0);
    const QModelIndex finding = desk.report()->model()->index(0, 0, group);
    QVERIFY(finding.isValid());
    QCOMPARE(finding.siblingAtColumn(1).data().toString(), QStringLiteral("5  \"product_code\""));
    Q_EMIT desk.report()->clicked(finding);
    auto* table = desk.find<QTableView>("importPreview");
    QTRY_COMPARE_WITH_TIMEOUT(
        table->model()->headerData(table->currentIndex().row(), Qt::Vertical).toString(),
        QStringLiteral("300"), 10'000);
    QCOMPARE(table->currentIndex().column(), 4);
}

void ImportTest::policyLetsTheValidIn()
{
    Desk desk;
    desk.drop({desk.in(errors())});
    QTRY_VERIFY_WITH_TIMEOUT(desk.checked(), 20'000);
    desk.find<QRadioButton>("importPolicy1")->click();
    auto* accept = desk.find<QPushButton>("importAccept");
    QVERIFY(accept->isEnabled());
    QVERIFY(accept->text().contains(QStringLiteral("2")));
    accept->click();
    QTRY_VERIFY_WITH_TIMEOUT(desk.headline("2 records ready"), 20'000);
    QVERIFY(!desk.page()->isVisible());
    QFile rejects(desk.folder.filePath(QStringLiteral("in/job.rejects.csv")));
    QVERIFY(rejects.open(QIODevice::ReadOnly));
    QCOMPARE(rejects.readAll().count('\n'), 5); // the header row and four records
}

void ImportTest::unknownColumnsAreMappedByHand()
{
    Desk desk;
    const QByteArray rows
        = "Key;Figure;Person;Area code;Kind of pass;Begin;End\nk-1;9999244826000018;CANARYNAME "
          "Ada;B;P30;01.10.2026;28.10.2071\n";
    desk.drop({desk.in(rows, "other.csv")});
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.page()->isVisible() && desk.text("importProblem").contains(QStringLiteral("needs")), 20'000);
    QVERIFY(!desk.find<QPushButton>("importAccept")->isEnabled());
    auto* profile = desk.find<QComboBox>("importProfile");
    profile->setCurrentIndex(profile->findData(QStringLiteral("harbour-transit")));
    Q_EMIT profile->activated(profile->currentIndex());
    const auto settled = [&] { return !desk.text("importSpeed").isNull(); };
    QTRY_VERIFY(settled());
    const std::pair<int, const char*> wanted[] = {{1, "card_object_id"}, {2, "pass_number"},
        {3, "holder_name"}, {4, "zone"}, {5, "product_code"}, {6, "valid_from"}, {7, "valid_to"}};
    for (const auto& [column, field] : wanted) {
        const QByteArray name = "importField" + QByteArray::number(column);
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QComboBox>(name.constData()), 5'000);
        QTest::qWait(120); // the answer to the change before renews the boxes
        auto* box = desk.find<QComboBox>(name.constData());
        box->setCurrentIndex(box->findData(QLatin1String(field)));
        Q_EMIT box->activated(box->currentIndex());
    }
    QTRY_VERIFY_WITH_TIMEOUT(desk.checked(), 10'000); // the dates are wrong yet
    QVERIFY(desk.text("importCounts").contains(QStringLiteral("1 invalid")));
    for (const char* name : {"importConvert6", "importConvert7"}) {
        QTest::qWait(200);
        auto* convert = desk.find<QToolButton>(name);
        QAction* wantedAction = nullptr;
        for (QAction* action : convert->findChildren<QAction*>()) {
            if (action->text() == QLatin1String("dd.MM.yyyy"))
                wantedAction = action;
        }
        QVERIFY(wantedAction);
        wantedAction->trigger();
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.checked() && desk.text("importCounts").contains(QStringLiteral("1 valid")), 10'000);
    QVERIFY(desk.find<QPushButton>("importAccept")->isEnabled());
}

void ImportTest::fieldUsedTwiceIsAnError()
{
    Desk desk;
    desk.drop({desk.in(errors())});
    QTRY_VERIFY_WITH_TIMEOUT(desk.checked(), 20'000);
    auto* box = desk.find<QComboBox>("importField4");
    const QString before = desk.text("importCounts");
    box->setCurrentIndex(box->findData(QStringLiteral("holder_name")));
    Q_EMIT box->activated(box->currentIndex());
    int marked = 0;
    for (QLabel* label : desk.find<QWidget>("importMapping")->findChildren<QLabel*>())
        marked += label->accessibleName().contains(QStringLiteral("Used twice"));
    QCOMPARE(marked, 2);
    QTest::qWait(200);
    QCOMPARE(desk.text("importCounts"), before); // nothing was read anew
}

void ImportTest::unknownFormatKeepsTheWayOut()
{
    Desk desk;
    desk.drop({desk.in("CANARYNAME, nothing\nthat is; a table\nat all", "odd.txt")});
    QTRY_VERIFY_WITH_TIMEOUT(desk.page()->isVisible() && !desk.text("importProblem").isEmpty(), 20'000);
    QVERIFY(!desk.find<QPushButton>("importAccept")->isEnabled());
    QTest::keyClick(desk.page(), Qt::Key_Escape);
    QTRY_VERIFY(!desk.page()->isVisible());
    QVERIFY(!desk.find<QWidget>("importCard")->isVisible());
}

void ImportTest::severalFilesAreAList()
{
    Desk desk;
    const QStringList files{
        desk.in(header() + record("A-1"), "one.csv"), desk.in(header() + record("A-2"), "two.csv")};
    desk.drop(files);
    for (int i = 0; i < 2; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(desk.headline("1 records, all valid"), 20'000);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(desk.headline("1 records ready"), 20'000);
        desk.find<QPushButton>("importClose")->click();
    }
    QTRY_COMPARE(desk.server.snapshot()->jobs.size(), size_t(2));
}

void ImportTest::escapeClosesAndLeavesNothing()
{
    Desk desk;
    desk.drop({desk.in(errors())});
    QTRY_VERIFY_WITH_TIMEOUT(desk.checked(), 20'000);
    QTest::keyClick(desk.page(), Qt::Key_Escape);
    QTRY_VERIFY(!desk.page()->isVisible());
    QTest::qWait(200);
    QVERIFY(desk.server.snapshot()->jobs.empty());
    QCOMPARE(QDir(desk.folder.filePath(QStringLiteral("in"))).entryList(QDir::Files),
        QStringList{QStringLiteral("job.csv")});
}

void ImportTest::ux35NothingPersonalOnThePage()
{
    Desk desk;
    desk.drop({desk.in(errors())});
    QTRY_VERIFY_WITH_TIMEOUT(desk.checked(), 20'000);
    QString told = desk.window->windowTitle();
    for (QWidget* widget : desk.window->findChildren<QWidget*>()) {
        told += widget->accessibleName() + widget->accessibleDescription() + widget->toolTip()
            + widget->statusTip() + widget->windowTitle();
        if (const auto* label = qobject_cast<QLabel*>(widget))
            told += label->text();
        if (const auto* box = qobject_cast<QComboBox*>(widget))
            told += box->currentText();
        const auto* view = qobject_cast<QAbstractItemView*>(widget);
        if (!view || !view->model())
            continue;
        const QAbstractItemModel* model = view->model();
        const std::function<void(const QModelIndex&)> walk = [&](const QModelIndex& parent) {
            for (int row = 0; row < model->rowCount(parent); ++row) {
                for (int column = 0; column < model->columnCount(parent); ++column) {
                    const QModelIndex at = model->index(row, column, parent);
                    for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole),
                             int(Qt::AccessibleTextRole), int(Qt::EditRole)})
                        told += at.data(role).toString();
                }
                walk(model->index(row, 0, parent));
            }
        };
        walk({});
    }
    QVERIFY(told.contains(QStringLiteral("0018"))); // the last four digits are shown
    for (const char* canary : {"CANARYNAME", "999924482600", "41555501"})
        QVERIFY2(!told.contains(QLatin1String(canary)), canary);
}

/// STATIONMASTER_IMPORT_RECORDS=1000000 in a release build gives the figures worth quoting.
void ImportTest::ux32ManyRecordsWithoutAStall()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("STATIONMASTER_IMPORT_RECORDS", &given);
    const int records = given ? asked : 20'000;
    Desk desk;
    QByteArray bytes = header();
    bytes.reserve(records * 100);
    for (int i = 0; i < records; ++i)
        bytes += record("A-" + QByteArray::number(i), i % 50 == 0 ? "P9" : "P30");
    const QString file = desk.in(bytes);
    StallProbe probe;
    QElapsedTimer clock;
    clock.start();
    desk.drop({file});
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.page()->isVisible() || desk.find<QLabel>("importHeadline")->isVisible(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.checked(), 600'000);
    qInfo("%d records to a full report: %lld ms, longest stall of the window %lld ms", records,
        static_cast<long long>(clock.elapsed()), static_cast<long long>(probe.longest()));
    desk.find<QRadioButton>("importPolicy1")->click();
    desk.find<QPushButton>("importAccept")->click();
    QTRY_VERIFY_WITH_TIMEOUT(desk.text("importHeadline").contains(QStringLiteral("so far")), 20'000);
    QTest::qWait(given ? 2000 : 300);
    clock.restart();
    desk.find<QPushButton>("importCardCancel")->click();
    const auto told = [&] {
        return desk.text("importHeadline").contains(QStringLiteral("cancelled"))
            || desk.text("importHeadline").contains(QStringLiteral("ready"));
    };
    QTRY_VERIFY_WITH_TIMEOUT(told(), 60'000);
    qInfo("cancelled while records were stored: %lld ms, longest stall %lld ms",
        static_cast<long long>(clock.elapsed()), static_cast<long long>(probe.longest()));
    QVERIFY(desk.text("importHeadline").contains(QStringLiteral("cancelled")));
    QVERIFY(desk.server.snapshot()->jobs.empty());
    QCOMPARE(QDir(desk.folder.filePath(QStringLiteral("in"))).entryList(QDir::Files | QDir::Hidden),
        QStringList{QStringLiteral("job.csv")});
}

QTEST_MAIN(ImportTest)
#include "tst_import.moc"
