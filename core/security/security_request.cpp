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

} // namespace sm
