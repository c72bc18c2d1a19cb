// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile_fixture.h"

namespace sm::test {

inline Outcome<CardProgram> compile(const QJsonObject& json, const Inputs& inputs)
{
    const auto profile = Profile::parse(text(json), QStringLiteral("t"));
    if (!profile)
        return profile.failure();
    return (*profile)->compile(inputs.inputs());
}

inline QJsonObject apduStep(const QString& value)
{
    const QJsonObject apdu{{QStringLiteral("cla"), QStringLiteral("80")},
        {QStringLiteral("ins"), QStringLiteral("E2")}, {QStringLiteral("data"), value}};
    return {{QStringLiteral("name"), QStringLiteral("step")}, {QStringLiteral("apdu"), apdu}};
}

inline Inputs someInputs()
{
    Inputs inputs;
    inputs.field("number", "123456789", FieldClass::Personal).field("zone", "ABC");
    inputs.field("pin", "1234", FieldClass::Secret);
    inputs.column("archive", "ticket", "00FF10").column("archive", "key", "AABB");
    return inputs;
}

inline QJsonObject channel(const char* level, bool s16)
{
    return {{QStringLiteral("key"), QStringLiteral("K")},
        {QStringLiteral("level"), QString::fromLatin1(level)}, {QStringLiteral("s16"), s16}};
}

inline QString spanText(const std::vector<ClassSpan>& spans)
{
    QStringList list;
    for (const ClassSpan& span : spans)
        list.append(QStringLiteral("%1+%2%3")
                        .arg(span.offset)
                        .arg(span.length)
                        .arg(fieldClassName(span.fieldClass).at(0)));
    return list.join(u' ');
}

inline QStringList hexOf(const ProgramStep& step)
{
    QStringList list;
    for (const ProgramCommand& command : step.commands)
        list.append(toHex(command.apdu.encode()));
    return list;
}

inline Inputs transitInputs()
{
    Inputs inputs;
    inputs.object.id = CardObjectId(QStringLiteral("HTP-2026-000001"));
    inputs.field("pass_number", "9999244826000018", FieldClass::Personal);
    inputs.field("holder_name", "Ada Mu\xC3\xB1oz", FieldClass::Personal).field("zone", "B");
    inputs.field("product_code", "P365").field("valid_from", "2026-10-01").field("valid_to", "2031-10-28");
    inputs.field("phone", "4155550121", FieldClass::Personal);
    inputs.column("archive", "contract_number", "C7000037").column("archive", "initial_balance", "6500");
    inputs.column("archive", "diversifier", "EC15B6E55EDE895DD01EDEE595182962");
    inputs.column("archive", "ticket_a", QByteArray(160, 'A'))
        .column("archive", "ticket_b", QByteArray(112, 'B'));
    inputs.column("archive", "ticket_c", QByteArray(96, 'C'))
        .column("archive", "ticket_d", QByteArray(64, 'D'));
    return inputs;
}

/// The card object printed in UbiQ file 000.
inline Inputs seedInputs()
{
    Inputs inputs;
    inputs.object.id = CardObjectId(QStringLiteral("this_unique_card_object_identifier"));
    inputs.field("number", "123456789").field("name", "Your Name").field("date", "1/1/1999");
    inputs.field("track1", "B123456789^ Y/Name^01011999").field("track2", "123456789=01011999");
    inputs.field("picture", "www.photos.com/YourName");
    return inputs;
}

inline Outcome<std::shared_ptr<const Profile>> sample(const char* name)
{
    return Profile::load(QStringLiteral(":/stationmaster/profiles/%1.profile.json").arg(QLatin1String(name)));
}

inline QByteArray mergedData(const ProgramStep& step)
{
    QByteArray all;
    for (const ProgramCommand& command : step.commands) {
        if (command.apdu.ins() != 0xA4)
            all += command.apdu.data();
    }
    return all;
}

} // namespace sm::test
