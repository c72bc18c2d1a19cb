// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;

namespace sm {

class ElidedLabel;
struct PlaceEntry;

/// What is known of one station beside its reader: its link, its key, and what to do when it is away.
class StationDetail final : public QWidget {
    Q_OBJECT
public:
    explicit StationDetail(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void present(const Snapshot& snapshot, const PlaceEntry& entry);
    void presentNothing(); ///< none is chosen

Q_SIGNALS:
    void copied(const QString& text); ///< what to say about it

private:
    QLabel* addFact(const char* objectName, const QString& caption);
    QWidget* makeKeyRow();

    QFormLayout* m_form;
    QLabel* m_title;
    QLabel* m_state;
    QLabel* m_todo;
    QLabel* m_link;
    QLabel* m_beat;
    QLabel* m_letIn;
    ElidedLabel* m_pin;
    QPushButton* m_copy;
    QWidget* m_facts;
    QString m_fingerprint;
    std::vector<QLabel*> m_captions;
};

} // namespace sm
