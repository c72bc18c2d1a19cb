// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace sm {

/// The phases of a session from top to bottom, done ones marked, the present one pointed at, with the step
/// bar.
class PhaseList final : public QWidget {
    Q_OBJECT
public:
    explicit PhaseList(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setSession(const StationSnapshot& station);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    Phase m_phase = Phase::None;
    bool m_failed = false;
    QString m_step; ///< beside the phase that writes
};

/// Every step of the card in work by name, done ones marked, the present one pointed at.
class StepList final : public QWidget {
    Q_OBJECT
public:
    explicit StepList(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setSession(const StationSnapshot& station);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    QStringList m_names;
    int m_now = 0;
    bool m_failed = false;
};

/// Seconds of the last twenty cards as bars.
class TaktChart final : public QWidget {
    Q_OBJECT
public:
    explicit TaktChart(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// `target`: seconds a card should take, drawn as a dashed line; 0: none.
    void setTakts(const std::array<float, 20>& takts, float target = 0);
    QSize sizeHint() const override { return {200, 84}; }
    QSize minimumSizeHint() const override { return {120, 84}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    std::array<float, 20> m_takts{};
    float m_target = 0;
};

/// The last command/response pairs, masked by the server, two lines each.
class ExchangeList final : public QWidget {
    Q_OBJECT
public:
    explicit ExchangeList(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setExchanges(const std::vector<MaskedExchange>& exchanges);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    Theme m_theme;
    std::vector<MaskedExchange> m_exchanges;
};

/// Steps done of all steps as segments.
class StepBar final : public QWidget {
    Q_OBJECT
public:
    explicit StepBar(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setSteps(int now, int count);
    QSize sizeHint() const override { return {200, 10}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    int m_now = 0;
    int m_count = 0;
};

} // namespace sm
