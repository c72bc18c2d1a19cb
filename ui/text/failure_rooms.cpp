// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/rooms.h"

namespace sm {

std::vector<const FailureTextTable*> failureTextTables()
{
    return {&baseFailureTexts(), &cardFailureTexts(), &cryptoFailureTexts(), &supportFailureTexts(),
        &transportFailureTexts(), &issuerFailureTexts(), &dataFailureTexts(), &profileFailureTexts(),
        &securityFailureTexts(), &stationFailureTexts(), &jobFailureTexts(), &storeFailureTexts(),
        &sessionFailureTexts(), &controllerFailureTexts(), &simulatorFailureTexts(), &serverFailureTexts(),
        &renderFailureTexts(), &traceFailureTexts()};
}

} // namespace sm
