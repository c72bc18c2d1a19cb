// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"
#include "simulator/card_content.h"

namespace sm {

/// Where a software card keeps its content. Called by the card BEFORE it answers the command that changed
/// something, so that an answer that left never lies about what the card remembers. A card whose memory fails
/// answers 6581 from then on.
class CardMemory {
public:
    CardMemory() = default;
    CardMemory(const CardMemory&) = delete;
    CardMemory& operator=(const CardMemory&) = delete;
    virtual ~CardMemory() = default;

    virtual Outcome<Done> store(const CardContent& content) = 0;
};

/// Keeps the last content of each card by serial number. One thread.
class RamCardMemory final : public CardMemory {
public:
    Outcome<Done> store(const CardContent& content) override;
    Outcome<CardContent> load(quint64 serial) const;

private:
    std::map<quint64, QByteArray> m_cards;
};

/// One file per card in a folder, SERIAL.card (16 hexadecimal digits), mode 0600, replaced by renaming: a
/// kill at any moment leaves the old or the new content. With `sync` it survives a power cut too. Different
/// cards may be stored by different threads. The file holds the card's keys, as the memory of a chip does:
/// for test keys only.
class FileCardMemory final : public CardMemory {
public:
    enum class Sync { No, Yes };
    FileCardMemory(QString folder, Sync sync)
        : m_folder(std::move(folder))
        , m_sync(sync)
    {
    }

    Outcome<Done> store(const CardContent& content) override;
    Outcome<CardContent> load(quint64 serial) const; ///< CardContentAbsent, CardContentBroken
    QString path(quint64 serial) const;

private:
    QString m_folder;
    Sync m_sync;
};

QString cardSerialText(quint64 serial); ///< 16 hexadecimal digits

/// What a card did with a command, for those who check afterwards what really happened.
enum class CommandFate : quint8 {
    Answered,
    AnswerLost, ///< executed, but the answer never left
    NotExecuted ///< mute, or torn out before execution
};

/// Every command a card received. Called after the memory and BEFORE the answer leaves.
class CardLog {
public:
    CardLog() = default;
    CardLog(const CardLog&) = delete;
    CardLog& operator=(const CardLog&) = delete;
    virtual ~CardLog() = default;

    virtual void record(
        quint64 serial, quint64 sequence, QByteArrayView command, StatusWord sw, CommandFate fate)
        = 0;
};

/// A line per command: SERIAL SEQUENCE COMMAND SW FATE, hexadecimal but for the decimal sequence (counted
/// since the card was made or loaded) and the fate (answered, lost, not-executed). One write(2) per line to a
/// file opened for appending: a killed process loses nothing that was answered, and several threads may share
/// it.
class FileCardLog final : public CardLog {
public:
    static Outcome<std::unique_ptr<FileCardLog>> open(const QString& path);
    ~FileCardLog() override;

    void record(
        quint64 serial, quint64 sequence, QByteArrayView command, StatusWord sw, CommandFate fate) override;

private:
    explicit FileCardLog(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor;
};

} // namespace sm
