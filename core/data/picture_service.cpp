// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_service.h"

#include "base/failures/data.h"
#include "transport/tls/network_thread.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

#include <map>

namespace sm {

namespace {

constexpr qint64 readAhead = 1 << 18; ///< what is not read yet waits at the server
constexpr int longestPause = 10'000; ///< of a server in the middle of a picture, in milliseconds

Failure notServed(const QString& host, const QString& cause)
{
    return fail(fc::PictureNotServed, {{"host", host}, {"cause", cause}});
}

/// The half on the network thread.
class Fetcher final : public NetworkThread::Things {
public:
    Fetcher() { m_manager.setProxy(QNetworkProxy::NoProxy); }
    ~Fetcher() override
    {
        for (auto& [reply, fetching] : m_fetching)
            leave(reply); // its completer says cancelled
    }

    void get(const QUrl& url, Completer<QByteArray> completer)
    {
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        request.setRawHeader("Accept", "image/png, image/jpeg, image/bmp");
        request.setRawHeader("Accept-Encoding", "identity"); // nothing small that becomes large
        request.setTransferTimeout(longestPause);
        QNetworkReply* reply = m_manager.get(request);
        reply->setReadBufferSize(readAhead);
        m_fetching.emplace(reply, Fetching{std::move(completer), {}});
        QObject::connect(reply, &QNetworkReply::readyRead, reply, [this, reply] { take(reply); });
        QObject::connect(reply, &QNetworkReply::finished, reply, [this, reply] { finish(reply); });
    }

private:
    struct Fetching {
        Completer<QByteArray> completer;
        QByteArray bytes;
    };

    void leave(QNetworkReply* reply)
    {
        const bool cut = !reply->isFinished();
        reply->disconnect();
        reply->abort();
        reply->deleteLater();
        if (cut) // Qt 6.4 keeps the connection of a reply that was cut
            m_manager.clearConnectionCache();
    }
    void end(QNetworkReply* reply, Outcome<QByteArray> outcome)
    {
        const auto found = m_fetching.find(reply);
        Completer<QByteArray> completer = std::move(found->second.completer);
        m_fetching.erase(found);
        leave(reply);
        completer.complete(std::move(outcome));
    }
    /// False: it has come to its end.
    bool take(QNetworkReply* reply)
    {
        Fetching& fetching = m_fetching.at(reply);
        if (!fetching.completer.wanted()) { // the limit has passed
            m_fetching.erase(reply);
            leave(reply);
            return false;
        }
        fetching.bytes += reply->readAll();
        if (fetching.bytes.size() <= PictureService::mostBytes)
            return true;
        end(reply, notServed(reply->url().host(), QStringLiteral("size")));
        return false;
    }
    void finish(QNetworkReply* reply)
    {
        if (!take(reply))
            return;
        const QString host = reply->url().host();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status >= 300 && status < 400)
            return end(reply, notServed(host, QStringLiteral("moved")));
        if (status >= 400)
            return end(reply, notServed(host, QString::number(status)));
        if (reply->error() != QNetworkReply::NoError || status != 200)
            return end(reply,
                fail(fc::PictureServerSilent,
                    {{"host", host}, {"cause", QString::number(int(reply->error()))}}));
        QByteArray bytes = std::move(m_fetching.at(reply).bytes);
        if (bytes.isEmpty())
            return end(reply, notServed(host, QStringLiteral("empty")));
        end(reply, std::move(bytes));
    }

    QNetworkAccessManager m_manager;
    std::map<QNetworkReply*, Fetching> m_fetching;
};

} // namespace

PictureService::PictureService(Reactor reactor, PictureAddress address)
    : m_reactor(std::move(reactor))
    , m_address(std::move(address))
    , m_thread(std::make_shared<NetworkThread>("pictures"))
    , m_fetcher(m_thread->nextName())
{
    postWork(*m_thread->inbox(), [network = m_thread.get(), name = m_fetcher] {
        network->place().things->emplace(name, std::make_unique<Fetcher>());
    });
}

PictureService::~PictureService() = default; // the fetcher goes with its thread

Pending<QByteArray> PictureService::fetch(const QString& name, Nanos limit)
{
    if (!PictureAddress::takes(name))
        return Pending<QByteArray>::ready(m_reactor, notServed(m_address.host(), QStringLiteral("name")));
    auto pair = makePending<QByteArray>(m_reactor, limit);
    postWork(*m_thread->inbox(),
        [network = m_thread.get(), fetcher = m_fetcher, url = m_address.of(name),
            completer = std::move(pair.completer)]() mutable {
            auto& thing = *network->place().things->at(fetcher);
            static_cast<Fetcher&>(thing).get(url, std::move(completer));
        });
    return std::move(pair.pending);
}

} // namespace sm
