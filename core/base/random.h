// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>

#include <memory>
#include <span>

namespace sm {

/// Source of random bytes, injected so that a simulation is repeatable from its seed.
class Random {
public:
    Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;
    virtual ~Random() = default;

    virtual bool fill(std::span<quint8> bytes) = 0;

    Outcome<QByteArray> bytes(qsizetype count); ///< challenges and nonces, not keys
    quint64 next(); ///< uniform; 0 when the source failed
    double unit(); ///< uniform in [0, 1)
};

/// OpenSSL's DRBG. Any thread.
class SystemRandom final : public Random {
public:
    bool fill(std::span<quint8> bytes) override;
};

/// xoshiro256** seeded by splitmix64. For simulation only: predictable. One thread.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(quint64 seed);
    bool fill(std::span<quint8> bytes) override;

private:
    quint64 draw();
    quint64 m_state[4];
};

} // namespace sm
