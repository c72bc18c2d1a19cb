// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/serial/serial_byte_line.h"

#include "base/failures/transport.h"
#include "transport/serial/control_port.h"
#include "transport/serial/serial_closing.h"

#include <QDeadlineTimer>
#include <QSignalBlocker>

#include <sys/ioctl.h>
#include <thread>

namespace sm {

namespace {

QSerialPort::Parity parityOf(ByteLineSettings::Parity parity)
{
    switch (parity) {
    case ByteLineSettings::Parity::Even:
        return QSerialPort::EvenParity;
    case ByteLineSettings::Parity::Odd:
        return QSerialPort::OddParity;
    case ByteLineSettings::Parity::None:
        break;
    }
    return QSerialPort::NoParity;
}

class SerialByteLine final : public ControlPort {
public:
    explicit SerialByteLine(ByteLineSettings settings, std::optional<ControlLine> control = {})
        : m_settings(std::move(settings))
        , m_control(control)
        , m_baud(m_settings.baud)
    {
    }

    Outcome<Done> open() override
    {
        close();
        m_port = OwnedSerialPort(new QSerialPort);
        m_baud = m_settings.baud;
        setUp();
        QSerialPort* port = m_port.get();
        // Open first: a port that fails to open says so by its result, not by a signal.
        if (!port->open(QIODevice::ReadWrite)) {
            m_port.reset();
            return fail(fc::LinkUnreachable, {{"address", address()}});
        }
        if (m_control && !setControl(false)) {
            m_port.reset();
            return fail(fc::LinkNotSwitchable, {{"address", address()}});
        }
        port->clear(); // what the device said to whoever had the port before
        QObject::connect(port, &QSerialPort::errorOccurred, port,
            [this](QSerialPort::SerialPortError error) { onError(error); });
        QObject::connect(port, &QSerialPort::readyRead, port, [this] { onReadable(); });
        return Done{};
    }
    void close() override { m_port.reset(); }
    bool isOpen() const override { return m_port != nullptr; }
    void write(QByteArrayView bytes) override
    {
        if (!m_port)
            return;
        m_port.get_deleter().keepsOutput = false;
        m_port->write(bytes.data(), bytes.size());
    }
    void setBaud(int baud) override
    {
        if (!m_port)
            return;
        m_port->flush();
        m_port->setBaudRate(baud);
        m_baud = baud;
    }
    QString address() const override { return m_settings.port; }
    Nanos sendingTime(qsizetype bytes) const override
    {
        const int parity = m_settings.parity == ByteLineSettings::Parity::None ? 0 : 1;
        const qint64 bits = 1 + m_settings.dataBits + parity + (m_settings.twoStopBits ? 2 : 1);
        return std::chrono::nanoseconds(bytes * bits * 1'000'000'000 / qMax(1, m_baud));
    }
    bool setControl(bool raised) override
    {
        if (!m_port)
            return false;
        const QSignalBlocker quiet(m_port.get()); // a refusal is no loss of the port
        const bool done = m_control == ControlLine::RequestToSend ? m_port->setRequestToSend(raised)
                                                                  : m_port->setDataTerminalReady(raised);
        m_port->clearError();
        return done;
    }
    qint64 unsent() const override { return m_port ? unsentBytes(*m_port) : 0; }
    void discardOutput() override
    {
        if (m_port)
            m_port->clear(QSerialPort::Output);
    }
    qint64 discardInput() override
    {
        if (!m_port)
            return 0;
        int held = 0; // by the system
        if (::ioctl(int(m_port->handle()), FIONREAD, &held) != 0)
            held = 0;
        const qint64 bytes = m_port->bytesAvailable() + held;
        m_port->clear(QSerialPort::Input);
        return bytes;
    }
    void drain(Nanos most) override
    {
        const QDeadlineTimer end(most);
        while (m_port && m_port->bytesToWrite() > 0 && !end.hasExpired()) {
            if (!m_port->waitForBytesWritten(int(qMax<qint64>(1, end.remainingTime()))))
                break;
        }
        // No wait for the system's own: it has no limit.
        while (m_port && unsentBytes(*m_port) > 0 && !end.hasExpired())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (m_port && unsentBytes(*m_port) == 0)
            m_port.get_deleter().keepsOutput = true;
    }

private:
    void setUp()
    {
        m_port->setPortName(m_settings.port);
        m_port->setBaudRate(m_settings.baud);
        m_port->setDataBits(m_settings.dataBits == 7 ? QSerialPort::Data7 : QSerialPort::Data8);
        m_port->setParity(parityOf(m_settings.parity));
        m_port->setStopBits(m_settings.twoStopBits ? QSerialPort::TwoStop : QSerialPort::OneStop);
        m_port->setFlowControl(
            m_settings.hardwareFlow ? QSerialPort::HardwareControl : QSerialPort::NoFlowControl);
    }

    /// Qt 6.4 goes on telling a hang-up as a read error, a million times a second, with the port open and
    /// taking writes. Closing it here, in the slot, ends that; there is no other sign of a disconnection.
    void onError(QSerialPort::SerialPortError error)
    {
        if (!m_port || error == QSerialPort::NoError || error == QSerialPort::TimeoutError
            || error == QSerialPort::UnsupportedOperationError)
            return;
        close();
        if (m_events.lost)
            m_events.lost(
                fail(fc::LinkBroken, {{"address", address()}, {"cause", QString::number(int(error))}}));
    }
    void onReadable()
    {
        const QByteArray bytes = m_port->readAll();
        if (!bytes.isEmpty() && m_events.received)
            m_events.received(bytes);
    }

    ByteLineSettings m_settings;
    std::optional<ControlLine> m_control;
    int m_baud; ///< at present
    OwnedSerialPort m_port;
};

} // namespace

std::unique_ptr<ByteLine> makeSerialByteLine(ByteLineSettings settings)
{
    return std::make_unique<SerialByteLine>(std::move(settings));
}

std::unique_ptr<ControlPort> makeSerialControlPort(ByteLineSettings settings, ControlLine control)
{
    return std::make_unique<SerialByteLine>(std::move(settings), control);
}

} // namespace sm
