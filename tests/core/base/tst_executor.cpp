// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/executor.h"

#include <QtTest>

#include <atomic>

using namespace sm;

class ExecutorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsInOrderOnItsOwnThread();
    void destructorRunsWhatIsQueued();
    void takesMoveOnlyWork();
    void freesWorkBeforeTheNext();
    void inlineRunsAtOnce();
    void factoriesMakeTheirKind();
};

void ExecutorTest::runsInOrderOnItsOwnThread()
{
    std::vector<int> order; // written by the worker only, read after it is joined
    std::thread::id where;
    {
        ThreadExecutor executor("order");
        for (int i = 0; i < 1000; ++i) {
            executor.post([&order, &where, i] {
                order.push_back(i);
                where = std::this_thread::get_id();
            });
        }
    }
    QCOMPARE(order.size(), size_t(1000));
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    QVERIFY(where != std::this_thread::get_id());
}

void ExecutorTest::destructorRunsWhatIsQueued()
{
    std::atomic<int> done{0};
    {
        ThreadExecutor executor("ending");
        executor.post([] { std::this_thread::sleep_for(std::chrono::milliseconds(20)); });
        for (int i = 0; i < 50; ++i)
            executor.post([&done] { ++done; });
    }
    QCOMPARE(done.load(), 50);
}

void ExecutorTest::takesMoveOnlyWork()
{
    int got = 0;
    {
        ThreadExecutor executor("move-only");
        executor.post([value = std::make_unique<int>(42), &got] { got = *value; });
    }
    QCOMPARE(got, 42);
    QVERIFY(!Work());
    QVERIFY(bool(Work([] {})));
}

void ExecutorTest::freesWorkBeforeTheNext()
{
    auto held = std::make_shared<int>(1);
    std::weak_ptr<int> watch = held;
    bool gone = false;
    {
        ThreadExecutor executor("frees");
        executor.post([held = std::move(held)] {});
        executor.post([&] { gone = watch.expired(); }); // a key in finished work must not wait for more work
    }
    QVERIFY(gone);
}

void ExecutorTest::inlineRunsAtOnce()
{
    InlineExecutor executor;
    bool ran = false;
    executor.post([&ran] { ran = true; });
    QVERIFY(ran);
}

void ExecutorTest::factoriesMakeTheirKind()
{
    std::thread::id threaded;
    std::thread::id inlined;
    ThreadExecutorFactory threads;
    InlineExecutorFactory inlines;
    threads.make("a")->post([&] { threaded = std::this_thread::get_id(); });
    inlines.make("b")->post([&] { inlined = std::this_thread::get_id(); });
    QVERIFY(threaded != std::thread::id() && threaded != std::this_thread::get_id());
    QCOMPARE(inlined, std::this_thread::get_id());
}

QTEST_GUILESS_MAIN(ExecutorTest)
#include "tst_executor.moc"
