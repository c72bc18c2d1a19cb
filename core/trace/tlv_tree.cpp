// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/tlv_tree.h"

#include "card/tlv.h"

namespace sm {

namespace {

constexpr int mostDepth = 8;
constexpr qsizetype shortValue = 24; ///< bytes that go into the line itself

struct TagHead {
    quint32 tag = 0;
    qsizetype tagBytes = 0;
    qsizetype headBytes = 0; ///< with the length
    qsizetype length = 0;
    bool lengthMasked = false;
};

/// The same forms as card/tlv.cpp takes: tags up to three bytes, lengths up to FFFFFF.
std::optional<qsizetype> tagBytes(const MaskedBytes& bytes, qsizetype at, quint32& tag)
{
    tag = bytes.at(at);
    if ((tag & 0x1F) != 0x1F)
        return 1;
    for (qsizetype i = 1; i < 3 && at + i < bytes.size(); ++i) {
        if (!bytes.open(at + i, 1))
            return std::nullopt;
        tag = tag << 8 | bytes.at(at + i);
        if ((bytes.at(at + i) & 0x80) == 0)
            return i + 1;
    }
    return std::nullopt;
}

std::optional<TagHead> readHead(const MaskedBytes& bytes, qsizetype at)
{
    TagHead head;
    const auto tag = tagBytes(bytes, at, head.tag);
    if (!tag)
        return std::nullopt;
    head.tagBytes = *tag;
    qsizetype place = at + *tag;
    if (place >= bytes.size())
        return std::nullopt;
    if (!bytes.open(place, 1)) {
        head.lengthMasked = true;
        head.headBytes = *tag;
        head.length = bytes.run(place);
        return head;
    }
    const quint8 first = bytes.at(place++);
    if (first < 0x80) {
        head.length = first;
    } else {
        const qsizetype more = first & 0x7F;
        if (more < 1 || more > 3 || place + more > bytes.size() || !bytes.open(place, more))
            return std::nullopt;
        for (qsizetype i = 0; i < more; ++i)
            head.length = head.length << 8 | bytes.at(place++);
    }
    head.headBytes = place - at;
    return head.length <= bytes.size() - place ? std::optional(head) : std::nullopt;
}

QString tagText(quint32 tag)
{
    return toHex(encodeTag(tag));
}

} // namespace

TraceNode TreeBuilder::node(TraceNote what, const MaskedBytes& bytes) const
{
    TraceNode made;
    made.what = std::move(what);
    made.side = m_side;
    made.offset = bytes.origin();
    made.length = bytes.size();
    return made;
}

TraceNode TreeBuilder::data(const MaskedBytes& bytes) const
{
    const QStringList count{QString::number(bytes.size())};
    FieldClass strictest = FieldClass::Open;
    for (qsizetype i = 0; i < bytes.size(); i += bytes.run(i))
        strictest = stricter(strictest, bytes.classAt(i));
    if (strictest == FieldClass::Secret)
        return node({TraceCode::MaskedSecret, count}, bytes);
    if (strictest == FieldClass::Personal)
        return node({TraceCode::MaskedPersonal, count}, bytes);
    return node({TraceCode::Data, count}, bytes);
}

void TreeBuilder::addTlv(std::vector<TraceNode>& out, const MaskedBytes& bytes, TagBook book, int depth)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        if (m_left-- <= 0) {
            out.push_back(node({TraceCode::TooMuch, {}}, bytes.mid(at)));
            return;
        }
        if (!bytes.open(at, 1)) {
            const qsizetype masked = bytes.run(at);
            out.push_back(data(bytes.mid(at, masked)));
            at += masked;
        } else if (bytes.at(at) == 0x00 || bytes.at(at) == 0xFF) {
            ++at; // padding between objects, clause 6.3
        } else if (!addOne(out, bytes, at, book, depth)) {
            out.push_back(node({TraceCode::TlvBroken, {}}, bytes.mid(at)));
            return;
        }
    }
}

bool TreeBuilder::addOne(
    std::vector<TraceNode>& out, const MaskedBytes& bytes, qsizetype& at, TagBook book, int depth)
{
    const auto head = readHead(bytes, at);
    if (!head)
        return false;
    const TraceCode code = head->lengthMasked ? TraceCode::TlvMaskedLength : TraceCode::Tlv;
    TraceNode made = node({code, {tagText(head->tag), QString::number(head->length)}},
        bytes.mid(at, head->headBytes + head->length));
    made.book = book;
    made.tag = head->tag;
    const MaskedBytes value = bytes.mid(at + head->headBytes, head->length);
    const bool constructed = (bytes.at(at) & 0x20) != 0;
    if (constructed && !head->lengthMasked && depth < mostDepth)
        addTlv(made.children, value, book, depth + 1);
    else if (value.size() > 0 && value.size() <= shortValue && value.allOpen())
        made.notes.push_back({TraceCode::SummaryHex, {toHex(value.bytes())}});
    else if (!value.isEmpty())
        made.children.push_back(data(value));
    out.push_back(std::move(made));
    at += head->headBytes + head->length;
    return true;
}

bool TreeBuilder::readsAsTlv(const MaskedBytes& bytes, TagBook book)
{
    bool first = true;
    for (qsizetype at = 0; at < bytes.size();) {
        if (!bytes.open(at, 1))
            return false;
        const auto head = readHead(bytes, at);
        if (!head || (first && !knownTag(book, head->tag)))
            return false;
        first = false;
        at += head->headBytes + head->length;
    }
    return !first;
}

} // namespace sm
