// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/serial/serial_closing.h"

#include <sys/ioctl.h>

namespace sm {

qint64 unsentBytes(const QSerialPort& port)
{
    int held = 0; // by the system
    if (::ioctl(int(port.handle()), TIOCOUTQ, &held) != 0)
        held = 0;
    return port.bytesToWrite() + held;
}

} // namespace sm
