// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/decoded.h"
#include "ui/theme/theme.h"

#include <QAbstractScrollArea>

namespace sm {

/// Hexadecimal and ASCII of a command and its answer. Masked bytes are xx, key material ··; neither is in
/// this program to be shown. A range can be lit; a click tells which byte it met.
class BytesView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit BytesView(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setRow(const TraceRow* row); ///< copies; null: nothing
    void light(TraceSide side, qsizetype offset, qsizetype length);
    /// What the pane says, in lines: for a screen reader and for copying.
    QString text() const;

Q_SIGNALS:
    void byteClicked(sm::TraceSide side, qsizetype offset);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Line {
        TraceSide side = TraceSide::None;
        qsizetype offset = 0;
        qsizetype count = 0; ///< 0: a title
    };
    struct Bytes {
        QByteArray bytes;
        std::vector<FieldClass> classes;
    };
    void layOut();
    const Bytes& bytesOf(TraceSide side) const { return side == TraceSide::Answer ? m_answer : m_command; }
    QString cell(const Bytes& bytes, qsizetype index) const;
    QChar letter(const Bytes& bytes, qsizetype index) const;
    void paintLine(QPainter& painter, const Line& line, int y);
    QString title(TraceSide side) const;
    int perLine() const;
    int lineHeight() const;
    int hexLeft() const;

    Theme m_theme;
    Bytes m_command;
    Bytes m_answer;
    std::vector<Line> m_lines;
    TraceSide m_litSide = TraceSide::None;
    qsizetype m_litOffset = 0;
    qsizetype m_litLength = 0;
};

} // namespace sm
