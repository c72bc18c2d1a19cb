# SPDX-License-Identifier: GPL-3.0-or-later
"""The listening end of a control device's link over mutual TLS 1.3, written from core/transport/framing/stream_protocol.h: frames of a
4-byte length, H hello, W welcome, P ping, Q its answer, D a message. Has the same use as control_device.Line. Standard library only."""
import socket
import ssl
import threading


class TlsEnd:
    def __init__(self, certificate, key, console, service, take):
        """console: the one certificate whose owner may come, a file in PEM."""
        self.greeting, self.take = b"SMLK\x00\x01" + service, take
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_3
        self.context.load_cert_chain(certificate, key)
        self.context.load_verify_locations(console)
        self.context.verify_mode = ssl.CERT_REQUIRED
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.stream, self.sessions = None, 0
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            plain, _ = self.listener.accept()
            try:
                with self.context.wrap_socket(plain, server_side=True) as self.stream:
                    self.serve()
            except OSError:
                pass # the connection was cut: the console comes again

    def frame(self):
        def exactly(count):
            data = b""
            while len(data) < count:
                more = self.stream.recv(count - len(data))
                if not more:
                    raise OSError("closed")
                data += more
            return data
        content = exactly(int.from_bytes(exactly(4), "big"))
        return content[:1], content[1:]

    def put(self, kind, content=b""):
        self.stream.sendall((len(content) + 1).to_bytes(4, "big") + kind + content)

    def serve(self):
        kind, content = self.frame()
        if kind != b"H" or content != self.greeting:
            return self.put(b"R")
        self.put(b"W", self.greeting)
        self.sessions += 1
        self.take(None)
        while True:
            kind, content = self.frame()
            if kind == b"P":
                self.put(b"Q")
            elif kind == b"D":
                self.take(content)

    def send(self, message):
        self.put(b"D", message)
