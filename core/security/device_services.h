// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/key_device.h"

namespace sm {

/// What every request computes, over the operations of a device: soft keys and tokens answer alike because
/// this is written once. Without state; as many threads as the device allows. Failures: KeyUnknown,
/// KeyUsageRefused, CardCryptogramWrong, CardRequestWrong (a length or a choice that the service does not
/// know), WrappedKeyBroken, MacLengthWrong, the device's own and crypto's.
class DeviceServices {
public:
    explicit DeviceServices(const KeyDevice& device)
        : m_device(device)
    {
    }
    Outcome<SecurityReply> serve(const SecurityRequest& request) const;

private:
    using KeyPtr = KeyDevice::KeyPtr;
    /// Where a card's key comes from.
    struct Source {
        const KeyRef& master;
        KeyUsage usage;
        Diversification rule;
        QByteArrayView kdd;
    };

    Outcome<Scp03Opening> answer(const OpenScp03& request) const;
    Outcome<DataKey> answer(const GenerateDataKey& request) const;
    Outcome<DataKey> answer(const UnwrapDataKey& request) const;
    Outcome<Mac> answer(const ComputeMac& request) const;
    Outcome<KeyCheckValue> answer(const KeyCheck& request) const;
    Outcome<SelfTestPassed> answer(const SelfTest& request) const;
    Outcome<Scp02Opening> answer(const OpenScp02& request) const;
    Outcome<CardRelease> answer(const ReleaseCard& request) const;
    Outcome<Authorization> answer(const AuthorizeCreation& request) const;
    Outcome<CardKeys> answer(const MakeCardKeys& request) const;
    Outcome<Enciphered> answer(const EmvCardKeys& request) const;
    Outcome<CardVerification> answer(const MakeCardVerification& request) const;
    Outcome<Enciphered> answer(const TranslatePin& request) const;
    Outcome<Enciphered> answer(const Reencipher& request) const;
    Outcome<SignedStaticData> answer(const SignStaticData& request) const;
    Outcome<IccCertificate> answer(const MakeIccCertificate& request) const;
    Outcome<IssuerCertificate> answer(const ReadIssuerCertificate& request) const;
    Outcome<SimKeys> answer(const MakeSimKeys& request) const;
    Outcome<RandomDrawn> answer(const DrawRandom& request) const;

    /// One of a card's keys: 1 ENC, 2 MAC, 3 DEK.
    Outcome<KeyPtr> cardKey(const Source& source, KeyShape shape, quint8 number, bool leaves = false) const;
    Outcome<KeyPtr> dek(const CardDek& dek) const;
    Outcome<Scp03SessionKeys> scp03Keys(const Source& source, QByteArrayView context) const;
    Outcome<SecretBytes> scp02Key(
        const Source& source, quint8 number, Scp02Constant constant, QByteArrayView counter) const;
    /// 3 bytes: AES by GlobalPlatform's rule, TDEA over zeros.
    Outcome<QByteArray> checkValue(const KeyDevice::Key& key) const;
    Outcome<QByteArray> tdeaCheckValue(const KeyDevice::Key& key) const; ///< of one that leaves, of any shape
    /// The content of a DGI under the card's DEK.
    Outcome<QByteArray> enciphered(const KeyDevice::Key& dek, SecretBytes clear) const;
    /// MAC algorithm 3 of ISO/IEC 9797-1 with padding method 2; the left half does all blocks but the last.
    Outcome<QByteArray> retailMac(
        const KeyDevice::Key& left, const KeyDevice::Key& whole, QByteArrayView data) const;
    Outcome<SecretBytes> pinOf(const TranslatePin& request) const;
    Outcome<QByteArray> verificationDigits(
        const MakeCardVerification& request, const KeyDevice::Key& left, const KeyDevice::Key& whole) const;

    const KeyDevice& m_device;
};

} // namespace sm
