// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/security_calls.h"

#include "base/failures/session.h"

namespace sm {

namespace {

using Parts = std::vector<std::pair<QString, QByteArray>>;

/// A call's keys, inputs and options by name.
struct Reader {
    const SecurityCall& call;

    KeyRef key(const char* role) const
    {
        for (const auto& [name, label] : call.spec->keys) {
            if (name == QLatin1String(role))
                return KeyRef(label);
        }
        return {};
    }
    QByteArray input(const char* name) const { return call.inputs.value(QLatin1String(name)); }
    QString option(const char* name) const { return call.spec->options.value(QLatin1String(name)); }
    int number(const char* name) const { return option(name).toInt(); }
    bool is(const char* name, const char* value) const { return option(name) == QLatin1String(value); }
    Diversification rule() const
    {
        return diversificationFromName(option("diversification")).value_or(Diversification::None);
    }
};

SecurityRequest cardVerification(const Reader& in, const CardDek&)
{
    using Kind = MakeCardVerification::Kind;
    const Kind kind = in.is("kind", "cvv2") ? Kind::Cvv2
        : in.is("kind", "icvv")             ? Kind::Icvv
        : in.is("kind", "ivcvc3")           ? Kind::IvCvc3
                                            : Kind::Cvv;
    return MakeCardVerification{
        in.key("key"), kind, in.input("pan"), in.input("expiry"), in.input("serviceCode"), in.input("track")};
}

SecurityRequest emvKeys(const Reader& in, const CardDek& under)
{
    EmvCardKeys request;
    for (const auto& [role, label] : in.call.spec->keys)
        request.masters.emplace_back(label);
    request.option = in.is("option", "B") ? EmvCardKeys::Option::B : EmvCardKeys::Option::A;
    request.pan = in.input("pan");
    request.panSequence = in.input("panSequence");
    request.under = under;
    return request;
}

SecurityRequest pin(const Reader& in, const CardDek& under)
{
    return TranslatePin{in.key("source"), quint8(in.number("sourceFormat")), in.input("block"),
        in.input("pan"), quint8(in.number("cardFormat")), under};
}

SecurityRequest reencipher(const Reader& in, const CardDek& under)
{
    return Reencipher{in.key("transport"), in.input("data"), under};
}

SecurityRequest staticSignature(const Reader& in, const CardDek&)
{
    return SignStaticData{in.key("issuer"), in.input("code"), in.input("staticData")};
}

SecurityRequest iccCertificate(const Reader& in, const CardDek& under)
{
    return MakeIccCertificate{in.key("issuer"), in.input("pan"), in.input("expiry"), in.input("serial"),
        in.input("staticData"), quint16(in.number("bits")), under};
}

SecurityRequest issuerCertificate(const Reader& in, const CardDek&)
{
    return ReadIssuerCertificate{in.key("issuer")};
}

SecurityRequest simKeys(const Reader& in, const CardDek& under)
{
    return MakeSimKeys{in.key("ki"), in.input("iccid"), in.key("op"), under};
}

SecurityRequest cardKeys(const Reader& in, const CardDek& under)
{
    return MakeCardKeys{in.key("master"), in.rule(), under.kdd, quint8(in.number("newVersion")), under};
}

SecurityRequest authorization(const Reader& in, const CardDek&)
{
    using Algorithm = AuthorizeCreation::Algorithm;
    return AuthorizeCreation{in.key("master"), in.rule(), in.input("diversifier"),
        in.is("algorithm", "aesCmac") ? Algorithm::AesCmac : Algorithm::RetailMac, in.input("data"),
        in.number("length")};
}

SecurityRequest random(const Reader& in, const CardDek&)
{
    return DrawRandom{quint16(in.number("length"))};
}

struct Row {
    const char* service;
    SecurityRequest (*make)(const Reader& in, const CardDek& under);
};
constexpr Row rows[] = {{"cardVerification", cardVerification}, {"emvKeys", emvKeys}, {"pin", pin},
    {"reencipher", reencipher}, {"staticSignature", staticSignature}, {"iccCertificate", iccCertificate},
    {"issuerCertificate", issuerCertificate}, {"simKeys", simKeys}, {"cardKeys", cardKeys},
    {"authorization", authorization}, {"random", random}};

std::pair<QString, QByteArray> part(const char* name, QByteArray value)
{
    return {QString::fromLatin1(name), std::move(value)};
}

struct PartsOf {
    Parts operator()(const CardVerification& r) const { return {part("digits", r.digits)}; }
    Parts operator()(const Enciphered& r) const { return {part("data", r.data), part("kcvs", r.kcvs)}; }
    Parts operator()(const SignedStaticData& r) const { return {part("value", r.value)}; }
    Parts operator()(const Authorization& r) const { return {part("mac", r.mac)}; }
    Parts operator()(const RandomDrawn& r) const { return {part("bytes", r.bytes)}; }
    Parts operator()(const CardKeys& r) const { return {part("putKey", r.putKey), part("kcvs", r.kcvs)}; }
    Parts operator()(const SimKeys& r) const
    {
        return {part("ki", r.ki), part("opc", r.opc), part("kcvs", r.kcvs)};
    }
    Parts operator()(const IssuerCertificate& r) const
    {
        return {part("certificate", r.certificate), part("remainder", r.remainder),
            part("exponent", r.exponent), part("index", QByteArray(1, char(r.caIndex)))};
    }
    Parts operator()(const IccCertificate& r) const
    {
        Parts parts{
            part("certificate", r.certificate), part("remainder", r.remainder), part("exponent", r.exponent)};
        for (size_t i = 0; i < r.crt.size(); ++i)
            parts.emplace_back(QStringLiteral("crt%1").arg(i + 1), r.crt[i]);
        return parts;
    }
    /// Replies of requests that no profile makes.
    template <class T> Parts operator()(const T&) const { return {}; }
};

} // namespace

CardDek cardDek(const ChannelSpec& channel, const QByteArray& initializeUpdate)
{
    constexpr qsizetype kddLength = 10;
    constexpr qsizetype counterOffset = 12; // SCP02: KDD (10), key information (2), sequence counter (2)
    CardDek dek;
    dek.master = KeyRef(channel.keyLabel, channel.keyVersion);
    dek.rule = diversificationFromName(channel.diversification).value_or(Diversification::None);
    dek.kdd = initializeUpdate.first(std::min(kddLength, initializeUpdate.size()));
    dek.protocol = channel.protocol;
    if (channel.protocol == 2)
        dek.sequenceCounter = initializeUpdate.mid(counterOffset, 2);
    return dek;
}

SecurityRequest openingRequest(
    const ChannelSpec& channel, const QByteArray& hostChallenge, const QByteArray& initializeUpdate)
{
    const KeyRef master(channel.keyLabel, channel.keyVersion);
    const auto rule = diversificationFromName(channel.diversification).value_or(Diversification::None);
    if (channel.protocol == 2)
        return OpenScp02{master, rule, hostChallenge, initializeUpdate};
    return OpenScp03{master, rule, hostChallenge, initializeUpdate};
}

SecureChannel makeChannel(const ChannelSpec& channel, SecurityReply& reply)
{
    if (channel.protocol == 2)
        return SecureChannel(Scp02Channel(
            std::get<Scp02Opening>(reply).keys, scp02Level(channel.level).value_or(Scp02Level::CMacCDec)));
    auto& opening = std::get<Scp03Opening>(reply);
    return SecureChannel(Scp03Channel(
        std::move(opening.keys), scp03Level(channel.level).value_or(Scp03Level::Full), opening.macLength));
}

QByteArray openingCryptogram(const SecurityReply& reply)
{
    if (const auto* older = std::get_if<Scp02Opening>(&reply))
        return older->hostCryptogram;
    return std::get<Scp03Opening>(reply).hostCryptogram;
}

Outcome<SecurityRequest> toRequest(const SecurityCall& call, const CardDek& under)
{
    for (const Row& row : rows) {
        if (call.spec->service->name == QLatin1String(row.service))
            return row.make(Reader{call}, under);
    }
    return fail(fc::SecurityCallUnknown, {{"service", call.spec->service->name}});
}

Parts resultParts(const SecurityReply& reply)
{
    return std::visit(PartsOf(), reply);
}

Outcome<Done> addResults(const SecurityCallSpec& spec, const SecurityReply& reply, SecurityResults& results)
{
    const Parts parts = resultParts(reply);
    for (const auto& [name, value] : parts) {
        if (spec.service->result(name))
            results[{spec.name, name}] = value;
    }
    if (parts.empty())
        return fail(fc::SecurityCallUnknown, {{"service", spec.service->name}});
    return Done{};
}

} // namespace sm
