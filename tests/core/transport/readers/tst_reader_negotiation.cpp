// SPDX-License-Identifier: GPL-3.0-or-later
// What a serial reader's driver agrees on with a card before and beside its commands: speed and time. And
// what it refuses to send at all.
#include "base/failures/transport.h"
#include "transport/readers/ccid_message.h"
#include "transport/readers/reader_dialect.h"
#include "transport/readers/t1_dialog.h"

#include <QTest>

using namespace sm;

namespace {

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

} // namespace

class TestReaderNegotiation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ccidNegotiatesTheSpeed_data();
    void ccidNegotiatesTheSpeed();
    void ccidGrantsTime();
    void lostTimeIsGrantedAgain();
    void refusedBeforeTheReader();
};

void TestReaderNegotiation::ccidNegotiatesTheSpeed_data()
{
    QTest::addColumn<QByteArray>("atr");
    QTest::addColumn<QByteArray>("pps"); // empty: none is sent
    QTest::addColumn<QByteArray>("answer"); // empty: the card is mute
    QTest::addColumn<QByteArray>("parameters");
    const auto row
        = [](const char* name, const char* atr, const char* pps, const char* answer, const char* parameters) {
              QTest::newRow(name) << hex(atr) << hex(pps) << hex(answer) << hex(parameters);
          };
    const char* const fast = "1310004500FE00"; // IFSC FE, BWI and CWI 45
    const char* const slow = "1110004500FE00";
    const char* const jcop = "3BF81300008131FE454A434F5076323431B7";
    row("13 agreed", jcop, "FF1113FD", "FF1113FD", fast);
    row("13 left out", jcop, "FF1113FD", "FF01FE", slow);
    row("13 not answered", jcop, "FF1113FD", "", slow);
    row("another speed in the answer", jcop, "FF1113FD", "FF1118F6", slow);
    row("another protocol in the answer", jcop, "FF1113FD", "FF1013FC", slow);
    row("the example of the standard", "3B90968111FE68", "FF119678", "FF119678", "9610004D00FE00");
    row("faster than the reader", "3B90978111FE69", "FF119678", "FF119678", "9610004D00FE00");
    row("slower than usual", "3B90218111FEDF", "", "", "1110004D00FE00");
    row("reserved", "3B90708111FE8E", "", "", "1110004D00FE00");
    row("specific", "3B9096910111FE79", "", "", "9610004D00FE00");
    row("specific, implicit", "3B9096911111FE69", "", "", "1110004D00FE00");
    row("T=0", "3B1096", "FF109679", "FF109679", "9600000A00");
    row("T=0, specific", "3B90181000", "", "", "1800000A00");
    row("T=0, inverse, guard and waiting time", "3FC0054020", "", "", "1102052000");
}

void TestReaderNegotiation::ccidNegotiatesTheSpeed()
{
    QFETCH(const QByteArray, atr);
    QFETCH(const QByteArray, pps);
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, parameters);
    const auto dialect = makeCcidDialect();
    const auto said = [](const Outcome<ReaderDialect::Move>& move) {
        return move && std::holds_alternative<ReaderCommand>(*move) ? std::get<ReaderCommand>(*move).bytes
                                                                    : QByteArray();
    };
    const quint8 protocol = parameters.size() == 7 ? 1 : 0;
    const QByteArray tells = ccid::message(ccid::setParameters, parameters, protocol).toHex();
    QVERIFY(dialect->start(ReaderTask::PowerOn, {}).ok());
    auto move = dialect->answered(ccid::message(ccid::dataBlock, atr));
    if (!pps.isEmpty()) {
        QCOMPARE(said(move).toHex(), ccid::message(ccid::transferBlock, pps).toHex());
        const QByteArray mute = ccid::message(ccid::dataBlock, {}, ccid::commandFailed, ccid::errorMute);
        move = dialect->answered(answer.isEmpty() ? mute : ccid::message(ccid::dataBlock, answer));
        if (said(move).toHex() != tells) { // from the beginning, without a word about speed
            QCOMPARE(said(move).toHex(), ccid::message(ccid::powerOff, {}).toHex());
            move = dialect->answered(ccid::message(ccid::slotStatusAnswer, {}, 1));
            QCOMPARE(said(move).toHex(), ccid::message(ccid::powerOn, {}).toHex());
            move = dialect->answered(ccid::message(ccid::dataBlock, atr));
        }
    }
    QCOMPARE(said(move).toHex(), tells);
}

void TestReaderNegotiation::ccidGrantsTime()
{
    const auto dialect = makeCcidDialect();
    QVERIFY(dialect->start(ReaderTask::PowerOn, {}).ok());
    QVERIFY(dialect->answered(ccid::message(ccid::dataBlock, hex("3B800181"))).ok());
    QVERIFY(dialect->answered(ccid::message(ccid::parametersAnswer, hex("1110004D002000"))).ok());
    QVERIFY(dialect->answered(ccid::message(ccid::dataBlock, hex("00E101FE1E"))).ok());
    const auto begun = dialect->start(ReaderTask::Transmit, hex("00A4040000"));
    QCOMPARE(std::get<ReaderCommand>(*begun).waits, 1);
    const auto granted = dialect->answered(ccid::message(ccid::dataBlock, hex("00C3010AC8")));
    QVERIFY(granted.ok());
    // bBWI is byte 7, USB CCID 6.1.4.
    QCOMPARE(std::get<ReaderCommand>(*granted).bytes.toHex(), QByteArray("6f0500000000000a000000e3010ae8"));
    QCOMPARE(std::get<ReaderCommand>(*granted).waits, 10);
    const auto broken = dialect->answered(ccid::message(ccid::dataBlock, hex("0000029000") + hex("93")));
    QVERIFY(broken.ok());
    QCOMPARE(std::get<ReaderCommand>(*broken).waits, 1); // only for the block that followed
}

void TestReaderNegotiation::refusedBeforeTheReader()
{
    for (const bool ccidReader : {false, true}) {
        const auto dialect = ccidReader ? makeCcidDialect() : makeGemCoreDialect({});
        for (const char* extended : {"00B0000000012C", "00D60000000002AABB", "00D60000000002AABB0100"}) {
            const auto refused = dialect->start(ReaderTask::Transmit, hex(extended));
            QVERIFY(!refused.ok());
            QVERIFY(refused.failure() == fc::ReaderCommandRefused);
        }
    }
    const auto dialect = makeGemCoreDialect({});
    QVERIFY(dialect->start(ReaderTask::PowerOn, {}).ok());
    QVERIFY(dialect->answered(hex("003B800181")).ok()); // T=1
    const auto extended = [&](qsizetype length) {
        QByteArray apdu = hex("00D6000000");
        appendU16(apdu, quint16(length));
        return dialect->start(ReaderTask::Transmit, apdu + QByteArray(length, 'x'));
    };
    const auto longest = extended(496); // 254, and 249 behind a header of six
    QVERIFY(longest.ok());
    QCOMPARE(std::get<ReaderCommand>(*longest).bytes.size(), qsizetype(255));
    QVERIFY(extended(497).failure() == fc::ReaderCommandRefused);
    GemCoreCommands odd;
    odd.workingBaud = 57'600; // SIO knows none such
    QCOMPARE(makeGemCoreDialect(odd)->workingBaud(), 0);
    odd.workingBaud = 38'400;
    const auto known = makeGemCoreDialect(odd);
    QCOMPARE(known->workingBaud(), 38'400);
    QCOMPARE(std::get<ReaderCommand>(*known->start(ReaderTask::Prepare, {})).bytes, hex("0A02"));
}

void TestReaderNegotiation::lostTimeIsGrantedAgain()
{
    const auto block = [](quint8 pcb, const char* inf) {
        T1Block out;
        out.pcb = pcb;
        out.inf = hex(inf);
        return *out.encode();
    };
    const auto sent = [](const Outcome<T1Dialog::Move>& move) {
        const auto* made = move ? std::get_if<T1Dialog::Block>(&*move) : nullptr;
        return made ? QByteArray::number(made->waits) + ' ' + made->bytes.toHex() : QByteArray("none");
    };
    T1Dialog dialog;
    dialog.reset(32, T1Check::Lrc);
    const auto grants = "10 " + block(0xE3, "0A").toHex();
    QCOMPARE(sent(dialog.begin(hex("00A4040000"))), "0 " + block(0x00, "00A4040000").toHex());
    QCOMPARE(sent(dialog.received(block(0xC3, "0A"))), grants);
    QCOMPARE(sent(dialog.received(block(0x91, ""))), grants); // it came through broken: the S-block again
    QCOMPARE(sent(dialog.received(block(0x90, ""))), grants);
    QVERIFY(std::holds_alternative<T1Dialog::Complete>(*dialog.received(block(0x00, "9000"))));
    // In the middle of a chain an R-block without an error acknowledges the part before.
    dialog.reset(4, T1Check::Lrc);
    QCOMPARE(sent(dialog.begin(hex("00A4040000"))), "0 " + block(0x20, "00A40400").toHex());
    QCOMPARE(sent(dialog.received(block(0xC3, "0A"))), grants);
    QCOMPARE(sent(dialog.received(block(0x92, ""))), grants);
    QCOMPARE(sent(dialog.received(block(0x90, ""))), "0 " + block(0x40, "00").toHex());
}

QTEST_GUILESS_MAIN(TestReaderNegotiation)
#include "tst_reader_negotiation.moc"
