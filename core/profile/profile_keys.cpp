// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile_keys.h"

namespace sm {

namespace {

ProfileObjectKeys row(const char* kind, const char* required, const char* optional)
{
    return {QString::fromLatin1(kind), QString::fromLatin1(required).split(u' ', Qt::SkipEmptyParts),
        QString::fromLatin1(optional).split(u' ', Qt::SkipEmptyParts)};
}

} // namespace

const std::vector<ProfileObjectKeys>& profileObjectKeys()
{
    static const std::vector<ProfileObjectKeys> rows{
        row("profile", "id title version card fields steps",
            "$schema layout idealCardSeconds commandLimitMs import sources channel security trace "
            "formatComplete"),
        row("card", "atrs identify", ""),
        row("identify", "serial", "aid"),
        row("serialFile", "file", "tag"),
        row("field", "name", "class required checks"),
        row("source", "name kind", "file keyColumn table columns"),
        row("import", "", "policies stopAfter print products pictures lastDay order"),
        row("print", "field font characters", ""),
        row("products", "field codes", ""),
        row("pictures", "field", "folder url required"),
        row("lastDay", "field form", ""),
        row("channel", "key", "protocol keyVersion cardKeyVersion diversification level s16"),
        row("trace", "", "capture oneIn lastPerStation"),
        row("securityCall", "name service", "keys inputs options"),
        row("step", "name",
            "retry secured select openChannel release storeData apdu createFile updateFile updateRecords "
            "verify encode emboss label print seal"),
        row("select", "", "aid file path answer"),
        row("openChannel", "", ""),
        row("release", "key", "diversification algorithm reference keepTries"),
        row("storeData", "dgis", "encryption blockSize group last"),
        row("dgi", "id", "value objects"),
        row("dataObject", "tag", "value objects pipe"),
        row("apdu", "cla ins", "p1 p2 data ne expect answer answerClass"),
        row("createFile", "file type", "size records recordSize sfi name state security mayExist"),
        row("updateFile", "data", "file sfi offset chunk"),
        row("updateRecords", "records", "file sfi first"),
        row("verify", "", "equals objects file sfi offset chunk record tag"),
        row("encode", "module", "track1 track2 track3 coercivity"),
        row("emboss", "module lines", ""),
        row("label", "module lines", ""),
        row("moduleLine", "line text", ""),
        row("face", "module", "texts images"),
        row("faceText", "text x y", "size width font align"),
        row("faceImage", "x y width height", "file picture tones"),
        row("seal", "key write verify", "lifeCycle"),
        row("sealWrite", "", "storeData updateFile updateRecords apdu"),
        row("lifeCycle", "", "select apdu"),
    };
    return rows;
}

const QStringList& profileChannelLevels()
{
    static const QStringList levels{QStringLiteral("01"), QStringLiteral("03"), QStringLiteral("11"),
        QStringLiteral("13"), QStringLiteral("33")};
    return levels;
}

const QStringList& profileFaceFonts()
{
    static const QStringList names{QStringLiteral("sans"), QStringLiteral("bold"), QStringLiteral("mono")};
    return names;
}

const QStringList& profileFaceAligns()
{
    static const QStringList names{QStringLiteral("left"), QStringLiteral("center"), QStringLiteral("right")};
    return names;
}

const QStringList& profileDiversifications()
{
    static const QStringList names{QStringLiteral("none"), QStringLiteral("emv"), QStringLiteral("visa2"),
        QStringLiteral("visa"), QStringLiteral("kdf3")};
    return names;
}

} // namespace sm
