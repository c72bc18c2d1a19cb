// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/hsm_pool.h"

#include <QBitArray>

#include <deque>
#include <list>
#include <optional>

namespace sm {

/// A request of the pool between its arrival and its end.
struct HsmJob {
    quint64 sequence = 0; ///< order of arrival, kept when it is tried again
    std::shared_ptr<const SecurityRequest> request;
    RequestTag tag;
    Completer<SecurityReply> completer;
    Nanos queuedAt{};
    int attempts = 0;
    std::optional<size_t> avoided; ///< the device that failed it
    QBitArray devices; ///< which devices may serve it
};

/// The pool's waiting line: first in, first out among the requests that a free device can serve. Requests
/// with the same set of devices share a lane, so a choice looks at one head per lane and not at each request.
class HsmQueue {
public:
    void insert(HsmJob job); ///< by its sequence number: a repeated request stands before later ones
    /// The oldest wanted request that one of these devices may serve.
    std::optional<HsmJob> takeFor(const QBitArray& free);
    std::vector<HsmJob> takeAll();
    void sweep(); ///< drops requests that nobody waits for any more

    int size() const { return m_size; }
    quint64 abandoned() const { return m_abandoned; } ///< dropped so far

private:
    struct Lane {
        QBitArray devices;
        std::deque<HsmJob> jobs;
    };
    void dropUnwantedHead(Lane& lane);

    std::list<Lane> m_lanes;
    int m_size = 0;
    quint64 m_abandoned = 0;
};

} // namespace sm
