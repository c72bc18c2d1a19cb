// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/json_reader.h"
#include "profile/profile_model.h"

namespace sm::profile {

/// Reads the steps of a profile into a model that already has its fields, sources and channel. Not for other
/// rooms.
class StepReader {
public:
    StepReader(Problems& problems, Model& model)
        : m_problems(problems)
        , m_model(model)
    {
    }
    void readStep(const QJsonValue& value, const QString& path);

private:
    void readAction(const ObjectReader& step, StepSpec& spec);
    void readSealStep(const QJsonValue& value, const QString& path, StepSpec& spec);
    void settleRetry(const ObjectReader& step, StepSpec& spec);
    void settleChannel(const ObjectReader& step, StepSpec& spec);
    void settleCalls(const QString& path, const StepSpec& spec);
    std::optional<Action> action(QLatin1String key, const QJsonValue& value, const QString& path);
    Action select(const ObjectReader& in);
    Action release(const ObjectReader& in);
    Action storeData(const ObjectReader& in);
    Action apdu(const ObjectReader& in);
    Action createFile(const ObjectReader& in);
    Action updateFile(const ObjectReader& in);
    Action updateRecords(const ObjectReader& in);
    Action verify(const ObjectReader& in);
    Action encode(const ObjectReader& in);
    Action emboss(const ObjectReader& in);
    Action label(const ObjectReader& in);
    Action face(const ObjectReader& in);
    FaceModel::Text faceText(const QJsonValue& value, const QString& path);
    FaceModel::Image faceImage(const QJsonValue& value, const QString& path);
    Action lines(const ObjectReader& in, ModuleWork work);
    QByteArray fileControlParameters(const ObjectReader& in, const QString& type);
    FileRef fileRef(const ObjectReader& in);
    StatusRule statusRule(const ObjectReader& in);
    /// `key` or "objects": the one that is there.
    ContentSpec content(const ObjectReader& in, QLatin1String key, int depth = 0);
    ContentSpec::Object dataObject(const QJsonValue& value, const QString& path, int depth);
    ValueTemplate templateOf(const QJsonValue& value, const QString& path);
    /// The one key of `choices` that the object has.
    std::optional<QLatin1String> oneKey(const ObjectReader& in, std::initializer_list<const char*> choices);

    Problems& m_problems;
    Model& m_model;
    bool m_channelOpen = false;
    bool m_channelWasOpen = false;
    bool m_inSeal = false;
    bool m_usesCalls = false; ///< of the step that is being read
};

} // namespace sm::profile
