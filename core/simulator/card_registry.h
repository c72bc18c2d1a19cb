// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"
#include "simulator/card_content.h"

namespace sm {

/// The registry of the card: GET STATUS, SET STATUS, INSTALL, LOAD and DELETE of GlobalPlatform v2.3.1
/// chapter 11. Whoever calls has checked that a secure channel is open.
class CardRegistry {
public:
    explicit CardRegistry(CardNvm& nvm)
        : m_nvm(nvm)
    {
    }

    void reset();
    ResponseApdu getStatus(const CommandApdu& command);
    ResponseApdu setStatus(const CommandApdu& command);
    ResponseApdu install(const CommandApdu& command);
    ResponseApdu load(const CommandApdu& command);
    ResponseApdu deleteObject(const CommandApdu& command);
    /// Where STORE DATA goes after INSTALL [for personalization]; empty: to the security domain.
    const QByteArray& personalizationTarget() const { return m_personalizationTarget; }
    void endPersonalization() { m_personalizationTarget.clear(); }

private:
    struct InstallFields;
    ResponseApdu installForLoad(const InstallFields& fields);
    ResponseApdu installForInstall(const InstallFields& fields, bool selectable);
    ResponseApdu installForPersonalization(const InstallFields& fields);
    ResponseApdu makeSelectable(const InstallFields& fields);
    ResponseApdu finishLoad();
    ResponseApdu setCardState(quint8 next);
    ResponseApdu setApplicationState(QByteArrayView aid, quint8 next);
    ResponseApdu deleteKeys(QByteArrayView data);
    std::vector<QByteArray> statusEntries(quint8 scope, QByteArrayView prefix) const;

    CardNvm& m_nvm;
    QByteArray m_personalizationTarget;
    std::vector<QByteArray> m_statusQueue; ///< what "get next occurrence" gives
    QByteArray m_loadAid; ///< set between INSTALL [for load] and the last LOAD
    QByteArray m_loadData;
    int m_nextLoadBlock = 0;
};

} // namespace sm
