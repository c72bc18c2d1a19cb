// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/pkcs11/pkcs11_engine.h"

#include "base/log.h"
#include "security/device_services.h"

namespace sm {

Pkcs11Engine::Pkcs11Engine(std::shared_ptr<Pkcs11Module> module)
    : m_module(std::move(module))
    , m_keys(std::make_shared<const Pkcs11Keys>())
{
}

Pkcs11Engine::~Pkcs11Engine() = default;

Outcome<std::shared_ptr<Pkcs11Engine>> Pkcs11Engine::open(std::shared_ptr<Pkcs11Module> module)
{
    std::shared_ptr<Pkcs11Engine> engine(new Pkcs11Engine(std::move(module)));
    const auto opened = engine->reopen();
    if (!opened)
        return opened.failure();
    return engine;
}

Outcome<Done> Pkcs11Engine::reopen() const
{
    m_device.reset();
    m_session.reset();
    auto session = Pkcs11Session::open(m_module);
    if (!session)
        return session.failure();
    auto keys = Pkcs11Keys::list(**session);
    if (!keys)
        return keys.failure();
    auto device = Pkcs11Device::make(**session, *keys);
    if (!device)
        return device.failure();
    const auto evidence = (*device)->evidence();
    if (!evidence)
        return evidence.failure();
    m_device = device.take(); // it goes before its session: declared behind it
    m_session = session.take();
    const std::lock_guard lock(m_mutex);
    m_keys = keys.take();
    return Done{};
}

std::shared_ptr<const Pkcs11Keys> Pkcs11Engine::held() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys;
}

void Pkcs11Engine::adopt(std::shared_ptr<const Pkcs11Keys> keys)
{
    {
        const std::lock_guard lock(m_mutex);
        m_keys = std::move(keys);
    }
    m_adopted = true;
}

/// From the token once more: what was adopted may have crossed a session that was opened again.
Outcome<Done> Pkcs11Engine::relist() const
{
    auto keys = Pkcs11Keys::list(*m_session);
    if (!keys)
        return keys.failure();
    auto device = Pkcs11Device::make(*m_session, *keys);
    if (!device)
        return device.failure();
    m_device = device.take();
    const std::lock_guard lock(m_mutex);
    m_keys = keys.take();
    return Done{};
}

Outcome<SecurityReply> Pkcs11Engine::compute(const SecurityRequest& request) const
{
    if (!m_session) {
        const auto opened = reopen();
        if (!opened)
            return opened.failure();
        qCInfo(lcHsm) << "the token's session was opened again";
    }
    if (m_adopted.exchange(false)) {
        const auto listed = relist();
        if (!listed)
            return listed.failure();
    }
    auto reply = DeviceServices(*m_device).serve(request);
    if (m_session->isLost()) {
        qCWarning(lcHsm) << "the token's session is lost";
        m_device.reset();
        m_session.reset();
    }
    return reply;
}

} // namespace sm
