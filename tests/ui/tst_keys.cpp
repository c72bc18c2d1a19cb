// SPDX-License-Identifier: GPL-3.0-or-later
// Keys & HSMs: what a device's card says in each state, what can be done with it, and whose keys differ.
#include "base/failures/security.h"
#include "fake_server.h"
#include "security/key_store.h"
#include "ui/bench/synthetic_port.h"
#include "ui/keys/hsm_card.h"
#include "ui/keys/hsm_text.h"
#include "ui/keys/key_list_model.h"
#include "ui/keys/keys_page.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QTableView>
#include <QTest>

using namespace sm;

namespace {

struct Shown {
    explicit Shown(const std::function<void(Snapshot&)>& edit = {})
        : server(syntheticFloor(24))
        , window(server, ThemeKind::Light)
    {
        if (edit)
            server.change(edit);
        window.resize(1366, 768);
        window.goTo(Page::Keys);
        window.show();
        look();
    }
    void look()
    {
        window.feed()->look();
        QTest::qWait(30);
    }
    HsmCard* card(int number) const
    {
        return window.findChild<HsmCard*>(QStringLiteral("hsmCard_HSM %1").arg(number));
    }
    QAbstractButton* button(int number, const char* name) const
    {
        return card(number)->findChild<QAbstractButton*>(QLatin1String(name));
    }
    QString texts(int number) const
    {
        QStringList all;
        for (const QLabel* label : card(number)->findChildren<QLabel*>())
            all.append(label->text());
        for (const QWidget* part : card(number)->findChildren<QWidget*>())
            all.append(part->accessibleName());
        return all.join(QLatin1Char('|'));
    }

    FakeServer server;
    MainWindow window;
};

Failure noAnswer()
{
    return Failure(fc::HsmTimedOut, {{"device", QStringLiteral("HSM 2")}});
}

} // namespace

class KeysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyDeviceHasACard();
    void everyStateHasItsTextAndShape();
    void cardsDoNotMoveWhenStatesChange();
    void takingOutAsksInPlaceAndKeepsByItself();
    void aReasonTakesItOut();
    void theLastOneSaysWhatItMeans();
    void bringBackAndTest();
    void disabledTestSaysWhy();
    void totalsAreThoseOfThePool();
    void keysAreListedAndDifferencesStandOut();
    void everyUseHasItsWords();
};

void KeysTest::everyDeviceHasACard()
{
    Shown shown;
    for (int i = 1; i <= 6; ++i) {
        QVERIFY(shown.card(i) && shown.card(i)->isVisible());
        QVERIFY(shown.texts(i).contains(QStringLiteral("HSM %1").arg(i)));
    }
    QVERIFY(shown.texts(1).contains(QStringLiteral("Ready")));
    QVERIFY(shown.texts(1).contains(QStringLiteral("software, test keys")));
    QVERIFY(shown.texts(1).contains(QStringLiteral("passed, 4:00 ago")));
    QVERIFY(shown.texts(1).contains(QStringLiteral("38 ms")));
}

void KeysTest::everyStateHasItsTextAndShape()
{
    QStringList texts;
    std::vector<QImage> shapes;
    for (int h = 0; h <= int(HsmHealth::OutOfUse); ++h) {
        HsmFigures hsm;
        hsm.health = HsmHealth(h);
        texts.append(hsmStateText(hsm));
        QVERIFY(!hsmWhyText(hsm, 1000).isEmpty());
        QImage image(24, 24, QImage::Format_Grayscale8);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.fillPath(hsmShape(hsm), Qt::black);
        painter.end();
        for (const QImage& other : shapes)
            QVERIFY(image != other);
        shapes.push_back(image);
    }
    HsmFigures faulty;
    faulty.health = HsmHealth::OutOfUse;
    faulty.why = Failure(fc::HsmSelfTestFailed, {});
    texts.append(hsmStateText(faulty));
    QVERIFY(hsmWhyText(faulty, 1000).contains(QStringLiteral("self-test")));
    texts.removeDuplicates();
    QCOMPARE(texts.size(), int(HsmHealth::OutOfUse) + 2);
    // Somebody must look at these, and at no others.
    const Theme theme = Theme::of(ThemeKind::Light);
    QVERIFY(hsmBand(faulty, theme)->fill == theme.fault.fill);
    HsmFigures good;
    good.health = HsmHealth::Healthy;
    QVERIFY(!hsmBand(good, theme));
}

void KeysTest::cardsDoNotMoveWhenStatesChange()
{
    Shown shown;
    std::vector<QPoint> before;
    for (int i = 1; i <= 6; ++i)
        before.push_back(shown.card(i)->pos());
    shown.server.change([](Snapshot& floor) {
        floor.hsms.devices[1].health = HsmHealth::Lost;
        floor.hsms.devices[1].why = noAnswer();
        floor.hsms.healthy = 5;
    });
    shown.look();
    QVERIFY(shown.texts(2).contains(QStringLiteral("Lost")));
    QVERIFY(shown.texts(2).contains(QStringLiteral("did not answer in time")));
    for (int i = 1; i <= 6; ++i)
        QCOMPARE(shown.card(i)->pos(), before[size_t(i - 1)]);
}

void KeysTest::takingOutAsksInPlaceAndKeepsByItself()
{
    Shown shown;
    shown.button(3, "hsmTakeOutButton")->click();
    QVERIFY(shown.card(3)->asking());
    QVERIFY(shown.button(3, "hsmReason_maintenance")->isVisible());
    QVERIFY(!shown.button(3, "hsmTakeOutButton")->isVisible());
    shown.button(3, "hsmReason_maintenance")->click(); // it has only just appeared
    QVERIFY(shown.server.sent<command::TakeHsmOutOfUse>().empty());
    shown.button(3, "hsmKeepButton")->click();
    QVERIFY(!shown.card(3)->asking());
    QVERIFY(shown.button(3, "hsmTakeOutButton")->isVisible());
    shown.button(3, "hsmTakeOutButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!shown.card(3)->asking(), 6000);
    QVERIFY(shown.server.sent<command::TakeHsmOutOfUse>().empty());
}

void KeysTest::aReasonTakesItOut()
{
    Shown shown;
    shown.button(3, "hsmTakeOutButton")->click();
    QTest::qWait(350);
    shown.button(3, "hsmReason_suspected")->click();
    const auto sent = shown.server.sent<command::TakeHsmOutOfUse>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].name, QStringLiteral("HSM 3"));
    QCOMPARE(sent[0].reason, QStringLiteral("suspected"));
    QVERIFY(!shown.card(3)->asking());
}

void KeysTest::theLastOneSaysWhatItMeans()
{
    Shown shown([](Snapshot& floor) {
        for (HsmFigures& hsm : floor.hsms.devices)
            hsm.health = HsmHealth::OutOfUse;
        floor.hsms.devices[4].health = HsmHealth::Healthy;
        floor.hsms.healthy = 1;
    });
    shown.button(5, "hsmTakeOutButton")->click();
    QVERIFY(shown.texts(5).contains(QStringLiteral("the last one")));
    QVERIFY(shown.texts(5).contains(QStringLiteral("cards in them are safe")));
}

void KeysTest::bringBackAndTest()
{
    Shown shown([](Snapshot& floor) {
        floor.hsms.devices[0].health = HsmHealth::OutOfUse;
        floor.hsms.devices[0].reason = QStringLiteral("replaced");
    });
    QVERIFY(shown.texts(1).contains(QStringLiteral("is replaced")));
    QVERIFY(!shown.button(1, "hsmTakeOutButton")->isVisible());
    shown.button(1, "hsmBringBackButton")->click();
    shown.button(1, "hsmTestButton")->click();
    QCOMPARE(shown.server.sent<command::BringHsmBack>().size(), size_t(1));
    QCOMPARE(shown.server.sent<command::TestHsm>()[0].name, QStringLiteral("HSM 1"));
}

void KeysTest::disabledTestSaysWhy()
{
    Shown shown([](Snapshot& floor) { floor.hsms.devices[0].health = HsmHealth::Suspect; });
    QVERIFY(!shown.button(1, "hsmTestButton")->isEnabled());
    QVERIFY(shown.button(1, "hsmTestButton")->toolTip().contains(QStringLiteral("being tested")));
}

void KeysTest::totalsAreThoseOfThePool()
{
    Shown shown([](Snapshot& floor) {
        floor.hsms.queued = 17;
        floor.hsms.outside = 4;
        floor.hsms.devices[0].failures = 2;
        floor.hsms.retried = 5;
    });
    const auto total
        = [&](int i) { return shown.window.findChild<QLabel*>(QStringLiteral("hsmTotal%1").arg(i))->text(); };
    QCOMPARE(total(0), QStringLiteral("6 of 6"));
    QCOMPARE(total(2), QStringLiteral("17 + 4 outside"));
    QVERIFY(total(3).contains(QStringLiteral("38 ms")));
    QCOMPARE(total(6), QStringLiteral("2 · 5"));
}

void KeysTest::keysAreListedAndDifferencesStandOut()
{
    Shown shown([](Snapshot& floor) {
        auto keys = std::make_shared<std::vector<HsmKeyFigures>>();
        HsmKeyFigures key;
        key.label = QStringLiteral("BANK-KMC");
        key.version = 3;
        key.usage = QStringLiteral("scp03-master");
        key.kcv = QStringLiteral("504A77");
        for (int i = 1; i <= 6; ++i)
            key.devices.append(QStringLiteral("HSM %1").arg(i));
        keys->push_back(key);
        key.label = QStringLiteral("KEK-1");
        key.devices.removeLast();
        key.agree = false;
        keys->push_back(key);
        key.agree = true;
        for (const KeyLife& life : {KeyLife{true, {}, {}}, KeyLife{false, {}, todayUtc().addDays(-1)},
                 KeyLife{false, todayUtc().addDays(2), {}}}) {
            key.life = life;
            keys->push_back(key);
        }
        floor.hsms.keys = keys;
    });
    const auto* table = shown.window.findChild<QTableView*>(QStringLiteral("keysTable"));
    const auto cell
        = [&](int row, int column) { return table->model()->index(row, column).data().toString(); };
    QCOMPARE(table->model()->rowCount(), 5);
    const auto stands = [&](int row) {
        return table->model()->index(row, KeyListModel::State).data(Qt::BackgroundRole).isValid();
    };
    QCOMPARE(cell(2, KeyListModel::State), QStringLiteral("RETIRED"));
    QCOMPARE(cell(3, KeyListModel::State), QStringLiteral("EXPIRED"));
    QCOMPARE(cell(4, KeyListModel::State), QStringLiteral("NOT VALID YET"));
    QVERIFY(!stands(0) && stands(1) && stands(2) && stands(3) && stands(4));
    QVERIFY(cell(3, KeyListModel::Days).startsWith(QStringLiteral("until")));
    QCOMPARE(cell(0, KeyListModel::Days), QStringLiteral("no limit"));
    QVERIFY(cell(1, KeyListModel::Devices).startsWith(QStringLiteral("5 of 6")));
    QCOMPARE(cell(0, 0), QStringLiteral("BANK-KMC"));
    QCOMPARE(cell(0, 2), QStringLiteral("Card master key, SCP03"));
    QCOMPARE(cell(0, 3), QStringLiteral("504A77"));
    QCOMPARE(cell(0, KeyListModel::Devices), QStringLiteral("all"));
    QVERIFY(cell(1, KeyListModel::State).contains(QStringLiteral("DIFFER")));
    QVERIFY(!table->model()->index(1, 3).data(Qt::ToolTipRole).toString().isEmpty());
}

/// Nobody reads a code.
void KeysTest::everyUseHasItsWords()
{
    QStringList seen;
    for (int i = 0; i <= int(KeyUsage::TdeaBlockProtection); ++i) {
        const QString code = QLatin1String(keyUsageName(KeyUsage(i)));
        QVERIFY(!code.isEmpty());
        const QString text = keyUsageText(code);
        QVERIFY2(text != code && !seen.contains(text), qPrintable(code));
        seen.append(text);
    }
    QCOMPARE(keyUsageText(QStringLiteral("vendor-9")), QStringLiteral("vendor-9"));
    // What can be ordered: every use with a cipher of its own, said to be the right one.
    for (int i = 0; i <= int(KeyUsage::TdeaBlockProtection); ++i) {
        const auto algorithm = keyAlgorithm(KeyUsage(i));
        const QString code = QLatin1String(keyUsageName(KeyUsage(i)));
        QCOMPARE(keyUsageCodes().contains(code), algorithm.has_value());
        QCOMPARE(isTdeaUsage(code), algorithm == BlockAlgorithm::Tdea);
    }
}

QTEST_MAIN(KeysTest)
#include "tst_keys.moc"
