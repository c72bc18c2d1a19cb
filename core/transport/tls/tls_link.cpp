// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/tls_link.h"

#include "transport/tls/far_link.h"
#include "transport/tls/tls_channel.h"

namespace sm {

std::unique_ptr<MessageLink> makeTlsLink(
    Reactor owner, std::shared_ptr<NetworkThread> thread, TlsLinkSettings settings)
{
    const QString address = settings.host + QLatin1Char(':') + QString::number(settings.port);
    return std::make_unique<FarLink>(
        std::move(owner), std::move(thread), address, [settings](const Reactor& there) {
            return std::unique_ptr<MessageLink>(std::make_unique<TlsChannel>(there, settings));
        });
}

std::unique_ptr<MessageLink> makeTlsLinkHere(Reactor owner, TlsLinkSettings settings)
{
    return std::make_unique<TlsChannel>(std::move(owner), std::move(settings));
}

} // namespace sm
