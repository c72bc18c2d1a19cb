// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/cups/cups_queue.h"

#include "base/failures/transport.h"

#include <cups/cups.h>

#include <algorithm>
#include <array>
#include <memory>

namespace sm {

namespace {

constexpr int connectMs = 3'000;
constexpr double answerSeconds = 5;

struct CloseHttp {
    void operator()(http_t* http) const { httpClose(http); }
};
struct DeleteIpp {
    void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

Failure unusable(const QString& queue, const QString& cause)
{
    return fail(fc::PrintQueueUnusable, {{"queue", queue}, {"cause", cause}});
}

/// Gives up instead of waiting on, and instead of asking for a password on the terminal.
Http connect()
{
    cupsSetPasswordCB2(
        [](const char*, http_t*, const char*, const char*, void*) -> const char* { return nullptr; },
        nullptr);
    Http http(
        httpConnect2(cupsServer(), ippPort(), nullptr, AF_UNSPEC, cupsEncryption(), 1, connectMs, nullptr));
    if (http)
        httpSetTimeout(
            http.get(), answerSeconds, [](http_t*, void*) { return 0; }, nullptr);
    return http;
}

QByteArray resourceOf(const QString& queue)
{
    return "/printers/" + queue.toUtf8();
}

Ipp requestOf(ipp_op_t operation, const QString& queue)
{
    Ipp request(ippNewRequest(operation));
    const QByteArray address = "ipp://localhost" + resourceOf(queue);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, address.constData());
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
    return request;
}

/// libcups deletes the request.
Ipp ask(http_t* http, Ipp request, const QString& queue)
{
    return Ipp(cupsDoRequest(http, request.release(), resourceOf(queue).constData()));
}

int integerOf(ipp_t* answer, const char* name, ipp_tag_t tag, int otherwise)
{
    ipp_attribute_t* found = answer ? ippFindAttribute(answer, name, tag) : nullptr;
    return found ? ippGetInteger(found, 0) : otherwise;
}

QByteArray textOf(ipp_t* answer, const char* name)
{
    ipp_attribute_t* found = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    return found ? QByteArray(ippGetString(found, 0, nullptr)) : QByteArray();
}

bool takesPdf(ipp_t* answer)
{
    ipp_attribute_t* formats = ippFindAttribute(answer, "document-format-supported", IPP_TAG_MIMETYPE);
    return formats && ippContainsString(formats, "application/pdf");
}

} // namespace

bool CupsQueue::isName(const QString& name)
{
    constexpr qsizetype longest = 127;
    return !name.isEmpty() && name.size() <= longest && !name.startsWith(u'.')
        && std::all_of(name.begin(), name.end(), [](QChar c) {
               return c.unicode() > ' ' && c.unicode() < 0x7F && !QStringLiteral("/#?\\%'\"").contains(c);
           });
}

Outcome<Done> CupsQueue::ready() const
{
    const Http http = connect();
    if (!http)
        return unusable(m_name, QStringLiteral("no CUPS"));
    Ipp request = requestOf(IPP_OP_GET_PRINTER_ATTRIBUTES, m_name);
    static constexpr std::array<const char*, 5> wanted{"document-format-supported", "printer-error-policy",
        "printer-is-accepting-jobs", "printer-state", "queued-job-count"};
    ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
        int(wanted.size()), nullptr, wanted.data());
    const Ipp answer = ask(http.get(), std::move(request), m_name);
    if (!answer || ippGetStatusCode(answer.get()) > IPP_STATUS_OK_CONFLICTING)
        return unusable(m_name, QStringLiteral("no queue"));
    ipp_attribute_t* accepts = ippFindAttribute(answer.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    if (!accepts || !ippGetBoolean(accepts, 0))
        return unusable(m_name, QStringLiteral("rejects"));
    if (integerOf(answer.get(), "printer-state", IPP_TAG_ENUM, IPP_PSTATE_STOPPED) == IPP_PSTATE_STOPPED)
        return unusable(m_name, QStringLiteral("stopped"));
    if (!takesPdf(answer.get()))
        return unusable(m_name, QStringLiteral("no PDF"));
    if (textOf(answer.get(), "printer-error-policy") != "abort-job")
        return unusable(m_name, QStringLiteral("retries"));
    if (integerOf(answer.get(), "queued-job-count", IPP_TAG_INTEGER, 1) > 0)
        return unusable(m_name, QStringLiteral("busy"));
    return Done{};
}

CupsQueue::Handed CupsQueue::print(const QByteArray& pdf, const QString& title) const
{
    Handed handed;
    const Http http = connect();
    if (!http) {
        handed.why = QStringLiteral("no CUPS");
        return handed;
    }
    const Ipp request = requestOf(IPP_OP_PRINT_JOB, m_name);
    ippAddString(
        request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, title.toUtf8().constData());
    ippAddString(
        request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, "application/pdf");
    const QByteArray resource = resourceOf(m_name);
    const size_t length = ippLength(request.get()) + size_t(pdf.size());
    if (cupsSendRequest(http.get(), request.get(), resource.constData(), length) != HTTP_STATUS_CONTINUE) {
        handed.why = QStringLiteral("no queue");
        return handed;
    }
    handed.unsure = true; // from here on it may have begun to print
    const http_status_t sent = cupsWriteRequestData(http.get(), pdf.constData(), size_t(pdf.size()));
    if (sent >= HTTP_STATUS_BAD_REQUEST) { // an answer that came before it was asked for
        handed.unsure = false;
        handed.why = QStringLiteral("refused");
        return handed;
    }
    if (sent != HTTP_STATUS_CONTINUE && sent != HTTP_STATUS_OK)
        return handed;
    const Ipp answer(cupsGetResponse(http.get(), resource.constData()));
    if (!answer)
        return handed;
    handed.unsure = false;
    handed.why = QString::fromLatin1(ippErrorString(ippGetStatusCode(answer.get())));
    if (ippGetStatusCode(answer.get()) <= IPP_STATUS_OK_CONFLICTING)
        handed.job = integerOf(answer.get(), "job-id", IPP_TAG_INTEGER, 0);
    return handed;
}

Outcome<CupsQueue::State> CupsQueue::stateOf(int job) const
{
    const Http http = connect();
    if (!http)
        return unusable(m_name, QStringLiteral("no CUPS"));
    Ipp request = requestOf(IPP_OP_GET_JOB_ATTRIBUTES, m_name);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddString(
        request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", nullptr, "job-state");
    const Ipp answer = ask(http.get(), std::move(request), m_name);
    if (answer && ippGetStatusCode(answer.get()) == IPP_STATUS_ERROR_NOT_FOUND)
        return State::Gone;
    const int state = integerOf(answer.get(), "job-state", IPP_TAG_ENUM, 0);
    if (state == 0)
        return unusable(m_name, QStringLiteral("no CUPS"));
    return state == IPP_JSTATE_COMPLETED                              ? State::Printed
        : state == IPP_JSTATE_CANCELED || state == IPP_JSTATE_ABORTED ? State::Failed
                                                                      : State::Waiting;
}

Outcome<int> CupsQueue::find(const QString& title) const
{
    const Http http = connect();
    if (!http)
        return unusable(m_name, QStringLiteral("no CUPS"));
    Ipp request = requestOf(IPP_OP_GET_JOBS, m_name);
    ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, "not-completed");
    static constexpr std::array<const char*, 2> wanted{"job-id", "job-name"};
    ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
        int(wanted.size()), nullptr, wanted.data());
    const Ipp answer = ask(http.get(), std::move(request), m_name);
    if (!answer || ippGetStatusCode(answer.get()) > IPP_STATUS_OK_CONFLICTING)
        return unusable(m_name, QStringLiteral("no CUPS"));
    int job = 0;
    int found = 0;
    QByteArray name;
    for (ipp_attribute_t* one = ippFirstAttribute(answer.get()); one; one = ippNextAttribute(answer.get())) {
        const QByteArray key = ippGetName(one);
        if (key.isEmpty()) { // between two print jobs
            job = 0;
            name.clear();
        } else if (key == "job-id") {
            job = ippGetInteger(one, 0);
        } else if (key == "job-name") {
            name = ippGetString(one, 0, nullptr);
        }
        if (job > 0 && name == title.toUtf8())
            found = job;
    }
    return found;
}

Outcome<Done> CupsQueue::cancel(int job) const
{
    const Http http = connect();
    if (!http)
        return unusable(m_name, QStringLiteral("no CUPS"));
    Ipp request = requestOf(IPP_OP_CANCEL_JOB, m_name);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    const Ipp answer = ask(http.get(), std::move(request), m_name);
    if (answer && ippGetStatusCode(answer.get()) <= IPP_STATUS_OK_CONFLICTING)
        return Done{};
    const auto state = stateOf(job); // what has ended can't be cancelled
    if (state && *state != State::Waiting)
        return Done{};
    return unusable(m_name, QStringLiteral("not cancelled"));
}

} // namespace sm
