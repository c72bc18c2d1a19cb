// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace sm {

/// A failure of the one catalogue. The numbers are stable: support staff map a number to one line of source.
/// Constants live in base/failures/ROOM.h, namespace `fc`; each belongs to one room, which alone raises it.
enum class FailureCode : quint16 {};

/// A named detail of a failure: never a secret, never personal data, never a sentence.
struct FailureParam {
    const char* name;
    QString value;
};

/// Why something did not happen: a catalogued code and its details. Cheap to copy. The sentence a user reads
/// is made from it in ui/text/, nowhere else.
class Failure {
public:
    Failure(FailureCode code, QList<FailureParam> params)
        : m_code(code)
        , m_params(std::move(params))
    {
    }

    FailureCode code() const { return m_code; }
    const QList<FailureParam>& params() const { return m_params; }
    QString param(const char* name) const;
    /// Name and parameters for logs and tests, for example `CardAnswerTooShort length=1`.
    QString toString() const;

    bool operator==(FailureCode code) const { return m_code == code; }

private:
    FailureCode m_code;
    QList<FailureParam> m_params;
};

/// The only way to make a failure; a ctest checks that each room raises just its own codes with it.
[[nodiscard]] Failure fail(FailureCode code, QList<FailureParam> params = {});

/// One row of the catalogue.
struct FailureEntry {
    FailureCode code;
    const char* name;
    const char* room;
    const char* meaning; ///< what happened, for developers; the user's sentence is in ui/text/
};

/// The whole catalogue, ordered by code.
const QList<FailureEntry>& failureCatalogue();
const FailureEntry* failureEntry(FailureCode code);
/// Reverse of FailureEntry::name, for stored rows.
const FailureEntry* failureEntry(const QString& name);

} // namespace sm

/// Declares the constants of one room from its X-macro list.
#define SM_FAILURE_CONSTANT(number, name, meaning) inline constexpr ::sm::FailureCode name{number};
