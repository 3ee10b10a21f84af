"""Which addresses may be fetched: names are resolved once, and what was checked is what is connected to."""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin, urlsplit

from service.application.sources import RefusalCode
from service.domain.address import parse_http_url

# Others are those of services that are no web sites.
_PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT_PORT = {"http": 80, "https": 443}

# Ranges of IPv6 that hold an IPv4 address, and how far it stands from the right (bits): RFC 4291, 6052, 3056.
_WITH_IPV4 = (
    (IPv6Network("::/96"), 0),
    (IPv6Network("::ffff:0:0/96"), 0),
    (IPv6Network("::ffff:0:0:0/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("2002::/16"), 80),
)
# IPv6 that leads on in ways of its own: a network's own NAT64, Teredo, and site-local addresses of old.
_NEVER = (IPv6Network("64:ff9b:1::/48"), IPv6Network("2001::/32"), IPv6Network("fec0::/10"))

# WHATWG URL: a host whose last label is a number is an IPv4 address, however it is written.
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*", re.ASCII)
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?", re.ASCII)
_DOTTED = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}", re.ASCII)


class AddressRefused(Exception):
    """An address that may not be fetched; the message goes after its name."""

    def __init__(self, code: RefusalCode, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Target:
    """Where a URL leads: `host` is ASCII and without brackets, `path` what is asked for, with the query."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt is for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked address, as `socket.connect` takes it."""

    family: socket.AddressFamily
    address: tuple[str, int] | tuple[str, int, int, int]


def target_of(url: str, *, base: str | None = None, any_port: bool = False) -> Target:
    """The target of a URL, which may be relative to `base`; raises AddressRefused for one that is never fetched."""
    try:
        joined = urljoin(base or "", url.strip())
        parts = urlsplit(_quoted(parse_http_url(_quoted(joined))))
        host = _ascii_host(parts.hostname or "")
        port = parts.port or _DEFAULT_PORT[parts.scheme]
    except ValueError as error:
        raise AddressRefused(RefusalCode.BAD_ADDRESS, f"is no address to fetch: {error}") from error
    if parts.username is not None or parts.password is not None:
        raise AddressRefused(RefusalCode.BAD_ADDRESS, "holds a user name or a password, which are not sent")
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]) and not _DOTTED.fullmatch(host):
        raise AddressRefused(RefusalCode.BAD_ADDRESS, "writes its IP address in an unusual way")
    if port not in _PORTS and not any_port:
        allowed = ", ".join(str(allowed) for allowed in sorted(_PORTS))
        raise AddressRefused(RefusalCode.PRIVATE_ADDRESS, f"has the port {port}; {allowed} are fetched")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts._replace(fragment="").geturl(), parts.scheme, host, port, path)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, by itself and by any IPv4 address within it.

    >>> [is_public(address) for address in ("192.0.66.2", "10.0.0.1", "::ffff:10.0.0.1")]
    [True, False, False]
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        for network, shift in _WITH_IPV4:
            if parsed in network:
                return _is_global(IPv4Address((int(parsed) >> shift) & 0xFFFFFFFF))
        return _is_global(parsed) and not any(parsed in network for network in _NEVER)
    return _is_global(parsed)


def endpoints(target: Target, *, allow_private: bool) -> list[Endpoint]:
    """Every address of the target's host, resolved now; raises AddressRefused where one of them is not public.

    Raises OSError where the name has no address.
    """
    found: list[Endpoint] = []
    for family, _, _, _, address in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM):
        if not allow_private and not is_public(str(address[0])):
            raise AddressRefused(
                RefusalCode.PRIVATE_ADDRESS,
                f"leads to {address[0]}, which is no public address; --allow-private-addresses fetches it",
            )
        endpoint = Endpoint(family, address)  # type: ignore[arg-type]  # the stubs know of hosts without IPv6
        if endpoint not in found:
            found.append(endpoint)
    return found


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    )


def _quoted(url: str) -> str:
    """Blanks and letters beyond ASCII in path and query as a browser sends them."""
    parts = urlsplit(url)
    path, query = (_escaped(part) for part in (parts.path, parts.query))
    return parts._replace(path=path, query=query).geturl()


def _escaped(part: str) -> str:
    return "".join(
        character
        if character.isascii() and character.isprintable() and character not in ' "<>\\^`{|}'
        else "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        for character in part
    )


def _ascii_host(host: str) -> str:
    """The host as DNS knows it, or an IP address; raises ValueError for neither."""
    if ":" in host:
        if "%" in host:
            raise ValueError("an address with a zone leads to a network of this machine")
        return str(IPv6Address(host))
    ascii_host = (host if host.isascii() else host.encode("idna").decode("ascii")).lower()
    if not _HOST.fullmatch(ascii_host):
        raise ValueError("its host is no host name")
    return ascii_host
