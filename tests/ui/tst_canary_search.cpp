// SPDX-License-Identifier: GPL-3.0-or-later
// That the search of tst_canaries finds a canary: in each form, in each place of a window, in each kind of
// file.
#include "canary_watch.h"
#include "ui_texts.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPdfWriter>
#include <QSettings>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStandardItemModel>
#include <QStringEncoder>
#include <QTableView>
#include <QTest>
#include <QToolTip>
#include <QVBoxLayout>

#include <functional>

using namespace sm;

class CanarySearchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_watch.prepare(36)); }
    void ux35SearchFindsEveryForm_data();
    void ux35SearchFindsEveryForm();
    void ux35SearchFindsACanaryInAWindow();
    void ux35SearchFindsACanaryInFiles();

private:
    CanaryWatch m_watch;
};

void CanarySearchTest::ux35SearchFindsEveryForm_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("found");
    const QByteArray number = contentOf(m_watch.job().file).split('\n').at(1).split(',').at(1);
    const QByteArray name = "Zyxqwanda Kvortpq\xC3\xBC 01";
    const QByteArray key = "404142434445464748494A4B4C4D4E4F";
    const QByteArray packed = QByteArray::fromHex(number);
    const QString wide = QString::fromUtf8(name);
    const auto utf16 = [&](QStringConverter::Encoding order) {
        QStringEncoder encoder(order);
        return QByteArray(encoder.encode(wide));
    };
    QTest::newRow("number") << "a" + number + "b" << true;
    QTest::newRow("number in groups") << QByteArray("9999 7353 5737 0018") << true;
    QTest::newRow("part of a number") << QByteArray("first 8: 99997353, rest hidden") << true;
    QTest::newRow("number as hexadecimal of its digits") << number.toHex(' ') << true;
    QTest::newRow("number packed") << QByteArray("\x5A\x08", 2) + packed << true;
    QTest::newRow("number packed from the middle of a byte")
        << QByteArray::fromHex("D" + number + "F") << true;
    QTest::newRow("number packed, in a dump") << packed.toHex(':') << true;
    QTest::newRow("name") << "<b>" + name + "</b>" << true;
    QTest::newRow("name in capitals") << wide.toUpper().toUtf8() << true;
    QTest::newRow("name cut off") << QByteArray("Zyxqwand\xE2\x80\xA6") << true;
    QTest::newRow("name as hexadecimal") << name.toHex().toUpper() << true;
    QTest::newRow("name, UTF-16 little end first") << utf16(QStringConverter::Utf16LE) << true;
    QTest::newRow("name, UTF-16 big end first") << utf16(QStringConverter::Utf16BE) << true;
    QTest::newRow("name in base64") << ("{\"who\":\"" + name + "\"}").toBase64() << true;
    QTest::newRow("key") << key << true;
    QTest::newRow("key in groups") << QByteArray("40 41 42 43 44 45 46 47") << true;
    QTest::newRow("key as bytes") << "\x01" + QByteArray::fromHex(key) << true;
    QTest::newRow("half a key as bytes") << QByteArray::fromHex(key.right(16)) << true;
    QTest::newRow("key in base64") << QByteArray::fromHex("0001" + key).toBase64() << true;
    QTest::newRow("last four digits")
        << QByteArray("\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2") + number.right(4) << false;
    QTest::newRow("masked bytes") << QByteArray("5A08xxxxxxxxxxxx") + number.right(4) << false;
    QTest::newRow("id of a card object") << QByteArray("CNY-2026-000001") << false;
    QTest::newRow("times and counts") << QByteArray("2026-11-21T06:00:00.000Z 1,000,000 9999 735") << false;
}

void CanarySearchTest::ux35SearchFindsEveryForm()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, found);
    // Alone, and deep in other bytes.
    QCOMPARE(!m_watch.canaries().inBytes(content).isEmpty(), found);
    QByteArray deep(100'001, '\x1D');
    deep.insert(77'777, content);
    QCOMPARE(!m_watch.canaries().inBytes(deep).isEmpty(), found);
}

namespace {

/// Draws a text that no property tells.
class Drawn final : public QWidget {
public:
    Drawn(const QString& text, QWidget* parent)
        : QWidget(parent)
        , m_text(text)
    {
    }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).drawText(rect(), Qt::AlignCenter, m_text); }

private:
    QString m_text;
};

/// Tells its text to a resting mouse, and to the clipboard.
class Telling final : public QWidget {
public:
    Telling(const QString& text, QWidget* parent)
        : QWidget(parent)
        , m_text(text)
    {
        setFocusPolicy(Qt::StrongFocus);
    }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::ToolTip)
            QToolTip::showText({}, m_text, this);
        return QWidget::event(event);
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->matches(QKeySequence::Copy))
            QApplication::clipboard()->setText(m_text);
    }

private:
    QString m_text;
};

QTableView* tableWith(const QString& text, int role, QWidget* parent)
{
    auto* table = new QTableView(parent);
    auto* model = new QStandardItemModel(2, 2, table);
    model->setData(model->index(1, 1), text, role);
    table->setModel(model);
    return table;
}

struct Plant {
    const char* channel;
    std::function<QStringList(QWidget&)> collect;
    std::function<void(QWidget&, const QString&)> plant;
};

std::vector<Plant> plants()
{
    const auto painted = [](QWidget& w) { return paintedTexts(w); };
    const auto accessible = [](QWidget& w) { return accessibleTexts(w); };
    const auto properties = [](QWidget& w) { return propertyTexts(w); };
    const auto models = [](QWidget& w) { return modelTexts(w); };
    return {
        {"drawn by a widget", painted,
            [](QWidget& w, const QString& t) { w.layout()->addWidget(new Drawn(t, &w)); }},
        {"label", painted, [](QWidget& w, const QString& t) { w.layout()->addWidget(new QLabel(t, &w)); }},
        {"drawn in a scene", painted,
            [](QWidget& w, const QString& t) {
                auto* scene = new QGraphicsScene(&w);
                scene->addSimpleText(t);
                w.layout()->addWidget(new QGraphicsView(scene, &w));
            }},
        {"dialog over it", painted,
            [](QWidget& w, const QString& t) {
                auto* over = new QLabel(t, &w, Qt::Dialog);
                over->show();
            }},
        {"cell of a table", painted,
            [](QWidget& w, const QString& t) { w.layout()->addWidget(tableWith(t, Qt::DisplayRole, &w)); }},
        {"accessible description", accessible,
            [](QWidget& w, const QString& t) { w.findChild<QLabel*>()->setAccessibleDescription(t); }},
        {"accessible cell", accessible,
            [](QWidget& w, const QString& t) {
                w.layout()->addWidget(tableWith(t, Qt::AccessibleTextRole, &w));
            }},
        {"window title", properties, [](QWidget& w, const QString& t) { w.setWindowTitle(t); }},
        {"status tip of an action", properties,
            [](QWidget& w, const QString& t) {
                auto* action = new QAction(&w);
                action->setStatusTip(t);
                w.addAction(action);
            }},
        {"what's this", properties,
            [](QWidget& w, const QString& t) { w.findChild<QLabel*>()->setWhatsThis(t); }},
        {"dynamic property", properties, [](QWidget& w, const QString& t) { w.setProperty("note", t); }},
        {"tip of the moment", [](QWidget& w) { return hoverTexts(w); },
            [](QWidget& w, const QString& t) { w.layout()->addWidget(new Telling(t, &w)); }},
        {"user role", models,
            [](QWidget& w, const QString& t) { w.layout()->addWidget(tableWith(t, Qt::UserRole + 3, &w)); }},
        {"tip role", models,
            [](QWidget& w, const QString& t) { w.layout()->addWidget(tableWith(t, Qt::ToolTipRole, &w)); }},
        {"copied cell", [](QWidget& w) { return copiedTexts(w); },
            [](QWidget& w, const QString& t) { w.layout()->addWidget(tableWith(t, Qt::DisplayRole, &w)); }},
        {"copied by a widget", [](QWidget& w) { return copiedTexts(w); },
            [](QWidget& w, const QString& t) { w.layout()->addWidget(new Telling(t, &w)); }},
    };
}

} // namespace

void CanarySearchTest::ux35SearchFindsACanaryInAWindow()
{
    const QString name = QStringLiteral("Zyxqwanda Kvortpq");
    for (const Plant& plant : plants()) {
        QWidget window;
        window.setWindowTitle(QStringLiteral("Open"));
        auto* column = new QVBoxLayout(&window);
        column->addWidget(new QLabel(QStringLiteral("A text that may be read"), &window));
        window.resize(400, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY2(m_watch.canaries().inText(plant.collect(window).join(u'\n')).isEmpty(), plant.channel);
        plant.plant(window, name);
        QTest::qWait(20);
        QVERIFY2(!m_watch.canaries().inText(plant.collect(window).join(u'\n')).isEmpty(), plant.channel);
    }
    takeLog();
    qDebug("%s", qPrintable(name));
    QVERIFY(!m_watch.canaries().inText(takeLog().join(u'\n')).isEmpty());
}

void CanarySearchTest::ux35SearchFindsACanaryInFiles()
{
    const QTemporaryDir folder;
    const QString name = QStringLiteral("Zyxqwanda Kvortpq");
    for (const bool title : {false, true}) {
        const QString file = folder.filePath(QStringLiteral("sheet.pdf"));
        {
            QPdfWriter writer(file);
            writer.setTitle(title ? name : QStringLiteral("A sheet"));
            QPainter(&writer).drawText(200, 200, title ? QStringLiteral("Nothing") : name);
        }
        QVERIFY(!m_watch.canaries().inText(pdfTexts(file).join(u'\n')).isEmpty());
    }
    {
        const QString file = folder.filePath(QStringLiteral("choices.ini"));
        QSettings settings(file, QSettings::IniFormat);
        settings.setValue(QStringLiteral("last/files"), QStringList{QStringLiteral("open"), name});
        settings.sync();
        QVERIFY(!m_watch.canaries().inText(settingsTexts(file).join(u'\n')).isEmpty());
    }
    const QString connection = QStringLiteral("planted");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        const QString file = folder.filePath(QStringLiteral("store.sqlite"));
        database.setDatabaseName(file);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("PRAGMA journal_mode=WAL"))
            && query.exec(QStringLiteral("CREATE TABLE rows (value BLOB)")));
        QVERIFY(query.prepare(QStringLiteral("INSERT INTO rows VALUES (?)")));
        query.addBindValue(QByteArray::fromHex("999973535737")); // the beginning of a number, packed
        QVERIFY(query.exec());
        QVERIFY(m_watch.canaries().inBytes(contentOf(file)).isEmpty()); // not written back yet
        QVERIFY(!m_watch.canaries().inBytes(contentOf(file + QStringLiteral("-wal"))).isEmpty());
    }
    QSqlDatabase::removeDatabase(connection);
}

QTEST_MAIN(CanarySearchTest)
#include "tst_canary_search.moc"
