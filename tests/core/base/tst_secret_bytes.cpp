// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/base.h"
#include "base/secret_bytes.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cstring>
#include <thread>

using namespace sm;

namespace {

constexpr std::array<quint8, 4> sample{0xDE, 0xAD, 0xBE, 0xEF};

SecretBytes secret(std::span<const quint8> bytes)
{
    auto made = SecretBytes::copyOf(bytes);
    return made ? made.take() : SecretBytes();
}

} // namespace

class SecretBytesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAHeapNothingIsHeld(); // first: the heap of a process is set up once
    void heapIsSetUpOnce();
    void allocatesZeroFilled();
    void copiesAndCompares();
    void moveLeavesNothing();
    void replacedSecretIsWipedAtOnce();
    void exhaustionIsAFailure();
    void threadsShareTheHeap();
    void comparesReceivedBytes();
};

void SecretBytesTest::withoutAHeapNothingIsHeld()
{
    const auto none = SecretBytes::allocate(16);
    QVERIFY(!none);
    QVERIFY(none.failure() == fc::SecretHeapExhausted);
}

void SecretBytesTest::heapIsSetUpOnce()
{
    const SecretHeap first = initSecretHeap();
    QVERIFY(first != SecretHeap::Absent);
    QCOMPARE(initSecretHeap(), first); // an unlocked heap is not called locked the second time
}

void SecretBytesTest::allocatesZeroFilled()
{
    {
        auto dirty = SecretBytes::allocate(64);
        QVERIFY(dirty);
        std::memset(dirty->data(), 0x5A, 64);
    }
    const auto fresh = SecretBytes::allocate(64);
    QVERIFY(fresh);
    QCOMPARE(fresh->size(), 64);
    QVERIFY(std::all_of(fresh->span().begin(), fresh->span().end(), [](quint8 b) { return b == 0; }));
    const auto empty = SecretBytes::allocate(0);
    QVERIFY(empty && empty->isEmpty());
}

void SecretBytesTest::copiesAndCompares()
{
    const SecretBytes a = secret(sample);
    const auto b = a.duplicate();
    QVERIFY(b);
    QVERIFY(a.data() != b->data());
    QVERIFY(a.equals(*b));
    QVERIFY(!a.equals(secret(std::span(sample).first(3))));
    QVERIFY(!a.equals(secret(std::array<quint8, 4>{0xDE, 0xAD, 0xBE, 0xEE})));
    QVERIFY(SecretBytes().equals(SecretBytes()));
}

void SecretBytesTest::moveLeavesNothing()
{
    SecretBytes a = secret(sample);
    const quint8* place = a.data();
    const SecretBytes b = std::move(a);
    QVERIFY(a.isEmpty());
    QVERIFY(a.data() == nullptr);
    QVERIFY(b.data() == place);
}

void SecretBytesTest::replacedSecretIsWipedAtOnce()
{
    // A freed piece stays mapped inside the arena, so the test may look whether it was wiped.
    std::array<quint8, 64> bytes;
    bytes.fill(0x77);
    SecretBytes old = secret(bytes);
    const volatile quint8* place = old.data();
    QCOMPARE(place[40], quint8(0x77));
    SecretBytes next = secret(sample);
    old = std::move(next);
    QVERIFY(next.isEmpty());
    // The allocator keeps its list pointers in the first bytes of a free piece; the rest is zero.
    for (size_t i = 16; i < bytes.size(); ++i)
        QCOMPARE(place[i], quint8(0));
}

void SecretBytesTest::exhaustionIsAFailure()
{
    std::vector<SecretBytes> held;
    bool exhausted = false;
    for (int i = 0; i < 2000 && !exhausted; ++i) {
        auto more = SecretBytes::allocate(1024);
        if (more)
            held.push_back(more.take());
        else
            exhausted = more.failure() == fc::SecretHeapExhausted;
    }
    QVERIFY(exhausted);
    QVERIFY(held.size() > 900); // of 1 MiB
    held.clear();
    QVERIFY(SecretBytes::allocate(1024));
    const auto tooLarge = SecretBytes::allocate(1 << 21);
    QVERIFY(!tooLarge);
    QVERIFY(tooLarge.failure() == fc::SecretHeapExhausted);
}

void SecretBytesTest::threadsShareTheHeap()
{
    std::array<bool, 4> fine{};
    std::vector<std::thread> threads;
    for (size_t t = 0; t < fine.size(); ++t) {
        threads.emplace_back([&ok = fine[t], t] {
            ok = true;
            for (int i = 0; i < 2000; ++i) {
                std::array<quint8, 32> bytes;
                bytes.fill(quint8(t + 1));
                const SecretBytes mine = secret(bytes);
                ok = ok && mine.equals(secret(bytes));
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QVERIFY(std::all_of(fine.begin(), fine.end(), [](bool ok) { return ok; }));
}

void SecretBytesTest::comparesReceivedBytes()
{
    QVERIFY(equalInConstantTime("abc", "abc"));
    QVERIFY(!equalInConstantTime("abc", "abd"));
    QVERIFY(!equalInConstantTime("abc", "ab"));
    QVERIFY(equalInConstantTime(QByteArrayView(), QByteArrayView()));
}

QTEST_GUILESS_MAIN(SecretBytesTest)
#include "tst_secret_bytes.moc"
