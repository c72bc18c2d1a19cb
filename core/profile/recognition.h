// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile_model.h"

namespace sm::profile {

/// Right-card check. WrongCard: `what` is atr, answers, status, cplc, tag or serial; found and expected are
/// open data.
Outcome<ChipIdentity> recognise(
    const Recognition& card, const QByteArray& atr, const std::vector<ResponseApdu>& answers);

} // namespace sm::profile
