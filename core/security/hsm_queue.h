// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/hsm_pool.h"

#include <bitset>
#include <deque>
#include <list>
#include <optional>

namespace sm {

/// Which of a pool's devices, by index.
inline constexpr size_t mostHsms = 256;
using HsmSet = std::bitset<mostHsms>;

/// A request of the pool between its arrival and its end.
struct HsmJob {
    quint64 sequence = 0; ///< order of arrival, kept when it is tried again
    std::shared_ptr<const SecurityRequest> request;
    RequestTag tag;
    Completer<SecurityReply> completer;
    Nanos queuedAt{};
    int attempts = 0;
    std::optional<size_t> avoided; ///< the device that failed it
    HsmSet devices; ///< which devices may serve it
};

/// The pool's waiting line: the oldest first among the requests that a free device can serve. Requests with
/// the same set of devices share a lane, so a choice looks at one head per lane and not at each request.
class HsmQueue {
public:
    void insert(HsmJob job); ///< by its sequence number: a repeated request stands before later ones
    /// The oldest wanted request that one of these devices may serve.
    std::optional<HsmJob> takeFor(const HsmSet& free);
    std::vector<HsmJob> takeAll();
    void sweep(); ///< drops requests that nobody waits for any more

    int size() const { return m_size; }
    int sizeOf(const HsmSet& devices) const; ///< requests that exactly these devices may serve
    int sizeFor(size_t device) const; ///< requests that the device may serve
    /// How many kinds of waiting requests the device may serve: a choice between devices spares the ones that
    /// many need.
    int lanesFor(size_t device) const;
    quint64 abandoned() const { return m_abandoned; } ///< dropped so far

private:
    struct Lane {
        HsmSet devices;
        std::deque<HsmJob> jobs;
    };
    void dropUnwantedHead(Lane& lane);

    std::list<Lane> m_lanes;
    int m_size = 0;
    quint64 m_abandoned = 0;
};

} // namespace sm
