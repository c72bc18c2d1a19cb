// SPDX-License-Identifier: GPL-3.0-or-later
// First inputs of fuzz_hsm_reply: one message of each kind as the link itself writes it, in the form that the
// target reads (the open part, a mark, the secrets). hsm_seeds FOLDER
#include "security/link/hsm_messages.h"

#include <QCborStreamReader>
#include <QDir>
#include <QFile>

#include <cstdio>
#include <utility>

using namespace sm;

namespace {

QString folder;
int written = 0;

void write(const QByteArray& seed)
{
    QFile file(folder + QStringLiteral("/message%1").arg(written++, 3, 10, QLatin1Char('0')));
    if (!file.open(QIODevice::WriteOnly) || file.write(seed) != seed.size())
        std::exit(1);
}

LinkSeal seal()
{
    const auto shared = SecretBytes::allocate(32);
    auto made
        = LinkSeal::create(LinkSeal::End::Device, *shared, QByteArray(32, '\x01'), QByteArray(32, '\x02'));
    if (!made)
        std::exit(1);
    return made.take();
}

/// The sealed part is left away; `secrets` bytes stand for it.
void writeOpen(const Outcome<QByteArray>& message, qsizetype secrets)
{
    if (!message)
        std::exit(1);
    QCborStreamReader items(*message);
    items.next(8);
    QByteArray seed = message->first(items.currentOffset());
    if (secrets > 0)
        seed += QByteArray::fromHex("00FF00FF") + QByteArray(secrets, 's');
    write(seed);
}

SecretBytes key()
{
    return SecretBytes::copyOf(bytesOf(QByteArray(16, 's'))).take();
}

template <class Variant, size_t... Index> std::vector<Variant> oneOfEach(std::index_sequence<Index...>)
{
    std::vector<Variant> all;
    (all.push_back(Variant(std::in_place_index<Index>)), ...);
    return all;
}
template <class Variant> std::vector<Variant> oneOfEach()
{
    return oneOfEach<Variant>(std::make_index_sequence<std::variant_size_v<Variant>>());
}

void requests()
{
    auto way = seal();
    for (const SecurityRequest& request : oneOfEach<SecurityRequest>())
        writeOpen(encodeRequest(way, 7, std::chrono::seconds(5), request), 0);
    CardDek dek;
    dek.master = KeyRef(QStringLiteral("TEST-ISD02"), 1);
    dek.rule = Diversification::EmvCps;
    dek.kdd = QByteArray(10, 'd');
    dek.protocol = 2;
    dek.sequenceCounter = "sq";
    const KeyRef master(QStringLiteral("TEST-ISD"), 3);
    const SecurityRequest full[]
        = {OpenScp03{master, Diversification::Kdf3, QByteArray(8, 'h'), QByteArray(29, 'c')},
            MakeCardKeys{master, Diversification::Kdf3, QByteArray(10, 'k'), 0x31, dek},
            EmvCardKeys{{master, master, master}, EmvCardKeys::Option::B, "9999240000000001", "01", dek},
            TranslatePin{master, 4, QByteArray(16, 'b'), "9999240000000001", 15, dek},
            MakeIccCertificate{master, "9999240000000001", "MY", "123", "records", 1152, dek}};
    for (const SecurityRequest& request : full)
        writeOpen(encodeRequest(way, 7, std::chrono::seconds(5), request), 0);
}

void replies()
{
    auto way = seal();
    for (const SecurityReply& reply : oneOfEach<SecurityReply>())
        writeOpen(encodeReply(way, 7, reply), 0);
    writeOpen(encodeReply(way, 7, Scp03Opening{{key(), key(), key()}, QByteArray(8, 'h'), 8}), 48);
    writeOpen(encodeReply(way, 7, Scp02Opening{{key(), key(), key(), {}}, QByteArray(8, 'h')}), 48);
    writeOpen(encodeReply(way, 7, DataKey{key(), QByteArray(40, 'w'), "kcv"}), 16);
    CardRelease release;
    release.code = key();
    writeOpen(encodeReply(way, 7, std::move(release)), 16);
    IccCertificate certificate;
    certificate.crt = {"1", "2", "3", "4", "5"};
    writeOpen(encodeReply(way, 7, certificate), 0);
}

void ordersAndKeys()
{
    auto way = seal();
    for (const KeyOrder& order : oneOfEach<KeyOrder>())
        writeOpen(encodeOrder(way, 7, order), 0);
    ImportKey import;
    import.as.label = QStringLiteral("NEW");
    import.as.people = {QStringLiteral("Ada"), QStringLiteral("Bram")};
    import.value = key();
    import.kcv = "kcv";
    writeOpen(encodeOrder(way, 7, std::move(import)), 16);
    for (const KeyOrderReply& reply : oneOfEach<KeyOrderReply>())
        write(encodeDone(7, reply));
    KeyDescription described;
    described.label = QStringLiteral("TEST-ISD");
    described.version = 1;
    described.usage = QStringLiteral("scp03-master");
    described.kcv = "kcv";
    described.life.notAfter = QDate(2035, 12, 31);
    write(encode(HsmKeys{{described, described}}));
    HsmHello hello;
    hello.name = QStringLiteral("HSM 1");
    hello.kind = QStringLiteral("soft");
    hello.life = QByteArray(16, 'l');
    hello.requests = requestNumbers();
    hello.keys = {described};
    hello.publicKey = QByteArray(32, 'p');
    write(encode(hello));
    write(encode(HsmOpen{hsmLinkVersion, QByteArray(16, 'i'), QByteArray(32, 'p')}));
    write(encode(HsmAsk{7}));
    write(encode(HsmStatus{7, HsmStatus::State::UnderWay}));
    write(encodeFailure(7, Failure(FailureCode(806), {{"label", QStringLiteral("TEST-ISD")}})));
}

} // namespace

int main(int count, char** words)
{
    if (count != 2 || initSecretHeap() == SecretHeap::Absent)
        return 1;
    folder = QString::fromLocal8Bit(words[1]);
    QDir().mkpath(folder);
    requests();
    replies();
    ordersAndKeys();
    std::printf("hsm_reply: %d messages\n", written);
    return 0;
}
