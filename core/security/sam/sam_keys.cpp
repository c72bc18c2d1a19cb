// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/sam/sam_keys.h"

#include "base/bytes.h"

namespace sm {

namespace {

constexpr quint16 mostKeys = 256;
constexpr qsizetype kcvLength = 3;

std::optional<KeyUsage> usageOf(quint8 code)
{
    switch (sam::Usage(code)) {
    case sam::Usage::Scp03Master:
        return KeyUsage::Scp03Master;
    case sam::Usage::Scp02Master:
        return KeyUsage::Scp02Master;
    case sam::Usage::Mac:
        return KeyUsage::Mac;
    case sam::Usage::Release:
        return KeyUsage::Release;
    case sam::Usage::Authorization:
        return KeyUsage::Authorization;
    }
    return std::nullopt;
}

Outcome<KeyDescription> readKey(SamSession& session, quint16 number)
{
    const auto told = session.call(sam::Ins::ReadKey, quint8(number >> 8), quint8(number));
    if (!told)
        return told.failure();
    if (!told->sw().isSuccess())
        return samCallFailed(sam::Ins::ReadKey, told->sw().text());
    ByteReader in(told->data());
    const auto usage = in.u8();
    const auto version = in.u32();
    const auto kcv = in.take(kcvLength);
    const auto known = usage ? usageOf(*usage) : std::nullopt;
    const QString label = QString::fromUtf8(in.rest());
    if (!known || !version || *version == 0 || !kcv || label.isEmpty())
        return samCallFailed(sam::Ins::ReadKey, QStringLiteral("answer"));
    KeyDescription key;
    key.label = label;
    key.version = *version;
    key.usage = QLatin1String(keyUsageName(*known));
    key.kcv = kcv->toByteArray();
    return key;
}

} // namespace

Outcome<std::shared_ptr<const SamKeys>> SamKeys::read(SamSession& session)
{
    const auto told = session.call(sam::Ins::Identify, 0, 0);
    if (!told)
        return told.failure();
    if (!told->sw().isSuccess())
        return samCallFailed(sam::Ins::Identify, told->sw().text());
    ByteReader in(told->data());
    const auto version = in.u8();
    const auto serial = in.take(8);
    const auto services = in.u32();
    const auto count = in.u16();
    if (version != sam::commandVersion || !serial || !services || !count || *count > mostKeys || !in.atEnd())
        return samCallFailed(sam::Ins::Identify, QStringLiteral("answer"));
    const auto keys = std::make_shared<SamKeys>();
    keys->m_serial = serial->toByteArray();
    keys->m_services = *services;
    for (quint16 number = 0; number < *count; ++number) {
        auto key = readKey(session, number);
        if (!key)
            return key.failure();
        keys->m_keys.push_back(key.take());
    }
    return std::shared_ptr<const SamKeys>(keys);
}

bool SamKeys::holds(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const
{
    const auto number = numberOf(ref);
    return number && !use.leaves && m_keys[*number].usage == QLatin1String(keyUsageName(usage));
}

std::optional<quint16> SamKeys::numberOf(const KeyRef& ref) const
{
    std::optional<quint16> found;
    for (size_t i = 0; i < m_keys.size(); ++i) {
        const KeyDescription& key = m_keys[i];
        const bool meant = key.label == ref.label && (ref.version == 0 || ref.version == key.version);
        if (meant && (!found || key.version > m_keys[*found].version))
            found = quint16(i);
    }
    return found;
}

} // namespace sm
