// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/line_reader.h"

#include <QByteArray>

#include <deque>
#include <vector>

namespace sm {

/// What is wrong with a line before its fields are looked at.
enum class LineFault : quint8 { None, TooLong, NotUtf8, NulByte, QuoteUnclosed, QuoteStray, TooManyFields };

/// Finds NUL bytes and what is not UTF-8; `position` is then the offset of the byte in the line.
LineFault checkText(QByteArrayView line, qsizetype& position);

/// One record, or a line that holds none.
struct CsvRecord {
    enum class Kind : quint8 { Record, Blank, Comment };

    Kind kind = Kind::Record;
    LineFault fault = LineFault::None;
    qsizetype faultPosition = 0;
    quint8 faultByte = 0;
    qint64 line = 0;
    int lines = 1; ///< physical lines it spans
    qint64 offset = 0;
    std::vector<QByteArrayView> fields; ///< valid until the next call of next(); unescaped
    QByteArrayView raw; ///< as it is in the file, its lines parted by LF; valid as long
};

/// RFC 4180 records from lines: quoted fields may hold delimiters, doubled quotes and line ends (which become
/// LF). A record longer than the longest line, or of more than 100 lines, counts as an unclosed quote. After
/// a fault only its first line is spent: the next record starts on the next line, so one lost quote costs one
/// record.
class CsvReader {
public:
    static constexpr qsizetype MostFields = 256;
    static constexpr int MostLines = 100;

    /// Without a delimiter, the first record says which of comma, semicolon and tab it is.
    CsvReader(
        LineReader& lines, std::optional<char> delimiter, qsizetype longestRecord, QByteArray comment = {});

    bool next(CsvRecord& record);
    /// Gives back all but the first line of the last record, which turned out to be wrong.
    void retryAfterFirstLine(CsvRecord& record);
    char delimiter() const { return m_delimiter.value_or(','); }

private:
    struct StoredLine {
        QByteArray text;
        qint64 number;
        qint64 offset;
        bool tooLong;
    };

    bool nextLine(TextLine& line);
    void readRecord(QByteArrayView text, CsvRecord& record);
    void joinLines(QByteArrayView first, CsvRecord& record);
    LineFault split(QByteArrayView text, std::vector<QByteArrayView>& fields);
    LineFault splitQuoted(QByteArrayView text, std::vector<QByteArrayView>& fields);
    LineFault quotedField(QByteArrayView text, qsizetype& at, QByteArrayView& field);

    LineReader& m_lines;
    std::optional<char> m_delimiter;
    qsizetype m_longestRecord;
    QByteArray m_comment;
    std::deque<StoredLine> m_ahead; ///< lines given back
    std::vector<StoredLine> m_joined; ///< lines 2.. of the record being read
    StoredLine m_current;
    qsizetype m_firstLength = -1; ///< of the first line in m_record; -1: the record is one line
    QByteArray m_record; ///< the lines of a record that spans several
    QByteArray m_scratch; ///< unescaped fields; reserved ahead so that views into it stay valid
};

/// The one of comma, semicolon and tab that occurs most often outside quotes; comma when none does.
char guessDelimiter(QByteArrayView headerLine);

} // namespace sm
