// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canary_job.h"

#include <QHash>
#include <QStringList>
#include <QTemporaryDir>

namespace sm {

class MainWindow;

/// A home folder of its own, a canary job in it, and the search for the canaries in all that a window shows
/// and a program writes. One at a time: it takes the program's log and environment. UI thread.
class CanaryWatch {
public:
    static constexpr const char* channels[] = {"painted", "accessible", "properties", "hover", "models",
        "clipboard", "export", "pdf", "log", "settings", "files"};

    CanaryWatch();
    ~CanaryWatch();
    CanaryWatch(const CanaryWatch&) = delete;
    CanaryWatch& operator=(const CanaryWatch&) = delete;

    /// False: the home folder or the job could not be made.
    bool prepare(int records);
    const CanaryJob& job() const { return m_job; }
    const Canaries& canaries() const { return m_job.canaries; }
    QString home(const char* path) const { return m_home.filePath(QString::fromLatin1(path)); }
    QString out(const char* name) const { return home("exports/") + QString::fromLatin1(name); }
    QString dataFolder() const { return home("home/DATA/stationmaster"); }

    void search(const char* channel, const QStringList& texts);
    /// The bytes of a file, and what a reader of PDF sees.
    void searchFile(const char* channel, const QString& file);
    /// Everything that can be seen of the window, read aloud or copied, and what was logged since.
    void look(const char* step, MainWindow& window);
    /// Everything on the disk but the issuer's own folder, where the rejects file may be. Number of files.
    qsizetype lookAtFiles(const char* step);

    /// What was found where, one a line; empty: nothing.
    QString finds() const { return m_finds.join(u'\n'); }
    /// Whether the channel has shown this text: that it was looked at, at all.
    bool saw(const char* channel, const char* text) const
    {
        return m_seen.value(QLatin1String(channel)).contains(QLatin1String(text));
    }
    qsizetype count(const char* channel) const { return m_counts.value(QLatin1String(channel)); }
    int looks() const { return m_looks; }

private:
    QTemporaryDir m_home;
    CanaryJob m_job;
    const char* m_step = "";
    QHash<QString, QString> m_seen; ///< of each channel, all texts
    QHash<QString, qsizetype> m_counts; ///< texts, or bytes of files
    QStringList m_finds;
    int m_looks = 0;
};

/// What any thread has logged since the last call, while a CanaryWatch lives.
QStringList takeLog();
/// All regular files under a folder.
QStringList filesIn(const QString& folder);
QByteArray contentOf(const QString& file);

} // namespace sm
