// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/serial/serial_link.h"

#include "base/failures/transport.h"
#include "transport/framing/line_protocol.h"
#include "transport/framing/protocol_link.h"
#include "transport/serial/serial_closing.h"

namespace sm {

namespace {

constexpr qsizetype partLength = 512;
constexpr qsizetype longestFrame = 2 * (partLength + 32); // every byte escaped

/// Time enough for a frame, its acknowledgement and the turn-round of both programs.
Nanos repeatAfter(int baud)
{
    return milliseconds(100) + std::chrono::nanoseconds(qint64(longestFrame) * 10 * 1'500'000'000 / baud);
}

std::unique_ptr<LinkProtocol> protocolFor(const SerialLinkSettings& settings)
{
    LineProtocol::Settings line;
    line.role = settings.role;
    line.greeting = {LinkGreeting::currentVersion, settings.service};
    line.times = settings.times;
    line.repeatAfter = repeatAfter(settings.baud);
    line.partLength = partLength;
    line.rest = settings.rest;
    return std::make_unique<LineProtocol>(line, settings.key);
}

class SerialChannel final : public ProtocolLink {
public:
    SerialChannel(Reactor reactor, SerialLinkSettings settings)
        : ProtocolLink(std::move(reactor), protocolFor(settings))
        , m_settings(std::move(settings))
    {
    }

    QString address() const override { return m_settings.port; }

    void open() override
    {
        close();
        m_port = OwnedSerialPort(new QSerialPort);
        setUp(*m_port);
        QSerialPort* port = m_port.get();
        // Open first: a port that fails to open says so by its result, not by a signal.
        if (!port->open(QIODevice::ReadWrite)) {
            m_port.reset();
            later([this] { channelLost(fail(fc::LinkUnreachable, {{"address", address()}})); });
            return;
        }
        port->clear();
        QObject::connect(port, &QSerialPort::errorOccurred, port,
            [this](QSerialPort::SerialPortError error) { onError(error); });
        QObject::connect(port, &QSerialPort::readyRead, port, [this] { onReadable(); });
        later([this] { channelOpened(); });
    }

private:
    void setUp(QSerialPort& port) const
    {
        port.setPortName(m_settings.port);
        port.setBaudRate(m_settings.baud);
        port.setDataBits(QSerialPort::Data8);
        switch (m_settings.parity) {
        case SerialLinkSettings::Parity::None:
            port.setParity(QSerialPort::NoParity);
            break;
        case SerialLinkSettings::Parity::Even:
            port.setParity(QSerialPort::EvenParity);
            break;
        case SerialLinkSettings::Parity::Odd:
            port.setParity(QSerialPort::OddParity);
            break;
        }
        port.setStopBits(m_settings.twoStopBits ? QSerialPort::TwoStop : QSerialPort::OneStop);
        port.setFlowControl(
            m_settings.hardwareFlow ? QSerialPort::HardwareControl : QSerialPort::NoFlowControl);
    }

    /// No event comes from within open().
    void later(std::function<void()> call)
    {
        m_later = Pending<Done>::after(reactor(), milliseconds(1), Done{});
        m_later.then([call = std::move(call)](Outcome<Done>) { call(); });
    }

    /// Qt 6.4 goes on telling a hang-up as a read error, a million times a second, with the port open and
    /// taking writes. Closing it here, in the slot, ends that; there is no other sign of a disconnection.
    void onError(QSerialPort::SerialPortError error)
    {
        if (!m_port || error == QSerialPort::NoError || error == QSerialPort::TimeoutError
            || error == QSerialPort::UnsupportedOperationError)
            return;
        channelLost(fail(fc::LinkBroken, {{"address", address()}, {"cause", QString::number(int(error))}}));
    }

    void onReadable()
    {
        const QByteArray bytes = m_port->readAll();
        if (!bytes.isEmpty())
            channelReceived(bytes);
    }

    void write(QByteArrayView bytes) override
    {
        if (m_port)
            m_port->write(bytes.data(), bytes.size());
    }
    qint64 unwritten() const override { return m_port ? m_port->bytesToWrite() : 0; }
    void closeChannel() override
    {
        m_later = {};
        OwnedSerialPort port = std::move(m_port); // what the flush reports finds no port
        if (!port)
            return;
        if (port->bytesToWrite() > 0)
            port->flush();
        port.get_deleter().keepsOutput = isLastWord(*port);
    }
    /// What is still to leave does so at once; anything longer goes with the link.
    bool isLastWord(QSerialPort& port) const
    {
        constexpr Nanos most = milliseconds(100);
        const bool held
            = m_settings.hardwareFlow && !port.pinoutSignals().testFlag(QSerialPort::ClearToSendSignal);
        return !held
            && std::chrono::nanoseconds(unsentBytes(port) * 10 * 1'000'000'000 / m_settings.baud) <= most;
    }

    SerialLinkSettings m_settings;
    OwnedSerialPort m_port;
    Pending<Done> m_later;
};

} // namespace

std::unique_ptr<MessageLink> makeSerialLink(Reactor reactor, SerialLinkSettings settings)
{
    return std::make_unique<SerialChannel>(std::move(reactor), std::move(settings));
}

} // namespace sm
