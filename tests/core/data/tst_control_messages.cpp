// SPDX-License-Identifier: GPL-3.0-or-later
// The messages between a console and a control device: what is written is read as the same; what is no
// message, or beyond the limits, is refused, and nothing that a peer sends makes the reader claim more.
#include "../../support/byte_fuzz.h"
#include "data/control_messages.h"

#include <QtTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

ControlRequest request()
{
    return {7, 9s, QStringLiteral("Job Ä"), CardObjectId(QStringLiteral("HTP-1")),
        {QStringLiteral("holder_name"), QStringLiteral("pan2")}};
}

ControlRow row()
{
    return {7, CardObjectId(QStringLiteral("HTP-1")), {"Ada Mu\xC3\xB1oz", QByteArray("\x00\xFF", 2)}};
}

template <class T> std::optional<T> readBack(const T& message)
{
    const auto read = decodeControlMessage(encode(message));
    const T* found = read ? std::get_if<T>(&*read) : nullptr;
    return found ? std::optional<T>(*found) : std::nullopt;
}

QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

} // namespace

class TestControlMessages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void areReadAsWritten();
    void areTheBytesOfTheDocument_data();
    void areTheBytesOfTheDocument();
    void refuses_data();
    void refuses();
    void isNotWrittenBeyondTheLimits_data();
    void isNotWrittenBeyondTheLimits();
    void hostileBytes();
};

void TestControlMessages::areReadAsWritten()
{
    QVERIFY(readBack(ControlOpen{5})->version == 5);
    const auto hello = readBack(ControlHello{1, QStringLiteral("Grüße")});
    QVERIFY(hello && hello->version == 1);
    QCOMPARE(hello->name, QStringLiteral("Grüße"));
    QCOMPARE(readBack(ControlHello{1, QString(200, u'n')})->name.size(), 80);
    const auto asked = readBack(request());
    QVERIFY(asked);
    QCOMPARE(asked->ticket, quint64(7));
    QCOMPARE(asked->limit, Nanos(9s));
    QCOMPARE(asked->job, request().job);
    QCOMPARE(asked->object, request().object);
    QCOMPARE(asked->columns, request().columns);
    const auto answered = readBack(row());
    QVERIFY(answered);
    QCOMPARE(answered->values, row().values);
    QCOMPARE(answered->object, row().object);
    const auto none = readBack(ControlNone{9, request().object, ControlNone::Reason::NoColumn});
    QVERIFY(none && none->ticket == 9 && none->reason == ControlNone::Reason::NoColumn);
    ControlRequest patient = request();
    patient.limit = Nanos::max();
    QCOMPARE(readBack(patient)->limit, Nanos(24h));
    patient.limit = -1s;
    QCOMPARE(readBack(patient)->limit, Nanos(0));
}

/// Written by hand from the table in control_messages.h, so that another program can be written from it too.
void TestControlMessages::areTheBytesOfTheDocument_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("open") << encode(ControlOpen{}) << hex("82 00 01");
    QTest::newRow("hello") << encode(ControlHello{1, QStringLiteral("CD")}) << hex("83 01 01 62 4344");
    QTest::newRow("request") << encode(ControlRequest{
        3, 1s, QStringLiteral("J"), CardObjectId(QStringLiteral("A1")), {QStringLiteral("pan")}})
                             << hex("86 02 03 1903E8 61 4A 62 4131 81 63 70616E");
    QTest::newRow("row") << encode(ControlRow{3, CardObjectId(QStringLiteral("A1")), {"99", ""}})
                         << hex("84 03 03 62 4131 82 42 3939 40");
    QTest::newRow("none") << encode(
        ControlNone{3, CardObjectId(QStringLiteral("A1")), ControlNone::Reason::Repeated})
                          << hex("84 04 03 62 4131 01");
}

void TestControlMessages::areTheBytesOfTheDocument()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, expected);
    QCOMPARE(written.toHex(), expected.toHex());
}

void TestControlMessages::refuses_data()
{
    QTest::addColumn<QByteArray>("message");
    const auto refuse = [](const char* what, const QByteArray& bytes) { QTest::newRow(what) << bytes; };
    refuse("nothing", {});
    refuse("no list", hex("63 616263"));
    refuse("empty list", hex("80"));
    refuse("kind 5", hex("82 05 01"));
    refuse("a member too much", hex("83 00 01 01"));
    refuse("a member too few", hex("82 01 01"));
    refuse("more after it", hex("82 00 01 00"));
    refuse("version of 3 bytes", hex("82 00 1A00010000"));
    refuse("list without an end", hex("9F 00 01 FF"));
    refuse("negative ticket", hex("84 04 20 62 4131 01"));
    refuse("reason 5", hex("84 04 03 62 4131 05"));
    refuse("no id", hex("84 04 03 60 01"));
    refuse("id as bytes", hex("84 04 03 42 4131 01"));
    refuse("row without values", hex("84 03 03 62 4131 80"));
    refuse("values as text", hex("84 03 03 62 4131 81 62 3939"));
    refuse("more bytes claimed than there are", hex("84 03 03 62 4131 81 5B 7FFFFFFFFFFFFFFF 3939"));
    refuse("more values claimed than a list has", hex("84 03 03 62 4131 9B 00000000FFFFFFFF 40"));
    refuse("65 values", hex("84 03 03 62 4131 98 41") + QByteArray(65, '\x40'));
    refuse("value of 16385 bytes", hex("84 03 03 62 4131 81 59 4001") + QByteArray(16385, 'a'));
    refuse("id of 201 characters", hex("84 03 03 78 C9") + QByteArray(201, 'a') + hex("81 40"));
    refuse("name of 81 characters", hex("83 01 01 78 51") + QByteArray(81, 'a'));
    refuse("request for nothing", hex("86 02 03 00 61 4A 62 4131 80"));
    refuse("request for one column twice", hex("86 02 03 00 61 4A 62 4131 82 6161 6161"));
    refuse("request for a column in capitals", hex("86 02 03 00 61 4A 62 4131 81 6141"));
    refuse("request for a column without a name", hex("86 02 03 00 61 4A 62 4131 81 60"));
    refuse("limit of 25 hours", hex("86 02 03 1A 055D4A80 61 4A 62 4131 81 6161"));
    refuse("value in pieces", hex("84 03 03 62 4131 81 5F 41 61 FF"));
    refuse("longer than a message", QByteArray(longestControlMessage + 1, '\x80'));
}

void TestControlMessages::refuses()
{
    QFETCH(QByteArray, message);
    QVERIFY(!decodeControlMessage(message));
}

void TestControlMessages::isNotWrittenBeyondTheLimits_data()
{
    QTest::addColumn<QByteArray>("written");
    const CardObjectId id = request().object;
    ControlRequest asked = request();
    asked.object = CardObjectId(QString(201, u'a'));
    QTest::newRow("id") << encode(asked);
    asked = request();
    asked.columns.clear();
    QTest::newRow("no column") << encode(asked);
    asked.columns = QStringList(2, QStringLiteral("a"));
    QTest::newRow("column twice") << encode(asked);
    asked.columns = {QStringLiteral("Name")};
    QTest::newRow("capitals") << encode(asked);
    asked.columns = {QStringLiteral("1a")};
    QTest::newRow("digit first") << encode(asked);
    asked.columns = {QString(65, u'a')};
    QTest::newRow("long name") << encode(asked);
    QTest::newRow("no value") << encode(ControlRow{1, id, {}});
    QTest::newRow("long value") << encode(ControlRow{1, id, {QByteArray(longestControlValue + 1, 'a')}});
    QTest::newRow("values that are too much together")
        << encode(ControlRow{1, id, std::vector<QByteArray>(17, QByteArray(longestControlValue, 'a'))});
    QTest::newRow("none without id") << encode(
        ControlNone{1, CardObjectId(QString()), ControlNone::Reason::Missing});
}

void TestControlMessages::isNotWrittenBeyondTheLimits()
{
    QFETCH(QByteArray, written);
    QVERIFY(written.isEmpty());
}

/// Whatever is read in spite of its bytes can be written, and is then read as the same.
void TestControlMessages::hostileBytes()
{
    SeededRandom random(12);
    int read = 0;
    const auto twice = [&read](const QByteArray& bytes) {
        const auto first = decodeControlMessage(bytes);
        if (!first)
            return;
        ++read;
        const QByteArray again = encode(*first);
        QVERIFY(!again.isEmpty());
        const auto second = decodeControlMessage(again);
        QVERIFY(second && encode(*second) == again);
    };
    for (const ControlMessage& sample : std::vector<ControlMessage>{ControlOpen{}, ControlHello{1, {}},
             request(), row(), ControlNone{1, request().object, ControlNone::Reason::Broken}}) {
        const QByteArray bytes = encode(sample);
        smtest::eachPrefix(bytes, [](const QByteArray& prefix) { QVERIFY(!decodeControlMessage(prefix)); });
        smtest::eachHostile(11, 4'000, bytes, twice);
        for (int i = 0; i < 4'000; ++i) { // whole, or more of them would be read as nothing
            QByteArray changed = bytes;
            for (quint64 changes = 1 + random.next() % 2; changes > 0; --changes)
                changed[qsizetype(random.next() % quint64(changed.size()))] = char(random.next());
            twice(changed);
        }
    }
    QVERIFY(read > 100);
}

QTEST_GUILESS_MAIN(TestControlMessages)
#include "tst_control_messages.moc"
