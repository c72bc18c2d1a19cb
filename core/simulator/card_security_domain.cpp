// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_security_domain.h"

#include "card/tlv.h"

namespace sm {

namespace {

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

ResponseApdu answer(QByteArray data)
{
    return ResponseApdu(std::move(data), StatusWord{0x9000});
}

} // namespace

void CardSecurityDomain::reset()
{
    m_registry.reset();
    m_application.reset();
    m_ownData.reset();
    m_selected.clear();
}

/// GlobalPlatform v2.3.1 clause 11.9: partial names match; a locked card answers for its ISD alone, with
/// 6283.
std::optional<ResponseApdu> CardSecurityDomain::select(const CommandApdu& command)
{
    const QByteArrayView name = command.data();
    const CardContent& card = *m_nvm;
    if ((command.p2() & 0xF3) != 0 && (command.p2() & 0xF3) != 0x02)
        return status(0x6A86);
    const bool next = (command.p2() & 0x03) == 0x02;
    QByteArray found;
    if (!next && QByteArrayView(card.issuerDomain).startsWith(name))
        found = card.issuerDomain;
    for (const CardApplication& a : card.applications) {
        const bool selectable = a.state >= 0x07 && (a.state & 0x80) == 0;
        if (found.isEmpty() && !next && selectable && QByteArrayView(a.aid).startsWith(name))
            found = a.aid;
    }
    if (found.isEmpty())
        return std::nullopt;
    const bool isDomain = found == card.issuerDomain;
    if (card.state == CardState::Terminated || (card.state == CardState::Locked && !isDomain))
        return status(0x6A81);
    m_channel.drop();
    reset();
    m_selected = found;
    const auto cardData = isDomain ? card.dataObjects.find(0x66) : card.dataObjects.end();
    QByteArray proprietary = cardData == card.dataObjects.end() ? QByteArray() : cardData->second;
    if (!isDomain)
        proprietary = m_application.controlInformation(found);
    if (proprietary.isEmpty() || isDomain)
        proprietary += encodeTlv(0x9F65, QByteArray(1, char(0xFF))); // longest data field taken
    const QByteArray control = encodeTlv(0x6F, encodeTlv(0x84, found) + encodeTlv(0xA5, proprietary));
    return ResponseApdu(control, StatusWord{quint16(card.state == CardState::Locked ? 0x6283 : 0x9000)});
}

/// Table 9-x in short: a terminated card gives data and nothing else; a locked one can be authenticated to
/// and unlocked.
StatusWord CardSecurityDomain::lifeCycleAllows(const CommandApdu& command) const
{
    const quint8 ins = command.ins();
    if (m_nvm->state == CardState::Terminated)
        return {quint16(ins == 0xCA ? 0x9000 : 0x6985)};
    if (m_nvm->state == CardState::Locked && ins != 0xCA && ins != 0x50 && ins != 0x82 && ins != 0xF0)
        return {0x6985};
    return {0x9000};
}

ResponseApdu CardSecurityDomain::handle(const CommandApdu& command)
{
    const StatusWord allowed = lifeCycleAllows(command);
    if (!allowed.isSuccess())
        return ResponseApdu({}, allowed);
    switch (command.ins()) {
    case 0x50:
        m_registry.reset();
        m_ownData.reset();
        m_application.reset();
        return m_channel.initializeUpdate(command, invoker());
    case 0xCA:
        return getData(command);
    default:
        break;
    }
    if (!domainSelected())
        return applicationCommand(command);
    return domainCommand(command);
}

ResponseApdu CardSecurityDomain::applicationCommand(const CommandApdu& command)
{
    if (command.ins() != 0xE2)
        return m_application.command(m_selected, command).value_or(status(0x6D00));
    if (!m_channel.isOpen())
        return status(0x6982);
    return m_application.storeData(m_selected, command, m_channel.dataKey());
}

std::optional<ResponseApdu> CardSecurityDomain::interindustry(const CommandApdu& command)
{
    if (domainSelected() || m_nvm->state >= CardState::Locked)
        return std::nullopt;
    return m_application.command(m_selected, command);
}

ResponseApdu CardSecurityDomain::domainCommand(const CommandApdu& command)
{
    switch (command.ins()) {
    case 0xD8:
    case 0xE2:
    case 0xE4:
    case 0xE6:
    case 0xE8:
    case 0xF0:
    case 0xF2:
        break;
    default:
        return status(0x6D00);
    }
    if (!m_channel.isOpen())
        return status(0x6982);
    switch (command.ins()) {
    case 0xD8:
        return putKey(command);
    case 0xE2:
        return storeData(command);
    case 0xE4:
        return m_registry.deleteObject(command);
    case 0xE6:
        m_application.reset();
        return m_registry.install(command);
    case 0xE8:
        return m_registry.load(command);
    case 0xF0:
        return m_registry.setStatus(command);
    default:
        return m_registry.getStatus(command);
    }
}

QByteArray CardSecurityDomain::keyInformation() const
{
    QByteArray entries;
    for (const CardKeySet& set : m_nvm->keys) {
        for (quint8 id = 1; id <= 3; ++id) {
            QByteArray entry;
            appendU8(entry, id);
            appendU8(entry, set.version);
            appendU8(entry, set.protocol == 2 ? 0x80 : 0x88);
            appendU8(entry, quint8(set.key(id)->size()));
            entries += encodeTlv(0xC0, entry);
        }
    }
    return encodeTlv(0xE0, entries);
}

ResponseApdu CardSecurityDomain::getData(const CommandApdu& command) const
{
    const quint16 tag = quint16(command.p1() << 8 | command.p2());
    if (!domainSelected() && tag != 0x9F7F)
        return m_application.getData(m_selected, command);
    switch (tag) {
    case 0x9F7F:
        return answer(encodeTlv(0x9F7F, m_nvm->cplc));
    case 0x00E0:
        return answer(keyInformation());
    case 0x00CF:
        return answer(encodeTlv(0xCF, m_nvm->keyDiversificationData));
    case 0x00C1: {
        QByteArray counter;
        const CardKeySet* keys = m_nvm->keySet(m_channel.keyVersion());
        const quint32 sequence = keys ? keys->sequence : 0;
        if (!keys || keys->protocol != 2)
            appendU8(counter, quint8(sequence >> 16));
        appendU16(counter, quint16(sequence));
        return answer(encodeTlv(0xC1, counter));
    }
    default:
        break;
    }
    const auto it = m_nvm->dataObjects.find(tag);
    return it == m_nvm->dataObjects.end() ? status(0x6A88) : answer(encodeTlv(tag, it->second));
}

StatusWord CardSecurityDomain::storeObjects(QByteArrayView bytes)
{
    const auto objects = readTlv(bytes);
    if (!objects || objects->empty())
        return {0x6A80};
    for (const TlvView& object : *objects) {
        if (object.tag != 0x42 && object.tag != 0x45 && object.tag != 0x66 && object.tag != 0x5F50)
            return {0x6A88};
    }
    for (const TlvView& object : *objects)
        m_nvm.personalize().dataObjects[quint16(object.tag)] = object.value.toByteArray();
    return {0x9000};
}

/// DGI 0070 carries data objects, 00CF replaces the key diversification data (clause 11.11.2.3).
StatusWord CardSecurityDomain::storeGrouping(const CardGrouping& grouping)
{
    const QByteArray data = grouping.open();
    if (grouping.id == 0x0070)
        return storeObjects(data);
    if (grouping.id != 0x00CF)
        return {0x6A88};
    if (data.size() != 10)
        return {0x6A80};
    m_nvm.personalize().keyDiversificationData = data;
    return {0x9000};
}

ResponseApdu CardSecurityDomain::storeData(const CommandApdu& command)
{
    const QByteArray target = m_registry.personalizationTarget();
    if (!target.isEmpty()) {
        const ResponseApdu stored = m_application.storeData(target, command, m_channel.dataKey());
        if ((command.p1() & 0x80) != 0)
            m_registry.endPersonalization();
        return stored;
    }
    const auto grouping = [this](const CardGrouping& one) { return storeGrouping(one); };
    const auto raw = [this](QByteArrayView bytes) { return storeObjects(bytes); };
    return ResponseApdu({}, m_ownData.feed(command, m_channel.dataKey(), grouping, raw));
}

} // namespace sm
