// SPDX-License-Identifier: GPL-3.0-or-later
// The sample profiles with security services at a desk: one card, its program, the soft device, and no server
// in between, so that single commands can be spoiled on their way.
#include "emv_terminal.h"
#include "security/soft_engine.h"
#include "security/test_issuer_keys.h"
#include "session/security_calls.h"
#include "simulator/software_card.h"

#include <QFile>
#include <QTest>

using namespace sm;

namespace {

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray counted(int first)
{
    QByteArray key;
    for (int i = 0; i < 16; ++i)
        key.append(char(first + i));
    return key;
}

/// What happens to one command between host and card; gives back what arrives.
using Spoiler = std::function<QByteArray(const ProgramStep& step, const QByteArray& sent)>;

class Desk {
public:
    Desk()
    {
        const auto key = cardSecret(counted(0x40));
        CardKeySet keys;
        keys.version = 1;
        keys.enc = keys.mac = keys.dek = *key;
        BlankOptions blank;
        blank.serial = 77;
        blank.keys = keys;
        card = std::make_unique<SoftwareCard>(
            makeBlank(blank), SoftwareCard::Services{&random, nullptr, nullptr});
        const std::shared_ptr<Random> shared(&random, [](Random*) {});
        engine = std::make_unique<SoftEngine>(testKeys().take(), shared);
    }

    /// Empty when the card took everything, else step and status word.
    QString produce(const QString& profileName, const QString& job)
    {
        const QString folder = QStringLiteral(SM_SOURCE_DIR "/resources/");
        auto loaded = Profile::load(
            folder + QStringLiteral("profiles/") + profileName + QStringLiteral(".profile.json"));
        if (!loaded)
            return loaded.failure().toString();
        profile = loaded.take();
        const QList<QByteArray> lines = content(folder + QStringLiteral("jobs/") + job).split('\n');
        row = lines.value(1).split(',');
        CardObject object{CardObjectId(QString::fromLatin1(row.value(0)))};
        const QList<QByteArray> names = lines.value(0).split(',');
        for (qsizetype i = 1; i < names.size(); ++i)
            object.add(QString::fromLatin1(names.at(i)), row.at(i), FieldClass::Personal);
        return run(object);
    }

    /// Fetches what an answer announces (61xx), as a reader's link does.
    QByteArray send(const QByteArray& command) const
    {
        QByteArray answer = card->process(command);
        QByteArray all;
        while (answer.size() >= 2 && byteAt(answer, answer.size() - 2) == 0x61) {
            all += answer.chopped(2);
            answer = card->process(QByteArray::fromHex("00C00000") + answer.back());
        }
        return all + answer;
    }

    SeededRandom random{21};
    std::unique_ptr<SoftwareCard> card;
    std::unique_ptr<SoftEngine> engine;
    std::shared_ptr<const Profile> profile;
    QList<QByteArray> row;
    Spoiler spoiler;

private:
    QString run(const CardObject& object)
    {
        ChipIdentity chip;
        chip.atr = card->powerOn();
        chip.serial = QByteArray(10, '\x11');
        inputs.object = &object;
        inputs.chip = &chip;
        inputs.sealTag = QByteArray::fromHex("A1A2A3A4A5A6A7A8");
        inputs.today = QDate(2026, 11, 21);
        auto first = profile->compile(inputs);
        if (!first)
            return first.failure().toString();
        program = first.take();
        for (size_t i = 0; i < program.steps.size(); ++i) {
            if (program.steps[i].deferred) {
                const QString problem = askServices();
                if (!problem.isEmpty())
                    return problem;
            }
            const QString problem
                = program.steps[i].kind == StepKind::OpenChannel ? open() : take(program.steps[i]);
            if (!problem.isEmpty())
                return problem;
        }
        return {};
    }

    QString open()
    {
        const ChannelSpec& spec = *program.channel;
        const QByteArray challenge(8, '\x3C');
        const CommandApdu update(0x80, 0x50, spec.cardKeyVersion, 0, challenge, 256);
        const auto answer = ResponseApdu::parse(send(update.encode()));
        under = cardDek(spec, answer->data());
        auto opening = engine->compute(openingRequest(spec, challenge, answer->data()));
        if (!opening)
            return opening.failure().toString();
        const QByteArray cryptogram = openingCryptogram(*opening);
        channel.emplace(makeChannel(spec, *opening));
        const auto command = channel->externalAuthenticate(cryptogram);
        return send(command->encode()) == QByteArray::fromHex("9000") ? QString()
                                                                      : QStringLiteral("no channel");
    }

    QString askServices()
    {
        inputs.results = &results;
        const auto specs = profile->securityCalls();
        for (size_t i = 0; i < specs.size(); ++i) {
            const auto call = profile->securityCall(i, inputs);
            const auto request = call ? toRequest(*call, under) : Outcome<SecurityRequest>(call.failure());
            const auto reply
                = request ? engine->compute(*request) : Outcome<SecurityReply>(request.failure());
            if (!reply)
                return specs[i]->name + u' ' + reply.failure().toString();
            if (!addResults(*specs[i], *reply, results))
                return specs[i]->name;
        }
        auto whole = profile->compile(inputs);
        if (!whole)
            return whole.failure().toString();
        program = whole.take();
        return {};
    }

    QString take(const ProgramStep& step)
    {
        for (const ProgramCommand& command : step.commands) {
            const bool inside = step.secured && !command.outside;
            const auto wrapped = inside ? channel->wrap(command.apdu) : Outcome<CommandApdu>(command.apdu);
            if (!wrapped)
                return wrapped.failure().toString();
            QByteArray sent = wrapped->encode();
            if (spoiler)
                sent = spoiler(step, sent);
            auto answer = ResponseApdu::parse(send(sent));
            if (answer && inside)
                answer = channel->unwrap(*answer);
            if (!answer || !command.expected.accepts(answer->sw()))
                return step.name + u' ' + (answer ? answer->sw().text() : QString());
            if (command.expectedData && answer->data() != *command.expectedData)
                return step.name + QStringLiteral(" differs");
        }
        return {};
    }

    ProgramInputs inputs;
    CardProgram program;
    SecurityResults results;
    CardDek under;
    std::optional<SecureChannel> channel;
};

DebitExpectation debitOf(const QList<QByteArray>& row)
{
    const auto authority = testAuthority();
    DebitExpectation e;
    e.application = QByteArray::fromHex("F0534D5041590101");
    e.authorityModulus = authority->modulus;
    e.authorityExponent = authority->exponent;
    e.cryptogramMaster = counted(0x11);
    e.verificationKey = counted(0x51);
    e.pan = row.at(1);
    e.holder = row.at(2);
    e.expiry = QByteArray(row.at(4)).remove(7, 1).remove(4, 1).mid(2);
    e.panSequence = row.at(5);
    e.pin = pinOfIssuersBlock(counted(0x91), QByteArray::fromHex(row.at(6)), e.pan);
    return e;
}

const QByteArray debitApplication = QByteArray::fromHex("F0534D5041590101");

} // namespace

class SampleCardsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void aDebitCardWorks();
    void aSimWorks();
    void spoiledCommandsAreRefused_data();
    void spoiledCommandsAreRefused();
    void beforePersonalizationNothingWorks();
    void theTerminalIsNotFooled_data();
    void theTerminalIsNotFooled();
    void triesOfThePinRunOut();
};

void SampleCardsTest::aDebitCardWorks()
{
    Desk desk;
    const QString problem = desk.produce(QStringLiteral("meadow-debit"), QStringLiteral("meadow-debit.csv"));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const CardContent& card = desk.card->content();
    QCOMPARE(card.application(debitApplication)->state, quint8(0x0F));
    const auto again = decodeCardContent(encodeCardContent(card));
    QVERIFY(again.ok());
    QCOMPARE(again->application(debitApplication)->secrets.size(), size_t(7));
    desk.card->powerOn();
    const auto exchange = [&desk](const QByteArray& command) { return desk.send(command); };
    const QString judged = judgeDebitCard(exchange, debitOf(desk.row));
    QVERIFY2(judged.isEmpty(), qPrintable(judged));
    // It can't be personalized again.
    Desk other;
    QVERIFY(other.produce(QStringLiteral("meadow-debit"), QStringLiteral("meadow-debit.csv")).isEmpty());
    const QString twice = other.produce(QStringLiteral("meadow-debit"), QStringLiteral("meadow-debit.csv"));
    QCOMPARE(twice, QStringLiteral("Store the application's answers 6985"));
}

void SampleCardsTest::aSimWorks()
{
    Desk desk;
    const QString problem = desk.produce(QStringLiteral("lantern-sim"), QStringLiteral("lantern-sim.csv"));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    desk.card->powerOn();
    SimExpectation expected;
    expected.application = QByteArray::fromHex("A0000000871002");
    expected.kiMaster = counted(0xD1);
    expected.op = counted(0xE1);
    expected.iccid = desk.row.at(1);
    expected.imsi = desk.row.at(2);
    expected.sqn = QByteArray::fromHex("000000000020");
    const QString judged = judgeSim([&desk](const QByteArray& c) { return desk.send(c); }, expected);
    QVERIFY2(judged.isEmpty(), qPrintable(judged));
    QCOMPARE(desk.send(QByteArray::fromHex("00D6000001FF")), QByteArray::fromHex("6982")); // IMSI is fixed
}

void SampleCardsTest::spoiledCommandsAreRefused_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("step");
    QTest::addColumn<int>("fromEnd"); // the byte that is changed
    QTest::addColumn<QString>("sw");
    const auto row
        = [](const char* name, const char* profile, const char* step, int fromEnd, const char* sw) {
              QTest::newRow(name) << QString::fromLatin1(profile) << QString::fromLatin1(step) << fromEnd
                                  << QString::fromLatin1(sw);
          };
    row("MAC of the keys", "meadow-debit", "Store the card's keys", 1, "6988");
    row("MAC of a record", "meadow-debit", "Store the holder's record", 8, "6988");
    row("MAC of the PIN", "meadow-debit", "Store the PIN", 3, "6988");
    row("MAC of the last block", "meadow-debit", "Seal the card and read it back", 1, "6988");
    row("cryptogram of the PIN", "meadow-debit", "Store the PIN", 24, "6988");
    row("MAC of Ki", "lantern-sim", "Store Ki and OPc", 1, "6988");
    row("cryptogram of Ki", "lantern-sim", "Store Ki and OPc", 40, "6988");
    row("MAC of the check values", "lantern-sim", "Store check values and sequence number", 2, "6988");
}

void SampleCardsTest::spoiledCommandsAreRefused()
{
    QFETCH(QString, profile);
    QFETCH(QString, step);
    QFETCH(int, fromEnd);
    QFETCH(QString, sw);
    Desk desk;
    bool spoiled = false;
    desk.spoiler = [&](const ProgramStep& at, const QByteArray& sent) {
        QByteArray changed = sent;
        if (at.name == step && !spoiled) {
            changed[changed.size() - fromEnd] = char(changed.at(changed.size() - fromEnd) ^ 0x10);
            spoiled = true;
        }
        return changed;
    };
    const QString problem = desk.produce(profile, profile + QStringLiteral(".csv"));
    QCOMPARE(problem, step + u' ' + sw);
    for (const CardApplication& application : desk.card->content().applications)
        QVERIFY(application.state < 0x0F);
}

void SampleCardsTest::beforePersonalizationNothingWorks()
{
    Desk desk;
    desk.spoiler = [](const ProgramStep& at, const QByteArray& sent) {
        return at.kind == StepKind::Seal ? QByteArray::fromHex("00A4040000") : sent; // never sealed
    };
    desk.produce(QStringLiteral("meadow-debit"), QStringLiteral("meadow-debit.csv"));
    desk.card->powerOn();
    QVERIFY(
        desk.send(QByteArray::fromHex("00A4040008F0534D504159010100")).endsWith(QByteArray::fromHex("9000")));
    for (const char* command : {"80A8000002830000", "00B2010C00", "0088000004DEADBEEF00",
             "00200080082412345FFFFFFFFF", "80CA9F3600", "80AE800000"})
        QCOMPARE(desk.send(QByteArray::fromHex(command)).toHex(), QByteArray("6985"));
}

void SampleCardsTest::theTerminalIsNotFooled_data()
{
    QTest::addColumn<QByteArray>("command"); // whose answer is changed
    QTest::addColumn<int>("fromEnd");
    QTest::addColumn<QString>("problem");
    QTest::newRow("number") << QByteArray("00b2011c00") << 160 << QStringLiteral("card number in 5A");
    QTest::newRow("issuer's certificate")
        << QByteArray("00b2011400") << 40 << QStringLiteral("issuer's certificate");
    QTest::newRow("static signature")
        << QByteArray("00b2021400") << 40 << QStringLiteral("signed static data");
    QTest::newRow("card's certificate")
        << QByteArray("00b2031400") << 100 << QStringLiteral("card's certificate");
    QTest::newRow("dynamic signature") << QByteArray("00880000") << 9 << QStringLiteral("dynamic signature");
    QTest::newRow("cryptogram") << QByteArray("80ae8000") << 14 << QStringLiteral("first cryptogram");
}

/// One bit of one answer, and the card is refused: the judge judges.
void SampleCardsTest::theTerminalIsNotFooled()
{
    QFETCH(QByteArray, command);
    QFETCH(int, fromEnd);
    QFETCH(QString, problem);
    Desk desk;
    QVERIFY(desk.produce(QStringLiteral("meadow-debit"), QStringLiteral("meadow-debit.csv")).isEmpty());
    desk.card->powerOn();
    int changed = 0;
    const auto exchange = [&](const QByteArray& sent) {
        QByteArray answer = desk.send(sent);
        if (sent.toHex().startsWith(command)) {
            const qsizetype at = command == "00b2011c00" ? 6 : answer.size() - fromEnd;
            answer[at] = char(answer.at(at) ^ 0x01);
            ++changed;
        }
        return answer;
    };
    QCOMPARE(judgeDebitCard(exchange, debitOf(desk.row)), problem);
    QCOMPARE(changed, 1);
    DebitExpectation other = debitOf(desk.row);
    other.cryptogramMaster = counted(0x12);
    desk.card->powerOn();
    QCOMPARE(judgeDebitCard([&desk](const QByteArray& c) { return desk.send(c); }, other),
        QStringLiteral("first cryptogram"));
}

void SampleCardsTest::triesOfThePinRunOut()
{
    Desk desk;
    QVERIFY(desk.produce(QStringLiteral("meadow-debit"), QStringLiteral("meadow-debit.csv")).isEmpty());
    desk.card->powerOn();
    desk.send(QByteArray::fromHex("00A4040008F0534D504159010100"));
    const QByteArray pin = debitOf(desk.row).pin;
    const QByteArray right
        = QByteArray::fromHex("002000800824") + QByteArray::fromHex(pin) + QByteArray(5, '\xFF');
    const QByteArray wrong = QByteArray::fromHex("002000800824")
        + QByteArray::fromHex(pin == "0000" ? "1111" : "0000") + QByteArray(5, '\xFF');
    for (const char* sw : {"63c2", "63c1", "63c0", "6983"})
        QCOMPARE(desk.send(wrong).toHex(), QByteArray(sw));
    QCOMPARE(desk.send(right).toHex(), QByteArray("6983"));
    desk.card->powerOn();
    desk.send(QByteArray::fromHex("00A4040008F0534D504159010100"));
    QCOMPARE(desk.send(right).toHex(), QByteArray("6983")); // a reset gives none back
}

QTEST_GUILESS_MAIN(SampleCardsTest)
#include "tst_sample_cards.moc"
