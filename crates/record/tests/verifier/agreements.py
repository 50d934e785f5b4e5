#!/usr/bin/env python3
"""Checks the agreements of one record, made from docs/record-format.md alone.

    agreements.py ORIGIN RELATIONSHIP < LINES

LINES are JSON objects with `sequence`, `actor`, `kind`, `fact` and `content` where there is one, in order;
lines without a kind are entries that its reader may not see. Prints what is found of each agreement, one line each:
`opened`, `signed` and `in_force` with what holds, `fault` with what does not. Exits 0 when there is no fault.
"""

import base64
import hashlib
import json
import sys
from urllib.parse import urlsplit

CLAUSE = b"covalue agreement clause 1\0"
TEXT = b"covalue agreement text 1\0"
STATEMENT = b"covalue agreement statement 1\0"
CHALLENGE = b"covalue signing challenge 1\0"


class Fault(Exception):
    """Something does not hold; the message says what."""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def uuid(text):
    return bytes.fromhex(text.replace("-", ""))


def base64url(text):
    if "=" in text:
        raise Fault("base64url is written without padding")
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


# --- Keys ---------------------------------------------------------------------------------------------------------

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def p256_add(one, other):
    if one is None or other is None:
        return one or other
    (x, y), (u, v) = one, other
    if x == u:
        if (y + v) % P == 0:
            return None
        slope = (3 * x * x - 3) * pow(2 * y, -1, P)
    else:
        slope = (v - y) * pow(u - x, -1, P)
    third = (slope * slope - x - u) % P
    return third, (slope * (x - third) - y) % P


def p256_times(number, point):
    sum_ = None
    while number:
        if number & 1:
            sum_ = p256_add(sum_, point)
        point, number = p256_add(point, point), number >> 1
    return sum_


def der_integers(der):
    """The two integers of an ASN.1 sequence, each in its shortest form."""
    if len(der) < 2 or der[0] != 0x30 or der[1] != len(der) - 2:
        raise Fault("the signature is not a sequence")
    rest, numbers = der[2:], []
    while rest:
        if rest[0] != 0x02 or len(rest) < 3 or not 0 < rest[1] <= len(rest) - 2:
            raise Fault("the signature is not made of integers")
        value, rest = rest[2 : 2 + rest[1]], rest[2 + rest[1] :]
        if value[0] & 0x80 or (len(value) > 1 and value[0] == 0 and not value[1] & 0x80):
            raise Fault("an integer of the signature is not in its shortest form")
        numbers.append(int.from_bytes(value, "big"))
    if len(numbers) != 2:
        raise Fault("the signature has not two integers")
    return numbers


def p256_signed(key, message, signature):
    x, y = (int.from_bytes(base64url(key[name]), "big") for name in "xy")
    if (y * y - x**3 + 3 * x - B) % P or not (x < P and y < P):
        return False
    r, s = der_integers(signature)
    if not (0 < r < N and 0 < s < N):
        return False
    digest, inverse = int.from_bytes(sha256(message), "big"), pow(s, -1, N)
    point = p256_add(p256_times(digest * inverse % N, G), p256_times(r * inverse % N, (x, y)))
    return point is not None and point[0] % N == r


def rsa_signed(key, message, signature):
    n, e = (int.from_bytes(base64url(key[name]), "big") for name in "ne")
    size = (n.bit_length() + 7) // 8
    if not 2048 <= n.bit_length() <= 8192 or len(signature) != size:
        return False
    info = bytes.fromhex("3031300d060960864801650304020105000420") + sha256(message)
    block = b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info
    return pow(int.from_bytes(signature, "big"), e, n) == int.from_bytes(block, "big")


Q = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, Q) % Q


def ed25519_point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, Q) % Q
    x = pow(square, (Q + 3) // 8, Q)
    if (x * x - square) % Q:
        x = x * pow(2, (Q - 1) // 4, Q) % Q
    if (x * x - square) % Q or y >= Q:
        raise Fault("the key is no point of the curve")
    return (Q - x if x & 1 != sign else x), y


def ed25519_add(one, other):
    (x, y), (u, v) = one, other
    product = D * x * u * y * v % Q
    return (x * v + u * y) * pow(1 + product, -1, Q) % Q, (y * v + x * u) * pow(1 - product, -1, Q) % Q


def ed25519_times(number, point):
    sum_ = (0, 1)
    while number:
        if number & 1:
            sum_ = ed25519_add(sum_, point)
        point, number = ed25519_add(point, point), number >> 1
    return sum_


def ed25519_signed(key, message, signature):
    public = base64url(key["x"])
    if len(signature) != 64 or len(public) != 32:
        return False
    s = int.from_bytes(signature[32:], "little")
    digest = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little")
    y = 4 * pow(5, -1, Q) % Q
    base = ed25519_point((y).to_bytes(32, "little"))
    right = ed25519_add(ed25519_point(signature[:32]), ed25519_times(digest % ORDER, ed25519_point(public)))
    return s < ORDER and ed25519_times(s, base) == right


SIGNED = {("EC", "P-256"): p256_signed, ("RSA", None): rsa_signed, ("OKP", "Ed25519"): ed25519_signed}


# --- Agreements ---------------------------------------------------------------------------------------------------


def check_assertion(assertion, statement):
    nonce = base64url(assertion["nonce"])
    if len(nonce) != 32:
        raise Fault("the nonce has not 32 bytes")
    client_data, data = base64url(assertion["client_data"]), base64url(assertion["authenticator_data"])
    client = json.loads(client_data)
    if client["type"] != "webauthn.get":
        raise Fault("it is not an answer to a challenge")
    if base64url(client["challenge"]) != sha256(CHALLENGE, nonce, sha256(statement)):
        raise Fault("it was made for something else")
    if client["origin"] != assertion["origin"]:
        raise Fault("it was made at another address")
    if client.get("crossOrigin") or client.get("topOrigin") is not None:
        raise Fault("it was made in a frame of another page")
    host = urlsplit(assertion["origin"]).hostname or ""
    if len(data) < 37 or data[:32] != sha256(host.encode()):
        raise Fault("it was made for another host")
    if not data[32] & 1 or not data[32] & 4:
        raise Fault("nobody unlocked the passkey")
    key = json.loads(assertion["key"])
    signed = SIGNED.get((key["kty"], key.get("crv")))
    message = data + sha256(client_data)
    if signed is None or not signed(key, message, base64url(assertion["signature"])):
        raise Fault("the key did not sign this")


class Agreements:
    """Reads the entries of one record in order."""

    def __init__(self, origin, relationship):
        self.origin, self.relationship = origin, relationship
        self.clauses, self.open, self.nonces = {}, {}, set()
        self.found = []

    def entry(self, sequence, actor, kind, fact, content):
        read = getattr(self, kind, None) if kind in KINDS else None
        if read is None:
            return
        parsed = json.loads(fact)
        try:
            said = read(actor, parsed, fact.encode(), None if content is None else content.encode())
        except (Fault, KeyError, TypeError, ValueError) as fault:
            said = f"fault {fault}"
        if said is not None:
            self.found.append(f"{sequence} {parsed.get('version')} {said}")

    def clause_fixed(self, _actor, fact, raw, content):
        kept = "salt" in fact or content is not None
        stands = sha256(CLAUSE, sha256(raw), sha256(content or b"")).hex() if kept else None
        self.clauses[fact["version"], fact["place"]] = stands

    def agreement_opened(self, _actor, fact, _raw, _content):
        version, clauses = fact["version"], fact["clauses"]
        fixed = {place: stands for (of, place), stands in self.clauses.items() if of == version}
        self.clauses = {}
        for place, stands_for in enumerate(clauses, 1):
            if fixed.get(place, stands_for) not in (stands_for, None):
                raise Fault(f"clause {place} is not the one that was signed")
        if any(not 1 <= place <= len(clauses) for place in fixed):
            raise Fault("there are clauses that were not signed")
        parties = [uuid(party) for party in fact["parties"]]
        numbers = version.to_bytes(8, "big") + len(parties).to_bytes(8, "big")
        text = sha256(TEXT, numbers, *parties, *(bytes.fromhex(clause) for clause in clauses))
        if text.hex() != fact["text"]:
            raise Fault("what stands for the text is not made of its clauses")
        self.open[version] = (fact["text"], fact["parties"], {})
        erased = sum(stands is None for stands in fixed.values())
        return f"opened {len(clauses)} {erased} {len(clauses) - len(fixed)}"

    def agreement_signed(self, actor, fact, _raw, _content):
        text, _, signed = self.open.get(fact["version"], (None, None, None))
        if text is None or text != fact["text"]:
            raise Fault("the text that was signed is not the one that was open")
        statement = b"".join([
            STATEMENT, uuid(self.origin), uuid(self.relationship), fact["version"].to_bytes(4, "big"),
            bytes.fromhex(fact["text"]), uuid(fact["party"]), uuid(actor), fact["capacity"].encode(),
        ])
        if base64url(fact["statement"]) != statement:
            raise Fault("what was signed is not what the entry says")
        assertion = fact.get("assertion")
        if (fact["proved"] == "passkey") != (assertion is not None):
            raise Fault("there is a passkey's answer where none is said, or none where one is")
        if assertion is not None:
            if assertion["nonce"] in self.nonces:
                raise Fault("the passkey's answer was used before")
            self.nonces.add(assertion["nonce"])
            check_assertion(assertion, statement)
        signed[actor] = fact["party"]
        return f"signed {actor} {fact['proved']}"

    def signing_declined(self, actor, fact, _raw, _content):
        if fact["version"] in self.open:
            self.open[fact["version"]][2].pop(actor, None)

    def signatures_withdrawn(self, _actor, fact, _raw, _content):
        self.open.pop(fact["version"], None)

    def agreement_in_force(self, _actor, fact, _raw, _content):
        text, parties, signed = self.open.get(fact["version"], (None, None, None))
        if text is None or text != fact["text"]:
            raise Fault("the text in force is not the one that was open")
        if not set(parties) <= set(signed.values()):
            raise Fault("it is in force without the signature of a party")
        return "in_force"


KINDS = {
    "clause_fixed", "agreement_opened", "agreement_signed", "signing_declined", "signatures_withdrawn",
    "agreement_in_force",
}


def main():
    agreements = Agreements(*sys.argv[1:])
    for line in sys.stdin.buffer:
        entry = json.loads(line)
        if "kind" in entry:
            content = entry.get("content")
            agreements.entry(entry["sequence"], entry["actor"], entry["kind"], entry["fact"], content)
    print("\n".join(agreements.found))
    return 1 if any(" fault " in found for found in agreements.found) else 0


if __name__ == "__main__":
    sys.exit(main())
