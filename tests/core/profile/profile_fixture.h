// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// What the tests of profiles share: a profile that has one of everything, and a card object for it.
namespace sm::test {

inline QByteArray goodProfileText()
{
    return R"({
  "id": "test-card", "title": "Test Card", "version": 3, "layout": "test.layout.json",
  "idealCardSeconds": 1.5, "commandLimitMs": 4000,
  "card": {"atrs": ["3B00", "3B02AA.."], "identify": {"serial": "cplc", "aid": "A000000151000000"}},
  "fields": [
    {"name": "number", "class": "personal", "checks": ["luhn"]},
    {"name": "zone", "class": "open", "required": false},
    {"name": "pin", "class": "secret", "required": false}
  ],
  "sources": [
    {"name": "archive", "kind": "csv", "file": "a.csv", "keyColumn": "id", "columns": {"key": "secret"}},
    {"name": "stock", "kind": "sqlite", "file": "s.db", "table": "stock", "keyColumn": "id"}
  ],
  "channel": {"key": "TEST-ISD", "keyVersion": 1, "cardKeyVersion": 48, "diversification": "kdf3", "level": "13", "s16": true},
  "steps": [
    {"name": "Select", "select": {"aid": "F0534D5452414E53"}},
    {"name": "Open", "openChannel": {}},
    {"name": "Store", "storeData": {"dgis": [{"id": "0101", "value": "hex:5A{number|bcd|len1}"}], "blockSize": 64, "last": false}},
    {"name": "Command", "retry": "probe", "secured": false,
     "apdu": {"cla": "80", "ins": "CA", "p1": "9F", "p2": "7F", "data": "{zone}", "ne": 256, "expect": ["9000", "63C*"]}},
    {"name": "Create", "retry": "idempotent", "createFile": {"file": "0101", "type": "transparent", "size": 16, "sfi": 1}},
    {"name": "Write", "retry": "idempotent", "updateFile": {"sfi": 1, "offset": 2, "data": "{data:archive.key|hex}", "chunk": 4}},
    {"name": "Records", "updateRecords": {"file": "0102", "first": 2, "records": ["{number}", "{zone}"]}},
    {"name": "Check", "verify": {"sfi": 1, "equals": "{number}"}},
    {"name": "Seal", "seal": {"key": "TEST-SEAL", "write": [{"updateFile": {"sfi": 2, "data": "{seal:tag}"}}],
      "lifeCycle": [{"apdu": {"cla": "00", "ins": "44"}}], "verify": [{"sfi": 2, "equals": "{seal:tag}"}]}}
  ],
  "formatComplete": "00A40400"
})";
}

inline QJsonObject goodProfile()
{
    return QJsonDocument::fromJson(goodProfileText()).object();
}

inline QByteArray text(const QJsonObject& object)
{
    return QJsonDocument(object).toJson();
}

/// Everything a compile draws on, owned in one place.
struct Inputs {
    CardObject object{CardObjectId(QStringLiteral("card-1"))};
    std::vector<std::pair<QString, DataRow>> rows;
    ChipIdentity chip{QByteArray::fromHex("3B00"), QByteArray::fromHex("0102030405"), {}};
    QByteArray sealTag = QByteArray::fromHex("A1A2A3A4A5A6A7A8");

    Inputs& field(const char* name, const QByteArray& value, FieldClass fieldClass = FieldClass::Open)
    {
        object.add(QString::fromLatin1(name), value, fieldClass);
        return *this;
    }
    Inputs& column(const char* source, const char* name, const QByteArray& value)
    {
        const QString sourceName = QString::fromLatin1(source);
        if (rows.empty() || rows.back().first != sourceName)
            rows.push_back({sourceName, DataRow()});
        rows.back().second.columns.push_back({QString::fromLatin1(name), value, FieldClass::Open});
        return *this;
    }
    ProgramInputs inputs() const { return {&object, &rows, &chip, sealTag, QDate(2026, 3, 9)}; }
};

/// A profile of one step.
inline QJsonObject oneStepProfile(const QJsonObject& step, const QJsonObject& channel = {})
{
    QJsonObject profile = goodProfile();
    QJsonArray steps;
    if (!channel.isEmpty()) {
        profile[QStringLiteral("channel")] = channel;
        steps.append(QJsonObject{{QStringLiteral("name"), QStringLiteral("open")},
            {QStringLiteral("openChannel"), QJsonObject()}});
    }
    steps.append(step);
    profile[QStringLiteral("steps")] = steps;
    return profile;
}

inline QJsonObject step(const char* kind, const QByteArray& body)
{
    return {{QStringLiteral("name"), QStringLiteral("step")},
        {QString::fromLatin1(kind), QJsonDocument::fromJson(body).object()}};
}

} // namespace sm::test
