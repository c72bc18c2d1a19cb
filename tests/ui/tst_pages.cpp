// SPDX-License-Identifier: GPL-3.0-or-later
// What every page must do, asked of every page there is: a new page is covered by being in the table of
// pages.
#include "fake_server.h"
#include "setup_told.h"
#include "ui/bench/synthetic_port.h"
#include "ui/floor/floor_accessible.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui/shell/shortcut_list.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollBar>
#include <QStackedWidget>
#include <QSvgRenderer>
#include <QTabBar>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

namespace {

/// Part of another control (the clear button of a line edit, the arrows of a spin box) or of a view.
bool isInner(const QWidget* widget)
{
    for (const QWidget* p = widget->parentWidget(); p; p = p->parentWidget()) {
        if (qobject_cast<const QLineEdit*>(p) || qobject_cast<const QComboBox*>(p)
            || qobject_cast<const QAbstractSpinBox*>(p) || qobject_cast<const QAbstractItemView*>(p)
            || qobject_cast<const QMenuBar*>(p) || qobject_cast<const QTabBar*>(p))
            return true;
    }
    return widget->objectName().startsWith(QLatin1String("qt_"));
}

bool isControl(const QWidget* widget)
{
    if (isInner(widget) || widget->testAttribute(Qt::WA_TransparentForMouseEvents))
        return false;
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
        || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget)
        || qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QTabBar*>(widget)
        || (qobject_cast<const QAbstractSlider*>(widget) && !qobject_cast<const QScrollBar*>(widget))
        || qobject_cast<const FloorView*>(widget);
}

std::vector<QWidget*> controlsOf(const QWidget& window)
{
    std::vector<QWidget*> controls;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (widget->isVisible() && !widget->visibleRegion().isEmpty() && isControl(widget))
            controls.push_back(widget);
    }
    return controls;
}

QString nameOf(const QWidget* widget)
{
    if (!widget)
        return QStringLiteral("nothing");
    QString text
        = QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        text += QLatin1Char(' ') + button->text();
    return text;
}

/// One of a group of which Tab reaches the chosen one, and arrow keys the others.
bool reachedByArrows(const QAbstractButton* button)
{
    if (button->group() && button->group()->exclusive())
        return button->group()->checkedButton() != nullptr;
    if (!button->autoExclusive() || !button->parentWidget())
        return false;
    for (const auto* other :
        button->parentWidget()->findChildren<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (other->autoExclusive() && other->isChecked())
            return true;
    }
    return false;
}

struct Shown {
    explicit Shown(
        const Snapshot& floor, Page page, ThemeKind theme = ThemeKind::Light, QSize size = {1366, 768})
        : server(floor)
        , window(server, theme)
    {
        window.resize(size);
        window.goTo(page);
        window.show();
        window.feed()->look();
        if (page == Page::Setup && !floor.machines.empty())
            tellSetup();
        QTest::qWait(60);
    }
    /// It is asked for when the page is opened.
    void tellSetup()
    {
        server.push(SetupEvent(setupTold(server.lastTicket)));
        window.feed()->look();
        auto* list = window.findChild<QTableView*>(QStringLiteral("setupTable"));
        list->selectRow(list->model()->rowCount() - 1); // the form with the most fields
    }
    QWidget* pageWidget() const { return window.findChild<QStackedWidget*>()->currentWidget(); }

    FakeServer server;
    MainWindow window;
};

/// The least sizes of the window's parts, for a window that does not get as small as it should.
QString whoNeedsRoom(const QWidget& window)
{
    QStringList parts;
    const auto add = [&](const QWidget* part) {
        const QSize least = part->minimumSizeHint().expandedTo(part->minimumSize());
        parts.append(QStringLiteral("%1 %2x%3").arg(nameOf(part)).arg(least.width()).arg(least.height()));
    };
    for (const char* name : {"navRail", "statusStrip", "alarmLine", "noticeLine"}) {
        if (const auto* part = window.findChild<QWidget*>(QLatin1String(name)))
            add(part);
    }
    for (const auto* pages : window.findChildren<QStackedWidget*>()) {
        for (int i = 0; i < pages->count(); ++i)
            add(pages->widget(i));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

class PagesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void ux07NothingIsClipped_data();
    void ux07NothingIsClipped();
    void ux08EmptyStateHasTextAndButton_data() { pages(); }
    void ux08EmptyStateHasTextAndButton();
    void ux21TabReachesEverything_data() { pages(); }
    void ux21TabReachesEverything();
    void ux22FocusIsVisible_data();
    void ux22FocusIsVisible();
    void ux24NothingIsTooSmall_data() { pages(); }
    void ux24NothingIsTooSmall();
    void everyControlHasAName_data() { pages(); }
    void everyControlHasAName();
    void disabledControlsSayWhy_data() { pages(); }
    void disabledControlsSayWhy();
    void everyCommandIsInAMenu();
    void everyPageHasItsIcon();
    void lookIsRemembered();

private:
    static void pages();
};

void PagesTest::initTestCase()
{
    QApplication::setCursorFlashTime(0); // a blinking cursor is no focus ring
}

void PagesTest::pages()
{
    QTest::addColumn<int>("page");
    for (const PageEntry& entry : pageTable())
        QTest::newRow(entry.name) << int(entry.page);
}

void PagesTest::ux07NothingIsClipped_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<int>("theme");
    QTest::addColumn<QSize>("size");
    for (const PageEntry& entry : pageTable()) {
        for (const QSize& size : {QSize(1366, 768), QSize(1920, 1080)}) {
            for (int theme = 0; theme < 3; ++theme)
                QTest::addRow("%s, %d wide, theme %d", entry.name, size.width(), theme)
                    << int(entry.page) << theme << size;
        }
    }
}

void PagesTest::ux07NothingIsClipped()
{
    QFETCH(int, page);
    QFETCH(int, theme);
    QFETCH(QSize, size);
    Shown shown(syntheticFloor(24), Page(page), ThemeKind(theme), size);
    if (Page(page) == Page::Floor) {
        shown.window.showFirstFault();
        QTest::qWait(30);
    }
    QVERIFY2(shown.window.size() == size, qPrintable(whoNeedsRoom(shown.window)));
    int looked = 0;
    for (const QLabel* label : shown.window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty() || label->inherits("sm::ElidedLabel"))
            continue;
        ++looked;
        const QString what = nameOf(label) + QStringLiteral(": ") + label->text();
        if (label->wordWrap()) {
            const int needed = label->heightForWidth(label->width());
            QVERIFY2(needed <= label->height() + 1,
                qPrintable(what + QStringLiteral(" needs %1, has %2").arg(needed).arg(label->height())));
            continue;
        }
        const int needed = label->textFormat() == Qt::RichText
            ? label->sizeHint().width()
            : label->fontMetrics().size(0, label->text()).width();
        const int room = label->contentsRect().width();
        const bool elided = label->text().endsWith(QChar(0x2026)) && !label->toolTip().isEmpty();
        QVERIFY2(needed <= room || elided,
            qPrintable(what + QStringLiteral(" needs %1, has %2").arg(needed).arg(room)));
        QVERIFY2(label->fontMetrics().height() <= label->height() + 1, qPrintable(what));
    }
    for (const QAbstractButton* button : shown.window.findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || button->text().isEmpty() || isInner(button))
            continue;
        QString text = button->text();
        text.remove(QLatin1Char('&'));
        const int needed = button->fontMetrics().horizontalAdvance(text) + (button->icon().isNull() ? 0 : 20);
        QVERIFY2(needed <= button->width(), qPrintable(nameOf(button)));
        QVERIFY2(button->fontMetrics().height() <= button->height(), qPrintable(nameOf(button)));
    }
    QVERIFY(looked > 5);
}

void PagesTest::ux08EmptyStateHasTextAndButton()
{
    QFETCH(int, page);
    Snapshot nothing;
    nothing.generation = 1;
    nothing.wall = QDateTime(QDate(2026, 11, 21), QTime(14, 32, 8));
    Shown shown(nothing, Page(page));
    const QWidget* widget = shown.pageWidget();
    bool said = false;
    for (const QLabel* label : widget->findChildren<QLabel*>()) {
        // The objectName says which label is the empty state's; its text is a sentence.
        said = said
            || (label->isVisible()
                && label->objectName().contains(QLatin1String("empty"), Qt::CaseInsensitive)
                && label->text().size() > 15 && label->text().endsWith(QLatin1Char('.')));
    }
    QVERIFY2(said, qPrintable(pageName(Page(page))));
    bool button = false;
    for (const QAbstractButton* candidate : widget->findChildren<QAbstractButton*>())
        button = button || (candidate->isVisible() && candidate->isEnabled() && !candidate->isCheckable());
    QVERIFY2(button, qPrintable(pageName(Page(page))));
}

void PagesTest::ux21TabReachesEverything()
{
    QFETCH(int, page);
    Shown shown(syntheticFloor(24), Page(page));
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    if (Page(page) == Page::Floor)
        shown.window.showFirstFault();
    QTest::qWait(30);
    QWidget* first = QApplication::focusWidget();
    // A page that is read and not worked with holds the focus itself until the first Tab.
    if (!first || !(first->focusPolicy() & Qt::TabFocus)) {
        QTest::keyClick(&shown.window, Qt::Key_Tab);
        first = QApplication::focusWidget();
    }
    QVERIFY(first);
    std::vector<QWidget*> order{first};
    constexpr int most = 400;
    for (int i = 0; i < most; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QWidget* now = QApplication::focusWidget();
        QVERIFY2(now, qPrintable(QStringLiteral("focus was lost after ") + nameOf(order.back())));
        QVERIFY2(now != order.back(), qPrintable(QStringLiteral("trapped in ") + nameOf(now)));
        if (now == first)
            break;
        QVERIFY2(std::find(order.begin(), order.end(), now) == order.end(),
            qPrintable(QStringLiteral("a circle that leaves controls out, at ") + nameOf(now)));
        order.push_back(now);
    }
    for (const QWidget* control : controlsOf(shown.window)) {
        const auto* button = qobject_cast<const QAbstractButton*>(control);
        if (!control->isEnabled()
            || (button && !(button->focusPolicy() & Qt::TabFocus) && reachedByArrows(button)))
            continue;
        QVERIFY2(std::find(order.begin(), order.end(), control) != order.end(),
            qPrintable(QStringLiteral("Tab never reaches ") + nameOf(control)));
    }
    // Within one parent the order follows the lines of the layout.
    for (size_t i = 1; i < order.size(); ++i) {
        const QWidget* before = order[i - 1];
        const QWidget* now = order[i];
        if (before->parentWidget() != now->parentWidget())
            continue;
        const bool higher = now->geometry().bottom() < before->geometry().top();
        const bool left = now->geometry().top() <= before->geometry().bottom()
            && now->geometry().bottom() >= before->geometry().top() && now->x() < before->x();
        QVERIFY2(!higher && !left, qPrintable(nameOf(before) + QStringLiteral(" -> ") + nameOf(now)));
    }
}

void PagesTest::ux22FocusIsVisible_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<int>("theme");
    for (const PageEntry& entry : pageTable()) {
        for (int theme = 0; theme < 3; ++theme)
            QTest::addRow("%s, theme %d", entry.name, theme) << int(entry.page) << theme;
    }
}

void PagesTest::ux22FocusIsVisible()
{
    QFETCH(int, page);
    QFETCH(int, theme);
    Shown shown(syntheticFloor(24), Page(page), ThemeKind(theme));
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    int looked = 0;
    for (QWidget* control : controlsOf(shown.window)) {
        if (!control->isEnabled() || !(control->focusPolicy() & Qt::TabFocus))
            continue;
        const QRect around
            = QRect(control->mapTo(&shown.window, QPoint(-4, -4)), control->size() + QSize(8, 8))
            & shown.window.rect();
        if (QWidget* other = QApplication::focusWidget())
            other->clearFocus();
        const QImage before = shown.window.grab(around).toImage();
        control->setFocus(Qt::TabFocusReason);
        const QImage after = shown.window.grab(around).toImage();
        int changed = 0;
        for (int y = 0; y < before.height(); ++y) {
            for (int x = 0; x < before.width(); ++x) {
                if (before.pixel(x, y) != after.pixel(x, y)
                    && contrastRatio(before.pixelColor(x, y), after.pixelColor(x, y)) >= 3)
                    ++changed;
            }
        }
        // A ring of one pixel around the control would be twice this; a view may ring one of its rows or
        // tiles.
        const bool view = qobject_cast<QAbstractItemView*>(control) || qobject_cast<FloorView*>(control);
        const int least = view ? 60 : (control->width() + control->height()) / 2;
        QVERIFY2(changed >= least,
            qPrintable(nameOf(control) + QStringLiteral(": %1 of %2 pixels").arg(changed).arg(least)));
        ++looked;
    }
    QVERIFY(looked > 3);
}

void PagesTest::ux24NothingIsTooSmall()
{
    QFETCH(int, page);
    Shown shown(syntheticFloor(24), Page(page));
    if (Page(page) == Page::Floor)
        shown.window.showFirstFault();
    QTest::qWait(30);
    for (const QWidget* control : controlsOf(shown.window))
        QVERIFY2(control->width() >= 24 && control->height() >= 24,
            qPrintable(
                nameOf(control) + QStringLiteral(" %1x%2").arg(control->width()).arg(control->height())));
    for (const QTableView* table : shown.window.findChildren<QTableView*>()) {
        if (table->isVisible())
            QVERIFY2(table->verticalHeader()->defaultSectionSize() >= 24, qPrintable(nameOf(table)));
    }
}

void PagesTest::everyControlHasAName()
{
    QFETCH(int, page);
    Shown shown(syntheticFloor(24), Page(page));
    for (const QWidget* control : controlsOf(shown.window)) {
        const auto* button = qobject_cast<const QAbstractButton*>(control);
        const bool named = !control->accessibleName().isEmpty() || (button && !button->text().isEmpty())
            || qobject_cast<const QTabBar*>(control);
        QVERIFY2(named, qPrintable(nameOf(control)));
    }
}

void PagesTest::disabledControlsSayWhy()
{
    QFETCH(int, page);
    Shown shown(syntheticFloor(24), Page(page));
    for (const QWidget* control : controlsOf(shown.window)) {
        if (!control->isEnabled() && qobject_cast<const QAbstractButton*>(control))
            QVERIFY2(!control->toolTip().isEmpty() && !control->statusTip().isEmpty(),
                qPrintable(nameOf(control)));
    }
}

void PagesTest::everyCommandIsInAMenu()
{
    Shown shown(syntheticFloor(24), Page::Floor);
    QStringList menus;
    for (const QAction* action : shown.window.menuBar()->actions())
        menus.append(QString(action->text()).remove(QLatin1Char('&')));
    QCOMPARE(menus,
        (QStringList{QStringLiteral("File"), QStringLiteral("View"), QStringLiteral("Floor"),
            QStringLiteral("Job"), QStringLiteral("Station"), QStringLiteral("Tools"),
            QStringLiteral("Help")}));
    // No key twice, and no command of the window outside of a menu.
    QMap<QString, QString> keys;
    for (const QAction* action : shown.window.findChildren<QAction*>()) {
        for (const QKeySequence& key : action->shortcuts()) {
            const QString text = key.toString();
            QVERIFY2(!keys.contains(text), qPrintable(text + action->text() + keys.value(text)));
            keys.insert(text, action->text());
        }
        if (!action->shortcuts().isEmpty())
            QVERIFY2(!action->associatedObjects().isEmpty(), qPrintable(action->text()));
    }
    const ShortcutList list(*shown.window.menuBar(), nullptr);
    const auto* table = list.findChild<QTableWidget*>();
    QStringList listed;
    for (int row = 0; row < table->rowCount(); ++row)
        listed.append(table->item(row, 1)->text());
    for (const char* key : {"Ctrl+O", "Ctrl+H", "Ctrl+Shift+H", "F8", "Shift+F8", "Ctrl+1", "F11", "Ctrl+F1"})
        QVERIFY2(listed.contains(QLatin1String(key)), key);
    for (const QString& key : keys.keys())
        QVERIFY2(listed.join(QLatin1Char(' ')).contains(key), qPrintable(key));
}

void PagesTest::everyPageHasItsIcon()
{
    for (const PageEntry& entry : pageTable()) {
        const QString file = QStringLiteral(":/ui/icons/%1.svg").arg(QLatin1String(entry.icon));
        QSvgRenderer svg(file);
        QVERIFY2(svg.isValid(), qPrintable(file));
        QCOMPARE(svg.defaultSize(), QSize(24, 24));
    }
}

void PagesTest::lookIsRemembered()
{
    FakeServer server(syntheticFloor(96));
    WindowMemory memory;
    {
        MainWindow window(server);
        window.show();
        window.feed()->look();
        window.setThemeChoice(QStringLiteral("dark"));
        window.setRailFolded(true);
        window.floor()->view()->zoom(1);
        window.goTo(Page::Jobs);
        memory = window.memory();
    }
    QCOMPARE(memory.page, QStringLiteral("jobs"));
    QVERIFY(memory.zoom.has_value());
    saveWindowMemory(memory);
    const WindowMemory loaded = loadWindowMemory();
    MainWindow window(server);
    window.restore(loaded);
    window.show();
    window.feed()->look();
    QCOMPARE(window.page(), Page::Jobs);
    QCOMPARE(window.memory().theme, QStringLiteral("dark"));
    QVERIFY(window.memory().railFolded);
    QCOMPARE(window.memory().zoom, memory.zoom);
    // Relative values of XDG_STATE_HOME are ignored.
    qputenv("XDG_STATE_HOME", "somewhere");
    QVERIFY(stateHome().endsWith(QLatin1String("/.local/state")));
}

int main(int argc, char** argv)
{
    // Settings of the person who runs the tests are none of theirs.
    const QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
    qputenv("XDG_STATE_HOME", home.path().toUtf8());
    QApplication application(argc, argv);
    installFloorAccessibility();
    PagesTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pages.moc"
