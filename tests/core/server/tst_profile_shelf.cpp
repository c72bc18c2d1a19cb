// SPDX-License-Identifier: GPL-3.0-or-later
// A floor's own profiles: kept by a link, found again with what lies beside them, and never in another's
// place.
#include "base/failures/server.h"
#include "server/profile_shelf.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

namespace {

const QStringList builtIn{QStringLiteral(":/stationmaster/profiles")};

QByteArray sample(const char* id)
{
    QFile file(QStringLiteral(SM_SOURCE_DIR "/resources/profiles/city-file.profile.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample");
    return file.readAll().replace("\"city-file\"", QByteArray("\"") + id + '"');
}

bool put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class ProfileShelfTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keptAndFoundAgain();
    void layoutBesideTheProfile();
    void takenIds();
    void brokenOnesAreToldWhenWanted();
    void layoutsThatGo();
    void linksThatLeadNowhere();
    void filesAreNotReplaced();
    void brokenFileIsNotKept();
};

void ProfileShelfTest::keptAndFoundAgain()
{
    const QTemporaryDir desk, data;
    const QString file = desk.filePath(QStringLiteral("mine.json"));
    QVERIFY(put(file, sample("my-badge")));
    const QString own = data.filePath(QStringLiteral("profiles"));
    auto shelf = ProfileShelf::load(builtIn, own);
    QVERIFY(shelf.ok());
    QVERIFY(!(*shelf)->find(QStringLiteral("my-badge")).ok());
    for (int i = 0; i < 2; ++i) { // the second time it is there
        const auto kept = (*shelf)->keep(file, own);
        QVERIFY2(kept, kept ? "" : qPrintable(kept.failure().toString()));
        QCOMPARE(*kept, QStringLiteral("my-badge"));
        shelf = ProfileShelf::load(builtIn, own);
        const auto found = (*shelf)->find(QStringLiteral("my-badge"));
        QVERIFY(found.ok());
        QCOMPARE((*found)->digest(), (*Profile::load(file))->digest());
    }
    QCOMPARE(QDir(own).entryList(QDir::Files | QDir::System),
        QStringList(QStringLiteral("my-badge.profile.json")));
    QVERIFY(
        put(file, sample("my-badge").replace("\"version\": 1", "\"version\": 2"))); // edited where it lies
    shelf = ProfileShelf::load(builtIn, own);
    QCOMPARE((*(*shelf)->find(QStringLiteral("my-badge")))->digest(), (*Profile::load(file))->digest());
}

void ProfileShelfTest::layoutBesideTheProfile()
{
    const QTemporaryDir desk, data;
    const QString own = data.filePath(QStringLiteral("profiles"));
    QVERIFY(put(desk.filePath(QStringLiteral("mine.profile.json")),
        sample("my-badge").replace("seed.layout.json", "mine.layout.json")));
    QFile layout(QStringLiteral(SM_SOURCE_DIR "/resources/layouts/badge.layout.json"));
    QVERIFY(layout.open(QIODevice::ReadOnly));
    QVERIFY(put(desk.filePath(QStringLiteral("mine.layout.json")), layout.readAll()));
    auto shelf = ProfileShelf::load(builtIn, own);
    QVERIFY((*shelf)->keep(desk.filePath(QStringLiteral("mine.profile.json")), own).ok());
    shelf = ProfileShelf::load(builtIn, own);
    const auto choice = (*shelf)->choose(FormatGuess(), QStringLiteral("my-badge"), QString());
    QVERIFY2(choice, choice ? "" : qPrintable(choice.failure().toString()));
    QCOMPARE(QFileInfo(choice->layoutFile).canonicalFilePath(),
        QFileInfo(desk.filePath(QStringLiteral("mine.layout.json"))).canonicalFilePath());
}

/// A changed copy under the old id would be taken for the sample, or the sample for it.
void ProfileShelfTest::takenIds()
{
    const QTemporaryDir desk, data;
    const QString file = desk.filePath(QStringLiteral("copy.json"));
    QVERIFY(put(file, sample("city-file")));
    const auto shelf = ProfileShelf::load(builtIn, data.path());
    const auto kept = (*shelf)->keep(file, data.path());
    QVERIFY(!kept && kept.failure() == fc::ProfileIdTaken);
    QVERIFY(QDir(data.path()).isEmpty());
}

void ProfileShelfTest::brokenOnesAreToldWhenWanted()
{
    const QTemporaryDir own;
    QVERIFY(put(own.filePath(QStringLiteral("good.profile.json")), sample("good")));
    QVERIFY(put(own.filePath(QStringLiteral("bad.profile.json")), "{ \"id\": 7 }"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("bad.profile.json")));
    const auto shelf = ProfileShelf::load(builtIn, own.path());
    QVERIFY(shelf.ok()); // the floor opens
    QVERIFY((*shelf)->find(QStringLiteral("good")).ok());
    const auto bad = (*shelf)->find(QStringLiteral("bad"));
    QVERIFY(!bad && !(bad.failure() == fc::ProfileNotFound));
    QVERIFY(bad.failure().toString().contains(QStringLiteral("$")));
}

/// Files of other profiles find theirs, before and after the program was started again.
void ProfileShelfTest::layoutsThatGo()
{
    const QTemporaryDir desk, own;
    const QString layout = desk.filePath(QStringLiteral("mine.layout.json"));
    QVERIFY(put(desk.filePath(QStringLiteral("mine.profile.json")),
        sample("my-badge").replace("seed.layout.json", "mine.layout.json")));
    const QString file = desk.filePath(QStringLiteral("mine.profile.json"));
    auto shelf = ProfileShelf::load(builtIn, own.path());
    QVERIFY(!(*shelf)->keep(file, own.path()).ok()); // it is not there yet
    QFile from(QStringLiteral(SM_SOURCE_DIR "/resources/layouts/badge.layout.json"));
    QVERIFY(from.open(QIODevice::ReadOnly));
    QVERIFY(put(layout, from.readAll()));
    QVERIFY((*shelf)->keep(file, own.path()).ok());
    shelf = ProfileShelf::load(builtIn, own.path());
    QVERIFY((*shelf)->find(QStringLiteral("my-badge")).ok());
    QVERIFY(QFile::remove(layout));
    FormatGuess guess;
    guess.format = FileFormat::Tagged;
    QVERIFY((*shelf)->choose(guess, QString(), QString()).ok());
    QVERIFY(!(*shelf)->choose(guess, QStringLiteral("my-badge"), QString()).ok());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("mine.profile.json")));
    shelf = ProfileShelf::load(builtIn, own.path());
    QVERIFY(shelf.ok());
    QVERIFY((*shelf)->choose(guess, QString(), QString()).ok());
    const auto named = (*shelf)->find(QStringLiteral("my-badge"));
    QVERIFY(!named && !(named.failure() == fc::ProfileNotFound));
}

void ProfileShelfTest::linksThatLeadNowhere()
{
    const QTemporaryDir desk, own;
    const QString first = desk.filePath(QStringLiteral("first.json"));
    const QString second = desk.filePath(QStringLiteral("second.json"));
    QVERIFY(put(first, sample("my-badge")));
    auto shelf = ProfileShelf::load(builtIn, own.path());
    QVERIFY((*shelf)->keep(first, own.path()).ok());
    QVERIFY(QFile::rename(first, second)); // it was moved
    shelf = ProfileShelf::load(builtIn, own.path());
    QVERIFY(!(*shelf)->find(QStringLiteral("my-badge")).ok());
    QVERIFY((*shelf)->keep(second, own.path()).ok());
    shelf = ProfileShelf::load(builtIn, own.path());
    QVERIFY((*shelf)->find(QStringLiteral("my-badge")).ok());
}

void ProfileShelfTest::filesAreNotReplaced()
{
    const QTemporaryDir desk, own;
    const QString file = desk.filePath(QStringLiteral("mine.json"));
    QVERIFY(put(file, sample("my-badge")));
    const QString there = own.filePath(QStringLiteral("my-badge.profile.json"));
    QVERIFY(put(there, "a person's own work"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("my-badge.profile.json")));
    const auto shelf = ProfileShelf::load(builtIn, own.path());
    const auto kept = (*shelf)->keep(file, own.path());
    QVERIFY(!kept && kept.failure() == fc::ProfileUnkept);
    QFile left(there);
    QVERIFY(left.open(QIODevice::ReadOnly));
    QCOMPARE(left.readAll(), QByteArray("a person's own work"));
}

void ProfileShelfTest::brokenFileIsNotKept()
{
    const QTemporaryDir desk, own;
    const QString file = desk.filePath(QStringLiteral("mine.json"));
    QVERIFY(put(file, sample("my-badge").replace("\"steps\"", "\"stepz\"")));
    const auto shelf = ProfileShelf::load(builtIn, own.path());
    const auto kept = (*shelf)->keep(file, own.path());
    QVERIFY(!kept);
    QVERIFY(kept.failure().toString().contains(QStringLiteral("mine.json")));
    QVERIFY(QDir(own.path()).isEmpty());
}

QTEST_GUILESS_MAIN(ProfileShelfTest)
#include "tst_profile_shelf.moc"
