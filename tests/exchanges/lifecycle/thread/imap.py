"""A small IMAP server: enough of RFC 3501 for a client that fetches, copies and deletes."""

import re
import socketserver
import threading
from dataclasses import dataclass, field

LITERAL = b"%s (UID %d %s {%d}\r\n%s)\r\n"


@dataclass
class Box:
    """The folders with their mails by UID, and how the server misbehaves."""

    folders: dict[str, dict[int, bytes]] = field(default_factory=lambda: {"INBOX": {}})
    deleted: set[int] = field(default_factory=set)
    user: str = "answers"
    password: str = "a good one"
    fails_at: str = ""
    fetched: list[bytes] = field(default_factory=list)

    def put(self, *mails: bytes) -> None:
        for mail in mails:
            self.folders["INBOX"][len(self.folders["INBOX"]) + 101] = mail


class Talk(socketserver.StreamRequestHandler):
    box: Box

    def handle(self):
        self.say(b"* OK IMAP4rev1 ready")
        for line in self.rfile:
            tag, _blank, command = line.strip().partition(b" ")
            verb = command.split(b" ")[0].upper()
            if verb == b"UID":
                verb = command.split(b" ")[1].upper()
            if self.box.fails_at.encode() == verb:
                self.say(tag + b" NO not today")
                continue
            answer = getattr(self, f"do_{verb.decode().lower()}", self.do_unknown)(command)
            self.say(tag + b" " + (answer or b"OK done"))
            if verb == b"LOGOUT":
                return

    def say(self, line: bytes):
        self.wfile.write(line + b"\r\n")

    def do_unknown(self, command):
        return b"BAD what?"

    def do_capability(self, command):
        self.say(b"* CAPABILITY IMAP4rev1")

    def do_login(self, command):
        wanted = f'LOGIN {self.box.user} "{self.box.password}"'.encode()
        return None if command == wanted else b"NO who are you?"

    def do_logout(self, command):
        self.say(b"* BYE")

    def do_create(self, command):
        name = command.split(b" ")[1].decode().strip('"')
        if name in self.box.folders:
            return b"NO it is there"
        self.box.folders[name] = {}
        return None

    def do_select(self, command):
        if command.split(b" ")[1].decode().strip('"') not in self.box.folders:
            return b"NO there is no such folder"
        self.say(b"* %d EXISTS" % len(self.box.folders["INBOX"]))
        return None

    def do_search(self, command):
        left = sorted(set(self.box.folders["INBOX"]) - self.box.deleted)
        self.say(b"* SEARCH " + b" ".join(str(uid).encode() for uid in left))

    def do_fetch(self, command):
        uid = int(command.split(b" ")[2])
        mail = self.box.folders["INBOX"][uid]
        self.box.fetched.append(command)
        if b"RFC822.SIZE" in command:
            self.say(b"* 1 FETCH (UID %d RFC822.SIZE %d)" % (uid, len(mail)))
            return
        if part := re.search(rb"<0\.(\d+)>", command):
            mail = mail[: int(part[1])]
        self.wfile.write(LITERAL % (b"* 1 FETCH", uid, b"BODY[]", len(mail), mail))

    def do_copy(self, command):
        _uid, _copy, uid, folder = command.split(b" ")
        self.box.folders[folder.decode()][int(uid)] = self.box.folders["INBOX"][int(uid)]

    def do_store(self, command):
        self.box.deleted.add(int(command.split(b" ")[2]))

    def do_expunge(self, command):
        for uid in self.box.deleted & set(self.box.folders["INBOX"]):
            del self.box.folders["INBOX"][uid]


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def serve(box: Box) -> Server:
    handler = type("TalkAboutOneBox", (Talk,), {"box": box})
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    return server
