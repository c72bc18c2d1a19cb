// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stations/station_dialogs.h"

#include "base/bytes.h"
#include "ui/text/failure_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

#include <algorithm>

namespace sm {

namespace {

constexpr int leastWidth = 560;
constexpr int rowHeight = 32;
constexpr int longestPerson = 60;
constexpr qsizetype halfOfPrint = 8 * 5; ///< eight groups of four and their blanks

const PendingStation* pendingOf(const Snapshot& snapshot, const QByteArray& pin)
{
    if (!snapshot.stationDoor)
        return nullptr;
    const auto& pending = snapshot.stationDoor->pending;
    const auto found = std::find_if(
        pending.begin(), pending.end(), [&pin](const PendingStation& one) { return one.pin == pin; });
    return found == pending.end() ? nullptr : &*found;
}

} // namespace

StationDialog::StationDialog(const QString& objectName, QWidget* parent)
    : QDialog(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(objectName);
    m_column->setContentsMargins(px(20), px(16), px(20), px(16));
    m_column->setSpacing(px(12));
    m_heading = makeText("stationHeading", 17, true);
    m_text = makeText("stationText", 14);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_text);
    m_message = makeText("stationMessage", 13, true);
    m_message->setContentsMargins(px(10), px(6), px(10), px(6));
    m_message->hide();
    setMinimumWidth(px(leastWidth));
}

void StationDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    fit();
}

void StationDialog::fit()
{
    const int needed = m_column->totalHeightForWidth(width());
    if (isVisible() && needed > height())
        resize(width(), needed);
}

void StationDialog::put(QLabel* label, const QString& text)
{
    if (label->text() == text)
        return;
    label->setText(text);
    fit();
}

void StationDialog::setTheme(const Theme& theme)
{
    setBackground(m_message, theme.fault.fill);
    setTextColor(m_message, theme.fault.text);
}

QLabel* StationDialog::makeText(const char* objectName, int pixels, bool bold)
{
    QLabel* label = makeLabel(this, pixels, bold);
    label->setObjectName(QLatin1String(objectName));
    label->setWordWrap(true);
    return label;
}

void StationDialog::addButtons(QPushButton* first, QPushButton* last)
{
    auto* row = new QHBoxLayout;
    row->addWidget(first);
    row->addStretch(1);
    row->addWidget(last);
    m_column->addWidget(m_message);
    m_column->addLayout(row);
}

void StationDialog::refused(const Failure& why)
{
    const FailureText text = failureText(why);
    m_sent = false;
    say(QStringList{text.sentence, text.cause, text.action}.join(QLatin1Char(' ')));
    check();
}

void StationDialog::say(const QString& text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    fit();
}

AdmitDialog::AdmitDialog(const Snapshot& snapshot, const QByteArray& pin, QWidget* parent)
    : StationDialog(QStringLiteral("admitDialog"), parent)
    , m_pin(pin)
    , m_print(makeText("admitPrint", 16))
    , m_accepted(makeText("admitAccepted", 14, true))
    , m_place(new QComboBox(this))
    , m_person(new QLineEdit(this))
{
    setWindowTitle(tr("Let a station in"));
    m_heading->setText(tr("Let this station in?"));
    m_print->setFont(monoFont(16));
    m_print->setWordWrap(false);
    m_print->setAlignment(Qt::AlignCenter);
    m_print->setContentsMargins(px(10), px(10), px(10), px(10));
    const QString whole = fingerprintText(pin);
    m_print->setText(whole.left(halfOfPrint).trimmed() + QLatin1Char('\n') + whole.mid(halfOfPrint));
    m_print->setAccessibleName(tr("Fingerprint %1").arg(whole));
    m_column->addWidget(m_print);
    m_column->addWidget(m_accepted);
    makeForm(*snapshot.stationDoor);
    auto* cancel = makeRoomyButton(QStringLiteral("admitCancel"), tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_confirm = makeRoomyButton(QStringLiteral("admitConfirm"), tr("Accept"), this);
    m_confirm->setProperty("primary", true);
    m_confirm->setDefault(true);
    addButtons(cancel, m_confirm);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &AdmitDialog::send);
    connect(m_person, &QLineEdit::textChanged, this, &AdmitDialog::check);
    connect(m_place, &QComboBox::currentIndexChanged, this, &AdmitDialog::check);
    follow(snapshot);
    if (const PendingStation* one = pendingOf(snapshot, pin)) {
        const StationId place = one->offered.isValid() ? one->offered : one->wanted;
        m_place->setCurrentIndex(m_place->findData(place.text()));
    }
    check();
    m_person->setFocus();
}

void AdmitDialog::makeForm(const StationDoorView& door)
{
    m_place->setObjectName(QStringLiteral("admitPlace"));
    m_place->setMinimumHeight(px(rowHeight));
    m_place->setPlaceholderText(tr("Choose a place"));
    for (const StationId place : door.places)
        m_place->addItem(place.text(), place.text());
    m_person->setObjectName(QStringLiteral("admitPerson"));
    m_person->setMinimumHeight(px(rowHeight));
    m_person->setMaxLength(longestPerson);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(px(16));
    form->setVerticalSpacing(px(8));
    form->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const std::pair<QString, QWidget*> rows[]{
        {tr("Place on the floor"), m_place}, {tr("Your name"), m_person}};
    for (const auto& [caption, field] : rows) {
        QLabel* label = makeLabel(this, 13);
        label->setText(caption);
        label->setBuddy(field);
        field->setAccessibleName(caption);
        form->addRow(label, field);
    }
    m_column->addLayout(form);
}

void AdmitDialog::setTheme(const Theme& theme)
{
    StationDialog::setTheme(theme);
    setBackground(m_print, theme.tile);
    setTextColor(m_print, theme.text1);
}

void AdmitDialog::follow(const Snapshot& snapshot)
{
    const PendingStation* one = pendingOf(snapshot, m_pin);
    if (!one || m_sent) {
        if (!m_sent && !std::exchange(m_gone, true))
            say(tr("This station does not wait any more: somebody else has decided about it."));
        return check();
    }
    m_gone = false;
    m_twoPersons = snapshot.stationDoor->twoPersons;
    m_offered = one->offered;
    put(m_text,
        tr("A station at %1 asks to be let in over TLS. Compare this fingerprint of its key with the one "
           "that "
           "its program printed at its start, group by group.")
            .arg(one->address));
    if (!m_twoPersons)
        put(m_accepted, tr("This floor has test keys only: one person is enough."));
    else if (!m_offered.isValid())
        put(m_accepted, tr("0 of 2 acceptances. Two different persons have to accept; you are the first."));
    else
        put(m_accepted,
            tr("1 of 2 acceptances: %1, for %2. You are the second person.")
                .arg(one->firstPerson, m_offered.text()));
    check();
}

void AdmitDialog::check()
{
    QString why;
    if (m_gone)
        why = tr("This station does not wait any more.");
    else if (m_sent)
        why = tr("The order is on its way.");
    else if (m_place->currentIndex() < 0)
        why = tr("Choose the place that the station takes.");
    else if (m_person->text().trimmed().isEmpty())
        why = tr("Write your name first.");
    setAvailable(m_confirm, why.isEmpty(), why);
}

void AdmitDialog::send()
{
    const auto place = StationId::fromText(m_place->currentData().toString());
    if (!place || m_sent)
        return;
    const bool second = m_offered == *place;
    m_done = m_twoPersons && !second
        ? tr("1 of 2 persons has accepted the station for %1. Another one has to accept it.")
              .arg(place->text())
        : tr("The station may take %1. It connects by itself within a minute.").arg(place->text());
    m_sent = true;
    say({});
    check();
    Q_EMIT order(command::AcceptStation{m_pin, *place, m_person->text().trimmed()});
}

RevokeDialog::RevokeDialog(const Snapshot& snapshot, const PlaceEntry& entry, QWidget* parent)
    : StationDialog(QStringLiteral("revokeDialog"), parent)
    , m_entry(entry)
{
    setWindowTitle(tr("Revoke a station"));
    m_heading->setText(tr("Revoke the station in %1?").arg(entry.link.station.text()));
    auto* keep = makeRoomyButton(QStringLiteral("revokeKeep"), tr("Keep station"), this);
    keep->setProperty("primary", true);
    keep->setDefault(true);
    m_confirm = makeRoomyButton(QStringLiteral("revokeConfirm"), tr("Revoke"), this);
    m_confirm->setAutoDefault(false);
    addButtons(m_confirm, keep);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_sent = true;
        say({});
        check();
        Q_EMIT order(command::RevokeStation{m_entry.pin, m_entry.link.station});
    });
    follow(snapshot);
    keep->setFocus();
}

void RevokeDialog::follow(const Snapshot& snapshot)
{
    const std::vector<PlaceEntry> entries = stationEntries(snapshot);
    const auto now = std::find_if(
        entries.begin(), entries.end(), [this](const PlaceEntry& one) { return one.key() == m_entry.key(); });
    if (m_sent)
        return;
    if (now == entries.end()) {
        if (!std::exchange(m_gone, true))
            say(tr("This key is not on the list any more: somebody else has revoked it."));
        return check();
    }
    m_gone = false;
    const QString refused
        = tr("Its key %1 loses the place and is refused from now on. To come back it has to "
             "be let in again.")
              .arg(shortFingerprint(m_entry.pin));
    const StationSnapshot* station = stationAt(snapshot, m_entry.link.station);
    QString card = tr("It is not connected: no card is touched.");
    if (now->link.state == StationLinkState::Up && station && !station->cardTail.isEmpty())
        card = tr("The card in it, ending %1, is cut off in the middle of its work: it may carry data. Take "
                  "it out and put it in the reject tray; the Jobs page says what becomes of its record.")
                   .arg(station->cardTail);
    else if (now->link.state == StationLinkState::Up)
        card = tr("It is connected and has no card in work: its connection is cut at once.");
    put(m_text, card + QLatin1Char('\n') + refused);
    check();
}

void RevokeDialog::check()
{
    const QString why = m_gone ? tr("This key is not on the list any more.")
        : m_sent               ? tr("The order is on its way.")
                               : QString();
    setAvailable(m_confirm, why.isEmpty(), why);
}

QString RevokeDialog::doneText() const
{
    return tr("The station in %1 is revoked.").arg(m_entry.link.station.text());
}

} // namespace sm
