// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QFile>
#include <QStringList>
#include <QTemporaryDir>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

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
    /// What the tool wrote. Not a QProcess: ThreadSanitizer allows no thread after its kind of fork.
    QByteArray run(const QStringList& arguments)
    {
        QList<QByteArray> words{"openssl"};
        for (const QString& argument : arguments)
            words.append(argument.toUtf8());
        std::vector<char*> pointers;
        for (QByteArray& word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        const QByteArray output = m_folder.filePath(QStringLiteral("output")).toUtf8();
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(
            &files, STDOUT_FILENO, output.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        pid_t child = 0;
        int status = 0;
        m_good = m_good && posix_spawnp(&child, "openssl", &files, nullptr, pointers.data(), environ) == 0
            && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        posix_spawn_file_actions_destroy(&files);
        QFile file(QString::fromUtf8(output));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
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
