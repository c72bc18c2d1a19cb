// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/link_maker.h"

#include "security/link/cmac_line_key.h"
#include "security/link/secret_file.h"
#include "transport/local/local_link.h"
#include "transport/serial/serial_link.h"
#include "transport/tls/tls_address.h"
#include "transport/tls/tls_link.h"

namespace sm {

LinkKeeper::Pauses LinkMaker::pauses(LinkPlan::Kind kind)
{
    LinkKeeper::Pauses pauses;
    pauses.longest = kind == LinkPlan::Kind::Local ? std::chrono::seconds(1) : std::chrono::seconds(5);
    return pauses;
}

Outcome<std::unique_ptr<MessageLink>> LinkMaker::make(const LinkPlan& plan, QByteArrayView service)
{
    switch (plan.kind) {
    case LinkPlan::Kind::Tls:
        return makeTls(plan, service);
    case LinkPlan::Kind::Serial:
        return makeSerial(plan, service);
    case LinkPlan::Kind::Local:
        break;
    }
    return makeLocalLink(m_reactor, {plan.address, service.toByteArray(), LinkTimes{}});
}

Outcome<std::unique_ptr<MessageLink>> LinkMaker::makeTls(const LinkPlan& plan, QByteArrayView service)
{
    const auto address = TlsAddress::parse(plan.address).value_or(TlsAddress());
    auto identity = TlsIdentity::load(plan.certificate, plan.privateKey);
    if (!identity)
        return identity.failure();
    auto pins = PinStore::read(plan.pins);
    if (!pins)
        return pins.failure();
    if (!m_network)
        m_network = std::make_shared<NetworkThread>();
    TlsLinkSettings settings;
    settings.host = address.host;
    settings.port = address.port;
    settings.service = service.toByteArray();
    settings.identity = std::make_shared<const TlsIdentity>(identity.take());
    settings.pins = std::make_shared<PinStore>();
    settings.pins->replace(pins.take());
    return makeTlsLink(m_reactor, m_network, std::move(settings));
}

Outcome<std::unique_ptr<MessageLink>> LinkMaker::makeSerial(const LinkPlan& plan, QByteArrayView service)
{
    auto key = readKeyFile(plan.lineKey);
    if (!key)
        return key.failure();
    auto lineKey = makeLineKey(key.take(), std::make_shared<SystemRandom>());
    if (!lineKey)
        return lineKey.failure();
    SerialLinkSettings settings;
    settings.port = plan.address;
    settings.baud = plan.baud;
    settings.service = service.toByteArray();
    settings.key = lineKey.take();
    return makeSerialLink(m_reactor, std::move(settings));
}

} // namespace sm
