// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

namespace sm {

/// What a serial reader may fail with. No card data in any of them.
Failure readerAnswerBroken(const char* what);
/// Status byte or error number of the reader's own.
Failure readerRefused(quint8 status);
Failure readerCardAbsent();
Failure readerCardMute();
Failure readerSilent();
Failure readerNotReady();
/// Can not be sent through this reader, and was not.
Failure readerCommandRefused(const char* what);

} // namespace sm
