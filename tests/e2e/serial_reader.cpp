// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated card reader on a pseudo-terminal, as a device beside a station of the end-to-end scripts:
//
//   serial_reader KIND PORT CARDS SERIAL CONTENT
//
// KIND: gempc410, tlp224, twin, pos. PORT becomes a symbolic link to the pseudo-terminal. CARDS blanks
// (GlobalPlatform, with the published test keys) come one after the other, numbered from SERIAL
// (hexadecimal); their content is kept in the folder CONTENT. A card is taken out when it has lost its power
// after it was written, the next one put in when the reader has been asked for a card that is not there.
// Prints a line when the port is there, one for each card that was put in, and ends at SIGTERM.
#include "base/bytes.h"
#include "base/secret_bytes.h"
#include "simulator/readers/simulated_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QTimer>

#include <cstdio>

using namespace sm;

namespace {

constexpr int lookMs = 10;
constexpr quint64 questions = 4; ///< of an empty reader, before the next card comes

std::optional<SimulatedReader::Kind> kindOf(const QString& name)
{
    const QStringList names{
        QStringLiteral("gempc410"), QStringLiteral("tlp224"), QStringLiteral("twin"), QStringLiteral("pos")};
    const auto index = names.indexOf(name);
    return index < 0 ? std::nullopt : std::optional(SimulatedReader::Kind(index));
}

void say(const QString& text)
{
    std::fputs(text.toLocal8Bit().constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

class Hopper {
public:
    Hopper(SimulatedReader& reader, BlankOptions first, int count, CardMemory* memory)
        : m_reader(reader)
        , m_blank(std::move(first))
        , m_left(count)
        , m_memory(memory)
    {
        put();
    }
    void look()
    {
        if (const SoftwareCard* card = m_reader.card()) {
            m_used = m_used || m_reader.isPowered();
            if (m_reader.isPowered())
                m_since = m_reader.commands();
            // One that was not written is taken out when somebody goes on to ask whether it is gone.
            const bool waitedFor = m_reader.commands() >= m_since + questions;
            if (m_reader.isPowered() || !m_used || !(card->wasPersonalized() || waitedFor))
                return;
            m_reader.remove();
            m_used = false;
            m_since = m_reader.commands();
        } else if (m_left > 0 && m_reader.commands() >= m_since + questions) {
            put();
        }
    }

private:
    void put()
    {
        --m_left;
        say(QStringLiteral("CARD ") + QString::number(m_blank.serial, 16));
        m_reader.insert(std::make_unique<SoftwareCard>(
            makeBlank(m_blank), SoftwareCard::Services{&m_random, m_memory, nullptr}));
        ++m_blank.serial;
    }

    SimulatedReader& m_reader;
    SystemRandom m_random;
    BlankOptions m_blank;
    int m_left;
    CardMemory* m_memory;
    quint64 m_since = 0; ///< commands that the reader had then
    bool m_used = false; ///< the card that is in it
};

} // namespace

int main(int argc, char** argv)
{
    const SecretHeap heap = initSecretHeap();
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const auto kind = arguments.size() == 6 ? kindOf(arguments[1]) : std::nullopt;
    const auto key = cardSecret(*fromHex(QStringLiteral("404142434445464748494A4B4C4D4E4F")));
    if (!kind || heap == SecretHeap::Absent || !key) {
        std::fputs("serial_reader KIND PORT CARDS SERIAL CONTENT\n", stderr);
        return 2;
    }
    BlankOptions first;
    first.serial = arguments[4].toULongLong(nullptr, 16);
    first.keys = CardKeySet{0x30, *key, *key, *key, 0};
    QDir().mkpath(arguments[5]);
    FileCardMemory memory(arguments[5], FileCardMemory::Sync::No);
    SimulatedReader reader(*kind);
    if (!QFile::link(reader.path(), arguments[2]))
        return 2;
    say(QStringLiteral("READY ") + arguments[2]);
    Hopper hopper(reader, std::move(first), arguments[3].toInt(), &memory);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&hopper] { hopper.look(); });
    timer.start(lookMs);
    return QCoreApplication::exec();
}
