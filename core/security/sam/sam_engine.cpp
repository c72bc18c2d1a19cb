// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/sam/sam_engine.h"

#include "base/bytes.h"
#include "base/failures/security.h"
#include "base/log.h"
#include "security/hsm_pool_private.h"
#include "security/sam/sam_services.h"

namespace sm {

SamEngine::SamEngine(std::unique_ptr<SamSlot> slot, SamAccess access, std::shared_ptr<Random> random)
    : m_slot(std::move(slot))
    , m_access(std::move(access))
    , m_random(std::move(random))
{
}

SamEngine::~SamEngine() = default;

Outcome<std::shared_ptr<SamEngine>> SamEngine::open(
    std::unique_ptr<SamSlot> slot, SamAccess access, std::shared_ptr<Random> random)
{
    std::shared_ptr<SamEngine> engine(new SamEngine(std::move(slot), std::move(access), std::move(random)));
    auto session = SamSession::open(*engine->m_slot, engine->m_access, *engine->m_random);
    if (!session)
        return session.failure();
    auto keys = SamKeys::read(**session);
    if (!keys)
        return keys.failure();
    engine->m_session = session.take();
    engine->m_keys = keys.take();
    engine->m_serial = engine->m_keys->serial();
    return engine;
}

Outcome<Done> SamEngine::reopen() const
{
    auto session = SamSession::open(*m_slot, m_access, *m_random);
    if (!session)
        return session.failure();
    const auto keys = SamKeys::read(**session);
    if (!keys)
        return keys.failure();
    if (!(*keys)->isLike(*m_keys))
        return fail(fc::SamReplaced, {{"cause", toHex((*keys)->serial())}});
    m_session = session.take();
    qCInfo(lcHsm).noquote() << "the channel to SAM" << toHex((*keys)->serial()) << "was opened again";
    const std::lock_guard lock(m_mutex);
    m_serial = (*keys)->serial();
    return Done{};
}

bool SamEngine::serves(const SecurityRequest& request) const
{
    const auto ins = samCommandFor(request);
    return ins && m_keys->serves(*ins);
}

bool SamEngine::offers(const SecurityRequest& request) const
{
    return serves(request) && keysAreHeld(request, *m_keys);
}

Outcome<SecurityReply> SamEngine::compute(const SecurityRequest& request) const
{
    if (!m_session) {
        const auto opened = reopen();
        if (!opened)
            return opened.failure();
    }
    auto reply = SamServices(*m_session, *m_keys).serve(request);
    if (!reply && !isHsmAnswer(reply.failure())) {
        qCWarning(lcHsm).noquote() << "the channel to the SAM is lost:" << reply.failure().toString();
        m_session.reset();
    }
    return reply;
}

QByteArray SamEngine::serial() const
{
    const std::lock_guard lock(m_mutex);
    return m_serial;
}

} // namespace sm
