//! Pictures and PDFs that go with a word: in its audience, as long as it stands.

use std::sync::Arc;

use domain::attached::{Attaching, File, Lies};
use domain::ids::*;
use domain::search::Query;
use domain::words::*;
use domain::{Command, Fact, Refusal, act};

use crate::world::*;

/// A picture, as the shell found it.
pub fn picture(alt: &str) -> Attaching {
    let file = |bytes: &[u8]| File(Arc::from(bytes));
    Attaching {
        kind: AttachmentKind::Jpeg,
        name: "dock.jpg".to_owned(),
        alt: alt.to_owned(),
        size: (40, 30),
        whole: file(b"a picture"),
        preview: Some(file(b"small")),
    }
}

fn pdf(name: &str) -> Attaching {
    Attaching {
        kind: AttachmentKind::Pdf,
        name: name.to_owned(),
        alt: String::new(),
        size: (0, 0),
        whole: File(Arc::from(&b"%PDF"[..])),
        preview: None,
    }
}

fn saying(audience: Audience, attachments: Vec<Attaching>) -> Command {
    Command::from(act::Say {
        attachments,
        ..act::Say::new(ContributionKind::Need, audience, "the dock floods")
    })
}

fn says(world: &mut World, audience: Audience, attachments: Vec<Attaching>) -> ContributionId {
    let facts = world.does(MARA, saying(audience, attachments));
    let [Fact::ContributionSaid(said)] = &facts[..] else {
        panic!("{facts:?}")
    };
    said.contribution
}

#[test]
fn what_is_attached_is_seen_by_whoever_reads_the_word_and_by_nobody_else() {
    let mut world = World::seated();
    let files = vec![
        picture("the dock under water"),
        pdf("plan.pdf"),
        picture(""),
    ];
    let bytes: Vec<_> = saying(Audience::OwnParty, files.clone()).files();
    let lengths: Vec<_> = bytes.iter().map(|file| file.len()).collect();
    assert_eq!(lengths, [9, 5, 4, 9, 5], "in the order in which they lie");
    let word = says(&mut world, Audience::OwnParty, files);
    let lies = |place| world.seen_by(LEA).attachment(word, place);
    let where_it_lies = |lies: Option<Lies>| lies.map(|it| (it.sequence, it.file, it.preview));
    let sequence = world.sequence();
    assert_eq!(where_it_lies(lies(1)), Some((sequence, 0, Some(1))));
    assert_eq!(where_it_lies(lies(2)), Some((sequence, 2, None)));
    assert_eq!(where_it_lies(lies(3)), Some((sequence, 3, Some(4))));
    assert_eq!((lies(0), lies(4)), (None, None));
    let first = lies(1).unwrap().attachment;
    assert_eq!(
        (first.alt.as_str(), first.bytes),
        ("the dock under water", 9)
    );
    assert_eq!((first.width, first.height), (40, 30));
    assert_eq!(world.seen_by(LEA).files().len(), 5);
    let query = Query::new("under water").unwrap();
    assert_eq!(world.seen_by(LEA).search(&query).len(), 1);
    for other in [INES, TOM, OTTO] {
        let seen = world.seen_by(other);
        assert_eq!(seen.attachment(word, 1), None);
        assert!(seen.files().is_empty() && seen.search(&query).is_empty());
        assert!(!world.everything(other).unwrap().contains("dock.jpg"));
    }
}

#[test]
fn what_is_attached_stays_with_a_mended_word_and_goes_with_one_that_is_taken_back_or_erased() {
    let mut world = World::seated();
    let word = says(&mut world, Audience::WholeTable, vec![picture("the dock")]);
    let said = world.sequence();
    let mut taken_back = world.clone();
    taken_back.does(MARA, act::TakeBack { contribution: word });
    assert_eq!(taken_back.seen_by(INES).attachment(word, 1), None);
    world.days_pass(1);
    world.does(
        MARA,
        act::MendWord {
            contribution: word,
            words: "the dock floods each spring".to_owned(),
            condition: String::new(),
            meant_otherwise: false,
        },
    );
    let mended = world.sequence();
    let lies = world.seen_by(INES).attachment(word, 1).unwrap();
    assert_eq!(lies.sequence, said);
    // Whichever reading is erased: the entry that holds the files is among those that go.
    for sequence in [said, mended] {
        let mut erased = world.clone();
        let facts = erased.does(MARA, erase(sequence));
        let mut gone = facts.iter().filter_map(Fact::erases);
        assert!(gone.any(|gone| gone == said));
    }
}

#[test]
fn a_word_has_three_files_and_each_party_its_own_share_of_those_that_one_sees() {
    let mut world = World::seated();
    let three = || vec![pdf("a.pdf"), pdf("b.pdf"), pdf("c.pdf")];
    let many = [three(), three()].concat();
    let what = "attachments of one word";
    let refused = saying(Audience::WholeTable, many);
    world.refuses(MARA, refused, Refusal::Full { what, limit: 3 });
    for _ in 0..66 {
        says(&mut world, Audience::OwnParty, three());
    }
    let full = Refusal::AttachmentsFull { limit: 200 };
    world.refuses(MARA, saying(Audience::OwnParty, three()), full.clone());
    says(
        &mut world,
        Audience::OwnParty,
        vec![pdf("a.pdf"), pdf("b.pdf")],
    );
    world.refuses(MARA, saying(Audience::WholeTable, vec![pdf("a.pdf")]), full);
    // No party uses up what the others attach, and none learns by a limit what these attached among themselves.
    world.does(INES, saying(Audience::WholeTable, three()));
    // Words alone can still be said.
    world.does(MARA, saying(Audience::WholeTable, Vec::new()));
}

#[test]
fn whoever_is_here_without_an_account_attaches_a_tenth_of_their_partys_share() {
    let mut world = World::seated();
    let consumer = world.consumer;
    world.admits(MARA, GUS, consumer, &[Role::Customer], Since::Start);
    let pdf = || saying(Audience::OwnParty, vec![pdf("a.pdf")]);
    for _ in 0..20 {
        world.does(GUS, pdf());
    }
    world.refuses(GUS, pdf(), Refusal::AttachmentsFull { limit: 20 });
    world.does(MARA, pdf());
}

#[test]
fn what_it_shows_is_a_line_and_no_command_brings_files_as_json() {
    let world = World::seated();
    let long = saying(Audience::OwnParty, vec![picture(&"a".repeat(201))]);
    let (field, limit) = ("attachments", 200);
    world.refuses(MARA, long, Refusal::TooLong { field, limit });
    let turned = saying(Audience::OwnParty, vec![picture("a\u{202E}b")]);
    let (sign, after) = ("U+202E".to_owned(), "a".to_owned());
    world.refuses(MARA, turned, Refusal::Deceptive { field, sign, after });
    let json =
        r#"{"command":"say","kind":"need","audience":"whole_table","words":"x","attachments":[]}"#;
    assert!(serde_json::from_str::<Command>(json).is_err());
}
