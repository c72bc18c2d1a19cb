// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/security_services.h"

#include <algorithm>

namespace sm {

namespace {

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

using Shape = SecurityServiceShape;

Shape::Option choice(const char* name, const char* choices)
{
    return {QString::fromLatin1(name), words(choices)};
}

Shape::Option number(const char* name, qint64 least, qint64 most, qint64 usual)
{
    return {QString::fromLatin1(name), {}, least, most, usual};
}

std::vector<Shape::Result> results(const char* names, FieldClass fieldClass = FieldClass::Open)
{
    std::vector<Shape::Result> out;
    for (const QString& name : words(names))
        out.push_back({name, fieldClass});
    return out;
}

std::vector<Shape> make()
{
    const Shape::Option rule = choice("diversification", "none emv visa2 visa kdf3");
    return {
        {QStringLiteral("cardVerification"), words("key"), {}, words("pan"),
            words("expiry serviceCode track"), {choice("kind", "cvv cvv2 icvv ivcvc3")},
            results("digits", FieldClass::Secret), false},
        {QStringLiteral("emvKeys"), words("ac"), words("mac enc"), words("pan"), words("panSequence"),
            {choice("option", "A B")}, results("data kcvs"), true},
        {QStringLiteral("pin"), words("source"), {}, words("block pan"), {},
            {number("sourceFormat", 0, 4, 0), number("cardFormat", 2, 15, 2)}, results("data"), true},
        {QStringLiteral("reencipher"), words("transport"), {}, words("data"), {}, {}, results("data"), true},
        {QStringLiteral("staticSignature"), words("issuer"), {}, words("code staticData"), {}, {},
            results("value"), false},
        {QStringLiteral("iccCertificate"), words("issuer"), {}, words("pan expiry serial"),
            words("staticData"), {number("bits", 512, 1984, 1152)},
            results("certificate remainder exponent crt1 crt2 crt3 crt4 crt5"), true},
        {QStringLiteral("issuerCertificate"), words("issuer"), {}, {}, {}, {},
            results("certificate remainder exponent index"), false},
        {QStringLiteral("simKeys"), words("ki op"), {}, words("iccid"), {}, {}, results("ki opc kcvs"), true},
        {QStringLiteral("cardKeys"), words("master"), {}, {}, {}, {rule, number("newVersion", 1, 127, 1)},
            results("putKey kcvs"), true},
        {QStringLiteral("authorization"), words("master"), {}, words("data"), words("diversifier"),
            {choice("algorithm", "retailMac aesCmac"), rule, number("length", 1, 16, 8)}, results("mac"),
            false},
        {QStringLiteral("random"), {}, {}, {}, {}, {number("length", 1, 256, 8)},
            results("bytes", FieldClass::Secret), false},
    };
}

} // namespace

const Shape::Option* SecurityServiceShape::option(const QString& optionName) const
{
    const auto it = std::find_if(
        options.begin(), options.end(), [&](const Option& one) { return one.name == optionName; });
    return it == options.end() ? nullptr : &*it;
}

const Shape::Result* SecurityServiceShape::result(const QString& resultName) const
{
    const auto it = std::find_if(
        results.begin(), results.end(), [&](const Result& one) { return one.name == resultName; });
    return it == results.end() ? nullptr : &*it;
}

const std::vector<SecurityServiceShape>& securityServices()
{
    static const std::vector<SecurityServiceShape> shapes = make();
    return shapes;
}

const SecurityServiceShape* securityService(const QString& name)
{
    const auto& all = securityServices();
    const auto it
        = std::find_if(all.begin(), all.end(), [&](const Shape& shape) { return shape.name == name; });
    return it == all.end() ? nullptr : &*it;
}

} // namespace sm
