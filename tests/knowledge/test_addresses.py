"""An address that nobody may be sent to is known, however it is written."""

import pytest

from knowledge.model.addresses import public_address, unsafe


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.python.org/3/tutorial/",
        "http://learn.example.org:8080/a?b=c&d=%20#e",
        "https://münchen.example.org/kurs",
        "https://xn--mnchen-3ya.example.org",
        "https://8.8.8.8/",
        "https://[2606:4700:4700::1111]/dns",
        "https://1.example.org/",
        "https://a_b.example.org./",
    ],
)
def test_addresses_that_everybody_reaches_are_fine(address: str) -> None:
    assert unsafe(address) is None
    assert public_address(address) == address


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/a", "begins with https:// or http://"),
        ("javascript:alert(1)", "begins with https:// or http://"),
        ("data:text/html,<b>", "begins with https:// or http://"),
        ("//example.org/a", "begins with https:// or http://"),
        ("example.org/a", "begins with https:// or http://"),
        ("https://anna:secret@example.org/", "name of a user or a password"),
        ("https://@example.org/", "name of a user or a password"),
        ("https://docs.python.org@evil.example/", "name of a user or a password"),
        ("https:///path", "names no host"),
        ("https://", "names no host"),
        ("https://example.org:0/", "port 0"),
        ("https://example.org:99999/", "cannot be read"),
        ("https://[::1/", "cannot be read"),
        ("https://exa mple.org/", "a space"),
        ("https://example.org/a\tb", "a space"),
        ("https://example.org\\@evil.example/", "a backslash"),
        ("https://example.org/\u202egpj.exe", "invisible"),
        ("http://localhost/", "only its own network knows"),
        ("http://LOCALHOST.:8000/", "only its own network knows"),
        ("http://printer/", "only its own network knows"),
        ("http://wiki.corp/", "only its own network knows"),
        ("http://nas.home.arpa/", "only its own network knows"),
        ("http://metadata.google.internal/", "only its own network knows"),
        ("http://127.0.0.1/", "a network of its own"),
        ("http://127.0.0.1./", "a network of its own"),
        ("http://10.1.2.3:8080/", "a network of its own"),
        ("http://172.16.0.1/", "a network of its own"),
        ("http://192.168.1.1/", "a network of its own"),
        ("http://169.254.169.254/latest/meta-data/", "a network of its own"),
        ("http://100.64.0.1/", "a network of its own"),
        ("http://0.0.0.0/", "a network of its own"),
        ("http://224.0.0.1/", "a network of its own"),
        ("http://255.255.255.255/", "a network of its own"),
        ("http://[::1]/", "a network of its own"),
        ("http://[::]/", "a network of its own"),
        ("http://[fe80::1%25eth0]/", "a network of its own"),
        ("http://[fd00::1]/", "a network of its own"),
        ("http://[::ffff:127.0.0.1]/", "a network of its own"),
        ("http://[2002:7f00:1::]/", "a network of its own"),
        ("http://[64:ff9b::7f00:1]/", "a network of its own"),
        ("http://[::127.0.0.1]/", "a network of its own"),
        ("http://2130706433/", "a host of numbers"),
        ("http://0x7f000001/", "a host of numbers"),
        ("http://127.1/", "a host of numbers"),
        ("http://0177.0.0.1/", "a host of numbers"),
        ("http://①②⑦.⓪.⓪.①/", "a network of its own"),
        ("http://127。0。0。1/", "a network of its own"),
        ("http://127%2e0%2e0%2e1/", "a host that is no name"),
        ("http://-a.example.org/", "a host that is no name"),
        ("http://a..example.org/", "a host that is no name"),
    ],
)
def test_addresses_that_nobody_may_be_sent_to_are_told_with_the_reason(address: str, reason: str) -> None:
    assert reason in (unsafe(address) or "")
    with pytest.raises(ValueError, match="the address"):
        public_address(address)
