// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/rsa.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace sm {

/// RSA key pairs of cards made ahead of time: making one takes longer than a card may wait. Bounded; exponent
/// 3, as EMV cards use it. Any thread.
class KeyPairs {
public:
    /// Keeps up to `ahead` pairs of each length that was ever asked for.
    explicit KeyPairs(size_t ahead = 32);
    ~KeyPairs(); ///< ends the thread; a pair under way is finished first

    /// Starts the thread that fills up. Without it a pair is made when it is taken.
    void start();
    /// The oldest pair of that length, or one that is made now. RsaKeyLengthWrong.
    Outcome<RsaPrivateKey> take(int bits);
    /// How many are ready.
    size_t ready(int bits) const;

private:
    void fill();
    int wanted() const; ///< a length that is short of pairs, or 0; under the mutex

    const size_t m_ahead;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<int, std::deque<RsaPrivateKey>> m_pairs;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace sm
