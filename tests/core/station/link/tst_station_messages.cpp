// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../../support/byte_fuzz.h"
#include "base/bytes.h"
#include "base/failures/security.h"
#include "base/failures/station.h"
#include "base/failures/transport.h"
#include "station/link/station_messages.h"
#include "station/link_failures.h"
#include "transport/framing/link_protocol.h"

#include <QtTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

StationHello aHello()
{
    StationHello hello;
    hello.station = StationId{3, 7};
    hello.life = QByteArray(stationLifeLength, 'l');
    hello.epoch = 12;
    hello.usable = true;
    hello.reader = QStringLiteral("pcsc: Reader 00");
    hello.modules
        = {{QStringLiteral("stripe"), ModuleKind::Encode}, {QStringLiteral("picture"), ModuleKind::Print}};
    return hello;
}

CommandRun aRun(int commands)
{
    CommandRun run(AttemptId(11), Epoch(5), 40);
    for (int i = 0; i < commands; ++i) {
        StatusRule rule{0x9000};
        rule.accept(0x6300, 0xFFF0);
        run.commands.emplace_back(QByteArray::fromHex("00A4040000"), rule);
    }
    return run;
}

RunAnswers theAnswers(RunEnd end)
{
    RunAnswers answers;
    answers.end = end;
    answers.answers.emplace_back(QByteArray("data"), StatusWord{0x9000});
    answers.answers.emplace_back(QByteArray(), StatusWord{0x6985});
    answers.figures = {{3ms, 1}, {5ms, 2}};
    answers.cardTime = 8ms;
    if (end == RunEnd::NotSent || end == RunEnd::Unknown)
        answers.failure = cardTorn(42);
    return answers;
}

station_order::PerformModule aJob(ModuleData data, const QString& device = QStringLiteral("device"))
{
    return {device, ModuleJob(AttemptId(11), Epoch(5), 44, std::move(data))};
}

TrackData tracks()
{
    TrackData data;
    data.tracks = {QByteArray("B4929^DOE/J"), QByteArray(), QByteArray("0123")};
    data.highCoercivity = false;
    return data;
}

PanelData aPanel(int width, int height)
{
    return {width, height, QByteArray(qsizetype((width + 7) / 8) * height, '\x5A')};
}

EmbossData lines(int count, qsizetype length = 3)
{
    EmbossData data;
    for (int i = 0; i < count; ++i)
        data.lines.append({QStringLiteral("line %1").arg(i), QString(length, QChar(0xC4))});
    return data;
}

std::vector<StationOrder::Body> orders()
{
    return {station_order::AskModule{QStringLiteral("stripe")}, aJob(tracks()), aJob(lines(2)),
        aJob(aPanel(17, 3)), aJob(LabelData{lines(3).lines}), station_order::AwaitCard{},
        station_order::Repower{}, aRun(3),
        FormatComplete(AttemptId(11), Epoch(5), 43, QByteArray::fromHex("80E6000000")),
        station_order::Eject{Bin::Stock}, station_order::Abort{}};
}

std::vector<StationAnswer::Body> answers()
{
    CardArrival card;
    card.atr = QByteArray::fromHex("3B9596");
    card.insertion = 9;
    return {card, theAnswers(RunEnd::Complete), theAnswers(RunEnd::UnexpectedStatus),
        theAnswers(RunEnd::NotSent), theAnswers(RunEnd::Unknown), FormatAcknowledged{43},
        station_answer::Ejected{}, readerLost(QStringLiteral("R")), station_answer::Progress{5},
        ModuleReport{44, true}};
}

QByteArray encoded(StationOrder::Body body)
{
    StationOrder order(77, 1500ms, std::move(body));
    order.epoch = 4;
    return encode(order);
}

QByteArray encoded(StationAnswer::Body body)
{
    StationAnswer answer(77, std::move(body));
    answer.epoch = 4;
    return encode(answer);
}

} // namespace

class StationMessagesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void greetingsComeThrough();
    void ordersComeThrough();
    void answersComeThrough();
    void everyCutIsRefused();
    void trailingBytesAreRefused();
    void hostileBytesAreSurvived();
    void limitsHold();
    void limitsOfDevicesHold();
    void dataOfDevicesComeThrough();
    void longAnswersAreCut();
    void batchesHaveRoom();
    void foreignFailuresAreNotBelieved();
};

void StationMessagesTest::greetingsComeThrough()
{
    const auto hello = decodeStationHello(encode(aHello()));
    QVERIFY(hello);
    QCOMPARE(hello->station.text(), QStringLiteral("M3-S7"));
    QCOMPARE(hello->life, aHello().life);
    QCOMPARE(hello->epoch, quint64(12));
    QVERIFY(hello->usable);
    QCOMPARE(hello->reader, aHello().reader);
    QCOMPARE(hello->modules.size(), size_t(2));
    QCOMPARE(hello->modules[1].name, QStringLiteral("picture"));
    QCOMPARE(int(hello->modules[1].kind), int(ModuleKind::Print));
    StationHello first = aHello();
    first.version = 1;
    const auto older = decodeStationHello(encode(first));
    QVERIFY(older); // so that it is refused for its version
    QVERIFY(older->version == 1 && older->modules.empty());
    const QByteArray store(stationStoreLength, 's');
    const auto welcome
        = decodeStationWelcome(encode(StationWelcome{1, 99, QByteArray(stationLifeLength, 'c'), store}));
    QVERIFY(welcome);
    QCOMPARE(welcome->store, store);
    QVERIFY(
        !decodeStationWelcome(encode(StationWelcome{1, 99, QByteArray(stationLifeLength, 'c'), "short"})));
    QCOMPARE(welcome->epoch, quint64(99));
    QVERIFY(!decodeStationWelcome(encode(aHello())));
}

void StationMessagesTest::ordersComeThrough()
{
    for (const StationOrder::Body& body : orders()) {
        const auto read = decodeStationOrder(encoded(body));
        QVERIFY(read);
        QCOMPARE(read->id, quint64(77));
        QCOMPARE(read->epoch, quint64(4));
        QCOMPARE(read->body.index(), body.index());
        if (!std::holds_alternative<station_order::Abort>(body))
            QCOMPARE(read->limit, Nanos(1500ms));
        QCOMPARE(encode(*read), encoded(body));
    }
    const auto run = decodeStationOrder(encoded(aRun(2)));
    const auto& read = std::get<CommandRun>(run->body);
    QCOMPARE(read.firstCommand, 40u);
    QCOMPARE(read.attempt.value, qint64(11));
    QVERIFY(read.commands[1].expected.accepts(StatusWord{0x6305}));
    QVERIFY(!read.commands[1].expected.accepts(StatusWord{0x6A82}));
}

void StationMessagesTest::answersComeThrough()
{
    for (const StationAnswer::Body& body : answers()) {
        const auto read = decodeStationAnswer(encoded(body));
        QVERIFY(read);
        QCOMPARE(read->body.index(), body.index());
        QCOMPARE(encode(*read), encoded(body));
    }
    StationAnswer reader(0, station_answer::Reader{true, QStringLiteral("new\nline")});
    const auto read = decodeStationAnswer(encode(reader));
    QVERIFY(read);
    QCOMPARE(std::get<station_answer::Reader>(read->body).name, QStringLiteral("newline"));
    const auto torn = decodeStationAnswer(encoded(theAnswers(RunEnd::Unknown)));
    const auto& run = std::get<RunAnswers>(torn->body);
    QVERIFY(*run.failure == fc::CardTorn);
    QCOMPARE(run.failure->param("command"), QStringLiteral("42"));
    QCOMPARE(run.figures[1].exchanges, quint16(2));
    QCOMPARE(run.cardTime, Nanos(8ms));
}

void StationMessagesTest::everyCutIsRefused()
{
    int cuts = 0;
    const auto refused = [&cuts](const QByteArray& bytes) {
        ++cuts;
        QVERIFY(!decodeStationHello(bytes));
        QVERIFY(!decodeStationWelcome(bytes));
        QVERIFY(!decodeStationOrder(bytes));
        QVERIFY(!decodeStationAnswer(bytes));
    };
    smtest::eachPrefix(encode(aHello()), refused);
    for (const StationOrder::Body& body : orders())
        smtest::eachPrefix(encoded(body), refused);
    for (const StationAnswer::Body& body : answers())
        smtest::eachPrefix(encoded(body), refused);
    QVERIFY(cuts > 300);
}

void StationMessagesTest::trailingBytesAreRefused()
{
    QVERIFY(!decodeStationHello(encode(aHello()) + '\0'));
    QVERIFY(!decodeStationOrder(encoded(aRun(1)) + '\0'));
    QVERIFY(!decodeStationAnswer(encoded(theAnswers(RunEnd::Complete)) + '\0'));
}

/// What is read in spite of a change is within the limits, and can be written again.
void StationMessagesTest::hostileBytesAreSurvived()
{
    int read = 0;
    const auto survive = [&read](const QByteArray& bytes) {
        if (const auto order = decodeStationOrder(bytes)) {
            ++read;
            QVERIFY(decodeStationOrder(encode(*order)));
        }
        if (const auto answer = decodeStationAnswer(bytes)) {
            ++read;
            QVERIFY(decodeStationAnswer(encode(*answer)));
        }
        (void)decodeStationHello(bytes);
        (void)decodeStationWelcome(bytes);
    };
    quint64 seed = 1;
    for (const StationOrder::Body& body : orders())
        smtest::eachHostile(++seed, 2000, encoded(body), survive);
    for (const StationAnswer::Body& body : answers())
        smtest::eachHostile(++seed, 2000, encoded(body), survive);
    QVERIFY(read > 0);
}

void StationMessagesTest::limitsHold()
{
    QVERIFY(decodeStationOrder(encoded(aRun(64))));
    QVERIFY(!decodeStationOrder(encoded(aRun(65))));
    QVERIFY(!decodeStationOrder(encoded(aRun(0))));
    CommandRun shortCommand(AttemptId(1), Epoch(1), 1);
    shortCommand.commands.emplace_back(QByteArray(3, '\0'), StatusRule());
    QVERIFY(!decodeStationOrder(encoded(shortCommand)));
    CardArrival card;
    card.atr = QByteArray(34, '\x3B');
    QVERIFY(!decodeStationAnswer(encoded(card)));
    RunAnswers none;
    none.end = RunEnd::UnexpectedStatus;
    QVERIFY(!decodeStationAnswer(encoded(none))); // of what?
    StationOrder nameless(0, 1s, station_order::AwaitCard{});
    QVERIFY(!decodeStationOrder(encode(nameless)));
    StationHello hello = aHello();
    hello.life.chop(1);
    QVERIFY(!decodeStationHello(encode(hello)));
    hello = aHello();
    hello.station.machine = 0;
    QVERIFY(!decodeStationHello(encode(hello)));
}

void StationMessagesTest::dataOfDevicesComeThrough()
{
    const auto through = [](ModuleData data) {
        const auto read = decodeStationOrder(encoded(aJob(std::move(data))));
        return read ? std::get<station_order::PerformModule>(read->body).job
                    : ModuleJob(AttemptId(), Epoch(), 0, TrackData());
    };
    const ModuleJob stripe = through(tracks());
    QCOMPARE(stripe.attempt.value, qint64(11));
    QCOMPARE(stripe.epoch.value, qint64(5));
    QCOMPARE(stripe.command, 44u);
    QCOMPARE(std::get<TrackData>(stripe.data).tracks, tracks().tracks);
    QVERIFY(!std::get<TrackData>(stripe.data).highCoercivity);
    QCOMPARE(std::get<EmbossData>(through(lines(32, 200)).data).lines, lines(32, 200).lines);
    QCOMPARE(std::get<LabelData>(through(LabelData{lines(1).lines}).data).fields, lines(1).lines);
    const PanelData face = aPanel(1016, 648); // a whole card at 300 dots per inch
    const ModuleJob printed = through(face);
    QCOMPARE(std::get<PanelData>(printed.data).dots, face.dots);
    QCOMPARE(std::get<PanelData>(printed.data).width, 1016);
}

/// What an order can carry is what fits says, and nothing else is read.
void StationMessagesTest::limitsOfDevicesHold()
{
    TrackData longTrack;
    longTrack.tracks[1] = QByteArray(257, '1');
    PanelData wrongSize = aPanel(16, 16);
    wrongSize.dots.append('\0');
    for (const ModuleData& data : std::vector<ModuleData>{longTrack, lines(33), lines(1, 201),
             LabelData{lines(33).lines}, aPanel(8193, 1), aPanel(8192, 513), wrongSize}) {
        QVERIFY(!fitsStationMessage(data));
        QVERIFY(!decodeStationOrder(encoded(aJob(data))));
    }
    for (const ModuleData& data :
        std::vector<ModuleData>{tracks(), lines(32, 200), aPanel(8192, 512), aPanel(0, 0)}) {
        QVERIFY(fitsStationMessage(data));
        QVERIFY(encoded(aJob(data)).size() < longestLinkMessage);
        QVERIFY(decodeStationOrder(encoded(aJob(data))));
    }
    QVERIFY(!decodeStationOrder(encoded(aJob(tracks(), QString()))));
    QVERIFY(!decodeStationOrder(encoded(aJob(tracks(), QString(201, QLatin1Char('n'))))));
    QVERIFY(!decodeStationOrder(encoded(station_order::AskModule())));
    StationHello hello = aHello();
    hello.modules = {{QString(), ModuleKind::Label}};
    QVERIFY(!decodeStationHello(encode(hello)));
    hello.modules.assign(17, StationModule{QStringLiteral("m"), ModuleKind::Label});
    const auto cut = decodeStationHello(encode(hello));
    QVERIFY(cut);
    QCOMPARE(cut->modules.size(), size_t(16));
    QByteArray many = encode(hello);
    const qsizetype list = many.indexOf('\x90'); // an array of 16
    QVERIFY(list > 0);
    many[list] = '\x91';
    QVERIFY(!decodeStationHello(many + QByteArray::fromHex("82616D03")));
}

void StationMessagesTest::longAnswersAreCut()
{
    RunAnswers all;
    for (int i = 0; i < 20; ++i)
        all.answers.emplace_back(QByteArray(65'536, 'a'), StatusWord{0x9000});
    const QByteArray message = encoded(all);
    QVERIFY(message.size() <= longestLinkMessage);
    const auto read = decodeStationAnswer(message);
    QVERIFY(read);
    const auto& run = std::get<RunAnswers>(read->body);
    QCOMPARE(run.answers.size(), size_t(15));
    QVERIFY(run.end == RunEnd::Unknown);
    QVERIFY(*run.failure == fc::StationAnswerTooLong);
}

void StationMessagesTest::batchesHaveRoom()
{
    std::vector<RunCommand> commands;
    for (int i = 0; i < 100; ++i)
        commands.emplace_back(QByteArray::fromHex("00B0000010"), StatusRule());
    QCOMPARE(stationBatch(commands, 0), size_t(64));
    QCOMPARE(stationBatch(commands, 90), size_t(10));
    const size_t slow = stationBatch(commands, 0, 2000); // what a line of 19,200 baud carries in a second
    QVERIFY2(slow >= 2 && slow <= 32, qPrintable(QString::number(slow)));
    QCOMPARE(stationBatch(commands, 0, 1), size_t(1));
    const QByteArray extended = QByteArray::fromHex("00B00000000000"); // asks for 65,536 bytes
    std::vector<RunCommand> large(20, RunCommand(extended, StatusRule()));
    QCOMPARE(stationBatch(large, 0), size_t(9));
    std::vector<RunCommand> whole(2, RunCommand(QByteArray(65'544, '\0'), StatusRule()));
    QVERIFY(stationBatch(whole, 0) >= 1);
}

void StationMessagesTest::foreignFailuresAreNotBelieved()
{
    const auto through = [](const Failure& failure) {
        return std::get<Failure>(decodeStationAnswer(encoded(failure))->body);
    };
    QVERIFY(through(fail(fc::PcscDown, {{"reader", QStringLiteral("R\x07")}})) == fc::PcscDown);
    QCOMPARE(through(readerLost(QStringLiteral("R\x07"))).param("reader"), QStringLiteral("R"));
    QVERIFY(through(fail(fc::HsmLinkDown, {{"device", QStringLiteral("d")}})) == fc::StationReported);
    const Failure stripe = through(fail(fc::TrackReadsOtherwise, {{"track", QStringLiteral("2")}}));
    QCOMPARE(stripe.param("track"), QStringLiteral("2"));
    const Failure strange = through(Failure(fc::ReaderLost, {{"secret", QStringLiteral("s")}}));
    QVERIFY(strange.params().isEmpty());
}

QTEST_GUILESS_MAIN(StationMessagesTest)
#include "tst_station_messages.moc"
