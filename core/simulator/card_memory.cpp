// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_memory.h"

#include "base/failures/simulator.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sm {

namespace {

/// All bytes or nothing useful: false on the first error that is not an interruption.
bool writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

bool writeFile(const QByteArray& path, QByteArrayView bytes, bool sync)
{
    const int descriptor = ::open(path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    const bool written = writeAll(descriptor, bytes) && (!sync || ::fsync(descriptor) == 0);
    return ::close(descriptor) == 0 && written;
}

bool syncFolder(const QByteArray& path)
{
    const int descriptor = ::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && synced;
}

const char* fateName(CommandFate fate)
{
    switch (fate) {
    case CommandFate::Answered:
        return "answered";
    case CommandFate::AnswerLost:
        return "lost";
    case CommandFate::NotExecuted:
        return "not-executed";
    }
    return "";
}

} // namespace

QString cardSerialText(quint64 serial)
{
    return QString::number(serial, 16).toUpper().rightJustified(16, QLatin1Char('0'));
}

Outcome<Done> RamCardMemory::store(const CardContent& content)
{
    m_cards[content.serial] = encodeCardContent(content);
    return Done{};
}

Outcome<CardContent> RamCardMemory::load(quint64 serial) const
{
    const auto it = m_cards.find(serial);
    if (it == m_cards.end())
        return fail(fc::CardContentAbsent, {{"serial", cardSerialText(serial)}});
    return decodeCardContent(it->second);
}

QString FileCardMemory::path(quint64 serial) const
{
    return m_folder + QLatin1Char('/') + cardSerialText(serial) + QStringLiteral(".card");
}

Outcome<Done> FileCardMemory::store(const CardContent& content)
{
    const QByteArray name = QFile::encodeName(path(content.serial));
    const QByteArray draft = name + ".new";
    QByteArray bytes = encodeCardContent(content);
    const bool sync = m_sync == Sync::Yes;
    bool stored = writeFile(draft, bytes, sync) && ::rename(draft.constData(), name.constData()) == 0;
    if (stored && sync)
        stored = syncFolder(QFile::encodeName(m_folder));
    bytes.fill('\0'); // it held the keys of the card
    if (!stored)
        return fail(fc::CardMemoryUnwritable, {{"serial", cardSerialText(content.serial)}});
    return Done{};
}

Outcome<CardContent> FileCardMemory::load(quint64 serial) const
{
    QFile file(path(serial));
    if (!file.open(QIODevice::ReadOnly))
        return fail(fc::CardContentAbsent, {{"serial", cardSerialText(serial)}});
    return decodeCardContent(file.readAll());
}

Outcome<std::unique_ptr<FileCardLog>> FileCardLog::open(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    const int descriptor = ::open(name.constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(fc::CardLogUnwritable, {{"file", path}});
    return std::unique_ptr<FileCardLog>(new FileCardLog(descriptor));
}

FileCardLog::~FileCardLog()
{
    ::close(m_descriptor);
}

void FileCardLog::record(
    quint64 serial, quint64 sequence, QByteArrayView command, StatusWord sw, CommandFate fate)
{
    QByteArray line = cardSerialText(serial).toLatin1() + ' ' + QByteArray::number(sequence) + ' '
        + QByteArray::fromRawData(command.data(), command.size()).toHex().toUpper() + ' '
        + sw.text().toLatin1() + ' ' + fateName(fate) + '\n';
    // A full disk shows as a missing line in the check that reads this file; the card can't do more about it.
    if (!writeAll(m_descriptor, line))
        qWarning("command log of the software cards: a line could not be written (errno %d)", errno);
}

} // namespace sm
