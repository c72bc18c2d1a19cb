// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>
#include <QString>

namespace sm {

/// A print queue of the CUPS that this computer uses (CUPS_SERVER, client.conf, else its own), spoken to in
/// IPP (RFC 8011) through libcups. Every call blocks, at most for a few seconds: a worker's. Whoever asks for
/// a password gets none. PrintQueueUnusable names queue and cause.
class CupsQueue {
public:
    explicit CupsQueue(QString name)
        : m_name(std::move(name))
    {
    }
    /// Letters, digits and marks as CUPS takes them; nothing that leads elsewhere.
    static bool isName(const QString& name);

    /// It takes PDF, goes, and has nothing to print: what waits there would come onto another card.
    /// Causes: "no CUPS", "no queue", "rejects", "stopped", "no PDF", "busy".
    Outcome<Done> ready() const;

    /// What becomes of a document that was handed over.
    enum class State : quint8 { Waiting, Printed, Failed };
    struct Handed {
        int job = 0; ///< 0: nothing was taken, and `why` says so
        bool unsure = false; ///< the connection went while it was sent: nobody knows
        QString why;
    };
    Handed print(const QByteArray& pdf, const QString& title) const;
    Outcome<State> stateOf(int job) const;
    void cancel(int job) const; ///< as far as possible

private:
    QString m_name;
};

} // namespace sm
