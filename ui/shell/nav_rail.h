// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace sm {

/// One page in the rail: icon and text, the present page marked by a bar.
class NavButton final : public QAbstractButton {
    Q_OBJECT
public:
    NavButton(const QString& iconName, const QString& text, const QString& shortcut, QWidget* parent);
    void setTheme(const Theme& theme);
    void setFolded(bool folded); ///< icon only; the text is in the tooltip
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
    QString m_shortcut;
    bool m_folded = false;
    Theme m_theme;
};

/// Left edge: product name, pages, a place for the job strip, the clock.
class NavRail final : public QWidget {
    Q_OBJECT
public:
    explicit NavRail(QWidget* parent = nullptr);

    void addPage(const QString& iconName, const QString& text);
    void addBottom(QWidget* widget);
    void setCurrent(int page);
    void setTheme(const Theme& theme);
    void setClock(const QString& text);
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }
    /// Without the job strip: it gives way where the alarm list leaves no room; its commands are in the menu
    /// too.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void pageRequested(int page);
    void foldRequested(bool folded);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fitBottom();

    Theme m_theme;
    QVBoxLayout* m_pages;
    QWidget* m_bottom;
    QPushButton* m_fold;
    bool m_folded = false;
    QLabel* m_title;
    QLabel* m_clock;
    QList<NavButton*> m_buttons;
};

} // namespace sm
