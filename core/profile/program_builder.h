// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile_model.h"

namespace sm::profile {

/// Turns a model and the data of one card into commands. One use. Not for other rooms.
class ProgramBuilder {
public:
    ProgramBuilder(const Model& model, const ProgramInputs& inputs)
        : m_model(model)
        , m_inputs(inputs)
    {
    }
    Outcome<CardProgram> run();
    /// The inputs of a call; the results of calls before it are among the program's inputs.
    Outcome<SecurityCall> call(size_t index);

private:
    std::optional<Failure> resolveSources();
    Outcome<SourcedValue> resolve(const ValueSource& source) const;
    Outcome<SourcedValue> resolveField(const ValueSource& source) const;
    Outcome<SourcedValue> resolveData(const ValueSource& source) const;
    Outcome<SourcedValue> resolveCall(const ValueSource& source) const;
    Outcome<SourcedValue> resolveChip(const ValueSource& source) const;

    std::optional<Failure> build(const OpenChannelAction& action);
    std::optional<Failure> build(const ReleaseAction& action);
    std::optional<Failure> build(const ModuleAction& action);
    std::optional<Failure> fill(const FaceModel& face, ProgramModule& module);
    std::optional<Failure> build(const FixedAction& action);
    std::optional<Failure> build(const StoreDataAction& action);
    std::optional<Failure> build(const ApduAction& action);
    std::optional<Failure> build(const UpdateFileAction& action);
    std::optional<Failure> build(const UpdateRecordsAction& action);
    std::optional<Failure> build(const VerifyAction& action);
    std::optional<Failure> readBackBinary(const VerifyAction& action, const ClassedBytes& wanted);
    Outcome<std::vector<ClassedBytes>> blocks(const StoreDataAction& action, qsizetype room) const;

    Outcome<ClassedBytes> evaluate(const ValueTemplate& value) const;
    Outcome<ClassedBytes> evaluate(const ContentSpec& content) const;
    std::optional<Failure> tooLong(qsizetype length, qsizetype limit) const;
    void selectFile(const FileRef& file);
    ProgramCommand& add(const CommandApdu& header, const ClassedBytes& data);
    ProgramCommand& addRead(const CommandApdu& apdu, const ClassedBytes& wanted);

    const Model& m_model;
    const ProgramInputs& m_inputs;
    std::vector<SourcedValue> m_values;
    ProgramStep* m_step = nullptr;
    bool m_outside = false; ///< a SELECT by name in this step has ended the channel
    ChannelRoom m_room;
    qsizetype m_block = 0; ///< next P2 of STORE DATA
};

} // namespace sm::profile
