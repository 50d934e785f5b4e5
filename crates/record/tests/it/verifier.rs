//! A verifier in another language, made from the document alone, and this one agree: on what is in
//! order, and on what is not. `COVALUE_BLESS=1` writes the table of tamperings again.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use database::{Database, Value};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use record::format::{self, Part};
use record::{Entry, Hash, Header, LeafList, More, NewEntry, OPERATOR, Record, Restored, tree};
use serde_json::{Map, json};
use tempfile::TempDir;
use uuid::Uuid;

use crate::story::{ORIGIN, append, read, stream};

/// The kinds that erase, by the document.
fn erases(kind: &str, fact: &[u8]) -> Option<u64> {
    let erasing = [
        "contribution_taken_back",
        "spoken_word_withdrawn",
        "content_erased",
    ];
    if !erasing.contains(&kind) {
        return None;
    }
    let fact: serde_json::Value = serde_json::from_slice(fact).ok()?;
    Some(fact["sequence"].as_u64().unwrap_or(0))
}

fn record() -> Record {
    let database = Database::in_memory().unwrap();
    Record::open(database.clone(), erases).unwrap();
    let origin = [ORIGIN.as_bytes().into()];
    let sql = "UPDATE record_origin SET id = ?1";
    database
        .write(|connection| connection.execute(sql, &origin))
        .unwrap();
    Record::open(database, erases).unwrap()
}

/// What the other verifier says of each file, in order: `None` when it is sound.
fn python(files: &[PathBuf], against: Option<&Path>) -> Vec<Option<String>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verifier/verify.py");
    let mut command = Command::new("python3");
    command.arg(script);
    if let Some(list) = against {
        command.arg("--against").arg(list);
    }
    let output = command.args(files).output().expect("python3 is there");
    let said = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.lines().count(), files.len(), "{errors}");
    said.lines()
        .zip(files)
        .map(|(line, file)| {
            let mut parts = line.split('\t');
            assert_eq!(parts.next(), file.to_str());
            match (parts.next(), parts.next()) {
                (Some("sound"), _) => None,
                (Some("found"), Some(what)) => Some(what.to_owned()),
                other => panic!("{other:?}"),
            }
        })
        .collect()
}

fn exported(record: &Record, number: u128) -> Vec<u8> {
    let mut out = Vec::new();
    record.export(stream(number), &mut out).unwrap();
    out
}

fn file(directory: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = directory.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// JSON that is as odd as it may be.
fn odd_json() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|truth| json!(truth)),
        any::<i64>().prop_map(|number| json!(number)),
        (-1e300_f64..1e300).prop_map(|number| json!(number)),
        "\\PC{0,12}".prop_map(|text| json!(text)),
        any::<String>().prop_map(|text| json!(text)),
    ];
    let value = leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|list| json!(list)),
            prop::collection::btree_map(any::<String>(), inner, 0..4).prop_map(|map| json!(map)),
        ]
    });
    let object = prop::collection::btree_map(any::<String>(), value, 0..4);
    (object, any::<bool>()).prop_map(|(object, pretty)| {
        let object = json!(object);
        match pretty {
            true => serde_json::to_vec_pretty(&object).unwrap(),
            false => serde_json::to_vec(&object).unwrap(),
        }
    })
}

#[derive(Clone, Debug)]
struct Said {
    after: i64,
    actor: u128,
    kind: String,
    fact: Vec<u8>,
    salts: [[u8; 32]; 2],
    content: Option<Vec<u8>>,
    ext: Option<Vec<u8>>,
    /// Erases the entry that stands so many before it.
    erases: Option<u64>,
    /// What belongs to its content, where it has no ext.
    files: Vec<Vec<u8>>,
}

fn said() -> impl Strategy<Value = Said> {
    (
        prop_oneof![Just(0), 0..3_i64, any::<u32>().prop_map(i64::from)],
        any::<u128>(),
        "[a-z0-9_.]{1,64}",
        odd_json(),
        any::<[[u8; 32]; 2]>(),
        prop::option::of(odd_json()),
        prop::option::weighted(0.2, odd_json()),
        prop::option::weighted(0.3, 1_u64..12),
        prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..3),
    )
        .prop_map(
            |(after, actor, kind, fact, salts, content, ext, erases, files)| Said {
                after,
                actor,
                kind,
                fact,
                salts,
                content,
                ext,
                erases,
                files,
            },
        )
}

fn drafts(said: &[Said]) -> Vec<NewEntry> {
    let mut at = 0;
    let kinds = ["content_erased", "contribution_taken_back"];
    said.iter()
        .zip(1_u64..)
        .map(|(said, sequence)| {
            at += said.after;
            let mut draft = NewEntry {
                actor: Uuid::from_u128(said.actor),
                kind: said.kind.clone(),
                at,
                fact: said.fact.clone(),
                content: said.content.clone(),
                ext: said.ext.clone(),
                salt: said.salts[0],
                content_salt: said.content.as_ref().map(|_| said.salts[1]),
                files: match said.content.is_some() && said.ext.is_none() {
                    true => said.files.iter().map(|file| file[..].into()).collect(),
                    false => Vec::new(),
                },
            };
            if let Some(before) = said.erases.filter(|before| *before < sequence) {
                draft.kind = kinds[(sequence % 2) as usize].to_owned();
                draft.fact = format!("{{\"sequence\":{}}}", sequence - before).into_bytes();
            }
            draft
        })
        .collect()
}

#[test]
fn another_verifier_agrees_on_goldens_and_a_thousand_random_records() {
    let directory = TempDir::new().unwrap();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let (stream_golden, leaves_golden) =
        (golden.join("stream-v1.jsonl"), golden.join("leaves-v1.txt"));
    let sound = python(
        &[stream_golden, leaves_golden.clone()],
        Some(&leaves_golden),
    );
    assert_eq!(sound, [None, None]);

    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = prop::collection::vec(said(), 1..24);
    let (mut files, mut lists, mut erased) = (Vec::new(), String::new(), 0);
    let record = record();
    for number in 0..1_000_u128 {
        let said = strategy.new_tree(&mut runner).unwrap().current();
        let head = record
            .append(&append(stream(number), 0, drafts(&said)))
            .unwrap();
        erased += head.erasures;
        let list = record.leaves(stream(number)).unwrap();
        assert!(
            record
                .verify(stream(number), Some(&list))
                .unwrap()
                .is_sound()
        );
        let bytes = exported(&record, number);
        let checked = record::check(&bytes[..], erases).unwrap();
        assert_eq!((checked.root, &checked.leaves), (head.root, &list.leaves));
        files.push(file(&directory, &format!("{number}.jsonl"), &bytes));
        lists += &list.to_string();
    }
    assert!(erased > 500, "only {erased} texts were erased");
    assert_eq!(LeafList::all(&lists).unwrap().len(), 1_000);
    let list = file(&directory, "kept.leaves", lists.as_bytes());
    files.push(list.clone());
    let said = python(&files, Some(&list));
    let found: Vec<_> = said
        .iter()
        .zip(&files)
        .filter(|(found, _)| found.is_some())
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

/// A stream's lines as whoever has a file or a database may rewrite them.
type Lines = Vec<Map<String, serde_json::Value>>;

/// Fourteen entries: 3 erased by 9, 4 by 12 and again by 13; 6 without content, 7 with an ext.
fn told() -> Record {
    let record = record();
    let mut said: Vec<NewEntry> = (1..=14).map(crate::story::draft).collect();
    said[2].content = Some(br#"{"text":"goes"}"#.to_vec());
    said[2].content_salt = Some([3; 32]);
    for (by, erased) in [(9, 3), (12, 4), (13, 4)] {
        said[by - 1].kind = "content_erased".to_owned();
        said[by - 1].fact = format!("{{\"sequence\":{erased}}}").into_bytes();
    }
    record.append(&append(stream(1), 0, said)).unwrap();
    record
}

fn lines(bytes: &[u8]) -> Lines {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn text(lines: &Lines) -> String {
    let line = |line: &Map<String, _>| serde_json::to_string(line).unwrap() + "\n";
    lines.iter().map(line).collect()
}

fn hash(value: &serde_json::Value) -> [u8; 32] {
    let hash: Hash = value
        .as_str()
        .unwrap_or_default()
        .parse()
        .unwrap_or(Hash::ZERO);
    hash.0
}

fn header(first: &Map<String, serde_json::Value>) -> Header {
    let more: Vec<String> = first
        .get("more")
        .map(|more| serde_json::from_value(more.clone()).unwrap())
        .unwrap_or_default();
    Header {
        stream: stream(
            first["stream"]
                .as_str()
                .unwrap()
                .parse::<Uuid>()
                .unwrap()
                .as_u128(),
        ),
        origin: first["origin"].as_str().unwrap().parse().unwrap(),
        more: More::of(more.iter().map(String::as_str)).unwrap_or_default(),
    }
}

fn entry(line: &Map<String, serde_json::Value>) -> Entry {
    let bytes = |name: &str| Some(line.get(name)?.as_str()?.as_bytes().to_vec());
    Entry {
        stream: stream(1),
        sequence: line["sequence"].as_u64().unwrap_or(0),
        at: line["at"].as_i64().unwrap_or(0),
        actor: line["actor"].as_str().unwrap().parse().unwrap(),
        kind: line["kind"].as_str().unwrap().to_owned(),
        fact: bytes("fact").unwrap_or_default(),
        salt: hash(&line["salt"]),
        content: bytes("content"),
        content_salt: line.get("content_salt").map(hash),
        content_commitment: Hash(hash(&line["content_commitment"])),
        signature_commitment: Hash(hash(&line["signature_commitment"])),
        ext: bytes("ext"),
        erased_by: line.get("erased_by").and_then(serde_json::Value::as_u64),
        leaf: Hash(hash(&line["leaf"])),
        root: Hash(hash(&line["root"])),
    }
}

/// Makes everything fit again, as whoever has the database and this page can: content commitments where
/// there is content, leaves, roots, sequences and the first line.
fn recompute(lines: &mut Lines) {
    let header = header(&lines[0]).hash();
    let mut leaves = Vec::new();
    for (line, sequence) in lines[1..].iter_mut().zip(1_u64..) {
        line.insert("sequence".into(), sequence.into());
        let mut entry = entry(line);
        if let (Some(salt), Some(content)) = (&entry.content_salt, &entry.content) {
            entry.content_commitment = format::content_commitment(salt, content);
        }
        let leaf = format::leaf(&header, &entry);
        leaves.push(leaf);
        let commitment = entry.content_commitment.to_string();
        line.insert("content_commitment".into(), commitment.into());
        line.insert("leaf".into(), leaf.to_string().into());
        line.insert("root".into(), tree::root(&leaves).to_string().into());
    }
    let (entries, root) = (leaves.len(), tree::root(&leaves).to_string());
    lines[0].insert("entries".into(), entries.into());
    lines[0].insert("root".into(), root.into());
}

/// Puts lines into a database as they are, with the head that the first line says.
fn stored(lines: &Lines) -> Option<Record> {
    let record = record();
    let header = header(&lines[0]);
    let id: Value = stream(1).0.as_bytes().into();
    let optional = |line: &Map<String, serde_json::Value>, name: &str| -> Value {
        let bytes = line.get(name).and_then(|value| value.as_str());
        bytes.map(|text| text.as_bytes().to_vec()).into()
    };
    let mut frontier = tree::Frontier::default();
    let (mut at, mut erasures) = (0, 0);
    for line in &lines[1..] {
        let entry = entry(line);
        frontier.push(entry.leaf);
        at = entry.at;
        erasures += i64::from(entry.is_erased());
        let signature = line.get("signature").map(|_| vec![1_u8]);
        let params = [
            id.clone(),
            i64::try_from(entry.sequence).unwrap().into(),
            entry.at.into(),
            entry.actor.as_bytes().into(),
            entry.kind.as_str().into(),
            entry.fact.clone().into(),
            entry.salt.into(),
            optional(line, "content"),
            entry.content_salt.into(),
            entry.content_commitment.0.into(),
            signature.into(),
            entry.signature_commitment.0.into(),
            optional(line, "ext"),
            entry.erased_by.map(|by| i64::try_from(by).unwrap()).into(),
            entry.leaf.0.into(),
            entry.root.0.into(),
        ];
        let insert = "INSERT INTO record_entry (stream, sequence, at, actor, kind, fact, salt, content,
            content_salt, content_commitment, signature, signature_commitment, ext, erased_by, leaf, root)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
        let inserted = record
            .database()
            .write(|connection| connection.execute(insert, &params));
        // A table takes no sequence twice.
        inserted.ok()?;
    }
    let params = [
        id,
        lines[0]["entries"].as_i64().unwrap().into(),
        at.into(),
        hash(&lines[0]["root"]).into(),
        frontier.to_bytes().into(),
        erasures.into(),
        header.origin.as_bytes().into(),
        header.more.as_str().into(),
    ];
    let head =
        "INSERT INTO record_stream (stream, sequence, at, root, frontier, erasures, origin, more)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    record
        .database()
        .write(|connection| connection.execute(head, &params))
        .unwrap();
    Some(record)
}

/// What was done to the lines.
struct Tampering {
    name: String,
    lines: Lines,
    /// Where it is no matter of lines: the file's text.
    text: Option<String>,
}

/// A change of lines, by a name.
type Change = (&'static str, fn(&mut Lines));

fn set(lines: &mut Lines, at: usize, name: &str, value: impl Into<serde_json::Value>) {
    lines[at].insert(name.to_owned(), value.into());
}

fn swap_of(lines: &mut Lines, name: &str, one: usize, other: usize) {
    let (a, b) = (lines[one].remove(name), lines[other].remove(name));
    lines[one].extend(b.map(|value| (name.to_owned(), value)));
    lines[other].extend(a.map(|value| (name.to_owned(), value)));
}

const OTHER: &str = "5555555555555555555555555555555555555555555555555555555555555555";

/// Each is made twice: as it is, and with everything that follows from it computed again.
const CHANGES: &[Change] = &[
    ("the time moved on", |l| {
        set(l, 5, "at", 1_700_000_000_003_i64)
    }),
    ("the time moved before the entry above", |l| {
        set(l, 5, "at", 5)
    }),
    ("the time put beyond the year 9999", |l| {
        set(l, 14, "at", 253_402_300_800_000_i64)
    }),
    ("another author", |l| {
        set(l, 5, "actor", "00000000-0000-0000-0000-00000000bad0");
    }),
    ("authors swapped", |l| swap_of(l, "actor", 5, 6)),
    ("another kind", |l| set(l, 5, "kind", "kind_9")),
    ("a kind that is none", |l| set(l, 5, "kind", "Kind 9")),
    ("another fact", |l| set(l, 5, "fact", r#"{"number":50}"#)),
    ("facts swapped", |l| swap_of(l, "fact", 5, 6)),
    ("the fact with a space more", |l| {
        set(l, 5, "fact", r#"{"number": 5}"#)
    }),
    ("a fact with a name twice", |l| {
        set(l, 5, "fact", r#"{"number":5,"number":6}"#);
    }),
    ("a fact that is no object", |l| set(l, 5, "fact", "5")),
    ("another salt", |l| set(l, 5, "salt", OTHER)),
    ("another text", |l| {
        set(l, 5, "content", r#"{"text":"never said"}"#)
    }),
    ("texts swapped, with their salts", |l| {
        swap_of(l, "content", 5, 7);
        swap_of(l, "content_salt", 5, 7);
    }),
    ("another salt of the text", |l| {
        set(l, 5, "content_salt", OTHER)
    }),
    ("the text gone, without a mark", |l| {
        l[5].remove("content");
        l[5].remove("content_salt");
    }),
    ("the text gone, as if there never was any", |l| {
        l[5].remove("content");
        l[5].remove("content_salt");
        set(l, 5, "content_commitment", "0".repeat(64));
    }),
    (
        "the text gone, marked with an entry that erases nothing",
        |l| {
            l[5].remove("content");
            l[5].remove("content_salt");
            set(l, 5, "erased_by", 11);
        },
    ),
    (
        "the text gone, marked with an entry that erases another",
        |l| {
            l[5].remove("content");
            l[5].remove("content_salt");
            set(l, 5, "erased_by", 9);
        },
    ),
    ("the salt of a text gone", |l| {
        l[5].remove("content_salt");
    }),
    ("a text where there was none", |l| {
        set(l, 6, "content", r#"{"text":"never said"}"#);
        set(l, 6, "content_salt", OTHER);
    }),
    ("an erased text put back", |l| {
        l[3].remove("erased_by");
        set(l, 3, "content", r#"{"text":"goes"}"#);
        set(l, 3, "content_salt", Hash([3; 32]).to_string());
    }),
    ("another commitment to the text", |l| {
        set(l, 5, "content_commitment", OTHER)
    }),
    ("another commitment to an erased text", |l| {
        set(l, 3, "content_commitment", OTHER)
    }),
    ("a mark of erasure beside a text", |l| {
        set(l, 5, "erased_by", 9)
    }),
    ("a mark of erasure taken away", |l| {
        l[3].remove("erased_by");
    }),
    ("a mark of erasure at another entry", |l| {
        set(l, 3, "erased_by", 12)
    }),
    ("a mark of erasure at the second that erases", |l| {
        set(l, 4, "erased_by", 13)
    }),
    ("a mark of erasure before what it marks", |l| {
        set(l, 3, "erased_by", 2)
    }),
    ("a mark of erasure beyond the end", |l| {
        set(l, 3, "erased_by", 99)
    }),
    ("the erasing entry made to erase another", |l| {
        set(l, 9, "fact", r#"{"sequence":5}"#)
    }),
    ("an erasing entry made an ordinary one", |l| {
        set(l, 9, "kind", "kind_1")
    }),
    ("an entry made to erase itself", |l| {
        set(l, 10, "kind", "content_erased");
        set(l, 10, "fact", r#"{"sequence":10}"#);
    }),
    ("an entry made to erase without saying what", |l| {
        set(l, 10, "kind", "content_erased");
        set(l, 10, "fact", "{}");
    }),
    ("an entry made to erase a text that stays", |l| {
        set(l, 10, "kind", "content_erased");
        set(l, 10, "fact", r#"{"sequence":5}"#);
    }),
    ("a commitment to a signature", |l| {
        set(l, 5, "signature_commitment", OTHER)
    }),
    ("a signature", |l| set(l, 5, "signature", "AA==")),
    ("another ext", |l| set(l, 7, "ext", r#"{"of":8}"#)),
    ("an ext added", |l| set(l, 5, "ext", r#"{"of":5}"#)),
    ("an ext dropped", |l| {
        l[7].remove("ext");
    }),
    ("a loss declared that cannot have been", |l| {
        set(l, 10, "kind", "record_restored");
        set(
            l,
            10,
            "fact",
            format!(r#"{{"shared":12,"reached":13,"root":"{OTHER}"}}"#),
        );
    }),
    ("the first entry dropped", |l| {
        l.remove(1);
    }),
    ("an entry in the middle dropped", |l| {
        l.remove(5);
    }),
    ("the last entry dropped", |l| {
        l.pop();
    }),
    ("an entry doubled", |l| {
        let line = l[5].clone();
        l.insert(6, line);
    }),
    ("an entry slipped in", |l| {
        let mut line = l[5].clone();
        line.insert("fact".into(), r#"{"number":500}"#.into());
        l.insert(6, line);
    }),
    ("two entries swapped", |l| l.swap(5, 6)),
    ("two entries swapped, with their sequences", |l| {
        l.swap(5, 6);
        swap_of(l, "sequence", 5, 6);
    }),
    ("another origin", |l| {
        set(l, 0, "origin", "00000000-0000-0000-0000-00000000bad0");
    }),
    ("a header line added", |l| {
        set(l, 0, "more", json!(["note x"]))
    }),
];

/// What is nothing but a matter of leaves, roots and the first line: computed again, it is undone.
const OUTER: &[Change] = &[
    ("another leaf", |l| set(l, 5, "leaf", OTHER)),
    ("leaves swapped", |l| swap_of(l, "leaf", 5, 6)),
    ("another root of an entry", |l| set(l, 5, "root", OTHER)),
    ("another sequence", |l| set(l, 5, "sequence", 50)),
    ("sequences swapped", |l| swap_of(l, "sequence", 5, 6)),
];

/// A change of a file's text, by a name.
type Rewriting = (&'static str, fn(&str) -> String);

/// What is done to a file alone.
const OF_FILES: &[Rewriting] = &[
    ("file: another number of entries", |t| {
        t.replacen("\"entries\":14", "\"entries\":15", 1)
    }),
    ("file: another root in the first line", |t| {
        let root = t.find("\"root\":\"").unwrap() + 8;
        format!("{}{OTHER}{}", &t[..root], &t[root + 64..])
    }),
    ("file: another version", |t| {
        t.replacen("\"covalue_record\":1", "\"covalue_record\":2", 1)
    }),
    ("file: another stream", |t| {
        t.replacen("\"stream\":\"0", "\"stream\":\"1", 1)
    }),
    ("file: the first line dropped", |t| {
        t.split_once('\n').unwrap().1.to_owned()
    }),
    ("file: the first line twice", |t| {
        format!("{}\n{t}", t.lines().next().unwrap())
    }),
    ("file: an empty line", |t| t.replacen('\n', "\n\n", 1)),
    ("file: the last line without its end", |t| {
        t.trim_end().to_owned()
    }),
    ("file: other line ends", |t| t.replace('\n', "\r\n")),
    ("file: a field of another name", |t| {
        t.replacen("\"kind\":", "\"sort\":", 1)
    }),
    ("file: a field more", |t| {
        t.replacen("\"kind\":", "\"x\":1,\"kind\":", 1)
    }),
    ("file: a field twice", |t| {
        t.replacen("\"kind\":", "\"at\":1,\"kind\":", 1)
    }),
    ("file: a field that is null", |t| {
        t.replacen("\"kind\":", "\"ext\":null,\"kind\":", 1)
    }),
    ("file: a hash in upper case", |t| {
        t.replacen("\"salt\":\"fafa", "\"salt\":\"FAfa", 1)
    }),
    ("file: an id without hyphens", |t| {
        t.replacen(&ORIGIN.to_string(), &ORIGIN.simple().to_string(), 1)
    }),
    ("file: a number with a fraction", |t| {
        t.replacen("\"sequence\":1", "\"sequence\":1.0", 1)
    }),
    ("file: a text with half a surrogate", |t| {
        t.replacen("Wörter 1", "\\ud800", 1)
    }),
    ("file: cut in the middle of a line", |t| {
        t[..t.len() / 2].to_owned()
    }),
    ("file: empty", |_| String::new()),
];

/// What is done to the database alone.
const OF_DATABASES: &[(&str, &str)] = &[
    (
        "head: another sequence",
        "UPDATE record_stream SET sequence = 13",
    ),
    ("head: another time", "UPDATE record_stream SET at = at + 1"),
    (
        "head: another root",
        "UPDATE record_stream SET root = zeroblob(32)",
    ),
    (
        "head: another frontier",
        "UPDATE record_stream SET frontier = zeroblob(96)",
    ),
    (
        "head: another number of erasures",
        "UPDATE record_stream SET erasures = 1",
    ),
    ("head: gone", "DELETE FROM record_stream"),
    (
        "key: another entry",
        "UPDATE record_request SET first_sequence = 4",
    ),
    (
        "key: another author",
        "UPDATE record_request SET actor = zeroblob(16)",
    ),
    (
        "key: another key for the same entry",
        "INSERT INTO record_request SELECT stream, actor, 'other', digest, first_sequence,
             last_sequence FROM record_request",
    ),
];

fn tamperings(sound: &Lines) -> Vec<Tampering> {
    let mut all = Vec::new();
    for (name, change) in CHANGES.iter().chain(OUTER) {
        let mut lines = sound.clone();
        change(&mut lines);
        all.push(Tampering {
            name: (*name).to_owned(),
            lines,
            text: None,
        });
    }
    for (name, change) in CHANGES {
        let mut lines = sound.clone();
        change(&mut lines);
        recompute(&mut lines);
        if lines == *sound {
            // It was nothing but what is computed.
            continue;
        }
        all.push(Tampering {
            name: format!("{name}; all that follows computed again"),
            lines,
            text: None,
        });
    }
    for (name, change) in OF_FILES {
        all.push(Tampering {
            name: (*name).to_owned(),
            lines: Vec::new(),
            text: Some(change(&text(sound))),
        });
    }
    all
}

/// What verification of a database says: not at all, alone, and against a list that was kept.
fn said_of(record: Option<&Record>, kept: &LeafList) -> [String; 2] {
    let Some(record) = record else {
        return ["–".to_owned(), "–".to_owned()];
    };
    [None, Some(kept)].map(|list| {
        let verdict = record.verify(stream(1), list).unwrap();
        verdict
            .finding
            .map_or("sound".to_owned(), |finding| finding.to_string())
    })
}

#[test]
fn each_kind_of_tampering_is_found_or_is_one_that_only_a_witness_can_find() {
    let record = told();
    let kept = record.leaves(stream(1)).unwrap();
    let bytes = exported(&record, 1);
    let sound = lines(&bytes);
    let mut again = sound.clone();
    recompute(&mut again);
    assert_eq!(again, sound, "recomputing what is in order changes nothing");
    assert_eq!(said_of(stored(&sound).as_ref(), &kept), ["sound", "sound"]);

    let directory = TempDir::new().unwrap();
    let all = tamperings(&sound);
    let mut files = Vec::new();
    for (tampering, number) in all.iter().zip(0..) {
        let text = tampering
            .text
            .clone()
            .unwrap_or_else(|| text(&tampering.lines));
        files.push(file(
            &directory,
            &format!("{number}.jsonl"),
            text.as_bytes(),
        ));
    }
    let list = file(&directory, "kept.leaves", kept.to_string().as_bytes());
    let (alone, against) = (python(&files, None), python(&files, Some(&list)));

    let mut table = String::new();
    let (mut kinds, mut witnessed) = (0, 0);
    for (((tampering, file), alone), against) in all.iter().zip(&files).zip(alone).zip(against) {
        let name = &tampering.name;
        let in_database = (!tampering.lines.is_empty())
            .then(|| stored(&tampering.lines))
            .flatten();
        let [here, here_against] = said_of(in_database.as_ref(), &kept);
        let bytes = std::fs::read(file).unwrap();
        let imported = Record::open(Database::in_memory().unwrap(), erases)
            .unwrap()
            .import(&bytes[..]);
        let checked = record::check(&bytes[..], erases);
        // Whatever reads the file says the same of it.
        assert_eq!(
            imported.is_ok(),
            alone.is_none(),
            "{name}: {imported:?}, {alone:?}"
        );
        assert_eq!(
            checked.is_ok(),
            alone.is_none(),
            "{name}: {checked:?}, {alone:?}"
        );
        if let Ok(checked) = checked {
            assert_eq!(
                checked.against(&kept).is_some(),
                against.is_some(),
                "{name}"
            );
        }
        // And of the database, where there is one; a signature's place is outside of the leaf.
        if in_database.is_some() {
            assert_eq!(
                here == "sound",
                alone.is_none(),
                "{name}: {here}, {alone:?}"
            );
            assert_eq!(
                here_against == "sound",
                against.is_none(),
                "{name}: {here_against}"
            );
        }
        assert!(against.is_some(), "{name} is not found at all");
        kinds += 1;
        witnessed += usize::from(alone.is_none());
        let said = |found: Option<String>| found.unwrap_or_else(|| "sound".to_owned());
        writeln!(
            table,
            "| {name} | {here} | {here_against} | {} | {} |",
            said(alone),
            said(against)
        )
        .unwrap();
    }
    for (name, sql) in OF_DATABASES {
        let record = told();
        let mut last = append(stream(1), 14, vec![crate::story::draft(15)]);
        last.requests = vec![record::Request {
            actor: last.drafts[0].actor,
            key: "the-last".to_owned(),
            digest: [9; 32],
            first: 15,
            last: 15,
        }];
        record.append(&last).unwrap();
        let edited = record
            .database()
            .write(|connection| connection.execute(sql, &[]));
        assert!(edited.unwrap() > 0, "{name}");
        let [alone, against] = said_of(Some(&record), &kept);
        assert_ne!(alone, "sound", "{name}");
        assert_ne!(against, "sound", "{name}");
        kinds += 1;
        writeln!(table, "| {name} | {alone} | {against} | – | – |").unwrap();
    }
    assert!(kinds >= 51);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/record-tampering.md");
    let written = page_of(&table, kinds, witnessed);
    if std::env::var_os("COVALUE_BLESS").is_some() {
        std::fs::write(&page, &written).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(page).unwrap(),
        written,
        "COVALUE_BLESS=1 writes it anew"
    );
}

fn page_of(table: &str, kinds: usize, witnessed: usize) -> String {
    format!(
        "# What tampering looks like\n\n\
         Written by a test (`crates/record/tests/it/verifier.rs`): {kinds} kinds of tampering with a stream of fourteen \
         entries, and what finds them. *verify* and *against* are `covalue verify` on a database that holds it, alone and \
         with a list of leaves kept before; *other* and *other, against* are the verifier in Python on the file. `–`: it \
         is no matter of that side, or the tables do not take it.\n\n\
         **{witnessed} kinds agree with themselves** (“sound” alone): whoever has the database and computes everything \
         again that follows leaves a history that is in order, and is another one. Only a list of leaves, a root or a \
         download that somebody else kept finds those. The same is true of a whole stream that is taken away with every \
         row, of entries at the end that nobody's list reaches yet, and of names in the accounts beyond what was written \
         down at a seating.\n\n\
         | done | verify | against | other | other, against |\n|---|---|---|---|---|\n{table}"
    )
}

#[test]
fn a_list_kept_before_a_loss_is_told_which_entry_declares_it() {
    let record = told();
    let kept = record.leaves(stream(1)).unwrap();
    let bytes = exported(&record, 1);
    let reached = record.head(stream(1)).unwrap().unwrap().place();
    // A replica that was ten entries long goes on by itself.
    let mut short = lines(&bytes);
    short.truncate(12);
    short[3].remove("erased_by");
    let mut shorter = short.clone();
    recompute(&mut shorter);
    let behind = Record::open(Database::in_memory().unwrap(), erases).unwrap();
    let mut text_back = shorter.clone();
    set(&mut text_back, 4, "content", r#"{"text":"Wörter 4"}"#);
    text_back[4].remove("erased_by");
    let mut salt = [0xc0; 32];
    salt[24..].copy_from_slice(&4_u64.to_be_bytes());
    set(&mut text_back, 4, "content_salt", Hash(salt).to_string());
    set(&mut text_back, 3, "erased_by", 9);
    recompute(&mut text_back);
    behind.import(text(&text_back).as_bytes()).unwrap();
    assert_eq!(behind.leaves(stream(1)).unwrap().leaves, kept.leaves[..11]);
    let after = crate::story::draft(20);
    behind.append(&append(stream(1), 11, vec![after])).unwrap();
    let verdict = behind.verify(stream(1), Some(&kept)).unwrap();
    assert_eq!(verdict.finding.as_ref().map(|found| found.index), Some(12));
    assert_eq!(verdict.declared_by, None);

    let loss = behind.loss_by(&kept).unwrap().unwrap();
    assert_eq!((loss.shared, loss.reached), (11, reached));
    let at = behind.head(stream(1)).unwrap().unwrap().at;
    let by = behind.declare(&loss, at, [1; 32]).unwrap();
    assert_eq!(by, 13);
    assert_eq!(
        behind.declare(&loss, at, [2; 32]).unwrap(),
        by,
        "once is enough"
    );
    let verdict = behind.verify(stream(1), Some(&kept)).unwrap();
    assert_eq!(verdict.finding.map(|found| found.index), Some(12));
    assert_eq!(verdict.declared_by, Some(by));
    let (shared, reached) = (loss.shared, loss.reached);
    assert_eq!(verdict.restored, [(by, Restored { shared, reached })]);
    assert!(behind.verify(stream(1), None).unwrap().is_sound());
    assert_eq!(read(&behind, stream(1))[12].actor, OPERATOR);
    // What is there is no loss.
    assert!(record.declare(&loss, at, [3; 32]).is_err());

    let directory = TempDir::new().unwrap();
    let list = file(&directory, "kept.leaves", kept.to_string().as_bytes());
    let lost = file(&directory, "lost.jsonl", &exported(&behind, 1));
    let said = python(&[lost], Some(&list)).remove(0).unwrap();
    assert!(
        said.starts_with("entry 12 ") && said.contains("entry 13 declares"),
        "{said}"
    );
}

/// A download of the entries: sight by sequence, the rest whole.
fn download(record: &Record, sight: impl Fn(u64) -> &'static str) -> String {
    let header = record.header(stream(1)).unwrap().unwrap();
    let entries = read(record, stream(1));
    let root = entries.last().unwrap().root;
    let mut out = format!(
        "{{\"covalue_download\":1,\"stream\":\"{}\",\"origin\":\"{}\",\"entries\":{},\"root\":\"{root}\"}}\n",
        header.stream,
        header.origin,
        entries.len()
    );
    for entry in &entries {
        let sight = sight(entry.sequence);
        let mut line =
            json!({"sequence": entry.sequence, "leaf": entry.leaf.to_string(), "sight": sight});
        if sight != "sealed" {
            let salt = |part| json!(Hash(format::part_salt(&entry.salt, part)).to_string());
            let text = |bytes: &[u8]| json!(String::from_utf8(bytes.to_vec()).unwrap());
            line["at"] = json!(entry.at);
            line["at_salt"] = salt(Part::At);
            line["actor"] = json!(entry.actor);
            line["actor_salt"] = salt(Part::Actor);
            line["kind"] = json!(entry.kind);
            line["fact"] = text(&entry.fact);
            line["fact_salt"] = salt(Part::Fact);
            line["content_commitment"] = json!(entry.content_commitment.to_string());
            line["signature_commitment"] = json!(entry.signature_commitment.to_string());
            line["root"] = json!(entry.root.to_string());
            if let Some(ext) = &entry.ext {
                line["ext"] = text(ext);
                line["ext_salt"] = salt(Part::Ext);
            }
            if let (Some(content), Some(salt), "whole") =
                (&entry.content, entry.content_salt, sight)
            {
                line["content"] = text(content);
                line["content_salt"] = json!(Hash(salt).to_string());
            }
        }
        writeln!(out, "{line}").unwrap();
    }
    out
}

#[test]
fn a_download_is_checked_as_far_as_it_opens_and_every_change_of_it_is_found() {
    let record = told();
    let kept = record.leaves(stream(1)).unwrap();
    let sight = |sequence| match sequence {
        2 | 9 => "sealed",
        8 | 12 => "without_text",
        _ => "whole",
    };
    let mut sound = download(&record, sight);
    let step = r#"{"step":{"outcome":"00000000-0000-0000-0000-000000000001","party":"00000000-0000-0000-0000-000000000002","day":1700000000000,"people":5}}"#;
    writeln!(sound, "{step}").unwrap();
    let checked = record::check(sound.as_bytes(), erases).unwrap();
    let opened = &checked.opened;
    assert_eq!(
        (opened.whole, opened.without_text, opened.sealed),
        (10, 2, 2)
    );
    assert_eq!(
        (opened.erased, &opened.erased_unseen[..], opened.steps),
        (2, &[3][..], 1)
    );
    assert_eq!(checked.against(&kept), None);
    assert_eq!(checked.leaves, kept.leaves);

    let directory = TempDir::new().unwrap();
    let mut files = vec![file(&directory, "sound.jsonl", sound.as_bytes())];
    let all: Vec<&str> = sound.lines().collect();
    let mut names = vec!["sound".to_owned()];
    let mut add = |name: String, lines: Vec<String>| {
        files.push(file(
            &directory,
            &format!("{}.jsonl", names.len()),
            (lines.join("\n") + "\n").as_bytes(),
        ));
        names.push(name);
    };
    for at in 0..all.len() - 1 {
        let mut lines: Vec<String> = all.iter().map(|line| (*line).to_owned()).collect();
        lines.remove(at);
        add(format!("without line {at}"), lines);
        // Every field of every line changed, dropped or null.
        let line: Map<String, serde_json::Value> = serde_json::from_str(all[at]).unwrap();
        for (field, value) in &line {
            for change in 0..3 {
                let mut altered = line.clone();
                match (change, value) {
                    (0, _) => drop(altered.remove(field)),
                    (1, _) => drop(altered.insert(field.clone(), serde_json::Value::Null)),
                    (_, serde_json::Value::Number(number)) => {
                        altered.insert(field.clone(), (number.as_i64().unwrap() + 1).into());
                    }
                    (_, serde_json::Value::String(text)) => {
                        let last = text.chars().last().unwrap_or('x');
                        let other = if last == '1' { '2' } else { '1' };
                        let text: String = text
                            .chars()
                            .take(text.chars().count() - 1)
                            .chain([other])
                            .collect();
                        altered.insert(field.clone(), text.into());
                    }
                    _ => continue,
                }
                let mut lines: Vec<String> = all.iter().map(|line| (*line).to_owned()).collect();
                lines[at] = serde_json::to_string(&altered).unwrap();
                add(format!("line {at}, {field}, {change}"), lines);
            }
        }
    }
    let said = python(&files, None);
    for ((said, file), name) in said.iter().zip(&files).zip(&names) {
        let bytes = std::fs::read(file).unwrap();
        let checked = record::check(&bytes[..], erases);
        assert_eq!(
            said.is_none(),
            checked.is_ok(),
            "{name}: {said:?}, {checked:?}"
        );
        // That a text is kept back where a sealed entry may have erased it is what the reader is told.
        let kept_back = checked.is_ok_and(|checked| checked.opened.erased_unseen.len() > 1);
        assert!(
            said.is_some() || name == "sound" || kept_back,
            "{name} is not found"
        );
    }
}

#[test]
fn commitments_of_a_signature_and_what_is_signed_are_as_documented() {
    let signature = format::Signature {
        salt: [1; 32],
        algorithm: -8,
        key_id: b"key".to_vec(),
        value: vec![2; 64],
    };
    let statement = format::Statement {
        header: Hash([3; 32]),
        actor: Uuid::from_u128(4),
        kind: "contribution_said",
        fact: Hash([5; 32]),
        content: Hash::ZERO,
        key: "a-key",
        size: 6,
        root: Hash([7; 32]),
    };
    let bytes = format::statement(&statement);
    let script = r#"
import hashlib
print(hashlib.sha256(b"signature1\0" + bytes([1]) * 32 + (-8).to_bytes(4, "big", signed=True)
      + b"\0\3key" + bytes([2]) * 64).hexdigest())
print((b"covalue statement 1\0" + bytes([3]) * 32 + bytes(15) + b"\4" + b"\0\x11contribution_said"
      + bytes([5]) * 32 + bytes(32) + b"\0\5a-key" + bytes(7) + b"\6" + bytes([7]) * 32).hex())
"#;
    let output = Command::new("python3")
        .args(["-c", script])
        .output()
        .unwrap();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let expected = format!("{}\n{hex}\n", format::signature_commitment(&signature));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}
