// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace sm {

/// What flows through a pipe: UTF-8 text or raw bytes. Never a key or a PIN; those are SecretBytes and meet
/// no pipe.
struct SupportValue {
    enum class Kind : quint8 { Text, Bytes };

    QByteArray bytes; ///< UTF-8 when kind is Text
    Kind kind = Kind::Text;

    static SupportValue text(QByteArray utf8) { return {std::move(utf8), Kind::Text}; }
    static SupportValue text(QStringView text) { return {text.toUtf8(), Kind::Text}; }
    static SupportValue raw(QByteArray bytes) { return {std::move(bytes), Kind::Bytes}; }
    bool isText() const { return kind == Kind::Text; }
    bool operator==(const SupportValue&) const = default;
};

/// A support service: a named pure function (UbiQ file 000, "support services 314"). Any thread, no state.
/// A value it cannot convert is a Failure that names the service and the reason, never the value.
struct SupportService {
    using Check = std::optional<Failure> (*)(const QStringList& args);
    using Function = Outcome<SupportValue> (*)(const SupportValue& value, const QStringList& args);

    const char* name;
    const char* summary; ///< arguments and result, for developers and the profile editor's list
    Check check; ///< refuses arguments when a profile or layout is loaded, before any card
    Function function; ///< arguments have passed `check`

    /// Checks the arguments and runs the function.
    Outcome<SupportValue> apply(const SupportValue& value, const QStringList& args = {}) const;
};

/// Null when there is no service of that name. Names are lower case, exact.
const SupportService* findSupportService(QStringView name);
const std::vector<SupportService>& supportServices(); ///< all, ordered by name

/// One segment of a pipe: `name` or `name:arg,arg`. A name is [a-z][a-z0-9]*; an argument is any text without
/// comma or '|'; blanks around the segment and around each argument are dropped; empty arguments are refused.
/// `pad:8,20,left` has three arguments, `date:MM/yy>yyMM` has one.
struct SupportCall {
    const SupportService* service = nullptr;
    QStringList args;

    Outcome<SupportValue> apply(const SupportValue& value) const { return service->function(value, args); }
};

/// Parses one segment and checks name and arguments.
Outcome<SupportCall> parseSupportCall(QStringView segment);
/// Parses `a|b:1|c`; empty text is an empty pipe.
Outcome<std::vector<SupportCall>> parseSupportPipe(QStringView text);
/// Runs the calls from left to right and stops at the first refusal.
Outcome<SupportValue> applySupportPipe(const std::vector<SupportCall>& pipe, SupportValue value);

} // namespace sm
