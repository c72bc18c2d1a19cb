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
    , m_main(new QWidget(this))
    , m_belowRow(new QWidget(this))
{
    setObjectName(QStringLiteral("noticeLine"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 3, 12, 3);
    column->setSpacing(2);
    m_row = new QHBoxLayout(m_main);
    auto* below = new QHBoxLayout(m_belowRow);
    for (QHBoxLayout* row : {m_row, below})
        row->setContentsMargins(0, 0, 0, 0);
    m_text = makeLabel(m_main, 14);
    m_below = makeLabel(m_belowRow, 14);
    m_below->setObjectName(QStringLiteral("noticeBelow"));
    m_close = makeButton(QStringLiteral("noticeCloseButton"), QString(), m_main);
    m_closeBelow = makeButton(QStringLiteral("noticeCloseBelowButton"), QString(), m_belowRow);
    for (QLabel* label : {m_text, m_below})
        label->setWordWrap(true);
    for (QPushButton* button : {m_close, m_closeBelow}) {
        button->setFixedSize(28, 28);
        button->setFlat(true);
        button->setToolTip(tr("Close"));
        button->setAccessibleName(tr("Close this line"));
    }
    m_row->addWidget(m_text, 1);
    m_row->addWidget(m_close);
    below->addWidget(m_below, 1);
    below->addWidget(m_closeBelow);
    column->addWidget(m_main);
    column->addWidget(m_belowRow);
    m_belowRow->hide();
    m_timer.setSingleShot(true);
    m_belowTimer.setSingleShot(true);
    const auto hideBelow = [this] {
        m_belowRow->hide();
        nameIt();
    };
    connect(&m_timer, &QTimer::timeout, this, &NoticeLine::closeCurrent);
    connect(m_close, &QPushButton::clicked, this, &NoticeLine::closeCurrent);
    connect(&m_belowTimer, &QTimer::timeout, this, hideBelow);
    connect(m_closeBelow, &QPushButton::clicked, this, hideBelow);
    hide();
}

void NoticeLine::setTheme(const Theme& theme)
{
    setBackground(this, theme.tile);
    for (QPushButton* button : {m_close, m_closeBelow})
        button->setIcon(tintedIcon(QStringLiteral("close"), theme.text1, theme.text3));
}

void NoticeLine::showRefusal(const Failure& why)
{
    const FailureText text = failureText(why);
    // The sentence says by itself that nothing was done.
    showText(QStringLiteral("%1 %2 (%3)").arg(text.sentence, text.action, text.code));
}

void NoticeLine::showText(const QString& text)
{
    showText(text, {}, shownMilliseconds);
}

void NoticeLine::showText(const QString& text, const std::vector<NoticeAction>& actions, int forMs)
{
    const bool asks = !m_notices.empty() && !m_notices.back().actions.empty();
    if (!actions.empty() || !asks)
        return present({text, actions, QDeadlineTimer(forMs)});
    m_below->setText(text);
    m_belowRow->show();
    m_belowTimer.start(forMs);
    nameIt();
}

void NoticeLine::present(Notice notice)
{
    // A text gives way, and so does the same question asked before.
    std::erase_if(m_notices, [&notice](const Notice& old) {
        return old.actions.empty()
            || (!notice.actions.empty()
                && old.actions.front().objectName == notice.actions.front().objectName);
    });
    m_notices.push_back(std::move(notice));
    showCurrent();
}

void NoticeLine::closeCurrent()
{
    if (!m_notices.empty())
        m_notices.pop_back();
    std::erase_if(m_notices, [](const Notice& old) { return old.until.hasExpired(); });
    showCurrent();
}

void NoticeLine::showCurrent()
{
    for (QPushButton* old : m_actions) {
        old->hide(); // one of them may be the sender
        old->deleteLater();
    }
    m_actions.clear();
    m_timer.stop();
    m_main->setVisible(!m_notices.empty());
    if (!m_notices.empty()) {
        const Notice& notice = m_notices.back();
        for (const NoticeAction& action : notice.actions) {
            QPushButton* button = makeButton(action.objectName, action.text, m_main);
            m_row->insertWidget(m_row->count() - 1, button);
            connect(button, &QPushButton::clicked, this, [this, act = action.act] {
                closeCurrent();
                act();
            });
            m_actions.push_back(button);
        }
        m_text->setText(notice.text);
        m_timer.start(int(notice.until.remainingTime()));
    }
    nameIt();
}

/// For a screen reader, and to be gone when there is nothing to say.
void NoticeLine::nameIt()
{
    QStringList said;
    if (!m_belowRow->isHidden())
        said.append(m_below->text());
    if (!m_notices.empty())
        said.append(m_notices.back().text);
    setAccessibleName(said.join(QLatin1Char(' ')));
    setVisible(!said.isEmpty());
}

} // namespace sm
