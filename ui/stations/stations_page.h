// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/stations/station_rows.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QWidget>

#include <array>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace sm {

class ElidedLabel;
class EnrolGuide;
class RowsTable;
class StationDetail;

/// Page 6: stations whose readers stand elsewhere. Who waits to be let in, who is in and how its link does,
/// and who was turned away.
class StationsPage final : public QWidget {
    Q_OBJECT
public:
    explicit StationsPage(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }
    const Theme& theme() const { return m_theme; }

Q_SIGNALS:
    void snapshotTaken();
    void admitRequested(const QByteArray& pin);
    void refuseRequested(const QByteArray& pin);
    void revokeRequested(const QString& key); ///< PlaceEntry::key()
    void guideRequested();
    void notice(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeHead(QWidget* parent);
    QWidget* makePending(QWidget* parent);
    QWidget* makeEntries(QWidget* parent);
    QWidget* makeRefused(QWidget* parent);
    void present();
    void presentHead(const StationDoorView& door);
    void presentDetail();
    void checkButtons();
    const PlaceEntry* chosen() const;
    QByteArray chosenPin() const; ///< of those that wait; empty: none

    /// Counts that tell whether something happened, other than that time passed.
    using Shape = std::array<size_t, 6>;
    static Shape shapeOf(const StationDoorView* door);

    Theme m_theme;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<PlaceEntry> m_entries; ///< as presented
    QElapsedTimer m_presented;
    Shape m_shape{}; ///< as presented
    QStackedWidget* m_stack;
    QScrollArea* m_empty;
    EnrolGuide* m_guide;
    QScrollArea* m_area;
    std::vector<std::pair<QLabel*, QLabel*>> m_totals; ///< name and value
    QLabel* m_listens;
    ElidedLabel* m_ownPin;
    QPushButton* m_copyOwn;
    QPushButton* m_enrol;
    QLabel* m_rule;
    QLabel* m_noPending;
    RowsTable* m_pending;
    QPushButton* m_accept;
    QPushButton* m_refuse;
    QPushButton* m_copy;
    QWidget* m_pendingBox;
    RowsTable* m_list;
    QPushButton* m_revoke;
    StationDetail* m_detail;
    QLabel* m_noRefused;
    RowsTable* m_refused;
};

} // namespace sm
