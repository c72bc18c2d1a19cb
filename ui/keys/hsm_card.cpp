// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/hsm_card.h"

#include "ui/keys/hsm_head.h"
#include "ui/keys/hsm_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QGridLayout>
#include <QPainter>
#include <QScrollArea>

namespace sm {

namespace {

constexpr int askedFor = 5000;
constexpr int notBefore = 300; ///< what has just appeared under a finger is not pressed by it

QString timesText(const HsmTimes& times)
{
    return millisecondsText(times.p50) + QStringLiteral(" · ") + millisecondsText(times.p95)
        + QStringLiteral(" · ") + millisecondsText(times.p99);
}

} // namespace

HsmCard::HsmCard(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_name(name)
    , m_head(new HsmHead(this))
    , m_why(makeLabel(this, 12))
{
    setObjectName(QStringLiteral("hsmCard_") + name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(6);
    column->addWidget(m_head);
    m_why->setWordWrap(true);
    m_why->setAlignment(Qt::AlignTop);
    m_why->setMinimumHeight(m_why->fontMetrics().lineSpacing() * 2);
    column->addWidget(m_why);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(3);
    const QString names[RowCount]{tr("In work · waiting"), tr("Requests · errors"),
        tr("Wait p50 · p95 · p99"), tr("Service p50 · p95 · p99"), tr("Last self-test")};
    for (int row = 0; row < RowCount; ++row) {
        m_labels[size_t(row)] = makeLabel(this, 12);
        m_labels[size_t(row)]->setText(names[row]);
        m_values[size_t(row)] = makeLabel(this, 12, true);
        m_values[size_t(row)]->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
        grid->addWidget(m_labels[size_t(row)], row, 0);
        grid->addWidget(m_values[size_t(row)], row, 1);
    }
    grid->setColumnStretch(1, 1);
    m_labels[Work]->setToolTip(
        tr("Requests in work, of how many at a time; and requests that wait and that it "
           "could serve. They wait for all HSMs together."));
    m_labels[Wait]->setToolTip(
        tr("From a request to its start here, last 10 minutes: half, 95 % and 99 % are not longer."));
    m_labels[Service]->setToolTip(
        tr("From the start here to the answer, last 10 minutes: half, 95 % and 99 % are not longer."));
    column->addLayout(grid);
    column->addWidget(makeButtons());
    column->addWidget(makeQuestion());
    m_question->hide();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HsmCard::keep);
}

QWidget* HsmCard::makeButtons()
{
    m_buttons = new QWidget(this);
    auto* row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 6, 0, 0);
    row->setSpacing(8);
    m_takeOut = makeButton(QStringLiteral("hsmTakeOutButton"), tr("Take out of use"), m_buttons);
    m_bringBack = makeButton(QStringLiteral("hsmBringBackButton"), tr("Bring back"), m_buttons);
    m_test = makeButton(QStringLiteral("hsmTestButton"), tr("Test"), m_buttons);
    m_takeOut->setAccessibleName(tr("Take %1 out of use").arg(m_name));
    m_bringBack->setAccessibleName(tr("Bring %1 back").arg(m_name));
    m_test->setAccessibleName(tr("Test %1").arg(m_name));
    row->addWidget(m_takeOut, 2);
    row->addWidget(m_bringBack, 2);
    row->addWidget(m_test, 1);
    connect(m_takeOut, &QPushButton::clicked, this, &HsmCard::ask);
    connect(
        m_bringBack, &QPushButton::clicked, this, [this] { Q_EMIT command(command::BringHsmBack{m_name}); });
    connect(m_test, &QPushButton::clicked, this, [this] { Q_EMIT command(command::TestHsm{m_name}); });
    return m_buttons;
}

QWidget* HsmCard::makeQuestion()
{
    m_question = new QWidget(this);
    auto* grid = new QGridLayout(m_question);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setSpacing(6);
    m_text = makeLabel(m_question, 13, true);
    m_text->setWordWrap(true);
    grid->addWidget(m_text, 0, 0, 1, 2);
    int place = 0;
    for (const char* code : {"maintenance", "suspected", "replaced", "other"}) {
        const QString reason = QString::fromLatin1(code);
        auto* chip = new Chip(m_question);
        chip->setFont(uiFont(13));
        chip->setText(tr("Out: %1").arg(hsmReasonText(reason)));
        chip->setObjectName(QStringLiteral("hsmReason_") + reason);
        chip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(chip, &Chip::clicked, this, [this, reason] {
            if (!m_asked.isValid() || m_asked.elapsed() < notBefore)
                return;
            Q_EMIT command(command::TakeHsmOutOfUse{m_name, reason});
            keep();
        });
        grid->addWidget(chip, 1 + place / 2, place % 2);
        m_reasons.push_back(chip);
        ++place;
    }
    m_keep = makeButton(QStringLiteral("hsmKeepButton"), tr("Keep in use"), m_question);
    grid->addWidget(m_keep, 3, 0, 1, 2);
    connect(m_keep, &QPushButton::clicked, this, &HsmCard::keep);
    return m_question;
}

void HsmCard::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_head->setTheme(theme);
    setTextColor(m_why, theme.text1);
    setTextColor(m_text, theme.text1);
    for (QLabel* label : m_labels)
        setTextColor(label, theme.text2);
    for (QLabel* value : m_values)
        setTextColor(value, theme.text1);
    for (Chip* chip : m_reasons)
        chip->setTheme(theme);
    update();
}

void HsmCard::present(const HsmFigures& hsm, qint64 nowMs, bool lastOne)
{
    m_head->present(hsm);
    m_why->setText(hsmWhyText(hsm, nowMs));
    m_values[Work]->setText(
        tr("%1 of %2 · %3").arg(grouped(hsm.inFlight), grouped(hsm.capacity), grouped(hsm.queued)));
    m_values[Requests]->setText(
        grouped(qint64(hsm.requests)) + QStringLiteral(" · ") + grouped(qint64(hsm.failures)));
    m_values[Wait]->setText(timesText(hsm.wait));
    m_values[Service]->setText(timesText(hsm.service));
    m_values[Test]->setText(hsmTestText(hsm, nowMs));
    m_text->setText(lastOne
            ? tr("%1 is the last one. Stations will wait; cards in them are safe. Take it out?").arg(m_name)
            : tr("Take %1 out of use? It finishes what it has.").arg(m_name));
    presentButtons(hsm);
}

void HsmCard::presentButtons(const HsmFigures& hsm)
{
    const bool out = isOut(hsm.health);
    if (out && asking())
        keep();
    m_takeOut->setVisible(!out);
    m_bringBack->setVisible(out);
    setAvailable(
        m_takeOut, true, tr("It gets nothing more and finishes what it has. You are asked for the reason."));
    setAvailable(m_bringBack, true, tr("It is tested with known answers, then used again."));
    const bool testing = hsm.health == HsmHealth::Admitting || hsm.health == HsmHealth::Suspect;
    setAvailable(m_test, !testing,
        testing ? tr("It is being tested now.") : tr("Known answers are asked for before its next request."));
}

void HsmCard::ask()
{
    m_buttons->hide();
    m_question->show();
    m_asked.start();
    m_timer.start(askedFor);
    m_keep->setFocus(Qt::OtherFocusReason);
    QTimer::singleShot(0, this, [this] { // the card has grown by then
        for (QWidget* part = parentWidget(); part; part = part->parentWidget()) {
            if (auto* area = qobject_cast<QScrollArea*>(part))
                return area->ensureWidgetVisible(m_question);
        }
    });
}

void HsmCard::keep()
{
    m_timer.stop();
    const bool hadFocus = isVisible() && m_question->isAncestorOf(focusWidget());
    m_question->hide();
    m_buttons->show();
    if (hadFocus)
        (m_takeOut->isVisible() ? m_takeOut : m_bringBack)->setFocus(Qt::OtherFocusReason);
}

void HsmCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.kind == ThemeKind::Contrast ? m_theme.line : m_theme.panel, m_theme.border));
    painter.setBrush(m_theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace sm
