// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/security_request.h"

namespace sm {

bool isPure(const SecurityRequest& request)
{
    return !std::holds_alternative<GenerateDataKey>(request)
        && !std::holds_alternative<MakeIccCertificate>(request)
        && !std::holds_alternative<DrawRandom>(request);
}

const char* requestName(const SecurityRequest& request)
{
    static constexpr const char* names[] = {"OpenScp03", "GenerateDataKey", "UnwrapDataKey", "ComputeMac",
        "KeyCheck", "SelfTest", "OpenScp02", "ReleaseCard", "AuthorizeCreation", "MakeCardKeys",
        "EmvCardKeys", "MakeCardVerification", "TranslatePin", "Reencipher", "SignStaticData",
        "MakeIccCertificate", "ReadIssuerCertificate", "MakeSimKeys", "DrawRandom"};
    static_assert(std::size(names) == std::variant_size_v<SecurityRequest>);
    return names[request.index()];
}

namespace {

template <class R> struct ReplyTo;
// clang-format off
template <> struct ReplyTo<OpenScp03> { using Type = Scp03Opening; };
template <> struct ReplyTo<GenerateDataKey> { using Type = DataKey; };
template <> struct ReplyTo<UnwrapDataKey> { using Type = DataKey; };
template <> struct ReplyTo<ComputeMac> { using Type = Mac; };
template <> struct ReplyTo<KeyCheck> { using Type = KeyCheckValue; };
template <> struct ReplyTo<SelfTest> { using Type = SelfTestPassed; };
template <> struct ReplyTo<OpenScp02> { using Type = Scp02Opening; };
template <> struct ReplyTo<ReleaseCard> { using Type = CardRelease; };
template <> struct ReplyTo<AuthorizeCreation> { using Type = Authorization; };
template <> struct ReplyTo<MakeCardKeys> { using Type = CardKeys; };
template <> struct ReplyTo<EmvCardKeys> { using Type = Enciphered; };
template <> struct ReplyTo<MakeCardVerification> { using Type = CardVerification; };
template <> struct ReplyTo<TranslatePin> { using Type = Enciphered; };
template <> struct ReplyTo<Reencipher> { using Type = Enciphered; };
template <> struct ReplyTo<SignStaticData> { using Type = SignedStaticData; };
template <> struct ReplyTo<MakeIccCertificate> { using Type = IccCertificate; };
template <> struct ReplyTo<ReadIssuerCertificate> { using Type = IssuerCertificate; };
template <> struct ReplyTo<MakeSimKeys> { using Type = SimKeys; };
template <> struct ReplyTo<DrawRandom> { using Type = RandomDrawn; };
// clang-format on

} // namespace

bool answers(const SecurityReply& reply, const SecurityRequest& request)
{
    return std::visit(
        [&reply](const auto& asked) {
            return std::holds_alternative<typename ReplyTo<std::decay_t<decltype(asked)>>::Type>(reply);
        },
        request);
}

} // namespace sm
