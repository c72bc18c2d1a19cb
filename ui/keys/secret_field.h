// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_bytes.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <chrono>
#include <memory>

namespace sm {

/// Where a person types the hexadecimal digits of a key component. Digit by digit into locked memory; what is
/// drawn and told to assistive software is how many there are, never which. No text of it exists: nothing can
/// be pasted, dropped, selected, copied or undone, and no input method sees it. Wiped when nobody types for a
/// while, and sooner when it has lost the focus.
class SecretField final : public QWidget {
    Q_OBJECT
public:
    explicit SecretField(QWidget* parent = nullptr);
    ~SecretField() override;

    void setTheme(const Theme& theme);
    /// Bytes that are awaited; wipes. False: there is no locked memory for it.
    bool setLength(qsizetype bytes);
    void setPatience(std::chrono::milliseconds typing, std::chrono::milliseconds away);
    int digits() const { return m_count; }
    int wanted() const { return int(2 * m_length); }
    bool isComplete() const { return m_count > 0 && m_count == wanted(); }
    /// What was typed, once; empty when it is not complete.
    std::shared_ptr<SecretBytes> take();
    void wipe();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    QVariant inputMethodQuery(Qt::InputMethodQuery) const override { return {}; }

Q_SIGNALS:
    void countChanged();
    void refused(bool full); ///< a key that is no digit, or one digit too many
    void forgotten(); ///< wiped because nobody typed

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void add(int digit);
    void takeBack();
    void tellCount();
    void await();
    int perRow() const;

    Theme m_theme;
    SecretBytes m_value;
    qsizetype m_length = 0;
    int m_count = 0;
    QTimer m_timer;
    std::chrono::milliseconds m_typing;
    std::chrono::milliseconds m_away;
};

} // namespace sm
