// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_blocks.h"

#include "base/failures/security.h"

namespace sm {

namespace {

/// TR-31:2018 tables 6 and 8. Two digits are for own agreements: chips' release codes and the keys of SIMs
/// have no name in the standard.
struct Row {
    KeyUsage usage;
    const char* accepted; ///< key usages of blocks, the one of an export first
    const char* modes; ///< the one of an export first
};
constexpr Row rows[] = {{KeyUsage::Scp03Master, "E5 E6", "XN"}, {KeyUsage::Scp02Master, "E5 E6", "XN"},
    {KeyUsage::KeyEncryption, "K0", "BN"}, {KeyUsage::Mac, "M6", "CN"},
    {KeyUsage::EmvMaster, "E6 E0 E1 E2 E3 E4", "XN"}, {KeyUsage::CardVerification, "C0", "CGN"},
    {KeyUsage::PinEncryption, "P0", "BDN"}, {KeyUsage::Transport, "D0", "BDN"},
    {KeyUsage::Release, "10", "XN"}, {KeyUsage::Authorization, "M3 M1 M6", "CGN"},
    {KeyUsage::SimMaster, "11", "XN"}, {KeyUsage::Operator, "12", "XN"},
    {KeyUsage::BlockProtection, "K1", "BN"}, {KeyUsage::TdeaBlockProtection, "K1", "BN"}};

constexpr qsizetype usageLength = 2; ///< of a purpose; the mode follows when the key came in a block

const Row* rowOf(KeyUsage usage)
{
    for (const Row& row : rows) {
        if (row.usage == usage)
            return &row;
    }
    return nullptr;
}

Failure unfit(const NewKey& as, const char* what)
{
    return fail(fc::KeyBlockUnfit, {{"label", as.label}, {"what", QLatin1String(what)}});
}

char algorithmOf(KeyUsage usage)
{
    return keyAlgorithm(usage) == BlockAlgorithm::Tdea ? 'T' : 'A';
}

/// What of the header does not fit; null when all does.
const char* misfit(const KeyBlockHeader& header, KeyUsage usage)
{
    const Row* row = rowOf(usage);
    if (!row || !QByteArray(row->accepted).split(' ').contains(header.usage))
        return "usage";
    if (header.algorithm != algorithmOf(usage))
        return "algorithm";
    if (!QByteArrayView(row->modes).contains(header.mode))
        return "mode";
    return header.keyVersion.startsWith('c') ? "component" : nullptr;
}

/// Bits of security (NIST SP 800-57 part 1, table 2).
int strengthOf(char algorithm, qsizetype length)
{
    if (algorithm == 'A')
        return int(length) * 8;
    return length < 24 ? 80 : 112;
}

/// No key travels under one that is easier to find than itself (ISO 20038; PCI PIN 18). Null: it does not.
const char* weakness(char version, char algorithm, qsizetype length, qsizetype kbpkLength)
{
    const char over = version == 'D' ? 'A' : 'T';
    if (algorithm == 'A' && over == 'T')
        return "version";
    return strengthOf(over, kbpkLength) < strengthOf(algorithm, length) ? "strength" : nullptr;
}

Outcome<ImportKey> fitted(Outcome<KeyBlock> block, const ImportKeyBlock& order, qsizetype kbpkLength)
{
    if (!block)
        return block.failure();
    const KeyBlockHeader& header = block->header;
    if (const char* what = misfit(header, order.as.usage))
        return unfit(order.as, what);
    if (const char* what = weakness(header.version, header.algorithm, block->key.size(), kbpkLength))
        return unfit(order.as, what);
    ImportKey key;
    key.as = order.as;
    key.as.exportable = block->header.exportability == 'E';
    // The mode too: a key that came to be used in one way alone goes on as such.
    key.purpose = QString::fromLatin1(block->header.usage + block->header.mode);
    key.value = std::move(block->key);
    return key;
}

Outcome<KeyBlockHeader> headerFor(const StoredKey& key, const ExportKeyBlock& order, qsizetype kbpkLength)
{
    if (!key.exportable)
        return fail(fc::KeyNotExportable, {{"label", order.key.label}});
    const Row* row = rowOf(key.usage);
    if (!row || key.isKeySet())
        return fail(fc::KeyBlockUnfit, {{"label", order.key.label}, {"what", QStringLiteral("usage")}});
    KeyBlockHeader header;
    header.version = char(order.version);
    const QByteArray purpose = key.purpose.toLatin1();
    header.usage
        = purpose.isEmpty() ? blockPurpose(key.usage) : purpose.first(qMin(purpose.size(), usageLength));
    header.algorithm = algorithmOf(key.usage);
    header.mode = purpose.size() > usageLength ? purpose[usageLength] : row->modes[0];
    header.exportability = order.onwards ? 'E' : 'N';
    if (const char* what = weakness(header.version, header.algorithm, key.value.size(), kbpkLength))
        return fail(fc::KeyBlockUnfit, {{"label", order.key.label}, {"what", QLatin1String(what)}});
    return header;
}

} // namespace

KeyUsage protectionUsage(char version)
{
    return version == 'D' ? KeyUsage::BlockProtection : KeyUsage::TdeaBlockProtection;
}

QByteArray blockPurpose(KeyUsage usage)
{
    const Row* row = rowOf(usage);
    return row ? QByteArray(row->accepted, 2) : QByteArray();
}

Outcome<ImportKey> openKeyBlock(const SecretBytes& kbpk, const ImportKeyBlock& order)
{
    return fitted(unwrapKeyBlock(kbpk, order.block), order, kbpk.size());
}

Outcome<ImportKey> openKeyBlock(const KeyBlockKeys& keys, const ImportKeyBlock& order)
{
    return fitted(unwrapKeyBlock(keys, order.block), order, keys.encipher.size());
}

Outcome<QByteArray> makeKeyBlock(
    const SecretBytes& kbpk, const StoredKey& key, const ExportKeyBlock& order, Random& random)
{
    const auto header = headerFor(key, order, kbpk.size());
    return header ? wrapKeyBlock(kbpk, *header, key.value, random) : header.failure();
}

Outcome<QByteArray> makeKeyBlock(
    const KeyBlockKeys& keys, const StoredKey& key, const ExportKeyBlock& order, Random& random)
{
    const auto header = headerFor(key, order, keys.encipher.size());
    return header ? wrapKeyBlock(keys, *header, key.value, random) : header.failure();
}

} // namespace sm
