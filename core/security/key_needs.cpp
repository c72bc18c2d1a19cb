// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_device.h"

#include <algorithm>

/// Which keys each request needs, so that the pool knows which device can serve it.
namespace sm {

namespace {

class Needs {
public:
    explicit Needs(const KeyHoldings& holdings)
        : m_holdings(holdings)
    {
    }

    bool operator()(const OpenScp03& r) const
    {
        return card(r.master, KeyUsage::Scp03Master, r.rule, KeyShape::Aes);
    }
    bool operator()(const GenerateDataKey& r) const { return has(r.kek, KeyUsage::KeyEncryption); }
    bool operator()(const UnwrapDataKey& r) const { return has(r.kek, KeyUsage::KeyEncryption); }
    bool operator()(const ComputeMac& r) const { return has(r.key, KeyUsage::Mac); }
    bool operator()(const KeyCheck& r) const { return m_holdings.knows(r.key); }
    bool operator()(const SelfTest&) const { return true; }
    bool operator()(const OpenScp02& r) const
    {
        return card(r.master, KeyUsage::Scp02Master, r.rule, KeyShape::Tdea);
    }
    bool operator()(const ReleaseCard& r) const
    {
        const bool code = r.use == ReleaseCard::Use::Code;
        const bool aes = code || r.use == ReleaseCard::Use::AesChallenge;
        return card(r.master, KeyUsage::Release, r.rule, aes ? KeyShape::Aes : KeyShape::Tdea, code);
    }
    bool operator()(const AuthorizeCreation& r) const
    {
        if (r.algorithm == AuthorizeCreation::Algorithm::AesCmac)
            return card(r.master, KeyUsage::Authorization, r.rule, KeyShape::Aes);
        return card(r.master, KeyUsage::Authorization, r.rule, KeyShape::Tdea)
            && card(r.master, KeyUsage::Authorization, r.rule, KeyShape::LeftDes);
    }
    bool operator()(const MakeCardKeys& r) const
    {
        const auto usage = r.under.protocol == 2 ? KeyUsage::Scp02Master : KeyUsage::Scp03Master;
        return card(r.master, usage, r.rule, KeyShape::Aes, true) && dek(r.under);
    }
    bool operator()(const EmvCardKeys& r) const
    {
        const KeyUse master(KeyShape::Tdea, KeyUse::asMaster);
        return dek(r.under) && std::all_of(r.masters.begin(), r.masters.end(), [&](const KeyRef& ref) {
            return m_holdings.holds(ref, KeyUsage::EmvMaster, master);
        });
    }
    bool operator()(const MakeCardVerification& r) const
    {
        return has(r.key, KeyUsage::CardVerification, KeyShape::Tdea)
            && has(r.key, KeyUsage::CardVerification, KeyShape::LeftDes);
    }
    bool operator()(const TranslatePin& r) const
    {
        return has(r.source, KeyUsage::PinEncryption, r.sourceFormat == 4 ? KeyShape::Aes : KeyShape::Tdea)
            && dek(r.under);
    }
    bool operator()(const Reencipher& r) const
    {
        return has(r.transport, KeyUsage::Transport, KeyShape::Tdea) && dek(r.under);
    }
    bool operator()(const SignStaticData& r) const { return issuer(r.issuerKey); }
    bool operator()(const MakeIccCertificate& r) const { return issuer(r.issuerKey) && dek(r.under); }
    bool operator()(const ReadIssuerCertificate& r) const { return issuer(r.issuerKey); }
    bool operator()(const MakeSimKeys& r) const
    {
        return m_holdings.holds(r.kiMaster, KeyUsage::SimMaster, KeyUse(KeyShape::Aes, KeyUse::asMaster))
            && m_holdings.holds(r.op, KeyUsage::Operator, KeyUse(KeyShape::Aes, 1, true)) && dek(r.under);
    }
    bool operator()(const DrawRandom&) const { return true; }

private:
    bool has(const KeyRef& ref, KeyUsage usage, KeyShape shape = KeyShape::Aes) const
    {
        return m_holdings.holds(ref, usage, KeyUse(shape));
    }
    bool issuer(const KeyRef& ref) const { return has(ref, KeyUsage::IssuerSigning, KeyShape::Rsa); }
    /// As DeviceServices::cardKey takes them.
    bool card(
        const KeyRef& ref, KeyUsage usage, Diversification rule, KeyShape shape, bool leaves = false) const
    {
        if (rule == Diversification::None)
            return m_holdings.holds(ref, usage, KeyUse(shape, 1, leaves));
        const auto master = rule == Diversification::Kdf3 ? KeyShape::Aes : KeyShape::Tdea;
        return m_holdings.holds(ref, usage, KeyUse(master, KeyUse::asMaster));
    }
    bool dek(const CardDek& dek) const
    {
        return dek.protocol == 2 ? card(dek.master, KeyUsage::Scp02Master, dek.rule, KeyShape::Tdea)
                                 : card(dek.master, KeyUsage::Scp03Master, dek.rule, KeyShape::Aes);
    }

    const KeyHoldings& m_holdings;
};

} // namespace

bool keysAreHeld(const SecurityRequest& request, const KeyHoldings& holdings)
{
    return std::visit(Needs(holdings), request);
}

} // namespace sm
