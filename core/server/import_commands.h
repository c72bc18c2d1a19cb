// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/ids.h"
#include "issuer/import_policy.h"

#include <QString>
#include <QStringList>

#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace sm {

/// Where one field of a card object comes from, as a person set it.
struct FieldMapping {
    QString field; ///< of the profile's layout
    QString column; ///< name in the header row, #1.. without one, or a tagged source; empty: none
    QString convert; ///< pipe of support services such as `trim|upper`; empty: as it is
    QString constant; ///< the same value for every record, instead of a column

    bool operator==(const FieldMapping&) const = default;
};

/// How a file is to be read. Everything that is empty is found out.
struct ImportMapping {
    enum class Header : quint8 { Guessed, Present, Absent };

    QString profile; ///< id
    QString preset; ///< path of a layout file
    QString encoding; ///< utf-8, utf-16le, utf-16be, latin-1
    QString delimiter; ///< comma, semicolon or tab, as that character
    Header header = Header::Guessed;
    std::vector<FieldMapping> fields; ///< empty: matched by name, synonym and content

    bool operator==(const ImportMapping&) const = default;
};

namespace command {
/// Reads a file to its end and reports; stores nothing. Answered with event::Previewed, then
/// event::CheckProgress, at last event::Checked. A check that is open already is closed first.
struct CheckFile {
    QString file;
    ImportMapping mapping;
};
/// Rows of the checked file from a line on. Answered with event::PreviewRows.
struct PreviewLine {
    quint64 check = 0;
    qint64 line = 1;
};
/// Imports what was checked, if it is still the same file. Answered as command::ImportFile is.
struct AcceptImport {
    quint64 check = 0;
    ImportPolicy policy = ImportPolicy::AllOrNothing;
    qint64 stopAfter = 0;
    QString rejectsFile; ///< for the records left out; empty: beside the file
};
/// Saves how the checked file is read as a layout file in the user's data folder. Answered with
/// event::PresetSaved.
struct SavePreset {
    quint64 check = 0;
    QString name;
};
/// Writes every finding of the checked file as CSV. `explain` gives reason and hint of a finding; it is
/// called on a worker. Answered with event::FindingsSaved.
struct SaveFindings {
    quint64 check = 0;
    QString file;
    std::function<QStringList(const QString& code, const Failure& reason)> explain;
};
/// Ends a check, running or not. Answered with event::CheckClosed.
struct CloseCheck {
    quint64 check = 0;
};
} // namespace command
using ImportCommand = std::variant<command::CheckFile, command::PreviewLine, command::AcceptImport,
    command::SavePreset, command::SaveFindings, command::CloseCheck>;

/// One finding of an import, ready to show: masked, no sentence.
struct ImportFindingView {
    QString code; ///< V01 .. V15
    QString severity; ///< error, warning, info, blocking
    qint64 line = 0;
    int column = 0;
    QString columnName;
    QString value; ///< masked
    Failure reason;
};

/// Why a column goes to a field.
enum class MatchReason : quint8 { None, Name, Similar, Synonym, Content, Chosen, Preset, Constant };

struct PreviewColumn {
    int number = 0; ///< from 1
    QString name; ///< as mapping calls it
};

/// A field of the profile and what feeds it.
struct PreviewField {
    enum class Problem : quint8 { None, Missing, TwiceUsed, Convert };

    FieldMapping mapping;
    QString fieldClass; ///< open, personal, secret
    bool required = false;
    QString rule; ///< pipe that must accept the value
    MatchReason reason = MatchReason::None;
    double share = -1; ///< 0..1: of the previewed values that the rule accepts; negative: no rule
    Problem problem = Problem::None;
};

struct PreviewRow {
    qint64 line = 0;
    QStringList cells; ///< masked, by column of the file
    bool broken = false; ///< its cells could not be told apart
};

/// The beginning of a file and how it is understood. Cells are masked by the class of the field they go to;
/// what goes nowhere is personal.
struct ImportPreview {
    QString file;
    qint64 bytes = 0;
    QString format; ///< csv, tagged; empty: not recognised
    int sure = 0; ///< per cent
    QString encoding;
    bool byteOrderMark = false;
    QString lineEnds; ///< none, lf, crlf, cr, mixed
    QString delimiter; ///< CSV only
    bool header = false;
    qint64 recordsEstimate = 0;
    ImportMapping mapping; ///< with everything filled in: what CheckFile would need to do the same again
    QString profileTitle;
    QString layoutTitle;
    int fit = 0; ///< per cent of the fields that have a column
    bool known = false; ///< the profile's own layout or a preset fits whole
    std::vector<std::pair<QString, QString>> profiles; ///< id, title
    std::vector<std::pair<QString, QString>> presets; ///< path, title
    std::vector<PreviewColumn> columns;
    std::vector<PreviewField> fields;
    std::vector<PreviewRow> rows;
    std::vector<ImportPolicy> policies; ///< what the profile allows, its own first
    qint64 stopAfter = 0; ///< errors, for StopAfter
    std::optional<Failure> problem; ///< why it can not be checked as it stands
};

struct ImportTally {
    qint64 lines = 0;
    qint64 headerLines = 0;
    qint64 blankLines = 0;
    qint64 commentLines = 0;
    qint64 trailerLines = 0;
    qint64 recordLines = 0;
    qint64 records = 0;
    qint64 valid = 0;
    qint64 invalid = 0;
    qint64 duplicateInFile = 0;
    qint64 producedBefore = 0;
    qint64 alreadyQueued = 0;
    bool balances = true;
};

using FindingCounts = std::array<qint64, 15>; ///< by code, V01 first

namespace event {
struct Previewed {
    quint64 check = 0;
    ImportPreview preview;
};
struct PreviewRows {
    quint64 check = 0;
    qint64 line = 0; ///< that was asked for
    std::vector<PreviewRow> rows;
};
/// At most 30 a second while a file is checked.
struct CheckProgress {
    quint64 check = 0;
    double fraction = 0;
    qint64 records = 0;
    double recordsPerSecond = 0;
    double secondsLeft = -1; ///< negative: not known yet
    FindingCounts counts{};
    std::vector<ImportFindingView> findings; ///< new ones; at most 10,000 per code in all
};
struct Checked {
    quint64 check = 0;
    std::optional<Failure> failure; ///< it was not read to the end
    QString sha256;
    ImportTally tally;
    FindingCounts counts{};
    JobId sameAs; ///< a job was made from the same bytes
    QString sameAsName;
    double seconds = 0;
};
struct CheckClosed {
    quint64 check = 0;
};
struct PresetSaved {
    quint64 check = 0;
    QString path;
    std::optional<Failure> failure;
};
struct FindingsSaved {
    quint64 check = 0;
    QString path;
    qint64 findings = 0;
    std::optional<Failure> failure;
};
} // namespace event
using ImportEvent = std::variant<event::Previewed, event::PreviewRows, event::CheckProgress, event::Checked,
    event::CheckClosed, event::PresetSaved, event::FindingsSaved>;

} // namespace sm
