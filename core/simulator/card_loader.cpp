// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_registry.h"

#include "card/tlv.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype maxLoadFile = 1 << 18;

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

/// A body of 00: no receipt (clause 11.5.3).
ResponseApdu noReceipt()
{
    return ResponseApdu(QByteArray(1, '\0'), StatusWord{0x9000});
}

bool isAid(QByteArrayView bytes)
{
    return bytes.size() >= 5 && bytes.size() <= 16;
}

/// Applet AIDs of a CAP file: component 3 lists them (Java Card VM specification clause 6.5). Nothing when
/// the load file is no CAP.
std::vector<QByteArray> modulesOf(QByteArrayView file)
{
    std::vector<QByteArray> modules;
    ByteReader components(file);
    while (const auto tag = components.u8()) {
        const auto size = components.u16();
        const auto body = size ? components.take(*size) : std::nullopt;
        if (!body)
            return {};
        if (*tag != 0x03)
            continue;
        ByteReader applets(*body);
        const quint8 count = applets.u8().value_or(0);
        for (int i = 0; i < count; ++i) {
            const auto length = applets.u8();
            const auto aid = length ? applets.take(*length) : std::nullopt;
            if (!aid || !isAid(*aid) || !applets.u16())
                return {};
            modules.push_back(aid->toByteArray());
        }
    }
    return modules;
}

/// The value of the data object at the start and how many bytes it takes with its header; the load file comes
/// in C4 and may be cut anywhere, so the length is read before the value is complete.
std::optional<qsizetype> announcedLength(QByteArrayView bytes)
{
    ByteReader in(bytes);
    const auto tag = in.u8();
    const auto first = in.u8();
    if (!tag || !first)
        return std::nullopt;
    if (*first < 0x80)
        return 2 + *first;
    std::optional<quint32> length;
    if (*first == 0x81)
        length = in.u8();
    else if (*first == 0x82)
        length = in.u16();
    else if (*first == 0x83)
        length = in.u24();
    return length ? std::optional<qsizetype>(2 + (*first & 0x0F) + *length) : std::nullopt;
}

} // namespace

/// Six length-value fields; which means what depends on P1 (tables 11-37 to 11-47).
struct CardRegistry::InstallFields {
    std::vector<QByteArray> values;

    static std::optional<InstallFields> read(QByteArrayView data, size_t count)
    {
        InstallFields fields;
        ByteReader in(data);
        while (!in.atEnd()) {
            const auto length = in.u8();
            const auto value = length ? in.take(*length) : std::nullopt;
            if (!value || fields.values.size() >= count)
                return std::nullopt;
            fields.values.push_back(value->toByteArray());
        }
        return fields.values.size() == count ? std::optional(fields) : std::nullopt;
    }
};

ResponseApdu CardRegistry::install(const CommandApdu& command)
{
    if (command.p2() != 0)
        return status(0x6A86);
    const quint8 purpose = command.p1();
    const size_t count = purpose == 0x02 ? 5 : 6;
    const auto fields = InstallFields::read(command.data(), count);
    switch (purpose) {
    case 0x02:
        return fields ? installForLoad(*fields) : status(0x6A80);
    case 0x04:
        return fields ? installForInstall(*fields, false) : status(0x6A80);
    case 0x0C:
        return fields ? installForInstall(*fields, true) : status(0x6A80);
    case 0x08:
        return fields ? makeSelectable(*fields) : status(0x6A80);
    case 0x20:
        return fields ? installForPersonalization(*fields) : status(0x6A80);
    default:
        return status(0x6A86);
    }
}

ResponseApdu CardRegistry::installForLoad(const InstallFields& fields)
{
    const QByteArray& aid = fields.values[0];
    const QByteArray& domain = fields.values[1];
    if (!isAid(aid))
        return status(0x6A80);
    if (!domain.isEmpty() && domain != m_nvm->issuerDomain)
        return status(0x6A88);
    if (m_nvm->loadFile(aid) || m_nvm->application(aid))
        return status(0x6985);
    m_loadAid = aid;
    m_loadData.clear();
    m_nextLoadBlock = 0;
    return noReceipt();
}

ResponseApdu CardRegistry::installForInstall(const InstallFields& fields, bool selectable)
{
    const QByteArray& module = fields.values[1];
    const QByteArray& aid = fields.values[2];
    const QByteArray& privileges = fields.values[3];
    const auto parameters = readTlv(fields.values[4]);
    if (!isAid(aid) || (privileges.size() != 1 && privileges.size() != 3) || !parameters
        || !findTlv(*parameters, 0xC9))
        return status(0x6A80);
    const CardLoadFile* file = m_nvm->loadFile(fields.values[0]);
    if (!file)
        return status(0x6A88);
    const auto& modules = file->modules;
    if (!modules.empty() && std::find(modules.begin(), modules.end(), module) == modules.end())
        return status(0x6A88);
    if (m_nvm->application(aid) || m_nvm->loadFile(aid) || aid == m_nvm->issuerDomain)
        return status(0x6985);
    CardApplication application;
    application.aid = aid;
    application.loadFile = fields.values[0];
    application.module = module;
    application.privileges = privileges;
    application.state = selectable ? 0x07 : 0x03;
    m_nvm.personalize().applications.push_back(std::move(application));
    return noReceipt();
}

ResponseApdu CardRegistry::makeSelectable(const InstallFields& fields)
{
    const CardApplication* application = m_nvm->application(fields.values[2]);
    if (!application)
        return status(0x6A88);
    if (application->state != 0x03)
        return status(0x6985);
    m_nvm.personalize().application(fields.values[2])->state = 0x07;
    return noReceipt();
}

ResponseApdu CardRegistry::installForPersonalization(const InstallFields& fields)
{
    const QByteArray& aid = fields.values[2];
    const CardApplication* application = m_nvm->application(aid);
    if (!application)
        return status(0x6A88);
    if (application->state < 0x07 || (application->state & 0x80) != 0)
        return status(0x6985);
    m_personalizationTarget = aid;
    return noReceipt();
}

ResponseApdu CardRegistry::load(const CommandApdu& command)
{
    if (m_loadAid.isEmpty())
        return status(0x6985);
    if ((command.p1() & 0x7F) != 0 || command.p2() != (m_nextLoadBlock & 0xFF))
        return status(0x6A86);
    if (m_loadData.size() + command.data().size() > maxLoadFile) {
        reset();
        return status(0x6A84);
    }
    m_loadData += command.data();
    ++m_nextLoadBlock;
    return (command.p1() & 0x80) != 0 ? finishLoad() : noReceipt();
}

ResponseApdu CardRegistry::finishLoad()
{
    const QByteArray aid = std::exchange(m_loadAid, {});
    const QByteArray data = std::exchange(m_loadData, {});
    // DAP blocks (E2) may come first; they are not verified, this card has no DAP key.
    QByteArrayView rest = data;
    auto length = announcedLength(rest);
    while (length && byteAt(rest, 0) == 0xE2 && *length < rest.size()) {
        rest = rest.sliced(*length);
        length = announcedLength(rest);
    }
    const auto objects = length && *length == rest.size()
        ? readTlv(rest)
        : Outcome<std::vector<TlvView>>(std::vector<TlvView>());
    const TlvView* file = objects ? findTlv(*objects, 0xC4) : nullptr;
    if (!file)
        return status(0x6A80);
    m_nvm.personalize().loadFiles.push_back({aid, modulesOf(file->value), file->value.size()});
    return noReceipt();
}

} // namespace sm
