// SPDX-License-Identifier: GPL-3.0-or-later
// A token through the management interface: set-ups of SCP03 per second by SoftHSM2 in a bare loop over
// PKCS#11 and through the pool, with as many sessions on as many threads. One request is the whole key work:
// three session keys by the token's AES-CMAC, the card's cryptogram checked and the host's made.
#include "../support/soft_token.h"
#include "hsm_bench.h"

#include "security/link/engine_hsm.h"
#include "security/pkcs11/pkcs11_engine.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <map>
#include <thread>

using namespace sm;
using namespace sm::bench;

namespace {

constexpr CK_MECHANISM_TYPE aesCmac = 0x108A;

/// A session of its own, and OpenSSL for the two cryptograms as the product has it: contexts made once.
class BareSession {
public:
    BareSession(CK_FUNCTION_LIST& functions, CK_SLOT_ID slot)
        : m_call(functions)
    {
        m_call.C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &m_session);
        CK_OBJECT_CLASS wanted = CKO_SECRET_KEY;
        CK_KEY_TYPE type = CKK_AES;
        char label[] = "TEST-ISD";
        CK_ATTRIBUTE pattern[] = {{CKA_CLASS, &wanted, sizeof wanted}, {CKA_KEY_TYPE, &type, sizeof type},
            {CKA_LABEL, label, sizeof label - 1}};
        CK_ULONG found = 0;
        m_call.C_FindObjectsInit(m_session, pattern, 3);
        m_call.C_FindObjects(m_session, &m_key, 1, &found);
        m_call.C_FindObjectsFinal(m_session);
        m_algorithm = EVP_MAC_fetch(nullptr, "CMAC", nullptr);
        m_mac = EVP_MAC_CTX_new(m_algorithm);
        char name[] = "AES-128-CBC";
        const OSSL_PARAM parameters[]
            = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, name, 0), OSSL_PARAM_construct_end()};
        const quint8 zeros[16] = {};
        EVP_MAC_init(m_mac, zeros, sizeof zeros, parameters);
    }
    BareSession(const BareSession&) = delete;
    BareSession& operator=(const BareSession&) = delete;
    ~BareSession()
    {
        m_call.C_CloseSession(m_session);
        EVP_MAC_CTX_free(m_mac);
        EVP_MAC_free(m_algorithm);
    }

    bool run(const OpenScp03& request)
    {
        quint8 block[32] = {};
        std::memcpy(block + 16, request.hostChallenge.constData(), 8);
        std::memcpy(block + 24, request.initializeUpdate.constData() + 13, 8);
        quint8 keys[3][16];
        const quint8 constants[] = {0x04, 0x06, 0x07};
        for (size_t i = 0; i < 3; ++i) {
            if (!sign(fill(block, constants[i], 0x80), keys[i]))
                return false;
        }
        EVP_MAC_init(m_mac, keys[1], 16, nullptr);
        quint8 card[16];
        quint8 host[16];
        cryptogram(fill(block, 0x00, 0x40), card);
        cryptogram(fill(block, 0x01, 0x40), host);
        return std::memcmp(card, request.initializeUpdate.constData() + 21, 8) == 0;
    }

private:
    static quint8* fill(quint8* block, quint8 constant, quint8 bits)
    {
        block[11] = constant;
        block[14] = bits;
        block[15] = 1;
        return block;
    }
    bool sign(quint8* block, quint8* mac)
    {
        CK_MECHANISM mechanism{aesCmac, nullptr, 0};
        CK_ULONG length = 16;
        return m_call.C_SignInit(m_session, &mechanism, m_key) == CKR_OK
            && m_call.C_Sign(m_session, block, 32, mac, &length) == CKR_OK;
    }
    void cryptogram(const quint8* block, quint8* mac)
    {
        size_t length = 0;
        EVP_MAC_init(m_mac, nullptr, 0, nullptr);
        EVP_MAC_update(m_mac, block, 32);
        EVP_MAC_final(m_mac, mac, &length, 16);
    }

    CK_FUNCTION_LIST& m_call;
    CK_SESSION_HANDLE m_session = 0;
    CK_OBJECT_HANDLE m_key = 0;
    EVP_MAC* m_algorithm = nullptr;
    EVP_MAC_CTX* m_mac = nullptr;
};

Rate bareRate(const Pkcs11Module& module, int threads, const OpenScp03& request, int setUps)
{
    const auto slot = module.slot();
    if (!slot)
        return {};
    std::vector<std::unique_ptr<BareSession>> sessions;
    for (int i = 0; i < threads; ++i)
        sessions.push_back(std::make_unique<BareSession>(module.functions(), *slot));
    std::atomic<int> left{setUps};
    std::atomic<int> good{0};
    const Measure measure;
    {
        std::vector<std::jthread> running;
        for (const auto& session : sessions) {
            running.emplace_back([&left, &good, &request, own = session.get()] {
                int mine = 0;
                while (left.fetch_sub(1) > 0)
                    mine += own->run(request) ? 1 : 0;
                good += mine;
            });
        }
    }
    return {setUps / measure.wall() * 1e6, setUps / measure.cpu() * 1e6, good};
}

using Engines = std::vector<std::shared_ptr<const Engine>>;

Rate poolRate(const Engines& engines, int ahead, const OpenScp03& request, int setUps)
{
    const auto add = [&](HsmPool& pool, const Reactor& reactor, ExecutorFactory& executors) {
        pool.add(std::make_unique<EngineHsm>(
            EngineHsm::Settings(QStringLiteral("Token"), QStringLiteral("pkcs11"), ahead), reactor, engines,
            executors));
        return 1;
    };
    return throughPool(add, request, setUps);
}

struct Ratio {
    double wall;
    double cpu;
};
using Ratios = std::map<int, std::vector<Ratio>>; ///< by the requests ahead

double median(std::vector<Ratio> all, double Ratio::*of)
{
    const auto middle = all.begin() + qsizetype(all.size() / 2);
    std::nth_element(
        all.begin(), middle, all.end(), [of](const Ratio& a, const Ratio& b) { return a.*of < b.*of; });
    return (*middle).*of;
}

int failed(const QString& why)
{
    out() << why << Qt::endl;
    return 1;
}

} // namespace

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    prepare();
    const int setUps = argument(QStringLiteral("setups"), 5'000);
    const int rounds = argument(QStringLiteral("rounds"), 9);
    const int most = argument(QStringLiteral("sessions"), 4);
    const smtest::SoftToken token;
    auto pin = SecretBytes::copyOf(bytesOf(smtest::SoftToken::pin().toUtf8()));
    const auto request = opening();
    if (!token.isGood() || !pin || !request)
        return failed(QStringLiteral("softhsm2-util made no token"));
    const auto module
        = Pkcs11Module::load(smtest::SoftToken::module(), smtest::SoftToken::label(), pin.take());
    if (!module)
        return failed(module.failure().toString());
    const auto made = makeTestKeysInToken(*module);
    if (!made)
        return failed(made.failure().toString());
    Engines engines;
    bool good = true;
    for (int sessions = 1; sessions <= most; sessions *= 2) {
        while (int(engines.size()) < sessions) {
            auto engine = Pkcs11Engine::open(*module);
            if (!engine)
                return failed(engine.failure().toString());
            engines.push_back(engine.take());
        }
        Ratios ratios;
        for (int round = 0; round < rounds; ++round) {
            const Rate bare = bareRate(**module, sessions, *request, setUps);
            good = good && bare.good == setUps;
            out() << "SoftHSM2, " << sessions << " session(s): bare loop " << figure(bare.perSecond, 0)
                  << " set-ups/s";
            for (const int ahead : {1, 2, 4}) {
                const Rate pool = poolRate(engines, ahead, *request, setUps);
                good = good && pool.good == setUps;
                ratios[ahead].push_back(
                    {pool.perSecond / bare.perSecond, pool.perCpuSecond / bare.perCpuSecond});
                out() << "; through the pool, " << ahead << " ahead " << figure(pool.perSecond, 0);
            }
            out() << Qt::endl;
        }
        for (auto& [ahead, all] : ratios) {
            out() << "  " << ahead << " ahead: median " << figure(median(all, &Ratio::wall))
                  << " of the bare loop; per processor second, the server thread's work included, "
                  << figure(median(all, &Ratio::cpu)) << Qt::endl;
        }
    }
    if (!good)
        return failed(QStringLiteral("not all set-ups were right"));
    return 0;
}
