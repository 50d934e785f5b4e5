//! Every sentence exists in both languages, with the same variables.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Each key of a language and its variables.
fn catalogue(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for file in files(&root().join("locales").join(language), &["ftl"]) {
        let source = std::fs::read_to_string(&file).unwrap();
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    variables_of(pattern, &mut variables);
                }
                let key = message.id.name.to_owned();
                assert!(
                    messages.insert(key, variables).is_none(),
                    "{} twice",
                    message.id.name
                );
            }
        }
    }
    messages
}

fn variables_of(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => inline_variables(inline, variables),
                Expression::Select { selector, variants } => {
                    inline_variables(selector, variables);
                    for variant in variants {
                        variables_of(&variant.value, variables);
                    }
                }
            }
        }
    }
}

fn inline_variables(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        variables.insert(id.name.to_owned());
    }
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings
            .iter()
            .any(|ending| path.extension().is_some_and(|e| e == *ending))
        {
            found.push(path);
        }
    }
    found
}

/// The keys that sources and templates name outright, and the beginnings and endings of those they
/// compose.
fn used() -> (BTreeSet<String>, BTreeSet<String>, BTreeSet<String>) {
    let (mut keys, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    let mut endings = BTreeSet::new();
    let mut sources = files(&root().join("src"), &["rs"]);
    sources.extend(files(&root().join("templates"), &["html"]));
    for file in sources {
        let source = std::fs::read_to_string(&file).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        for way in ["plain(", "text(", "one(", "two(", "count(", "with("] {
            for (at, _) in source.match_indices(&format!("say.{way}")) {
                let rest = source[at..]
                    .split_once('(')
                    .map_or("", |(_, rest)| rest.trim_start());
                if let Some(literal) = rest.strip_prefix('"').and_then(|r| r.split('"').next()) {
                    keys.insert(literal.to_owned());
                }
            }
        }
        for part in source.split("format!(\"").skip(1) {
            let pattern = part.split('"').next().unwrap();
            if let Some((beginning, _)) = pattern.split_once('{') {
                beginnings.insert(beginning.to_owned());
            }
            if let (true, Some((_, ending))) = (pattern.starts_with('{'), pattern.rsplit_once('}'))
                && ending.len() > 3
                && ending.starts_with('-')
            {
                endings.insert(ending.to_owned());
            }
        }
        for (at, _) in source.match_indices("what: \"") {
            keys.insert(source[at + 7..].split('"').next().unwrap().to_owned());
        }
        for (at, _) in source.match_indices("said=") {
            let key: String = source[at + 5..]
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter))
                .collect();
            if !key.is_empty() {
                keys.insert(format!("said-{key}"));
            }
        }
    }
    // Both parts of these are handed over: who asks, and for which mark.
    for asks in ["rate", "guess"] {
        for mark in ["benefit", "usefulness", "importance"] {
            keys.insert(format!("{asks}-{mark}"));
        }
    }
    (keys, beginnings, endings)
}

#[test]
fn both_languages_say_the_same_things() {
    let (english, german) = (catalogue("en"), catalogue("de"));
    let missing = |from: &BTreeMap<String, _>, to: &BTreeMap<String, _>| {
        from.keys()
            .filter(|key| !to.contains_key(*key))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        missing(&english, &german),
        Vec::<String>::new(),
        "missing in German"
    );
    assert_eq!(
        missing(&german, &english),
        Vec::<String>::new(),
        "missing in English"
    );
    for (key, variables) in &english {
        assert_eq!(&german[key], variables, "{key}");
    }
}

#[test]
fn every_sentence_that_is_asked_for_is_there() {
    let english = catalogue("en");
    let (keys, beginnings, endings) = used();
    assert!(keys.len() > 200, "only {} keys were found", keys.len());
    let missing: Vec<_> = keys
        .iter()
        .filter(|key| !english.contains_key(*key))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let mut all = String::new();
    for file in files(&root().join("src"), &["rs"])
        .iter()
        .chain(&files(&root().join("templates"), &["html"]))
    {
        all.push_str(&std::fs::read_to_string(file).unwrap());
    }
    let unused = english.keys().filter(|key| {
        let composed = beginnings
            .iter()
            .any(|b| !b.is_empty() && key.starts_with(b.as_str()))
            || endings.iter().any(|ending| key.ends_with(ending.as_str()));
        !composed && !keys.contains(*key) && !all.contains(&format!("\"{key}\""))
    });
    let unused: Vec<_> = unused.collect();
    assert!(unused.is_empty(), "nobody asks for {unused:#?}");
}

#[test]
fn every_text_of_every_fact_has_its_title() {
    // Titles choose by fields that their fact has, whatever is in them.
    let fields = |kind: &str| {
        let path = root().join(format!("../domain/tests/golden/{kind}.json"));
        let golden: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        golden["fact"].as_object().unwrap().clone()
    };
    for language in ["en", "de"] {
        let catalogue = catalogue(language);
        for (kind, texts) in domain::Fact::TEXTS {
            for text in texts.iter().filter(|text| **text != "salt") {
                let of_kind = format!("text-{kind}-{text}");
                let for_all = format!("text-{text}");
                let titles = [of_kind, for_all];
                let title = titles.iter().find_map(|key| catalogue.get(key));
                let title = title.unwrap_or_else(|| panic!("no {titles:?} in {language}"));
                let unknown = title.iter().find(|name| !fields(kind).contains_key(*name));
                assert_eq!(unknown, None, "{titles:?} in {language}");
            }
        }
    }
}

#[test]
fn every_need_has_words_and_a_mail_of_it_quotes_nobody() {
    for language in ["en", "de"] {
        let catalogue = catalogue(language);
        for word in domain::needs::Need::WORDS {
            let need = format!("need-{word}");
            assert!(catalogue.contains_key(&need), "{need} in {language}");
            let reminder = format!("reminder-{word}");
            let mailed = catalogue.get(&reminder).unwrap_or(&catalogue[&need]);
            let told = BTreeSet::from(["count", "party"].map(str::to_owned));
            assert!(mailed.is_subset(&told), "{reminder} in {language}");
        }
    }
}

#[test]
fn every_rule_and_every_problem_has_words() {
    let english = catalogue("en");
    for rule in domain::Refusal::RULES {
        assert!(english.contains_key(&format!("rule-{rule}")), "rule-{rule}");
    }
    let source = std::fs::read_to_string(root().join("src/problem.rs")).unwrap();
    // A sentence that names a figure is given it where problems are told.
    let told = std::fs::read_to_string(root().join("src/catalogue.rs")).unwrap() + &source;
    for rule in domain::Refusal::RULES {
        let key = format!("rule-{rule}");
        let is_given = told.contains(&format!("\"{key}\""));
        assert!(is_given || english[&key].is_empty(), "{key}");
    }
    let codes = source
        .split("pub fn code")
        .nth(1)
        .unwrap()
        .split("pub fn field")
        .next()
        .unwrap();
    for code in codes
        .split("=> \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        if code != "field" {
            assert!(
                english.contains_key(&format!("problem-{code}")),
                "problem-{code}"
            );
        }
    }
}

/// The people of the demo are nobody's example but its own.
#[test]
fn no_sentence_names_whom_the_demo_is_about() {
    for language in ["en", "de"] {
        for file in files(&root().join("locales").join(language), &["ftl"]) {
            let source = std::fs::read_to_string(&file).unwrap();
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                let named = [
                    "Northwind",
                    "Meridian",
                    "Halden",
                    "Elm Pass",
                    "Elmpass",
                    "A7",
                ];
                let named = named.iter().find(|name| line.contains(*name));
                assert_eq!(named, None, "{}: {line}", file.display());
            }
        }
    }
}

/// Words that native readers stumbled over, and others that say a thing which has another word here.
const STUMBLED_OVER: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            " stands",
            " anew",
            "lay upon",
            "so many",
            "no more.",
            " hat ",
            "voice left",
            "Kept.",
            "your house",
            "as far as you may",
            "How close is it",
            "is no amount",
            "heard me",
            "ways in",
            "threads",
            "nobody of the",
        ],
    ),
    (
        "de",
        &[
            "Mischung",
            "Funktion ",
            "Funktionen",
            "Faden",
            "Fäden",
            "Hut ",
            "Telefon ",
            "soweit Sie",
            "betrachtet",
            "Auftraggeber",
            "Kundenbetreuung",
            "Schlüssel",
            "Wiederherstellungscode",
            "hinter dem Link",
            "hinaus und",
            "im Weg",
            "Wie eng ist es",
            "woran es hängt",
            "Nutzer",
            "Ihr Wort",
            "Ihrem Wort",
            "Worte ",
            "Worte,",
            "Besucher",
            "bei welchem Kunden",
            "telefonieren Sie",
            "vom Tisch genommen",
            "Zum Mitnehmen",
        ],
    ),
];

#[test]
fn no_sentence_holds_a_word_that_readers_stumbled_over() {
    for (language, words) in STUMBLED_OVER {
        for file in files(&root().join("locales").join(language), &["ftl"]) {
            let source = std::fs::read_to_string(&file).unwrap();
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                let text = line.split_once(" = ").map_or(line, |(_, text)| text);
                // One of the four positions.
                let text = text.replace("stands aside", "");
                let found = words.iter().find(|word| text.contains(*word));
                assert_eq!(found, None, "{}: {line}", file.display());
            }
        }
    }
}

/// One way to write a share in each language, so that pages that say two of them say both alike.
#[test]
fn a_share_is_written_in_one_way_in_each_language() {
    for (language, before) in [("en", ""), ("de", "\u{a0}")] {
        for file in files(&root().join("locales").join(language), &["ftl"]) {
            let source = std::fs::read_to_string(&file).unwrap();
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                for (at, _) in line.match_indices('%') {
                    let head = line[..at].trim_end_matches([' ', '\u{a0}']);
                    let number =
                        head.ends_with('}') || head.ends_with(|c: char| c.is_ascii_digit());
                    let space = &line[head.len()..at];
                    assert!(!number || space == before, "{}: {line}", file.display());
                }
            }
        }
    }
}

#[test]
fn the_record_is_told_in_german_as_one_tells_it() {
    let file = root().join("locales/de");
    let all: Vec<String> = files(&file, &["ftl"])
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    for (kind, _) in domain::Fact::TEXTS {
        let key = format!("record-{kind} =");
        let told = all.iter().flat_map(|source| source.lines());
        for line in told.filter(|line| line.starts_with(&key)) {
            let past = [" wurde", " wurden", " begann"];
            let found = past.iter().find(|word| line.contains(*word));
            assert_eq!(found, None, "{line}");
        }
    }
}
