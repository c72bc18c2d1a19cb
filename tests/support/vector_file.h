// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <memory>
#include <vector>

/// Reads the published test vectors. Each vector is one data row under its own name; a row counts as passed
/// only when every one of its inputs and expectations was asked for, so that nothing unknown is passed over.
/// The folder can be replaced: SM_VECTORS in the environment, or `--vectors DIR` before the arguments of Qt
/// Test.
namespace smtest {

inline QString& vectorFolder()
{
    static QString folder = [] {
        const QString fromEnvironment = qEnvironmentVariable("SM_VECTORS");
        return fromEnvironment.isEmpty() ? QStringLiteral(SM_TEST_DATA "/vectors") : fromEnvironment;
    }();
    return folder;
}

/// Takes `--vectors DIR` out of the arguments, for Qt Test doesn't know it.
inline void takeVectorArgument(int& argc, char** argv)
{
    for (int i = 1; i + 1 < argc; ++i) {
        if (qstrcmp(argv[i], "--vectors") != 0)
            continue;
        vectorFolder() = QString::fromLocal8Bit(argv[i + 1]);
        for (int j = i; j + 2 <= argc; ++j)
            argv[j] = argv[j + 2]; // argv[argc] is the closing null
        argc -= 2;
        return;
    }
}

/// Empty when the file is missing or is no list; the caller's row count then fails.
inline QJsonArray loadVectors(const QString& file)
{
    QFile source(vectorFolder() + QLatin1Char('/') + file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(source.readAll()).array();
}

/// One vector. Reading a member notes its name; problems() tells what was missing, malformed or never read.
class Vector {
public:
    Vector() = default;
    explicit Vector(const QJsonObject& object)
        : m_name(object.value(QLatin1String("name")).toString())
        , m_inputs(object.value(QLatin1String("inputs")).toObject())
        , m_expected(object.value(QLatin1String("expected")).toObject())
    {
    }

    const QString& name() const { return m_name; }
    bool has(const char* key) const { return m_inputs.contains(QLatin1String(key)); }
    bool expects(const char* key) const { return m_expected.contains(QLatin1String(key)); }
    QStringList inputNames() const { return m_inputs.keys(); }

    QJsonValue input(const char* key) { return read(m_inputs, key, QStringLiteral("inputs.")); }
    QJsonValue expected(const char* key) { return read(m_expected, key, QStringLiteral("expected.")); }
    QByteArray bytes(const char* key) { return hex(input(key), key); }
    QByteArray expectedBytes(const char* key) { return hex(expected(key), key); }
    quint8 byte(const char* key)
    {
        const QByteArray value = bytes(key);
        if (value.size() != 1) {
            m_problems.append(QLatin1String(key) + QStringLiteral(" is not one byte"));
            return 0;
        }
        return quint8(value[0]);
    }
    sm::SecretBytes secret(const char* key) { return secretOf(input(key), key); }
    QByteArray text(const char* key) { return input(key).toString().toLatin1(); }
    /// ASCII, as PINs are held.
    sm::SecretBytes secretText(const char* key)
    {
        const QByteArray value = text(key);
        auto secret = sm::SecretBytes::copyOf(
            {reinterpret_cast<const quint8*>(value.constData()), size_t(value.size())});
        return secret ? secret.take() : sm::SecretBytes();
    }
    std::vector<sm::SecretBytes> secrets(const char* key)
    {
        std::vector<sm::SecretBytes> list;
        for (const QJsonValue value : input(key).toArray())
            list.push_back(secretOf(value, key));
        return list;
    }

    QByteArray hex(const QJsonValue& value, const char* key)
    {
        const auto decoded = value.isString() ? sm::fromHex(value.toString()) : std::nullopt;
        if (!decoded)
            m_problems.append(QLatin1String(key) + QStringLiteral(" is not hexadecimal text"));
        return decoded.value_or(QByteArray());
    }

    QByteArray problems() const
    {
        QStringList list = m_problems;
        for (const QString& key : m_inputs.keys()) {
            if (!m_read.contains(QStringLiteral("inputs.") + key))
                list.append(QStringLiteral("input not understood: ") + key);
        }
        for (const QString& key : m_expected.keys()) {
            if (!m_read.contains(QStringLiteral("expected.") + key))
                list.append(QStringLiteral("expectation not understood: ") + key);
        }
        return list.join(QStringLiteral("; ")).toUtf8();
    }

private:
    QJsonValue read(const QJsonObject& object, const char* key, const QString& where)
    {
        m_read.insert(where + QLatin1String(key));
        if (!object.contains(QLatin1String(key)))
            m_problems.append(QStringLiteral("missing: ") + where + QLatin1String(key));
        return object.value(QLatin1String(key));
    }
    sm::SecretBytes secretOf(const QJsonValue& value, const char* key)
    {
        const QByteArray decoded = hex(value, key);
        auto secret = sm::SecretBytes::copyOf(
            {reinterpret_cast<const quint8*>(decoded.constData()), size_t(decoded.size())});
        if (!secret) {
            m_problems.append(QLatin1String(key) + QStringLiteral(": the locked heap is full"));
            return {};
        }
        return secret.take();
    }

    QString m_name;
    QJsonObject m_inputs;
    QJsonObject m_expected;
    QSet<QString> m_read;
    QStringList m_problems;
};

/// Makes one row per vector of the file and says afterwards whether each of them ran.
class VectorRows {
public:
    void declare(const QString& file)
    {
        QTest::addColumn<QJsonObject>("vector");
        const QJsonArray vectors = loadVectors(file);
        m_declared = vectors.size();
        if (vectors.isEmpty()) // a row of no shape that is known, so that its test fails
            QTest::newRow("the file is missing or empty") << QJsonObject();
        int number = 0;
        for (const QJsonValue value : vectors) {
            const QJsonObject object = value.toObject();
            const QByteArray name = object.value(QLatin1String("name")).toString().toUtf8();
            ++number;
            QTest::newRow(
                name.isEmpty() ? qPrintable(QStringLiteral("row %1").arg(number)) : name.constData())
                << object;
        }
    }
    Vector next()
    {
        Vector vector(*static_cast<QJsonObject*>(QTest::qData("vector", qMetaTypeId<QJsonObject>())));
        m_ran.insert(vector.name());
        return vector;
    }
    qsizetype ran() const { return m_ran.size(); }
    /// Rows of the file, counted anew; names are unique, so it is also the number of names.
    static qsizetype inFile(const QString& file) { return loadVectors(file).size(); }
    qsizetype declared() const { return m_declared; }

private:
    QSet<QString> m_ran;
    qsizetype m_declared = 0;
};

} // namespace smtest

namespace smtest {

/// A secret of a published vector, to be compared.
inline QByteArray opened(const sm::SecretBytes& secret)
{
    return QByteArray(reinterpret_cast<const char*>(secret.data()), secret.size());
}

/// The vector tests of a program that runs several, by the order of its sources.
inline std::vector<std::unique_ptr<QObject> (*)()>& vectorTests()
{
    static std::vector<std::unique_ptr<QObject> (*)()> tests;
    return tests;
}

inline bool addVectorTest(std::unique_ptr<QObject> (*make)())
{
    vectorTests().push_back(make);
    return true;
}

} // namespace smtest

/// A test class of a program with several; main() is in vectors_main.cpp of its folder.
#define SM_VECTOR_TEST(TestClass)                                                                            \
    [[maybe_unused]] static const bool added##TestClass                                                      \
        = smtest::addVectorTest([]() -> std::unique_ptr<QObject> { return std::make_unique<TestClass>(); });

/// main() of a test with vectors: no window, and `--vectors DIR` in front of Qt Test's own arguments.
#define SM_VECTOR_TEST_MAIN(TestClass)                                                                       \
    int main(int argc, char** argv)                                                                          \
    {                                                                                                        \
        smtest::takeVectorArgument(argc, argv);                                                              \
        QCoreApplication app(argc, argv);                                                                    \
        TestClass test;                                                                                      \
        QTEST_SET_MAIN_SOURCE_PATH                                                                           \
        return QTest::qExec(&test, argc, argv);                                                              \
    }

/// Compares an Outcome<QByteArray>-like value with bytes, naming the failure when there is one.
#define SM_COMPARE_BYTES(outcome, wanted)                                                                    \
    do {                                                                                                     \
        const auto& smOutcome = (outcome);                                                                   \
        QVERIFY2(smOutcome.ok(), smOutcome.ok() ? "" : qPrintable(smOutcome.failure().toString()));          \
        QCOMPARE(sm::toHex(*smOutcome), sm::toHex(wanted));                                                  \
    } while (false)
#define SM_COMPARE_SECRET(outcome, wanted)                                                                   \
    do {                                                                                                     \
        const auto& smOutcome = (outcome);                                                                   \
        QVERIFY2(smOutcome.ok(), smOutcome.ok() ? "" : qPrintable(smOutcome.failure().toString()));          \
        QCOMPARE(sm::toHex(smtest::opened(*smOutcome)), sm::toHex(wanted));                                  \
    } while (false)
#define SM_VERIFY_OK(outcome)                                                                                \
    do {                                                                                                     \
        const auto& smOutcome = (outcome);                                                                   \
        QVERIFY2(smOutcome.ok(), smOutcome.ok() ? "" : qPrintable(smOutcome.failure().toString()));          \
    } while (false)
