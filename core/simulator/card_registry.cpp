// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_registry.h"

#include "card/tlv.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype answerRoom = 240; // with R-MAC and R-ENCRYPTION an answer still fits 256 bytes

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

QByteArray entry(QByteArrayView aid, quint8 state, QByteArrayView privileges, QByteArrayView rest)
{
    const QByteArray stateByte(1, char(state));
    QByteArray value = encodeTlv(0x4F, aid) + encodeTlv(0x9F70, stateByte);
    if (!privileges.isEmpty())
        value += encodeTlv(0xC5, privileges);
    value += rest;
    return encodeTlv(0xE3, value);
}

} // namespace

void CardRegistry::reset()
{
    m_personalizationTarget.clear();
    m_statusQueue.clear();
    m_loadAid.clear();
    m_loadData.clear();
    m_nextLoadBlock = 0;
}

std::vector<QByteArray> CardRegistry::statusEntries(quint8 scope, QByteArrayView prefix) const
{
    std::vector<QByteArray> found;
    const QByteArray domain = encodeTlv(0xCC, m_nvm->issuerDomain);
    if (scope == 0x80 && QByteArrayView(m_nvm->issuerDomain).startsWith(prefix))
        found.push_back(entry(m_nvm->issuerDomain, quint8(m_nvm->state), QByteArray::fromHex("9EFE80"), {}));
    if (scope == 0x40) {
        for (const CardApplication& a : m_nvm->applications) {
            if (QByteArrayView(a.aid).startsWith(prefix))
                found.push_back(entry(a.aid, a.state, a.privileges, encodeTlv(0xC4, a.loadFile) + domain));
        }
    }
    if (scope == 0x20 || scope == 0x10) {
        for (const CardLoadFile& f : m_nvm->loadFiles) {
            QByteArray rest = domain;
            if (scope == 0x10) {
                for (const QByteArray& module : f.modules)
                    rest += encodeTlv(0x84, module);
            }
            if (QByteArrayView(f.aid).startsWith(prefix))
                found.push_back(entry(f.aid, 0x01, {}, rest));
        }
    }
    return found;
}

/// Only the TLV form (P2 b2); the old form without tags is deprecated and refused with 6A86.
ResponseApdu CardRegistry::getStatus(const CommandApdu& command)
{
    const quint8 scope = command.p1();
    if ((scope != 0x80 && scope != 0x40 && scope != 0x20 && scope != 0x10) || (command.p2() & ~0x01) != 0x02)
        return status(0x6A86);
    const auto criteria = readTlv(command.data());
    const TlvView* aid = criteria ? findTlv(*criteria, 0x4F) : nullptr;
    if (!aid)
        return status(0x6A80);
    const bool next = (command.p2() & 0x01) != 0;
    if (!next)
        m_statusQueue = statusEntries(scope, aid->value);
    else if (m_statusQueue.empty())
        return status(0x6A88);
    if (m_statusQueue.empty())
        return status(0x6A88);
    QByteArray answer;
    size_t taken = 0;
    while (taken < m_statusQueue.size()
        && (taken == 0 || answer.size() + m_statusQueue[taken].size() <= answerRoom))
        answer += m_statusQueue[taken++];
    m_statusQueue.erase(m_statusQueue.begin(), m_statusQueue.begin() + qsizetype(taken));
    return ResponseApdu(answer, StatusWord{quint16(m_statusQueue.empty() ? 0x9000 : 0x6310)});
}

/// Figure 5-1: forward one by one, locked and back, TERMINATED from anywhere.
ResponseApdu CardRegistry::setCardState(quint8 next)
{
    const CardState now = m_nvm->state;
    const auto wanted = CardState(next);
    const bool allowed = (now == CardState::OpReady && wanted == CardState::Initialized)
        || (now == CardState::Initialized && wanted == CardState::Secured)
        || (now == CardState::Secured && wanted == CardState::Locked)
        || (now == CardState::Locked && wanted == CardState::Secured)
        || (now != CardState::Terminated && wanted == CardState::Terminated);
    const bool known = wanted == CardState::OpReady || wanted == CardState::Initialized
        || wanted == CardState::Secured || wanted == CardState::Locked || wanted == CardState::Terminated;
    if (!known)
        return status(0x6A80);
    if (!allowed)
        return status(0x6985);
    m_nvm.personalize().state = wanted;
    return status(0x9000);
}

/// b8 locks and unlocks to the state before; else bits are only added, from SELECTABLE on (table 11-4).
ResponseApdu CardRegistry::setApplicationState(QByteArrayView aid, quint8 next)
{
    const CardApplication* application = m_nvm->application(aid);
    if (!application)
        return status(0x6A88);
    const quint8 now = application->state;
    const bool locks = (next & 0x80) != 0;
    quint8 result = now;
    if (locks)
        result = now | 0x80;
    else if ((now & 0x80) != 0)
        result = now & 0x7F;
    else if ((next & 0x07) != 0x07)
        return status(0x6A80);
    else if (now < 0x07 || (next & now) != now)
        return status(0x6985);
    else
        result = next;
    if (result != now)
        m_nvm.personalize().application(aid)->state = result;
    return status(0x9000);
}

ResponseApdu CardRegistry::setStatus(const CommandApdu& command)
{
    switch (command.p1()) {
    case 0x80:
        return setCardState(command.p2());
    case 0x40:
    case 0x60:
        return setApplicationState(command.data(), command.p2());
    default:
        return status(0x6A86);
    }
}

ResponseApdu CardRegistry::deleteKeys(QByteArrayView data)
{
    const auto objects = readTlv(data);
    const TlvView* version = objects ? findTlv(*objects, 0xD2) : nullptr;
    // Single keys of a set can't go: SCP03 needs all three.
    if (!version || version->value.size() != 1 || findTlv(*objects, 0xD0))
        return status(0x6A80);
    const quint8 wanted = byteAt(version->value, 0);
    if (wanted == 0 || !m_nvm->keySet(wanted))
        return status(0x6A88);
    if (m_nvm->keys.size() == 1)
        return status(0x6985);
    std::erase_if(
        m_nvm.personalize().keys, [wanted](const CardKeySet& set) { return set.version == wanted; });
    return status(0x9000);
}

ResponseApdu CardRegistry::deleteObject(const CommandApdu& command)
{
    if (command.p1() != 0 || (command.p2() & 0x7F) != 0)
        return status(0x6A86);
    const auto objects = readTlv(command.data());
    if (!objects || objects->empty())
        return status(0x6A80);
    if (findTlv(*objects, 0xD0) || findTlv(*objects, 0xD2))
        return deleteKeys(command.data());
    const TlvView* aid = findTlv(*objects, 0x4F);
    if (!aid)
        return status(0x6A80);
    const QByteArray name = aid->value.toByteArray();
    const auto uses = [&name](const CardApplication& a) { return a.loadFile == name; };
    const bool inUse = std::any_of(m_nvm->applications.begin(), m_nvm->applications.end(), uses);
    if (m_nvm->application(name)) {
        std::erase_if(
            m_nvm.personalize().applications, [&name](const CardApplication& a) { return a.aid == name; });
    } else if (m_nvm->loadFile(name)) {
        if (inUse && (command.p2() & 0x80) == 0)
            return status(0x6985);
        CardContent& content = m_nvm.personalize();
        std::erase_if(content.applications, uses);
        std::erase_if(content.loadFiles, [&name](const CardLoadFile& f) { return f.aid == name; });
    } else {
        return status(name == m_nvm->issuerDomain ? 0x6985 : 0x6A88);
    }
    m_personalizationTarget.clear();
    return ResponseApdu(QByteArray(1, '\0'), StatusWord{0x9000});
}

} // namespace sm
