// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/sam/sam_keys.h"

namespace sm {

/// The command that a kind of request is sent with; nothing: no SAM serves that kind.
std::optional<sam::Ins> samCommandFor(const SecurityRequest& request);

/// Requests as commands of a SAM, and its answers as replies. For the time of a request.
class SamServices {
public:
    SamServices(SamSession& session, const SamKeys& keys)
        : m_session(session)
        , m_keys(keys)
    {
    }
    /// KeyUnknown, KeyUsageRefused, CardRequestWrong, CardCryptogramWrong as other devices answer them; else
    /// SamCallFailed or SamMissing, and the session is worth nothing any more.
    Outcome<SecurityReply> serve(const SecurityRequest& request);

private:
    using Reply = Outcome<SecurityReply>;
    Reply answer(const OpenScp03& request);
    Reply answer(const OpenScp02& request);
    Reply answer(const ComputeMac& request);
    Reply answer(const KeyCheck& request);
    Reply answer(const ReleaseCard& request);
    Reply answer(const AuthorizeCreation& request);
    Reply answer(const MakeCardKeys& request);
    Reply answer(const DrawRandom& request);
    Reply answer(const SelfTest& request);
    template <class Other> Reply answer(const Other&);

    Outcome<QByteArray> keyNumber(const KeyRef& ref) const;
    Outcome<QByteArray> keyAndRule(const KeyRef& ref, Diversification rule) const;
    Outcome<QByteArray> dekBytes(const CardDek& dek) const;
    /// The data of the answer, with status words turned into failures.
    Outcome<QByteArray> run(sam::Ins ins, const QByteArray& data, const KeyRef& key);

    SamSession& m_session;
    const SamKeys& m_keys;
};

} // namespace sm
