// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/block_cipher.h"
#include "simulator/card_file_system.h"

namespace sm {

namespace {

constexpr size_t maxFiles = 256;
constexpr qsizetype maxBytes = 256 * 1024;
constexpr quint8 creation = 0x01;
constexpr quint8 initialisation = 0x03;
constexpr quint8 activated = 0x05;
constexpr quint8 deactivated = 0x04;
constexpr quint8 terminated = 0x0C;

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

qsizetype bytesUsed(const CardContent& content)
{
    qsizetype used = 0;
    for (const auto& [handle, f] : content.files)
        used += f.body.size();
    return used;
}

} // namespace

bool CardFileSystem::isInitialising() const
{
    const quint8 state = file(CardContent::masterFile).lifeCycle;
    return state == creation || state == initialisation;
}

ResponseApdu CardFileSystem::createFile(const CommandApdu& command)
{
    if (command.p1() != 0 || command.p2() != 0)
        return status(0x6A86);
    if (!mayManage())
        return status(0x6982);
    auto control = readFileControl(command.data());
    if (const auto* refused = std::get_if<StatusWord>(&control))
        return ResponseApdu({}, *refused);
    CardFile& made = std::get<CardFile>(control);
    if (child(m_directory, made.id) != 0)
        return status(0x6A89);
    if (!made.name.isEmpty() && byName(made.name) != 0)
        return status(0x6A8A);
    if (m_nvm->files.size() >= maxFiles || bytesUsed(*m_nvm) + made.body.size() > maxBytes)
        return status(0x6A84);
    made.parent = m_directory;
    const quint32 handle = m_nvm->files.rbegin()->first + 1;
    const bool isDirectory = made.type == CardFile::Type::Directory;
    m_nvm.personalize().files[handle] = std::move(made);
    // The new file is the current one (ISO/IEC 7816-9 clause 6.2).
    m_elementary = isDirectory ? 0 : handle;
    if (isDirectory)
        m_directory = handle;
    return status(0x9000);
}

ResponseApdu CardFileSystem::deleteFile(const CommandApdu& command)
{
    if (command.p1() != 0 || command.p2() != 0)
        return status(0x6A86);
    ByteReader in(command.data());
    const auto id = in.u16();
    if (!command.data().isEmpty() && (!id || !in.atEnd()))
        return status(0x6A80);
    const quint32 victim = id ? child(m_directory, *id) : m_elementary;
    if (victim == 0)
        return status(0x6A82);
    if (!mayManage() || !fileAllows(file(victim), FileAccess::Delete, access()))
        return status(0x6982);
    for (const auto& [handle, f] : m_nvm->files) {
        if (f.parent == victim)
            return status(0x6985); // a DF that still holds files stays
    }
    m_nvm.personalize().files.erase(victim);
    m_elementary = 0;
    return status(0x9000);
}

/// ACTIVATE 44, DEACTIVATE 04, TERMINATE DF E6 and EF E8 of the current file. Activating the MF ends the
/// initialisation of a file card.
ResponseApdu CardFileSystem::changeLifeCycle(const CommandApdu& command)
{
    if (command.p1() != 0 || command.p2() != 0 || !command.data().isEmpty())
        return status(0x6A86);
    const bool wantsDirectory = command.ins() == 0xE6;
    const quint32 target = m_elementary != 0 && !wantsDirectory ? m_elementary : m_directory;
    if (command.ins() == 0xE8 && m_elementary == 0)
        return status(0x6986);
    const quint8 now = file(target).lifeCycle;
    if (now == terminated)
        return status(0x6985);
    const FileAccess wanted = command.ins() == 0x44 ? FileAccess::Activate
        : command.ins() == 0x04                     ? FileAccess::Deactivate
                                                    : FileAccess::Terminate;
    if (!mayManage() && !fileAllows(file(target), wanted, access()))
        return status(0x6982);
    const quint8 next = command.ins() == 0x44 ? activated : command.ins() == 0x04 ? deactivated : terminated;
    if (next != now)
        m_nvm.personalize().files.at(target).lifeCycle = next;
    return status(0x9000);
}

ResponseApdu CardFileSystem::terminateCard()
{
    if (!mayManage())
        return status(0x6982);
    m_nvm.personalize().state = CardState::Terminated;
    return status(0x9000);
}

ResponseApdu CardFileSystem::challenge(const CommandApdu& command)
{
    if (command.p1() != 0 || command.p2() != 0)
        return status(0x6A86);
    if (!command.ne() || !command.data().isEmpty() || *command.ne() > 256)
        return status(0x6700);
    const auto bytes = m_random.bytes(*command.ne());
    if (!bytes)
        return status(0x6F00);
    m_challenge = *bytes;
    return ResponseApdu(*bytes, StatusWord{0x9000});
}

bool CardFileSystem::isLocked() const
{
    return isInitialising() && m_nvm->pins.contains(releaseKeyReference)
        && !m_verified.contains(releaseKeyReference);
}

/// ISO/IEC 7816-4 clause 11.5.4: the last challenge, enciphered under the key that P2 names; 8 bytes TDEA, 16
/// bytes AES. Without data it asks for the tries that are left.
ResponseApdu CardFileSystem::externalAuthenticate(const CommandApdu& command)
{
    const QByteArray challenge = std::exchange(m_challenge, {});
    const auto it = m_nvm->pins.find(command.p2());
    if (command.p1() != 0)
        return status(0x6A86);
    if (it == m_nvm->pins.end() || command.p2() != releaseKeyReference)
        return status(0x6A88);
    if (command.data().isEmpty())
        return triesLeft(command.p2());
    if (challenge.isEmpty())
        return status(0x6985);
    if (command.data().size() != challenge.size() || (challenge.size() != 8 && challenge.size() != 16))
        return status(0x6700);
    auto cipher = BlockCipher::create(challenge.size() == 8 ? BlockAlgorithm::Tdea : BlockAlgorithm::Aes,
        BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, *it->second.value);
    const auto expected = cipher ? cipher->run(challenge) : Outcome<QByteArray>(cipher.failure());
    if (!expected)
        return status(0x6F00);
    return spend(command.p2(), equalInConstantTime(command.data(), *expected));
}

/// The try is counted down before the comparison, so that a torn card has spent it.
ResponseApdu CardFileSystem::compare(quint8 reference, QByteArrayView offered)
{
    const auto it = m_nvm->pins.find(reference);
    if (it == m_nvm->pins.end())
        return status(0x6A88);
    const QByteArrayView value(it->second.value->data(), it->second.value->size());
    return spend(reference, equalInConstantTime(offered, value));
}

ResponseApdu CardFileSystem::spend(quint8 reference, bool right)
{
    m_verified.erase(reference);
    if (m_nvm->pins.at(reference).triesLeft == 0)
        return status(0x6983);
    CardPin& pin = m_nvm.count().pins.at(reference);
    --pin.triesLeft;
    if (!right)
        return status(pin.triesLeft == 0 ? quint16(0x6983) : quint16(0x63C0 | pin.triesLeft));
    pin.triesLeft = pin.limit;
    m_verified.insert(reference);
    return status(0x9000);
}

ResponseApdu CardFileSystem::verify(const CommandApdu& command)
{
    if (command.p1() != 0)
        return status(0x6A86);
    const quint8 reference = (command.p2() & 0x1F) == 0 ? quint8(1) : quint8(command.p2() & 0x1F);
    return command.data().isEmpty() ? triesLeft(reference) : compare(reference, command.data());
}

ResponseApdu CardFileSystem::triesLeft(quint8 reference) const
{
    const auto it = m_nvm->pins.find(reference);
    if (it == m_nvm->pins.end())
        return status(0x6A88);
    if (m_verified.contains(reference))
        return status(0x9000);
    return status(it->second.triesLeft == 0 ? quint16(0x6983) : quint16(0x63C0 | it->second.triesLeft));
}

/// P1 00: old and new value of the same length; P1 01: the new value alone, while the card is being made.
ResponseApdu CardFileSystem::changeReference(const CommandApdu& command)
{
    if (command.p1() > 1)
        return status(0x6A86);
    const quint8 reference = (command.p2() & 0x1F) == 0 ? quint8(1) : quint8(command.p2() & 0x1F);
    const bool replaces = command.p1() == 1;
    if (replaces && !mayManage())
        return status(0x6982);
    const QByteArrayView data = command.data();
    qsizetype oldLength = 0;
    if (!replaces) {
        const auto it = m_nvm->pins.find(reference);
        oldLength = it == m_nvm->pins.end() ? 0 : it->second.value->size();
        if (data.size() <= oldLength)
            return status(it == m_nvm->pins.end() ? 0x6A88 : 0x6700);
        const ResponseApdu compared = compare(reference, data.first(oldLength));
        if (!compared.sw().isSuccess())
            return compared;
    }
    const QByteArrayView fresh = data.sliced(oldLength);
    if (fresh.size() < 4 || fresh.size() > 16)
        return status(0x6700);
    auto value = cardSecret(fresh);
    if (!value)
        return status(0x6581);
    CardPin& pin = m_nvm.personalize().pins[reference];
    pin.value = value.take();
    pin.triesLeft = pin.limit;
    return status(0x9000);
}

} // namespace sm
