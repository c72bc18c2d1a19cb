// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>

#include <optional>

namespace sm {

/// A label that elides its text at the end and then shows it whole in the tooltip.
class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr, Qt::TextElideMode mode = Qt::ElideRight);

    void setFullText(const QString& text);
    QString fullText() const { return m_text; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Qt::TextElideMode m_mode;
};

/// A small flat block with text in a signal colour or, without a band, an outline. Also the filter chips.
class Chip final : public QAbstractButton {
    Q_OBJECT
public:
    explicit Chip(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setBand(std::optional<Band> band);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    std::optional<Band> m_band;
};

QPushButton* makeButton(const QString& objectName, const QString& text, QWidget* parent);
/// The same with room around its text: for rows that are not crowded.
QPushButton* makeRoomyButton(const QString& objectName, const QString& text, QWidget* parent);
/// Enabled with no tip but `help`, or disabled with the reason as tooltip and status tip.
void setAvailable(QWidget* widget, bool available, const QString& tip);
QLabel* makeLabel(QWidget* parent, int pixels, bool bold = false);
/// Text colour of one label without a style sheet.
void setTextColor(QWidget* widget, const QColor& color);
/// A widget that fills itself with a colour of the theme.
void setBackground(QWidget* widget, const QColor& color);

} // namespace sm
