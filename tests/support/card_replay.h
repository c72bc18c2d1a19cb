// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/software_card.h"

#include <QFile>

#include <map>
#include <memory>

namespace smtest {

/// Cards rebuilt from the log of the software cards of a demo floor: a blank of the same serial is given
/// every command that the card was given, and must answer each with the same status word. With pseudo-random
/// challenges the channels open again, so what comes out is the very card, to be put into another reader.
class ReplayedCards {
public:
    /// Empty when all went as before, else what did not.
    QString load(const QString& logFile)
    {
        QFile file(logFile);
        if (!file.open(QIODevice::ReadOnly))
            return QStringLiteral("no log");
        while (!file.atEnd()) {
            const QList<QByteArray> words = file.readLine().trimmed().split(' ');
            if (words.size() != 5)
                return QStringLiteral("a line of the log is broken");
            bool known = false;
            const quint64 serial = words[0].toULongLong(&known, 16);
            const QByteArray answer = card(serial).process(QByteArray::fromHex(words[2]));
            if (!known || answer.right(2).toHex().toUpper() != words[3])
                return QStringLiteral("%1 %2: %3 instead of %4")
                    .arg(QLatin1String(words[0]), QLatin1String(words[1]),
                        QLatin1String(answer.right(2).toHex()), QLatin1String(words[3]));
        }
        return {};
    }

    const std::map<quint64, std::unique_ptr<sm::SoftwareCard>>& cards() const { return m_cards; }

private:
    sm::SoftwareCard& card(quint64 serial)
    {
        auto& slot = m_cards[serial];
        if (slot)
            return *slot;
        // The published keys of every demo blank.
        const auto key = sm::cardSecret(QByteArray::fromHex("404142434445464748494A4B4C4D4E4F"));
        sm::CardKeySet keys;
        keys.version = 1;
        keys.enc = keys.mac = keys.dek = *key;
        sm::BlankOptions blank;
        blank.serial = serial;
        blank.keys = keys;
        slot = std::make_unique<sm::SoftwareCard>(
            sm::makeBlank(blank), sm::SoftwareCard::Services{&m_random, nullptr, nullptr});
        slot->powerOn();
        return *slot;
    }

    sm::SeededRandom m_random{11};
    std::map<quint64, std::unique_ptr<sm::SoftwareCard>> m_cards;
};

} // namespace smtest
