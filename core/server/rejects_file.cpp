// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rejects_file.h"

#include "base/failures/server.h"

namespace sm {

RejectsFile::RejectsFile(const QString& path, TextEncoding encoding, char delimiter)
    : m_path(path)
    , m_file(path)
    , m_encoding(encoding)
    , m_utf16(encoding == TextEncoding::Utf16Be ? QStringEncoder::Utf16BE : QStringEncoder::Utf16LE)
    , m_delimiter(delimiter)
{
}

Outcome<Done> RejectsFile::open()
{
    if (!m_file.open(QIODevice::WriteOnly)
        || !m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fail(fc::RejectsUnwritable, {{"file", m_path}});
    if (m_encoding == TextEncoding::Utf16Le)
        m_file.write("\xFF\xFE");
    else if (m_encoding == TextEncoding::Utf16Be)
        m_file.write("\xFE\xFF");
    return Done{};
}

void RejectsFile::write(const QByteArray& utf8)
{
    if (m_encoding == TextEncoding::Utf8)
        m_file.write(utf8); // also bytes that are no text stay what they are
    else if (m_encoding == TextEncoding::Latin1)
        m_file.write(QString::fromUtf8(utf8).toLatin1());
    else
        m_file.write(QByteArray(m_utf16.encode(QString::fromUtf8(utf8))));
}

void RejectsFile::add(QByteArrayView text, QByteArrayView reason)
{
    m_records += !reason.isEmpty();
    const QByteArrayView shown = reason.isEmpty() ? QByteArrayView("reject_reason") : reason;
    write(text.toByteArray() + m_delimiter + '"' + shown.toByteArray() + "\"\n");
}

Outcome<Done> RejectsFile::commit()
{
    if (m_records == 0) {
        m_file.cancelWriting();
        m_file.commit();
        return Done{};
    }
    if (!m_file.commit())
        return fail(fc::RejectsUnwritable, {{"file", m_path}});
    return Done{};
}

void RejectsFile::remove()
{
    if (m_records > 0)
        QFile::remove(m_path);
}

} // namespace sm
