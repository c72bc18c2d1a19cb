// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/decoded.h"
#include "trace/masked_bytes.h"

namespace sm {

/// Builds nodes for one side of a row. Hostile bytes give at worst a shallow tree that says where it stopped:
/// depth, nodes and lengths are capped.
class TreeBuilder {
public:
    explicit TreeBuilder(TraceSide side)
        : m_side(side)
    {
    }

    TraceNode node(TraceNote what, const MaskedBytes& bytes) const;
    /// A node for bytes nobody can or may say more about: masked, or as many bytes.
    TraceNode data(const MaskedBytes& bytes) const;
    /// BER-TLV data objects, ISO/IEC 7816-4 clause 6.3, at the level of `parent`. Where a length is masked
    /// the value reaches as far as the mask.
    void addTlv(std::vector<TraceNode>& out, const MaskedBytes& bytes, TagBook book, int depth = 0);
    /// True when the bytes are nothing but whole data objects, of which the book knows the first.
    static bool readsAsTlv(const MaskedBytes& bytes, TagBook book);

private:
    bool addOne(
        std::vector<TraceNode>& out, const MaskedBytes& bytes, qsizetype& at, TagBook book, int depth);

    TraceSide m_side;
    int m_left = 400; ///< nodes
};

/// Whether the book has a name for the tag; the names themselves are text.
bool knownTag(TagBook book, quint32 tag);
std::span<const quint32> tagsOf(TagBook book);

} // namespace sm
