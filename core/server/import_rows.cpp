// SPDX-License-Identifier: GPL-3.0-or-later
// What a check shows beside its report: rows of the file, and every finding as a file.
#include "base/failures/server.h"
#include "issuer/shown_class.h"
#include "server/import_check.h"

#include <QFileInfo>
#include <QSaveFile>

namespace sm {
namespace {

constexpr auto rowsLimit = std::chrono::minutes(2);
constexpr auto fileLimit = std::chrono::hours(2);

class NoSink final : public RecordSink {
public:
    Outcome<Acceptance> accept(CardObject) override { return Acceptance(); }
};

/// RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe.
QByteArray csvCell(QString text)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front()))
        text.prepend(QLatin1Char('\''));
    text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return '"' + text.toUtf8() + '"';
}

QByteArray csvLine(const ImportFindingView& finding, const QStringList& words)
{
    return QByteArray::number(finding.line) + ',' + QByteArray::number(finding.column) + ','
        + csvCell(finding.columnName) + ',' + finding.code.toLatin1() + ',' + finding.severity.toLatin1()
        + ',' + csvCell(finding.value) + ',' + csvCell(words.value(0)) + ',' + csvCell(words.value(1)) + '\n';
}

/// Where several fields take a column, the one that may be shown least.
std::vector<const LayoutField*> fieldsOfColumns(const FileTable& table, const Layout& layout)
{
    std::vector<const LayoutField*> out(size_t(table.columns.size()), nullptr);
    for (const LayoutField& field : layout.fields) {
        const qsizetype column = table.columns.indexOf(field.source);
        if (field.source.isEmpty() || column < 0)
            continue;
        const LayoutField*& kept = out[size_t(column)];
        if (!kept || kept->fieldClass <= field.fieldClass)
            kept = &field;
    }
    return out;
}

QStringList maskedCells(const std::vector<QByteArray>& cells, const std::vector<const LayoutField*>& fieldOf,
    const Layout& layout)
{
    const LayoutField* idField = layout.fields.data() + layout.idField;
    std::vector<std::pair<QByteArray, FieldClass>> values;
    std::optional<size_t> id;
    for (size_t i = 0; i < fieldOf.size(); ++i) {
        QByteArray value = cells[i];
        const LayoutField* field = fieldOf[i];
        if (field && !field->convert.empty()) {
            const auto converted = applySupportPipe(field->convert, SupportValue::text(value));
            if (converted)
                value = converted->bytes;
        }
        if (field == idField)
            id = i;
        const FieldClass shown = field ? shownClass(*field, field == idField, value) : FieldClass::Personal;
        values.emplace_back(std::move(value), shown);
    }
    // An id that is a personal value of its row, too (core/issuer refuses the record).
    for (size_t i = 0; id && i < values.size(); ++i) {
        if (i != *id && fieldOf[i] && fieldOf[i]->fieldClass != FieldClass::Open
            && idIsValue(values[*id].first, values[i].first))
            values[*id].second = stricter(values[*id].second, fieldOf[i]->fieldClass);
    }
    QStringList out;
    for (const auto& [value, shown] : values)
        out.append(Masked::text(QString::fromUtf8(value), shown).string());
    return out;
}

} // namespace

std::vector<PreviewRow> maskedRows(const FileTable& table, const Layout& layout)
{
    const std::vector<const LayoutField*> fieldOf = fieldsOfColumns(table, layout);
    std::vector<PreviewRow> rows;
    rows.reserve(table.rows.size());
    for (const FileTable::Row& raw : table.rows) {
        PreviewRow row;
        row.line = raw.line;
        row.broken = raw.broken || raw.cells.size() != fieldOf.size();
        if (!row.broken)
            row.cells = maskedCells(raw.cells, fieldOf, layout);
        rows.push_back(std::move(row));
    }
    return rows;
}

ImportFindingView viewOf(const Finding& finding)
{
    return {findingCodeName(finding.code), severityName(finding.severity), finding.line, finding.column,
        finding.columnName, finding.value.string(), finding.reason};
}

QCoro::Task<> ImportCheck::showRows(std::shared_ptr<ImportCheck> self, qint64 line)
{
    if (!self->m_plan)
        co_return;
    auto reading = makePending<std::shared_ptr<event::PreviewRows>>(self->m_services.reactor, rowsLimit);
    self->m_services.previewer->post([self, line, completer = std::move(reading.completer)]() mutable {
        auto table = self->table(line, self->m_columns, self->m_plan->mapping);
        if (!table) {
            completer.complete(table.failure());
            return;
        }
        auto rows = std::make_shared<event::PreviewRows>();
        rows->check = self->m_ticket;
        rows->line = line;
        rows->rows = maskedRows(*table, self->m_plan->layout);
        completer.complete(std::move(rows));
    });
    auto rows = co_await reading.pending;
    if (rows)
        self->m_report(std::move(**rows));
}

QCoro::Task<> ImportCheck::saveFindings(
    std::shared_ptr<ImportCheck> self, command::SaveFindings order, std::function<void()> ended)
{
    event::FindingsSaved told;
    told.check = self->m_ticket;
    told.path = order.file;
    const auto shared = std::make_shared<command::SaveFindings>(std::move(order));
    auto writing = makePending<qint64>(self->m_services.reactor, fileLimit);
    self->m_services.checker->post([self, shared, completer = std::move(writing.completer)]() mutable {
        completer.complete(self->writeFindings(*shared));
    });
    const auto written = co_await writing.pending;
    if (written)
        told.findings = *written;
    else
        told.failure = written.failure();
    self->m_report(std::move(told));
    ended();
}

/// Reads the file anew: what is kept for the screen is only the beginning of each code. What the store said
/// is kept from the check.
Outcome<qint64> ImportCheck::writeFindings(const command::SaveFindings& order) const
{
    if (!m_plan || !m_plan->ready)
        return fail(fc::CheckUnknown);
    QFile input(m_order.file);
    if (!input.open(QIODevice::ReadOnly))
        return fail(fc::ImportFileUnreadable, {{"file", m_order.file}, {"cause", input.errorString()}});
    QSaveFile out(order.file);
    if (!out.open(QIODevice::WriteOnly))
        return fail(fc::FindingsUnwritable, {{"file", order.file}});
    out.write("\xEF\xBB\xBFline,column,column_name,code,severity,value,reason,hint\n");
    qint64 count = 0;
    const auto write = [&](const ImportFindingView& finding) {
        out.write(
            csvLine(finding, order.explain ? order.explain(finding.code, finding.reason) : QStringList()));
        ++count;
    };
    NoSink sink;
    ImportHooks hooks;
    hooks.finding = [&](const Finding& finding) { write(viewOf(finding)); };
    ImportLimits limits;
    limits.findingsKeptPerCode = std::numeric_limits<qint64>::max();
    const auto report
        = importCardObjects(input, m_plan->layout, m_plan->rules, sink, m_cancel, hooks, limits);
    if (!report)
        return report.failure();
    {
        const std::lock_guard lock(m_live.mutex);
        for (const ImportFindingView& finding : m_known)
            write(finding);
    }
    if (!out.commit())
        return fail(fc::FindingsUnwritable, {{"file", order.file}});
    return count;
}

} // namespace sm
