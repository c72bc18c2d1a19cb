// SPDX-License-Identifier: GPL-3.0-or-later
// Secure channel sessions: the host's cryptography against OpenSSL alone on one core, and eight readers
// against one.
#include "measure.h"
#include "pcsc_bench.h"

#include "crypto/scp03.h"
#include "security/soft_engine.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstring>

using namespace sm;
using namespace sm::bench;

namespace {

/// What a session has to secure: its plain commands, as the profile makes them, and an opening to start from.
struct Material {
    std::vector<CommandApdu> commands;
    QByteArray hostChallenge;
    QByteArray initializeUpdate;
};

std::optional<Material> material()
{
    BenchFloor floor(1, BenchFloor::Store::Memory);
    if (!floor.open())
        return std::nullopt;
    const auto program = floor.programOf(floor.records().front());
    if (!program)
        return std::nullopt;
    Material made;
    for (const ProgramStep& step : program->steps) {
        for (const ProgramCommand& command : step.commands) {
            if (step.secured)
                made.commands.push_back(command.apdu);
        }
    }
    SeededRandom random(1);
    SoftwareCard::Services services;
    services.random = &random;
    SoftwareCard card(benchBlank(benchKeys(), 1), services);
    card.powerOn();
    made.hostChallenge = QByteArray(8, '\x5A');
    const CommandApdu initialize(0x80, 0x50, 0, 0, made.hostChallenge, 256);
    const auto answer = ResponseApdu::parse(card.process(initialize.encode()));
    if (!answer || !answer->sw().isSuccess())
        return std::nullopt;
    made.initializeUpdate = answer->data();
    return made;
}

/// The product's half: the soft engine's answer, the channel, every command wrapped. The last MAC is
/// returned, so that the two halves can be compared.
QByteArray oneSession(const SoftEngine& engine, const Material& material)
{
    OpenScp03 request;
    request.master = KeyRef(QStringLiteral("TEST-ISD"));
    request.hostChallenge = material.hostChallenge;
    request.initializeUpdate = material.initializeUpdate;
    auto reply = engine.compute(SecurityRequest(std::move(request)));
    if (!reply)
        return {};
    auto& opening = std::get<Scp03Opening>(*reply);
    Scp03Channel channel(std::move(opening.keys), Scp03Level::Full, opening.macLength);
    auto last = channel.externalAuthenticate(opening.hostCryptogram);
    for (const CommandApdu& command : material.commands) {
        if (!last)
            return {};
        last = channel.wrap(command);
    }
    return last ? last->data().last(8) : QByteArray();
}

/// The same primitives with OpenSSL alone: contexts made once, only keys and vectors set again.
class BareSession {
public:
    BareSession()
    {
        const QByteArray name("AES-128-CBC");
        m_algorithm = EVP_MAC_fetch(nullptr, "CMAC", nullptr);
        m_cipher = EVP_CIPHER_fetch(nullptr, "AES-128-CBC", nullptr);
        m_ecbCipher = EVP_CIPHER_fetch(nullptr, "AES-128-ECB", nullptr);
        const OSSL_PARAM params[] = {
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, const_cast<char*>(name.constData()), 0),
            OSSL_PARAM_construct_end()};
        quint8 key[16];
        for (int i = 0; i < 16; ++i)
            key[i] = quint8(0x40 + i);
        for (EVP_MAC_CTX** context : {&m_static, &m_mac, &m_rmac}) {
            *context = EVP_MAC_CTX_new(m_algorithm);
            EVP_MAC_init(*context, key, 16, params);
        }
        m_ecb = EVP_CIPHER_CTX_new();
        m_cbc = EVP_CIPHER_CTX_new();
        m_answers = EVP_CIPHER_CTX_new();
        EVP_CipherInit_ex2(m_ecb, m_ecbCipher, key, nullptr, 1, nullptr);
        EVP_CipherInit_ex2(m_cbc, m_cipher, key, nullptr, 1, nullptr);
        EVP_CipherInit_ex2(m_answers, m_cipher, key, nullptr, 0, nullptr);
        for (EVP_CIPHER_CTX* context : {m_ecb, m_cbc, m_answers})
            EVP_CIPHER_CTX_set_padding(context, 0);
    }

    BareSession(const BareSession&) = delete;
    BareSession& operator=(const BareSession&) = delete;
    ~BareSession()
    {
        for (EVP_MAC_CTX* context : {m_static, m_mac, m_rmac})
            EVP_MAC_CTX_free(context);
        for (EVP_CIPHER_CTX* context : {m_ecb, m_cbc, m_answers})
            EVP_CIPHER_CTX_free(context);
        EVP_CIPHER_free(m_cipher);
        EVP_CIPHER_free(m_ecbCipher);
        EVP_MAC_free(m_algorithm);
    }

    QByteArray run(const Material& material)
    {
        quint8 context[16];
        std::memcpy(context, material.hostChallenge.constData(), 8);
        std::memcpy(context + 8, material.initializeUpdate.constData() + 13, 8);
        quint8 enc[16];
        quint8 mac[16];
        quint8 rmac[16];
        quint8 cryptogram[16];
        derive(m_static, 0x04, 0x80, context, enc);
        derive(m_static, 0x06, 0x80, context, mac);
        derive(m_static, 0x07, 0x80, context, rmac);
        EVP_MAC_init(m_mac, mac, 16, nullptr);
        EVP_MAC_init(m_rmac, rmac, 16, nullptr);
        derive(m_mac, 0x00, 0x40, context, cryptogram);
        if (std::memcmp(cryptogram, material.initializeUpdate.constData() + 21, 8) != 0)
            return {};
        derive(m_mac, 0x01, 0x40, context, cryptogram);
        EVP_CipherInit_ex2(m_ecb, nullptr, enc, nullptr, 1, nullptr);
        EVP_CipherInit_ex2(m_cbc, nullptr, enc, nullptr, 1, nullptr);
        EVP_CipherInit_ex2(m_answers, nullptr, enc, nullptr, 0, nullptr);
        std::memset(m_chain, 0, sizeof m_chain);
        const quint8 authenticate[] = {0x84, 0x82, 0x33, 0x00, 0x10};
        chain(authenticate, cryptogram, 8);
        quint64 counter = 0;
        for (const CommandApdu& command : material.commands)
            wrap(command, ++counter);
        return QByteArray(reinterpret_cast<const char*>(m_chain), 8);
    }

private:
    static void derive(
        EVP_MAC_CTX* context, quint8 constant, quint8 bits, const quint8* challenges, quint8* result)
    {
        quint8 block[32] = {};
        block[11] = constant;
        block[14] = bits;
        block[15] = 1;
        std::memcpy(block + 16, challenges, 16);
        size_t length = 0;
        EVP_MAC_init(context, nullptr, 0, nullptr);
        EVP_MAC_update(context, block, sizeof block);
        EVP_MAC_final(context, result, &length, 16);
    }
    void chain(const quint8* header, const quint8* data, size_t size)
    {
        size_t length = 0;
        EVP_MAC_init(m_mac, nullptr, 0, nullptr);
        EVP_MAC_update(m_mac, m_chain, 16);
        EVP_MAC_update(m_mac, header, 5);
        EVP_MAC_update(m_mac, data, size);
        EVP_MAC_final(m_mac, m_chain, &length, 16);
    }
    void wrap(const CommandApdu& command, quint64 counter)
    {
        const QByteArray& plain = command.data();
        size_t size = 0;
        if (!plain.isEmpty()) {
            quint8 vector[16] = {};
            for (int i = 0; i < 8; ++i)
                vector[15 - i] = quint8(counter >> (8 * i));
            int written = 0;
            EVP_CipherUpdate(m_ecb, vector, &written, vector, 16);
            size = size_t(plain.size() / 16 + 1) * 16;
            std::memset(m_data, 0, size);
            std::memcpy(m_data, plain.constData(), size_t(plain.size()));
            m_data[plain.size()] = 0x80;
            EVP_CipherInit_ex2(m_cbc, nullptr, nullptr, vector, -1, nullptr);
            EVP_CipherUpdate(m_cbc, m_data, &written, m_data, int(size));
        }
        const quint8 header[]
            = {quint8(command.cla() | 0x04), command.ins(), command.p1(), command.p2(), quint8(size + 8)};
        chain(header, m_data, size);
    }

    EVP_MAC* m_algorithm = nullptr;
    EVP_CIPHER* m_cipher = nullptr;
    EVP_CIPHER* m_ecbCipher = nullptr;
    EVP_MAC_CTX* m_static = nullptr;
    EVP_MAC_CTX* m_mac = nullptr;
    EVP_MAC_CTX* m_rmac = nullptr;
    EVP_CIPHER_CTX* m_ecb = nullptr;
    EVP_CIPHER_CTX* m_cbc = nullptr;
    EVP_CIPHER_CTX* m_answers = nullptr;
    quint8 m_chain[16] = {};
    quint8 m_data[256] = {};
};

template <class F> double perSecond(int sessions, F session)
{
    const Measure measure;
    for (int i = 0; i < sessions; ++i)
        session();
    return sessions / measure.cpu() * 1e6;
}

bool cryptography(int sessions, int rounds)
{
    const auto made = material();
    auto keys = testKeys();
    if (!made || !keys)
        return false;
    const SoftEngine engine(keys.take(), std::make_shared<SystemRandom>());
    BareSession bare;
    const QByteArray mine = oneSession(engine, *made);
    if (mine.isEmpty() || mine != bare.run(*made)) {
        out() << "the two halves of the comparison compute different MACs" << Qt::endl;
        return false;
    }
    for (int round = 0; round < rounds; ++round) {
        const double ours = perSecond(sessions, [&] { (void)oneSession(engine, *made); });
        const double loop = perSecond(sessions, [&] { (void)bare.run(*made); });
        out() << "one core, " << made->commands.size() << " wrapped commands per session: OpenSSL alone "
              << figure(loop, 0) << " sessions/s, engine and channel " << figure(ours, 0)
              << " sessions/s, ratio " << figure(ours / loop, 3) << Qt::endl;
    }
    return true;
}

bool readers(PcscBench& bench, int most, int perReader, Nanos perCommand, const char* what)
{
    double rates[2] = {};
    const int counts[2] = {1, most};
    for (int i = 0; i < 2; ++i) {
        bench.insertCards(counts[i], perCommand);
        const PcscFigures ours = bench.sessions(counts[i], counts[i] * perReader, BenchFloor::Store::Durable);
        if (!ours.good)
            return false;
        rates[i] = ours.sessions / ours.wall * 1e6;
    }
    out() << what << ": 1 reader " << figure(rates[0], 1) << " sessions/s, " << most << " readers "
          << figure(rates[1], 1) << " sessions/s, " << figure(rates[1] / rates[0]) << " times" << Qt::endl;
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    prepare();
    const int sessions = argument(QStringLiteral("sessions"), 20'000);
    const int rounds = argument(QStringLiteral("rounds"), 3);
    const int most = argument(QStringLiteral("readers"), 8);
    const int perReader = argument(QStringLiteral("per-reader"), 50);
    const int slow = argument(QStringLiteral("slow-per-reader"), 10);
    if (!cryptography(sessions, rounds))
        return 1;
    if (perReader <= 0)
        return 0;
    PcscBench bench;
    if (const QString problem = bench.start(most); !problem.isEmpty()) {
        out() << problem << Qt::endl;
        return 1;
    }
    const bool good = readers(bench, most, perReader, Nanos(0), "instant cards")
        && readers(bench, most, slow, milliseconds(5), "cards of 5 ms per command");
    return good ? 0 : 1;
}
