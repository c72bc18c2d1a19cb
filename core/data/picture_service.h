// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "issuer/picture_address.h"

#include <QByteArray>

#include <memory>

namespace sm {

class NetworkThread;

/// Fetches the cards' own pictures from an HTTP server (RFC 9110, GET), one request each, on a thread of its
/// own. Nothing is kept: no cache, no cookies. What the server sends is hostile: how much it may be is
/// bounded here, what it is the renderer judges. An answer that points elsewhere is not followed, and no
/// proxy is used. In time of the clock on the wall only. Owner thread.
class PictureService {
public:
    static constexpr qint64 mostBytes = 16 << 20;

    PictureService(Reactor reactor, PictureAddress address); ///< without a flaw
    PictureService(const PictureService&) = delete;
    PictureService& operator=(const PictureService&) = delete;
    ~PictureService(); ///< breaks off what is under way

    /// Names are personal: none is in a failure. PictureNotServed: the server answers, but not with this
    /// picture ("status" 404, "size", "moved", "empty", "name"); PictureServerSilent: it does not answer, or
    /// stops in the middle; WaitTimedOut after `limit`.
    Pending<QByteArray> fetch(const QString& name, Nanos limit);

private:
    Reactor m_reactor;
    PictureAddress m_address;
    std::shared_ptr<NetworkThread> m_thread;
    quint64 m_fetcher; ///< its name on the thread
};

} // namespace sm
