// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_sam_requests.h"

#include "base/bytes.h"
#include "security/sam/sam_commands.h"

#include <algorithm>
#include <iterator>

namespace sm {

namespace {

using sam::Ins;

constexpr quint16 firstAbout = 0x9000;
constexpr quint16 mostKeys = 0x100;
constexpr qsizetype kddLength = 10;

constexpr KeyUsage usages[] = {KeyUsage::Scp03Master, KeyUsage::Scp02Master, KeyUsage::Mac, KeyUsage::Release,
    KeyUsage::Authorization}; ///< by code, from 01

std::optional<KeyUsage> usageOf(quint8 code)
{
    return code >= 1 && code <= std::size(usages) ? std::optional(usages[code - 1]) : std::nullopt;
}

} // namespace

std::optional<quint8> samUsageCode(KeyUsage usage)
{
    const auto* found = std::find(std::begin(usages), std::end(usages), usage);
    return found == std::end(usages) ? std::nullopt : std::optional(quint8(found - std::begin(usages) + 1));
}

std::optional<SamHeldKey> samKey(const CardApplication& application, quint16 number)
{
    const auto it = application.groups.find(quint16(firstAbout + number));
    if (number >= mostKeys || it == application.groups.end())
        return std::nullopt;
    ByteReader in(it->second);
    const auto usage = in.u8();
    const auto version = in.u32();
    const auto kcv = in.take(3);
    const auto known = usage ? usageOf(*usage) : std::nullopt;
    if (!known || !version || *version == 0 || !kcv || in.atEnd())
        return std::nullopt;
    return SamHeldKey{*known, *version, kcv->toByteArray(), QString::fromUtf8(in.rest())};
}

namespace {

/// The fields of a command's data; the first that is missing or wrong decides the status word.
class Fields {
public:
    Fields(const CardApplication& application, const QByteArray& data)
        : m_application(application)
        , m_in(data)
    {
    }
    KeyRef key()
    {
        const auto number = m_in.u16();
        const auto about = number ? samKey(m_application, *number) : std::nullopt;
        refuseUnless(number.has_value(), 0x6700);
        refuseUnless(about.has_value(), 0x6A88);
        return about ? KeyRef(about->label, about->version) : KeyRef();
    }
    Diversification rule()
    {
        const auto rule = sam::ruleOf(u8());
        refuseUnless(rule.has_value(), 0x6A80);
        return rule.value_or(Diversification::None);
    }
    quint8 u8()
    {
        const auto value = m_in.u8();
        refuseUnless(value.has_value(), 0x6700);
        return value.value_or(0);
    }
    QByteArray take(qsizetype length)
    {
        const auto bytes = m_in.take(length);
        refuseUnless(bytes.has_value(), 0x6700);
        return bytes.value_or(QByteArrayView()).toByteArray();
    }
    QByteArray rest()
    {
        const QByteArray all = m_in.rest().toByteArray();
        m_in = ByteReader({});
        return all;
    }
    CardDek dek()
    {
        CardDek dek;
        dek.master = key();
        dek.rule = rule();
        dek.kdd = take(kddLength);
        dek.protocol = u8();
        refuseUnless(dek.protocol == 2 || dek.protocol == 3, 0x6A80);
        dek.sequenceCounter = take(2);
        return dek;
    }
    void refuseUnless(bool holds, quint16 sw)
    {
        if (!holds && m_refused == 0)
            m_refused = sw;
    }
    /// 0: all was there and nothing is left.
    quint16 refused()
    {
        refuseUnless(m_in.atEnd(), 0x6700);
        return m_refused;
    }

private:
    const CardApplication& m_application;
    ByteReader m_in;
    quint16 m_refused = 0;
};

SecurityRequest release(Fields& in)
{
    ReleaseCard request;
    request.master = in.key();
    request.rule = in.rule();
    const quint8 use = in.u8();
    in.refuseUnless(use <= 2, 0x6A80);
    request.use = ReleaseCard::Use(use);
    request.diversifier = in.take(in.u8());
    request.challenge = in.rest();
    // The master itself would leave.
    in.refuseUnless(request.use != ReleaseCard::Use::Code || request.rule != Diversification::None, 0x6985);
    return request;
}

SecurityRequest authorize(Fields& in)
{
    AuthorizeCreation request;
    request.master = in.key();
    request.rule = in.rule();
    const quint8 algorithm = in.u8();
    in.refuseUnless(algorithm <= 1, 0x6A80);
    request.algorithm = AuthorizeCreation::Algorithm(algorithm);
    request.length = in.u8();
    request.diversifier = in.take(in.u8());
    request.data = in.rest();
    return request;
}

SecurityRequest cardKeys(Fields& in)
{
    MakeCardKeys request;
    request.master = in.key();
    request.rule = in.rule();
    request.newVersion = in.u8();
    request.kdd = in.take(kddLength);
    request.under = in.dek();
    in.refuseUnless(request.rule != Diversification::None, 0x6985);
    return request;
}

SecurityRequest open03(Fields& in)
{
    OpenScp03 request;
    request.master = in.key();
    request.rule = in.rule();
    request.hostChallenge = in.take(in.u8());
    request.initializeUpdate = in.rest();
    return request;
}

SecurityRequest open02(Fields& in)
{
    OpenScp02 request;
    request.master = in.key();
    request.rule = in.rule();
    request.hostChallenge = in.take(8);
    request.initializeUpdate = in.rest();
    return request;
}

SecurityRequest mac(Fields& in)
{
    ComputeMac request;
    request.key = in.key();
    request.length = in.u8();
    request.data = in.rest();
    return request;
}

std::optional<SecurityRequest> requestOf(quint8 ins, Fields& in)
{
    switch (Ins(ins)) {
    case Ins::CheckValue:
        return KeyCheck{in.key()};
    case Ins::OpenScp03:
        return open03(in);
    case Ins::OpenScp02:
        return open02(in);
    case Ins::Mac:
        return mac(in);
    case Ins::Authorize:
        return authorize(in);
    case Ins::Release:
        return release(in);
    case Ins::CardKeys:
        return cardKeys(in);
    default:
        return std::nullopt;
    }
}

} // namespace

SamRequestRead readSamRequest(const CardApplication& application, quint8 ins, const QByteArray& data)
{
    Fields fields(application, data);
    auto request = requestOf(ins, fields);
    if (!request)
        return {std::nullopt, 0x6D00};
    const quint16 refused = fields.refused();
    return refused == 0 ? SamRequestRead{std::move(request), 0x9000} : SamRequestRead{std::nullopt, refused};
}

} // namespace sm
