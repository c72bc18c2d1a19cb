// SPDX-License-Identifier: GPL-3.0-or-later
#include "vpcd_bench_card.h"

namespace sm::bench {

VpcdBenchCard::VpcdBenchCard(quint16 port, quint64 firstSerial, Nanos perCommand)
    : m_firstSerial(firstSerial)
    , m_perCommand(perCommand)
    , m_thread([this, port](const std::stop_token& stop) { live(stop, port); })
{
}

VpcdBenchCard::~VpcdBenchCard() = default;

void VpcdBenchCard::live(const std::stop_token& stop, quint16 port)
{
    while (!stop.stop_requested()) {
        auto client = VpcdClient::connect(QStringLiteral("127.0.0.1"), port);
        if (client)
            serve(**client, stop);
        else
            std::this_thread::sleep_for(milliseconds(20));
    }
}

void VpcdBenchCard::powerUp()
{
    if (m_startOver.exchange(false)) {
        m_next = m_firstSerial;
        if (m_recording)
            m_recorder.sessions.clear();
        m_card.reset();
    }
    if (!m_card || m_card->commandsReceived() > 0) {
        SoftwareCard::Services services;
        services.random = &m_random;
        services.log = m_recording ? &m_recorder : nullptr;
        m_card = std::make_unique<SoftwareCard>(benchBlank(m_keys, m_next++), services);
    }
    m_atr = m_card->powerOn();
}

void VpcdBenchCard::serve(VpcdClient& client, const std::stop_token& stop)
{
    while (auto request = client.receive(stop)) {
        QByteArray answer;
        if (!m_card || m_startOver)
            powerUp();
        switch (request->kind) {
        case VpcdRequest::Kind::PowerOff:
            continue;
        case VpcdRequest::Kind::PowerOn:
        case VpcdRequest::Kind::Reset:
            powerUp();
            continue;
        case VpcdRequest::Kind::AnswerToReset:
            answer = m_atr;
            break;
        case VpcdRequest::Kind::Command:
            if (m_perCommand > Nanos(0))
                std::this_thread::sleep_for(m_perCommand);
            answer = m_card->process(request->command);
            break;
        }
        if (!client.answer(answer))
            return;
    }
}

} // namespace sm::bench
