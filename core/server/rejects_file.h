// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "issuer/layout.h"

#include <QFile>
#include <QSaveFile>
#include <QStringEncoder>

namespace sm {

/// The records of a table that an import left out, as they are in the issuer's file, with one more column for
/// the reason. Written beside the issuer's file, readable by its owner only; not there until commit(). One
/// thread at a time.
class RejectsFile {
public:
    RejectsFile(const QString& path, TextEncoding encoding, char delimiter);

    Outcome<Done> open();
    void add(QByteArrayView text, QByteArrayView reason); ///< an empty reason: the header row
    Outcome<Done> commit(); ///< RejectsUnwritable; without records nothing is left
    void remove(); ///< after commit(): the import failed after all
    qint64 records() const { return m_records; }
    const QString& path() const { return m_path; }

private:
    void write(const QByteArray& utf8);

    QString m_path;
    QSaveFile m_file;
    TextEncoding m_encoding;
    QStringEncoder m_utf16;
    char m_delimiter;
    qint64 m_records = 0;
};

} // namespace sm
