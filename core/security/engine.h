// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/key_life.h"
#include "security/security_request.h"

#include <vector>

namespace sm {

/// A held key as it may be shown: never its value.
struct KeyDescription {
    QString label;
    quint32 version = 0;
    QString usage; ///< scp03-master, kek, mac
    QByteArray kcv; ///< 3 bytes, GlobalPlatform AES rule; empty when the device does not compute it
    KeyLife life;
    bool exportable = false; ///< may leave under a key block protection key
    QString purpose; ///< key usage of TR-31 (E0, K1 ...); empty: not told
    qint64 created = 0; ///< seconds since 1970, UTC; 0: not told
    QString createdBy; ///< those who brought it, by name
    bool operator==(const KeyDescription&) const = default;
};

/// What computes: a request and the held keys give a reply. Blocking, without queue or time. One thread at a
/// time, unless the engine says more.
class Engine {
public:
    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;

    /// Knows this kind of request, whatever keys it names. Any thread.
    virtual bool serves(const SecurityRequest&) const { return true; }
    virtual bool offers(
        const SecurityRequest& request) const = 0; ///< any thread: algorithm and key are there
    virtual Outcome<SecurityReply> compute(const SecurityRequest& request) const = 0;
    virtual std::vector<KeyDescription> keys() const = 0; ///< any thread
};

} // namespace sm
