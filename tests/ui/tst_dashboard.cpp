// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard's page: what it asks, what it shows, where a click leads, and what it writes.
#include "ui/bench/synthetic_history.h"
#include "ui/bench/synthetic_port.h"
#include "ui/dashboard/attempts_panel.h"
#include "ui/dashboard/dashboard_charts.h"
#include "ui/dashboard/dashboard_export.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/dashboard/metric_text.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QDirIterator>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QtCharts/QBarSeries>
#include <QtCharts/QChartView>
#include <QtCharts/QXYSeries>

#include <numeric>

using namespace sm;

namespace {

/// A page with the made-up shift behind it, as the server would answer.
class Bench {
public:
    explicit Bench(QSize size = {1182, 640}, ThemeKind theme = ThemeKind::Light)
        : snapshot(std::make_shared<Snapshot>(syntheticFloor(24)))
    {
        snapshot->demo = true;
        page.setTheme(Theme::of(theme));
        page.setSnapshot(snapshot);
        QObject::connect(&page, &DashboardPage::command, &page, [this](const ServerCommand& command) {
            if (const auto* read = std::get_if<command::ReadHistory>(&command)) {
                asked.push_back(read->query);
                if (!silent)
                    page.handle(event::HistoryRead{1, shift().read(read->query)});
            }
            if (const auto* list = std::get_if<command::ReadAttempts>(&command)) {
                filters.push_back(list->filter);
                page.handle(event::AttemptsRead{2, shift().attempts(list->filter), false});
            }
        });
        page.resize(size);
    }
    static SyntheticShift& shift()
    {
        static SyntheticShift made;
        return made;
    }
    template <class W> W* find(const char* name) { return page.findChild<W*>(QString::fromLatin1(name)); }
    ChartCard* card(const char* name) { return find<ChartCard>(name); }

    DashboardPage page;
    std::shared_ptr<Snapshot> snapshot;
    std::vector<HistoryQuery> asked;
    std::vector<AttemptFilter> filters;
    bool silent = false;
};

QStringList csvRow(const QString& line)
{
    QStringList cells;
    static const QRegularExpression cell(QStringLiteral("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))"));
    auto all = cell.globalMatch(line);
    while (all.hasNext()) {
        const auto one = all.next();
        cells.append(one.captured(1).isNull()
                ? one.captured(2)
                : one.captured(1).replace(QStringLiteral("\"\""), QStringLiteral("\"")));
    }
    return cells;
}

} // namespace

class DashboardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void ux08EmptyStateHasTextAndButton();
    void tilesAndChartsAgree();
    void rangeScopeAndCompareAreAsked();
    void answersOfAnotherRangeAreDropped();
    void clickOpensTheRecords();
    void taktBinListsItsCards();
    void chartsOutOfSightAreNotUpdated();
    void seriesAreReplacedNotAppended();
    void noForbiddenChart();
    void everyMetricHasADefinition();
    void ux07NothingIsClipped_data();
    void ux07NothingIsClipped();
    void csvIsRfc4180AndCarriesNoCanary();
    void pdfAndPngAreWritten();
    void unwritableFileIsSaid();
};

void DashboardTest::initTestCase()
{
    applyTheme(*qApp, Theme::of(ThemeKind::Light));
}

void DashboardTest::ux08EmptyStateHasTextAndButton()
{
    Bench bench;
    bench.silent = true;
    bench.page.show();
    auto* text = bench.find<QLabel>("dashEmptyText");
    auto* today = bench.find<QPushButton>("dashShowToday");
    QVERIFY(text->isVisible() && !text->text().isEmpty());
    QVERIFY(today->isVisible() && today->isEnabled());
    auto nothing = std::make_shared<History>();
    nothing->query = bench.asked.back();
    bench.page.handle(event::HistoryRead{1, nothing});
    QVERIFY(text->isVisible());
    QVERIFY(!bench.find<QPushButton>("dashExport")->isEnabled());
    QVERIFY(!bench.find<QPushButton>("dashExport")->toolTip().isEmpty());
    today->click();
    QCOMPARE(bench.page.bar()->query().range, HistoryRange::Today);
}

void DashboardTest::tilesAndChartsAgree()
{
    Bench bench;
    bench.page.show();
    const auto history = bench.page.history();
    QVERIFY(history && !history->isEmpty());
    qint64 good = 0;
    qint64 rejected = 0;
    for (const HistoryColumn& column : history->columns) {
        good += column.good;
        rejected += column.rejected;
    }
    QCOMPARE(good, qint64(history->figures.sum.good));
    QCOMPARE(rejected, qint64(history->figures.sum.rejected));
    const ChartContent pareto = paretoChart(*history);
    QCOMPARE(
        qint64(std::accumulate(pareto.bars[0].values.begin(), pareto.bars[0].values.end(), 0.0)), rejected);
    QCOMPARE(pareto.lines[0].points.back().value, 100.0);
    for (int i = 0; i < int(dashboardTiles); ++i) {
        auto* tile = bench.find<NumberTile>(qPrintable(QStringLiteral("dashTile%1").arg(i)));
        QVERIFY(!tile->content().value.isEmpty());
        QVERIFY(!tile->toolTip().isEmpty());
    }
    const auto& losses = history->losses;
    QCOMPARE(losses.fault + losses.idle + losses.held + losses.offline + losses.longHsm + losses.longCard
            + losses.shortHsm + losses.shortCard + losses.slow + losses.rejects + losses.good,
        losses.planned);
}

void DashboardTest::rangeScopeAndCompareAreAsked()
{
    Bench bench;
    bench.page.show();
    QCOMPARE(bench.asked.back().range, HistoryRange::Shift);
    bench.find<QAbstractButton>("dashRange1")->click();
    QCOMPARE(bench.asked.back().range, HistoryRange::Hour);
    HistoryScope station;
    station.kind = HistoryScope::Kind::Station;
    station.station = StationId{2, 3};
    bench.page.bar()->setScope(station);
    QCOMPARE(bench.asked.back().scope, station);
    const quint64 ofStation = bench.page.history()->figures.sum.good;
    HistoryScope job;
    job.kind = HistoryScope::Kind::Job;
    job.job = bench.snapshot->jobs.front().id;
    bench.page.bar()->setScope(job);
    QCOMPARE(bench.asked.back().scope, job);
    QVERIFY(bench.page.history()->figures.sum.good > ofStation * 10);
}

void DashboardTest::answersOfAnotherRangeAreDropped()
{
    Bench bench;
    bench.page.show();
    const auto shown = bench.page.history();
    HistoryQuery other;
    other.range = HistoryRange::Week;
    bench.page.handle(event::HistoryRead{9, Bench::shift().read(other)});
    QCOMPARE(bench.page.history(), shown);
}

void DashboardTest::clickOpensTheRecords()
{
    Bench bench;
    bench.page.show();
    auto* records = bench.find<AttemptsPanel>("dashRecords");
    QVERIFY(!records->isVisible());
    Q_EMIT bench.card("chart_pareto")->panes()[0]->barClicked(0, 0);
    QVERIFY(records->isVisible());
    QCOMPARE(bench.filters.back().good, std::optional(false));
    QCOMPARE(bench.filters.back().failure,
        QString::fromLatin1(failureEntry(bench.page.history()->rejects[0].failure)->name));
    QCOMPARE(records->count(), int(bench.page.history()->rejects[0].cards));
    Q_EMIT bench.card("chart_hours")->panes()[0]->barClicked(2, 2);
    const HistoryColumn& column = bench.page.history()->columns[2];
    QCOMPARE(bench.filters.back().from, column.start);
    QCOMPARE(bench.filters.back().to, column.start + bench.page.history()->columnMs);
    QCOMPARE(bench.filters.back().good, std::optional(false));
    Q_EMIT bench.card("chart_states")->panes()[0]->barClicked(0, 0);
    QCOMPARE(bench.filters.back().station, (StationId{4, 0})); // rows count from the bottom
    bench.find<QPushButton>("dashRecordsClose")->click();
    QVERIFY(!records->isVisible());
}

void DashboardTest::taktBinListsItsCards()
{
    const QDateTime start(QDate(2026, 11, 21), QTime(8, 0), Qt::UTC);
    std::vector<FinishedAttempt> attempts; // newest first: at 64, 42, 20 and 0 s, a reject between
    for (const int at : {64, 42, 30, 20, 0}) {
        FinishedAttempt one;
        one.station = StationId{1, 1};
        one.good = at != 30;
        one.ended = start.addSecs(at);
        attempts.push_back(one);
    }
    QCOMPARE(withTakt(attempts, 21.5, 22.5).size(), size_t(2));
    QCOMPARE(withTakt(attempts, 20, 20.5).size(), size_t(1));
    QCOMPARE(withTakt(attempts, 0, 10).size(), size_t(0));
}

void DashboardTest::chartsOutOfSightAreNotUpdated()
{
    Bench bench({1182, 400});
    bench.page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bench.page));
    QTRY_VERIFY(bench.card("chart_rate")->updates() > 0);
    QCOMPARE(bench.card("chart_idle")->updates(), 0);
    const HistoryQuery query = bench.asked.back();
    for (int i = 0; i < 3; ++i)
        bench.page.handle(event::HistoryRead{1, Bench::shift().read(query)});
    QCOMPARE(bench.card("chart_idle")->updates(), 0);
    auto* bar = bench.find<QScrollArea>("dashScroll")->verticalScrollBar();
    bar->setValue(bar->maximum());
    QTRY_COMPARE(bench.card("chart_idle")->updates(), 1); // the newest only
}

void DashboardTest::seriesAreReplacedNotAppended()
{
    Bench bench({1182, 2000});
    bench.page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bench.page));
    QTRY_VERIFY(bench.card("chart_idle")->updates() > 0);
    int appended = 0;
    int replaced = 0;
    int series = 0;
    const QList<QChartView*> views = bench.page.findChildren<QChartView*>();
    QVERIFY(views.size() >= 8);
    for (QChartView* view : views) {
        QCOMPARE(view->chart()->animationOptions(), QChart::NoAnimation);
        for (QAbstractSeries* one : view->chart()->series()) {
            if (auto* points = qobject_cast<QXYSeries*>(one)) {
                ++series;
                QVERIFY(points->count() <= int(mostPoints));
                connect(points, &QXYSeries::pointAdded, this, [&appended] { ++appended; });
                connect(points, &QXYSeries::pointsReplaced, this, [&replaced] { ++replaced; });
            }
        }
    }
    QVERIFY(series >= 5);
    for (int i = 0; i < 3; ++i)
        bench.page.handle(event::HistoryRead{1, Bench::shift().read(bench.asked.back())});
    QCOMPARE(appended, 0);
    QVERIFY(replaced >= 3 * series);
}

void DashboardTest::noForbiddenChart()
{
    const QRegularExpression forbidden(
        QStringLiteral("QPieSeries|QSplineSeries|QPolarChart|Animations\\b|Gauge|\\bQDial\\b|Q3D"));
    // A point of a series by itself: append(x, y), append(QPointF...), << QPointF.
    const QRegularExpression points(
        QStringLiteral("append\\([^()]*,[^()]*\\)|append\\(QPointF|<<\\s*QPointF"));
    int files = 0;
    QDirIterator each(QStringLiteral(SM_SOURCE_DIR "/ui"), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
        QDir::Files, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString source = QString::fromUtf8(file.readAll());
        const bool pane = file.fileName().contains(QLatin1String("/qt_chart_"));
        QVERIFY2(pane || !source.contains(QLatin1String("QtCharts")), qPrintable(file.fileName()));
        if (!source.contains(QLatin1String("QtCharts")))
            continue;
        ++files;
        QVERIFY2(!source.contains(forbidden), qPrintable(file.fileName()));
        QVERIFY2(!source.contains(points), qPrintable(file.fileName()));
        QVERIFY(!source.contains(QLatin1String("setAnimationOptions"))
            || source.contains(QLatin1String("NoAnimation")));
    }
    QVERIFY(files >= 1);
}

void DashboardTest::everyMetricHasADefinition()
{
    const auto texts = metricTexts();
    QVERIFY(texts.size() >= 13);
    for (const MetricText& text : texts)
        QVERIFY2(text.definition.size() > 20, text.key);
    Bench bench;
    bench.page.show();
    for (ChartCard* card : bench.page.findChildren<ChartCard*>()) {
        QVERIFY(card->objectName().startsWith(QLatin1String("chart_")));
        QVERIFY2(!card->toolTip().isEmpty(), qPrintable(card->objectName()));
    }
}

void DashboardTest::ux07NothingIsClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("theme");
    for (const int theme : {0, 1, 2}) {
        QTest::addRow("1366x768 theme %d", theme) << QSize(1182, 640) << theme;
        QTest::addRow("1920x1080 theme %d", theme) << QSize(1736, 950) << theme;
    }
}

void DashboardTest::ux07NothingIsClipped()
{
    QFETCH(QSize, size);
    QFETCH(int, theme);
    Bench bench(size, ThemeKind(theme));
    bench.page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bench.page));
    for (QLabel* label : bench.page.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->wordWrap() || label->inherits("sm::ElidedLabel"))
            continue;
        QVERIFY2(label->sizeHint().width() <= label->width() + 1, qPrintable(label->text()));
    }
    const QImage picture = bench.page.grab().toImage();
    QCOMPARE(picture.size(), size);
}

void DashboardTest::csvIsRfc4180AndCarriesNoCanary()
{
    const QTemporaryDir folder;
    Bench bench;
    // Things that must not leave: the whole id, a card number's tail, a name in a station's live session.
    StationSnapshot& station = bench.snapshot->machines.front().stations.front();
    station.recordId = QStringLiteral("CANARYID");
    station.cardTail = QStringLiteral("CNRY");
    bench.page.show();
    const QString file = folder.filePath(exportName(*bench.page.history()) + QStringLiteral(".csv"));
    bench.page.exportTo(QStringLiteral("csv"), file);
    QTRY_VERIFY_WITH_TIMEOUT(bench.find<QWidget>("dashExportLine")->isVisible(), 20'000);
    QFile csv(file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    const QByteArray bytes = csv.readAll();
    QVERIFY(!bytes.contains("CANARY") && !bytes.contains("CNRY"));
    QCOMPARE(bytes.count('\n'), bytes.count("\r\n"));
    const QStringList lines = QString::fromUtf8(bytes).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    QCOMPARE(csvRow(lines[0]).size(), 6);
    bool good = false;
    for (const QString& line : lines.mid(1)) {
        const QStringList cells = csvRow(line);
        QVERIFY2(cells.size() == 6, qPrintable(line));
        const QDateTime from = QDateTime::fromString(cells[0], Qt::ISODate);
        QVERIFY2(from.isValid()
                && (cells[0].contains(u'+') || cells[0].endsWith(u'Z') || cells[0].lastIndexOf(u'-') > 10),
            qPrintable(cells[0]));
        bool number = false;
        cells[4].toDouble(&number);
        QVERIFY2(number, qPrintable(line));
        good |= cells[2] == QLatin1String("good") && cells[3].isEmpty()
            && cells[4] == QString::number(bench.page.history()->figures.sum.good);
    }
    QVERIFY(good);
    QFile side(definitionsFile(file));
    QVERIFY(side.open(QIODevice::ReadOnly));
    const QByteArray definitions = side.readAll();
    QVERIFY(definitions.contains("availability") && definitions.contains("DEMO"));
    for (const QByteArray& line : definitions.split('\n')) {
        if (!line.isEmpty())
            QCOMPARE(csvRow(QString::fromUtf8(line).trimmed()).size(), 3);
    }
}

void DashboardTest::pdfAndPngAreWritten()
{
    const QTemporaryDir folder;
    Bench bench;
    bench.page.show();
    const QString name = exportName(*bench.page.history());
    QCOMPARE(name, QStringLiteral("stationmaster_shift-A_2026-11-21_0600-1240"));
    const QString pdf = folder.filePath(name + QStringLiteral(".pdf"));
    bench.page.exportTo(QStringLiteral("pdf"), pdf);
    bench.page.exportTo(
        QStringLiteral("csv"), folder.filePath(QStringLiteral("beside.csv"))); // while the other is painted
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(pdf), 20'000);
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("beside.csv"))));
    QFile file(pdf);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("%PDF-") && bytes.trimmed().endsWith("%%EOF"));
    QVERIFY(bytes.contains("/Count 2"));
    QVERIFY(!bytes.contains("CANARY"));
    const QString png = folder.filePath(name + QStringLiteral(".png"));
    bench.page.exportTo(QStringLiteral("png"), png);
    QTRY_VERIFY_WITH_TIMEOUT(
        QFile::exists(png) && bench.find<QPushButton>("dashExportOpen")->isVisible(), 20'000);
    const QImage image(png);
    QCOMPARE(image.width(), 2000);
    QVERIFY(image.height() > 2000);
}

void DashboardTest::unwritableFileIsSaid()
{
    Bench bench;
    bench.page.show();
    bench.page.exportTo(QStringLiteral("csv"), QStringLiteral("/nonexistent/folder/x.csv"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.find<QWidget>("dashExportLine")->isVisible(), 20'000);
    QVERIFY(!bench.find<QPushButton>("dashExportOpen")->isVisible());
    bench.find<QPushButton>("dashExportClose")->click();
    bench.page.exportTo(QStringLiteral("png"), QStringLiteral("/nonexistent/folder/x.png"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.find<QWidget>("dashExportLine")->isVisible(), 20'000);
    QVERIFY(!bench.find<QPushButton>("dashExportOpen")->isVisible());
}

QTEST_MAIN(DashboardTest)
#include "tst_dashboard.moc"
