// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/session.h"
#include "session/security_calls.h"

#include <QtTest>

#include <set>

using namespace sm;

/// What a profile may name and what the security room computes are the same: every service has a request, and
/// its answer has the parts that a profile may draw on.
class SecurityCallsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyServiceHasARequest();
    void everyAnswerHasItsParts();
    void inputsArriveWhereTheyBelong();
    void cardKeyFollowsTheChannel();
    void unknownOnesAreRefused();

private:
    /// Each service once, with every key, input and option.
    static std::vector<SecurityCallSpec> specs();
    static SecurityCall call(const SecurityCallSpec& spec);
};

std::vector<SecurityCallSpec> SecurityCallsTest::specs()
{
    std::vector<SecurityCallSpec> all;
    for (const SecurityServiceShape& shape : securityServices()) {
        SecurityCallSpec spec;
        spec.name = shape.name;
        spec.service = &shape;
        for (const QString& role : shape.keys + shape.optionalKeys)
            spec.keys.emplace_back(role, role.toUpper());
        for (const auto& option : shape.options)
            spec.options.insert(option.name,
                option.choices.isEmpty() ? QString::number(option.usual) : option.choices.back());
        all.push_back(spec);
    }
    return all;
}

SecurityCall SecurityCallsTest::call(const SecurityCallSpec& spec)
{
    SecurityCall made;
    made.spec = &spec;
    for (const QString& input : spec.service->inputs + spec.service->optionalInputs)
        made.inputs.insert(input, input.toLatin1());
    return made;
}

void SecurityCallsTest::everyServiceHasARequest()
{
    std::set<size_t> kinds;
    for (const SecurityCallSpec& spec : specs()) {
        const auto request = toRequest(call(spec), {});
        QVERIFY2(request.ok(), qPrintable(spec.name));
        QVERIFY2(kinds.insert(request->index()).second, qPrintable(spec.name)); // no two ask for the same
    }
    QCOMPARE(kinds.size(), securityServices().size());
}

void SecurityCallsTest::everyAnswerHasItsParts()
{
    const auto answer = [](const QString& service) -> SecurityReply {
        if (service == QLatin1String("cardVerification"))
            return CardVerification{"123"};
        if (service == QLatin1String("staticSignature"))
            return SignedStaticData{"s"};
        if (service == QLatin1String("iccCertificate"))
            return IccCertificate{"c", "r", "e", {"1", "2", "3", "4", "5"}};
        if (service == QLatin1String("issuerCertificate"))
            return IssuerCertificate{"c", "r", "e", 1};
        if (service == QLatin1String("simKeys"))
            return SimKeys{"k", "o", "v"};
        if (service == QLatin1String("cardKeys"))
            return CardKeys{"p", "v"};
        if (service == QLatin1String("authorization"))
            return Authorization{"m"};
        if (service == QLatin1String("random"))
            return RandomDrawn{"r"};
        return Enciphered{"d", "v"};
    };
    for (const SecurityCallSpec& spec : specs()) {
        SecurityResults results;
        const auto added = addResults(spec, answer(spec.service->name), results);
        QVERIFY2(added.ok(), qPrintable(spec.name));
        for (const auto& result : spec.service->results)
            QVERIFY2(results.contains({spec.name, result.name}), qPrintable(spec.name + u'.' + result.name));
        QCOMPARE(results.size(), spec.service->results.size());
    }
}

void SecurityCallsTest::inputsArriveWhereTheyBelong()
{
    CardDek under;
    under.master = KeyRef(QStringLiteral("ISD"));
    for (const SecurityCallSpec& spec : specs()) {
        const auto request = toRequest(call(spec), under);
        if (const auto* keys = std::get_if<EmvCardKeys>(&*request)) {
            QCOMPARE(keys->masters,
                (std::vector<KeyRef>{KeyRef(QStringLiteral("AC")), KeyRef(QStringLiteral("MAC")),
                    KeyRef(QStringLiteral("ENC"))}));
            QVERIFY(keys->option == EmvCardKeys::Option::B);
            QCOMPARE(keys->panSequence, QByteArray("panSequence"));
            QCOMPARE(keys->under.master, under.master);
        }
        if (const auto* value = std::get_if<MakeCardVerification>(&*request)) {
            QVERIFY(value->kind == MakeCardVerification::Kind::IvCvc3);
            QCOMPARE(value->track, QByteArray("track"));
            QCOMPARE(value->expiry, QByteArray("expiry"));
        }
        if (const auto* sim = std::get_if<MakeSimKeys>(&*request)) {
            QCOMPARE(sim->kiMaster.label, QStringLiteral("KI"));
            QCOMPARE(sim->op.label, QStringLiteral("OP"));
        }
        if (const auto* mac = std::get_if<AuthorizeCreation>(&*request)) {
            QVERIFY(mac->algorithm == AuthorizeCreation::Algorithm::AesCmac);
            QVERIFY(mac->rule == Diversification::Kdf3);
            QCOMPARE(mac->length, 8);
        }
    }
}

void SecurityCallsTest::cardKeyFollowsTheChannel()
{
    ChannelSpec channel;
    channel.keyLabel = QStringLiteral("ISD");
    channel.diversification = QStringLiteral("visa2");
    channel.protocol = 2;
    const QByteArray answer
        = QByteArray::fromHex("00010203040506070809FF020007A1A2A3A4A5A6") + QByteArray(8, 'c');
    const CardDek older = cardDek(channel, answer);
    QCOMPARE(older.kdd, answer.first(10));
    QCOMPARE(older.sequenceCounter, QByteArray::fromHex("0007"));
    QVERIFY(older.rule == Diversification::Visa2);
    QVERIFY(std::holds_alternative<OpenScp02>(openingRequest(channel, "host", answer)));
    channel.protocol = 3;
    QVERIFY(cardDek(channel, answer).sequenceCounter.isEmpty());
    QVERIFY(std::holds_alternative<OpenScp03>(openingRequest(channel, "host", answer)));
    QVERIFY(cardDek(channel, QByteArray("short")).kdd == QByteArray("short"));
}

void SecurityCallsTest::unknownOnesAreRefused()
{
    SecurityServiceShape shape;
    shape.name = QStringLiteral("magic");
    SecurityCallSpec spec;
    spec.service = &shape;
    const auto request = toRequest(call(spec), {});
    QVERIFY(!request && request.failure() == fc::SecurityCallUnknown);
    SecurityResults results;
    const auto added = addResults(spec, Mac{"m"}, results);
    QVERIFY(!added && added.failure() == fc::SecurityCallUnknown);
}

QTEST_GUILESS_MAIN(SecurityCallsTest)
#include "tst_security_calls.moc"
