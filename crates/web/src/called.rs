//! What people and organisations are called for short. A short name that is wrong offends ("Dr.",
//! "Klinikum"), a long one is only long: in doubt it is the whole name.

use accounts::{Language, skimmed};

use crate::catalogue::Say;

/// Words before a name that nobody is called by, besides those that end in a full stop.
const TITLES: [&str; 24] = [
    "dr",
    "prof",
    "doctor",
    "doktor",
    "professor",
    "professorin",
    "frau",
    "herr",
    "herrn",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "lady",
    "lord",
    "madame",
    "monsieur",
    "schwester",
    "pfarrer",
    "pfarrerin",
    "ing",
];

/// Words that many organisations share: none is called by them alone.
const SHARED: [&str; 69] = [
    // What it is.
    "klinikum",
    "klinik",
    "kliniken",
    "krankenhaus",
    "spital",
    "hospital",
    "clinic",
    "universität",
    "university",
    "hochschule",
    "schule",
    "school",
    "college",
    "stadt",
    "city",
    "town",
    "council",
    "county",
    "kreis",
    "landkreis",
    "gemeinde",
    "markt",
    "land",
    "bezirk",
    "region",
    "amt",
    "ministerium",
    "ministry",
    "department",
    "bank",
    "sparkasse",
    "verein",
    "verband",
    "stiftung",
    "foundation",
    "institut",
    "institute",
    "zentrum",
    "centre",
    "center",
    "gruppe",
    "group",
    "gesellschaft",
    "company",
    "firma",
    "haus",
    "museum",
    "praxis",
    "hotel",
    "autohaus",
    "stadtwerke",
    "bistum",
    // What is before a name.
    "the",
    "der",
    "die",
    "das",
    "sankt",
    "saint",
    "royal",
    "national",
    "united",
    "first",
    "new",
    "deutsche",
    "deutscher",
    "deutsches",
    "neue",
    "erste",
    "internationale",
];

/// Words after a name that many share, besides those: what an organisation does.
const AFTER: [&str; 36] = [
    "logistics",
    "logistik",
    "mobile",
    "mobil",
    "mobilfunk",
    "telecom",
    "telekommunikation",
    "towers",
    "network",
    "netz",
    "netze",
    "it",
    "systems",
    "systeme",
    "systemhaus",
    "service",
    "solutions",
    "software",
    "technologies",
    "technology",
    "technologie",
    "technik",
    "consulting",
    "beratung",
    "energy",
    "energie",
    "industries",
    "holding",
    "international",
    "partners",
    "spedition",
    "transport",
    "transporte",
    "versicherung",
    "versicherungen",
    "insurance",
];

/// What the law calls an organisation, at the end of its name: its people leave it out as they like.
const LEGAL: [&str; 40] = [
    "ab",
    "ag",
    "aör",
    "aps",
    "as",
    "bv",
    "co",
    "corp",
    "corporation",
    "eg",
    "ev",
    "gag",
    "gbr",
    "ggmbh",
    "gmbh",
    "gug",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "kgaa",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "mbh",
    "nv",
    "ohg",
    "oy",
    "oyj",
    "plc",
    "pty",
    "sa",
    "sarl",
    "sas",
    "se",
    "spa",
    "srl",
    "ug",
];

/// As what compound words end: “Universitätsklinikum”, “Landesamt”.
const SHARED_ENDINGS: [&str; 8] = [
    "klinikum",
    "klinik",
    "krankenhaus",
    "universität",
    "hochschule",
    "ministerium",
    "amt",
    "werke",
];

/// Names of fewer letters are told apart by one.
const TOLD_BY_A_LETTER: usize = 6;

/// What joins two names to one.
const JOINS: [&str; 6] = ["&", "+", "und", "and", "/", "-"];

/// What a page or a letter calls somebody: by the whole name in German, which says *Sie*; by the first
/// name in English, where it is clear which one that is.
pub fn called(say: Say, name: &str) -> &str {
    match say.0 {
        Language::De => name.trim(),
        Language::En => first_name(name).unwrap_or(name.trim()),
    }
}

/// The words of a name without the titles before it.
pub(crate) fn untitled(name: &str) -> impl DoubleEndedIterator<Item = &str> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let titles = words.iter().take_while(|word| is_title(word)).count();
    // A name of nothing but titles is a name all the same.
    let titles = if titles == words.len() { 0 } else { titles };
    words.into_iter().skip(titles)
}

fn is_title(word: &str) -> bool {
    word.ends_with('.') && word.chars().count() > 2
        || TITLES.contains(&word.to_lowercase().as_str())
}

fn first_name(name: &str) -> Option<&str> {
    let mut words = untitled(name);
    let first = words.next()?;
    // “Voss, Beate”, “B. Voss”, “van der Berg”, “Dr. Voss”: which is the first name is not clear.
    let clear = first.starts_with(char::is_uppercase) && !first.ends_with([',', '.']);
    let alone = words.next().is_none();
    (clear && (!alone || name.split_whitespace().count() == 1)).then_some(first)
}

/// What an organisation is called for short: up to the first word that tells it from others, where nothing
/// but what many share comes after it; else without what many share at its end. No list knows every trade, so a
/// word that is in none may be the one that tells: “Spedition Falk” is no “Spedition”.
pub fn short_name(name: &str) -> &str {
    let name = name.trim();
    let mut words = name.split_whitespace().peekable();
    let (mut joined, mut told, mut end) = (false, false, 0);
    while let Some(word) = words.next() {
        let next = words.peek().map(|next| next.to_lowercase());
        let goes_on = word.ends_with(',') || next.is_some_and(|next| JOINS.contains(&&*next));
        let is_shared = is_shared_after(word);
        let joins = JOINS.contains(&word);
        let tells = !is_shared && (tells_apart(word) || joined && !joins);
        joined = goes_on || joined && !tells || joins;
        told |= tells && !goes_on;
        if !told || tells || !is_shared && !joins {
            end = word.as_ptr() as usize - name.as_ptr() as usize + word.len();
        }
    }
    &name[..end]
}

/// Whether an eye takes two organisations for one: by names that look the same but for what the law calls them, or for
/// one letter of several.
pub fn are_namesakes(one: &str, other: &str) -> bool {
    let (one, other) = (
        skimmed(&without_legal_form(one)),
        skimmed(&without_legal_form(other)),
    );
    !one.is_empty() && (one == other || is_a_letter_off(&one, &other))
}

fn without_legal_form(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| is_legal(word)) {
        words.pop();
    }
    words.join(" ")
}

/// Whether a word is what the law calls an organisation, or a sign beside that.
fn is_legal(word: &str) -> bool {
    let word: String = word.chars().filter(|it| it.is_alphanumeric()).collect();
    word.is_empty() || LEGAL.contains(&&*word.to_lowercase())
}

/// Whether a letter is there in one of two that is not in the other, or is another one. Numbers tell apart.
fn is_a_letter_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let least = one.len().min(other.len());
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let begins = one.iter().zip(&other).take_while(same).count();
    let ends = one.iter().rev().zip(other.iter().rev()).take_while(same);
    let ends = ends.count().min(least - begins);
    let rest = |it: &[char]| it[begins..it.len() - ends].to_vec();
    let (one, other) = (rest(&one), rest(&other));
    let differ = one.iter().chain(&other);
    least >= TOLD_BY_A_LETTER
        && one.len().max(other.len()) == 1
        && differ.copied().all(char::is_alphabetic)
}

/// Whether a word after a name is one that many share: a trade, a part of a house, what the law calls it.
fn is_shared_after(word: &str) -> bool {
    let lower = word.trim_end_matches(['.', ',']).to_lowercase();
    is_among(&AFTER, &lower) || is_among(&SHARED, &lower) || is_legal(word)
}

/// Whether a list has a word, or the one thing of which it tells several: “clinics” are shared as “clinic” is.
fn is_among(words: &[&str], lower: &str) -> bool {
    let one = lower.strip_suffix('s');
    words.contains(&lower) || one.is_some_and(|one| words.contains(&one))
}

fn tells_apart(word: &str) -> bool {
    let lower = word.to_lowercase();
    let begins = word.chars().next();
    begins.is_some_and(|letter| !letter.is_lowercase() && letter.is_alphanumeric())
        && word.chars().count() > 2
        && !word.ends_with('.')
        && !is_among(&SHARED, &lower)
        && !SHARED_ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_called_by_a_title_or_a_particle() {
        for (name, short) in [
            ("Mara Osei", "Mara"),
            ("Dr. med. Beate Voss", "Beate"),
            ("Prof. Dr. Anna-Lena Meyer", "Anna-Lena"),
            ("Frau Sabine Köhler", "Sabine"),
            ("Frau Köhler", "Frau Köhler"),
            ("Dr. Voss", "Dr. Voss"),
            ("B. Voss", "B. Voss"),
            ("Voss, Beate", "Voss, Beate"),
            ("van der Berg", "van der Berg"),
            ("Mara", "Mara"),
            ("Dr.", "Dr."),
            ("", ""),
        ] {
            assert_eq!(called(Say(Language::En), name), short);
            assert_eq!(called(Say(Language::De), name), name);
        }
    }

    #[test]
    fn organisations_that_differ_by_their_legal_form_or_a_letter_are_namesakes() {
        let there = "Harbour Clinics";
        for name in [
            "HARBOUR CLINICS GmbH",
            "Harbor Clinics",
            "Harbour Clinics GmbH & Co. KG",
            "Harbour-Clinics e.V.",
            "Harbour Clinic, Inc.",
        ] {
            assert!(
                are_namesakes(name, there) && are_namesakes(there, name),
                "{name}"
            );
        }
        assert!(are_namesakes("Harbour Clinics AG", "Harbour Clinics SE"));
        for (one, other) in [
            (there, "Harbour Towers"),
            ("Region North 1", "Region North 2"),
            ("Falk", "Fall"),
            ("AG", "SE"),
            ("", ""),
        ] {
            assert!(!are_namesakes(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn nobody_is_called_by_what_the_law_calls_them_or_told_apart_by_it() {
        for form in LEGAL {
            let name = format!("Kestrel {}", form.to_uppercase());
            assert_eq!(short_name(&name), "Kestrel");
            assert!(are_namesakes(&name, "Kestrel"), "{name}");
        }
        assert_eq!(short_name("Sportverein Kiel e.V."), "Sportverein Kiel");
    }

    #[test]
    fn no_organisation_is_called_by_a_word_that_many_share() {
        for (name, short) in [
            ("Northwind Logistics", "Northwind"),
            ("Meridian Mobile", "Meridian"),
            ("Halden Towers", "Halden"),
            ("Spedition Falk", "Spedition Falk"),
            ("Spedition Falk GmbH", "Spedition Falk"),
            ("Autohaus Keller", "Autohaus Keller"),
            ("Bäckerei Brandt GmbH & Co. KG", "Bäckerei Brandt"),
            ("Falk Spedition", "Falk"),
            ("Kestrel Clinics", "Kestrel"),
            ("Kestrel Networks", "Kestrel"),
            ("Clinics Kestrel", "Clinics Kestrel"),
            ("Acme Widgets", "Acme Widgets"),
            ("Logistics", "Logistics"),
            ("Klinikum Nord", "Klinikum Nord"),
            ("Stadt Köln", "Stadt Köln"),
            (
                "St. Marien Klinikum Dortmund",
                "St. Marien Klinikum Dortmund",
            ),
            ("St. Marien Klinikum gGmbH", "St. Marien"),
            (
                "Universitätsklinikum Aachen AöR",
                "Universitätsklinikum Aachen",
            ),
            (
                "Klinikum der Stadt Ludwigshafen gGmbH",
                "Klinikum der Stadt Ludwigshafen",
            ),
            ("Müller & Sohn GmbH", "Müller & Sohn"),
            ("Müller, Schmidt und Partner", "Müller, Schmidt und Partner"),
            ("Deutsche Telekom AG", "Deutsche Telekom"),
            ("Bank of America", "Bank of America"),
            ("Dr. Oetker", "Dr. Oetker"),
            ("van der Berg", "van der Berg"),
            ("Klinikum", "Klinikum"),
            ("3M", "3M"),
            ("", ""),
        ] {
            assert_eq!(short_name(name), short);
        }
    }
}
