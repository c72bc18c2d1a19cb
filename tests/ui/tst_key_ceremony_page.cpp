// SPDX-License-Identifier: GPL-3.0-or-later
// Keys through the page, the server and a real key store in a process of its own: a ceremony of two persons,
// one that is cancelled, a key block out and in, and the end of a key.
#include "base/bytes.h"
#include "crypto/kcv.h"
#include "security/key_vault.h"
#include "server/server_thread.h"
#include "ui/keys/key_dialog.h"
#include "ui/keys/secret_field.h"
#include "ui/shell/main_window.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

namespace {

constexpr int limit = 60'000;
const QString people[] = {QStringLiteral("Ada Berg"), QStringLiteral("Bo Chang")};

SecretBytes secretOf(const QByteArray& bytes)
{
    auto made
        = SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes.constData()), size_t(bytes.size())});
    return made ? made.take() : SecretBytes();
}

QString kcvOf(const QByteArray& key)
{
    const auto value = kcvAesGp(secretOf(key));
    return value ? toHex(*value) : QString();
}

/// Made up, and the same each time.
QByteArray component(int seed)
{
    QByteArray bytes;
    for (int i = 0; i < 16; ++i)
        bytes.append(char(31 * i + 77 * seed + 5 * i * seed));
    return bytes;
}

QByteArray combined(const QByteArray& a, const QByteArray& b)
{
    QByteArray both = a;
    for (qsizetype i = 0; i < both.size(); ++i)
        both[i] = char(both[i] ^ b[i]);
    return both;
}

} // namespace

class KeyCeremonyPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aKeyOfTwoPersons();
    void nothingOfACancelledOne();
    void aBlockGoesOutAndComesIn();
    void retired();

private:
    template <class T> T* in(const char* name) const { return m_dialog->findChild<T*>(QLatin1String(name)); }
    QString text(const char* label) const { return in<QLabel>(label)->text(); }
    void open(const char* button);
    void press();
    void begin(const QString& label, const char* usage, bool exportable);
    void enter(const QString& person, const QByteArray& value, const QString& check);
    bool makeKey(const QString& label, const char* usage, int seed);
    QString cell(const QString& label, int column) const;
    void choose(const QString& label);

    QTemporaryDir m_folder;
    std::unique_ptr<ServerThread> m_server;
    std::unique_ptr<MainWindow> m_window;
    KeyDialog* m_dialog = nullptr;
};

void KeyCeremonyPageTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    const QByteArray storeKey(32, '\x5C');
    QFile file(m_folder.filePath(QStringLiteral("store.key")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(storeKey.toHex()) == 64);
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    HsmPlan plan;
    plan.name = QStringLiteral("Vault 1");
    plan.kind = HsmPlan::Kind::Process;
    plan.keyStore = m_folder.filePath(QStringLiteral("keys"));
    plan.storeKey = file.fileName();
    plan.takesOrders = true;
    QVERIFY(KeyVault::create(plan.keyStore, secretOf(storeKey)));
    ServerOptions options;
    options.floor = demoFloor({});
    options.floor.hsms = {plan};
    options.dataFolder = m_folder.filePath(QStringLiteral("data"));
    options.hsmProgram = QStringLiteral(SM_BIN_DIR "/stationmaster-hsm");
    m_server = std::make_unique<ServerThread>(options, ServerThread::Settings{});
    m_server->start();
    m_window = std::make_unique<MainWindow>(*m_server, ThemeKind::Light);
    m_window->resize(1366, 768);
    m_window->goTo(Page::Keys);
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QPushButton*>(QStringLiteral("keyCeremonyButton"))->isEnabled(), limit);
}

void KeyCeremonyPageTest::cleanupTestCase()
{
    m_window.reset();
    m_server.reset();
}

void KeyCeremonyPageTest::open(const char* button)
{
    m_dialog = nullptr;
    m_window->findChild<QPushButton*>(QLatin1String(button))->click();
    for (KeyDialog* dialog : m_window->findChildren<KeyDialog*>())
        m_dialog = dialog->isVisible() ? dialog : m_dialog;
    QVERIFY(m_dialog);
}

void KeyCeremonyPageTest::press()
{
    auto* confirm = in<QPushButton>("keyConfirm");
    QVERIFY2(confirm->isEnabled(), qPrintable(confirm->toolTip()));
    confirm->click();
}

void KeyCeremonyPageTest::begin(const QString& label, const char* usage, bool exportable)
{
    open("keyCeremonyButton");
    in<QLineEdit>("ceremonyLabel")->setText(label);
    auto* use = in<QComboBox>("ceremonyUsage");
    use->setCurrentIndex(use->findData(QLatin1String(usage)));
    in<QComboBox>("ceremonyComponents")->setCurrentIndex(0); // two
    in<QCheckBox>("ceremonyExportable")->setChecked(exportable);
    press();
    QTRY_VERIFY_WITH_TIMEOUT(text("keyHeading").contains(QStringLiteral("1 of 2")), limit);
}

void KeyCeremonyPageTest::enter(const QString& person, const QByteArray& value, const QString& check)
{
    in<QLineEdit>("ceremonyPerson")->setText(person);
    QTest::keyClicks(in<SecretField>("secretField"), QString::fromLatin1(value.toHex()));
    in<QLineEdit>("ceremonyCheckValue")->setText(check);
    press();
}

bool KeyCeremonyPageTest::makeKey(const QString& label, const char* usage, int seed)
{
    begin(label, usage, true);
    enter(people[0], component(seed), kcvOf(component(seed)));
    if (!QTest::qWaitFor([&] { return text("keyHeading").contains(QStringLiteral("2 of 2")); }, limit))
        return false;
    enter(people[1], component(seed + 1), kcvOf(component(seed + 1)));
    const QString kcv = kcvOf(combined(component(seed), component(seed + 1)));
    if (!QTest::qWaitFor([&] { return text("ceremonyKcv") == kcv; }, limit))
        return false;
    in<QLineEdit>("ceremonyTyped")->setText(kcv.toLower());
    press();
    if (!QTest::qWaitFor([&] { return text("keyHeading").contains(QStringLiteral("is stored")); }, limit))
        return false;
    press();
    return QTest::qWaitFor([&] { return cell(label, 3) == kcv; }, limit);
}

QString KeyCeremonyPageTest::cell(const QString& label, int column) const
{
    const auto* model = m_window->findChild<QTableView*>(QStringLiteral("keysTable"))->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data().toString() == label)
            return model->index(row, column).data().toString();
    }
    return {};
}

void KeyCeremonyPageTest::choose(const QString& label)
{
    auto* table = m_window->findChild<QTableView*>(QStringLiteral("keysTable"));
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, 0).data().toString() == label)
            table->selectRow(row);
    }
}

/// With the mistakes that persons make.
void KeyCeremonyPageTest::aKeyOfTwoPersons()
{
    const QByteArray one = component(1);
    const QByteArray two = component(2);
    begin(QStringLiteral("ISS-MAC"), "mac", true);
    enter(people[0], one, QStringLiteral("000000"));
    QTRY_VERIFY_WITH_TIMEOUT(text("keyMessage").contains(QStringLiteral("check value")), limit);
    QTRY_VERIFY_WITH_TIMEOUT(
        in<QPushButton>("keyConfirm")->toolTip().contains(QStringLiteral("digits")), limit);
    enter(people[0], one, kcvOf(one));
    QTRY_VERIFY_WITH_TIMEOUT(text("keyHeading").contains(QStringLiteral("2 of 2")), limit);
    enter(QStringLiteral("ada  BERG"), two, kcvOf(two)); // one person is one person
    QTRY_VERIFY_WITH_TIMEOUT(text("keyMessage").contains(QStringLiteral("another person")), limit);
    QTRY_VERIFY_WITH_TIMEOUT(
        in<QPushButton>("keyConfirm")->toolTip().contains(QStringLiteral("digits")), limit);
    QVERIFY(cell(QStringLiteral("ISS-MAC"), 0).isEmpty()); // nothing is stored before the end
    enter(people[1], two, kcvOf(two));
    const QString kcv = kcvOf(combined(one, two));
    QTRY_COMPARE_WITH_TIMEOUT(text("ceremonyKcv"), kcv, limit);
    QVERIFY(cell(QStringLiteral("ISS-MAC"), 0).isEmpty());
    in<QLineEdit>("ceremonyTyped")->setText(kcv);
    press();
    QTRY_VERIFY_WITH_TIMEOUT(text("keyHeading").contains(QStringLiteral("is stored")), limit);
    QVERIFY(text("keyText").contains(QStringLiteral("Vault 1")));
    press();
    QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("ISS-MAC"), 3), kcv, limit);
    QCOMPARE(cell(QStringLiteral("ISS-MAC"), 2), QStringLiteral("Check values (MAC)"));
    QCOMPARE(cell(QStringLiteral("ISS-MAC"), 4), QStringLiteral("in use"));
    QCOMPARE(cell(QStringLiteral("ISS-MAC"), 6), QStringLiteral("Ada Berg, Bo Chang"));
    QCOMPARE(cell(QStringLiteral("ISS-MAC"), 7), QStringLiteral("Vault 1"));
}

void KeyCeremonyPageTest::nothingOfACancelledOne()
{
    begin(QStringLiteral("NEVER"), "mac", false);
    enter(people[0], component(3), kcvOf(component(3)));
    QTRY_VERIFY_WITH_TIMEOUT(text("keyHeading").contains(QStringLiteral("2 of 2")), limit);
    in<QPushButton>("keyCancel")->click();
    // Another one can begin, and its components are its own.
    QVERIFY(makeKey(QStringLiteral("ISS-KBPK"), "kbpk", 8));
    QVERIFY(cell(QStringLiteral("NEVER"), 0).isEmpty());
}

void KeyCeremonyPageTest::aBlockGoesOutAndComesIn()
{
    choose(QStringLiteral("ISS-MAC"));
    open("keyExportButton");
    press();
    auto* made = in<QPlainTextEdit>("keyBlock");
    QTRY_VERIFY_WITH_TIMEOUT(!made->toPlainText().isEmpty(), limit);
    const QString block = made->toPlainText();
    QVERIFY2(block.startsWith(u'D') && block.sliced(5, 3) == QStringLiteral("M6A"), qPrintable(block));
    in<QPushButton>("keyCancel")->click();
    open("keyImportButton");
    in<QLineEdit>("blockLabel")->setText(QStringLiteral("ARRIVED"));
    auto* use = in<QComboBox>("blockUsage");
    use->setCurrentIndex(use->findData(QStringLiteral("kek")));
    in<QPlainTextEdit>("keyBlock")->setPlainText(block);
    QVERIFY(!in<QPushButton>("keyConfirm")->isEnabled()); // nobody brings it
    in<QLineEdit>("blockPerson")->setText(people[1]);
    press();
    QTRY_VERIFY_WITH_TIMEOUT(in<QLabel>("keyMessage")->isVisible(), limit); // a MAC key is no KEK
    use->setCurrentIndex(use->findData(QStringLiteral("mac")));
    press();
    QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("ARRIVED"), 3), cell(QStringLiteral("ISS-MAC"), 3), limit);
    QCOMPARE(cell(QStringLiteral("ARRIVED"), 6), people[1]);
}

void KeyCeremonyPageTest::retired()
{
    choose(QStringLiteral("ARRIVED"));
    QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("keyExportButton"))->isEnabled());
    open("keyRetireButton");
    in<QLineEdit>("retirePerson")->setText(people[0]);
    press();
    QTRY_COMPARE_WITH_TIMEOUT(cell(QStringLiteral("ARRIVED"), 4), QStringLiteral("RETIRED"), limit);
    QCOMPARE(cell(QStringLiteral("ISS-MAC"), 4), QStringLiteral("in use"));
}

QTEST_MAIN(KeyCeremonyPageTest)
#include "tst_key_ceremony_page.moc"
