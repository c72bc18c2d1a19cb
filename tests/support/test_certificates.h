// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace smtest {

/// Self-signed certificates made with the openssl tool, each with its private key (mode 0600) and its pin.
class TestCertificates {
public:
    struct Files {
        QString certificate;
        QString key;
        QByteArray pin; ///< SHA-256 of the public key as the tool sees it
    };
    enum class Validity { Now, Past, Future };

    Files make(const QString& name, Validity validity = Validity::Now, bool rsa = false)
    {
        const QString base = m_folder.filePath(name);
        Files files{base + QStringLiteral(".pem"), base + QStringLiteral(".key"), {}};
        const QString request = base + QStringLiteral(".csr");
        run(rsa ? QStringList{QStringLiteral("genrsa"), QStringLiteral("-out"), files.key,
                QStringLiteral("2048")}
                : QStringList{QStringLiteral("ecparam"), QStringLiteral("-name"),
                    QStringLiteral("prime256v1"), QStringLiteral("-genkey"), QStringLiteral("-noout"),
                    QStringLiteral("-out"), files.key});
        QFile::setPermissions(files.key, QFile::ReadOwner | QFile::WriteOwner);
        run({QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-key"), files.key,
            QStringLiteral("-subj"), QStringLiteral("/CN=") + name, QStringLiteral("-out"), request});
        const bool past = validity == Validity::Past;
        const bool future = validity == Validity::Future;
        run({QStringLiteral("ca"), QStringLiteral("-batch"), QStringLiteral("-notext"),
            QStringLiteral("-config"), configuration(), QStringLiteral("-selfsign"),
            QStringLiteral("-keyfile"), files.key, QStringLiteral("-in"), request, QStringLiteral("-out"),
            files.certificate, QStringLiteral("-startdate"),
            future ? QStringLiteral("20900101000000Z") : QStringLiteral("20200101000000Z"),
            QStringLiteral("-enddate"),
            past ? QStringLiteral("20200102000000Z") : QStringLiteral("20990101000000Z")});
        run({QStringLiteral("x509"), QStringLiteral("-in"), files.certificate, QStringLiteral("-pubkey"),
            QStringLiteral("-noout"), QStringLiteral("-out"), base + QStringLiteral(".pub")});
        const QByteArray der = run({QStringLiteral("pkey"), QStringLiteral("-pubin"), QStringLiteral("-in"),
            base + QStringLiteral(".pub"), QStringLiteral("-outform"), QStringLiteral("DER")});
        files.pin = QCryptographicHash::hash(der, QCryptographicHash::Sha256);
        return files;
    }
    bool isGood() const { return m_good; }
    QString path(const QString& name) const { return m_folder.filePath(name); }

private:
    QByteArray run(const QStringList& arguments)
    {
        QProcess tool;
        tool.setWorkingDirectory(m_folder.path());
        tool.start(QStringLiteral("openssl"), arguments);
        m_good = m_good && tool.waitForFinished(30'000) && tool.exitCode() == 0;
        return tool.readAllStandardOutput();
    }
    QString configuration()
    {
        const QString path = m_folder.filePath(QStringLiteral("ca.cnf"));
        if (QFile::exists(path))
            return path;
        const auto write = [this](const QString& file, const QByteArray& text) {
            QFile out(file);
            m_good = m_good && out.open(QIODevice::WriteOnly) && out.write(text) == text.size();
        };
        const QByteArray folder = m_folder.path().toUtf8();
        write(m_folder.filePath(QStringLiteral("index.txt")), {});
        write(m_folder.filePath(QStringLiteral("serial")), "01\n");
        write(path,
            "[ca]\ndefault_ca=d\n[d]\ndatabase=" + folder + "/index.txt\nnew_certs_dir=" + folder
                + "\nserial=" + folder
                + "/serial\ndefault_md=sha256\npolicy=p\nunique_subject=no\n"
                  "[p]\ncommonName=supplied\n");
        return path;
    }

    QTemporaryDir m_folder;
    bool m_good = true;
};

} // namespace smtest
