// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notice_line.h"

#include "ui/text/failure_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

namespace sm {

namespace {

constexpr int shownMilliseconds = 30'000;

} // namespace

NoticeLine::NoticeLine(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("noticeLine"));
    auto* row = m_row = new QHBoxLayout(this);
    row->setContentsMargins(16, 3, 12, 3);
    m_text = makeLabel(this, 14);
    m_text->setWordWrap(true);
    m_close = makeButton(QStringLiteral("noticeCloseButton"), QString(), this);
    m_close->setFixedSize(28, 28);
    m_close->setFlat(true);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close this line"));
    row->addWidget(m_text, 1);
    row->addWidget(m_close);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void NoticeLine::setTheme(const Theme& theme)
{
    setBackground(this, theme.tile);
    m_close->setIcon(tintedIcon(QStringLiteral("close"), theme.text1, theme.text3));
}

void NoticeLine::showRefusal(const Failure& why)
{
    const FailureText text = failureText(why);
    // The sentence says by itself that nothing was done.
    present(QStringLiteral("%1 %2 (%3)").arg(text.sentence, text.action, text.code), {}, shownMilliseconds);
}

void NoticeLine::showText(const QString& text)
{
    present(text, {}, shownMilliseconds);
}

void NoticeLine::showText(const QString& text, const std::vector<NoticeAction>& actions, int forMs)
{
    present(text, actions, forMs);
}

void NoticeLine::present(const QString& text, const std::vector<NoticeAction>& actions, int forMs)
{
    for (QPushButton* old : m_actions) {
        old->hide(); // one of them may be the sender
        old->deleteLater();
    }
    m_actions.clear();
    for (const NoticeAction& action : actions) {
        QPushButton* button = makeButton(action.objectName, action.text, this);
        m_row->insertWidget(m_row->count() - 1, button);
        connect(button, &QPushButton::clicked, this, [this, act = action.act] {
            hide();
            act();
        });
        m_actions.push_back(button);
    }
    m_text->setText(text);
    setAccessibleName(text);
    show();
    m_timer.start(forMs);
}

} // namespace sm
