// SPDX-License-Identifier: GPL-3.0-or-later
// The decoder: each command by its name and parameters, the published commands, masks, and hostile bytes.
#include "trace_fixture.h"

#include "byte_fuzz.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace sm;
using namespace smtest;

class TraceDecoderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void titles_data();
    void titles();
    void publishedCommandsAreKnown_data();
    void publishedCommandsAreKnown();
    void classBytes_data();
    void classBytes();
    void treeOfStoreData();
    void maskedLengthEndsWithTheMask();
    void groupingGoesOnInTheNextBlock();
    void installParameters();
    void selectedApplicationIsRemembered();
    void secureMessagingIsShown();
    void mutedCardHasNoAnswer();
    void nodesStayInsideTheirBytes();
    void hostileBytesDoNoHarm();

private:
    static QList<TraceCode> codesOf(const TraceRow& row, const TraceContext& context = {});
};

QList<TraceCode> TraceDecoderTest::codesOf(const TraceRow& row, const TraceContext& context)
{
    QList<TraceCode> codes;
    QStringList args;
    collect(decodeRow(row, context), codes, args);
    return codes;
}

void TraceDecoderTest::titles_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("title");
    const auto row = [](const char* hex, const char* title) {
        QTest::newRow(hex) << QByteArray::fromHex(hex) << QString::fromLatin1(title);
    };
    row("00A4040008A000000151000000", "SELECT A000000151000000");
    row("00A4000C023F00", "SELECT 3F00");
    row("00C0000010", "GET RESPONSE");
    row("80CA9F7F00", "GET DATA 9F7F");
    row("80CA006600", "GET DATA 66");
    row("00CA5F5000", "GET DATA 5F50");
    row("00DA004201AA", "PUT DATA 42");
    row("00B0810010", "READ BINARY SFI 1 @0");
    row("00B0012000", "READ BINARY @288");
    row("00D6000002AABB", "UPDATE BINARY @0");
    row("00B2010C00", "READ RECORD SFI 1 #1");
    row("00DC040401AA", "UPDATE RECORD #4");
    row("00E2001801AA", "APPEND RECORD SFI 3 ");
    row("0020008104FFFFFFFF", "VERIFY");
    row("0084000008", "GET CHALLENGE");
    row("0088000004AABBCCDD00", "INTERNAL AUTHENTICATE");
    row("0082000004AABBCCDD", "EXTERNAL AUTHENTICATE");
    row("0082000004AABBCCDD00", "MUTUAL AUTHENTICATE");
    row("8050300008FFFFFFFFFFFFFFFF00", "INITIALIZE UPDATE v48");
    row("8482330010FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "EXTERNAL AUTHENTICATE C-MAC+C-ENC+R-MAC+R-ENC");
    row("80E6020003000000", "INSTALL [for load]");
    row("80E6040003000000", "INSTALL [for install]");
    row("80E60C0003000000", "INSTALL [for install and make selectable]");
    row("80E6080003000000", "INSTALL [for make selectable]");
    row("80E6100003000000", "INSTALL [for extradition]");
    row("80E6200003000000", "INSTALL [for personalization]");
    row("80E6400003000000", "INSTALL [for registry update]");
    row("80E8000102C400", "LOAD P2 01");
    row("80E40080094F07A000000151535000", "DELETE");
    row("80F0808701AA", "SET STATUS");
    row("80F28002024F0000", "GET STATUS");
    row("80E28800050101025A00", "STORE DATA DGI 0101");
    row("80E208000701010201020102", "STORE DATA P2 00"); // two bytes over: no grouping
    row("80E2080009010102010201020100", "STORE DATA DGI 0101 +");
    row("80E20003025A00", "STORE DATA P2 03");
    row("80D8018102AABB", "PUT KEY");
    row("0070000001", "MANAGE CHANNEL");
    row("00E0000008620683025101820101", "CREATE FILE 5101");
    row("00E60000", "TERMINATE DF");
    row("00E80000", "TERMINATE EF");
    row("00FE0000", "TERMINATE CARD USAGE");
    row("00B70000", "");
    row("80A80000028300", ""); // a payment scheme's, and none is selected
    row("FFB0000010", ""); // FF is no class
    row("00", "");
    row("", "");
}

void TraceDecoderTest::titles()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, title);
    TraceFixture f;
    f.add(command, QByteArray::fromHex("9000"));
    QCOMPARE(commandTitle(f.last()), title);
    const QList<TraceCode> codes = codesOf(f.last());
    const bool whole = command.size() >= 4;
    QCOMPARE(codes.contains(TraceCode::CommandBroken), !whole);
    QCOMPARE(codes.contains(TraceCode::InsUnknown), whole && title.isEmpty());
}

void TraceDecoderTest::publishedCommandsAreKnown_data()
{
    QTest::addColumn<QByteArray>("command");
    int rows = 0;
    for (const char* name : {"gp_commands.json", "apdu_atr_t1.json"}) {
        QFile file(QStringLiteral(SM_TEST_DATA "/vectors/") + QLatin1String(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QJsonValue& value : QJsonDocument::fromJson(file.readAll()).array()) {
            const QJsonObject expected = value[QLatin1String("expected")].toObject();
            QJsonArray apdus = expected.value(QLatin1String("apdus")).toArray();
            if (expected.contains(QLatin1String("apdu")))
                apdus.append(expected.value(QLatin1String("apdu")));
            for (const QJsonValue& apdu : apdus) {
                const QString test = value[QLatin1String("name")].toString();
                if (test == QLatin1String("apdu-case-4e-le1"))
                    continue; // a made-up command of the length forms: extended with a data object of none
                QTest::newRow(qPrintable(test + QString::number(rows++)))
                    << QByteArray::fromHex(apdu.toString().toLatin1());
            }
        }
    }
    QVERIFY(rows > 20);
}

void TraceDecoderTest::publishedCommandsAreKnown()
{
    QFETCH(QByteArray, command);
    TraceFixture f;
    f.add(command, QByteArray::fromHex("9000"));
    const QList<TraceCode> codes = codesOf(f.last());
    QVERIFY(!codes.contains(TraceCode::InsUnknown));
    QVERIFY(!codes.contains(TraceCode::CommandBroken));
    QVERIFY(!codes.contains(TraceCode::TlvBroken));
    QVERIFY(!codes.contains(TraceCode::Undefined));
    QVERIFY(!commandTitle(f.last()).isEmpty());
}

void TraceDecoderTest::classBytes_data()
{
    QTest::addColumn<int>("cla");
    QTest::addColumn<QList<int>>("notes");
    const auto row = [](int cla, std::initializer_list<TraceCode> notes) {
        QList<int> list;
        for (const TraceCode note : notes)
            list.append(int(note));
        QTest::addRow("%02X", uint(cla)) << cla << list;
    };
    row(0x00, {TraceCode::ClaInterindustry, TraceCode::ClaSmNone});
    row(0x04, {TraceCode::ClaInterindustry, TraceCode::ClaSmProprietary});
    row(0x0C, {TraceCode::ClaInterindustry, TraceCode::ClaSmIsoHeader});
    row(0x10, {TraceCode::ClaInterindustry, TraceCode::ClaSmNone, TraceCode::ClaChained});
    row(0x80, {TraceCode::ClaGlobalPlatform, TraceCode::ClaSmNone});
    row(0x84, {TraceCode::ClaGlobalPlatform, TraceCode::ClaSmProprietary});
    row(0x8E, {TraceCode::ClaGlobalPlatform, TraceCode::ClaSmIsoHeader, TraceCode::ClaChannel});
    row(0x41, {TraceCode::ClaInterindustry, TraceCode::ClaSmNone, TraceCode::ClaChannel});
    row(0xE0, {TraceCode::ClaGlobalPlatform, TraceCode::ClaSmProprietary, TraceCode::ClaChannel});
    row(0x20, {TraceCode::ClaReserved});
    row(0xFF, {TraceCode::ClaReserved});
}

void TraceDecoderTest::classBytes()
{
    QFETCH(int, cla);
    QFETCH(QList<int>, notes);
    TraceFixture f;
    f.add(QByteArray(1, char(cla)) + QByteArray::fromHex("A4040000"), QByteArray::fromHex("9000"));
    const auto nodes = decodeRow(f.last(), {});
    QCOMPARE(nodes.front().children.front().what.code, TraceCode::Cla);
    QList<int> found;
    for (const TraceNote& note : nodes.front().children.front().notes)
        found.append(int(note.code));
    QCOMPARE(found, notes);
}

void TraceDecoderTest::treeOfStoreData()
{
    TraceFixture f;
    // DGI 0102: 5A (PAN, masked with its length) and 5F24 (open); DGI 0F01 opaque
    f.add(QByteArray::fromHex("80E2880017"
                              "010210"
                              "5A084111111111111111"
                              "5F2403301231"
                              "0F0101AA"),
        QByteArray::fromHex("9000"), {{10, 8, FieldClass::Personal}});
    QList<TraceCode> codes;
    QStringList args;
    const auto nodes = decodeRow(f.last(), {});
    collect(nodes, codes, args);
    QCOMPARE(codes.count(TraceCode::Dgi), 2);
    QCOMPARE(codes.count(TraceCode::Tlv), 2);
    QVERIFY(codes.contains(TraceCode::MaskedPersonal));
    QVERIFY(codes.contains(TraceCode::StoreDgi));
    QVERIFY(codes.contains(TraceCode::LastBlock));
    QVERIFY(!args.join(u' ').contains(QStringLiteral("4111")));
    QCOMPARE(nodes.back().what.code, TraceCode::Status);
}

void TraceDecoderTest::maskedLengthEndsWithTheMask()
{
    TraceFixture f;
    // as a profile writes 5F20{name|len1}: the length belongs to the value
    f.add(QByteArray::fromHex("80E288000C"
                              "010109"
                              "5F2006504554524121"),
        QByteArray::fromHex("9000"), {{10, 7, FieldClass::Personal}});
    const QList<TraceCode> codes = codesOf(f.last());
    QVERIFY(codes.contains(TraceCode::TlvMaskedLength));
    QVERIFY(codes.contains(TraceCode::MaskedPersonal));
    QVERIFY(!codes.contains(TraceCode::TlvBroken));
}

void TraceDecoderTest::groupingGoesOnInTheNextBlock()
{
    TraceFixture f;
    f.addKind(TraceKind::CardStarted);
    f.addHex("80E2080006"
             "800005"
             "010203",
        "9000");
    f.addHex("80E2880106"
             "0405"
             "9000"
             "01AA",
        "9000");
    const TraceView view = f.ring.view();
    QVERIFY(codesOf(*view.row(2), traceContext(view, *view.row(2))).contains(TraceCode::DgiContinues));
    const TraceContext context = traceContext(view, *view.row(3));
    QCOMPARE(context.carried, 2);
    const QList<TraceCode> codes = codesOf(*view.row(3), context);
    QVERIFY(codes.contains(TraceCode::DgiContinued));
    QCOMPARE(codes.count(TraceCode::Dgi), 1);
    QCOMPARE(commandTitle(*view.row(3)), QStringLiteral("STORE DATA P2 01"));
}

void TraceDecoderTest::installParameters()
{
    TraceFixture f;
    f.addHex("80E60C002C07A000000151535008A00000015153504108A000000151535041038000000CEF08C8020100C7020100C90"
             "00000",
        "009000");
    QList<TraceCode> codes;
    QStringList args;
    collect(decodeRow(f.last(), {}), codes, args);
    for (const TraceCode code : {TraceCode::LoadFileAid, TraceCode::ModuleAid, TraceCode::ApplicationAid,
             TraceCode::Privileges, TraceCode::InstallParameters})
        QVERIFY(codes.contains(code));
    QVERIFY(args.contains(QStringLiteral("A000000151535041")));
    QVERIFY(args.contains(QStringLiteral("GlobalPlatform")));
    QVERIFY(args.contains(QStringLiteral("EF")));
}

void TraceDecoderTest::selectedApplicationIsRemembered()
{
    TraceFixture f;
    f.addKind(TraceKind::CardStarted);
    f.addHex("00A4040007A0000000031010", "6F009000");
    f.addHex("80A80000028300", "77009000");
    const TraceView view = f.ring.view();
    const TraceContext context = traceContext(view, *view.row(3));
    QVERIFY(context.payment());
    QCOMPARE(commandTitle(*view.row(3), context), QStringLiteral("GET PROCESSING OPTIONS"));
    QVERIFY(codesOf(*view.row(3), context).contains(TraceCode::SelectedNow));
    QVERIFY(codesOf(*view.row(3)).contains(TraceCode::InsUnknown));
    // Another card's application is not this card's.
    f.row.attempt = AttemptId(8);
    f.addHex("80A80000028300", "6E00");
    const TraceView later = f.ring.view();
    QVERIFY(!traceContext(later, *later.row(4)).payment());
}

void TraceDecoderTest::secureMessagingIsShown()
{
    TraceFixture f;
    f.row.level = 0x33;
    f.addHex("80E28800050101025A00", "9000");
    QList<TraceCode> codes;
    QStringList args;
    collect(decodeRow(f.last(), {}), codes, args);
    QVERIFY(codes.contains(TraceCode::Messaging));
    QVERIFY(codes.contains(TraceCode::MessagingMacGood));
    QVERIFY(args.contains(QStringLiteral("C-MAC + C-ENC + R-MAC + R-ENC")));
    QVERIFY(args.contains(QStringLiteral("84")));
    f.row.judgement = TraceJudgement::AnswerBroken;
    f.addHex("80E28800050101025A00", "9000");
    QVERIFY(codesOf(f.last()).contains(TraceCode::MessagingMacWrong));
}

void TraceDecoderTest::mutedCardHasNoAnswer()
{
    TraceFixture f;
    f.row.judgement = TraceJudgement::NoAnswer;
    f.addHex("80E28800050101025A00", "");
    QVERIFY(codesOf(f.last()).contains(TraceCode::ResponseNone));
    QCOMPARE(f.last().sw, quint16(0));
    f.addKind(TraceKind::Reset);
    QVERIFY(codesOf(f.last()).contains(TraceCode::PowerUp));
    QVERIFY(codesOf(f.last()).contains(TraceCode::ResponseNone));
}

static bool inside(const std::vector<TraceNode>& nodes, const TraceRow& row, int& count)
{
    for (const TraceNode& node : nodes) {
        ++count;
        const qsizetype size = node.side == TraceSide::Answer ? row.answer.size()
            : node.side == TraceSide::Command                 ? row.command.size()
                                                              : 0;
        if (node.offset < 0 || node.length < 0 || node.offset + node.length > size)
            return false;
        if (!inside(node.children, row, count))
            return false;
    }
    return true;
}

void TraceDecoderTest::nodesStayInsideTheirBytes()
{
    TraceFixture f;
    f.addHex("80F28002024F0000", "E3134F08A0000001510000009F70010FC5039EFE809000");
    int count = 0;
    QVERIFY(inside(decodeRow(f.last(), {}), f.last(), count));
    QVERIFY(count > 10);
}

void TraceDecoderTest::hostileBytesDoNoHarm()
{
    const QByteArray ok = QByteArray::fromHex("9000");
    const QList<QByteArray> samples{
        QByteArray::fromHex(
            "80E60C002C07A000000151535008A00000015153504108A000000151535041038000000CEF08C8020100C70"
            "20100C9000000"),
        QByteArray::fromHex("80E288000C0101095F2006504554524121"),
        QByteArray::fromHex("00A4040007A0000000031010"), QByteArray::fromHex("00E0000008620683025101820101"),
        QByteArray::fromHex("80F28002024F0000"), QByteArray::fromHex("8050300008FFFFFFFFFFFFFFFF00")};
    const QByteArray fci = QByteArray::fromHex(
        "6F108408A000000151000000A5049F6501FF6F3F6F3F6F3F6F3F6F3F6F3F6F3F6F3F6F3F6F3F9000");
    quint64 seed = 1;
    int most = 0;
    TraceFixture f(1024);
    const auto look = [&](const QByteArray& command, const QByteArray& answer) {
        const qint64 at = qint64(seed++ % 23);
        f.add(command, answer, {{at, qint64(seed % 9), FieldClass::Personal}},
            {{qint64(seed % 31), 5, FieldClass::Secret}});
        const TraceRow& row = f.last();
        TraceContext context;
        context.carried = qsizetype(seed % 40);
        int count = 0;
        QVERIFY(inside(decodeRow(row, context), row, count));
        most = std::max(most, count);
        static_cast<void>(commandTitle(row));
        static_cast<void>(dataSummary(row));
    };
    for (const QByteArray& sample : samples) {
        eachPrefix(sample, [&](const QByteArray& bytes) { look(bytes, ok); });
        eachHostile(seed, 1500, sample, [&](const QByteArray& bytes) { look(bytes, fci); });
        eachHostile(seed, 1500, fci, [&](const QByteArray& bytes) { look(sample, bytes); });
    }
    // deep and broad answers stop somewhere
    look(QByteArray::fromHex("00A4040000"), QByteArray(4000, char(0x6F)) + ok);
    QByteArray deep = QByteArray::fromHex("5000");
    for (int i = 0; i < 100; ++i)
        deep = QByteArray::fromHex("6F82") + char(deep.size() >> 8) + char(deep.size()) + deep;
    look(QByteArray::fromHex("00A4040000"), deep + ok);
    QByteArray broad;
    for (int i = 0; i < 5000; ++i)
        broad += QByteArray::fromHex("5000");
    look(QByteArray::fromHex("00A4040000"), broad + ok);
    QVERIFY(most < 1000);
}

QTEST_GUILESS_MAIN(TraceDecoderTest)
#include "tst_trace_decoder.moc"
