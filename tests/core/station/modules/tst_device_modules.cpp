// SPDX-License-Identifier: GPL-3.0-or-later
// Encoder, embosser, label and card printer on pseudo-terminals, driven through Qt's serial port. What lands
// on the stripe is judged by a parser of this test's own.
#include "../../../support/byte_fuzz.h"
#include "../../../support/stripe_reader.h"
#include "../../../support/test_loop.h"
#include "../../../support/watched_line.h"
#include "simulator/modules/simulated_devices.h"
#include "station/modules/emboss_script.h"
#include "station/modules/evolis_script.h"
#include "station/modules/msr605_script.h"
#include "station/modules/serial_module.h"
#include "transport/serial/serial_byte_line.h"

#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

const Nanos patience = seconds(200);

/// A module on a simulated device.
struct ModuleBench {
    ModuleBench(SimulatedDevice& d, std::unique_ptr<ModuleScript> script)
        : device(d)
    {
        ByteLineSettings line;
        line.port = device.path();
        module = std::make_unique<SerialModule>(reactor,
            std::make_unique<WatchedLine>(makeSerialByteLine(line), traffic), std::move(script),
            ModuleTimes(), QStringLiteral("module"));
    }
    ~ModuleBench()
    {
        module.reset();
        inbox->close();
    }
    std::optional<Outcome<ModuleReport>> perform(ModuleData data, quint32 command = 0)
    {
        auto pending = module->perform(
            ModuleJob(AttemptId{1}, Epoch{1}, command != 0 ? command : next++, std::move(data)), patience);
        std::optional<Outcome<ModuleReport>> answer;
        pending.then([&](Outcome<ModuleReport> outcome) { answer.emplace(std::move(outcome)); });
        stepsUntil(clock, traffic, 100, [&answer] { return answer.has_value(); });
        return answer;
    }

    SimulatedClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    SimulatedDevice& device;
    LineTraffic traffic{device.port()};
    std::unique_ptr<SerialModule> module;
    quint32 next = 1;
};

TrackData tracksOf(const char* one, const char* two, const char* three, bool high = true)
{
    TrackData data;
    data.tracks = {QByteArray(one), QByteArray(two), QByteArray(three)};
    data.highCoercivity = high;
    return data;
}

EmbossLayout cardLayout()
{
    EmbossLayout layout;
    EmbossLayout::Line number;
    number.name = QStringLiteral("number");
    number.font = 1;
    number.x = 250;
    number.y = 1000;
    number.most = 19;
    number.required = true;
    EmbossLayout::Line name;
    name.name = QStringLiteral("name");
    name.font = 2;
    name.x = 250;
    name.y = 300;
    layout.lines = {number, name};
    return layout;
}

EmbossData lines(const char* number, const char* name)
{
    return EmbossData{{{QStringLiteral("number"), QString::fromLatin1(number)},
        {QStringLiteral("name"), QString::fromLatin1(name)}}};
}

PanelData panelWith(int x, int y)
{
    PanelData panel;
    panel.width = evolis::width;
    panel.height = evolis::height;
    panel.dots = QByteArray(qsizetype(127) * evolis::height, '\0');
    panel.dots[y * 127 + x / 8] = char(0x80 >> (x % 8));
    return panel;
}

} // namespace

class TestDeviceModules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bytesOfTheManual();
    void threeCardsReadBack();
    void coercivityAndEmptyTracks();
    void stripeThatFails();
    void encoderOnABadLine();
    void hostileReadAnswers();
    void refusesBeforeTheCard_data();
    void refusesBeforeTheCard();
    void embossesOnce();
    void printsAPanel();
    void labels();
    void lostDevices();
};

void TestDeviceModules::bytesOfTheManual()
{
    QCOMPARE(("\x1Bw" + msr605::dataBlock({QByteArray("01"), QByteArray("23"), QByteArray("45")})).toHex(),
        QByteArray("1b771b731b0130311b0232331b0334353f1c"));
    QCOMPARE(evolis::command("Si").toHex(), QByteArray("1b53690d"));
    QCOMPARE(evolis::command("Ss").toHex(), QByteArray("1b53730d"));
    QCOMPARE(evolis::command("Sr").toHex(), QByteArray("1b53720d"));
    const auto read
        = msr605::parseRead(QByteArray::fromHex("1b731b012530313f1b023b32333f1b033b34353f3f1c1b30"));
    QVERIFY(read && read->ok());
    QCOMPARE((*read)->tracks[0], QByteArray("%01?"));
    QCOMPARE((*read)->tracks[2], QByteArray(";45?"));
    QCOMPARE(char((*read)->status), '0');
}

void TestDeviceModules::threeCardsReadBack()
{
    SimulatedEncoder encoder;
    ModuleBench bench(encoder, makeMsr605Script());
    const std::array<std::array<const char*, 3>, 3> cards{
        {{"B4761739001010010^CARDHOLDER/VISA^4912201000000000000000", "4761739001010010=49122010000000000000",
             "015413330089020011==1"},
            {"B5413330089020011^DOE/JOHN^2512201", "5413330089020011=2512201", ""}, {"", "1234567890", ""}}};
    for (const auto& card : cards) {
        const auto done = bench.perform(tracksOf(card[0], card[1], card[2]));
        QCOMPARE(nameOf(done), QStringLiteral("ok"));
        QVERIFY((*done)->verified);
        for (int track = 1; track <= 3; ++track) {
            const QByteArray wanted = card[size_t(track - 1)];
            if (!wanted.isEmpty())
                QCOMPARE(smtest::readStripe(encoder.stripe(track), track == 1 ? 7 : 5),
                    (track == 1 ? '%' : ';') + wanted + '?');
        }
    }
    QCOMPARE(encoder.writes(), 3);
}

void TestDeviceModules::coercivityAndEmptyTracks()
{
    SimulatedEncoder encoder;
    ModuleBench bench(encoder, makeMsr605Script());
    QCOMPARE(nameOf(bench.perform(tracksOf("", "12", "", true))), QStringLiteral("ok"));
    QVERIFY(encoder.isHighCoercivity());
    QVERIFY(encoder.stripe(1).isEmpty());
    QCOMPARE(nameOf(bench.perform(tracksOf("A", "", "", false))), QStringLiteral("ok"));
    QVERIFY(!encoder.isHighCoercivity());
    QCOMPARE(smtest::readStripe(encoder.stripe(2), 5), QByteArray(";12?")); // an empty track is left as it is
    QCOMPARE(int(repeatOf(bench.module->kind())), int(ModuleRepeat::Probe));
}

void TestDeviceModules::stripeThatFails()
{
    SimulatedEncoder encoder;
    ModuleBench bench(encoder, makeMsr605Script());
    encoder.failWrites(1, '9'); // one bad swipe
    QCOMPARE(nameOf(bench.perform(tracksOf("", "77", ""))), QStringLiteral("ok"));
    QCOMPARE(encoder.writes(), 2);
    encoder.failWrites(2, '1');
    const auto refused = bench.perform(tracksOf("", "78", ""));
    QCOMPARE(nameOf(refused), QStringLiteral("ModuleRefused"));
    QCOMPARE(refused->failure().param("status"), QStringLiteral("31"));
    encoder.smearWrites(1); // read back, and written once more
    QCOMPARE(nameOf(bench.perform(tracksOf("", "79", ""))), QStringLiteral("ok"));
    QCOMPARE(smtest::readStripe(encoder.stripe(2), 5), QByteArray(";79?"));
    encoder.smearWrites(2);
    QCOMPARE(nameOf(bench.perform(tracksOf("", "80", ""))), QStringLiteral("TrackReadsOtherwise"));
}

void TestDeviceModules::encoderOnABadLine()
{
    SimulatedEncoder encoder;
    ModuleBench bench(encoder, makeMsr605Script());
    SeededRandom random(9);
    AnswerFaults faults;
    faults.cut = faults.wrong = faults.lost = faults.doubled = faults.noise = 0.03;
    encoder.setFaults(faults, &random);
    int good = 0;
    for (int i = 0; i < 30; ++i) {
        const QByteArray number = QByteArray::number(1'000 + i);
        const auto done = bench.perform(tracksOf("", number.constData(), ""));
        QVERIFY(done.has_value());
        if (*done) { // what is told good is good
            QCOMPARE(smtest::readStripe(encoder.stripe(2), 5), ';' + number + '?');
            ++good;
        }
    }
    QVERIFY2(good > 3 && good < 30, qPrintable(QString::number(good)));
}

void TestDeviceModules::hostileReadAnswers()
{
    int broken = 0;
    const QByteArray sample = QByteArray::fromHex("1b731b012530313f1b023b32333f1b033b34353f3f1c1b30");
    smtest::eachHostile(5, 10'000, sample, [&](const QByteArray& bytes) {
        const auto read = msr605::parseRead(bytes);
        broken += read && !*read ? 1 : 0;
    });
    QVERIFY(broken > 1'000);
    smtest::eachPrefix(sample, [](const QByteArray& bytes) { QVERIFY(!msr605::parseRead(bytes)); });
    QVERIFY(msr605::parseRead("\x1Bs" + QByteArray(600, 'x')).has_value()); // no end: not waited for
}

void TestDeviceModules::refusesBeforeTheCard_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("no track at all") << 0;
    QTest::newRow("letters on track 2") << 1;
    QTest::newRow("another module's data") << 2;
    QTest::newRow("small letters to emboss") << 3;
    QTest::newRow("too long to emboss") << 4;
    QTest::newRow("missing line") << 5;
    QTest::newRow("unknown line") << 6;
    QTest::newRow("panel of another size") << 7;
}

void TestDeviceModules::refusesBeforeTheCard()
{
    QFETCH(const int, what);
    SimulatedEncoder device;
    auto script = what < 3 ? makeMsr605Script()
        : what < 7         ? makeEmbossScript(cardLayout())
                           : makeEvolisScript();
    ModuleBench bench(device, std::move(script));
    ModuleData data = tracksOf("", "", "");
    if (what == 1)
        data = tracksOf("", "12A", "");
    else if (what == 2)
        data = lines("1", "A");
    else if (what == 3)
        data = lines("4761", "doe");
    else if (what == 4)
        data = lines("12345678901234567890", "");
    else if (what == 5)
        data = lines("", "DOE");
    else if (what == 6)
        data = EmbossData{{{QStringLiteral("other"), QStringLiteral("A")}}};
    else if (what == 7)
        data = PanelData{8, 1, QByteArray(1, '\0')};
    const quint64 before = bench.traffic.carried();
    const auto done = bench.perform(data);
    QVERIFY(done && !*done);
    QVERIFY(nameOf(done) == QLatin1String("ModuleDataRefused")
        || nameOf(done) == QLatin1String("TrackCharacterRefused"));
    QVERIFY(!done->failure().toString().contains(QLatin1String("doe")));
    QCOMPARE(bench.traffic.carried(), before);
}

void TestDeviceModules::embossesOnce()
{
    SimulatedRecordPrinter embosser("\r\n");
    ModuleBench bench(embosser, makeEmbossScript(cardLayout()));
    QCOMPARE(nameOf(bench.perform(lines("4761 7390 0101 0010", "J. DOE"), 5)), QStringLiteral("ok"));
    QCOMPARE(embosser.records().size(), 1);
    QCOMPARE(embosser.records()[0],
        QByteArray("~EM%1;250;1000;4761 7390 0101 0010\r~EM%2;250;300;J. DOE\r").chopped(0));
    QCOMPARE(nameOf(bench.perform(lines("4761 7390 0101 0010", "J. DOE"), 5)), QStringLiteral("ok"));
    QCOMPARE(embosser.records().size(), 1); // the same job again: its answer from memory
    AnswerFaults lost;
    lost.lost = 1;
    SeededRandom random(1);
    embosser.setFaults(lost, &random);
    QCOMPARE(nameOf(bench.perform(lines("1", "B"), 6)), QStringLiteral("ModuleSilent"));
    embosser.setFaults({}, &random);
    QCOMPARE(nameOf(bench.perform(lines("1", "B"), 6)), QStringLiteral("ModuleJobRepeated"));
    QCOMPARE(embosser.records().size(), 2);
    embosser.refuse("\x15"
                    "F");
    const auto refused = bench.perform(lines("1", "C"), 7);
    QCOMPARE(nameOf(refused), QStringLiteral("ModuleRefused"));
    QCOMPARE(refused->failure().param("status"), QStringLiteral("46"));
}

void TestDeviceModules::printsAPanel()
{
    SimulatedPrinter printer;
    ModuleBench bench(printer, makeEvolisScript());
    QCOMPARE(nameOf(bench.perform(panelWith(500, 300))), QStringLiteral("ok"));
    QCOMPARE(printer.commands(), QList<QByteArray>({"Ss", "Pr;k", "Si", "Db;k;2;", "Sr", "Se"}));
    QCOMPARE(printer.printed(), 1);
    QCOMPARE(printer.panel().size(), qsizetype(82'296));
    for (qsizetype i = 0; i < printer.panel().size(); ++i) // one dot: column 500, line 300
        QCOMPARE(int(byteAt(printer.panel(), i)), i == 500 * 81 + 37 ? 0x08 : 0);
    printer.refuse("Si", 'F');
    const auto refused = bench.perform(panelWith(1, 1));
    QCOMPARE(nameOf(refused), QStringLiteral("ModuleRefused"));
    QCOMPARE(refused->failure().param("status"), QStringLiteral("F"));
    QCOMPARE(printer.printed(), 1);
}

void TestDeviceModules::labels()
{
    EmbossLayout layout = cardLayout();
    layout.recordStart = "^XA";
    layout.line = "^FO{x},{y}^A{font}^FD{text}^FS";
    layout.recordEnd = "^XZ";
    SimulatedRecordPrinter printer("^XZ");
    ModuleBench bench(printer, makeLabelScript(layout));
    QCOMPARE(nameOf(bench.perform(LabelData{lines("4711", "BOX 3").lines})), QStringLiteral("ok"));
    QCOMPARE(printer.records(), QList<QByteArray>({"^XA^FO250,1000^A1^FD4711^FS^FO250,300^A2^FDBOX 3^FS"}));
    QCOMPARE(
        nameOf(bench.perform(LabelData{lines("4711", "^XZ").lines})), QStringLiteral("ModuleDataRefused"));
}

void TestDeviceModules::lostDevices()
{
    SimulatedEncoder encoder;
    ModuleBench bench(encoder, makeMsr605Script());
    QCOMPARE(nameOf(bench.perform(tracksOf("", "12", ""))), QStringLiteral("ok"));
    encoder.port().hangUp();
    const QString first = nameOf(bench.perform(tracksOf("", "13", "")));
    QVERIFY2(first == QLatin1String("ModuleSilent") || first == QLatin1String("ModuleNotReady"),
        qPrintable(first));
    QCOMPARE(nameOf(bench.perform(tracksOf("", "14", ""))), QStringLiteral("ModuleNotReady"));
}

QTEST_GUILESS_MAIN(TestDeviceModules)
#include "tst_device_modules.moc"
