// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_ceremony.h"

#include "base/failures/security.h"
#include "base/person_name.h"
#include "crypto/components.h"
#include "crypto/kcv.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype shownCheckValue = 3;
constexpr qsizetype longestLabel = 64;
constexpr qsizetype purposeLength = 2;

/// Two spellings of one name are one person.
Failure planWrong(const char* what)
{
    return fail(fc::CeremonyPlanWrong, {{"what", QLatin1String(what)}});
}

Failure personRefused(int component, const char* what)
{
    return fail(fc::CeremonyPersonRefused,
        {{"component", QString::number(component)}, {"what", QLatin1String(what)}});
}

/// Parity bits of TDEA keys do not count.
bool sameBits(std::span<const quint8> a, std::span<const quint8> b, quint8 mask)
{
    quint8 difference = 0;
    for (size_t i = 0; i < a.size(); ++i)
        difference = quint8(difference | ((a[i] ^ b[i]) & mask));
    return difference == 0;
}

const char* planMistake(const KeyCeremony::Plan& plan)
{
    const NewKey& key = plan.key;
    const auto algorithm = keyAlgorithm(key.usage);
    if (key.label.trimmed().isEmpty() || key.label.size() > longestLabel)
        return "label";
    if (key.version == 0)
        return "version";
    if (!algorithm)
        return "usage"; // RSA keys have no components
    const bool tdea = *algorithm == BlockAlgorithm::Tdea;
    if (plan.length != 16 && plan.length != 24 && (tdea || plan.length != 32))
        return "length";
    if (plan.components < KeyCeremony::fewestComponents || plan.components > KeyCeremony::mostComponents)
        return "components";
    if (key.life.notBefore.isValid() && key.life.notAfter.isValid() && key.life.notBefore > key.life.notAfter)
        return "dates";
    return plan.purpose.isEmpty() || plan.purpose.size() == purposeLength ? nullptr : "purpose";
}

} // namespace

Outcome<KeyCeremony> KeyCeremony::begin(Plan plan)
{
    if (const char* mistake = planMistake(plan))
        return planWrong(mistake);
    plan.key.people.clear();
    return KeyCeremony(std::move(plan));
}

Failure KeyCeremony::unfit() const
{
    return fail(fc::CeremonyStateUnfit, {{"state", QLatin1String(ceremonyStateName(m_state))}});
}

Outcome<QByteArray> KeyCeremony::checkValueOf(const SecretBytes& value, CheckRule rule) const
{
    if (isTdea())
        return kcvDes(value);
    switch (rule) {
    case CheckRule::Cmac:
        return kcvAesCmac(value);
    case CheckRule::Zeros:
        return kcvAesZero(value);
    case CheckRule::GlobalPlatform:
        break;
    }
    return kcvAesGp(value);
}

Outcome<Done> KeyCeremony::checkPerson(const QString& person) const
{
    const QString name = comparableName(person);
    if (name.isEmpty())
        return personRefused(next(), "empty");
    const bool known = std::any_of(people().begin(), people().end(),
        [&name](const QString& other) { return comparableName(other) == name; });
    return known ? Outcome<Done>(personRefused(next(), "repeated")) : Done{};
}

Outcome<Done> KeyCeremony::add(SecretBytes component, const QString& person, const QByteArray& checkValue)
{
    if (m_state != State::Collecting)
        return unfit();
    const auto allowed = checkPerson(person);
    if (!allowed)
        return allowed;
    const QList<FailureParam> place{{"component", QString::number(next())}};
    if (component.size() != m_plan.length)
        return fail(fc::CeremonyComponentWrong, place);
    const auto computed = checkValueOf(component, m_plan.rule);
    if (!computed)
        return computed.failure();
    const bool longEnough = checkValue.size() >= shownCheckValue && checkValue.size() <= computed->size();
    if (!longEnough || !equalInConstantTime(computed->first(checkValue.size()), checkValue))
        return fail(fc::CeremonyCheckValueWrong, place);
    m_plan.key.people.push_back(person.simplified());
    m_components.push_back(std::move(component));
    return m_components.size() < size_t(m_plan.components) ? Outcome<Done>(Done{}) : complete();
}

Outcome<Done> KeyCeremony::complete()
{
    auto key = combineComponents(m_components);
    if (!key) {
        cancel();
        return key.failure();
    }
    if (isTdea())
        setOddParity(*key); // components are not keys; what is stored has odd parity
    if (const char* what = weakness(*key)) {
        cancel();
        return fail(fc::CeremonyKeyWeak, {{"what", QLatin1String(what)}});
    }
    m_components.clear();
    m_key = key.take();
    m_state = State::Complete;
    return Done{};
}

const char* KeyCeremony::weakness(const SecretBytes& key) const
{
    const quint8 mask = isTdea() ? 0xFE : 0xFF;
    const auto bits = key.span();
    if (std::all_of(bits.begin(), bits.end(), [mask](quint8 byte) { return (byte & mask) == 0; }))
        return "zero";
    const auto isComponent
        = [&](const SecretBytes& component) { return sameBits(component.span(), bits, mask); };
    if (std::any_of(m_components.begin(), m_components.end(), isComponent))
        return "component"; // one person would know the key
    // K1 = K2 or K2 = K3 leaves single DES (NIST SP 800-67 3.3.2).
    for (size_t at = 8; isTdea() && at + 8 <= bits.size(); at += 8) {
        if (sameBits(bits.subspan(at - 8, 8), bits.subspan(at, 8), mask))
            return "halves";
    }
    return nullptr;
}

void KeyCeremony::cancel()
{
    m_components.clear();
    m_key = SecretBytes();
    m_state = State::Ended;
}

Outcome<QByteArray> KeyCeremony::checkValue() const
{
    if (m_state != State::Complete)
        return unfit();
    const auto value = checkValueOf(m_key, m_plan.rule);
    return value ? Outcome<QByteArray>(value->first(shownCheckValue)) : value;
}

Outcome<ImportKey> KeyCeremony::take()
{
    if (m_state != State::Complete)
        return unfit();
    auto kcv = checkValueOf(m_key, CheckRule::GlobalPlatform);
    if (!kcv)
        return kcv.failure();
    m_state = State::Taken;
    return ImportKey{m_plan.key, m_plan.purpose, std::move(m_key), kcv.take()};
}

const char* ceremonyStateName(KeyCeremony::State state)
{
    static constexpr const char* names[] = {"collecting", "complete", "taken", "ended"};
    return names[size_t(state)];
}

} // namespace sm
