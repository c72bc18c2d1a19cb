// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"

#include <QtTest>

#include <thread>

using namespace sm;

namespace {

struct Seen {
    std::vector<std::pair<int, int>> delivered; ///< producer, number; owner thread
    std::atomic<int> dropped{0};
};

class Note final : public Letter {
public:
    Note(Seen& seen, int producer, int number)
        : m_seen(seen)
        , m_producer(producer)
        , m_number(number)
    {
    }

private:
    void deliver() override
    {
        m_seen.delivered.emplace_back(m_producer, m_number);
        delete this;
    }
    void drop() override
    {
        ++m_seen.dropped;
        delete this;
    }
    Seen& m_seen;
    int m_producer;
    int m_number;
};

} // namespace

class InboxTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deliversInOrder();
    void keepsTheOrderOfEachProducer();
    void closeDropsWhatIsQueuedAndWhatComes();
    void destructionDrops();
    void pumpWakesTheEventLoop();
};

void InboxTest::deliversInOrder()
{
    Inbox inbox(Inbox::Wake::ByCaller);
    Seen seen;
    QVERIFY(!inbox.drain());
    for (int i = 0; i < 5; ++i)
        inbox.push(new Note(seen, 0, i));
    QVERIFY(inbox.drain());
    QVERIFY(!inbox.drain());
    QCOMPARE(seen.delivered.size(), size_t(5));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(seen.delivered[size_t(i)].second, i);
}

void InboxTest::keepsTheOrderOfEachProducer()
{
    constexpr int each = 20'000;
    auto inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    const InboxPump pump(inbox);
    Seen seen;
    std::vector<std::thread> producers;
    for (int producer = 0; producer < 4; ++producer) {
        producers.emplace_back([inbox, &seen, producer] {
            for (int number = 0; number < each; ++number)
                inbox->push(new Note(seen, producer, number));
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(seen.delivered.size(), size_t(4 * each), 20'000);
    for (std::thread& producer : producers)
        producer.join();
    int next[4] = {};
    for (const auto& [producer, number] : seen.delivered)
        QCOMPARE(number, next[producer]++);
    QCOMPARE(seen.dropped.load(), 0);
}

void InboxTest::closeDropsWhatIsQueuedAndWhatComes()
{
    constexpr int each = 5000;
    auto inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    Seen seen;
    std::vector<std::thread> producers;
    for (int producer = 0; producer < 3; ++producer) {
        producers.emplace_back([inbox, &seen, producer] {
            for (int number = 0; number < each; ++number)
                inbox->push(new Note(seen, producer, number));
        });
    }
    inbox->drain();
    inbox->close();
    const size_t delivered = seen.delivered.size();
    for (std::thread& producer : producers)
        producer.join();
    inbox->close(); // twice is once
    QVERIFY(!inbox->drain());
    QCOMPARE(seen.delivered.size(), delivered);
    QCOMPARE(int(delivered) + seen.dropped.load(), 3 * each); // each letter once: delivered or dropped
}

void InboxTest::destructionDrops()
{
    Seen seen;
    {
        Inbox inbox(Inbox::Wake::ByCaller);
        inbox.push(new Note(seen, 0, 0));
        inbox.push(new Note(seen, 0, 1));
    }
    QCOMPARE(seen.dropped.load(), 2);
    QVERIFY(seen.delivered.empty());
}

void InboxTest::pumpWakesTheEventLoop()
{
    auto inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    const InboxPump pump(inbox);
    Seen seen;
    for (int round = 1; round <= 3; ++round) {
        std::thread([&] { inbox->push(new Note(seen, 0, round)); }).join();
        QVERIFY(int(seen.delivered.size()) == round - 1);
        QTRY_COMPARE(int(seen.delivered.size()), round);
    }
}

QTEST_GUILESS_MAIN(InboxTest)
#include "tst_inbox.moc"
