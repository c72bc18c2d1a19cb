// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for thousands of values in one walk through files of any size: lines of NAME TAB HEX on standard
// input, files as arguments; prints FILE TAB NAME TAB TIMES for each value found in a file. Values are at
// least eight bytes.
#include <QByteArray>
#include <QFile>
#include <QHash>

#include <cstdio>
#include <cstring>
#include <vector>

namespace {

struct Value {
    QByteArray name;
    QByteArray bytes;
};

constexpr qsizetype head = 8;

quint64 headOf(const char* bytes)
{
    quint64 out = 0;
    std::memcpy(&out, bytes, head);
    return out;
}

QMultiHash<quint64, Value> readValues()
{
    QMultiHash<quint64, Value> values;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return values;
    for (QByteArray line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
        const qsizetype tab = line.indexOf('\t');
        const QByteArray bytes = QByteArray::fromHex(line.mid(tab + 1).trimmed());
        if (tab > 0 && bytes.size() >= head)
            values.insert(headOf(bytes.constData()), {line.first(tab), bytes});
    }
    return values;
}

QHash<QByteArray, qint64> search(const char* data, qsizetype size, const QMultiHash<quint64, Value>& values)
{
    // One bit per possible start of two bytes spares most look-ups.
    std::vector<bool> starts(1 << 16);
    for (auto it = values.keyBegin(); it != values.keyEnd(); ++it)
        starts[*it & 0xFFFF] = true;
    QHash<QByteArray, qint64> found;
    for (qsizetype at = 0; at + head <= size; ++at) {
        const quint64 key = headOf(data + at);
        if (!starts[key & 0xFFFF])
            continue;
        const auto [first, last] = values.equal_range(key);
        for (auto it = first; it != last; ++it) {
            if (at + it->bytes.size() <= size
                && std::memcmp(data + at, it->bytes.constData(), size_t(it->bytes.size())) == 0)
                ++found[it->name];
        }
    }
    return found;
}

} // namespace

int main(int argc, char* argv[])
{
    const auto values = readValues();
    std::fprintf(stderr, "%lld values\n", qlonglong(values.size()));
    for (int i = 1; i < argc; ++i) {
        QFile file(QFile::decodeName(argv[i]));
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s can not be read\n", argv[i]);
            return 1;
        }
        const uchar* data = file.size() > 0 ? file.map(0, file.size()) : nullptr;
        if (file.size() > 0 && !data) {
            std::fprintf(stderr, "%s can not be read\n", argv[i]);
            return 1;
        }
        const auto found = search(reinterpret_cast<const char*>(data), file.size(), values);
        for (auto it = found.begin(); it != found.end(); ++it)
            std::printf("%s\t%s\t%lld\n", argv[i], it.key().constData(), qlonglong(it.value()));
    }
    return 0;
}
