// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace sm {

/// A key or PIN in the memory of a software card; fresh cards of one feeder share their factory keys.
using CardSecret = std::shared_ptr<const SecretBytes>;
Outcome<CardSecret> cardSecret(QByteArrayView bytes);

enum class CardKind : quint8 {
    GlobalPlatform, ///< issuer security domain, applications, and a few files
    FileCard ///< ISO/IEC 7816-4 files only
};

/// Card life cycle, GlobalPlatform Card Specification v2.3.1 table 11-6.
enum class CardState : quint8 {
    OpReady = 0x01,
    Initialized = 0x07,
    Secured = 0x0F,
    Locked = 0x7F,
    Terminated = 0xFF
};

/// Static keys of one secure channel protocol: key ids 1 ENC, 2 MAC, 3 DEK, all of one length (SCP03: 16, 24
/// or 32 for AES; SCP02: 16 for two-key triple DES).
struct CardKeySet {
    quint8 version = 0;
    CardSecret enc;
    CardSecret mac;
    CardSecret dek;
    quint32 sequence = 0; ///< secure channel sequence counter, 3 bytes; 2 in SCP02
    quint8 protocol = 3; ///< SCP 2 or 3
    const CardSecret& key(quint8 id) const { return id == 1 ? enc : id == 2 ? mac : dek; }
};

struct CardLoadFile {
    QByteArray aid;
    std::vector<QByteArray> modules; ///< empty when the load file does not say: then any module is taken
    qint64 size = 0;
};

struct CardApplication {
    QByteArray aid;
    QByteArray loadFile;
    QByteArray module;
    QByteArray privileges;
    quint8 state = 0x07; ///< 03 INSTALLED, 07 SELECTABLE, 0F personalized; b8 set: locked
    std::map<quint16, QByteArray> groups; ///< DGIs stored by STORE DATA, in clear
    std::map<quint16, CardSecret> secrets; ///< DGIs with keys and PINs, of the applications that know them
    std::map<quint16, quint64> counters; ///< by tag: 9F36 transactions, 9F17 PIN tries left
};

/// The transport key of a locked file card is kept among the PINs, for it has tries as they have.
inline constexpr quint8 releaseKeyReference = 0x81;

struct CardPin {
    CardSecret value;
    quint8 triesLeft = 3;
    quint8 limit = 3;
};

struct CardFile {
    enum class Type : quint8 { Directory = 0x38, Transparent = 0x01, LinearFixed = 0x02 };
    Type type = Type::Transparent;
    quint16 id = 0;
    quint32 parent = 0; ///< handle of the DF that holds it
    quint8 sfi = 0; ///< 0: none
    quint8 lifeCycle = 0x05; ///< 01 creation, 03 initialisation, 05 activated, 04 deactivated, 0C terminated
    quint16 recordSize = 0; ///< linear fixed only
    QByteArray name; ///< DF name
    QByteArray compactAccess; ///< value of FCP tag 8C
    QByteArray body;
};

/// Everything a software card keeps when the power goes: what EEPROM is in a chip, keys included.
struct CardContent {
    static constexpr quint32 masterFile = 1; ///< handle of the MF

    CardKind kind = CardKind::GlobalPlatform;
    quint64 serial = 0;
    QByteArray cplc; ///< 42 bytes
    QByteArray keyDiversificationData; ///< 10 bytes
    QByteArray issuerDomain; ///< AID of the ISD
    quint8 scpParameter = 0x70; ///< i of SCP03: 01 S16, 10 pseudo-random challenge, 20 R-MAC, 40 R-ENCRYPTION
    CardState state = CardState::OpReady;
    quint8 authenticationTries = 0; ///< left; counted only when the limit is not 0
    quint8 authenticationLimit = 0;
    std::vector<CardKeySet> keys; ///< the first is the default one
    std::map<quint16, QByteArray> dataObjects; ///< of the ISD by tag: 42, 45, 66 ...
    std::vector<CardLoadFile> loadFiles;
    std::vector<CardApplication> applications;
    std::map<quint32, CardFile> files; ///< by handle
    std::map<quint8, CardPin> pins; ///< by reference number
    quint8 scp02Parameter = 0x55; ///< i of SCP02: 15, or 55 with a challenge that follows from the counter

    const CardKeySet* keySet(quint8 version) const; ///< 0: the default one
    CardKeySet* keySet(quint8 version);
    const CardApplication* application(QByteArrayView aid) const;
    CardApplication* application(QByteArrayView aid);
    const CardLoadFile* loadFile(QByteArrayView aid) const;
};

/// How a card leaves the (simulated) card maker.
struct BlankOptions {
    CardKind kind = CardKind::GlobalPlatform;
    quint64 serial = 1;
    std::optional<CardKeySet> keys; ///< GlobalPlatform only; a file card has none
    quint8 scpParameter = 0x70;
    CardState state = CardState::OpReady;
    quint8 authenticationLimit
        = 0; ///< failed EXTERNAL AUTHENTICATE until the keys block and the card locks; 0: never
    bool withApplication = true; ///< the transport application is installed and selectable
    CardSecret pin; ///< reference 1; none when empty
    /// File cards: the maker's master, 16 bytes. The card leaves locked by a transport key that follows from
    /// it by EMV CPS and the number in EF.GDO. Empty: it is not locked.
    CardSecret releaseMaster;
    quint8 releaseTries = 3; ///< left of three
    quint8 olderKeyVersion = 0x20; ///< SCP02 with the same keys under this version; 0, or not 16 bytes: none
    quint8 scp02Parameter = 0x55;
};

/// The AIDs of the data application that every blank can carry: proprietary (F0), "SMTRANS".
QByteArray transportApplicationAid();
QByteArray transportLoadFileAid();
QByteArray transportModuleAid();
/// What the ROM of every GlobalPlatform card holds besides, to be installed: "SMPAY", an EMV-like debit
/// application, and "SMUSIM", a SIM-like one.
QByteArray paymentLoadFileAid();
QByteArray paymentModuleAid();
QByteArray simLoadFileAid();
QByteArray simModuleAid();
QByteArray issuerDomainAid();

/// A blank with its own chip serial in CPLC, KDD, IIN/CIN objects and EF.GDO.
CardContent makeBlank(const BlankOptions& options);

/// CBOR with integer keys. The encoding holds the keys of the card: it is for the card's own memory only.
QByteArray encodeCardContent(const CardContent& content);
Outcome<CardContent> decodeCardContent(const QByteArray& bytes);

/// The memory while the card runs: knows whether the present command changed it.
class CardNvm {
public:
    explicit CardNvm(CardContent content)
        : m_content(std::move(content))
    {
    }

    const CardContent& operator*() const { return m_content; }
    const CardContent* operator->() const { return &m_content; }
    /// For a change that makes the card differ from a blank.
    CardContent& personalize()
    {
        m_personalized = true;
        return count();
    }
    /// For counters: sequence counters, tries. A card that only counted is still a blank.
    CardContent& count()
    {
        m_changed = true;
        return m_content;
    }
    bool takeChanged() { return std::exchange(m_changed, false); }
    bool wasPersonalized() const { return m_personalized; }

private:
    CardContent m_content;
    bool m_changed = false;
    bool m_personalized = false;
};

} // namespace sm
