// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace sm {

class ElidedLabel;
class EmptyState;
class HsmCard;
class KeyListModel;
class SafeTableView;

/// Page 5: the encryption devices with what each does, and the keys that they hold.
class KeysPage final : public QWidget {
    Q_OBJECT
public:
    explicit KeysPage(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }
    const Theme& theme() const { return m_theme; }

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void demoRequested();
    void ceremonyRequested();
    void importRequested();
    void exportRequested(const sm::HsmKeyFigures& key);
    void retireRequested(const sm::HsmKeyFigures& key);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeContent();
    QWidget* makeTotals(QWidget* parent);
    QWidget* makeKeys(QWidget* parent);
    QWidget* makeKeyButtons(QWidget* parent);
    void presentKeys(const HsmPoolFigures& pool);
    void checkButtons();
    const HsmKeyFigures* chosen() const;
    void present();
    void presentTotals(const HsmPoolFigures& pool);
    void makeCards(const HsmPoolFigures& pool);
    void arrange();
    void fitTable();

    Theme m_theme;
    std::shared_ptr<const Snapshot> m_snapshot;
    QElapsedTimer m_presented;
    std::vector<HsmHealth> m_states; ///< as presented: a change is shown at once
    QStackedWidget* m_stack;
    QScrollArea* m_area;
    QWidget* m_list;
    QGridLayout* m_grid;
    EmptyState* m_empty;
    SafeTableView* m_table;
    KeyListModel* m_keys;
    QLabel* m_title;
    QLabel* m_noKeys;
    QPushButton* m_ceremony;
    QPushButton* m_import;
    QPushButton* m_export;
    QPushButton* m_retire;
    std::vector<HsmCard*> m_cards;
    std::vector<std::pair<QLabel*, QLabel*>> m_totals; ///< name and value
    int m_columns = 0;
};

} // namespace sm
