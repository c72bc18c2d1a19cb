// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/import_rules_reader.h"

namespace sm::profile {

namespace {

using L1 = QLatin1String;

void readPolicies(const ObjectReader& in, ImportRules& rules)
{
    static const std::pair<const char*, ImportPolicy> names[] = {{"all", ImportPolicy::AllOrNothing},
        {"valid", ImportPolicy::AcceptValid}, {"stop", ImportPolicy::StopAfter}};
    std::vector<ImportPolicy> policies;
    in.elements(L1("policies"), {1, 3}, [&](const QJsonValue& value, const QString& path) {
        for (const auto& [name, policy] : names) {
            if (value.toString() == L1(name)) {
                policies.push_back(policy);
                return;
            }
        }
        in.problems().refuse(path, value, QStringLiteral("one of: all valid stop"));
    });
    if (!policies.empty())
        rules.policies = std::move(policies);
    rules.stopAfter = in.integer(L1("stopAfter"), {1, 1'000'000}, rules.stopAfter);
}

void readLastDay(Problems& problems, const QJsonValue& value, ImportRules& rules)
{
    const ObjectReader in(problems, value, QStringLiteral("$.import.lastDay"), "lastDay");
    ImportRules::LastDay day;
    day.field = in.text(L1("field"));
    const QString form = in.text(L1("form"));
    day.hasDay = form.contains(QLatin1Char('d'));
    auto pipe = parseSupportPipe(
        QStringLiteral("date:%1>%2")
            .arg(form, day.hasDay ? QStringLiteral("yyyyMMdd") : QStringLiteral("yyyyMM")));
    if (!pipe)
        return problems.refuse(in.path(L1("form")), form, QStringLiteral("date form such as yyyy-MM-dd"));
    day.toComparable = pipe.take();
    rules.lastDay = std::move(day);
}

} // namespace

void readImportRules(Problems& problems, const QJsonValue& value, ImportRules& rules)
{
    const ObjectReader in(problems, value, QStringLiteral("$.import"), "import");
    if (problems.any())
        return;
    readPolicies(in, rules);
    in.elements(L1("print"), {1, 64}, [&](const QJsonValue& element, const QString& path) {
        const ObjectReader print(problems, element, path, "print");
        rules.glyphs.push_back(
            {print.text(L1("field")), print.text(L1("font")), GlyphSet::parse(print.text(L1("characters")))});
    });
    if (in.has(L1("products"))) {
        const ObjectReader products(
            problems, in.value(L1("products")), QStringLiteral("$.import.products"), "products");
        ImportRules::Products known;
        known.field = products.text(L1("field"));
        products.elements(L1("codes"), {1, 1000}, [&](const QJsonValue& element, const QString& path) {
            known.codes.append(readText(problems, element, path));
        });
        rules.products = std::move(known);
    }
    if (in.has(L1("pictures"))) {
        const ObjectReader pictures(
            problems, in.value(L1("pictures")), QStringLiteral("$.import.pictures"), "pictures");
        ImportRules::Pictures named;
        named.field = pictures.text(L1("field"));
        named.folder = pictures.text(L1("folder"), QStringLiteral("."));
        named.address.text = pictures.text(L1("url"));
        named.required = pictures.boolean(L1("required"), false);
        if (pictures.has(L1("url")) && pictures.has(L1("folder")))
            problems.refuse(
                pictures.path(L1("url")), pictures.value(L1("url")), QStringLiteral("either folder or url"));
        else if (pictures.has(L1("url")) && !named.address.flaw().isEmpty())
            problems.refuse(pictures.path(L1("url")), pictures.value(L1("url")), named.address.flaw());
        rules.pictures = std::move(named);
    }
    if (in.has(L1("lastDay")))
        readLastDay(problems, in.value(L1("lastDay")), rules);
    rules.orderField = in.text(L1("order"));
}

} // namespace sm::profile
