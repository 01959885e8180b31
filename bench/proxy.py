"""A relay on loopback that counts what a server sends to the browser, sockets and other answers apart."""

import contextlib
import socket
import threading

CHUNK = 1 << 16


class Proxy:
    """Relay one port to another. `socket_bytes` counts what came down WebSocket connections, `other_bytes` the rest."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.socket_bytes = 0
        self.other_bytes = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no further connections; open ones end with their servers."""
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _address = self._listener.accept()
                threading.Thread(target=self._relay, args=(browser,), daemon=True).start()

    def _relay(self, browser: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            browser.close()
            return
        upgraded = threading.Event()
        for end in (browser, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=self._up, args=(browser, server, upgraded), daemon=True).start()
        with contextlib.suppress(OSError):
            while chunk := server.recv(CHUNK):
                if upgraded.is_set():
                    self.socket_bytes += len(chunk)
                else:
                    self.other_bytes += len(chunk)
                browser.sendall(chunk)
        for end in (browser, server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _up(self, browser: socket.socket, server: socket.socket, upgraded: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while chunk := browser.recv(CHUNK):
                if not upgraded.is_set() and b"upgrade: websocket" in chunk.lower():
                    upgraded.set()
                server.sendall(chunk)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_WR)
