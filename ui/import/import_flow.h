// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QObject>
#include <QStringList>

namespace sm {

class ImportCard;
class ImportPage;

/// The way of a dropped file: checked, accepted, imported, started. Short on the card of the Jobs page when
/// its format is known and it has no findings; on the import page when a person has to look. Several files
/// come one after the other.
class ImportFlow final : public QObject {
    Q_OBJECT
public:
    /// `card` and `page` outlive it.
    ImportFlow(ServerPort& port, ImportCard* card, ImportPage* page, QObject* parent = nullptr);

    void setTheme(const Theme& theme);
    void open(const QStringList& files);
    /// True when the event belongs to the import that is open.
    bool handle(const ServerEvent& event);
    /// A check or an import is under way, or waits for a person.
    bool isOpen() const { return m_check != 0 || m_storing != 0; }

Q_SIGNALS:
    void pageWanted(); ///< the import page should be seen
    void cardWanted(); ///< the Jobs page with the card should be seen
    void imported(sm::JobId job);
    void notice(const QString& text);

private:
    /// `byPerson`: somebody waits for it, so it gets the focus.
    void next(bool byPerson);
    void check(const ImportMapping& mapping);
    void accept(ImportPolicy policy);
    void cancel();
    void close();
    void handleImport(const ImportEvent& event);
    void onPreviewed(const event::Previewed& previewed);
    void onChecked(const event::Checked& checked);
    void saveReport(const QString& file);

    ServerPort& m_port;
    ImportCard* m_card;
    ImportPage* m_page;
    QStringList m_files; ///< not looked at yet
    QString m_file;
    int m_number = 0; ///< of the file, from 1
    int m_count = 0;
    quint64 m_check = 0; ///< ticket; 0: none
    quint64 m_storing = 0; ///< ticket of an import under way
    bool m_onPage = false; ///< the page was shown for this file
    bool m_known = false;
    qint64 m_findings = 0;
};

} // namespace sm
