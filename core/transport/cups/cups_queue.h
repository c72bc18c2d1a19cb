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

    /// It takes PDF, goes, has nothing to print (what waits there would come onto another card), and gives up
    /// a print job that went wrong instead of beginning it again by itself (printer-error-policy abort-job).
    /// Causes: "no CUPS", "no queue", "rejects", "stopped", "no PDF", "retries", "busy".
    Outcome<Done> ready() const;

    /// What becomes of a document that was handed over. Gone: the queue does not know it any more, or never
    /// did.
    enum class State : quint8 { Waiting, Printed, Failed, Gone };
    struct Handed {
        int job = 0; ///< 0: nothing was taken, and `why` says so
        bool unsure = false; ///< the connection went while it was sent: nobody knows
        QString why;
    };
    Handed print(const QByteArray& pdf, const QString& title) const;
    Outcome<State> stateOf(int job) const;
    /// The number of a print job that has not ended, by its title; 0: there is none.
    Outcome<int> find(const QString& title) const;
    /// Done also when it had ended by itself.
    Outcome<Done> cancel(int job) const;

private:
    QString m_name;
};

} // namespace sm
