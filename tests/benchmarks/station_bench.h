// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "station/link/station_agent.h"
#include "transport/tls/tls_link.h"

/// Both ends of station links over TLS for the benchmarks: event loops, credentials, cards without
/// cryptography.
namespace sm::bench {

/// A position whose card answers at once, or after a time of its own.
class QuickCard final : public CardLink {
public:
    QuickCard(Reactor reactor, QByteArray answer, Nanos perCommand = {})
        : m_reactor(std::move(reactor))
        , m_answer(std::move(answer))
        , m_perCommand(perCommand)
    {
    }
    Pending<CardArrival> awaitCard(Nanos) override { return give(CardArrival()); }
    Pending<CardArrival> repower(Nanos) override { return give(CardArrival()); }
    Pending<RunAnswers> run(CommandRun run, Nanos) override
    {
        RunAnswers out;
        for (size_t i = 0; i < run.commands.size(); ++i)
            out.answers.emplace_back(m_answer, StatusWord{0x9000});
        out.figures.resize(out.answers.size());
        const Nanos time = m_perCommand * qint64(out.answers.size());
        return Pending<RunAnswers>::after(m_reactor, time, std::move(out));
    }
    Pending<FormatAcknowledged> formatComplete(FormatComplete, Nanos) override
    {
        return give(FormatAcknowledged());
    }
    Pending<Done> eject(Bin, Nanos) override { return give(Done()); }
    void abort(const Failure&) override { }
    bool isUsable() const override { return true; }
    void onUsableChanged(std::function<void(bool)>) override { }
    QString description() const override { return QStringLiteral("quick"); }

private:
    template <class T> Pending<T> give(T value) { return Pending<T>::ready(m_reactor, std::move(value)); }
    Reactor m_reactor;
    QByteArray m_answer;
    Nanos m_perCommand;
};

/// The reactor of a thread with an event loop, and a network thread for who needs one.
struct Loop {
    Loop() = default;
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;
    ~Loop()
    {
        inbox->drain();
        network.reset();
        inbox->close();
    }
    SteadyClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    std::shared_ptr<NetworkThread> network;
};

inline TlsLinkSettings tlsSettings(const QString& certificate, const QString& key, const QByteArray& peer)
{
    TlsLinkSettings settings;
    settings.host = QStringLiteral("127.0.0.1");
    settings.service = stationService.toByteArray();
    auto identity = TlsIdentity::load(certificate, key);
    if (identity)
        settings.identity = std::make_shared<const TlsIdentity>(identity.take());
    settings.pins = std::make_shared<PinStore>();
    settings.pins->replace({peer});
    return settings;
}

} // namespace sm::bench
