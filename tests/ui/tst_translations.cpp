// SPDX-License-Identifier: GPL-3.0-or-later
// The German window: no English text, nothing clipped, mnemonics distinct; and every text of every page goes
// through tr(). What can be told from the .ts files alone is in tests/house/translation_files.py.
#include "base/failures/server.h"
#include "base/failures/session.h"
#include "fake_server.h"
#include "setup_told.h"
#include "translated_texts.h"
#include "ui/bench/synthetic_port.h"
#include "ui/floor/floor_accessible.h"
#include "ui/jobs/abort_dialog.h"
#include "ui/shell/console_options.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui/text/failure_text.h"
#include "ui/text/language.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"

#include <QAction>
#include <QApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

class TranslationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void languageIsChosen_data();
    void languageIsChosen();
    void optionIsFound();
    void menuKeepsTheChoice();
    void numbersFollowTheLanguage();
    void qtSpeaksGermanToo();
    void failuresSpeakGerman();
    void noEnglishOnAnyPage();
    void ux39EveryTextIsOfferedForTranslation();
    void ux07NothingIsClippedInGerman_data();
    void ux07NothingIsClippedInGerman();
    void stripKeepsFiguresAndChips_data();
    void stripKeepsFiguresAndChips();
    void mnemonicsAreDistinctInEachMenu_data();
    void mnemonicsAreDistinctInEachMenu();
    void shortStatesFitTheirTiles();

private:
    /// Every page, one after the other, in several situations; dialogs too.
    static void visit(const std::function<void(const QString&, const QWidget&)>& look, const QSize& size);
    QTemporaryDir m_settings;
    std::vector<TsMessage> m_german;
};

void TranslationsTest::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    m_german = readTs(QStringLiteral(SM_SOURCE_DIR "/translations/stationmaster_de.ts"));
    QVERIFY(m_german.size() > 600);
    installFloorAccessibility(); // the tiles tell of themselves
}

void TranslationsTest::languageIsChosen_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("setting");
    QTest::addColumn<QStringList>("system");
    QTest::addColumn<QString>("expected");
    const QString de = QStringLiteral("de"), en = QStringLiteral("en"), none;
    const QStringList austrian{QStringLiteral("de-AT"), QStringLiteral("de")};
    QTest::newRow("option wins") << en << de << austrian << en;
    QTest::newRow("then the setting") << none << en << austrian << en;
    QTest::newRow("then the system") << none << none << austrian << de;
    QTest::newRow("first one there is")
        << none << none << QStringList{QStringLiteral("fr-CH"), QStringLiteral("de-CH"), en} << de;
    QTest::newRow("else English") << none << none << QStringList{QStringLiteral("C")} << en;
    QTest::newRow("unknown setting") << none << QStringLiteral("tlh") << QStringList{} << en;
}

void TranslationsTest::languageIsChosen()
{
    QFETCH(QString, option);
    QFETCH(QString, setting);
    QFETCH(QStringList, system);
    QTEST(chooseLanguage(option, setting, system), "expected");
}

void TranslationsTest::optionIsFound()
{
    const auto words = [](const char* line) { return QString::fromLatin1(line).split(u' '); };
    QCOMPARE(languageOption(words("x run --lang de file")), QStringLiteral("de"));
    QCOMPARE(languageOption(words("x --lang=en")), QStringLiteral("en"));
    QVERIFY(languageOption(words("x -- --lang de")).isNull());
    QVERIFY(!languageOption(words("x --lang")).isNull());
    QCOMPARE(withoutLanguageOption(words("x --lang de run file --lang=en -- --lang")),
        words("x run file -- --lang"));
    QVERIFY(!parseCommandLine(words("x --lang de")).exitCode);
    QCOMPARE(parseCommandLine(words("x --lang tlh")).exitCode.value_or(0), 2);
}

void TranslationsTest::menuKeepsTheChoice()
{
    FakeServer server(syntheticFloor(6));
    MainWindow window(server);
    const auto choose = [&](const char* name) {
        auto* action = window.findChild<QAction*>(QString::fromLatin1(name));
        QVERIFY(action);
        action->trigger();
    };
    choose("actionLanguage_de");
    QCOMPARE(languageSetting(), QStringLiteral("de"));
    choose("actionLanguage_");
    QVERIFY(languageSetting().isEmpty());
}

void TranslationsTest::numbersFollowTheLanguage()
{
    {
        const Language german(QStringLiteral("de"));
        QCOMPARE(secondsText(21.46), QStringLiteral("21,5") + QChar(0xA0) + u's');
        QCOMPARE(secondsText(2162.7), QStringLiteral("2162,7") + QChar(0xA0) + u's');
        QCOMPARE(percentText(0.125), QStringLiteral("12,5") + QChar(0xA0) + u'%');
    }
    const Language english(QStringLiteral("en"));
    QCOMPARE(secondsText(21.46), QStringLiteral("21.5") + QChar(0xA0) + u's');
}

void TranslationsTest::qtSpeaksGermanToo()
{
    const Language german(QStringLiteral("de"));
    const QDialogButtonBox box(QDialogButtonBox::Cancel);
    QCOMPARE(box.button(QDialogButtonBox::Cancel)->text().remove(u'&'), QStringLiteral("Abbrechen"));
    QCOMPARE(QKeySequence(Qt::CTRL | Qt::Key_H).toString(QKeySequence::NativeText), QStringLiteral("Strg+H"));
}

void TranslationsTest::failuresSpeakGerman()
{
    const Language german(QStringLiteral("de"));
    for (const FailureEntry& entry : failureCatalogue()) {
        const FailureText text = failureText(Failure(entry.code, {}));
        for (const QString& part : {text.sentence, text.cause, text.action}) {
            QVERIFY2(part.endsWith(u'.'), qPrintable(part));
            QVERIFY2(!part.contains(u'{') && !part.contains(u'['), qPrintable(part));
            QVERIFY2(!part.contains(QStringLiteral("  "))
                    && !part.contains(QRegularExpression(QStringLiteral(" \\.( |$)"))),
                qPrintable(part));
        }
        const int steps = int(actionSteps(text).size());
        QVERIFY2(steps >= 1 && steps <= 3, qPrintable(text.action));
    }
    QCOMPARE(failureText(Failure(fc::CardRefusedCommand, {{"sw", QStringLiteral("6985")}})).sentence,
        QStringLiteral("Die Karte hat ein Kommando abgelehnt (SW 6985)."));
}

void TranslationsTest::visit(
    const std::function<void(const QString&, const QWidget&)>& look, const QSize& size)
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.resize(size);
    window.show();
    window.feed()->look();
    window.showFirstFault();
    const auto everyPage = [&](const QString& situation) {
        for (const PageEntry& entry : pageTable()) {
            window.goTo(entry.page);
            window.feed()->look();
            if (entry.page == Page::Setup) {
                server.push(SetupEvent(setupTold(server.lastTicket)));
                window.feed()->look();
            }
            QTest::qWait(30);
            look(QLatin1String(entry.name) + u' ' + situation, window);
        }
    };
    everyPage(QStringLiteral("running"));
    server.change([](Snapshot& s) { s.holding = true, s.finishing = 3, s.longestFinishSeconds = 12; });
    server.push(event::Refused{0, Failure(fc::NotOpenYet, {})});
    everyPage(QStringLiteral("holding"));
    if (auto* list = window.findChild<QAction*>(QStringLiteral("actionAlarmList"))) {
        list->trigger();
        QTest::qWait(30);
        look(QStringLiteral("alarm list"), window);
    }
    AbortDialog dialog(server.snapshot()->jobs.front(), &window);
    dialog.show();
    look(QStringLiteral("abort dialog"), dialog);
    for (const char* name : {"actionShortcuts", "actionAbout"}) {
        window.findChild<QAction*>(QString::fromLatin1(name))->trigger();
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (top->isVisible() && qobject_cast<QDialog*>(top) && top != &dialog) {
                look(QLatin1String(name), *top);
                top->close();
            }
        }
    }
    FakeServer empty{Snapshot()};
    MainWindow bare(empty);
    bare.resize(size);
    bare.show();
    for (const PageEntry& entry : pageTable()) {
        bare.goTo(entry.page);
        bare.feed()->look();
        QTest::qWait(30);
        look(QLatin1String(entry.name) + QStringLiteral(" empty"), bare);
    }
    bare.showWelcome(true);
    QTest::qWait(30);
    look(QStringLiteral("welcome"), bare);
}

void TranslationsTest::noEnglishOnAnyPage()
{
    const Language german(QStringLiteral("de"));
    const EnglishTexts english(m_german);
    // The check itself: it knows English when it sees it, and German.
    QVERIFY(english.contains(QStringLiteral("Hold floor")));
    QVERIFY(english.contains(QStringLiteral("step 3 of 9, Seal")));
    QVERIFY(!english.contains(QStringLiteral("Fertigung anhalten")));
    QStringList found;
    qsizetype seen = 0;
    visit(
        [&](const QString& page, const QWidget& window) {
            for (const ShownText& shown : shownTexts(window)) {
                ++seen;
                if (english.contains(shown.text))
                    found.append(
                        page + QStringLiteral(": ") + shown.where + QStringLiteral(": ") + shown.text);
            }
        },
        QSize(1366, 768));
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    QVERIFY(seen > 300);
}

/// Names, ids, keys on the keyboard and units are data, not text.
static bool isData(const QString& text)
{
    static const QRegularExpression data(QStringLiteral(
        "^(?:Harbour Transit Pass|harbour-transit-pass\\.csv|transit-pass 3|virtual|MX-[AB]|DS-[12]|HSM \\d+"
        "|TEST-[A-Z0-9-]+|Reset|Select ISD|Open channel|Load|Install|Store data "
        "\\d/4|Put keys|Verify|Seal|Confirm|Stack"
        "|CO-\\d+|M\\d+-S\\d+|SM-\\d+|[0-9A-F]{2,}|English|Deutsch|Stationmaster[ "
        "\\d.]*|Ctrl|Shift|Alt|Esc|Del"
        "|(?:[0-9A-F]{4} ?)+|Ada, Grace|Ada|Grace|floor\\.json|/dev/ttyS4|ACS ACR39U ICC Reader 00 00"
        "|/run/stationmaster/stations|192\\.168\\.7\\.\\d+"
        "|SHA-256|Home|End|PgUp|PgDown|Plus|[A-Z]|F\\d+|ms|s|h|min)$"));
    return data.match(text).hasMatch();
}

void TranslationsTest::ux39EveryTextIsOfferedForTranslation()
{
    MarkingTranslator marks(m_german);
    QCoreApplication::installTranslator(&marks);
    QStringList found;
    visit(
        [&](const QString& page, const QWidget& window) {
            for (const ShownText& shown : shownTexts(window)) {
                // Qt's own parts, and lines that are typed into a computer.
                static const QRegularExpression noText(
                    QStringLiteral(" qt_(?:dockwidget|msgbox)| enrolLine"));
                if (shown.where.contains(noText))
                    continue;
                const QString rest = MarkingTranslator::unmarked(shown.text);
                for (const QString& part : rest.split(QRegularExpression(
                         QStringLiteral("^\\d+/\\d+|[\\n:,;()+=|\u00B7\u2013\u2026\u00D7*]+|\\s{2,}")))) {
                    static const QRegularExpression word(QStringLiteral("\\p{L}{2,}"));
                    const QString piece = part.trimmed();
                    if (word.match(piece).hasMatch() && !isData(piece))
                        found.append(
                            page + QStringLiteral(": ") + shown.where + QStringLiteral(": ") + shown.text);
                }
            }
        },
        QSize(1366, 768));
    QCoreApplication::removeTranslator(&marks);
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TranslationsTest::ux07NothingIsClippedInGerman_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1366x768") << QSize(1366, 768);
    QTest::newRow("1920x1080") << QSize(1920, 1080);
}

void TranslationsTest::ux07NothingIsClippedInGerman()
{
    QFETCH(QSize, size);
    const Language german(QStringLiteral("de"));
    QStringList found;
    visit(
        [&](const QString& page, const QWidget& window) {
            for (const QString& text : clippedIn(window))
                found.append(page + QStringLiteral(": ") + text);
            // A window that makes itself larger to hold its texts has clipped none, and is still wrong.
            if (window.inherits("sm::MainWindow") && window.size() != size)
                found.append(page
                    + QStringLiteral(": the window grew to %1x%2").arg(window.width()).arg(window.height()));
        },
        size);
    found.removeDuplicates();
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TranslationsTest::stripKeepsFiguresAndChips_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("width");
    for (const QString& code : languageCodes()) {
        for (const int width : {1366, 1600, 1920})
            QTest::addRow("%s %d", qPrintable(code), width) << code << width;
    }
}

/// What the strip shows when everything comes at once.
static void everythingAtOnce(Snapshot& floor)
{
    floor.demo = floor.holding = true;
    floor.finishing = 20;
    floor.longestFinishSeconds = 14;
    floor.figures.good = 12'196;
    floor.figures.target = 12'400;
    floor.figures.ratePerHour = 10'907;
    floor.figures.yield = 0.9949;
    floor.figures.hsmWaitP95Ms = 1'204;
    floor.figures.held = 24;
    floor.figures.eta = floor.wall.addSecs(600);
    auto view = std::make_shared<AlarmView>();
    for (const AlarmCode code :
        {AlarmCode::AllHsmsLost, AlarmCode::StationFault, AlarmCode::FeederEmpty, AlarmCode::TaktSlow}) {
        AlarmEntry entry;
        entry.id = view->active.size() + 1;
        entry.code = code;
        view->active.push_back(entry);
    }
    floor.alarms = view;
}

void TranslationsTest::stripKeepsFiguresAndChips()
{
    QFETCH(QString, code);
    QFETCH(int, width);
    const Language language(code);
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.resize(width, 768);
    window.show();
    server.change(everythingAtOnce);
    window.feed()->look();
    QTest::qWait(30);
    QCOMPARE(window.width(), width);
    const auto* strip = window.findChild<QWidget*>(QStringLiteral("statusStrip"));
    const QList<QWidget*> parts = strip->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (const QWidget* part : parts) {
        if (!part->isVisible())
            continue;
        QVERIFY2(strip->rect().contains(part->geometry()), qPrintable(part->objectName()));
        for (const QWidget* other : parts)
            QVERIFY2(other == part || !other->isVisible() || !other->geometry().intersects(part->geometry()),
                qPrintable(part->objectName() + u' ' + other->objectName()));
        if (const auto* label = qobject_cast<const QLabel*>(part)) {
            const QRect needed = label->fontMetrics().boundingRect(
                QRect(0, 0, label->width(), 0), label->wordWrap() ? int(Qt::TextWordWrap) : 0, label->text());
            QVERIFY2(needed.width() <= label->width() && needed.height() <= label->height(),
                qPrintable(QStringLiteral("%1: %2").arg(label->objectName(), label->text())));
        }
    }
    for (const char* chip : {"demoChip", "alarmChipHigh", "alarmChipMedium", "alarmChipLow", "heldChip"})
        QVERIFY2(strip->findChild<QWidget*>(QLatin1String(chip))->isVisible(), chip);
    QVERIFY(strip->findChild<QLabel*>(QStringLiteral("figureGood"))->isVisible());
    QVERIFY(!strip->findChild<QLabel*>(QStringLiteral("holdingText"))->text().isEmpty());
    // A figure that has no room is named by the mark that stands for it.
    const auto* more = strip->findChild<QLabel*>(QStringLiteral("figuresMore"));
    for (const char* name : {"figureRate", "figureYield", "figureEta", "figureWait"}) {
        const auto* figure = strip->findChild<QLabel*>(QLatin1String(name));
        QVERIFY2(
            figure->isVisible() || (more->isVisible() && more->toolTip().contains(figure->text())), name);
    }
}

void TranslationsTest::mnemonicsAreDistinctInEachMenu_data()
{
    QTest::addColumn<QString>("code");
    for (const QString& code : languageCodes())
        QTest::newRow(qPrintable(code)) << code;
}

void TranslationsTest::mnemonicsAreDistinctInEachMenu()
{
    QFETCH(QString, code);
    const Language language(code);
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    QList<QWidget*> menus{window.menuBar()};
    for (QMenu* menu : window.menuBar()->findChildren<QMenu*>())
        menus.append(menu);
    QVERIFY(menus.size() > 5);
    for (const QWidget* menu : menus) {
        QHash<QKeySequence, QString> taken;
        for (const QAction* action : menu->actions()) {
            const QKeySequence key = QKeySequence::mnemonic(action->text());
            if (key.isEmpty())
                continue;
            QVERIFY2(!taken.contains(key),
                qPrintable(taken.value(key) + QStringLiteral(" and ") + action->text()));
            taken.insert(key, action->text());
        }
    }
}

void TranslationsTest::shortStatesFitTheirTiles()
{
    const Language german(QStringLiteral("de"));
    for (int i = 0; i <= int(TileState::Offline); ++i)
        QVERIFY2(shortStateText(TileState(i)).size() <= 6, qPrintable(shortStateText(TileState(i))));
    QVERIFY(shortWarningText().size() <= 6);
    QCOMPARE(stateText(TileState::Held), QStringLiteral("Angehalten"));
    QCOMPARE(shortStateText(TileState::Held), QStringLiteral("Halt"));
}

QTEST_MAIN(TranslationsTest)
#include "tst_translations.moc"
