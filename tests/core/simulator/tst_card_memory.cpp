// SPDX-License-Identifier: GPL-3.0-or-later
// The file card, and what every card does with its memory, its log, faults and hostile commands.
#include "card_fixture.h"


#include <QFile>
#include <QTemporaryDir>

using namespace sm;
using smtest::CardInReader;
using smtest::hex;

namespace {

/// Notes in which order memory and log are called.
struct OrderedMemory final : CardMemory {
    explicit OrderedMemory(QStringList& list)
        : events(list)
    {
    }
    Outcome<Done> store(const CardContent& content) override
    {
        events << QStringLiteral("store");
        last = encodeCardContent(content);
        return ok ? Outcome<Done>(Done{}) : Outcome<Done>(decodeCardContent("x").failure());
    }
    QStringList& events;
    QByteArray last;
    bool ok = true;
};

struct OrderedLog final : CardLog {
    explicit OrderedLog(QStringList& list)
        : events(list)
    {
    }
    void record(quint64, quint64, QByteArrayView, StatusWord sw, CommandFate) override
    {
        events << QStringLiteral("log ") + sw.text();
    }
    QStringList& events;
};

} // namespace

class TestCardMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }

    void fileCard_data();
    void fileCard();
    void pinTries();
    void protocolT0();
    void faults();
    void writtenBeforeAnswered();
    void memoryFailureIsToldAndFinal();
    void contentSurvivesReload();
    void brokenContentIsRefused();
    void commandLogLines();
    void hostileCommands_data();
    void hostileCommands();
};

void TestCardMemory::fileCard_data()
{
    QTest::addColumn<QByteArray>("commands");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char* name, const char* commands, const char* answer) {
        QTest::newRow(name) << QByteArray(commands) << QByteArray(answer);
    };
    const QByteArray binary = "00E000000F620D8002001082010183022F018801 08";
    row("no domain", "00A4040008A00000015100000000", "6a82");
    row("no GP class", "80CA9F7F00", "6e00");
    row("no GP instruction", "00CA9F7F00", "6d00");
    row("serial number", "00A4000C022F02 00B0000000", "5a0a895300000000000012349000");
    row("serial number is fixed", "00A4000C022F02 00D600000100", "6982");
    row("read with nothing selected", "00B0000000", "6986");
    row("select unknown file", "00A4000C02ABCD", "6a82");
    row("select answers FCP", "00A40004023F0000", "620a820138 83023f00 8a0103 9000");
    row("create transparent, write, read",
        "00E00000 10 620E 80020010 820101 83022F01 880108 00D6000202AABB 00B0000104", "ffaabbff9000");
    row("by short id", "00E00000 10 620E 80020010 820101 83022F01 880108 00D6810003112233 00B0810003",
        "1122339000");
    row("offset over the end", "00E00000 10 620E 80020010 820101 83022F01 880108 00B0001001", "6b00");
    row("end before Le", "00E00000 10 620E 80020004 820101 83022F01 880108 00B0000208", "ffff6282");
    row("no room", "00E00000 10 620E 80020004 820101 83022F01 880108 00D600020411223344", "6a84");
    row("exists", "00E00000 10 620E 80020004 820101 83022F02 880108", "6a89");
    row("records", "00E00000 0F 620D 820502210003 02 83022F03 8800 00DC020403414243 00B2020400",
        "4142439000");
    row("record length", "00E00000 0F 620D 820502210003 02 83022F03 8800 00DC0204024142", "6700");
    row("no such record", "00E00000 0F 620D 820502210003 02 83022F03 8800 00B2030400", "6a83");
    row("binary command on records", "00E00000 0F 620D 820502210003 02 83022F03 8800 00B0000001", "6981");
    row("directory by name",
        "00E00000 10 620E 820138 83025F01 8405F000000001 00A40000023F0000 00A4040C05F000000001", "9000");
    row("path",
        "00E00000 09 6207 820138 83025F01 00E00000 0F 620D 80020001 820101 83026F01 8800 "
        "00A40000023F0000 00A4080C045F016F01 00B0000000",
        "ff9000");
    row("sealed: no more files", "00440000 00E00000 0F 620D 80020001 820101 83026F01 8800", "6982");
    row("sealed: no update",
        "00E00000 0F 620D 80020001 820101 83026F01 8800 00A40000023F0000 00440000 "
        "00A4000C026F01 00D600000111",
        "6982");
    row("sealed: update with PIN",
        "00E00000 14 6212 80020001 820101 83026F01 8C03039000 8800 00A40000023F0000 00440000 "
        "00A4000C026F01 00200001083132333435363738 00D600000111",
        "9000");
    row("terminated", "00FE0000 00B0820000", "6985");
    row("delete file", "00E00000 0F 620D 80020001 820101 83026F01 8800 00E40000026F01 00A4000C026F01",
        "6a82");
    row("broken FCP", "00E0000004620380FF", "6a80");
    row("random numbers, no Le", "00840000", "6700");
    row("chained update",
        "00E00000 0F 620D 80020004 820101 83026F01 8800 10D60000021122 00D60000023344 00B0000000",
        "112233449000");
    row("chain broken", "10D60000021122 00B0000000", "6883");
}

void TestCardMemory::fileCard()
{
    QFETCH(QByteArray, commands);
    QFETCH(QByteArray, answer);
    CardInReader reader(CardKind::FileCard);
    // A new command starts at a part of 8 digits or more that begins with 00, 10 or 80; the other blanks ease
    // reading.
    QList<QByteArray> list;
    for (const QByteArray& part : commands.split(' ')) {
        const bool starts
            = part.size() >= 8 && (part.startsWith("00") || part.startsWith("10") || part.startsWith("80CA"));
        if (list.isEmpty() || starts)
            list << part;
        else
            list.last() += part;
    }
    QByteArray got;
    for (const QByteArray& command : std::as_const(list))
        got = reader.send(command.constData());
    QCOMPARE(got, answer.replace(" ", ""));
}

void TestCardMemory::pinTries()
{
    CardInReader reader(CardKind::FileCard);
    QCOMPARE(reader.sw("00200001"), QByteArray("63c3"));
    QCOMPARE(reader.sw("00200001083030303030303030"), QByteArray("63c2"));
    QCOMPARE(reader.sw("00200001083132333435363738"), QByteArray("9000"));
    QCOMPARE(reader.sw("00200001"), QByteArray("9000"));
    QCOMPARE(reader.sw("002400011031323334353637383939393939393939"), QByteArray("9000"));
    QCOMPARE(reader.sw("00200001083132333435363738"), QByteArray("63c2"));
    QCOMPARE(reader.sw("00200001083132333435363738"), QByteArray("63c1"));
    QCOMPARE(reader.sw("00200001083132333435363738"), QByteArray("6983"));
    QCOMPARE(reader.sw("00200001083939393939393939"), QByteArray("6983"));
    QCOMPARE(reader.sw("0020000708393939393939 3939"), QByteArray("6a88"));
}

void TestCardMemory::protocolT0()
{
    CardInReader reader;
    reader.card->setProtocol(SoftwareCard::Protocol::T0);
    QCOMPARE(reader.card->powerOn().toHex(), QByteArray("3b078031c073c001c0"));
    QCOMPARE(reader.send("80CA00CF00"), QByteArray("6c0c"));
    QCOMPARE(reader.send("80CA00CF0C").right(4), QByteArray("9000"));
    const QByteArray sw = reader.sw("8050000008010203040506070800");
    QCOMPARE(sw, QByteArray("6120"));
    QCOMPARE(reader.send("00C0000030"), QByteArray("6c20"));
    QCOMPARE(reader.send("00C0000010").right(4), QByteArray("6110"));
    QCOMPARE(reader.send("00C0000010").right(4), QByteArray("9000"));
}

void TestCardMemory::faults()
{
    QStringList events;
    OrderedLog log(events);
    CardInReader reader(CardKind::FileCard, 16, 0x70, 0, nullptr, &log);
    CardFaults faults;
    faults.muteAt = 1;
    faults.statusAt = 2;
    faults.status = 0x6581;
    faults.tearAfterAt = 4;
    reader.card->setFaults(faults);
    QCOMPARE(reader.card->exchange(hex("00440000")).end, CardReply::End::Mute);
    QCOMPARE(reader.card->content().files.at(CardContent::masterFile).lifeCycle, quint8(0x03));
    QVERIFY(!reader.card->powerOn().isEmpty());
    QCOMPARE(reader.send("00440000"), QByteArray("6581"));
    QCOMPARE(reader.sw("00A40000023F00"), QByteArray("9000"));
    QCOMPARE(reader.card->exchange(hex("00440000")).end, CardReply::End::Torn);
    QCOMPARE(reader.card->content().files.at(CardContent::masterFile).lifeCycle, quint8(0x05)); // executed
    faults = {};
    faults.tearBeforeAt = 5;
    faults.muteAfterReset = true;
    faults.muteAt = 6;
    reader.card->setFaults(faults);
    reader.card->powerOn();
    QCOMPARE(reader.card->exchange(hex("00440000")).end, CardReply::End::Torn);
    reader.card->powerOn();
    QCOMPARE(reader.card->exchange(hex("00440000")).end, CardReply::End::Mute);
    QVERIFY(reader.card->powerOn().isEmpty());
    QCOMPARE(events.size(), 6);
}

void TestCardMemory::writtenBeforeAnswered()
{
    QStringList events;
    OrderedMemory memory(events);
    OrderedLog log(events);
    CardInReader reader(CardKind::FileCard, 16, 0x70, 0, &memory, &log);
    reader.sw("00A4000C022F02");
    QCOMPARE(events, QStringList({QStringLiteral("log 9000")})); // nothing changed, nothing written
    events.clear();
    CardFaults faults;
    faults.tearAfterAt = 2;
    reader.card->setFaults(faults);
    reader.card->exchange(hex("00A40000023F00"));
    reader.card->powerOn();
    events.clear();
    reader.card->exchange(hex("00440000"));
    QCOMPARE(events, QStringList({QStringLiteral("store"), QStringLiteral("log 9000")}));
    QCOMPARE(memory.last, encodeCardContent(reader.card->content()));
}

void TestCardMemory::memoryFailureIsToldAndFinal()
{
    QStringList events;
    OrderedMemory memory(events);
    memory.ok = false;
    CardInReader reader(CardKind::FileCard, 16, 0x70, 0, &memory);
    QCOMPARE(reader.sw("00440000"), QByteArray("6581"));
    QCOMPARE(reader.sw("00A40000023F00"), QByteArray("6581"));
}

void TestCardMemory::contentSurvivesReload()
{
    const QTemporaryDir folder;
    FileCardMemory memory(folder.path(), FileCardMemory::Sync::Yes);
    CardInReader reader(CardKind::GlobalPlatform, 24, 0x71, 3, &memory);
    QCOMPARE(reader.open(0x33), QByteArray("9000"));
    QCOMPARE(reader.secure("80E620000E000008F0534D5452414E53000000"), QByteArray("009000"));
    QCOMPARE(reader.secure("80E28800050102021122"), QByteArray("9000"));
    auto loaded = memory.load(reader.card->serial());
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.failure().toString()));
    QCOMPARE(encodeCardContent(*loaded), encodeCardContent(reader.card->content()));
    QVERIFY(!memory.load(1));
    reader.card = std::make_unique<SoftwareCard>(
        loaded.take(), SoftwareCard::Services{&reader.random, nullptr, nullptr});
    reader.card->powerOn();
    QCOMPARE(reader.open(0x33), QByteArray("9000")); // keys and counter came back
    QVERIFY(reader.cardWasGenuine);
}

void TestCardMemory::brokenContentIsRefused()
{
    CardInReader reader;
    const QByteArray good = encodeCardContent(reader.card->content());
    QVERIFY(decodeCardContent(good));
    int refused = 0;
    for (qsizetype length = 0; length < good.size(); ++length)
        refused += decodeCardContent(good.first(length)) ? 0 : 1;
    QCOMPARE(refused, int(good.size()));
    SeededRandom random(3);
    for (int i = 0; i < 2000; ++i) { // must not crash; whatever decodes must encode again
        QByteArray bytes = good;
        bytes[qsizetype(random.next() % quint64(bytes.size()))] = char(random.next());
        const auto content = decodeCardContent(bytes);
        if (content)
            QVERIFY(decodeCardContent(encodeCardContent(*content)));
    }
}

void TestCardMemory::commandLogLines()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("log"));
    {
        auto log = FileCardLog::open(path);
        QVERIFY(log);
        CardInReader reader(CardKind::FileCard, 16, 0x70, 0, nullptr, log->get());
        reader.sw("00A40000023F00");
        reader.sw("00B0000000");
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(),
        QByteArray("0000000000001234 1 00A40000023F00 9000 answered\n0000000000001234 2 00B0000000 6986 "
                   "answered\n"));
    QVERIFY(!FileCardLog::open(folder.filePath(QStringLiteral("none/log"))));
}

void TestCardMemory::hostileCommands_data()
{
    QTest::addColumn<bool>("files");
    QTest::newRow("gp") << false;
    QTest::newRow("iso") << true;
}

/// Ten thousand commands of noise, half of them shaped like the card's own: an answer to each, and a content
/// that stays readable.
void TestCardMemory::hostileCommands()
{
    QFETCH(bool, files);
    CardInReader reader(files ? CardKind::FileCard : CardKind::GlobalPlatform);
    SeededRandom noise(99);
    const QByteArray instructions = hex("A4B0D6B2DCE0E44404E6E8FE202484C050CA82E2E6E8F0F2D8E4");
    for (int i = 0; i < 10'000; ++i) {
        if (!files && i % 50 == 0)
            reader.open(0x01);
        QByteArray command = *noise.bytes(qsizetype(noise.next() % 40));
        if (command.size() >= 5 && i % 2 == 0) {
            command[0] = files || i % 4 == 0 ? 0x00 : char(0x80);
            command[1] = instructions.at(qsizetype(noise.next() % quint64(instructions.size())));
            command[4] = char(command.size() - 5);
        }
        QByteArray answer;
        const auto plain = CommandApdu::parse(command);
        if (!files && plain && plain->cla() == 0x80 && plain->ins() != 0x50 && plain->ins() != 0x82) {
            const auto wrapped = reader.channel->wrap(*plain);
            answer = reader.card->process(wrapped ? wrapped->encode() : command);
        } else {
            answer = reader.card->process(command);
        }
        QVERIFY(answer.size() >= 2);
        if (reader.card->content().state == CardState::Terminated) {
            CardInReader fresh(files ? CardKind::FileCard : CardKind::GlobalPlatform);
            reader.card = std::make_unique<SoftwareCard>(
                fresh.card->content(), SoftwareCard::Services{&reader.random, nullptr, nullptr});
            reader.card->powerOn();
        }
    }
    const QByteArray encoded = encodeCardContent(reader.card->content());
    QVERIFY(decodeCardContent(encoded));
}

QTEST_GUILESS_MAIN(TestCardMemory)
#include "tst_card_memory.moc"
