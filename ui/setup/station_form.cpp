// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/station_form.h"

#include "server/reader_name.h"
#include "ui/setup/setup_field.h"
#include "ui/setup/setup_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace sm {

namespace {

void setText(QComboBox* list, const QString& text)
{
    if (list->currentText() != text)
        list->setEditText(text);
}

void setText(QLineEdit* line, const QString& text)
{
    if (line->text() != text)
        line->setText(text);
}

} // namespace

StationRow rowOfReader(const QString& reader)
{
    StationRow row;
    row.kind = StationKind::Pcsc;
    const ReaderName parts = ReaderName::of(reader);
    if (parts.serial.isEmpty())
        row.reader = reader;
    row.readerSerial = parts.serial;
    row.readerSlot = parts.serial.isEmpty() ? 0 : parts.slot;
    return row;
}

StationForm::StationForm(QWidget* parent)
    : QWidget(parent)
    , m_what(makeLabel(this, 13))
    , m_slot(new QSpinBox(this))
    , m_pin(new QLineEdit(this))
    , m_lineKey(new QLineEdit(this))
{
    setObjectName(QStringLiteral("stationForm"));
    m_what->setWordWrap(true);
    m_what->setObjectName(QStringLiteral("setupWhat"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(10));
    makeLists();
    makeFields();
    column->addWidget(m_what);
    connectFields();
    arrange();
}

void StationForm::setTheme(const Theme& theme)
{
    for (const auto& [member, one] : m_fields)
        one->setTheme(theme);
    setTextColor(m_what, theme.text2);
}

SetupField* StationForm::field(const QString& member) const
{
    const auto found = std::find_if(
        m_fields.begin(), m_fields.end(), [&member](const auto& one) { return one.first == member; });
    return found == m_fields.end() ? nullptr : found->second;
}

void StationForm::setPluggedIn(const PluggedIn& there)
{
    m_there = there;
    m_filling = true;
    fillLists();
    m_filling = false;
    hint();
}

/// What is in the fields stays there.
void StationForm::fillLists()
{
    const auto refill = [](QComboBox* list, const QStringList& texts, const QStringList& whole) {
        const QSignalBlocker quiet(list);
        const QString text = list->currentText();
        list->clear();
        for (qsizetype i = 0; i < texts.size(); ++i) {
            list->addItem(texts.at(i), whole.at(i));
            list->setItemData(int(i), whole.at(i), Qt::ToolTipRole);
        }
        list->setCurrentIndex(-1);
        list->setEditText(text);
    };
    QStringList serials;
    QStringList withSerial;
    for (const QString& reader : std::as_const(m_there.readers)) {
        const ReaderName parts = ReaderName::of(reader);
        if (parts.serial.isEmpty())
            continue;
        serials.append(parts.serial);
        withSerial.append(reader);
    }
    refill(m_reader, m_there.readers, m_there.readers);
    refill(m_serial, serials, withSerial);
    refill(m_port, m_there.ports, m_there.ports);
}

void StationForm::setRow(const StationRow& row)
{
    const bool same = row.id == m_row.id;
    StationRow known = row;
    if (same && row.kind == m_row.kind) {
        if (known == m_row)
            return;
    }
    // A reader that has no name and no number yet stays what the person has just chosen for it.
    const bool named = !row.reader.isEmpty() || !row.readerSerial.isEmpty();
    if (!same || named)
        m_bySerial = !row.readerSerial.isEmpty();
    m_row = std::move(known);
    fill();
}

void StationForm::fill()
{
    m_filling = true;
    m_kind->setCurrentIndex(m_kind->findData(int(m_row.kind)));
    m_knownBy->setCurrentIndex(m_bySerial ? SerialNumber : Name);
    setText(m_reader, m_row.reader);
    setText(m_serial, m_row.readerSerial);
    m_slot->setValue(m_row.readerSlot);
    setText(m_pin, m_row.pin);
    setText(m_port, m_row.port);
    setText(m_lineKey, m_row.lineKey);
    if (m_baud->findData(m_row.baud) < 0)
        m_baud->addItem(QLocale().toString(m_row.baud), m_row.baud);
    m_baud->setCurrentIndex(m_baud->findData(m_row.baud));
    m_filling = false;
    arrange();
    hint();
}

void StationForm::arrange()
{
    const bool reader = m_row.kind == StationKind::Pcsc;
    const bool serial = m_row.kind == StationKind::Serial;
    const std::pair<const char*, bool> shown[]{{"knownBy", reader}, {"reader", reader && !m_bySerial},
        {"serial", reader && m_bySerial}, {"slot", reader && m_bySerial},
        {"pin", m_row.kind == StationKind::Tls}, {"port", serial}, {"lineKey", serial}, {"baud", serial}};
    for (const auto& [member, visible] : shown)
        field(QLatin1String(member))->setVisible(visible);
    if (m_row.kind == StationKind::Virtual)
        m_what->setText(tr("Makes cards in memory: to try a floor out. There is nothing to choose."));
    else if (m_row.kind == StationKind::Local)
        m_what->setText(tr("The program stationmaster-station comes in at the floor's socket on this "
                           "computer. There is nothing to choose."));
    m_what->setVisible(m_row.kind == StationKind::Virtual || m_row.kind == StationKind::Local);
}

void StationForm::hint()
{
    field(QStringLiteral("reader"))->setHint(setupReaderHint(m_row, m_there));
    field(QStringLiteral("serial"))->setHint(setupSerialHint(m_row, m_there));
    field(QStringLiteral("port"))->setHint(setupPortHint(m_row, m_there));
}

void StationForm::changeKind()
{
    if (m_filling)
        return;
    m_row.kind = StationKind(m_kind->currentData().toInt());
    arrange();
    tell(QStringLiteral("kind"));
}

/// The other way to name the same reader, when it is there to be asked.
void StationForm::changeKnownBy()
{
    if (m_filling)
        return;
    m_bySerial = m_knownBy->currentData().toInt() == SerialNumber;
    if (m_bySerial) {
        const ReaderName parts = ReaderName::of(m_row.reader);
        m_row.readerSerial = parts.serial;
        m_row.readerSlot = parts.serial.isEmpty() ? 0 : parts.slot;
        m_row.reader.clear();
    } else {
        m_row.reader = setupReaderNow(m_row, m_there);
        m_row.readerSerial.clear();
        m_row.readerSlot = 0;
    }
    fill();
    tell(QStringLiteral("knownBy"));
}

void StationForm::tell(const QString& member)
{
    if (m_filling)
        return;
    hint();
    Q_EMIT changed(m_row, member);
}

void StationForm::setError(const QString& member, const QString& text)
{
    SetupField* at = field(member);
    if (member == QStringLiteral("reader") && m_bySerial) // neither is there: said at the one that is seen
        at = field(QStringLiteral("serial"));
    if (!at && !text.isEmpty())
        at = field(QStringLiteral("kind"));
    for (const auto& [name, one] : m_fields)
        one->setError(one == at ? text : QString());
}

void StationForm::focusMember(const QString& member)
{
    SetupField* at = field(member);
    if (at && !at->isVisibleTo(this))
        at = nullptr;
    (at ? at->input() : static_cast<QWidget*>(m_kind))->setFocus(Qt::OtherFocusReason);
}

} // namespace sm
