#!/usr/bin/env python3
"""Checks files of covalue records (format version 1): exports, parties' downloads and lists of leaves.

    verify.py [--against LEAVES] [--root ROOT] FILE...

Prints one line per FILE: its name, `sound` and what it holds, or `found` and the first thing not in order,
separated by tabs. Exits 0 when every file is sound, else 1.
"""

import argparse
import base64
import binascii
import hashlib
import itertools
import json
import math
import os
import re
import sys
import unicodedata

from agreements import Agreements

MAX_SEQUENCE = 10_000_000
MAX_AT = 253_402_300_799_999
MAX_FACT = 1 << 20
MAX_CONTENT = 256 << 10
MAX_EXT = 16 << 10
MAX_FILES = 6
MAX_FILE = 5 << 20
MAX_FURTHER_LINES = 4096
MAX_DEPTH = 64

ZEROS = bytes(32)
VERSION_BYTE = b"\x01"
RECORD_TITLE = "covalue record v1"
LEAVES_TITLE = "covalue leaves v1"

HASH = re.compile(r"[0-9a-f]{64}")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KIND = re.compile(r"[a-z0-9_.]{1,64}")
COUNT = re.compile(r"[1-9][0-9]{0,7}")
FURTHER_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
RESERVED_NAMES = {"stream", "origin", "entries", "root"}
SURROGATE = re.compile("[\ud800-\udfff]")

ERASING_KINDS = {"contribution_taken_back", "spoken_word_withdrawn", "content_erased"}
LOSS_KIND = "record_restored"

EXPORT_ENTRY = (
    {"sequence", "at", "actor", "kind", "fact", "salt", "content_commitment", "signature_commitment", "leaf", "root"},
    {"content", "content_salt", "ext", "erased_by"},
)
SEALED_ENTRY = ({"sequence", "leaf", "sight"}, set())
WITHOUT_TEXT_ENTRY = (
    SEALED_ENTRY[0]
    | {"at", "at_salt", "actor", "actor_salt", "kind", "fact", "fact_salt"}
    | {"content_commitment", "signature_commitment", "root"},
    {"ext", "ext_salt"},
)
WHOLE_ENTRY = (WITHOUT_TEXT_ENTRY[0], WITHOUT_TEXT_ENTRY[1] | {"content", "content_salt"})
SIGHTS = {"sealed": SEALED_ENTRY, "without_text": WITHOUT_TEXT_ENTRY, "whole": WHOLE_ENTRY}


class Found(Exception):
    """Something is not in order; the message says what."""


def shown(value):
    """A value for a message: on one line, without control characters, and not longer than a glance."""
    text = ascii(value)
    return text if len(text) <= 60 else text[:57] + "..."


# --- JSON ---------------------------------------------------------------------------------------------------------


def _object(pairs):
    result = dict(pairs)
    if len(result) != len(pairs):
        names = set()
        for name, _ in pairs:
            if name in names:
                raise Found(f"an object has the name {shown(name)} twice")
            names.add(name)
    return result


def _float(text):
    value = float(text)
    if not math.isfinite(value):
        raise Found("a number is not finite as a binary64")
    return value


def _integer(text):
    # Before int(): it refuses thousands of digits in its own way, and -0 is no integer without a sign.
    value = _float(text)
    return value if text == "-0" else int(text)


def _constant(text):
    raise Found(f"{text} is not JSON")


DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_float, parse_int=_integer, parse_constant=_constant
)


def _walk(value, depth):
    if isinstance(value, str):
        if SURROGATE.search(value):
            raise Found("a string has a lone surrogate")
    elif isinstance(value, (dict, list)):
        if depth > MAX_DEPTH:
            raise Found(f"it is nested more than {MAX_DEPTH} levels deep")
        if isinstance(value, dict):
            for name in value:
                _walk(name, depth)
            value = value.values()
        for item in value:
            _walk(item, depth + 1)


def parse_object(text):
    """The one JSON object that a text holds, under the rules for facts, contents, exts and lines."""
    try:
        value = DECODER.decode(text)
    except RecursionError:
        raise Found(f"it is nested more than {MAX_DEPTH} levels deep") from None
    except ValueError as error:
        raise Found(f"it is not JSON ({error})") from None
    if not isinstance(value, dict):
        raise Found("it is not a JSON object")
    _walk(value, 1)
    return value


# --- Values of fields ---------------------------------------------------------------------------------------------


def check_names(fields, required, optional):
    if "signature" in fields:
        raise Found("there is a signature, which cannot be checked")
    for name in fields:
        if name not in required and name not in optional:
            raise Found(f"the name {shown(name)} is not known here")
    for name in sorted(required):
        if name not in fields:
            raise Found(f"{name} is missing")


def text_of(fields, name):
    value = fields[name]
    if not isinstance(value, str):
        raise Found(f"{name} is not a string")
    return value


def matching(fields, name, pattern, what):
    value = text_of(fields, name)
    if not pattern.fullmatch(value):
        raise Found(f"{name} is not {what}: {shown(value)}")
    return value


def hash_of(fields, name):
    return bytes.fromhex(matching(fields, name, HASH, "64 hexadecimal digits in lower case"))


def id_of(fields, name):
    return matching(fields, name, ID, "an id of 36 characters in lower case")


def integer_of(fields, name, least, most):
    value = fields[name]
    # Not isinstance(): true and false are instances of int.
    if type(value) is not int:
        raise Found(f"{name} is not an integer without sign, fraction and exponent")
    if not least <= value <= most:
        raise Found(f"{name} is {shown(value)}, not from {least} to {most}")
    return value


def json_of(fields, name, limit):
    """The bytes and the object of a part that holds JSON; None twice where it is left out."""
    if name not in fields:
        return None, None
    text = text_of(fields, name)
    data = text.encode()
    if len(data) > limit:
        raise Found(f"{name} has {len(data)} bytes, more than {limit}")
    try:
        return data, parse_object(text)
    except Found as found:
        raise Found(f"{name}: {found}") from None


# --- Hashes -------------------------------------------------------------------------------------------------------


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def uint(value, width):
    return value.to_bytes(width, "big")


def tagged(tag, *parts):
    return sha256(tag.encode(), b"\x00", *parts)


def part_salt(salt, name):
    return tagged("salt1", salt, name.encode())


class Tree:
    """The tree of RFC 6962, section 2.1, grown leaf by leaf; it holds the roots of its perfect subtrees."""

    def __init__(self):
        self.count = 0
        self.frontier = []

    def add(self, leaf):
        node = leaf
        filled = self.count
        while filled & 1:
            node = sha256(b"\x01", self.frontier.pop(), node)
            filled >>= 1
        self.frontier.append(node)
        self.count += 1

    def root(self):
        node = self.frontier[-1]
        for left in reversed(self.frontier[:-1]):
            node = sha256(b"\x01", left, node)
        return node


def root_over(leaves):
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


# --- Streams ------------------------------------------------------------------------------------------------------


class Stream:
    """What a file says of one stream: its header, and what was collected of its entries."""

    def __init__(self, stream, origin, further, entries, root):
        check_further(further)
        self.stream = stream
        self.origin = origin
        self.further = further
        self.entries = entries
        self.root = root
        lines = [RECORD_TITLE, f"stream {stream}", f"origin {origin}", *further]
        self.header_hash = tagged("covalue stream 1", "".join(line + "\n" for line in lines).encode())
        self.leaves = []
        self.tree = Tree()
        self.latest_at = 0
        self.last_sealed = 0
        self.steps = 0
        self.losses = []
        # By sequence and place: the salt and digest of each file that belongs to a content that is there.
        self.files = {}
        self.files_there = 0
        # By sequence: the first entry that erases it, and what is shown of its content if it had one.
        self.first_eraser = {}
        self.texts = {}
        self.agreements = Agreements(origin, stream)

    def add_leaf(self, leaf):
        self.leaves.append(leaf)
        self.tree.add(leaf)

    def check_end(self):
        if len(self.leaves) != self.entries:
            raise Found(f"there are {len(self.leaves)} entries, not {self.entries} as the head says")
        if self.tree.root() != self.root:
            raise Found(f"the leaves come to the root {self.tree.root().hex()}, not to {self.root.hex()}")
        for found in self.agreements.found:
            if " fault " in found:
                raise Found(f"an agreement does not hold: entry {found}")


def check_further(lines):
    names = set()
    for line in lines:
        name, space, value = line.partition(" ")
        if not FURTHER_NAME.fullmatch(name) or not space or not value:
            raise Found(f"a further line of the header is not a name and a value: {shown(line)}")
        if any(unicodedata.category(character) == "Cc" for character in value):
            raise Found(f"a further line of the header has a control character: {shown(line)}")
        if name in RESERVED_NAMES or name in names:
            raise Found(f"a further line of the header has a name that is taken: {shown(name)}")
        names.add(name)
    if sum(len(line.encode()) + 1 for line in lines) > MAX_FURTHER_LINES:
        raise Found(f"the further lines of the header have more than {MAX_FURTHER_LINES} bytes")


# --- Entries ------------------------------------------------------------------------------------------------------


def check_sequence(fields, stream):
    sequence = integer_of(fields, "sequence", 1, MAX_SEQUENCE)
    expected = len(stream.leaves) + 1
    if sequence != expected:
        raise Found(f"the sequence is {sequence}, not {expected}")
    return sequence


def check_leaf(fields, stream, salts):
    """Recomputes an entry's leaf and root from its parts, and collects what later checks need."""
    sequence = check_sequence(fields, stream)
    at = integer_of(fields, "at", 0, MAX_AT)
    if at < stream.latest_at:
        raise Found("its time is before that of an entry above")
    actor = bytes.fromhex(id_of(fields, "actor").replace("-", ""))
    kind = matching(fields, "kind", KIND, "1 to 64 of a-z, 0-9, _ and .").encode()
    fact, fact_object = json_of(fields, "fact", MAX_FACT)
    content, _ = json_of(fields, "content", MAX_CONTENT)
    ext, ext_object = json_of(fields, "ext", MAX_EXT)

    content_commitment = hash_of(fields, "content_commitment")
    if ("content" in fields) != ("content_salt" in fields):
        raise Found("content and content_salt are not there together")
    if content is not None:
        content_salt = hash_of(fields, "content_salt")
        if tagged("content1", content_salt, content) != content_commitment:
            raise Found("the content does not fit its commitment")
    if hash_of(fields, "signature_commitment") != ZEROS:
        raise Found("the signature commitment is not zeros: it cannot be checked")

    at_commitment = tagged("at1", salts("at"), uint(at, 8))
    actor_commitment = tagged("actor1", salts("actor"), actor)
    fact_commitment = tagged("fact1", salts("fact"), fact)
    ext_commitment = ZEROS if ext is None else tagged("ext1", salts("ext"), ext)
    follow = (content_commitment != ZEROS) + 4 * (ext_commitment != ZEROS)
    leaf = sha256(
        b"\x00", VERSION_BYTE, stream.header_hash, uint(sequence, 8), uint(len(kind), 2), kind,
        at_commitment, actor_commitment, fact_commitment, uint(follow, 1),
        *(commitment for commitment in (content_commitment, ext_commitment) if commitment != ZEROS),
    )
    if leaf != hash_of(fields, "leaf"):
        raise Found("the leaf is not the hash of its parts")
    stream.add_leaf(leaf)
    if stream.tree.root() != hash_of(fields, "root"):
        raise Found("the root is not that of the leaves so far")

    note_files(stream, sequence, ext_object, fields, content_commitment)
    stream.latest_at = at
    note_fact(stream, sequence, kind.decode(), fact_object)
    stream.agreements.entry(sequence, fields["actor"], kind.decode(), fact.decode(), content and content.decode())
    return content is not None, content_commitment != ZEROS


def note_files(stream, sequence, ext, fields, content_commitment):
    if ext is None or "files" not in ext:
        return
    files = ext["files"]
    if not isinstance(files, list) or not 1 <= len(files) <= MAX_FILES:
        raise Found(f"files is not a list of 1 to {MAX_FILES}: {shown(files)}")
    if not all(isinstance(digest, str) and HASH.fullmatch(digest) for digest in files):
        raise Found("files holds something else than digests")
    if content_commitment == ZEROS:
        raise Found("there are files without content")
    if "content_salt" in fields:
        content_salt = hash_of(fields, "content_salt")
        for place, digest in enumerate(files):
            salt = tagged("salt1", content_salt, b"file", uint(place, 1))
            stream.files[sequence, place] = (salt, bytes.fromhex(digest))


def check_file(fields, stream):
    check_names(fields, {"file"}, set())
    file = fields["file"]
    if not isinstance(file, dict):
        raise Found("file is not an object")
    check_names(file, {"sequence", "place", "bytes"}, set())
    sequence = integer_of(file, "sequence", 1, MAX_SEQUENCE)
    place = integer_of(file, "place", 0, MAX_FILES - 1)
    try:
        content = base64.b64decode(text_of(file, "bytes"), validate=True)
    except (binascii.Error, ValueError):
        raise Found("bytes is not Base64") from None
    if len(content) > MAX_FILE or (sequence, place) not in stream.files:
        raise Found(f"no entry has file {place} of {sequence}, or it came before")
    salt, digest = stream.files.pop((sequence, place))
    if tagged("file1", salt, content) != digest:
        raise Found(f"file {place} of entry {sequence} does not fit its digest")
    stream.files_there += 1
    return sequence, place


def note_fact(stream, sequence, kind, fact):
    if kind in ERASING_KINDS:
        named = fact.get("sequence")
        if type(named) is not int or not 1 <= named < sequence:
            raise Found(f"it is to erase an entry and names none before itself as its sequence: {shown(named)}")
        stream.first_eraser.setdefault(named, sequence)
    elif kind == LOSS_KIND:
        try:
            check_names(fact, {"shared", "reached", "root"}, set())
            shared = integer_of(fact, "shared", 0, sequence - 1)
            reached = integer_of(fact, "reached", shared + 1, MAX_SEQUENCE)
            stream.losses.append((sequence, shared, reached, hash_of(fact, "root")))
        except Found as found:
            raise Found(f"its fact declares no loss that can be: {found}") from None


def export_entry(fields, stream):
    check_names(fields, *EXPORT_ENTRY)
    salt = hash_of(fields, "salt")
    has_content, had_content = check_leaf(fields, stream, lambda name: part_salt(salt, name))
    erased_by = integer_of(fields, "erased_by", 1, MAX_SEQUENCE) if "erased_by" in fields else None
    if erased_by is not None and (has_content or not had_content):
        raise Found("erased_by stands where nothing was erased")
    if had_content:
        stream.texts[len(stream.leaves)] = (has_content, erased_by)


def download_entry(fields, stream):
    if "sight" not in fields:
        raise Found("sight is missing")
    sight = text_of(fields, "sight")
    if sight not in SIGHTS:
        raise Found(f"the sight {shown(sight)} is not known")
    check_names(fields, *SIGHTS[sight])
    if sight == "sealed":
        check_sequence(fields, stream)
        stream.add_leaf(hash_of(fields, "leaf"))
        stream.last_sealed = len(stream.leaves)
        return
    if ("ext" in fields) != ("ext_salt" in fields):
        raise Found("ext and ext_salt are not there together")
    has_content, had_content = check_leaf(fields, stream, lambda name: hash_of(fields, name + "_salt"))
    if sight == "whole" and had_content:
        stream.texts[len(stream.leaves)] = has_content


def check_export_erasures(stream):
    for sequence, (has_content, erased_by) in stream.texts.items():
        eraser = stream.first_eraser.get(sequence)
        if eraser is None:
            if not has_content:
                raise Found(f"entry {sequence}: its content is missing and no entry erases it")
        elif has_content:
            raise Found(f"entry {sequence}: its content is there although entry {eraser} erases it")
        elif erased_by is None:
            raise Found(f"entry {sequence}: erased_by is missing, although entry {eraser} erases it")
        elif erased_by != eraser:
            raise Found(f"entry {sequence}: erased_by is {erased_by}, but entry {eraser} is the first that erases it")


def check_download_erasures(stream):
    for sequence, has_content in stream.texts.items():
        eraser = stream.first_eraser.get(sequence)
        if has_content and eraser is not None:
            raise Found(f"entry {sequence}: its content is there although entry {eraser} erases it")
        if not has_content and eraser is None and stream.last_sealed < sequence:
            raise Found(f"entry {sequence}: its content is missing, no entry erases it and none later is sealed")


# --- Files --------------------------------------------------------------------------------------------------------


def lines_of(file):
    """The lines of a file with their numbers, without their line feeds."""
    for number, raw in enumerate(file, 1):
        if not raw.endswith(b"\n"):
            raise Found(f"line {number}: it does not end with a line feed")
        if b"\r" in raw:
            raise Found(f"line {number}: there is a carriage return")
        try:
            yield number, raw[:-1].decode("utf-8")
        except UnicodeDecodeError:
            raise Found(f"line {number}: it is not UTF-8") from None


def at_line(number, check, *arguments):
    try:
        return check(*arguments)
    except Found as found:
        raise Found(f"line {number}: {found}") from None


def json_head(fields, version_name):
    check_names(fields, {version_name, "stream", "origin", "entries", "root"}, {"more"})
    if type(fields[version_name]) is not int or fields[version_name] != 1:
        raise Found(f"the version {shown(fields[version_name])} is not known")
    further = fields.get("more", [])
    if "more" in fields:
        if not isinstance(further, list) or not all(isinstance(line, str) for line in further):
            raise Found("more is not an array of strings")
        if not further:
            raise Found("more is there without lines")
    return Stream(
        id_of(fields, "stream"), id_of(fields, "origin"), further,
        integer_of(fields, "entries", 1, MAX_SEQUENCE), hash_of(fields, "root"),
    )


def read_export(head, lines):
    stream = at_line(1, json_head, head, "covalue_record")
    for number, line in lines:
        fields = at_line(number, parse_object, line)
        if "file" in fields:
            if len(stream.leaves) != stream.entries:
                raise Found(f"line {number}: a file stands before the last entry")
            first = min(stream.files, default=None)
            if at_line(number, check_file, fields, stream) != first:
                raise Found(f"line {number}: another file comes first")
            continue
        if stream.files_there or len(stream.leaves) == stream.entries:
            raise Found(f"line {number}: there are more entries than {stream.entries}")
        at_line(number, export_entry, fields, stream)
    stream.check_end()
    if stream.files:
        raise Found(f"file {shown(min(stream.files))} is missing")
    check_export_erasures(stream)
    return stream


def read_download(head, lines):
    if next(iter(head)) != "covalue_download":
        raise Found("line 1: covalue_download does not come first")
    stream = at_line(1, json_head, head, "covalue_download")
    for number, line in lines:
        fields = at_line(number, parse_object, line)
        if "file" in fields:
            if len(stream.leaves) != stream.entries:
                raise Found(f"line {number}: a file stands before the last entry")
            at_line(number, check_file, fields, stream)
        elif "step" in fields:
            if len(stream.leaves) != stream.entries:
                raise Found(f"line {number}: a step stands before the last entry")
            at_line(number, check_step, fields)
            stream.steps += 1
        elif len(stream.leaves) == stream.entries:
            raise Found(f"line {number}: there is something else behind the {stream.entries} entries than a step")
        else:
            at_line(number, download_entry, fields, stream)
    stream.check_end()
    check_download_erasures(stream)
    return stream


def check_step(fields):
    check_names(fields, {"step"}, set())
    step = fields["step"]
    if not isinstance(step, dict):
        raise Found("step is not an object")
    check_names(step, {"outcome", "party", "day", "people"}, set())
    id_of(step, "outcome")
    id_of(step, "party")
    integer_of(step, "day", 0, MAX_AT)
    integer_of(step, "people", 0, 2**63 - 1)


def read_leaves(lines):
    """The lists of a file of leaves, in order."""
    lists = []
    number, line = next(lines)
    while line is not None:
        if HASH.fullmatch(line):
            raise Found(f"line {number}: there are more leaves than {lists[-1].entries}")
        if line != LEAVES_TITLE:
            raise Found(f"line {number}: it is not {LEAVES_TITLE!r}: {shown(line)}")
        head, number = leaves_head(lines)
        stream = at_line(number, lambda: Stream(*head))
        if any(other.stream == stream.stream for other in lists):
            raise Found(f"line {number}: there is a second list of stream {stream.stream}")
        for number, line in lines:
            if len(stream.leaves) == stream.entries:
                break
            if not HASH.fullmatch(line):
                raise Found(f"line {number}: it is not a leaf: {shown(line)}")
            stream.add_leaf(bytes.fromhex(line))
        else:
            line = None
        stream.check_end()
        lists.append(stream)
    return lists


def leaves_head(lines):
    """The lines of a list between its title and its leaves, as what Stream takes, and the last one's number."""

    def value(prefix, pattern):
        name, _, text = line.partition(" ")
        if name != prefix or not pattern.fullmatch(text):
            raise Found(f"line {number}: it is not the line of {prefix}: {shown(line)}")
        return text

    number, line = next_line(lines)
    stream = value("stream", ID)
    number, line = next_line(lines)
    origin = value("origin", ID)
    further = []
    number, line = next_line(lines)
    while not line.startswith("entries "):
        # Refused before the next line is read, so that a file of anything else is not collected.
        further.append(line)
        at_line(number, check_further, further)
        number, line = next_line(lines)
    entries = int(value("entries", COUNT))
    if entries > MAX_SEQUENCE:
        raise Found(f"line {number}: there are more than {MAX_SEQUENCE} entries")
    number, line = next_line(lines)
    return (stream, origin, further, entries, bytes.fromhex(value("root", HASH))), number


def next_line(lines):
    for number, line in lines:
        return number, line
    raise Found("the file ends within the head of a list")


def read(name):
    """What a file is called in the summary, and its streams: several only for lists of leaves."""
    try:
        with open(name, "rb") as file:
            lines = lines_of(file)
            first = next(lines, None)
            if first is None:
                raise Found("the file is empty")
            _, line = first
            if line.startswith("covalue leaves "):
                return "list of leaves", read_leaves(itertools.chain([first], lines))
            if not line.startswith(("{", " ", "\t")):
                raise Found(f"line 1: it begins no export, download or list of leaves: {shown(line)}")
            head = at_line(1, parse_object, line)
            if "covalue_record" in head:
                return "export", [read_export(head, lines)]
            if "covalue_download" in head:
                return "download", [read_download(head, lines)]
            raise Found("line 1: it has neither covalue_record nor covalue_download")
    except OSError as error:
        raise Found(f"it cannot be read: {error.strerror}") from None


# --- Comparisons --------------------------------------------------------------------------------------------------


def read_kept(name):
    try:
        what, lists = read(name)
        if what != "list of leaves":
            raise Found(f"it is no list of leaves but: {what}")
    except Found as found:
        raise Found(f"the kept list is not in order: {found}") from None
    return {kept.stream: kept for kept in lists}


def compare(stream, kept):
    if (stream.origin, stream.further) != (kept.origin, kept.further):
        raise Found("the header is not that of the kept list")
    for index, (leaf, kept_leaf) in enumerate(zip(stream.leaves, kept.leaves)):
        if leaf != kept_leaf:
            raise Found(f"entry {index + 1} is not that of the kept list{declared(stream, kept, index)}")
    if len(stream.leaves) < len(kept.leaves):
        raise Found(f"there are {len(stream.leaves)} entries, the kept list has {len(kept.leaves)}")


def declared(stream, kept, agreeing):
    """What a declaration in the record adds to a difference. It explains the difference and does not undo it."""
    for sequence, shared, reached, root in stream.losses:
        if shared == agreeing and reached <= len(kept.leaves) and root_over(kept.leaves[:reached]) == root:
            beyond = f", and nothing of those after {reached}" if reached < len(kept.leaves) else ""
            return f" (entry {sequence} declares the loss of its entries {shared + 1} to {reached}{beyond})"
    return ""


def examine(name, kept_lists, root):
    what, streams = read(name)
    summaries = []
    for stream in streams:
        if root is not None and stream.root.hex() != root:
            raise Found(f"the root is {stream.root.hex()}, not {shown(root)}")
        kept = kept_lists.get(stream.stream)
        if kept is not None:
            compare(stream, kept)
        elif kept_lists:
            raise Found("none of the kept lists is of this stream")
        compared = ", continues the kept list" if kept else ""
        summaries.append(
            f"{what} of stream {stream.stream}: {stream.entries} entries, root {stream.root.hex()}"
            f"{details(what, stream)}{compared}"
        )
    return "; ".join(summaries)


def details(what, stream):
    if what == "list of leaves":
        return ""
    parts = []
    if what == "export":
        parts.append(f"{sum(not has_content for has_content, _ in stream.texts.values())} erased")
    else:
        parts.append(f"{stream.steps} steps")
    if stream.agreements.found:
        parts.append(f"{len(stream.agreements.found)} entries of agreements that hold")
    if stream.losses:
        parts.append("losses declared by " + ", ".join(str(loss[0]) for loss in stream.losses))
    return "".join(", " + part for part in parts)


def main():
    parser = argparse.ArgumentParser(description="Checks files of covalue records.")
    parser.add_argument("--against", metavar="LEAVES", help="lists of leaves that were kept before")
    parser.add_argument("--root", help="the root shown on the record page")
    parser.add_argument("files", metavar="FILE", nargs="+")
    arguments = parser.parse_args()

    kept_lists, kept_found = {}, None
    if arguments.against is not None:
        try:
            kept_lists = read_kept(arguments.against)
        except Found as found:
            kept_found = found

    all_sound = True
    for name in arguments.files:
        try:
            if kept_found is not None:
                raise kept_found
            verdict, text = "sound", examine(name, kept_lists, arguments.root)
        except Found as found:
            verdict, text = "found", str(found)
            all_sound = False
        # File names need not be UTF-8, and are printed as they were given.
        line = os.fsencode(name) + f"\t{verdict}\t{text}\n".encode("utf-8", "backslashreplace")
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    return 0 if all_sound else 1


if __name__ == "__main__":
    sys.exit(main())
