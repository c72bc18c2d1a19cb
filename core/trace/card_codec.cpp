// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/card_codec.h"

#include <QHash>
#include <QtEndian>

#include <cstring>

namespace sm {

namespace {

constexpr quint8 layoutNumber = 1;
constexpr qsizetype headBytes = 4 + 8 + 8 + 2 + 2 + 16 + 8 + 8 + 4 + 2;
constexpr qsizetype rowBytes = 8 + 4 + 2 * 4 + 4 + 4 + 4 + 2 + 2;
constexpr qsizetype spanBytes = 9;

/// Fills bytes that were set aside before: a row costs one growth of the array, not thirty.
class Filler {
public:
    explicit Filler(char* at)
        : m_at(at)
    {
    }
    template <class T> void put(T value)
    {
        qToBigEndian(value, m_at);
        m_at += sizeof(T);
    }
    void put(QByteArrayView bytes)
    {
        if (!bytes.isEmpty())
            std::memcpy(m_at, bytes.data(), size_t(bytes.size()));
        m_at += bytes.size();
    }
    void put(std::span<const TraceSpan> spans)
    {
        for (const TraceSpan& span : spans) {
            put(span.offset);
            put(span.length);
            put(quint8(span.fieldClass));
        }
    }

private:
    char* m_at;
};

qsizetype sizeOf(const TraceRow& row)
{
    return rowBytes + row.size() + qsizetype(row.commandSpans.size() + row.answerSpans.size()) * spanBytes;
}

/// Labels of a card, each once, in the order in which they come.
struct Labels {
    QHash<QString, quint16> numbers;
    std::vector<QByteArray> texts;
    const QString* before = nullptr; ///< the commands of a step share their label
    quint16 numberBefore = 0;

    quint16 number(const QString& label)
    {
        if (!before || before->constData() != label.constData() || before->size() != label.size()) {
            numberBefore = find(label);
            before = &label;
        }
        return numberBefore;
    }
    quint16 find(const QString& label)
    {
        const auto known = numbers.constFind(label);
        if (known != numbers.cend())
            return *known;
        const quint16 fresh = quint16(texts.size());
        numbers.insert(label, fresh);
        texts.push_back(label.left(card_limits::label / 3).toUtf8()); // a code unit takes at most three bytes
        return fresh;
    }
};

void putHead(Filler& out, const TraceCard& card, KeptFor why, quint16 labels)
{
    const TraceRow& first = *card.rows.front();
    const TraceRow& last = *card.rows.back();
    out.put(layoutNumber);
    out.put(quint8(why));
    out.put(quint8(last.verdict));
    out.put(quint8(0));
    out.put(first.job.value);
    out.put(first.attempt.value);
    out.put(first.station.machine);
    out.put(first.station.station);
    for (const char16_t unit : first.card)
        out.put(quint16(unit));
    out.put(first.cardStart);
    out.put(last.time);
    out.put(quint32(card.rows.size()));
    out.put(labels);
}

void putRow(Filler& out, const TraceRow& row, quint16 label)
{
    out.put(row.time);
    out.put(row.microseconds);
    out.put(row.step);
    out.put(row.exchanges);
    out.put(quint16(row.failure));
    out.put(label);
    out.put(quint8(row.kind));
    out.put(quint8(row.judgement));
    out.put(quint8(row.verdict));
    out.put(row.level);
    out.put(quint32(row.command.size()));
    out.put(quint32(row.answer.size()));
    out.put(quint16(row.commandSpans.size()));
    out.put(quint16(row.answerSpans.size()));
    out.put(row.command);
    out.put(row.answer);
    out.put(row.commandSpans);
    out.put(row.answerSpans);
}

/// Reads forward and remembers that something was missing; then everything it gives is 0 or empty.
class Taker {
public:
    explicit Taker(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    template <class T> T take()
    {
        if (m_rest.size() < qsizetype(sizeof(T))) {
            m_good = false;
            return T{};
        }
        const T value = qFromBigEndian<T>(m_rest.data());
        m_rest = m_rest.sliced(sizeof(T));
        return value;
    }
    QByteArrayView take(qsizetype length)
    {
        if (length < 0 || m_rest.size() < length) {
            m_good = false;
            return {};
        }
        const QByteArrayView taken = m_rest.first(length);
        m_rest = m_rest.sliced(length);
        return taken;
    }
    qsizetype left() const { return m_rest.size(); }
    bool good() const { return m_good; }
    void refuse() { m_good = false; }

private:
    QByteArrayView m_rest;
    bool m_good = true;
};

template <class Enum> Enum takeEnum(Taker& in, Enum last, quint8 first = 0)
{
    const quint8 value = in.take<quint8>();
    if (value < first || value > quint8(last)) {
        in.refuse();
        return last;
    }
    return Enum(value);
}

/// Within the years that can be written down, 1970 to 9999.
qint64 takeTime(Taker& in)
{
    const qint64 time = in.take<qint64>();
    if (time < 0 || time > 253'402'300'799'000'000)
        in.refuse();
    return time;
}

/// Ordered, apart, inside: what a row may hold.
std::vector<ClassSpan> takeSpans(Taker& in, quint16 count, qsizetype size)
{
    std::vector<ClassSpan> spans;
    if (qsizetype(count) * spanBytes > in.left()) {
        in.refuse();
        return spans;
    }
    spans.reserve(count);
    qsizetype end = 0;
    for (quint16 i = 0; i < count && in.good(); ++i) {
        const qsizetype offset = in.take<quint32>();
        const qsizetype length = in.take<quint32>();
        const FieldClass fieldClass = takeEnum(in, FieldClass::Secret, quint8(FieldClass::Personal));
        if (offset < end || length == 0 || length > size || offset > size - length)
            in.refuse();
        end = offset + length;
        spans.push_back({offset, length, fieldClass});
    }
    return spans;
}

CardHead takeHead(Taker& in, quint16* labels)
{
    CardHead head;
    if (in.take<quint8>() != layoutNumber)
        in.refuse();
    head.keptFor = takeEnum(in, KeptFor::All, quint8(KeptFor::Error));
    head.verdict = takeEnum(in, TraceVerdict::Stopped);
    in.take<quint8>();
    head.job = JobId(in.take<qint64>());
    head.attempt = AttemptId(in.take<qint64>());
    head.station.machine = in.take<quint16>();
    head.station.station = in.take<quint16>();
    for (char16_t& unit : head.card)
        unit = in.take<quint16>();
    head.started = takeTime(in);
    head.ended = takeTime(in);
    head.rows = in.take<quint32>();
    *labels = in.take<quint16>();
    if (head.rows == 0 || head.rows > card_limits::rows || qsizetype(head.rows) * rowBytes > in.left())
        in.refuse();
    return head;
}

/// Text of a file: nothing in it may move a cursor or end a line.
QString cleanText(QByteArrayView utf8)
{
    QString text = QString::fromUtf8(utf8);
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

std::vector<QString> takeLabels(Taker& in, quint16 count)
{
    std::vector<QString> labels;
    for (quint16 i = 0; i < count && in.good(); ++i) {
        const quint16 length = in.take<quint16>();
        if (length > card_limits::label)
            in.refuse();
        labels.push_back(cleanText(in.take(length)));
    }
    return labels;
}

/// A row that was read, with what its views refer to.
struct ReadRow {
    TraceRow row;
    QByteArrayView command;
    QByteArrayView answer;
    std::vector<ClassSpan> commandSpans;
    std::vector<ClassSpan> answerSpans;
};

ReadRow takeRow(Taker& in, const CardHead& head, const std::vector<QString>& labels)
{
    ReadRow out;
    TraceRow& row = out.row;
    row.job = head.job;
    row.attempt = head.attempt;
    row.station = head.station;
    row.card = head.card;
    row.cardStart = head.started;
    row.time = takeTime(in);
    row.microseconds = in.take<quint32>();
    row.step = in.take<quint16>();
    row.exchanges = in.take<quint16>();
    const FailureCode failure{in.take<quint16>()};
    row.failure = failureEntry(failure) ? failure : FailureCode{};
    const quint16 label = in.take<quint16>();
    if (label < labels.size())
        row.label = labels[label];
    else
        in.refuse();
    row.kind = takeEnum(in, TraceKind::CardEnded);
    row.judgement = takeEnum(in, TraceJudgement::NotSent);
    row.verdict = takeEnum(in, TraceVerdict::Stopped);
    row.level = in.take<quint8>();
    const quint32 command = in.take<quint32>();
    const quint32 answer = in.take<quint32>();
    const quint16 commandSpans = in.take<quint16>();
    const quint16 answerSpans = in.take<quint16>();
    if (command > card_limits::side || answer > card_limits::side)
        in.refuse();
    out.command = in.take(command);
    out.answer = in.take(answer);
    out.commandSpans = takeSpans(in, commandSpans, out.command.size());
    out.answerSpans = takeSpans(in, answerSpans, out.answer.size());
    return out;
}

} // namespace

QByteArray encodeCard(const TraceCard& card, KeptFor why)
{
    if (card.rows.empty() || card.rows.size() > card_limits::rows)
        return {};
    Labels labels;
    std::vector<quint16> numbers;
    numbers.reserve(card.rows.size());
    qsizetype size = headBytes;
    for (const TraceRow* row : card.rows) {
        numbers.push_back(labels.number(row->label));
        size += sizeOf(*row);
        if (row->command.size() > card_limits::side || row->answer.size() > card_limits::side)
            return {};
    }
    for (const QByteArray& text : labels.texts)
        size += 2 + text.size();
    if (size > card_limits::bytes)
        return {};
    QByteArray out(size, Qt::Uninitialized);
    Filler filler(out.data());
    putHead(filler, card, why, quint16(labels.texts.size()));
    for (const QByteArray& text : labels.texts) {
        filler.put(quint16(text.size()));
        filler.put(QByteArrayView(text));
    }
    for (size_t i = 0; i < card.rows.size(); ++i)
        putRow(filler, *card.rows[i], numbers[i]);
    return out;
}

std::optional<CardHead> readCardHead(QByteArrayView bytes)
{
    Taker in(bytes);
    quint16 labels = 0;
    const CardHead head = takeHead(in, &labels);
    return in.good() ? std::optional(head) : std::nullopt;
}

bool decodeCard(QByteArrayView bytes, TraceRing& into)
{
    Taker in(bytes);
    quint16 labelCount = 0;
    const CardHead head = takeHead(in, &labelCount);
    const std::vector<QString> labels = in.good() ? takeLabels(in, labelCount) : std::vector<QString>();
    std::vector<ReadRow> rows;
    if (in.good())
        rows.reserve(head.rows);
    for (quint32 i = 0; i < head.rows && in.good(); ++i)
        rows.push_back(takeRow(in, head, labels));
    if (!in.good() || in.left() > 0)
        return false;
    for (const ReadRow& read : rows) {
        TraceEntry entry;
        entry.row = read.row;
        entry.command = read.command;
        entry.answer = read.answer;
        entry.commandClasses = read.commandSpans;
        entry.answerClasses = read.answerSpans;
        into.append(entry);
    }
    return true;
}

} // namespace sm
