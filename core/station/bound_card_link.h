// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/card_link.h"

#include <memory>

namespace sm {

/// A card position in a reader that is known by what stays (its serial number), while the name under which it
/// is reached may be another one each time it is plugged in. Without the reader it is as a link whose reader
/// is not there. Server thread.
class BoundCardLink final : public CardLink {
public:
    using Make = std::function<std::unique_ptr<CardLink>(const QString& reader)>;

    /// `label`: how people know the reader while it is away.
    BoundCardLink(Reactor reactor, QString label, Make make);
    ~BoundCardLink() override;

    /// The reader is there, under this name. While it is there under another one, nothing happens: two
    /// readers that tell one serial number are not told apart, the first one is it.
    void readerCame(const QString& name);
    void readerWent(const QString& name);

    Pending<CardArrival> awaitCard(Nanos limit) override;
    Pending<CardArrival> repower(Nanos limit) override;
    Pending<RunAnswers> run(CommandRun run, Nanos limit) override;
    quint32 answered() const override { return m_link ? m_link->answered() : 0; }
    Pending<FormatAcknowledged> formatComplete(FormatComplete message, Nanos limit) override;
    Pending<Done> eject(Bin bin, Nanos limit) override;
    void abort(const Failure& why) override;
    bool isUsable() const override { return m_link && m_link->isUsable(); }
    void onUsableChanged(std::function<void(bool usable)> callback) override;
    QString description() const override;

private:
    void tell();

    Reactor m_reactor;
    QString m_label;
    Make m_make;
    QString m_name; ///< of m_link's reader
    bool m_there = false;
    bool m_told = false;
    std::unique_ptr<CardLink> m_link;
    std::function<void(bool)> m_usableChanged;
};

} // namespace sm
