// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/soft_engine.h"
#include "simulator/card_secure_messaging.h"
#include "simulator/store_data_session.h"

namespace sm {

/// "SMSAM", in the ROM of SAMs only.
QByteArray samLoadFileAid();
QByteArray samModuleAid();
/// A card that is a SAM, personalized with those of the published TEST KEYS that a SAM has a use for.
Outcome<CardContent> makeTestSam(const BlankOptions& options);

/// A SAM as an application of a software card: the commands of security/sam/sam_commands.h. Its keys are in
/// the card's memory, as DGI 80nn and 90nn; it computes with them as the soft device does and seals what
/// leaves.
class SamApplication {
public:
    SamApplication(CardNvm& nvm, CardSecureMessaging& channel, Random& random)
        : m_nvm(nvm)
        , m_channel(channel)
        , m_random(random)
    {
    }

    void reset();
    StatusWord take(QByteArrayView aid, const CardGrouping& grouping);
    StatusWord finish(QByteArrayView aid) const;
    std::optional<ResponseApdu> command(QByteArrayView aid, const CommandApdu& command);

private:
    ResponseApdu identify(const CardApplication& application) const;
    ResponseApdu readKey(const CardApplication& application, quint16 number) const;
    ResponseApdu random(const CommandApdu& command);
    /// Collects the blocks of a command's data; nothing: more are due, or `sw` says why it is refused.
    std::optional<QByteArray> whole(const CommandApdu& command, quint16& sw);
    ResponseApdu serve(const CardApplication& application, quint8 ins, const QByteArray& data);
    ResponseApdu answerOf(const SecurityRequest& request, const SoftEngine& engine) const;
    Outcome<QByteArray> sealed(std::span<const SecretBytes* const> row) const;
    std::shared_ptr<const SoftEngine> engineFor(const CardApplication& application);

    CardNvm& m_nvm;
    CardSecureMessaging& m_channel;
    Random& m_random;
    std::shared_ptr<const SoftEngine> m_engine; ///< with the keys of the selected application
    QByteArray m_data;
    quint8 m_ins = 0;
    int m_next = 0;
};

} // namespace sm
