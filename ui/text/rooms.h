// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/failure_text.h"

namespace sm {

// One table per room of the failure catalogue, each in room_ROOM.cpp.
const FailureTextTable& baseFailureTexts();
const FailureTextTable& cardFailureTexts();
const FailureTextTable& cryptoFailureTexts();
const FailureTextTable& supportFailureTexts();
const FailureTextTable& transportFailureTexts();
const FailureTextTable& issuerFailureTexts();
const FailureTextTable& dataFailureTexts();
const FailureTextTable& profileFailureTexts();
const FailureTextTable& securityFailureTexts();
const FailureTextTable& stationFailureTexts();
const FailureTextTable& jobFailureTexts();
const FailureTextTable& storeFailureTexts();
const FailureTextTable& sessionFailureTexts();
const FailureTextTable& controllerFailureTexts();
const FailureTextTable& simulatorFailureTexts();
const FailureTextTable& serverFailureTexts();
const FailureTextTable& renderFailureTexts();
const FailureTextTable& traceFailureTexts();

} // namespace sm
