// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a station's form, and which of them says what.
#include "server/reader_name.h"
#include "ui/setup/setup_field.h"
#include "ui/setup/station_form.h"
#include "ui/theme/fonts.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

namespace sm {

namespace {

constexpr int bauds[] = {9'600, 19'200, 38'400, 57'600, 115'200, 230'400, 460'800, 921'600};
constexpr int mostSlot = 15;
constexpr int longest = 256;

} // namespace

QComboBox* StationForm::makeList(const char* objectName)
{
    auto* list = new QComboBox(this);
    list->setObjectName(QLatin1String(objectName));
    // Names of readers are long: the list is as wide as the form, not as its longest entry.
    list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list->setMinimumContentsLength(8);
    return list;
}

void StationForm::makeLists()
{
    m_kind = makeList("setupKind");
    for (const StationKind kind :
        {StationKind::Virtual, StationKind::Pcsc, StationKind::Tls, StationKind::Serial, StationKind::Local})
        m_kind->addItem(setupKindText(kind), int(kind));
    m_knownBy = makeList("setupKnownBy");
    m_knownBy->addItem(tr("Its name"), Name);
    m_knownBy->addItem(tr("Its serial number"), SerialNumber);
    m_reader = makeList("setupReader");
    m_serial = makeList("setupSerial");
    m_port = makeList("setupPort");
    for (QComboBox* list : {m_reader, m_serial, m_port}) {
        list->setEditable(true);
        list->setInsertPolicy(QComboBox::NoInsert);
        list->lineEdit()->setMaxLength(longest);
    }
    m_baud = makeList("setupBaud");
    for (const int baud : bauds)
        m_baud->addItem(QLocale().toString(baud), baud);
}

SetupField* StationForm::add(const char* member, const QString& caption, QWidget* input)
{
    auto* made = new SetupField(caption, input, this);
    m_fields.emplace_back(QLatin1String(member), made);
    layout()->addWidget(made);
    return made;
}

void StationForm::makeFields()
{
    m_slot->setObjectName(QStringLiteral("setupSlot"));
    m_slot->setMaximum(mostSlot);
    m_pin->setObjectName(QStringLiteral("setupPin"));
    m_pin->setFont(monoFont(12));
    m_pin->setMaxLength(longest);
    m_lineKey->setObjectName(QStringLiteral("setupLineKey"));
    m_lineKey->setMaxLength(4 * longest);
    add("kind", tr("Kind"), m_kind);
    add("knownBy", tr("The reader is known by"), m_knownBy);
    add("reader", tr("Name of the reader"), m_reader);
    add("serial", tr("Serial number of the reader"), m_serial);
    add("slot", tr("Slot"), m_slot)->setHint(tr("0 is the first one; most readers have no other."));
    add("pin", tr("Fingerprint of the station's key"), m_pin)
        ->setHint(tr("64 hexadecimal digits, as the station prints them at its start. Left empty, persons "
                     "let a station in on the page Stations."));
    add("port", tr("Port"), m_port);
    add("lineKey", tr("File with the key of the line"), m_lineKey)
        ->setHint(tr("Absolute path of a file of mode 0600; the station has the same key."));
    add("baud", tr("Speed, in baud"), m_baud);
}

void StationForm::connectFields()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, &StationForm::changeKind);
    connect(m_knownBy, &QComboBox::currentIndexChanged, this, &StationForm::changeKnownBy);
    connect(m_reader, &QComboBox::currentTextChanged, this, [this](const QString& text) {
        m_row.reader = text.trimmed();
        tell(QStringLiteral("reader"));
    });
    connect(m_serial, &QComboBox::currentTextChanged, this, [this](const QString& text) {
        m_row.readerSerial = text.trimmed();
        tell(QStringLiteral("serial"));
    });
    // One of the list stands for a reader with its slot.
    connect(m_serial, &QComboBox::activated, this,
        [this](int index) { m_slot->setValue(ReaderName::of(m_serial->itemData(index).toString()).slot); });
    connect(m_slot, &QSpinBox::valueChanged, this, [this](int slot) {
        m_row.readerSlot = slot;
        tell(QStringLiteral("slot"));
    });
    connect(m_pin, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_row.pin = QString(text).remove(u' ').trimmed();
        tell(QStringLiteral("pin"));
    });
    connect(m_port, &QComboBox::currentTextChanged, this, [this](const QString& text) {
        m_row.port = text.trimmed();
        tell(QStringLiteral("port"));
    });
    connect(m_lineKey, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_row.lineKey = text.trimmed();
        tell(QStringLiteral("lineKey"));
    });
    connect(m_baud, &QComboBox::currentIndexChanged, this, [this] {
        m_row.baud = m_baud->currentData().toInt();
        tell(QStringLiteral("baud"));
    });
}

} // namespace sm
