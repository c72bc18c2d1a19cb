// SPDX-License-Identifier: GPL-3.0-or-later
#include "secret_entry.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

namespace sm {

namespace {

constexpr char ctrlC = 3;
constexpr char ctrlD = 4;
constexpr char backspace = 8;
constexpr char deletion = 127;

std::optional<char> nextByte()
{
    char byte = 0;
    ssize_t got = 0;
    do
        got = ::read(STDIN_FILENO, &byte, 1);
    while (got < 0 && errno == EINTR);
    return got == 1 ? std::optional(byte) : std::nullopt;
}

/// Without echo and without lines. Keys that signal come as characters, and the signals of others wait until
/// the terminal is as it was, so that no end leaves it silent.
class SilentTerminal {
public:
    SilentTerminal()
        : m_good(::tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        sigset_t ending;
        ::sigemptyset(&ending);
        for (const int signal : {SIGTERM, SIGHUP, SIGQUIT, SIGINT})
            ::sigaddset(&ending, signal);
        ::pthread_sigmask(SIG_BLOCK, &ending, &m_mask);
        m_signals = ::signalfd(-1, &ending, SFD_CLOEXEC); // looked at, never read: a signal stays pending
        termios silent = m_before;
        silent.c_lflag &= tcflag_t(~tcflag_t(ECHO | ECHONL | ICANON | ISIG));
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        m_good = m_good && ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    ~SilentTerminal()
    {
        if (m_good)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        if (m_signals >= 0)
            ::close(m_signals);
        ::pthread_sigmask(SIG_SETMASK, &m_mask, nullptr);
    }
    bool isGood() const { return m_good && m_signals >= 0; }

    /// Nothing: the input ended, or somebody ends this process.
    std::optional<char> next() const
    {
        std::array<pollfd, 2> waits{{{STDIN_FILENO, POLLIN, 0}, {m_signals, POLLIN, 0}}};
        int ready = 0;
        do
            ready = ::poll(waits.data(), waits.size(), -1);
        while (ready < 0 && errno == EINTR);
        return ready > 0 && waits[1].revents == 0 ? nextByte() : std::nullopt;
    }

private:
    termios m_before{};
    sigset_t m_mask{};
    int m_signals = -1;
    bool m_good;
};

void say(const QString& text)
{
    std::fputs(text.toUtf8().constData(), stderr);
    std::fflush(stderr);
}

int digitOf(char sign)
{
    if (sign >= '0' && sign <= '9')
        return sign - '0';
    const char lower = char(sign | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Digits two by two in locked memory.
class Nibbles {
public:
    explicit Nibbles(SecretBytes room)
        : m_room(std::move(room))
    {
    }
    bool add(int digit)
    {
        if (m_count == 2 * m_room.size())
            return false;
        quint8& byte = m_room.data()[m_count / 2];
        byte = quint8(m_count % 2 == 0 ? digit << 4 : byte | digit);
        ++m_count;
        return true;
    }
    void takeBack()
    {
        if (m_count == 0)
            return;
        --m_count;
        quint8& byte = m_room.data()[m_count / 2];
        byte = quint8(m_count % 2 == 0 ? 0 : byte & 0xF0);
    }
    bool isWhole() const { return m_count > 0 && m_count % 2 == 0; }
    Outcome<SecretBytes> value() const
    {
        return SecretBytes::copyOf(m_room.span().first(size_t(m_count / 2)));
    }

private:
    SecretBytes m_room;
    qsizetype m_count = 0;
};

bool readDigits(const SilentTerminal& terminal, Nibbles& digits)
{
    for (;;) {
        const auto byte = terminal.next();
        if (!byte || *byte == ctrlC || *byte == ctrlD)
            return false;
        if (*byte == '\n' || *byte == '\r')
            return digits.isWhole();
        if (*byte == backspace || *byte == deletion)
            digits.takeBack();
        else if (const int digit = digitOf(*byte); digit >= 0 ? !digits.add(digit) : *byte != ' ')
            return false;
    }
}

} // namespace

bool TerminalEntry::isThere()
{
    return ::isatty(STDIN_FILENO) == 1;
}

std::optional<QString> TerminalEntry::line(const QString& prompt) const
{
    say(prompt);
    QByteArray text;
    for (;;) {
        const auto byte = nextByte();
        if (!byte)
            return std::nullopt;
        if (*byte == '\n')
            return QString::fromUtf8(text).trimmed();
        text.append(*byte);
    }
}

std::optional<Outcome<SecretBytes>> TerminalEntry::hexSecret(const QString& prompt, qsizetype most) const
{
    auto room = SecretBytes::allocate(most);
    if (!room)
        return room;
    const SilentTerminal terminal;
    if (!terminal.isGood())
        return std::nullopt;
    say(prompt);
    Nibbles digits(room.take());
    const bool whole = readDigits(terminal, digits);
    say(QStringLiteral("\n"));
    return whole ? std::optional(digits.value()) : std::nullopt;
}

} // namespace sm
