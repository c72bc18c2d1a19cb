// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_file_system.h"

#include "card/tlv.h"

#include <algorithm>

namespace sm {

namespace {

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

/// Changes files, their life cycles or PINs.
bool writes(quint8 ins)
{
    static constexpr quint8 all[]{0xD6, 0xDC, 0xE0, 0xE4, 0x44, 0x04, 0xE6, 0xE8, 0xFE, 0x24};
    return std::find(std::begin(all), std::end(all), ins) != std::end(all);
}

} // namespace

void CardFileSystem::reset()
{
    m_directory = CardContent::masterFile;
    m_elementary = 0;
    m_verified.clear();
    m_challenge.clear();
}

bool CardFileSystem::knows(quint8 ins)
{
    switch (ins) {
    case 0xA4:
    case 0xB0:
    case 0xD6:
    case 0xB2:
    case 0xDC:
    case 0xE0:
    case 0xE4:
    case 0x44:
    case 0x04:
    case 0xE6:
    case 0xE8:
    case 0xFE:
    case 0x20:
    case 0x24:
    case 0x84:
    case 0x82:
        return true;
    default:
        return false;
    }
}

ResponseApdu CardFileSystem::handle(const CommandApdu& command, bool channelOpen)
{
    m_channelOpen = channelOpen;
    if (command.ins() != 0x82)
        m_challenge.clear();
    if (writes(command.ins()) && isLocked())
        return status(0x6982);
    switch (command.ins()) {
    case 0xA4:
        return select(command);
    case 0xB0:
        return readBinary(command);
    case 0xD6:
        return updateBinary(command);
    case 0xB2:
        return readRecord(command);
    case 0xDC:
        return updateRecord(command);
    case 0xE0:
        return createFile(command);
    case 0xE4:
        return deleteFile(command);
    case 0x44:
    case 0x04:
    case 0xE6:
    case 0xE8:
        return changeLifeCycle(command);
    case 0xFE:
        return terminateCard();
    case 0x20:
        return verify(command);
    case 0x24:
        return changeReference(command);
    case 0x84:
        return challenge(command);
    case 0x82:
        return externalAuthenticate(command);
    default:
        return status(0x6D00);
    }
}

quint32 CardFileSystem::child(quint32 parent, quint16 id) const
{
    for (const auto& [handle, f] : m_nvm->files) {
        if (f.parent == parent && f.id == id && handle != CardContent::masterFile)
            return handle;
    }
    return 0;
}

quint32 CardFileSystem::byShortId(quint8 sfi) const
{
    for (const auto& [handle, f] : m_nvm->files) {
        if (f.parent == m_directory && f.sfi == sfi && f.type != CardFile::Type::Directory)
            return handle;
    }
    return 0;
}

quint32 CardFileSystem::byName(QByteArrayView name) const
{
    for (const auto& [handle, f] : m_nvm->files) {
        if (!name.isEmpty() && QByteArrayView(f.name).startsWith(name))
            return handle;
    }
    return 0;
}

quint32 CardFileSystem::byPath(quint32 from, QByteArrayView path) const
{
    ByteReader in(path);
    quint32 at = from;
    while (at != 0 && !in.atEnd()) {
        const auto id = in.u16();
        at = id ? child(at, *id) : 0;
    }
    return at;
}

void CardFileSystem::enter(QByteArrayView name)
{
    const quint32 directory = byName(name);
    if (directory == 0)
        return;
    m_directory = directory;
    m_elementary = 0;
    std::erase_if(m_verified, [](quint8 reference) { return reference != releaseKeyReference; });
}

/// P1 00: the MF, the current DF itself, its children, its parent, and the parent's children (ISO/IEC 7816-4
/// clause 7.3.1).
quint32 CardFileSystem::byId(quint16 id) const
{
    if (id == 0x3F00)
        return CardContent::masterFile;
    const quint32 parent = file(m_directory).parent;
    if (file(m_directory).id == id)
        return m_directory;
    if (const quint32 found = child(m_directory, id))
        return found;
    if (parent == 0)
        return 0;
    return file(parent).id == id ? parent : child(parent, id);
}

ResponseApdu CardFileSystem::select(const CommandApdu& command)
{
    const QByteArrayView data = command.data();
    if ((command.p2() & 0xF3) != 0)
        return status(0x6A86);
    ByteReader in(data);
    const std::optional<quint16> id = data.size() == 2 ? in.u16() : std::nullopt;
    quint32 found = 0;
    switch (command.p1()) {
    case 0x00:
        if (!data.isEmpty() && !id)
            return status(0x6A87);
        found = data.isEmpty() ? CardContent::masterFile : byId(*id);
        break;
    case 0x01:
    case 0x02:
        if (!id)
            return status(0x6A87);
        found = child(m_directory, *id);
        if (found && (file(found).type == CardFile::Type::Directory) != (command.p1() == 0x01))
            found = 0;
        break;
    case 0x03:
        found = file(m_directory).parent;
        break;
    case 0x04:
        found = byName(data);
        break;
    case 0x08:
    case 0x09:
        if (data.isEmpty() || data.size() % 2 != 0)
            return status(0x6A87);
        found = byPath(command.p1() == 0x08 ? CardContent::masterFile : m_directory, data);
        break;
    default:
        return status(0x6A86);
    }
    return found == 0 ? status(0x6A82) : selected(found, command.p2());
}

ResponseApdu CardFileSystem::selected(quint32 handle, quint8 p2)
{
    const CardFile& f = file(handle);
    if (f.type == CardFile::Type::Directory) {
        m_directory = handle;
        m_elementary = 0;
    } else {
        m_directory = f.parent;
        m_elementary = handle;
    }
    const StatusWord sw{f.lifeCycle == 0x04 ? quint16(0x6283)
            : f.lifeCycle == 0x0C           ? quint16(0x6285)
                                            : quint16(0x9000)};
    switch (p2 & 0x0C) {
    case 0x00:
        return ResponseApdu(encodeTlv(0x6F, writeFileControl(f)), sw);
    case 0x04:
        return ResponseApdu(encodeTlv(0x62, writeFileControl(f)), sw);
    case 0x08:
        return ResponseApdu(encodeTlv(0x64, {}), sw);
    default:
        return ResponseApdu({}, sw);
    }
}

StatusWord CardFileSystem::usable(quint32 handle, FileAccess wanted) const
{
    const CardFile& f = file(handle);
    if (f.lifeCycle == 0x04 || f.lifeCycle == 0x0C)
        return {0x6985};
    return {quint16(fileAllows(f, wanted, access()) ? 0x9000 : 0x6982)};
}

CardFileSystem::Range CardFileSystem::binaryRange(const CommandApdu& command, FileAccess wanted)
{
    Range range;
    if ((command.p1() & 0x80) != 0) {
        if ((command.p1() & 0x60) != 0)
            return {0, 0, {0x6A86}};
        range.handle = byShortId(command.p1() & 0x1F);
        if (range.handle == 0)
            return {0, 0, {0x6A82}};
        m_elementary = range.handle;
        range.offset = command.p2();
    } else {
        range.handle = m_elementary;
        range.offset = command.p1() << 8 | command.p2();
    }
    if (range.handle == 0)
        return {0, 0, {0x6986}};
    if (file(range.handle).type != CardFile::Type::Transparent)
        return {0, 0, {0x6981}};
    range.refused = usable(range.handle, wanted);
    if (range.refused.isSuccess() && range.offset >= file(range.handle).body.size())
        range.refused = {0x6B00};
    return range;
}

ResponseApdu CardFileSystem::readBinary(const CommandApdu& command)
{
    if (!command.ne() || !command.data().isEmpty())
        return status(0x6700);
    const Range range = binaryRange(command, FileAccess::Read);
    if (!range.refused.isSuccess())
        return ResponseApdu({}, range.refused);
    const qsizetype rest = file(range.handle).body.size() - range.offset;
    const qsizetype wanted = *command.ne();
    const bool all = wanted == 256 || wanted == 65536; // Le 00: as many as there are
    const quint16 sw = wanted > rest && !all ? 0x6282 : 0x9000;
    return ResponseApdu(file(range.handle).body.mid(range.offset, wanted), StatusWord{sw});
}

ResponseApdu CardFileSystem::updateBinary(const CommandApdu& command)
{
    if (command.data().isEmpty())
        return status(0x6700);
    const Range range = binaryRange(command, FileAccess::Update);
    if (!range.refused.isSuccess())
        return ResponseApdu({}, range.refused);
    if (range.offset + command.data().size() > file(range.handle).body.size())
        return status(0x6A84);
    m_nvm.personalize()
        .files.at(range.handle)
        .body.replace(range.offset, command.data().size(), command.data());
    return status(0x9000);
}

CardFileSystem::Range CardFileSystem::recordRange(const CommandApdu& command, FileAccess wanted)
{
    Range range;
    const quint8 sfi = command.p2() >> 3;
    range.handle = sfi == 0 ? m_elementary : byShortId(sfi);
    if (range.handle == 0)
        return {0, 0, {quint16(sfi == 0 ? 0x6986 : 0x6A82)}};
    m_elementary = range.handle;
    const CardFile& f = file(range.handle);
    if (f.type != CardFile::Type::LinearFixed)
        return {0, 0, {0x6981}};
    range.refused = usable(range.handle, wanted);
    range.offset = (qsizetype(command.p1()) - 1) * f.recordSize;
    if (range.refused.isSuccess() && (command.p1() == 0 || range.offset >= f.body.size()))
        range.refused = {0x6A83};
    return range;
}

ResponseApdu CardFileSystem::readRecord(const CommandApdu& command)
{
    const quint8 mode = command.p2() & 0x07;
    if (mode != 0x04 && mode != 0x05)
        return status(0x6A86);
    if (!command.ne() || !command.data().isEmpty())
        return status(0x6700);
    const Range range = recordRange(command, FileAccess::Read);
    if (!range.refused.isSuccess())
        return ResponseApdu({}, range.refused);
    const CardFile& f = file(range.handle);
    const qsizetype length = mode == 0x04 ? qsizetype(f.recordSize) : f.body.size() - range.offset;
    return ResponseApdu(f.body.mid(range.offset, length), StatusWord{0x9000});
}

ResponseApdu CardFileSystem::updateRecord(const CommandApdu& command)
{
    if ((command.p2() & 0x07) != 0x04)
        return status(0x6A86);
    const Range range = recordRange(command, FileAccess::Update);
    if (!range.refused.isSuccess())
        return ResponseApdu({}, range.refused);
    if (command.data().size() != file(range.handle).recordSize)
        return status(0x6700);
    m_nvm.personalize()
        .files.at(range.handle)
        .body.replace(range.offset, command.data().size(), command.data());
    return status(0x9000);
}

} // namespace sm
