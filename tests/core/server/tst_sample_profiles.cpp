// SPDX-License-Identifier: GPL-3.0-or-later
// The sample profiles with security services on a whole floor: every card is read back as a terminal or a
// network would, with cryptography of its own; what is planted ends in a reject that says why; nothing secret
// is traced.
#include "base/failures/crypto.h"
#include "base/failures/session.h"
#include "canaries.h"
#include "card_replay.h"
#include "emv_terminal.h"
#include "openssl_blocks.h"
#include "security/test_issuer_keys.h"
#include "simulated_floor.h"

#include "trace/decoder.h"
#include "trace/trace_export.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace sm;

namespace {

const QString samples = QStringLiteral(":/stationmaster/");

QByteArray counted(int first)
{
    QByteArray key;
    for (int i = 0; i < 16; ++i)
        key.append(char(first + i));
    return key;
}

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Rows of a sample job without its header.
QList<QList<QByteArray>> rowsOf(const QString& job, int count)
{
    QList<QList<QByteArray>> rows;
    const QList<QByteArray> lines = content(samples + QStringLiteral("jobs/") + job).split('\n');
    for (int i = 1; i <= count && i < lines.size(); ++i)
        rows.append(lines.at(i).split(','));
    return rows;
}

QString written(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

/// A floor on simulated time whose cards keep a log, and one job on it.
struct SampleRun {
    explicit SampleRun(int stations, const QString& profiles = QString())
    {
        DemoOptions demo;
        demo.machines = 1;
        demo.stations = stations;
        demo.hsms = 2;
        FloorPlan plan = demoFloor(demo);
        plan.virtualCards.commandLog = log();
        floor = std::make_unique<SimulatedFloor>(plan, 9, folder.path(), profiles);
    }
    QString log() const { return folder.filePath(QStringLiteral("cards.log")); }

    JobId start(const QString& profile, const QByteArray& lines)
    {
        command::ImportFile import;
        import.file = written(folder.filePath(QStringLiteral("job.csv")), lines);
        import.profile = profile;
        import.startWhenImported = true;
        floor->server->post(import);
        floor->until([&] { return floor->imported.has_value() || !floor->refused.empty(); });
        return floor->imported ? floor->imported->job : JobId();
    }
    /// Everything the trace shows of every row, in all forms.
    QByteArray traced() const
    {
        QByteArray all;
        const TraceView view = floor->server->trace();
        view.forEach(1, view.endId(), [&all](const TraceRow& row) {
            for (const TraceFormat format : {TraceFormat::Text, TraceFormat::Csv, TraceFormat::JsonLines})
                all += TraceExport(format, true).row(row);
            all += row.command.toByteArray() + '\n' + row.answer.toByteArray() + '\n';
            all += commandTitle(row).toUtf8() + dataSummary(row).args.join(u' ').toUtf8() + '\n';
            return true;
        });
        return all;
    }

    QTemporaryDir folder;
    std::unique_ptr<SimulatedFloor> floor;
};

/// A copy of a sample profile with one thing changed, under the id that is returned; empty when it is not
/// there.
QString planted(
    const QTemporaryDir& shelf, const QString& profile, const QString& right, const QString& wrong)
{
    QString json = QString::fromUtf8(
        content(samples + QStringLiteral("profiles/") + profile + QStringLiteral(".profile.json")));
    const qsizetype at = json.indexOf(right);
    if (at < 0)
        return {};
    json.replace(at, right.size(), wrong);
    json.replace(QStringLiteral("\"id\": \"%1\"").arg(profile), QStringLiteral("\"id\": \"planted\""));
    const QString file = written(shelf.filePath(QStringLiteral("planted.profile.json")), json.toUtf8());
    return file.isEmpty() ? QString() : QStringLiteral("planted");
}

QByteArray firstLines(const QString& job, int records)
{
    const QList<QByteArray> lines = content(samples + QStringLiteral("jobs/") + job).split('\n');
    return lines.mid(0, records + 1).join('\n') + '\n';
}

DebitExpectation debitOf(const QList<QByteArray>& row, const RsaPublicKey& authority)
{
    DebitExpectation e;
    e.application = QByteArray::fromHex("F0534D5041590101");
    e.authorityModulus = authority.modulus;
    e.authorityExponent = authority.exponent;
    e.cryptogramMaster = counted(0x11);
    e.verificationKey = counted(0x51);
    e.pan = row.at(1);
    e.holder = row.at(2);
    e.expiry = QByteArray(row.at(4)).remove(7, 1).remove(4, 1).mid(2);
    e.panSequence = row.at(5);
    e.pin = pinOfIssuersBlock(counted(0x91), QByteArray::fromHex(row.at(6)), e.pan);
    return e;
}

SimExpectation simOf(const QList<QByteArray>& row)
{
    SimExpectation e;
    e.application = QByteArray::fromHex("A0000000871002");
    e.kiMaster = counted(0xD1);
    e.op = counted(0xE1);
    e.iccid = row.at(1);
    e.imsi = row.at(2);
    e.sqn = QByteArray::fromHex("000000000020");
    return e;
}

QByteArray bytesOf(const SecretBytes& secret)
{
    return {reinterpret_cast<const char*>(secret.data()), secret.size()};
}

/// What of a card and its record must not be traced; a PIN block in clear is too regular to be told from
/// other bytes.
void addCanaries(Canaries& canaries, const CardApplication& application, const QList<QByteArray>& row)
{
    for (const auto& [id, secret] : application.secrets) {
        // Half the modulus of 1152 bits is a part of the RSA key; what comes after it is padding.
        if (id != 0x8010)
            canaries.add(bytesOf(*secret).left(72).toHex(), QStringLiteral("key"));
    }
    if (row.size() > 6) {
        canaries.add(row.at(1), QStringLiteral("card number"));
        canaries.add(row.at(2), QStringLiteral("holder"));
        canaries.add(row.at(6), QStringLiteral("PIN block"));
        return;
    }
    // Without the digits that all have in common, which times and counts have too.
    canaries.add(row.at(1).mid(7), QStringLiteral("ICCID"));
    canaries.add(row.at(2).mid(5), QStringLiteral("IMSI"));
}

} // namespace

class SampleProfilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void debitCardsWorkInATerminal_data();
    void debitCardsWorkInATerminal();
    void simsAreKnownToTheirNetwork();
    void plantedFaultsEndInAReject_data();
    void plantedFaultsEndInAReject();
    void aBrokenPinBlockNeverReachesTheCard();

private:
    static void allGood(SampleRun& run, JobId job, int cards);
};

void SampleProfilesTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void SampleProfilesTest::allGood(SampleRun& run, JobId job, int cards)
{
    QVERIFY2(job.isValid(),
        run.floor->refused.empty() ? "not imported" : qPrintable(run.floor->refused.front().why.toString()));
    run.floor->until([&] { return run.floor->ended(job) || !run.floor->rejected.empty(); });
    run.floor->settle();
    if (!run.floor->rejected.empty()) {
        const event::CardRejected& first = run.floor->rejected.front();
        QFAIL(qPrintable(first.step + u' ' + first.why.toString()));
    }
    const JobSnapshot done = run.floor->job(job);
    QCOMPARE(done.state, JobState::Complete);
    QCOMPARE(done.counts.records.good, qint64(cards));
    QCOMPARE(done.counts.cards.spoiled, qint64(0));
    QVERIFY(done.counts.balances());
}

void SampleProfilesTest::debitCardsWorkInATerminal_data()
{
    QTest::addColumn<QString>("channel");
    QTest::addColumn<int>("cards");
    QTest::newRow("SCP02") << QString() << 24;
    QTest::newRow("SCP03") << QStringLiteral("\"protocol\": \"scp03\", \"key\": \"TEST-ISD\", ") << 6;
}

void SampleProfilesTest::debitCardsWorkInATerminal()
{
    QFETCH(QString, channel);
    QFETCH(int, cards);
    QTemporaryDir shelf;
    QString profile = QStringLiteral("meadow-debit");
    if (!channel.isEmpty())
        profile = planted(shelf, profile,
            QStringLiteral("\"protocol\": \"scp02\", \"key\": \"TEST-ISD02\", \"cardKeyVersion\": 32, "),
            channel);
    SampleRun run(6, shelf.path());
    QVERIFY(run.floor->open());
    const JobId job = run.start(profile, firstLines(QStringLiteral("meadow-debit.csv"), cards));
    allGood(run, job, cards);
    if (QTest::currentTestFailed())
        return;

    const auto authority = testAuthority();
    QVERIFY(authority.ok());
    smtest::ReplayedCards replayed;
    const QString differs = replayed.load(run.log());
    QVERIFY2(differs.isEmpty(), qPrintable(differs));
    QCOMPARE(replayed.cards().size(), size_t(cards));
    Canaries canaries;
    QSet<QByteArray> keys;
    auto rows = rowsOf(QStringLiteral("meadow-debit.csv"), cards);
    for (const auto& [serial, card] : replayed.cards()) {
        SoftwareCard& chip = *card;
        const CardExchange exchange = [&chip](const QByteArray& command) { return chip.process(command); };
        chip.powerOn();
        const CardApplication* application
            = chip.content().application(QByteArray::fromHex("F0534D5041590101"));
        QVERIFY(application);
        const QByteArray& record = application->groups.at(0x0301);
        const QByteArray pan = record.mid(record.indexOf("\x5A\x08") + 2, 8).toHex();
        const auto row = std::find_if(
            rows.begin(), rows.end(), [&pan](const QList<QByteArray>& one) { return one.at(1) == pan; });
        QVERIFY2(row != rows.end(), "each card is of a record, and no record made two");
        const DebitExpectation expected = debitOf(*row, *authority);
        QCOMPARE(expected.pin.size(), qsizetype(4));
        const QString problem = judgeDebitCard(exchange, expected);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        keys.insert(bytesOf(*application->secrets.at(0x8205)));
        addCanaries(canaries, *application, *row);
        rows.erase(row);
    }
    QVERIFY(rows.isEmpty());
    QCOMPARE(keys.size(), qsizetype(cards)); // no two cards have the same RSA key
    canaries.add(counted(0x40).toHex(), QStringLiteral("issuer key"));
    const QByteArray traced = run.traced();
    QVERIFY(traced.size() > 10'000 * cards / 2);
    const QString found = canaries.inBytes(traced);
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void SampleProfilesTest::simsAreKnownToTheirNetwork()
{
    constexpr int cards = 24;
    SampleRun run(6);
    QVERIFY(run.floor->open());
    const JobId job
        = run.start(QStringLiteral("lantern-sim"), firstLines(QStringLiteral("lantern-sim.csv"), cards));
    allGood(run, job, cards);
    if (QTest::currentTestFailed())
        return;
    smtest::ReplayedCards replayed;
    const QString differs = replayed.load(run.log());
    QVERIFY2(differs.isEmpty(), qPrintable(differs));
    QCOMPARE(replayed.cards().size(), size_t(cards));
    Canaries canaries;
    auto rows = rowsOf(QStringLiteral("lantern-sim.csv"), cards);
    for (const auto& [serial, card] : replayed.cards()) {
        SoftwareCard& chip = *card;
        const CardExchange exchange = [&chip](const QByteArray& command) { return chip.process(command); };
        chip.powerOn();
        // Which record it is, only its numbers say.
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const QList<QByteArray>& one) {
            chip.process(QByteArray::fromHex("00A4000C023F00"));
            chip.process(QByteArray::fromHex("00A4000C022FE2"));
            QByteArray digits = chip.process(QByteArray::fromHex("00B000000A")).first(10).toHex();
            for (qsizetype i = 0; i + 1 < digits.size(); i += 2)
                std::swap(digits[i], digits[i + 1]);
            return digits == one.at(1);
        });
        QVERIFY(row != rows.end());
        const QString problem = judgeSim(exchange, simOf(*row));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        addCanaries(canaries, *chip.content().application(QByteArray::fromHex("A0000000871002")), *row);
        rows.erase(row);
    }
    QVERIFY(rows.isEmpty());
    const QString found = canaries.inBytes(run.traced());
    QVERIFY2(found.isEmpty(), qPrintable(found));
}

void SampleProfilesTest::plantedFaultsEndInAReject_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("sw");
    QTest::addColumn<QString>("step");
    const auto row = [](const char* name, const char* profile, const char* right, const char* wrong,
                         const char* sw, const char* step) {
        const auto text = [](const char* latin) { return QString::fromLatin1(latin); };
        QTest::newRow(name) << text(profile) << text(right) << text(wrong) << text(sw) << text(step);
    };
    row("wrong check values", "meadow-debit", "{hsm:cardKeys.kcvs}", "hex:010203040506070809", "6A80",
        "Store check values and PIN tries");
    row("no PIN block", "meadow-debit", "{hsm:pin.data}", "{hsm:cardKeys.data|left:8}", "6A80",
        "Store the PIN");
    row("PIN block of another length", "meadow-debit", "{hsm:pin.data}", "{hsm:cardKeys.data|left:16}",
        "6700", "Store the PIN");
    row("unknown grouping", "meadow-debit", "\"9010\"", "\"9020\"", "6A88",
        "Store check values and PIN tries");
    row("keys in clear", "meadow-debit", "{hsm:cardKeys.data}\" }], \"encryption\": \"all\"",
        "{hsm:cardKeys.data}\" }], \"encryption\": \"none\"", "6982", "Store the card's keys");
    row("tries above their limit", "meadow-debit", "hex:0303", "hex:0403", "6A80",
        "Store check values and PIN tries");
    row("prime and prime exchanged", "meadow-debit", "\"8204\", \"value\": \"{hsm:icc.crt4}\"",
        "\"8204\", \"value\": \"{hsm:icc.crt5}\"", "6A80", "Seal the card and read it back");
    row("a record is missing", "meadow-debit", "\"id\": \"0202\"", "\"id\": \"0204\"", "6A86",
        "Seal the card and read it back");
    row("file locator cut", "meadow-debit", "08010100 10010300 18010101", "08010100 10010300 180101", "6A80",
        "Store the application's answers");
    row("wrong check value of Ki", "lantern-sim", "{hsm:sim.kcvs}", "hex:010203040506", "6A80",
        "Store check values and sequence number");
    row("Ki in clear", "lantern-sim", "\"encryption\": \"all\"", "\"encryption\": \"none\"", "6982",
        "Store Ki and OPc");
    row("OPc is missing", "lantern-sim", "{ \"id\": \"8002\", \"value\": \"{hsm:sim.opc}\" }",
        "{ \"id\": \"8001\", \"value\": \"{hsm:sim.ki}\" }", "6A86",
        "Store check values and sequence number");
}

void SampleProfilesTest::plantedFaultsEndInAReject()
{
    QFETCH(QString, profile);
    QFETCH(QString, right);
    QFETCH(QString, wrong);
    QFETCH(QString, sw);
    QFETCH(QString, step);
    QTemporaryDir shelf;
    const QString id = planted(shelf, profile, right, wrong);
    QVERIFY(!id.isEmpty());
    SampleRun run(1, shelf.path());
    QVERIFY(run.floor->open());
    const JobId job = run.start(id, firstLines(profile + QStringLiteral(".csv"), 1));
    QVERIFY2(job.isValid(),
        run.floor->refused.empty() ? "not imported" : qPrintable(run.floor->refused.front().why.toString()));
    QVERIFY(run.floor->until([&] { return !run.floor->rejected.empty() || run.floor->ended(job); }));
    QCOMPARE(run.floor->rejected.size(), size_t(1));
    const event::CardRejected& rejected = run.floor->rejected.front();
    QVERIFY2(rejected.why == fc::CardRefusedCommand, qPrintable(rejected.why.toString()));
    QCOMPARE(rejected.why.param("sw"), sw);
    QCOMPARE(rejected.step, step);
    QVERIFY(rejected.quarantined);
    QCOMPARE(run.floor->good, 0);
}

void SampleProfilesTest::aBrokenPinBlockNeverReachesTheCard()
{
    QByteArray lines = firstLines(QStringLiteral("meadow-debit.csv"), 1).trimmed();
    lines.replace(lines.size() - 16, 16, "0011223344556677");
    SampleRun run(1);
    QVERIFY(run.floor->open());
    const JobId job = run.start(QStringLiteral("meadow-debit"), lines + '\n');
    QVERIFY(job.isValid());
    QVERIFY(run.floor->until([&] { return !run.floor->rejected.empty() || run.floor->ended(job); }));
    QCOMPARE(run.floor->rejected.size(), size_t(1));
    const event::CardRejected& rejected = run.floor->rejected.front();
    QVERIFY2(rejected.why == fc::PinBlockBroken, qPrintable(rejected.why.toString()));
    QCOMPARE(content(run.log()).count(" 84E2"), qsizetype(1)); // the answers, before any service was asked
    QCOMPARE(run.floor->good, 0);
    QVERIFY(!run.traced().contains("0011223344556677"));
}

QTEST_GUILESS_MAIN(SampleProfilesTest)
#include "tst_sample_profiles.moc"
