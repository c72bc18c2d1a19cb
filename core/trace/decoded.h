// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_row.h"

#include <QStringList>

#include <vector>

namespace sm {

/// What a node or a note of a decoded exchange says. The sentence is made from code and arguments where it
/// is shown. Arguments are numbers, hexadecimal and names out of the standards: never a masked value.
#define SM_TRACE_CODES(X)                                                                                    \
    X(Command) /* name, without its parameters */                                                            \
    X(CommandUnknown) /* INS */                                                                              \
    X(CommandBroken) /* bytes */                                                                             \
    X(PowerUp)                                                                                               \
    X(Cla) /* CLA */                                                                                         \
    X(ClaInterindustry)                                                                                      \
    X(ClaGlobalPlatform)                                                                                     \
    X(ClaSmNone)                                                                                             \
    X(ClaSmProprietary)                                                                                      \
    X(ClaSmIso)                                                                                              \
    X(ClaSmIsoHeader)                                                                                        \
    X(ClaChained)                                                                                            \
    X(ClaChannel) /* number */                                                                               \
    X(ClaReserved)                                                                                           \
    X(Ins) /* INS */                                                                                         \
    X(InsUnknown)                                                                                            \
    X(P1) /* P1 */                                                                                           \
    X(P2) /* P2 */                                                                                           \
    X(P1P2) /* P1P2 */                                                                                       \
    X(Lc) /* length */                                                                                       \
    X(Le) /* length */                                                                                       \
    X(Data) /* length */                                                                                     \
    X(MaskedPersonal) /* length */                                                                           \
    X(MaskedSecret) /* length */                                                                             \
    X(NotUsed)                                                                                               \
    X(Undefined)                                                                                             \
    X(SelectByName)                                                                                          \
    X(SelectById)                                                                                            \
    X(SelectChildDf)                                                                                         \
    X(SelectEfUnderDf)                                                                                       \
    X(SelectParent)                                                                                          \
    X(SelectPath)                                                                                            \
    X(SelectPathHere)                                                                                        \
    X(OccurrenceFirst)                                                                                       \
    X(OccurrenceLast)                                                                                        \
    X(OccurrenceNext)                                                                                        \
    X(OccurrencePrevious)                                                                                    \
    X(AnswerFci)                                                                                             \
    X(AnswerFcp)                                                                                             \
    X(AnswerFmd)                                                                                             \
    X(AnswerNone)                                                                                            \
    X(Aid) /* AID */                                                                                         \
    X(AidRegistered) /* registered name of the application or provider */                                    \
    X(SelectedNow) /* AID */                                                                                 \
    X(FileId) /* id */                                                                                       \
    X(FilePath) /* path */                                                                                   \
    X(ShortFile) /* SFI */                                                                                   \
    X(CurrentFile)                                                                                           \
    X(Offset) /* bytes */                                                                                    \
    X(RecordNumber) /* number */                                                                             \
    X(RecordCurrent)                                                                                         \
    X(RecordByNumber)                                                                                        \
    X(RecordFromNumber)                                                                                      \
    X(RecordById)                                                                                            \
    X(RecordOther)                                                                                           \
    X(Reference) /* number */                                                                                \
    X(ReferenceGlobal)                                                                                       \
    X(ReferenceSpecific)                                                                                     \
    X(Algorithm) /* reference */                                                                             \
    X(Object) /* tag */                                                                                      \
    X(KeyVersion) /* version */                                                                              \
    X(KeyVersionAny)                                                                                         \
    X(KeyVersionNew)                                                                                         \
    X(KeyId) /* id */                                                                                        \
    X(KeysSeveral)                                                                                           \
    X(HostChallenge)                                                                                         \
    X(HostCryptogram)                                                                                        \
    X(KeyData)                                                                                               \
    X(ReferenceData)                                                                                         \
    X(DiversificationData) /* bytes */                                                                       \
    X(Scp) /* number */                                                                                      \
    X(ScpOptions) /* i */                                                                                    \
    X(CardChallenge)                                                                                         \
    X(LevelNone)                                                                                             \
    X(Level) /* C-MAC + C-ENC ... */                                                                         \
    X(InstallFor) /* variant */                                                                              \
    X(InstallMore)                                                                                           \
    X(LoadFileAid)                                                                                           \
    X(ModuleAid)                                                                                             \
    X(ApplicationAid)                                                                                        \
    X(DomainAid)                                                                                             \
    X(LoadFileHash)                                                                                          \
    X(LoadParameters)                                                                                        \
    X(InstallParameters)                                                                                     \
    X(ExtraditionParameters)                                                                                 \
    X(RegistryParameters)                                                                                    \
    X(Privileges) /* bytes */                                                                                \
    X(Token)                                                                                                 \
    X(LastBlock)                                                                                             \
    X(MoreBlocks)                                                                                            \
    X(Block) /* number */                                                                                    \
    X(LoadBlock)                                                                                             \
    X(DeleteObject)                                                                                          \
    X(DeleteRelated)                                                                                         \
    X(ScopeIssuerDomain)                                                                                     \
    X(ScopeApplications)                                                                                     \
    X(ScopeApplicationsAndRelated)                                                                           \
    X(ScopeLoadFiles)                                                                                        \
    X(ScopeLoadFilesAndModules)                                                                              \
    X(StateOpReady)                                                                                          \
    X(StateInitialized)                                                                                      \
    X(StateSecured)                                                                                          \
    X(StateCardLocked)                                                                                       \
    X(StateTerminated)                                                                                       \
    X(StateLocked)                                                                                           \
    X(StateUnlocked)                                                                                         \
    X(StateCoded) /* value */                                                                                \
    X(ListFirst)                                                                                             \
    X(ListNext)                                                                                              \
    X(ListTlv)                                                                                               \
    X(ListOld)                                                                                               \
    X(StoreUnencryptedUnknown)                                                                               \
    X(StoreApplicationEncryption)                                                                            \
    X(StoreEncrypted)                                                                                        \
    X(StoreNoFormat)                                                                                         \
    X(StoreDgi)                                                                                              \
    X(StoreTlv)                                                                                              \
    X(StoreAnswerExpected)                                                                                   \
    X(Dgi) /* id, length */                                                                                  \
    X(DgiContinued) /* bytes */                                                                              \
    X(DgiContinues) /* bytes still to come */                                                                \
    X(Tlv) /* tag, length; the name is looked up by book and tag */                                          \
    X(TlvMaskedLength) /* tag */                                                                             \
    X(TlvBroken)                                                                                             \
    X(TooMuch)                                                                                               \
    X(ChannelOpen)                                                                                           \
    X(ChannelClose)                                                                                          \
    X(ChannelAssigned) /* number */                                                                          \
    X(Challenge)                                                                                             \
    X(Messaging) /* level */                                                                                 \
    X(MessagingShownPlain) /* CLA on the contacts */                                                         \
    X(MessagingMacGood)                                                                                      \
    X(MessagingMacWrong)                                                                                     \
    X(Response) /* bytes */                                                                                  \
    X(ResponseNone)                                                                                          \
    X(ResponseNotSent)                                                                                       \
    X(ResponseAcknowledged)                                                                                  \
    X(Atr) /* bytes */                                                                                       \
    X(Cplc)                                                                                                  \
    X(Status) /* SW */                                                                                       \
    X(StatusAccepted)                                                                                        \
    X(StatusRefused)                                                                                         \
    X(ReadBackDiffers)                                                                                       \
    X(Chained) /* exchanges */                                                                               \
    X(SummaryNone)                                                                                           \
    X(SummaryBytes) /* bytes */                                                                              \
    X(SummaryHex) /* hexadecimal */                                                                          \
    X(SummaryMasked) /* bytes */                                                                             \
    X(SummarySecret)                                                                                         \
    X(SummaryFci) /* bytes */                                                                                \
    X(SummaryAtr) /* bytes */

enum class TraceCode : quint8 {
#define SM_TRACE_CODE(name) name,
    SM_TRACE_CODES(SM_TRACE_CODE)
#undef SM_TRACE_CODE
        Count
};

/// Whose tag numbers: the same tag means different things to different readers.
enum class TagBook : quint8 {
    None,
    FileControl, ///< ISO/IEC 7816-4 tables of FCI, FCP and FMD templates
    Emv, ///< EMV book 3 annex A and the interindustry data objects of ISO/IEC 7816-6
    Registry, ///< GlobalPlatform GET STATUS and DELETE
    Install, ///< GlobalPlatform install, load and registry update parameters
    CardData ///< GlobalPlatform card recognition data and key information
};

struct TraceNote {
    TraceCode code = TraceCode::Undefined;
    QStringList args;
};

enum class TraceSide : quint8 { None, Command, Answer };

/// One line of the decoded tree: what it says, what that means, which bytes say it.
struct TraceNode {
    TraceNote what;
    std::vector<TraceNote> notes;
    TagBook book = TagBook::None;
    quint32 tag = 0;
    TraceSide side = TraceSide::None;
    qsizetype offset = 0;
    qsizetype length = 0;
    std::vector<TraceNode> children;
};

} // namespace sm
