// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "server/server_port.h"

#include <QJsonObject>
#include <QString>

namespace sm {

/// Results go to stdout and nothing else does; messages and progress go to stderr.
class ConsoleOutput {
public:
    ConsoleOutput(bool json, bool quiet);

    bool json() const { return m_json; }
    void result(const QJsonObject& document) const; ///< one JSON document, compact, on one line
    void result(const QString& text) const;
    void message(const QString& text) const;
    void failure(const Failure& why) const; ///< sentence, what to do, code
    void findings(const ImportSummary& summary) const;
    /// A bar on a terminal; nothing when stderr is a file.
    void progress(const Snapshot& snapshot, JobId job);
    void endProgress();

private:
    bool m_json;
    bool m_quiet;
    bool m_terminal;
    bool m_barShown = false;
};

QJsonObject importJson(const ImportSummary& summary, JobId job);
/// The lines a person reads at the end of a run: both identities and the figures.
QString runText(const Snapshot& snapshot, JobId job);

} // namespace sm
