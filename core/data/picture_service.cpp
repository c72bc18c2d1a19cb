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
    ~Fetcher() override
    {
        for (auto& [reply, fetching] : m_fetching) {
            reply->disconnect();
            delete fetching.manager; // and with it the reply; the completer says cancelled
        }
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
        // One for each: what one server's broken answer does to its connections reaches no other card.
        auto* manager = new QNetworkAccessManager;
        manager->setProxy(QNetworkProxy::NoProxy);
        QNetworkReply* reply = manager->get(request);
        reply->setReadBufferSize(readAhead);
        m_fetching.emplace(reply, Fetching{std::move(completer), {}, manager});
        QObject::connect(reply, &QNetworkReply::readyRead, reply, [this, reply] { take(reply); });
        QObject::connect(reply, &QNetworkReply::finished, reply, [this, reply] { finish(reply); });
    }

private:
    struct Fetching {
        Completer<QByteArray> completer;
        QByteArray bytes;
        QNetworkAccessManager*
            manager; ///< the reply's parent; goes later, for this is one of its own signals
    };

    void end(QNetworkReply* reply, Outcome<QByteArray> outcome)
    {
        Completer<QByteArray> completer = leave(reply);
        completer.complete(std::move(outcome));
    }
    Completer<QByteArray> leave(QNetworkReply* reply)
    {
        auto node = m_fetching.extract(reply);
        reply->disconnect();
        reply->abort();
        node.mapped().manager->deleteLater();
        return std::move(node.mapped().completer);
    }
    /// False: it has come to its end.
    bool take(QNetworkReply* reply)
    {
        Fetching& fetching = m_fetching.at(reply);
        if (!fetching.completer.wanted()) { // the limit has passed
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
