//! Consultations, as the table decides of them: who asks many, who leaves statements out, who ends it.

use crate::world::*;
use domain::ids::*;
use domain::words::*;
use domain::{Fact, Moment, Refusal, act};

pub fn asking(world: &World) -> act::OpenConsultation {
    act::OpenConsultation {
        question: "What matters on the road?".into(),
        statements: vec![
            "Calls matter more than maps".into(),
            "A text is enough".into(),
            "Roaming is too dear".into(),
        ],
        rules: "One thought. No names of people.".into(),
        parties: vec![world.consumer],
        until: Moment(world.now.0 + 10 * Moment::DAY).day_in_utc(),
        adding: true,
        moderation: Moderation::After,
        showing: Showing::Meanwhile,
        outcome: None,
    }
}

/// The seed world, in which Mara asks Northwind's drivers.
pub fn asked() -> (World, ConsultationId) {
    let mut world = World::seated();
    let open = asking(&world);
    let facts = world.does(MARA, open);
    match &facts[..] {
        [Fact::ConsultationOpened(opened)] => (world, opened.consultation),
        other => panic!("{other:?}"),
    }
}

#[test]
fn whoever_speaks_for_a_party_asks_many_and_says_by_which_rules() {
    let world = World::seated();
    let refused = |actor, change: &dyn Fn(&mut act::OpenConsultation)| {
        let mut open = asking(&world);
        change(&mut open);
        world.decide(actor, open).err()
    };
    assert_eq!(refused(MARA, &|_| {}), None);
    assert_eq!(refused(INES, &|_| {}), None);
    let entitled = matches!(
        refused(driver(0), &|_| {}),
        Some(Refusal::NotEntitled { .. })
    );
    assert!(entitled);
    let blank = |field| Some(Refusal::Blank { field });
    assert_eq!(refused(MARA, &|it| it.rules.clear()), blank("rules"));
    assert_eq!(refused(MARA, &|it| it.question.clear()), blank("question"));
    assert_eq!(
        refused(MARA, &|it| it.statements = vec![" ".into()]),
        blank("statements")
    );
    assert_eq!(
        refused(MARA, &|it| it.parties.clear()),
        Some(Refusal::NobodyAsked)
    );
    let nobody = PartyId(uuid::Uuid::nil());
    assert_eq!(
        refused(MARA, &|it| it.parties = vec![nobody]),
        Some(Refusal::Unknown { what: "party" })
    );
    let late = Moment(world.now.0 + 400 * Moment::DAY).day_in_utc();
    assert_eq!(
        refused(MARA, &|it| it.until = late),
        Some(Refusal::NoLastDay)
    );
    let gone = Moment(world.now.0 - 2 * Moment::DAY).day_in_utc();
    assert_eq!(
        refused(MARA, &|it| it.until = gone),
        Some(Refusal::NoLastDay)
    );
}

#[test]
fn a_statement_of_more_than_two_hundred_characters_is_refused() {
    let world = World::seated();
    let mut open = asking(&world);
    open.statements[1] = "x".repeat(201);
    let (field, limit) = ("statements", 200);
    let refused = world.decide(MARA, open);
    assert_eq!(refused.err(), Some(Refusal::TooLong { field, limit }));
}

#[test]
fn whoever_leaves_a_statement_out_says_why_and_the_record_says_who() {
    let (mut world, consultation) = asked();
    let reject = |statement, why: &str| act::RejectStatement {
        consultation,
        statement,
        why: why.into(),
    };
    let refused = world.decide(INES, reject(2, " "));
    assert_eq!(refused.err(), Some(Refusal::Blank { field: "why" }));
    let unknown = Some(Refusal::Unknown { what: "statement" });
    assert_eq!(world.decide(INES, reject(9, "Who?")).err(), unknown);
    assert!(world.decide(driver(0), reject(2, "No")).is_err());
    world.does(INES, reject(2, "It names a person"));
    assert_eq!(
        world.decide(MARA, reject(2, "Again")).err(),
        Some(Refusal::NothingNew)
    );
    let seen = world.seen_by(TOM);
    let view = seen.consultation(consultation, world.now).expect("there");
    let decided = &view.moderated[0];
    assert_eq!(
        (decided.statement, decided.person, decided.rejected),
        (2, INES, true)
    );
    assert_eq!(decided.why.as_deref(), Some("It names a person"));
    // The other side may show it again, and that is on the record, too.
    let statement = 2;
    world.does(
        MARA,
        act::AdmitStatement {
            consultation,
            statement,
        },
    );
    let view = world.seen_by(TOM).consultation(consultation, world.now);
    let decided = view.expect("there").moderated.remove(0);
    assert_eq!((decided.person, decided.rejected), (MARA, false));
}

#[test]
fn whoever_asked_ends_it_and_what_came_of_it_is_recorded() {
    let (mut world, consultation) = asked();
    let close = act::CloseConsultation { consultation };
    assert_eq!(
        world.decide(INES, close.clone()).err(),
        Some(Refusal::OtherParty)
    );
    world.does(LEA, close.clone());
    let view = world.seen_by(TOM).consultation(consultation, world.now);
    let view = view.expect("there");
    let closed = view.closed.expect("it is over");
    assert!(!view.open);
    assert_eq!((closed.people, closed.votes, closed.groups), (12, 30, 2));
    assert_eq!(
        world.decide(LEA, close).err(),
        Some(Refusal::ConsultationOver)
    );
}
