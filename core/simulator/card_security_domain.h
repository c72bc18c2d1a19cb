// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/card_application.h"
#include "simulator/card_registry.h"
#include "simulator/card_secure_messaging.h"

namespace sm {

/// The issuer security domain and the applications it serves: SELECT by name and every command with CLA 80 or
/// 84 of a GlobalPlatform card, after secure messaging was taken off.
class CardSecurityDomain {
public:
    CardSecurityDomain(CardNvm& nvm, CardSecureMessaging& channel, Random& random)
        : m_nvm(nvm)
        , m_channel(channel)
        , m_registry(nvm)
        , m_application(nvm, channel, random)
    {
    }

    void reset();
    /// Nothing when no application has this name: then the files may know it.
    std::optional<ResponseApdu> select(const CommandApdu& command);
    ResponseApdu handle(const CommandApdu& command);
    /// An interindustry command that the selected application knows; nothing: it is for the files.
    std::optional<ResponseApdu> interindustry(const CommandApdu& command);

private:
    bool domainSelected() const { return m_selected.isEmpty() || m_selected == m_nvm->issuerDomain; }
    QByteArrayView invoker() const { return m_selected.isEmpty() ? m_nvm->issuerDomain : m_selected; }
    ResponseApdu domainCommand(const CommandApdu& command);
    ResponseApdu applicationCommand(const CommandApdu& command);
    StatusWord lifeCycleAllows(const CommandApdu& command) const;
    ResponseApdu getData(const CommandApdu& command) const;
    QByteArray keyInformation() const;
    ResponseApdu putKey(const CommandApdu& command);
    ResponseApdu storeData(const CommandApdu& command);
    StatusWord storeGrouping(const CardGrouping& grouping);
    StatusWord storeObjects(QByteArrayView objects);

    CardNvm& m_nvm;
    CardSecureMessaging& m_channel;
    CardRegistry m_registry;
    CardApplicationLogic m_application;
    StoreDataSession m_ownData;
    QByteArray m_selected; ///< empty: the ISD, selected by reset
};

} // namespace sm
