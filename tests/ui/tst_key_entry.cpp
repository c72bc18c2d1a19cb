// SPDX-License-Identifier: GPL-3.0-or-later
// The field for the digits of a key component, and the dialogs about keys before a server that says what it
// likes: what is typed is nowhere to be seen, heard, pasted or found again.
#include "base/failures/security.h"
#include "fake_server.h"
#include "ui/bench/synthetic_port.h"
#include "ui/keys/key_dialog.h"
#include "ui/keys/key_flow.h"
#include "ui/keys/keys_page.h"
#include "ui/keys/secret_field.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMetaProperty>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

const QString digits = QStringLiteral("0123456789ABCDEF0123456789abcdef");
const QString another = QStringLiteral("F0E1D2C3B4A5968778695A4B3C2D1E0F");

void makeReady(SecretField& field)
{
    field.setTheme(Theme::of(ThemeKind::Light));
    field.setLength(16);
    field.show();
    field.activateWindow();
    field.setFocus();
}

void typeIn(SecretField& field, const QString& text)
{
    QTest::keyClicks(&field, text);
}

/// Of a keyboard with such keys, which the test library does not have.
void pressKey(SecretField& field, Qt::Key key)
{
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(&field, &press);
}

/// Everything that assistive software can ask a widget for.
QString heard(QWidget* widget)
{
    QStringList all;
    if (QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget)) {
        for (const auto what : {QAccessible::Name, QAccessible::Description, QAccessible::Value,
                 QAccessible::Help, QAccessible::Accelerator, QAccessible::DebugDescription})
            all.append(spoken->text(what));
        if (const QAccessibleTextInterface* text = spoken->textInterface())
            all.append(text->text(0, text->characterCount()));
        if (QAccessibleValueInterface* value = spoken->valueInterface())
            all.append(value->currentValue().toString());
    }
    for (QWidget* child : widget->findChildren<QWidget*>())
        all.append(child->accessibleName() + child->accessibleDescription() + child->toolTip());
    return all.join(QLatin1Char('|'));
}

struct Shown {
    Shown()
        : server(floor())
        , flow(server, &window)
    {
        window.setTheme(Theme::of(ThemeKind::Light));
        window.resize(1180, 700);
        window.setSnapshot(server.snapshot());
        window.show();
        look();
    }
    static Snapshot floor()
    {
        Snapshot one = syntheticFloor(24);
        one.hsms.devices[0].orders = KeyOrderLine::Up;
        auto keys = std::make_shared<std::vector<HsmKeyFigures>>();
        HsmKeyFigures key;
        key.label = QStringLiteral("ISS-KBPK");
        key.version = 1;
        key.usage = QStringLiteral("kbpk");
        key.kcv = QStringLiteral("504A77");
        key.devices = {one.hsms.devices[0].name};
        keys->push_back(key);
        key.label = QStringLiteral("ISS-MAC");
        key.usage = QStringLiteral("mac");
        key.exportable = true;
        keys->push_back(key);
        one.hsms.keys = keys;
        return one;
    }
    void look()
    {
        window.setSnapshot(server.snapshot());
        for (const ServerEvent& event : server.takeEvents())
            said = flow.handle(event) && said;
        QTest::qWait(20);
    }
    template <class T> T* find(const char* name) const { return window.findChild<T*>(QLatin1String(name)); }
    KeyDialog* open(const char* button) const
    {
        find<QPushButton>(button)->click();
        for (KeyDialog* dialog : window.findChildren<KeyDialog*>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    template <class C> std::vector<C> sent() const
    {
        std::vector<C> found;
        for (const KeyCommand& command : server.sent<KeyCommand>()) {
            if (const C* one = std::get_if<C>(&command))
                found.push_back(*one);
        }
        return found;
    }
    void tell(const KeyEvent& event)
    {
        server.push(event);
        look();
    }
    void tell(CeremonyStage stage, int next, const char* kcv = "")
    {
        event::CeremonyAt at;
        at.ticket = server.lastTicket;
        at.ceremony = 7;
        at.stage = stage;
        at.next = next;
        at.components = 2;
        at.checkValue = QLatin1String(kcv);
        tell(KeyEvent(at));
    }

    FakeServer server;
    KeysPage window;
    KeyFlow flow;
    bool said = true; ///< whatever the server told was for the dialogs
};

template <class T> T* in(QWidget* dialog, const char* name)
{
    return dialog->findChild<T*>(QLatin1String(name));
}

void beginCeremony(Shown& shown, QWidget* dialog)
{
    in<QLineEdit>(dialog, "ceremonyLabel")->setText(QStringLiteral("NEW-KEY"));
    auto* usage = in<QComboBox>(dialog, "ceremonyUsage");
    usage->setCurrentIndex(usage->findData(QStringLiteral("mac")));
    in<QPushButton>(dialog, "keyConfirm")->click();
    shown.tell(CeremonyStage::Collecting, 1);
}

} // namespace

class KeyEntryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void digitsBecomeBytesOnce();
    void onlyDigitsCount();
    void nothingCanBePasted();
    void nothingIsHeardOrDrawnButTheCount();
    void forgottenDigitsAreWiped_data();
    void forgottenDigitsAreWiped();
    void aComponentGoesOnceAndIsGone();
    void whatIsRefusedIsCorrected();
    void onlyTheRightCheckValueStores();
    void closingWipesAndEscapeDoesNot();
    void buttonsSayWhyNothingCanBeOrdered();
    void blocksNeedAProtectorOfTheDevice();
    void retiringWantsAPerson();
};

void KeyEntryTest::digitsBecomeBytesOnce()
{
    SecretField field;
    makeReady(field);
    typeIn(field, digits.first(30));
    QVERIFY(!field.isComplete() && !field.take());
    typeIn(field, QStringLiteral("0"));
    QTest::keyClick(&field, Qt::Key_Backspace); // a mistake is taken back
    typeIn(field, QStringLiteral(" ef")); // gaps, as forms print them
    QCOMPARE(field.digits(), 32);
    const auto value = field.take();
    QVERIFY(value);
    const QByteArray wanted = QByteArray::fromHex(digits.toLatin1());
    QVERIFY(equalInConstantTime(QByteArrayView(value->data(), value->size()), wanted));
    QCOMPARE(field.digits(), 0);
    QVERIFY(!field.take());
}

void KeyEntryTest::onlyDigitsCount()
{
    SecretField field;
    makeReady(field);
    int refused = 0;
    connect(&field, &SecretField::refused, &field, [&](bool) { ++refused; });
    typeIn(field, QStringLiteral("gZ-_."));
    QCOMPARE(field.digits(), 0);
    QCOMPARE(refused, 5);
    typeIn(field, digits);
    typeIn(field, QStringLiteral("A")); // one too many
    QCOMPARE(field.digits(), 32);
    QCOMPARE(refused, 6);
    field.wipe();
    QKeyEvent stuck(QEvent::KeyPress, Qt::Key_7, Qt::NoModifier, QStringLiteral("7"), true);
    QApplication::sendEvent(&field, &stuck);
    QCOMPARE(field.digits(), 0);
}

void KeyEntryTest::nothingCanBePasted()
{
    SecretField field;
    makeReady(field);
    QApplication::clipboard()->setText(digits);
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(&field, Qt::Key_Insert, Qt::ShiftModifier);
    pressKey(field, Qt::Key_Paste);
    QTest::keyClick(&field, Qt::Key_Y, Qt::ControlModifier);
    QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier); // a shortcut is no digit
    QTest::mouseClick(&field, Qt::MiddleButton);
    QMimeData data;
    data.setText(digits);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(&field, &enter);
    QVERIFY(!enter.isAccepted());
    QDropEvent drop(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&field, &drop);
    QInputMethodEvent typed;
    typed.setCommitString(digits);
    QApplication::sendEvent(&field, &typed);
    QCOMPARE(field.digits(), 0);
    typeIn(field, digits);
    QTest::keyClick(&field, Qt::Key_C, Qt::ControlModifier);
    pressKey(field, Qt::Key_Copy);
    QCOMPARE(QApplication::clipboard()->text(), digits); // what was there before, not copied from here
    QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(field.digits(), 32);
}

void KeyEntryTest::nothingIsHeardOrDrawnButTheCount()
{
    SecretField one;
    makeReady(one);
    typeIn(one, digits.first(20));
    const QImage first = one.grab().toImage();
    const QString told = heard(&one);
    QVERIFY2(told.contains(QStringLiteral("20 of 32")), qPrintable(told));
    for (int i = 0; i + 4 <= 20; ++i)
        QVERIFY2(!told.contains(digits.sliced(i, 4), Qt::CaseInsensitive), qPrintable(told));
    one.wipe();
    typeIn(one, another.first(20));
    QCOMPARE(one.grab().toImage(), first); // other digits, the same picture
    QCOMPARE(heard(&one), told);
    typeIn(one, QStringLiteral("0"));
    QVERIFY(one.grab().toImage() != first);
    QVERIFY(!one.testAttribute(Qt::WA_InputMethodEnabled));
    for (const auto query : {Qt::ImSurroundingText, Qt::ImCurrentSelection, Qt::ImTextBeforeCursor,
             Qt::ImTextAfterCursor, Qt::ImEnabled})
        QVERIFY(!one.inputMethodQuery(query).toBool() && one.inputMethodQuery(query).toString().isEmpty());
    for (int i = 0; i < one.metaObject()->propertyCount(); ++i) {
        const QString value = one.property(one.metaObject()->property(i).name()).toString();
        QVERIFY(!value.contains(another.first(6), Qt::CaseInsensitive));
    }
}

void KeyEntryTest::forgottenDigitsAreWiped_data()
{
    QTest::addColumn<bool>("away");
    QTest::newRow("nobody goes on") << false;
    QTest::newRow("the focus is elsewhere") << true;
}

void KeyEntryTest::forgottenDigitsAreWiped()
{
    QFETCH(bool, away);
    SecretField field;
    makeReady(field);
    QWidget elsewhere;
    elsewhere.setFocusPolicy(Qt::StrongFocus);
    elsewhere.show();
    field.activateWindow();
    field.setFocus();
    field.setPatience(away ? 24h : 1ms, away ? 1ms : 24h);
    bool told = false;
    connect(&field, &SecretField::forgotten, &field, [&] { told = true; });
    typeIn(field, digits);
    QVERIFY(away ? field.digits() == 32 : true);
    if (away) {
        QFocusEvent out(QEvent::FocusOut, Qt::MouseFocusReason);
        elsewhere.activateWindow();
        field.clearFocus();
        QApplication::sendEvent(&field, &out);
    }
    QTRY_COMPARE(field.digits(), 0);
    QVERIFY(told);
    QVERIFY(!field.take());
}

void KeyEntryTest::aComponentGoesOnceAndIsGone()
{
    Shown shown;
    KeyDialog* dialog = shown.open("keyCeremonyButton");
    QVERIFY(dialog);
    beginCeremony(shown, dialog);
    const auto begun = shown.sent<command::BeginCeremony>();
    QCOMPARE(begun.size(), size_t(1));
    QCOMPARE(begun[0].key.usage, QStringLiteral("mac"));
    QCOMPARE(begun[0].length, 16);
    auto* secret = in<SecretField>(dialog, "secretField");
    auto* confirm = in<QPushButton>(dialog, "keyConfirm");
    QTest::keyClicks(in<QLineEdit>(dialog, "ceremonyPerson"), QStringLiteral("Ada Berg"));
    QTest::keyClicks(secret, digits);
    QVERIFY(!confirm->isEnabled() && !confirm->toolTip().isEmpty());
    in<QLineEdit>(dialog, "ceremonyCheckValue")->setText(QStringLiteral("8A 1F 3C"));
    QVERIFY(confirm->isEnabled());
    const QString told = heard(dialog);
    for (int i = 0; i + 6 <= digits.size(); ++i)
        QVERIFY(!told.contains(digits.sliced(i, 6), Qt::CaseInsensitive));
    for (const QLineEdit* line : dialog->findChildren<QLineEdit*>())
        QVERIFY(!line->text().contains(digits.first(6)));
    confirm->click();
    const auto parts = shown.sent<command::AddComponent>();
    QCOMPARE(parts.size(), size_t(1));
    QCOMPARE(parts[0].person, QStringLiteral("Ada Berg"));
    QCOMPARE(parts[0].checkValue, QByteArray::fromHex("8A1F3C"));
    QCOMPARE(parts[0].value->size(), qsizetype(16));
    QCOMPARE(secret->digits(), 0);
    QVERIFY(!confirm->isEnabled()); // pressed twice it would go twice
    shown.tell(CeremonyStage::Collecting, 2);
    QVERIFY(in<QLabel>(dialog, "keyHeading")->text().contains(QStringLiteral("2 of 2")));
    QVERIFY(in<QLabel>(dialog, "ceremonyPeople")->text().contains(QStringLiteral("Ada Berg")));
    QVERIFY(in<QLineEdit>(dialog, "ceremonyPerson")->text().isEmpty());
}

void KeyEntryTest::whatIsRefusedIsCorrected()
{
    Shown shown;
    KeyDialog* dialog = shown.open("keyCeremonyButton");
    beginCeremony(shown, dialog);
    in<QLineEdit>(dialog, "ceremonyPerson")->setText(QStringLiteral("Ada Berg"));
    QTest::keyClicks(in<SecretField>(dialog, "secretField"), digits);
    in<QLineEdit>(dialog, "ceremonyCheckValue")->setText(QStringLiteral("000000"));
    in<QPushButton>(dialog, "keyConfirm")->click();
    shown.server.push(event::Refused{
        shown.server.lastTicket, Failure(fc::CeremonyCheckValueWrong, {{"component", QStringLiteral("1")}})});
    shown.tell(CeremonyStage::Collecting, 1);
    const auto* message = in<QLabel>(dialog, "keyMessage");
    QVERIFY(message->isVisible() && message->text().contains(QStringLiteral("check value")));
    QCOMPARE(in<QLineEdit>(dialog, "ceremonyPerson")->text(), QStringLiteral("Ada Berg"));
    QCOMPARE(in<SecretField>(dialog, "secretField")->digits(), 0);
    QVERIFY(in<QLabel>(dialog, "keyHeading")->text().contains(QStringLiteral("1 of 2")));
}

void KeyEntryTest::onlyTheRightCheckValueStores()
{
    Shown shown;
    KeyDialog* dialog = shown.open("keyCeremonyButton");
    beginCeremony(shown, dialog);
    shown.tell(CeremonyStage::Complete, 3, "A1B2C3");
    QCOMPARE(in<QLabel>(dialog, "ceremonyKcv")->text(), QStringLiteral("A1B2C3"));
    auto* confirm = in<QPushButton>(dialog, "keyConfirm");
    auto* typed = in<QLineEdit>(dialog, "ceremonyTyped");
    QVERIFY(!confirm->isEnabled());
    typed->setText(QStringLiteral("A1B2C4"));
    QVERIFY(!confirm->isEnabled());
    typed->setText(QStringLiteral("a1 b2 c3"));
    confirm->click();
    QCOMPARE(shown.sent<command::StoreCeremonyKey>().size(), size_t(1));
    QVERIFY(!confirm->isEnabled());
    shown.tell(CeremonyStage::Stored, 3, "A1B2C3");
    QVERIFY(in<QLabel>(dialog, "keyHeading")->text().contains(QStringLiteral("stored")));
    confirm->click();
    QTRY_VERIFY(shown.window.findChildren<KeyDialog*>().isEmpty());
    QVERIFY(shown.sent<command::CancelCeremony>().empty());
}

void KeyEntryTest::closingWipesAndEscapeDoesNot()
{
    Shown shown;
    KeyDialog* dialog = shown.open("keyCeremonyButton");
    beginCeremony(shown, dialog);
    QTest::keyClicks(in<SecretField>(dialog, "secretField"), digits);
    QTest::keyClick(in<SecretField>(dialog, "secretField"), Qt::Key_Escape);
    QVERIFY(dialog->isVisible());
    in<QPushButton>(dialog, "keyCancel")->click();
    const auto cancelled = shown.sent<command::CancelCeremony>();
    QCOMPARE(cancelled.size(), size_t(1));
    QCOMPARE(cancelled[0].ceremony, quint64(7));
    QTRY_VERIFY(shown.window.findChildren<KeyDialog*>().isEmpty());
    shown.tell(CeremonyStage::Ended, 1); // nobody is there any more
    // Closed before the server had answered: what has begun is cancelled, and nothing is said about that.
    dialog = shown.open("keyCeremonyButton");
    in<QLineEdit>(dialog, "ceremonyLabel")->setText(QStringLiteral("NEW-KEY"));
    in<QPushButton>(dialog, "keyConfirm")->click();
    in<QPushButton>(dialog, "keyCancel")->click();
    QTRY_VERIFY(shown.window.findChildren<KeyDialog*>().isEmpty());
    shown.tell(CeremonyStage::Collecting, 1);
    QCOMPARE(shown.sent<command::CancelCeremony>().size(), size_t(2));
    // One that the server ends says so, and can only be closed.
    dialog = shown.open("keyCeremonyButton");
    beginCeremony(shown, dialog);
    shown.tell(CeremonyStage::Ended, 1);
    QVERIFY(in<QLabel>(dialog, "keyText")->text().contains(QStringLiteral("Nothing was stored")));
    QVERIFY(!in<QPushButton>(dialog, "keyCancel")->isVisible());
}

void KeyEntryTest::buttonsSayWhyNothingCanBeOrdered()
{
    Shown shown;
    auto* ceremony = shown.find<QPushButton>("keyCeremonyButton");
    auto* retire = shown.find<QPushButton>("keyRetireButton");
    QVERIFY(ceremony->isEnabled() && !retire->isEnabled());
    QVERIFY(retire->toolTip().contains(QStringLiteral("Choose a key")));
    QStringList reasons;
    for (const KeyOrderLine line : {KeyOrderLine::Down, KeyOrderLine::Absent}) {
        shown.server.change([line](Snapshot& floor) { floor.hsms.devices[0].orders = line; });
        QTest::qWait(520); // figures are shown twice a second
        shown.look();
        QVERIFY(!ceremony->isEnabled());
        reasons.append(ceremony->toolTip());
    }
    QVERIFY(!reasons[0].isEmpty() && !reasons[1].isEmpty() && reasons[0] != reasons[1]);
}

void KeyEntryTest::blocksNeedAProtectorOfTheDevice()
{
    Shown shown;
    KeyDialog* dialog = shown.open("keyImportButton");
    QVERIFY(dialog);
    auto* confirm = in<QPushButton>(dialog, "keyConfirm");
    QVERIFY(!confirm->isEnabled());
    QCOMPARE(in<QComboBox>(dialog, "blockKbpk")->count(), 1);
    in<QLineEdit>(dialog, "blockLabel")->setText(QStringLiteral("ARRIVED"));
    in<QWidget>(dialog, "keyBlock")->setProperty("plainText", QStringLiteral("D0112P0AE00E0000 4F\n"));
    QVERIFY(!confirm->isEnabled()); // nobody brings it
    in<QLineEdit>(dialog, "blockPerson")->setText(QStringLiteral("Ada Berg"));
    QVERIFY(confirm->isEnabled());
    confirm->click();
    const auto sent = shown.sent<command::BringKeyBlock>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].kbpk, QStringLiteral("ISS-KBPK"));
    QCOMPARE(sent[0].block, QByteArray("D0112P0AE00E00004F"));
    QCOMPARE(sent[0].person, QStringLiteral("Ada Berg"));
    shown.server.push(event::Refused{shown.server.lastTicket, Failure(fc::KeyBlockUnfit, {})});
    shown.look();
    QVERIFY(in<QLabel>(dialog, "keyMessage")->isVisible() && confirm->isEnabled());
}

void KeyEntryTest::retiringWantsAPerson()
{
    Shown shown;
    shown.find<QTableView>("keysTable")->selectRow(1);
    QVERIFY(shown.find<QPushButton>("keyExportButton")->isEnabled());
    shown.find<QTableView>("keysTable")->selectRow(0);
    QVERIFY(!shown.find<QPushButton>("keyExportButton")->isEnabled()); // it was not made to leave
    KeyDialog* dialog = shown.open("keyRetireButton");
    QVERIFY(dialog);
    auto* confirm = in<QPushButton>(dialog, "keyConfirm");
    QVERIFY(!confirm->isEnabled() && !confirm->isDefault());
    in<QLineEdit>(dialog, "retirePerson")->setText(QStringLiteral("Ada Berg"));
    confirm->click();
    const auto sent = shown.sent<command::EndKey>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].label, QStringLiteral("ISS-KBPK"));
    QCOMPARE(sent[0].person, QStringLiteral("Ada Berg"));
    event::KeyHeld held;
    held.ticket = shown.server.lastTicket;
    held.label = QStringLiteral("ISS-KBPK");
    held.version = 1;
    shown.tell(KeyEvent(held));
    QTRY_VERIFY(shown.window.findChildren<KeyDialog*>().isEmpty());
}

QTEST_MAIN(KeyEntryTest)
#include "tst_key_entry.moc"
