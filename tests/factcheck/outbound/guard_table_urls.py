"""Names that lead astray, ports, schemes, and texts that two parsers read differently."""

from __future__ import annotations

from tests.factcheck.outbound.guard_table_row import (
    INVALID,
    SECRET,
    THERE,
    UNSENT,
    Row,
    reaching,
    refused,
)

HERE = "127.0.0.1"

THIS_MACHINE = refused(
    ("http://localhost:CANARY/", "the name of every machine for itself"),
    ("http://LOCALHOST:CANARY/", "names have no case"),
    ("http://localhost.:CANARY/", "a fully qualified localhost"),
    ("http://anything.localhost:CANARY/", "all below .localhost is this machine (RFC 6761)"),
    ("http://site.localhost.:CANARY/", "below .localhost, fully qualified"),
    ("http://ⓛocalhost:CANARY/", "an enclosed letter becomes l"),
    ("http://ｌｏｃａｌｈｏｓｔ:CANARY/", "fullwidth letters"),
    ("http://local\u00adhost:CANARY/", "a soft hyphen is dropped by IDNA"),
    ("http://local\u200bhost:CANARY/", "a zero-width space is dropped by IDNA"),
    ("http://%6c%6f%63alhost:CANARY/", "percent-encoded letters"),
    ("http://localhost:CANARY\\@site.example/", "the host ends at the backslash"),
    own_resolver=True,
)


def _name(name: str, why: str, *answers: tuple[str, ...], port: str = ":CANARY") -> Row:
    return Row(url=f"http://{name}{port}/", why=why, names={name: answers})


NAMES = [
    _name("loopback.example", "a name of this machine: 127.0.0.1.nip.io and its like", (HERE,)),
    _name("six.example", "the same by IPv6", ("::1",)),
    _name("zero.example", "a name of 0.0.0.0, which connects here", ("0.0.0.0",)),
    _name("both.example", "mixed answers: a client may pick either", (THERE, HERE)),
    _name("reverse.example", "mixed answers, the bad one first", (HERE, THERE)),
    _name("split.example", "public by IPv4, private by IPv6", (THERE, "fd00::1")),
    _name("many.example", "one bad of many", (*(f"93.184.215.{n}" for n in range(40)), "10.0.0.7")),
    _name("mapped.example", "IPv4-mapped in the answer", ("::ffff:127.0.0.1",)),
    _name("translated.example", "NAT64 in the answer", ("64:ff9b::7f00:1",)),
    _name("sixtofour.example", "6to4 in the answer", ("2002:7f00:1::",)),
    _name("scoped.example", "an answer with a zone", ("fe80::1%lo",)),
    _name("garbage.example", "an answer that is no address", ("not an address",)),
    _name("octal.example", "an answer that parsers read differently", ("0177.0.0.1",)),
    _name("empty.example", "an empty answer among good ones", (THERE, "")),
    _name("metadata.example", "a public name of a metadata service", ("169.254.169.254",), port=""),
    _name("metadata.google.internal", "Google Cloud", ("169.254.169.254",), port=""),
    _name("metadata", "Google Cloud, short", ("169.254.169.254",), port=""),
    _name("instance-data.ec2.internal", "AWS EC2", ("169.254.169.254",), port=""),
    _name("kubernetes.default.svc.cluster.local", "Kubernetes API", ("10.96.0.1",), port=""),
    _name("kubernetes.default", "Kubernetes API by search list", ("10.96.0.1",), port=""),
    _name("host.docker.internal", "the host of a container", ("192.168.65.254",), port=""),
    _name("database", "a container of our own compose file", ("172.18.0.2",), port=""),
    _name("xn--lcalhost-n4a.example", "punycode", (HERE,)),
    _name("1.0.0.127.in-addr.arpa", "a name made of digits", (HERE,)),
]

REBINDING = [
    Row(
        url="http://turn.example:CANARY/",
        why="a name that turned bad before it was looked up: no older answer is remembered",
        names={"turn.example": ((HERE,), (THERE,))},
    ),
    reaching(
        "http://SITE/",
        "public when checked, this machine a moment later: there is no second look-up",
        names={"site.example": ((THERE,), (HERE,))},
        asked=("site.example",),
    ),
    reaching(
        "http://SITE/again",
        "public for the first link, this machine for the second, a connection still open",
        expected="refused address",
        names={"site.example": ((THERE,), (HERE,))},
        first=("http://SITE/",),
    ),
    reaching(
        "http://SITE/third",
        "the third answer of three is the bad one",
        expected="refused address",
        names={"site.example": ((THERE,), (THERE,), (HERE,))},
        first=("http://SITE/", "http://SITE/second"),
    ),
    reaching(
        "http://SITE/a",
        "the name turns bad between two hops",
        expected="refused address",
        names={"site.example": ((THERE,), (HERE,))},
        pages={"*": b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"},
    ),
]

# https://fetch.spec.whatwg.org/#port-blocking
PORTS = [
    Row(url=f"http://site.example:{port}/", why=f"port of {service}", expected="refused port")
    for port, service in (
        (0, "nobody"),
        (1, "tcpmux"),
        (7, "echo"),
        (9, "discard"),
        (19, "chargen"),
        (20, "FTP data"),
        (21, "FTP"),
        (22, "SSH"),
        (23, "telnet"),
        (25, "SMTP: HTTP may carry its commands"),
        (53, "DNS"),
        (69, "TFTP"),
        (110, "POP3"),
        (111, "portmap"),
        (119, "NNTP"),
        (123, "NTP"),
        (135, "Windows RPC"),
        (139, "NetBIOS"),
        (143, "IMAP"),
        (161, "SNMP"),
        (389, "LDAP"),
        (465, "SMTP over TLS"),
        (514, "shell"),
        (548, "AFP"),
        (554, "RTSP"),
        (587, "submission"),
        (636, "LDAP over TLS"),
        (989, "FTP over TLS"),
        (993, "IMAP over TLS"),
        (1719, "H.323"),
        (2049, "NFS"),
        (4190, "sieve"),
        (5060, "SIP"),
        (6000, "X11"),
        (6566, "SANE"),
        (6667, "IRC: HTTP may carry its commands"),
        (6697, "IRC over TLS"),
        (10080, "Amanda"),
    )
]

SCHEMES = [
    Row(url=url, why=why, expected="refused scheme")
    for url, why in (
        ("file:///etc/passwd", "a file of ours"),
        ("file://127.0.0.1/etc/passwd", "a file with a host"),
        ("FILE:///etc/passwd", "schemes have no case"),
        ("ftp://127.0.0.1/", "FTP"),
        ("ftp://site.example/report.pdf", "FTP of a public host: not the web"),
        ("ftps://127.0.0.1/", "FTP over TLS"),
        ("sftp://127.0.0.1/", "libcurl speaks SSH"),
        ("scp://127.0.0.1/etc/passwd", "libcurl speaks SCP"),
        ("gopher://127.0.0.1:CANARY/_FLUSHALL", "gopher writes any bytes to any port"),
        ("dict://127.0.0.1:CANARY/info", "dict talks to Redis"),
        ("ldap://127.0.0.1/", "LDAP"),
        ("smb://127.0.0.1/share", "SMB gives away a password hash"),
        ("tftp://127.0.0.1/file", "TFTP is a datagram"),
        ("telnet://127.0.0.1:CANARY/", "telnet"),
        ("imap://127.0.0.1/", "libcurl reads mail"),
        ("smtp://127.0.0.1:CANARY/", "libcurl sends mail"),
        ("mqtt://127.0.0.1:CANARY/topic", "libcurl speaks MQTT"),
        ("rtsp://127.0.0.1:CANARY/", "libcurl speaks RTSP"),
        ("ws://127.0.0.1:CANARY/", "WebSocket"),
        ("data:text/html,hello", "a page that cites itself"),
        ("javascript:fetch('http://127.0.0.1')", "a script"),
        ("blob:http://127.0.0.1/x", "a browser's own"),
        ("about:blank", "a browser's own"),
        ("mailto:desk@example.org", "mail"),
        ("view-source:http://127.0.0.1/", "a browser's wrapper"),
        ("jar:http://127.0.0.1/a!/b", "Java's wrapper"),
        ("unix:///var/run/docker.sock", "a socket of ours"),
        ("http+unix://%2Fvar%2Frun%2Fdocker.sock/info", "a socket as Docker writes it"),
        ("localhost:CANARY/", "a name and a port are a scheme and a path"),
    )
]

NO_URLS = [
    Row(url=url, why=why, expected=INVALID)
    for url, why in (
        ("", "nothing"),
        ("127.0.0.1:CANARY/", "no scheme: nobody guesses one"),
        ("//127.0.0.1:CANARY/", "a relative link has no base"),
        ("http://", "no host"),
        ("http://:CANARY/", "a port without a host"),
        ("http://@/", "user without a host"),
        ("http://site.example:65536/", "a port of 17 bits must not wrap round to 0"),
        ("http://site.example:-1/", "a negative port"),
        ("http://site.example:80:CANARY/", "two ports"),
        ("http://site.example:8 0/", "a space in the port"),
        ("http://127.0.0.1 .site.example/", "a space in the host"),
        ("http://127.0.0.1%00.site.example/", "a zero byte in the host"),
        ("http://127.0.0.1%0d%0aHost:x/", "a header in the host"),
        ("http://127.0.0.1%20.site.example/", "a percent-encoded space"),
        ("http://site.example%2f@127.0.0.1%23.example/", "delimiters, percent-encoded"),
        ("http://127.0.0.1|.example/", "a character no host has"),
        ("http://site\u200d.example/", "a joiner where none belongs"),
        ("http://xn--a\udc80/", "a lone surrogate"),
        ("http://\u00ad/", "a host of nothing but a soft hyphen"),
        (f"http://site.example/{'a' * 9000}", "longer than any server reads"),
    )
]

DIFFERENTIALS = [
    *refused(
        ("http://127.0.0.1:CANARY\\@site.example/", "urllib reads site.example"),
        ("http://127.0.0.1:CANARY\\.site.example/", "a backslash ends the host"),
        ("http://127.0.0.1:CANARY?@site.example/", "a question mark ends the host"),
        ("http://127.0.0.1:CANARY#@site.example/", "a hash ends the host"),
        ("http://127.0.0.1:CANARY;@site.example@127.0.0.1:CANARY/", "several @: the last counts"),
        ("http://site.example@127.0.0.1:CANARY/", "a name that is only a user"),
        ("http://site.example%40@127.0.0.1:CANARY/", "an encoded @ belongs to the user"),
        ("http://site.example:80@127.0.0.1:CANARY/", "a name and a port that are a user"),
        (f"http://user:{SECRET}@127.0.0.1:CANARY/", "a password"),
        ("http:127.0.0.1:CANARY", "no slashes"),
        ("http:/127.0.0.1:CANARY", "one slash"),
        ("http:////127.0.0.1:CANARY/", "four slashes"),
        ("http:\\\\127.0.0.1:CANARY\\", "backslashes are slashes"),
        ("  http://127.0.0.1:CANARY/  ", "spaces around"),
        ("\x00\x1fhttp://127.0.0.1:CANARY/", "control characters in front are dropped"),
        ("ht\ntp://127.0\t.0.1:CANARY/", "tabs and newlines are dropped"),
        ("http://127.0.0.1\r\n:CANARY/", "CR LF is dropped"),
        ("HTTP://127.0.0.1:CANARY/", "schemes have no case"),
        ("https://127.0.0.1:CANARY/", "TLS does not make an address public"),
        ("http://127.0.0.1:0CANARY/", "a port with a zero in front"),
    ),
    reaching(
        "http://SITE\\@127.0.0.1:CANARY/", "the host ends at the backslash", asked=("site.example",)
    ),
    reaching(
        "http://SITE#@127.0.0.1:CANARY/", "the host ends at the hash", asked=("site.example",)
    ),
    reaching("http://SITE?@127.0.0.1:CANARY/", "the host ends at the question mark"),
    reaching("http://SITE/\\@127.0.0.1:CANARY/", "an @ in the path", asked=("site.example",)),
    reaching("http://SITE/%0d%0aHost:%20127.0.0.1", "an encoded CR LF stays encoded"),
    reaching("http://SITE/\r\nHost: 127.0.0.1", "a CR LF is dropped, it starts no header"),
    reaching(f"http://user:{SECRET}@SITE/", "a user and a password are never sent"),
    reaching(f"http://{SECRET}@SITE/", "nor is a user alone"),
    reaching(f"http://SITE/#{UNSENT}", "a fragment stays at home"),
    reaching(f"http://SITE/?a#:~:text={UNSENT}", "so does a text fragment"),
    reaching("http://SITE/" + "a" * 8000, "8 KB are long, but servers take them"),
]

# What reads as one name to a person is another to the name system: it is asked for that one.
HOMOGRAPHS = [
    reaching(f"http://{written}PORT/", why, asked=(asked,))
    for written, asked, why in (
        ("faß.example", "xn--fa-hia.example", "ß is a letter of its own (UTS 46)"),
        ("sіte.example", "xn--ste-jhd.example", "a Cyrillic і"),
        ("ѕite.example", "xn--ite-ehd.example", "a Cyrillic ѕ"),
        ("Site\u00ad2.example", "site2.example", "a soft hyphen"),
        ("ﬁle.example", "file.example", "a ligature"),
        ("site。example", "site.example", "an ideographic full stop"),
        ("site.example.", "site.example.", "fully qualified"),
        ("%73ite.example", "site.example", "percent-encoded letters"),
    )
]

ROWS = [
    *(*THIS_MACHINE, *NAMES, *REBINDING, *PORTS, *SCHEMES, *NO_URLS, *DIFFERENTIALS, *HOMOGRAPHS),
]
