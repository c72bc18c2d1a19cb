// SPDX-License-Identifier: GPL-3.0-or-later
#include "hsm_bench.h"

#include "crypto/scp03.h"

#include <QEventLoop>

namespace sm::bench {

std::optional<OpenScp03> opening()
{
    const auto key = [] {
        auto value = SecretBytes::allocate(16);
        for (qsizetype i = 0; value && i < 16; ++i)
            value->data()[i] = quint8(0x40 + i);
        return value;
    };
    Scp03StaticKeys keys;
    for (SecretBytes* slot : {&keys.enc, &keys.mac, &keys.dek}) {
        auto value = key();
        if (!value)
            return std::nullopt;
        *slot = value.take();
    }
    OpenScp03 request;
    request.master = KeyRef(QStringLiteral("TEST-ISD"));
    request.hostChallenge = QByteArray(8, '\x5A');
    const QByteArray cardChallenge(8, '\x3C');
    const auto session = deriveScp03SessionKeys(keys, request.hostChallenge, cardChallenge);
    const auto cryptogram = session
        ? scp03CardCryptogram(session->mac, request.hostChallenge, cardChallenge, 8)
        : Outcome<QByteArray>(session.failure());
    if (!cryptogram)
        return std::nullopt;
    request.initializeUpdate
        = QByteArray(10, '\0') + QByteArray("\x01\x03\x00", 3) + cardChallenge + *cryptogram;
    return request;
}

Rate throughPool(const AddDevices& add, const OpenScp03& request, int sessions)
{
    SteadyClock clock;
    const auto inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    const InboxPump pump(inbox);
    const Reactor reactor{&clock, inbox};
    ThreadExecutorFactory executors;
    HsmPool pool(reactor, {});
    const int devices = add(pool, reactor, executors);
    while (pool.figures().healthy < devices)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    std::vector<Pending<SecurityReply>> asking;
    asking.resize(24);
    int asked = 0;
    int ended = 0;
    Rate rate;
    std::function<void(size_t)> ask = [&](size_t i) {
        if (asked++ >= sessions)
            return;
        asking[i] = pool.request(request, RequestTag(), seconds(60));
        asking[i].then([&, i](Outcome<SecurityReply> reply) {
            rate.good += reply ? 1 : 0;
            ++ended;
            ask(i);
        });
    };
    const Measure measure;
    for (size_t i = 0; i < asking.size(); ++i)
        ask(i);
    while (ended < sessions)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    rate.perSecond = sessions / measure.wall() * 1e6;
    rate.perCpuSecond = sessions / measure.cpu() * 1e6;
    pool.close();
    return rate;
}

} // namespace sm::bench
