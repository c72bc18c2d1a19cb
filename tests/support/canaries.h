// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <vector>

namespace sm {

/// Finds any of many byte strings of at least `prefix` bytes in one pass.
class ByteScanner {
public:
    static constexpr int prefix = 5;

    void add(const QByteArray& form, int meaning);
    /// Meaning of the first form that occurs; -1: none does.
    int find(QByteArrayView bytes) const;
    qsizetype count() const { return m_count; }

private:
    struct Form {
        QByteArray bytes;
        int meaning = 0;
    };
    QHash<quint64, std::vector<Form>> m_forms; ///< by the first bytes
    std::vector<quint8> m_filter = std::vector<quint8>(size_t(1) << 20); ///< by a hash of them
    qsizetype m_count = 0;
};

/// Personal and secret values that must not come out anywhere, and what they look like when they do: as text
/// with any separators and in any case, as hexadecimal digits, packed (BCD), as UTF-16, in base64; whole, or
/// a part of 8 characters (12 for hexadecimal values, whose parts occur in other data by chance), so that
/// showing the last four digits is not a find. Not thread-safe while values are added.
class Canaries {
public:
    /// `value` as UTF-8; one with fewer than 6 letters and digits can not be told from other text and is left
    /// out.
    void add(const QByteArray& value, const QString& what);
    /// Columns (from 0) of the first records of a CSV file with a header row and no quotes; the header gives
    /// their names. False: the file can not be read, or is shorter.
    bool addTable(const QString& file, const QList<int>& columns, int records);

    qsizetype values() const { return qsizetype(m_names.size()); }
    qsizetype forms() const { return m_text.count() + m_binary.count(); }
    /// What was found, or an empty text.
    QString inText(const QString& text) const;
    /// The content of a file: as text and as bytes.
    QString inBytes(const QByteArray& bytes) const;

private:
    void addText(const QString& text, qsizetype part, int meaning);
    void addBinary(const QByteArray& bytes, qsizetype part, int meaning);
    void addBase64(const QByteArray& value, int meaning);
    QString nameOf(int meaning) const { return meaning < 0 ? QString() : m_names[size_t(meaning)]; }

    ByteScanner m_text; ///< letters and digits only, case folded, UTF-8
    ByteScanner m_binary;
    std::vector<QString> m_names;
};

} // namespace sm
