// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/rsa.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace sm {

/// Counted since the store was made.
struct KeyPairFigures {
    size_t ready = 0; ///< of all lengths
    size_t room = 0; ///< for each length
    quint64 taken = 0;
    quint64 late = 0; ///< of these, made while a card waited
};

/// RSA key pairs of cards made ahead of time: making one takes longer than a card may wait. Bounded; exponent
/// 3, as EMV cards use it. Any thread.
class KeyPairs {
public:
    static constexpr size_t mostLengths = 4; ///< a floor makes one or two; what is asked for may be anything

    /// Keeps up to `ahead` pairs of each of the lengths that were asked for last.
    explicit KeyPairs(size_t ahead = 32);
    ~KeyPairs(); ///< ends the thread; a pair under way is finished first

    /// Starts the thread that fills up, at the lowest priority: cards go before. Without it a pair is made
    /// when it is taken.
    void start();
    KeyPairFigures figures() const;
    /// The oldest pair of that length, or one that is made now. RsaKeyLengthWrong.
    Outcome<RsaPrivateKey> take(int bits);
    /// How many are ready.
    size_t ready(int bits) const;

private:
    struct Shelf {
        std::deque<RsaPrivateKey> ready;
        quint64 lastAsked = 0;
    };
    void fill();
    int wanted() const; ///< a length that is short of pairs, or 0; under the mutex
    void forgetOldest(); ///< under the mutex

    const size_t m_ahead;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<int, Shelf> m_pairs;
    quint64 m_asked = 0;
    quint64 m_taken = 0;
    quint64 m_late = 0;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace sm
