// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sm {

/// Frees what the cryptographic library keeps for the calling thread. The last call of a QThread's run():
/// QThread::wait() returns before the thread's own destructors have run, so the program may be over before
/// they are. Threads that are joined need none.
void endSecretsOfThread();

} // namespace sm
