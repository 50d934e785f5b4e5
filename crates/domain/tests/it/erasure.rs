//! Text that goes, visibly.

use crate::world::*;
use domain::audience::Sight;
use domain::words::*;
use domain::{Fact, Refusal, act};

#[test]
fn an_author_erases_their_own_text_and_its_place_stays() {
    let mut world = World::seated();
    world.says(driver(0), Audience::WholeTable, "my phone number");
    let sequence = world.sequence();
    world.refuses(INES, erase(sequence), Refusal::NotAuthor);
    world.refuses(driver(1), erase(sequence), Refusal::NotAuthor);
    let facts = world.does(driver(0), erase(sequence));
    assert!(matches!(&facts[..], [Fact::ContentErased(erased)] if erased.sequence == sequence));
    for person in [INES, MARA, driver(0)] {
        assert!(
            !world
                .everything(person)
                .expect("seated")
                .contains("my phone number")
        );
        let said: Vec<_> = world.seen_by(person).words().collect();
        assert_eq!(
            (said.len(), &said[0].words, said[0].person),
            (1, &None, driver(0))
        );
    }
    world.refuses(driver(0), erase(sequence), Refusal::NothingToErase);
}

#[test]
fn a_spokesperson_erases_the_text_of_their_own_people() {
    let mut world = World::seated();
    world.says(driver(0), Audience::WholeTable, "my phone number");
    let sequence = world.sequence();
    world.does(LEA, erase(sequence));
    assert_eq!(
        world
            .seen_by(MARA)
            .words()
            .next()
            .and_then(|said| said.words),
        None
    );
}

#[test]
fn a_spokesperson_erases_the_text_of_somebody_who_left() {
    let mut world = World::seated();
    let person = driver(0);
    world.says(person, Audience::WholeTable, "my phone number");
    let sequence = world.sequence();
    world.does(
        MARA,
        domain::Command::UnseatPerson(act::UnseatPerson { person }),
    );
    world.does(MARA, erase(sequence));
}

#[test]
fn an_erased_reason_leaves_the_figures() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.does(MARA, rate(outcome, [8, 8, 8], "tunnels"));
    world.does(MARA, erase(world.sequence()));
    assert_eq!(world.said(TOM, outcome, consumer).worth, 8.0);
    assert_eq!(world.outcome(TOM, outcome).voices[0].why, None);
}

#[test]
fn every_kind_of_text_can_be_erased() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(INES, "So that drivers reach dispatch");
    world.does(MARA, better_off(Audience::WholeTable, "only just"));
    let texts: Vec<_> = world
        .record
        .iter()
        .filter(|(_, entry)| entry.content.is_some())
        .map(
            |(stamp, entry)| match Fact::decode(entry.kind, &entry.fact, None) {
                Ok(Fact::PersonSeated(seated)) => (stamp.sequence, seated.person),
                _ => (stamp.sequence, stamp.actor),
            },
        )
        .collect();
    for (sequence, actor) in texts {
        world.does(actor, erase(sequence));
    }
    let frame = world.seen_by(TOM).frame();
    assert_eq!(
        (frame.name, frame.purpose.and_then(|purpose| purpose.words)),
        (None, None)
    );
    assert!(
        frame
            .parties
            .iter()
            .all(|p| p.terms.as_ref().is_none_or(|terms| terms.erased))
    );
    assert_eq!(world.outcome(TOM, outcome).outcome.statement, None);
    assert!(
        !world
            .everything(MARA)
            .expect("seated")
            .contains("only just")
    );
}

#[test]
fn the_ground_of_an_erasure_is_read_by_the_authors_party_alone() {
    let mut world = World::seated();
    world.says(MARA, Audience::WholeTable, "a name");
    world.does(MARA, erase(world.sequence()));
    let sequence = world.sequence();
    for person in [MARA, LEA, driver(0)] {
        assert_eq!(world.sight(person, sequence), Sight::Whole);
    }
    for person in [INES, TOM, OTTO] {
        assert_eq!(world.sight(person, sequence), Sight::WithoutText);
    }
}

#[test]
fn what_has_no_text_or_does_not_exist_cannot_be_erased() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [8, 8, 8]);
    world.refuses(MARA, erase(world.sequence()), Refusal::NothingToErase);
    world.refuses(MARA, erase(9_999), Refusal::Unknown { what: "entry" });
    world.refuses(STRANGER, erase(1), Refusal::NotSeated);
}

#[test]
fn what_somebody_was_called_when_they_were_seated_is_theirs_to_erase() {
    let mut world = World::seated();
    let consumer = world.consumer;
    world.admits(MARA, driver(40), consumer, &[Role::User], Since::Start);
    let sequence = world.sequence();
    let not_author = Refusal::NotAuthor;
    // Neither another party nor somebody else of one's own.
    world.refuses(INES, erase(sequence), not_author.clone());
    world.refuses(driver(0), erase(sequence), not_author);
    world.does(driver(40), erase(sequence));
}

/// A sealed entry is refused like anybody else's, whether it holds text or not.
#[test]
fn nobody_erases_what_they_may_not_see_nor_learns_whose_it_is() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.says(PAUL, Audience::OnlyMe, "a private thought");
    let thought = world.sequence();
    world.does(PAUL, guess(outcome, [6, 6, 6]));
    let guessed = world.sequence();
    // What comes after the last entry that one sees is as if it were not there.
    for sequence in [thought, guessed, guessed + 1] {
        let unknown = Refusal::Unknown { what: "entry" };
        world.refuses(INES, erase(sequence), unknown);
    }
    world.says(MARA, Audience::WholeTable, "for everybody");
    for sequence in [thought, guessed] {
        assert_eq!(world.sight(INES, sequence), Sight::Sealed);
        for person in [INES, MARA] {
            world.refuses(person, erase(sequence), Refusal::NotAuthor);
        }
    }
    world.does(PAUL, erase(thought));
}
