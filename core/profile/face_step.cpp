// SPDX-License-Identifier: GPL-3.0-or-later
// The step that prints a card's face: read from a profile, filled for a card.
#include "profile/data_file.h"
#include "profile/program_builder.h"
#include "profile/step_reader.h"

namespace sm::profile {

namespace {

using L1 = QLatin1String;

template <class E> E choiceOf(const ObjectReader& in, L1 key, const QStringList& names)
{
    return E(std::max<qsizetype>(0, names.indexOf(in.choice(key, names, names.first()))));
}

QString itemName(const char* list, size_t index)
{
    return QStringLiteral("%1[%2]").arg(L1(list)).arg(index);
}

} // namespace

Action StepReader::face(const ObjectReader& in)
{
    ModuleAction action;
    action.need = ModuleNeed(in.text(L1("module")), ModuleWork::Print);
    FaceModel made;
    in.elements(L1("texts"), {1, 32}, [this, &made](const QJsonValue& value, const QString& path) {
        if (!m_problems.any())
            made.texts.push_back(faceText(value, path));
    });
    in.elements(L1("images"), {1, 8}, [this, &made](const QJsonValue& value, const QString& path) {
        if (!m_problems.any())
            made.images.push_back(faceImage(value, path));
    });
    if (made.texts.empty() && made.images.empty())
        m_problems.refuse(in.path(), QStringLiteral("nothing to print"), QStringLiteral("texts or images"));
    action.face = std::move(made);
    return action;
}

FaceModel::Text StepReader::faceText(const QJsonValue& value, const QString& path)
{
    const ObjectReader in(m_problems, value, path, "faceText");
    FaceModel::Text made;
    FaceText& shape = made.shape;
    shape.x = in.number(L1("x"), 0, cardWidthMm, 0);
    shape.y = in.number(L1("y"), 0, cardHeightMm, 0);
    shape.size = in.number(L1("size"), 3, 72, shape.size);
    shape.width = in.number(L1("width"), 1, cardWidthMm, 0);
    shape.font = choiceOf<FaceText::Font>(in, L1("font"), profileFaceFonts());
    shape.align = choiceOf<FaceText::Align>(in, L1("align"), profileFaceAligns());
    made.text = templateOf(in.value(L1("text")), in.path(L1("text")));
    return made;
}

/// The box lies on the card. Which files there are is found out when the job starts, not when it is read.
FaceModel::Image StepReader::faceImage(const QJsonValue& value, const QString& path)
{
    const ObjectReader in(m_problems, value, path, "faceImage");
    FaceModel::Image made;
    FaceImage& shape = made.shape;
    shape.x = in.number(L1("x"), 0, cardWidthMm, 0);
    shape.y = in.number(L1("y"), 0, cardHeightMm, 0);
    shape.width = in.number(L1("width"), 0.1, cardWidthMm, 0);
    shape.height = in.number(L1("height"), 0.1, cardHeightMm, 0);
    shape.tones = in.boolean(L1("tones"), true);
    constexpr double slack = 1e-6; // 60.6 + 25 is no binary fraction
    if (shape.x + shape.width > cardWidthMm + slack)
        m_problems.refuse(in.path(L1("width")), in.value(L1("width")),
            QStringLiteral("at most %1 from x").arg(cardWidthMm - shape.x));
    if (shape.y + shape.height > cardHeightMm + slack)
        m_problems.refuse(in.path(L1("height")), in.value(L1("height")),
            QStringLiteral("at most %1 from y").arg(cardHeightMm - shape.y));
    shape.own = in.has(L1("picture"));
    if (shape.own == in.has(L1("file")))
        m_problems.refuse(in.path(L1("file")), in.value(L1("file")), QStringLiteral("either file picture"));
    if (shape.own)
        made.picture = templateOf(in.value(L1("picture")), in.path(L1("picture")));
    else
        shape.file = dataFile(m_problems.file(), in.text(L1("file")));
    return made;
}

/// An empty text, or a picture that the card object does not have, is left out.
std::optional<Failure> ProgramBuilder::fill(const FaceModel& face, ProgramModule& module)
{
    CardFace made;
    for (size_t i = 0; i < face.texts.size(); ++i) {
        const auto bytes = evaluate(face.texts[i].text);
        if (!bytes)
            return bytes.failure();
        module.values.emplace_back(itemName("texts", i), bytes->bytes);
        FaceText text = face.texts[i].shape;
        text.text = QString::fromUtf8(bytes->bytes);
        if (!text.text.isEmpty())
            made.texts.push_back(std::move(text));
    }
    for (size_t i = 0; i < face.images.size(); ++i) {
        FaceImage image = face.images[i].shape;
        if (image.own) {
            const auto bytes = evaluate(face.images[i].picture);
            if (!bytes)
                return bytes.failure();
            module.values.emplace_back(itemName("images", i), bytes->bytes);
            image.file = QString::fromUtf8(bytes->bytes);
        }
        if (!image.file.isEmpty())
            made.images.push_back(std::move(image));
    }
    module.face = std::move(made);
    return std::nullopt;
}

CardFace commonFace(const FaceModel& face)
{
    CardFace common;
    for (const FaceModel::Image& image : face.images) {
        if (!image.shape.own)
            common.images.push_back(image.shape);
    }
    return common;
}

} // namespace sm::profile
