// SPDX-License-Identifier: GPL-3.0-or-later
// The management interface: what a request costs on the server thread, and how much of bare OpenSSL's rate of
// SCP03 set-ups is left when they go through the pool to soft devices on their own threads.
#include "hsm_bench.h"

#include "security/key_store.h"
#include "security/known_answers.h"
#include "security/soft_hsm.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <cstring>
#include <thread>

using namespace sm;
using namespace sm::bench;

namespace {

using Instant = std::chrono::steady_clock::time_point;

double micros(std::chrono::steady_clock::duration time)
{
    return std::chrono::duration<double, std::micro>(time).count();
}

/// Keeps its requests until the bench lets them be answered: the pool's own cost is left.
class StubHsm final : public HsmDevice {
public:
    StubHsm(QString name, Reactor reactor, std::deque<std::pair<Instant, Completer<SecurityReply>>>& open,
        std::chrono::microseconds service)
        : m_name(std::move(name))
        , m_reactor(std::move(reactor))
        , m_open(open)
        , m_service(service)
    {
    }
    QString name() const override { return m_name; }
    QString kind() const override { return QStringLiteral("stub"); }
    bool offers(const SecurityRequest&) const override { return true; }
    Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) override
    {
        if (std::holds_alternative<SelfTest>(*request))
            return Pending<SecurityReply>::ready(
                m_reactor, SecurityReply(SelfTestPassed{expectedEvidence()}));
        auto pair = makePending<SecurityReply>(m_reactor, limit);
        m_open.emplace_back(std::chrono::steady_clock::now() + m_service, std::move(pair.completer));
        return std::move(pair.pending);
    }

private:
    QString m_name;
    Reactor m_reactor;
    std::deque<std::pair<Instant, Completer<SecurityReply>>>& m_open;
    std::chrono::microseconds m_service;
};

/// Requests at a pace of one per `gap`, or one after the other; cost of each on the thread that serves them:
/// the call, and the delivery of the answer with whatever is dispatched then.
void dispatchCost(const char* what, int requests, std::chrono::microseconds gap, int devices,
    std::chrono::microseconds service)
{
    SteadyClock clock;
    const auto inbox = std::make_shared<Inbox>(Inbox::Wake::ByCaller);
    const Reactor reactor{&clock, inbox};
    std::deque<std::pair<Instant, Completer<SecurityReply>>> open;
    HsmPool pool(reactor, {});
    for (int i = 1; i <= devices; ++i)
        pool.add(std::make_unique<StubHsm>(QStringLiteral("HSM %1").arg(i), reactor, open, service));
    std::deque<Pending<SecurityReply>> waiting;
    std::vector<double> cost;
    int answered = 0;
    const ComputeMac request{KeyRef(QStringLiteral("K")), QByteArray(24, 'x'), 8};
    Instant next = std::chrono::steady_clock::now();
    const Instant begin = next;
    double spent = 0;
    for (int i = 0; answered < requests;) {
        const Instant now = std::chrono::steady_clock::now();
        if (i < requests && now >= next && waiting.size() < 400) {
            const RequestTag tag(StationId{1, quint16(i % 24 + 1)}, AttemptId(), 0);
            const Instant from = std::chrono::steady_clock::now();
            waiting.push_back(pool.request(request, tag, seconds(60)));
            waiting.back().then([&answered](Outcome<SecurityReply>) { ++answered; });
            spent += micros(std::chrono::steady_clock::now() - from);
            next = gap.count() > 0 ? next + gap : now;
            ++i;
        }
        while (!open.empty() && open.front().first <= now) { // the device's thread does this
            open.front().second.complete(SecurityReply(Mac{}));
            open.pop_front();
            const int before = answered;
            const Instant from = std::chrono::steady_clock::now();
            while (inbox->drain()) { }
            spent += micros(std::chrono::steady_clock::now() - from);
            if (answered > before) {
                cost.push_back(std::exchange(spent, 0) / (answered - before));
                waiting.pop_front();
            }
        }
        if (gap.count() > 0) {
            const Instant soon = open.empty() ? next : std::min(next, open.front().first);
            std::this_thread::sleep_until(std::min(soon, now + std::chrono::milliseconds(1)));
        }
    }
    const double took = micros(std::chrono::steady_clock::now() - begin) / 1e6;
    std::sort(cost.begin(), cost.end());
    const auto at = [&](double share) { return cost[size_t(share * double(cost.size() - 1))]; };
    out() << "dispatch, " << what << ": " << figure(requests / took, 0)
          << " requests/s; server thread per request "
          << "median " << figure(at(0.5)) << " us, p95 " << figure(at(0.95)) << " us, p99 "
          << figure(at(0.99)) << " us (limit: median 20 us)\n";
    pool.close();
}

/// The same with OpenSSL alone, contexts made once: three keys, the card's cryptogram checked, the host's
/// made.
class BareSetUp {
public:
    BareSetUp()
    {
        m_algorithm = EVP_MAC_fetch(nullptr, "CMAC", nullptr);
        char name[] = "AES-128-CBC";
        const OSSL_PARAM params[]
            = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, name, 0), OSSL_PARAM_construct_end()};
        for (int i = 0; i < 16; ++i)
            m_key[i] = quint8(0x40 + i);
        for (EVP_MAC_CTX** context : {&m_static, &m_mac}) {
            *context = EVP_MAC_CTX_new(m_algorithm);
            EVP_MAC_init(*context, m_key, 16, params);
        }
    }
    BareSetUp(const BareSetUp&) = delete;
    BareSetUp& operator=(const BareSetUp&) = delete;
    ~BareSetUp()
    {
        EVP_MAC_CTX_free(m_static);
        EVP_MAC_CTX_free(m_mac);
        EVP_MAC_free(m_algorithm);
    }
    bool run(const OpenScp03& request)
    {
        quint8 context[16];
        std::memcpy(context, request.hostChallenge.constData(), 8);
        std::memcpy(context + 8, request.initializeUpdate.constData() + 13, 8);
        quint8 enc[16], mac[16], rmac[16], cryptogram[16];
        EVP_MAC_init(m_static, m_key, 16, nullptr); // the card's ENC, then its MAC
        derive(m_static, 0x04, 0x80, context, enc);
        EVP_MAC_init(m_static, m_key, 16, nullptr);
        derive(m_static, 0x06, 0x80, context, mac);
        derive(m_static, 0x07, 0x80, context, rmac);
        EVP_MAC_init(m_mac, mac, 16, nullptr);
        derive(m_mac, 0x00, 0x40, context, cryptogram);
        if (std::memcmp(cryptogram, request.initializeUpdate.constData() + 21, 8) != 0)
            return false;
        derive(m_mac, 0x01, 0x40, context, cryptogram);
        return true;
    }

private:
    static void derive(EVP_MAC_CTX* mac, quint8 constant, quint8 bits, const quint8* context, quint8* result)
    {
        quint8 block[32] = {};
        block[11] = constant;
        block[14] = bits;
        block[15] = 1;
        std::memcpy(block + 16, context, 16);
        size_t length = 0;
        EVP_MAC_init(mac, nullptr, 0, nullptr);
        EVP_MAC_update(mac, block, sizeof block);
        EVP_MAC_final(mac, result, &length, 16);
    }
    EVP_MAC* m_algorithm = nullptr;
    EVP_MAC_CTX* m_static = nullptr;
    EVP_MAC_CTX* m_mac = nullptr;
    quint8 m_key[16] = {};
};

int setUpRates(int sessions, int rounds)
{
    auto keys = testKeys();
    const auto request = opening();
    if (!keys || !request)
        return 1;
    const auto engine = std::make_shared<SoftEngine>(keys.take(), std::make_shared<SystemRandom>());
    BareSetUp bare;
    bool good = true;
    for (int round = 0; round < rounds; ++round) {
        const Rate openSsl = alone(sessions, [&] { return bare.run(*request); });
        const Rate soft = alone(sessions, [&] { return engine->compute(*request).ok(); });
        good = good && openSsl.good == sessions && soft.good == sessions;
        out() << "SCP03 set-ups/s: OpenSSL alone " << figure(openSsl.perSecond, 0) << ", soft engine "
              << figure(soft.perSecond, 0) << " (per processor second "
              << figure(soft.perCpuSecond / openSsl.perCpuSecond) << " of OpenSSL)\n";
        for (const auto& [devices, depth] :
            std::initializer_list<std::pair<int, int>>{{1, 1}, {1, 8}, {2, 8}}) {
            const auto add = [&, devices = devices, depth = depth](
                                 HsmPool& pool, const Reactor& reactor, ExecutorFactory& executors) {
                for (int i = 1; i <= devices; ++i)
                    pool.add(std::make_unique<SoftHsm>(
                        SoftHsm::Settings(QStringLiteral("HSM %1").arg(i), 1, depth), reactor, engine,
                        executors));
                return devices;
            };
            const Rate pool = throughPool(add, *request, sessions);
            good = good && pool.good == sessions;
            out() << "  through the pool, " << devices << " devices, " << depth
                  << " ahead: " << figure(pool.perSecond, 0) << " ("
                  << figure(pool.perSecond / soft.perSecond) << " of the engine alone, "
                  << figure(pool.perSecond / openSsl.perSecond) << " of OpenSSL; per processor second "
                  << figure(pool.perCpuSecond / soft.perCpuSecond) << " and "
                  << figure(pool.perCpuSecond / openSsl.perCpuSecond) << ")\n";
        }
    }
    return good ? 0 : 1;
}

} // namespace

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    prepare();
    const int requests = argument(QStringLiteral("requests"), 10'000);
    using std::chrono::microseconds;
    dispatchCost("1,000/s, 6 devices of 4.5 ms", requests, microseconds(1000), 6, microseconds(4500));
    dispatchCost("full rate, 6 devices, queue of 394", requests * 10, microseconds(0), 6, microseconds(0));
    dispatchCost("full rate, 24 devices", requests * 10, microseconds(0), 24, microseconds(0));
    return setUpRates(argument(QStringLiteral("sessions"), 100'000), argument(QStringLiteral("rounds"), 3));
}
