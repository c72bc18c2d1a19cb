// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/floor/floor_model.h"

#include <QWidget>

class QLabel;

namespace sm {

class ExchangeList;
class StepList;

/// The room that one or two stations leave: of each the steps of the card in work and its commands, live. For
/// the engineer at a bench.
class BenchPane final : public QWidget {
    Q_OBJECT
public:
    static constexpr int mostStations = 2;

    explicit BenchPane(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void present(const FloorModel& model);

private:
    struct Column {
        QWidget* box = nullptr;
        QLabel* title = nullptr;
        QLabel* stepsTitle = nullptr;
        StepList* steps = nullptr;
        QLabel* commandsTitle = nullptr;
        ExchangeList* commands = nullptr;
    };
    Column makeColumn();

    std::array<Column, mostStations> m_columns;
};

} // namespace sm
