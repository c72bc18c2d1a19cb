// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/counts.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace sm {

class Chip;

/// The two identities of a job, figure by figure, each with its "balances" mark.
class CountsBox final : public QWidget {
    Q_OBJECT
public:
    explicit CountsBox(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setCounts(const JobCounts& counts);

private:
    struct Identity {
        std::vector<QLabel*> values;
        Chip* mark = nullptr;
    };
    Identity addIdentity(QVBoxLayout* column, const QString& title, const QStringList& captions);
    void fill(Identity& identity, std::initializer_list<qint64> values, qint64 difference);

    Theme m_theme;
    Identity m_records;
    Identity m_cards;
    std::vector<QLabel*> m_dim;
};

} // namespace sm
