// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "station/modules/face_file.h"

#include <memory>

namespace sm {

/// "Prints" a card's face into a folder, for floors without a printer: one file for each attempt, named by
/// its number. The files hold personal data: nobody but their owner may read them. They are written on the
/// executor. A file that is there is never written again.
class FileModule final : public DeviceModule {
public:
    FileModule(
        Reactor reactor, std::unique_ptr<Executor> writer, QString folder, FaceFormat format, QString name);

    ModuleKind kind() const override { return ModuleKind::Print; }
    Outcome<Done> check(const ModuleData& data) const override;
    Pending<ModuleReport> ready(Nanos limit) override;
    /// ModuleNotReady: there is no file. ModuleJobRepeated: there was one before.
    Pending<ModuleReport> perform(ModuleJob job, Nanos limit) override;
    void abort(const Failure&) override { } ///< a file is there whole or not at all
    QString description() const override { return m_name; }

private:
    Reactor m_reactor;
    QString m_folder;
    FaceFormat m_format;
    QString m_name;
    Epoch m_highestEpoch;
    std::unique_ptr<Executor> m_writer; ///< last: its end runs what is queued
};

} // namespace sm
