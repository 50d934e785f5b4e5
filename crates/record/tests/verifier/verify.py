#!/usr/bin/env python3
"""Checks files of a record by docs/record-format.md alone; Python's standard library and nothing else.

    verify.py [--against LEAVES] [--root ROOT] FILE...

Says a line for each file: its name, a tab, `sound`, and what it holds; or its name, a tab, `found`, and the
first thing that is not in order. Ends with 0 when all are sound, else with 1.
"""

import hashlib
import json
import math
import re
import sys
import unicodedata

ZEROS = bytes(32)
MOST_ENTRIES = 10_000_000
LAST_MOMENT = 253_402_300_799_999
DEPTH = 64
ERASING = ("contribution_taken_back", "spoken_word_withdrawn", "content_erased")
RESTORED = "record_restored"


class Found(Exception):
    """Something that is not in order."""


def found(text, entry=None):
    raise Found(text if entry is None else f"entry {entry}: {text}")


# Bytes -------------------------------------------------------------------------------------------


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def part_salt(salt, name):
    return sha256(b"salt1\0", salt, name)


def number(value, size):
    return value.to_bytes(size, "big")


def header_text(stream, origin, more):
    lines = ["covalue record v1", f"stream {stream}", f"origin {origin}", *more]
    return "".join(line + "\n" for line in lines)


def header_hash(header):
    return sha256(b"covalue stream 1\0", header.encode())


def leaf_of(header, sequence, kind, at, actor, fact, content, signature, ext):
    """The leaf, from the hash of the header, the kind and six commitments."""
    follow = (content != ZEROS) + 2 * (signature != ZEROS) + 4 * (ext != ZEROS)
    optional = [part for part in (content, signature, ext) if part != ZEROS]
    kind = kind.encode()
    return sha256(
        b"\0\1", header, number(sequence, 8), number(len(kind), 2), kind,
        at, actor, fact, bytes([follow]), *optional,
    )  # fmt: skip


class Tree:
    """The roots of the perfect subtrees that the leaves so far fill, largest first."""

    def __init__(self):
        self.size = 0
        self.subtrees = []

    def push(self, leaf):
        size = self.size
        while size & 1:
            leaf = sha256(b"\1", self.subtrees.pop(), leaf)
            size >>= 1
        self.subtrees.append(leaf)
        self.size += 1

    def root(self):
        if not self.subtrees:
            return sha256()
        root = self.subtrees[-1]
        for left in reversed(self.subtrees[:-1]):
            root = sha256(b"\1", left, root)
        return root


def root_over(leaves):
    tree = Tree()
    for leaf in leaves:
        tree.push(leaf)
    return tree.root()


# Text --------------------------------------------------------------------------------------------

HASH = re.compile(r"[0-9a-f]{64}")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
KIND = re.compile(r"[a-z0-9_.]{1,64}")
NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")


def a_hash(text, what):
    if not isinstance(text, str) or not HASH.fullmatch(text):
        found(f"{what} is no hash")
    return bytes.fromhex(text)


def an_id(text, what):
    if not isinstance(text, str) or not ID.fullmatch(text):
        found(f"{what} is no id")
    return text


def an_integer(value, what, least, most):
    if type(value) is not int or not least <= value <= most:
        found(f"{what} is no number from {least} to {most}")
    return value


def further_lines(lines):
    """The further lines of a header."""
    names = set()
    for line in lines:
        if not isinstance(line, str) or " " not in line:
            found("a header line is no name and value")
        name, value = line.split(" ", 1)
        control = any(unicodedata.category(letter) == "Cc" for letter in value)
        if not NAME.fullmatch(name) or not value or control:
            found("a header line is no name and value")
        if name in names or name in ("stream", "origin", "entries", "root"):
            found("a header line has a name that stands already")
        names.add(name)
    if sum(len(line.encode()) + 1 for line in lines) > 4096:
        found("the header is too long")
    return list(lines)


def no_name_twice(pairs):
    names = dict(pairs)
    if len(names) != len(pairs):
        found("JSON with a name twice")
    return names


def no_constant(name):
    found(f"JSON with {name}")


def real(text):
    value = float(text)
    if not math.isfinite(value):
        found("JSON with a number beyond binary64")
    return value


def plain_integer(text):
    if text.startswith("-"):
        found("JSON with a sign before an integer")
    return int(text)


def any_integer(text):
    try:
        float(int(text))
    except (OverflowError, ValueError):
        found("JSON with a number beyond binary64")
    return int(text)


def check_strings(value, depth):
    """Depth and lone surrogates of what was read."""
    if isinstance(value, str):
        value.encode()  # refuses lone surrogates
    elif isinstance(value, (list, dict)):
        if depth == 0:
            found("JSON that is nested too deeply")
        if isinstance(value, dict):
            for name in value:
                name.encode()
            value = value.values()
        for inner in value:
            check_strings(inner, depth - 1)


def an_object(text, integers, what):
    """One JSON object."""
    try:
        value = json.loads(
            text,
            object_pairs_hook=no_name_twice,
            parse_constant=no_constant,
            parse_float=real,
            parse_int=integers,
        )
        if not isinstance(value, dict):
            found(f"{what} is no JSON object")
        check_strings(value, DEPTH)
    except (ValueError, RecursionError):
        found(f"{what} is no JSON object")
    return value


def stored_object(text, most, what):
    """A fact, a content or an ext: its bytes and what they say."""
    if not isinstance(text, str):
        found(f"{what} is no string")
    said = text.encode()
    if len(said) > most:
        found(f"{what} is too long")
    return said, an_object(text, any_integer, what)


def lines_of(data):
    """Lines that all end with one line feed."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        found("the file is not UTF-8")
    if "\r" in text:
        found("a line ends otherwise than with a line feed")
    if not text.endswith("\n"):
        found("the last line has no end")
    return text[:-1].split("\n")


def fields(line, required, optional=()):
    line = an_object(line, plain_integer, "a line")
    for name in required:
        if name not in line:
            found(f"a line without {name}")
    for name in line:
        if name not in required and name not in optional:
            found(f"a line with {name}")
        if line[name] is None:
            found(f"a line with null as {name}")
    return line


# Entries -----------------------------------------------------------------------------------------


class Stream:
    """What files say of a stream in their beginning."""

    def __init__(self, stream, origin, more):
        self.stream = an_id(stream, "stream")
        self.header = header_text(stream, an_id(origin, "origin"), further_lines(more))
        self.leaves = []


def first_line(line, version_field):
    line = fields(line, (version_field, "stream", "origin", "entries", "root"), ("more",))
    if type(line[version_field]) is not int or line[version_field] != 1:
        found("a version that this verifier does not know")
    more = line.get("more", [])
    if not isinstance(more, list):
        found("more is no list")
    stream = Stream(line["stream"], line["origin"], more)
    entries = an_integer(line["entries"], "entries", 1, MOST_ENTRIES)
    return stream, entries, a_hash(line["root"], "root")


def checked_kind(kind):
    if not isinstance(kind, str) or not KIND.fullmatch(kind):
        found("kind is no kind")
    return kind


def erases(kind, fact, sequence):
    """The sequence of the entry that this one erases, if it does."""
    if kind not in ERASING:
        return None
    erased = fact.get("sequence")
    if type(erased) is not int or not 1 <= erased < sequence:
        found("it erases what cannot be erased", sequence)
    return erased


def restored(kind, fact, sequence):
    """The loss that the entry declares, if it does."""
    if kind != RESTORED:
        return None
    if set(fact) != {"shared", "reached", "root"}:
        found("it declares a loss that cannot have been", sequence)
    shared, reached = fact["shared"], fact["reached"]
    whole = type(shared) is int and type(reached) is int
    if not whole or not 0 <= shared < sequence or reached <= shared:
        found("it declares a loss that cannot have been", sequence)
    return shared, reached, a_hash(fact["root"], "root")


class Result:
    def __init__(self, stream, root):
        self.stream = stream
        self.root = root
        self.erased = 0
        self.told = ""
        self.restored = {}

    def against(self, lists):
        """Compares with a list that somebody kept."""
        kept = lists.get(self.stream.stream)
        if kept is None:
            return
        leaves = self.stream.leaves
        for index, (here, there) in enumerate(zip(leaves, kept.leaves), 1):
            if here != there:
                found("it is not the one that was kept" + self.declared(kept, index), index)
        if kept.header != self.stream.header:
            found("the stream began elsewhere, or with another header, than what was kept")
        if len(kept.leaves) > len(leaves):
            index = len(leaves) + 1
            found("it is missing" + self.declared(kept, index), index)

    def declared(self, kept, index):
        for entry, (shared, reached, root) in self.restored.items():
            if shared + 1 == index and reached <= len(kept.leaves):
                if root_over(kept.leaves[:reached]) == root:
                    return f", and entry {entry} declares that"
        return ""


ENTRY = (
    "sequence", "at", "actor", "kind", "fact", "salt", "content_commitment",
    "signature_commitment", "leaf", "root",
)  # fmt: skip
ENTRY_OPTIONAL = ("content", "content_salt", "ext", "erased_by")


def check_record(lines):
    """A whole stream."""
    stream, entries, root = first_line(lines[0], "covalue_record")
    header = header_hash(stream.header)
    tree, last_at = Tree(), 0
    whole, first_eraser, marks = {}, {}, {}
    declared = {}
    for sequence, line in enumerate(lines[1:], 1):
        line = fields(line, ENTRY, ENTRY_OPTIONAL)
        if sequence > entries:
            found("more entries than announced", sequence)
        if type(line["sequence"]) is not int or line["sequence"] != sequence:
            found("another sequence stands there", sequence)
        at = an_integer(line["at"], "at", 0, LAST_MOMENT)
        if at < last_at:
            found("it is earlier than the one before", sequence)
        last_at = at
        kind = checked_kind(line["kind"])
        fact_bytes, fact = stored_object(line["fact"], 1024 * 1024, "fact")
        salt = a_hash(line["salt"], "salt")
        content_commitment = a_hash(line["content_commitment"], "content_commitment")
        signature = a_hash(line["signature_commitment"], "signature_commitment")
        if signature != ZEROS:
            found("it is signed, which this verifier cannot check", sequence)
        if ("content" in line) != ("content_salt" in line):
            found("content and its salt come together", sequence)
        if "content" in line:
            content, _ = stored_object(line["content"], 256 * 1024, "content")
            content_salt = a_hash(line["content_salt"], "content_salt")
            if sha256(b"content1\0", content_salt, content) != content_commitment:
                found("the content does not fit its commitment", sequence)
        ext = ZEROS
        if "ext" in line:
            ext_bytes, _ = stored_object(line["ext"], 16 * 1024, "ext")
            ext = sha256(b"ext1\0", part_salt(salt, b"ext"), ext_bytes)
        leaf = leaf_of(
            header, sequence, kind,
            sha256(b"at1\0", part_salt(salt, b"at"), number(at, 8)),
            sha256(
                b"actor1\0",
                part_salt(salt, b"actor"),
                bytes.fromhex(an_id(line["actor"], "actor").replace("-", "")),
            ),
            sha256(b"fact1\0", part_salt(salt, b"fact"), fact_bytes),
            content_commitment, signature, ext,
        )  # fmt: skip
        if leaf != a_hash(line["leaf"], "leaf"):
            found("it does not fit its leaf", sequence)
        tree.push(leaf)
        stream.leaves.append(leaf)
        if tree.root() != a_hash(line["root"], "root"):
            found("the root does not follow from the leaves", sequence)
        whole[sequence] = "content" in line
        if "erased_by" in line:
            marks[sequence] = an_integer(line["erased_by"], "erased_by", 1, MOST_ENTRIES)
            if whole[sequence] or content_commitment == ZEROS:
                found("it is marked as erased and has nothing to erase", sequence)
        elif not whole[sequence] and content_commitment != ZEROS:
            found("the content is gone and no mark says why", sequence)
        erased = erases(kind, fact, sequence)
        if erased is not None:
            if whole[erased]:
                found(f"its content is there although entry {sequence} erases it", erased)
            first_eraser.setdefault(erased, sequence)
        loss = restored(kind, fact, sequence)
        if loss:
            declared[sequence] = loss
    if len(stream.leaves) != entries:
        found("the file is cut off")
    for sequence, by in marks.items():
        if first_eraser.get(sequence) != by:
            found("the mark of its erasure was altered", sequence)
    if tree.root() != root:
        found("the first line has another root")
    result = Result(stream, root)
    result.erased = len(marks)
    result.restored = declared
    result.told = f"{entries} entries, {len(marks)} erased"
    return result


SHOWN = (
    "at", "at_salt", "actor", "actor_salt", "kind", "fact", "fact_salt",
    "content_commitment", "signature_commitment", "root",
)  # fmt: skip
STEP = ("outcome", "party", "day", "people")


def check_step(line):
    line = fields(line, ("step",))
    step = line["step"]
    if not isinstance(step, dict) or set(step) != set(STEP):
        found("a step with other fields")
    an_id(step["outcome"], "outcome")
    an_id(step["party"], "party")
    an_integer(step["day"], "day", 0, LAST_MOMENT)
    an_integer(step["people"], "people", 0, 2**32 - 1)


def check_download(lines):
    """What a party took away of its own record."""
    stream, entries, root = first_line(lines[0], "covalue_download")
    header = header_hash(stream.header)
    tree, last_at, last_sealed, steps = Tree(), 0, 0, 0
    text, declared = {}, {}
    counts = {"whole": 0, "without_text": 0, "sealed": 0}
    erased_count = 0
    for line in lines[1:]:
        if line.startswith('{"step":'):
            check_step(line)
            steps += 1
            continue
        sequence = len(stream.leaves) + 1
        if steps or sequence > entries:
            found("an entry that does not belong", sequence)
        line = fields(
            line, ("sequence", "leaf", "sight"),
            (*SHOWN, "content", "content_salt", "ext", "ext_salt"),
        )  # fmt: skip
        if type(line["sequence"]) is not int or line["sequence"] != sequence:
            found("another sequence stands there", sequence)
        sight, leaf = line["sight"], a_hash(line["leaf"], "leaf")
        if sight not in counts:
            found("a sight that this verifier does not know", sequence)
        counts[sight] += 1
        tree.push(leaf)
        stream.leaves.append(leaf)
        if sight == "sealed":
            if len(line) != 3:
                found("it is sealed and shows something", sequence)
            last_sealed = sequence
            continue
        if any(name not in line for name in SHOWN):
            found("a part is not there", sequence)
        if ("ext" in line) != ("ext_salt" in line):
            found("ext and its salt come together", sequence)
        if ("content" in line) != ("content_salt" in line):
            found("content and its salt come together", sequence)
        if "content" in line and sight != "whole":
            found("it shows a text that it should not", sequence)
        at = an_integer(line["at"], "at", 0, LAST_MOMENT)
        if at < last_at:
            found("it is earlier than one before", sequence)
        last_at = at
        kind = checked_kind(line["kind"])
        fact_bytes, fact = stored_object(line["fact"], 1024 * 1024, "fact")
        content_commitment = a_hash(line["content_commitment"], "content_commitment")
        signature = a_hash(line["signature_commitment"], "signature_commitment")
        if signature != ZEROS:
            found("it is signed, which this verifier cannot check", sequence)
        if "content" in line:
            content, _ = stored_object(line["content"], 256 * 1024, "content")
            content_salt = a_hash(line["content_salt"], "content_salt")
            if sha256(b"content1\0", content_salt, content) != content_commitment:
                found("the content does not fit its commitment", sequence)
        ext = ZEROS
        if "ext" in line:
            ext_bytes, _ = stored_object(line["ext"], 16 * 1024, "ext")
            ext = sha256(b"ext1\0", a_hash(line["ext_salt"], "ext_salt"), ext_bytes)
        actor = bytes.fromhex(an_id(line["actor"], "actor").replace("-", ""))
        shown = leaf_of(
            header, sequence, kind,
            sha256(b"at1\0", a_hash(line["at_salt"], "at_salt"), number(at, 8)),
            sha256(b"actor1\0", a_hash(line["actor_salt"], "actor_salt"), actor),
            sha256(b"fact1\0", a_hash(line["fact_salt"], "fact_salt"), fact_bytes),
            content_commitment, signature, ext,
        )  # fmt: skip
        if shown != leaf:
            found("it does not fit its leaf", sequence)
        if a_hash(line["root"], "root") != tree.root():
            found("the root does not follow from the leaves", sequence)
        if sight == "whole" and content_commitment != ZEROS:
            text[sequence] = "content" in line
        erased = erases(kind, fact, sequence)
        if erased is not None and erased in text:
            if text[erased]:
                found(f"its content is there although entry {sequence} erases it", erased)
            del text[erased]
            erased_count += 1
        loss = restored(kind, fact, sequence)
        if loss:
            declared[sequence] = loss
    if len(stream.leaves) != entries or tree.root() != root:
        found("the file is cut off")
    unseen = [sequence for sequence, there in text.items() if not there]
    for sequence in unseen:
        if last_sealed <= sequence:
            found("the content is gone and no entry can have erased it", sequence)
    result = Result(stream, root)
    result.erased = erased_count + len(unseen)
    result.restored = declared
    told = ", ".join(f"{count} {sight}" for sight, count in counts.items())
    result.told = f"{entries} entries: {told}; {result.erased} erased, {len(unseen)} by none shown"
    return result


# Lists -------------------------------------------------------------------------------------------


def read_lists(data):
    """Lists of leaves, by the stream of each."""
    lines = lines_of(data)
    lists, at = {}, 0

    def take(prefix):
        nonlocal at
        if at >= len(lines) or not lines[at].startswith(prefix):
            found(f"line {at + 1}: expected {prefix}")
        at += 1
        return lines[at - 1][len(prefix) :]

    while at < len(lines):
        if take("covalue leaves v1"):
            found("a version that this verifier does not know")
        stream, origin = take("stream "), take("origin ")
        more = []
        while at < len(lines) and not lines[at].startswith("entries "):
            more.append(lines[at])
            at += 1
        entries = take("entries ")
        if not re.fullmatch(r"[1-9][0-9]*", entries) or int(entries) > MOST_ENTRIES:
            found("entries is no number of entries")
        root = a_hash(take("root "), "root")
        kept = Stream(stream, origin, more)
        kept.leaves = [a_hash(take(""), "leaf") for _ in range(int(entries))]
        if root_over(kept.leaves) != root:
            found("the list is damaged: its root does not fit its leaves")
        if stream in lists:
            found("two lists of one stream")
        lists[stream] = kept
    return lists


# -------------------------------------------------------------------------------------------------


def check(data, lists, root):
    """Checks a file of any kind; what it holds."""
    if data.startswith(b"covalue leaves "):
        held = read_lists(data)
        roots = {root_over(kept.leaves) for kept in held.values()}
        if root is not None and roots != {root}:
            found("the file comes to another root")
        leaves = sum(len(kept.leaves) for kept in held.values())
        return f"{len(held)} lists, {leaves} leaves"
    lines = lines_of(data)
    is_download = data.startswith(b'{"covalue_download":')
    result = check_download(lines) if is_download else check_record(lines)
    if root is not None and root != result.root:
        found("the file comes to another root")
    result.against(lists)
    return f"{result.told}, root {result.root.hex()}"


def main(arguments):
    lists, root, files = {}, None, []
    arguments = iter(arguments)
    for argument in arguments:
        if argument == "--against":
            with open(next(arguments), "rb") as file:
                lists = read_lists(file.read())
        elif argument == "--root":
            root = a_hash(next(arguments), "root")
        else:
            files.append(argument)
    sound = True
    for name in files:
        with open(name, "rb") as file:
            data = file.read()
        try:
            print(f"{name}\tsound\t{check(data, lists, root)}")
        except Found as finding:
            sound = False
            print(f"{name}\tfound\t{finding}")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
