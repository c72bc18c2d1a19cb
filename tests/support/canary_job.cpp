// SPDX-License-Identifier: GPL-3.0-or-later
#include "canary_job.h"

#include <QDir>
#include <QFile>

namespace sm {

namespace {

const QByteArray header
    = "card_object_id,pass_number,holder_name,zone,product_code,valid_from,valid_to,concession,phone\n";

QByteArray padded(int number, int width)
{
    return QByteArray::number(number).rightJustified(width, '0');
}

/// ISO/IEC 7812-1 annex B.
QByteArray withCheckDigit(const QByteArray& digits)
{
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        const int digit = digits.at(digits.size() - 1 - i) - '0';
        const int value = i % 2 == 0 ? 2 * digit : digit;
        sum += value / 10 + value % 10;
    }
    return digits + char('0' + (10 - sum % 10) % 10);
}

struct Person {
    QByteArray number;
    QByteArray name;
    QByteArray concession;
    QByteArray phone;
};

/// Digits that no time, count or length has, letters that no word has.
Person person(int i)
{
    return {withCheckDigit("999973535737" + padded(i, 3)), "Zyxqwanda Kvortpq\xC3\xBC " + padded(i, 2),
        "QZXK" + padded(i, 4), "737535" + padded(i, 4)};
}

QByteArray row(const QByteArray& id, const Person& who, const QByteArray& product = "P30")
{
    return QList<QByteArray>{
               id, who.number, who.name, "B", product, "2026-10-01", "2031-10-28", who.concession, who.phone}
               .join(',')
        + '\n';
}

QByteArray id(int i)
{
    return "CNY-2026-" + padded(i, 6);
}

void add(Canaries& canaries, const Person& who)
{
    canaries.add(who.number, QStringLiteral("pass_number"));
    canaries.add(who.name, QStringLiteral("holder_name"));
    canaries.add(who.concession, QStringLiteral("concession"));
    canaries.add(who.phone, QStringLiteral("phone"));
}

bool save(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// The sample's archive under the ids of this job, with contract numbers of its own.
QByteArray archive(const QString& sample, int records)
{
    QFile file(sample);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> rows = file.readAll().split('\n');
    QByteArray out = rows.front() + '\n';
    for (int i = 1; i <= records && i < rows.size(); ++i) {
        QList<QByteArray> cells = rows.at(i).split(',');
        cells[0] = id(i);
        cells[1] = "K9QX" + padded(i, 4);
        out += cells.join(',') + '\n';
    }
    return out;
}

/// Each line breaks another rule; a value stands in a field that is not its own as well.
QByteArray brokenLines(Canaries& canaries)
{
    QByteArray out
        = header + row(id(500), person(500)) + row(id(501), person(501), "P9") + row(id(500), person(502));
    Person wrong = person(503);
    wrong.number.back() = char('0' + (wrong.number.back() - '0' + 1) % 10);
    out += row(id(503), wrong);
    add(canaries, wrong);
    wrong = person(504);
    wrong.name += " Xqvantor Wzykbelm";
    out += row(id(504), wrong);
    add(canaries, wrong);
    wrong = person(505);
    wrong.phone += "x";
    wrong.concession += "ZQXWVJ";
    out += row(id(505), wrong);
    add(canaries, wrong);
    out += "CNY-2026-000506," + person(506).number + ',' + person(506).name + '\n';
    const Person moved = person(507);
    out += id(507) + ",B," + moved.number + ',' + moved.name + ",P30," + moved.phone + ",2031-10-28,,\n";
    out += row(id(508), person(508))
               .replace("2026-10-01", person(508).number)
               .replace(",B,", ',' + person(508).phone + ',');
    out += row(id(509), person(509)).replace("Zyxq", "\xE9\xFFZyxq");
    out += row(person(510).number, person(510));
    for (int i = 500; i <= 510; ++i)
        add(canaries, person(i));
    return out;
}

} // namespace

CanaryJob CanaryJob::write(const QString& folder, const QString& samples, int records)
{
    CanaryJob job;
    job.records = records;
    if (!QDir().mkpath(folder))
        return job;
    const QDir in(folder);
    QByteArray lines = header;
    for (int i = 1; i <= records; ++i) {
        lines += row(id(i), person(i));
        add(job.canaries, person(i));
    }
    const QByteArray data = archive(samples + QStringLiteral("/harbour-archive.csv"), records);
    const QString archiveFile = in.filePath(QStringLiteral("harbour-archive.csv"));
    job.broken = in.filePath(QStringLiteral("planted errors.csv"));
    if (data.isEmpty() || !save(archiveFile, data) || !save(job.broken, brokenLines(job.canaries))
        || !job.canaries.addTable(archiveFile, {1, 3, 4, 5, 6, 7}, records))
        return job;
    const QString file = in.filePath(QStringLiteral("Canary Pass.csv"));
    if (save(file, lines))
        job.file = file;
    return job;
}

} // namespace sm
