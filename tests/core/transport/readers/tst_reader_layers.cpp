// SPDX-License-Identifier: GPL-3.0-or-later
// Framing and commands of serial readers, byte by byte and against hostile answers.
#include "../../../support/byte_fuzz.h"
#include "base/failures/transport.h"
#include "transport/readers/ccid_message.h"
#include "transport/readers/reader_dialect.h"
#include "transport/readers/t1_dialog.h"

#include <QTest>

using namespace sm;
using namespace smtest;

namespace {

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

enum class Framing { Gbp, Tlp, Ccid };

std::unique_ptr<BlockLayer> makeLayer(Framing framing)
{
    switch (framing) {
    case Framing::Gbp:
        return makeGbpLayer();
    case Framing::Tlp:
        return makeTlp224Layer();
    case Framing::Ccid:
        break;
    }
    return makeCcidSerialLayer();
}

/// What the layer says to bytes; "-" when nothing.
QByteArray told(BlockLayer& layer, const QByteArray& bytes)
{
    layer.feed(bytes);
    const auto event = layer.next();
    if (!event)
        return "-";
    static const char* const names[] = {"send ", "answer ", "more time", "moved", "given up"};
    return names[size_t(event->kind)] + event->bytes.toHex();
}

/// A GBP layer whose first command, of one byte 17, has been answered: both counts stand at 1.
std::unique_ptr<BlockLayer> afterOne()
{
    auto layer = makeGbpLayer();
    layer->begin(hex("17"), BlockLayer::Repeat::Allowed);
    told(*layer, hex("24E000C4"));
    told(*layer, hex("2400010025"));
    return layer;
}

} // namespace

class TestReaderLayers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void framesOfTheVectors_data();
    void framesOfTheVectors();
    void gbpCountsAndResynchronises();
    void gbpAsksAgainAndNeverTwice();
    void tlpAsksAgainOnlyWhatWasHeard();
    void tlpOwesAnAnswer();
    void slotChangesAndNoise();
    void ccidPassesOverEchoAndLateAnswers();
    void hostileBytesAreBounded_data();
    void hostileBytesAreBounded();
    void gemCoreTasks_data();
    void gemCoreTasks();
    void longCommandsAndAnswers();
    void ccidPowersABlockCard();
    void hostileAnswersEndTasks();
    void blocksAreChainedAndRepeated();
};

void TestReaderLayers::framesOfTheVectors_data()
{
    QTest::addColumn<int>("framing");
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("frame");
    const auto row = [](const char* name, Framing framing, const char* command, const char* frame) {
        QTest::newRow(name) << int(framing) << hex(command) << hex(frame);
    };
    row("gbp version", Framing::Gbp, "22053FE010", "42000522053FE010AF");
    row("gbp card status", Framing::Gbp, "17", "4200011754");
    row("gbp power up", Framing::Gbp, "1213", "420002121341");
    row("gbp power down", Framing::Gbp, "11", "4200011152");
    row("gbp exchange", Framing::Gbp, "1500A4040000", "4200061500A4040000F1");
    row("gbp iso out", Framing::Gbp, "1300B0000010", "4200061300B0000010F7");
    row("tlp power down", Framing::Tlp, "4D", "363030313444324303");
    row("tlp iso in", Framing::Tlp, "DA00A4000002", "36303036444130304134303030303032314103");
    row("ccid slot status", Framing::Ccid, "65000000000001000000", "03066500000000000100000061");
    row("ccid transfer", Framing::Ccid, "6F05000000000200000000A4040000",
        "03066F05000000000200000000A4040000CD");
}

void TestReaderLayers::framesOfTheVectors()
{
    QFETCH(const int, framing);
    QFETCH(const QByteArray, command);
    QFETCH(const QByteArray, frame);
    const auto layer = makeLayer(Framing(framing));
    QByteArray sent = layer->begin(command, BlockLayer::Repeat::Never);
    if (Framing(framing) == Framing::Gbp) {
        QCOMPARE(sent.toHex(), QByteArray("42c00082")); // the first command agrees on the count before
        layer->feed(hex("24E000C4"));
        sent = layer->next()->bytes;
    }
    for (int i = 0; Framing(framing) == Framing::Ccid && i < byteAt(command, 6); ++i)
        sent = layer->begin(command, BlockLayer::Repeat::Never); // its numbers go up by one
    QCOMPARE(sent.toHex(), frame.toHex());
}

void TestReaderLayers::gbpCountsAndResynchronises()
{
    const auto layer = afterOne();
    QCOMPARE(layer->begin(hex("22053FE010"), BlockLayer::Repeat::Allowed).toHex(),
        QByteArray("42400522053fe010ef"));
    QCOMPARE(told(*layer, "\x13 noise" + hex("2440020055")), QByteArray("-")); // cut short
    QCOMPARE(told(*layer, hex("AA") + QByteArray()), QByteArray("send 429100d3")); // and wrong: once more
    QCOMPARE(told(*layer, hex("24400200AACC")), QByteArray("answer 00aa"));
    // Nobody answers: asked three times, then given up, and the next command agrees on the count anew.
    layer->begin(hex("17"), BlockLayer::Repeat::Allowed);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(int(layer->silence().kind), int(BlockEvent::Kind::Send));
    QCOMPARE(int(layer->silence().kind), int(BlockEvent::Kind::GivenUp));
    QCOMPARE(layer->begin(hex("17"), BlockLayer::Repeat::Allowed).toHex(), QByteArray("42c00082"));
    QCOMPARE(told(*layer, hex("2400010025")), QByteArray("-")); // late
    QCOMPARE(told(*layer, hex("24E000C4")), QByteArray("send 4200011754"));
    QCOMPARE(told(*layer, hex("24C000E4")), QByteArray("given up")); // the reader was restarted
}

void TestReaderLayers::gbpAsksAgainAndNeverTwice()
{
    const auto layer = afterOne();
    const QByteArray command = layer->begin(hex("1500A4040000"), BlockLayer::Repeat::Never);
    QCOMPARE(told(*layer, hex("2400010025")), QByteArray("-")); // the answer before, doubled on the line
    QCOMPARE(layer->silence().bytes.toHex(), QByteArray("429200d0"));
    QCOMPARE(told(*layer, hex("2400010025")), "send " + command.toHex()); // asked for: it lost the command
    QCOMPARE(told(*layer, hex("249100B5")), "send " + command.toHex()); // it came through broken
    QCOMPARE(told(*layer, hex("244003009000F7")), QByteArray("answer 009000"));
    QCOMPARE(told(*layer, hex("244003009000F7")), QByteArray("-")); // nobody waits
}

void TestReaderLayers::tlpAsksAgainOnlyWhatWasHeard()
{
    const auto layer = makeTlp224Layer();
    const QByteArray command = layer->begin(hex("4D"), BlockLayer::Repeat::Never);
    QCOMPARE(told(*layer, "6001"), QByteArray("-"));
    QCOMPARE(layer->silence().bytes, QByteArray("E000E0\x03")); // part of an answer: the whole, please
    QCOMPARE(told(*layer, "60010061\x03"), QByteArray("answer 00"));
    layer->begin(hex("4D"), BlockLayer::Repeat::Never);
    QCOMPARE(told(*layer, "E000E0\x03"), "send " + command.toHex()); // it did not understand
    QCOMPARE(told(*layer, "60 garbage\x03"), "send " + QByteArray("E000E0\x03").toHex());
    QCOMPARE(told(*layer, "6001FF9E\x03"), QByteArray("answer ff"));
    layer->begin(hex("4D"), BlockLayer::Repeat::Never);
    QCOMPARE(int(layer->silence().kind), int(BlockEvent::Kind::GivenUp));
    layer->begin(hex("4D"), BlockLayer::Repeat::Allowed);
    QCOMPARE(layer->silence().bytes, command);
}

void TestReaderLayers::tlpOwesAnAnswer()
{
    const auto layer = makeTlp224Layer();
    layer->begin(hex("4D"), BlockLayer::Repeat::Never);
    QVERIFY(!layer->owesAnswer());
    QCOMPARE(int(layer->silence().kind), int(BlockEvent::Kind::GivenUp));
    QVERIFY(layer->owesAnswer());
    QCOMPARE(told(*layer,
                 "noise\x03"
                 "6001"),
        QByteArray("-"));
    QVERIFY(layer->owesAnswer());
    QCOMPARE(told(*layer, "0061\x03"), QByteArray("-")); // there it is
    QVERIFY(!layer->owesAnswer());
    // One that has answered, however badly, owes nothing.
    layer->begin(hex("4D"), BlockLayer::Repeat::Never);
    for (int i = 0; i < 3; ++i)
        QVERIFY(told(*layer, "60 garbage\x03").startsWith("send "));
    QCOMPARE(told(*layer, "60 garbage\x03"), QByteArray("given up"));
    QVERIFY(!layer->owesAnswer());
    layer->begin(hex("4D"), BlockLayer::Repeat::Never);
    layer->silence();
    layer->reset();
    QVERIFY(!layer->owesAnswer());
}

void TestReaderLayers::slotChangesAndNoise()
{
    const auto layer = makeCcidSerialLayer();
    const QByteArray sent = layer->begin(ccid::message(ccid::slotStatus, {}), BlockLayer::Repeat::Never);
    QByteArray answer = hex("0306") + ccid::message(ccid::slotStatusAnswer, {}, 1);
    answer += char(xorOf(answer));
    QCOMPARE(told(*layer, hex("5002")), QByteArray("moved"));
    QCOMPARE(told(*layer, hex("50")), QByteArray("-"));
    QCOMPARE(told(*layer, hex("03") + hex("031516")), QByteArray("moved")); // and a frame behind it
    QCOMPARE(told(*layer, {}), "send " + sent.toHex());
    QCOMPARE(told(*layer, hex("5050") + answer), "answer " + answer.mid(2, 10).toHex()); // noise and a frame
}

void TestReaderLayers::ccidPassesOverEchoAndLateAnswers()
{
    const auto layer = makeCcidSerialLayer();
    const auto answer = [](quint8 sequence, quint8 status) {
        QByteArray message = ccid::message(ccid::slotStatusAnswer, {}, status);
        message[ccid::sequenceAt] = char(sequence);
        QByteArray frame = hex("0306") + message;
        frame += char(xorOf(frame));
        return frame;
    };
    const QByteArray sent = layer->begin(ccid::message(ccid::slotStatus, {}), BlockLayer::Repeat::Never);
    QCOMPARE(told(*layer, sent), QByteArray("-"));
    QCOMPARE(told(*layer, answer(7, 0)), QByteArray("-")); // of another command
    QCOMPARE(told(*layer, answer(0, ccid::timeExtension)), QByteArray("more time"));
    QCOMPARE(told(*layer, hex("5003")), QByteArray("moved"));
    QCOMPARE(told(*layer, hex("90")), QByteArray("more time"));
    QCOMPARE(told(*layer, hex("031516")), "send " + sent.toHex());
    QByteArray wrong = answer(0, 0);
    wrong[4] = '\0';
    wrong[8] ^= 1;
    QCOMPARE(told(*layer, wrong), QByteArray("send 031516"));
    QCOMPARE(told(*layer, answer(0, 1)), "answer " + answer(0, 1).mid(2, 10).toHex());
    layer->begin(ccid::message(ccid::transferBlock, "x"), BlockLayer::Repeat::Never);
    QCOMPARE(int(layer->silence().kind), int(BlockEvent::Kind::GivenUp)); // not even an echo: unknown
}

void TestReaderLayers::hostileBytesAreBounded_data()
{
    QTest::addColumn<int>("framing");
    QTest::addColumn<QByteArray>("sample");
    QTest::newRow("gbp") << int(Framing::Gbp) << hex("24E000C42400010025");
    QTest::newRow("tlp") << int(Framing::Tlp) << QByteArray("60010061\x03");
    QTest::newRow("ccid") << int(Framing::Ccid) << hex("03068100000000000000000084");
}

void TestReaderLayers::hostileBytesAreBounded()
{
    QFETCH(const int, framing);
    QFETCH(const QByteArray, sample);
    int sends = 0;
    eachHostile(7, 4'000, sample, [&](const QByteArray& bytes) {
        const auto layer = makeLayer(Framing(framing));
        layer->begin(ccid::message(ccid::slotStatus, {}), BlockLayer::Repeat::Allowed);
        int repeats = 0;
        for (int round = 0; round < 8; ++round) {
            layer->feed(bytes);
            while (const auto event = layer->next())
                repeats += event->kind == BlockEvent::Kind::Send ? 1 : 0;
        }
        sends += repeats;
        QVERIFY(repeats <= 4);
    });
    QVERIFY(sends > 0);
}

void TestReaderLayers::gemCoreTasks_data()
{
    QTest::addColumn<int>("task");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char* name, ReaderTask task, const char* answer, const char* outcome) {
        QTest::newRow(name) << int(task) << hex(answer) << QString::fromLatin1(outcome);
    };
    row("no card", ReaderTask::Status, "000000000000", "card 1");
    row("card", ReaderTask::Status, "000400", "card 2");
    row("powered card", ReaderTask::Status, "000600", "card 3");
    row("no status", ReaderTask::Status, "00", "ReaderAnswerBroken");
    row("nothing", ReaderTask::Status, "", "ReaderAnswerBroken");
    row("status refused", ReaderTask::Status, "01", "ReaderRefused");
    row("atr", ReaderTask::PowerOn, "003B6800000073C84012009000", "card 3");
    row("atr too short", ReaderTask::PowerOn, "003B68", "ReaderAnswerBroken");
    row("mute", ReaderTask::PowerOn, "A2", "ReaderCardMute");
    row("missing", ReaderTask::PowerOn, "FB", "ReaderCardAbsent");
    row("answer", ReaderTask::Transmit, "009000", "card 3");
    row("another status word", ReaderTask::Transmit, "E76A82", "card 3");
    row("removed", ReaderTask::Transmit, "F7", "ReaderCardAbsent");
    row("protocol error", ReaderTask::Transmit, "A1", "ReaderRefused");
    row("endless", ReaderTask::Transmit, "1B", "ReaderAnswerBroken");
}

void TestReaderLayers::gemCoreTasks()
{
    QFETCH(const int, task);
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, outcome);
    const auto dialect = makeGemCoreDialect({});
    const auto started = dialect->start(ReaderTask(task), hex("00A4040000"));
    QVERIFY(started.ok() && std::holds_alternative<ReaderCommand>(*started));
    const auto move = dialect->answered(answer);
    const QString got = !move ? QString::fromLatin1(failureEntry(move.failure().code())->name)
                              : QStringLiteral("card %1").arg(int(std::get<ReaderResult>(*move).card));
    QCOMPARE(got, outcome);
}

void TestReaderLayers::longCommandsAndAnswers()
{
    const auto dialect = makeGemCoreDialect({});
    QVERIFY(dialect->start(ReaderTask::PowerOn, {}).ok());
    QVERIFY(dialect->answered(hex("003B800181")).ok()); // T=1
    const QByteArray apdu = hex("80E28000FF") + QByteArray(255, 'x');
    auto move = dialect->start(ReaderTask::Transmit, apdu);
    // As a driver of the maker's own sends it: the six bytes beyond 254 first.
    QCOMPARE(std::get<ReaderCommand>(*move).bytes, hex("15FFFFFFFF06") + apdu.right(6));
    move = dialect->answered(hex("00"));
    QCOMPARE(std::get<ReaderCommand>(*move).bytes, hex("15") + apdu.first(254));
    move = dialect->answered(hex("1B") + QByteArray(200, 'a'));
    QCOMPARE(std::get<ReaderCommand>(*move).bytes, hex("15FFFFFFFFFF"));
    move = dialect->answered(hex("00") + QByteArray(56, 'b') + hex("9000"));
    QCOMPARE(std::get<ReaderResult>(*move).bytes, QByteArray(200, 'a') + QByteArray(56, 'b') + hex("9000"));
    // T=0: data without Le, then the caller fetches the answer.
    QVERIFY(dialect->start(ReaderTask::PowerOn, {}).ok());
    QVERIFY(dialect->answered(hex("003B00")).ok());
    move = dialect->start(ReaderTask::Transmit, hex("00A40400023F0000"));
    QCOMPARE(std::get<ReaderCommand>(*move).bytes.toHex(), QByteArray("1400a40400023f00"));
    move = dialect->start(ReaderTask::Transmit, hex("00C0000010"));
    QCOMPARE(std::get<ReaderCommand>(*move).bytes.toHex(), QByteArray("1300c0000010"));
    move = dialect->start(ReaderTask::Transmit, hex("00440000"));
    QCOMPARE(std::get<ReaderCommand>(*move).bytes.toHex(), QByteArray("140044000000"));
}

void TestReaderLayers::ccidPowersABlockCard()
{
    const auto dialect = makeCcidDialect();
    const auto command = [](const Outcome<ReaderDialect::Move>& move) {
        return move && std::holds_alternative<ReaderCommand>(*move) ? std::get<ReaderCommand>(*move).bytes
                                                                    : QByteArray();
    };
    QCOMPARE(command(dialect->start(ReaderTask::PowerOn, {})).toHex(), QByteArray("62000000000000000000"));
    auto move = dialect->answered(ccid::message(ccid::dataBlock, hex("3B800181")));
    QCOMPARE(command(move).toHex(),
        QByteArray("61070000000000010000"
                   "1110004d002000"));
    move = dialect->answered(ccid::message(ccid::parametersAnswer, hex("1110004D002000")));
    QCOMPARE(command(move).mid(10).toHex(), QByteArray("00c101fe3e"));
    move = dialect->answered(ccid::message(ccid::dataBlock, hex("00E101FE1E")));
    QVERIFY(move.ok());
    QCOMPARE(std::get<ReaderResult>(*move).bytes.toHex(), QByteArray("3b800181"));
    move = dialect->start(ReaderTask::Transmit, hex("00A4040000"));
    QCOMPARE(command(move).mid(10).toHex(), QByteArray("00000500a4040000a5"));
    move = dialect->answered(ccid::message(ccid::dataBlock, hex("00C3010AC8"))); // the card wants time
    QCOMPARE(command(move).mid(10).toHex(), QByteArray("00e3010ae8"));
    move = dialect->answered(ccid::message(ccid::dataBlock, hex("0000029000") + hex("92")));
    QVERIFY(move.ok());
    QCOMPARE(std::get<ReaderResult>(*move).bytes.toHex(), QByteArray("9000"));
}

void TestReaderLayers::hostileAnswersEndTasks()
{
    int failures = 0;
    for (const bool ccidReader : {false, true}) {
        const QByteArray sample
            = ccidReader ? ccid::message(ccid::dataBlock, hex("3B800181")) : hex("003B800181");
        eachHostile(11, 3'000, sample, [&](const QByteArray& bytes) {
            const auto dialect = ccidReader ? makeCcidDialect() : makeGemCoreDialect({});
            for (const ReaderTask task : {ReaderTask::Status, ReaderTask::PowerOn, ReaderTask::Transmit}) {
                auto move = dialect->start(task, hex("00A4040000"));
                for (int round = 0; round < 3'000 && move && std::holds_alternative<ReaderCommand>(*move);
                     ++round)
                    move = dialect->answered(bytes);
                QVERIFY(!move || std::holds_alternative<ReaderResult>(*move));
                failures += move.ok() ? 0 : 1;
            }
        });
    }
    QVERIFY(failures > 1'000);
}

void TestReaderLayers::blocksAreChainedAndRepeated()
{
    T1Dialog dialog;
    dialog.reset(4, T1Check::Lrc);
    const auto block = [](quint8 pcb, const char* inf) {
        T1Block out;
        out.pcb = pcb;
        out.inf = hex(inf);
        return *out.encode();
    };
    const auto sent = [](const Outcome<T1Dialog::Move>& move) {
        return move && std::holds_alternative<T1Dialog::Block>(*move)
            ? std::get<T1Dialog::Block>(*move).bytes.toHex()
            : QByteArray("none");
    };
    QCOMPARE(sent(dialog.begin(hex("00A4040000"))), block(0x20, "00A40400").toHex());
    QCOMPARE(sent(dialog.received(block(0x80, ""))), block(0x20, "00A40400").toHex()); // lost: once more
    QCOMPARE(sent(dialog.received(block(0x90, ""))), block(0x40, "00").toHex());
    QByteArray broken = block(0x20, "0102");
    broken[3] = 'x';
    QCOMPARE(sent(dialog.received(broken)), block(0x81, "").toHex());
    QCOMPARE(sent(dialog.received(block(0x20, "0102"))), block(0x90, "").toHex());
    const auto last = dialog.received(block(0x40, "9000"));
    QCOMPARE(std::get<T1Dialog::Complete>(*last).apdu.toHex(), QByteArray("01029000"));
    // A card that only ever says "again" comes to an end.
    auto move = dialog.begin(hex("00A4040000"));
    int rounds = 0;
    while (move && rounds++ < 100)
        move = dialog.received(block(0x80, ""));
    QVERIFY(!move.ok());
    QVERIFY(move.failure() == fc::ReaderAnswerBroken);
}

QTEST_GUILESS_MAIN(TestReaderLayers)
#include "tst_reader_layers.moc"
