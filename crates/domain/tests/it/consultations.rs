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
        language: None,
        letters_only: false,
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
fn no_party_asks_many_so_often_that_others_cannot() {
    let mut world = World::seated();
    for _ in 0..20 {
        world.does(INES, asking(&world));
    }
    let (what, limit) = ("open consultations", 20);
    world.refuses(INES, asking(&world), Refusal::Full { what, limit });
    let may_open = |world: &World| world.seen_by(INES).consultations(world.now).may_open;
    assert!(!may_open(&world));
    world.does(MARA, asking(&world));
    // What is over makes room.
    world.days_pass(12);
    assert!(may_open(&world));
    world.does(INES, asking(&world));
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
    let refused = world.decide(LEA, reject(2, " "));
    assert_eq!(refused.err(), Some(Refusal::Blank { field: "why" }));
    let unknown = Some(Refusal::Unknown { what: "statement" });
    assert_eq!(world.decide(LEA, reject(9, "Who?")).err(), unknown);
    assert!(world.decide(driver(0), reject(2, "No")).is_err());
    world.does(LEA, reject(2, "It names a person"));
    assert_eq!(
        world.decide(MARA, reject(2, "Again")).err(),
        Some(Refusal::NothingNew)
    );
    let seen = world.seen_by(TOM);
    let view = seen.consultation(consultation, world.now).expect("there");
    let decided = &view.moderated[0];
    assert_eq!(
        (decided.statement, decided.person, decided.rejected),
        (2, LEA, true)
    );
    assert_eq!(decided.why.as_deref(), Some("It names a person"));
    // A colleague may show it again, and that is on the record, too.
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
fn once_it_is_over_nobody_leaves_a_statement_out_or_shows_one() {
    let (mut world, consultation) = asked();
    let reject = |statement| act::RejectStatement {
        consultation,
        statement,
        why: "It names a person".into(),
    };
    world.does(LEA, reject(1));
    assert!(
        world
            .seen_by(LEA)
            .consultation(consultation, world.now)
            .unwrap()
            .may_moderate
    );
    world.now = Moment(world.now.0 + 12 * Moment::DAY);
    world.refuses(LEA, reject(2), Refusal::ShownStays);
    let statement = 1;
    let admit = act::AdmitStatement {
        consultation,
        statement,
    };
    world.refuses(LEA, admit, Refusal::ShownStays);
    assert!(
        !world
            .seen_by(LEA)
            .consultation(consultation, world.now)
            .unwrap()
            .may_moderate
    );
}

#[test]
fn whose_people_said_a_statement_decides_on_it_and_nobody_else() {
    let mut world = World::seated();
    let mut open = asking(&world);
    // A party that asks its own people, too, is no moderator of the others for that.
    open.parties.push(world.provider);
    open.moderation = Moderation::Before;
    let facts = world.does(INES, open);
    let [Fact::ConsultationOpened(opened)] = &facts[..] else {
        panic!("{facts:?}");
    };
    let consultation = opened.consultation;
    let reject = |statement| act::RejectStatement {
        consultation,
        statement,
        why: "It is about us".into(),
    };
    let admit = |statement| act::AdmitStatement {
        consultation,
        statement,
    };
    let (own, theirs) = (1, 4);
    for person in [INES, TOM] {
        world.refuses(person, reject(theirs), Refusal::NotTheirPeople);
        world.refuses(person, admit(theirs), Refusal::NotTheirPeople);
        let consumer = Some(world.consumer);
        assert!(!world.seen_by(person).moderates(consultation, consumer));
    }
    world.does(LEA, admit(theirs));
    world.does(MARA, reject(theirs));
    // What it began with is of the party that opened it.
    for person in [MARA, TOM] {
        world.refuses(person, reject(own), Refusal::NotTheirPeople);
        assert!(!world.seen_by(person).moderates(consultation, None));
    }
    assert!(world.seen_by(INES).moderates(consultation, None));
    world.does(INES, reject(own));
}

#[test]
fn of_people_for_whom_nobody_speaks_whoever_opened_it_decides() {
    let mut world = World::opened();
    let consumer = world.consumer;
    world.admits(INES, GUS, consumer, &[Role::Customer], Since::Start);
    world.says(GUS, Audience::WholeTable, "from my phone");
    let facts = world.does(INES, asking(&world));
    let [Fact::ConsultationOpened(opened)] = &facts[..] else {
        panic!("{facts:?}");
    };
    let reject = act::RejectStatement {
        consultation: opened.consultation,
        statement: 4,
        why: "It names a person".into(),
    };
    // A guest signs nothing and decides nothing; once he has an account, it is his party's.
    world.refuses(GUS, reject.clone(), Refusal::GuestMustClaim);
    let mut alone = world.clone();
    alone.does(INES, reject.clone());
    world.gives_account(GUS);
    world.does(GUS, act::ClaimSeat {});
    world.refuses(INES, reject.clone(), Refusal::NotTheirPeople);
    world.does(GUS, reject);
}

#[test]
fn whoever_asked_ends_it_and_what_came_of_it_is_recorded() {
    let (mut world, consultation) = asked();
    let close = act::CloseConsultation { consultation };
    assert_eq!(
        world.decide(INES, close.clone()).err(),
        Some(Refusal::OnlyWhoAsked)
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

fn bring(consultation: ConsultationId, statement: u64, place: Bringing) -> act::BringStatement {
    act::BringStatement {
        consultation,
        statement,
        place,
        words: "Tell us that it is down".into(),
        outcome: None,
        proposal: None,
        for_party: None,
        depends_on: None,
    }
}

#[test]
fn a_statement_comes_back_to_the_table_as_a_word_an_outcome_or_evidence_with_its_figures() {
    let (mut world, consultation) = asked();
    let facts = world.does(driver(0), bring(consultation, 2, Bringing::Need));
    let [
        Fact::ContributionSaid(said),
        Fact::StatementBrought(brought),
    ] = &facts[..]
    else {
        panic!("{facts:?}")
    };
    assert_eq!(said.kind, ContributionKind::Need);
    assert_eq!(brought.contribution, Some(said.contribution));
    assert_eq!(
        (
            brought.agree,
            brought.disagree,
            brought.pass,
            brought.shared
        ),
        (9, 2, 1, true)
    );
    // Everybody sees where the need comes from.
    let seen = world
        .seen_by(TOM)
        .brought_as(said.contribution)
        .expect("its origin");
    assert_eq!(
        (seen.consultation, seen.statement, seen.agree),
        (consultation, 2, 9)
    );

    let outcome = act::BringStatement {
        for_party: Some(world.consumer),
        ..bring(consultation, 3, Bringing::Outcome)
    };
    let facts = world.does(MARA, outcome);
    let [Fact::OutcomeAdded(added), Fact::StatementBrought(brought)] = &facts[..] else {
        panic!("{facts:?}")
    };
    assert_eq!(brought.outcome, Some(added.outcome));

    // As evidence it changes no figure of the outcome.
    let value = |world: &World| format!("{:?}", world.seen_by(MARA).value());
    let before = value(&world);
    let beside = act::BringStatement {
        outcome: Some(added.outcome),
        ..bring(consultation, 1, Bringing::BesideOutcome)
    };
    let facts = world.does(INES, beside.clone());
    assert!(
        matches!(&facts[..], [Fact::StatementBrought(_)]),
        "{facts:?}"
    );
    assert_eq!(value(&world), before);
    assert_eq!(
        world
            .seen_by(TOM)
            .brought_beside_outcome(added.outcome)
            .len(),
        2
    );
    assert_eq!(world.decide(LEA, beside).err(), Some(Refusal::NothingNew));
}

#[test]
fn what_is_not_shown_or_not_told_does_not_come_back_and_evidence_says_beside_what() {
    let (mut world, consultation) = asked();
    let why = "It names a person".into();
    let statement = 2;
    world.does(
        LEA,
        act::RejectStatement {
            consultation,
            statement,
            why,
        },
    );
    let refused = |world: &World, act: act::BringStatement| world.decide(MARA, act).err();
    let unknown = Some(Refusal::Unknown { what: "statement" });
    assert_eq!(
        refused(&world, bring(consultation, 2, Bringing::Need)),
        unknown
    );
    assert_eq!(
        refused(&world, bring(consultation, 9, Bringing::Need)),
        unknown
    );
    let blank = |field| Some(Refusal::Blank { field });
    assert_eq!(
        refused(&world, bring(consultation, 1, Bringing::BesideOutcome)),
        blank("outcome")
    );
    assert_eq!(
        refused(&world, bring(consultation, 1, Bringing::BesideProposal)),
        blank("proposal")
    );
    assert_eq!(
        refused(&world, bring(consultation, 1, Bringing::Outcome)),
        blank("for_party")
    );
    // A concern is about an outcome, as everywhere.
    assert_eq!(
        refused(&world, bring(consultation, 1, Bringing::Concern)),
        Some(Refusal::HangsNowhere)
    );
    let wordless = act::BringStatement {
        words: " ".into(),
        ..bring(consultation, 1, Bringing::Idea)
    };
    assert_eq!(refused(&world, wordless), blank("words"));
    world.untold = true;
    assert_eq!(
        refused(&world, bring(consultation, 1, Bringing::Need)),
        Some(Refusal::StatementUntold)
    );
}

#[test]
fn nobody_keeps_back_what_came_of_it_once_its_last_day_is_over() {
    let (mut world, consultation) = asked();
    let close = act::CloseConsultation { consultation };
    assert_eq!(
        world.decide(INES, close.clone()).err(),
        Some(Refusal::OnlyWhoAsked)
    );
    let view = |world: &World| {
        world
            .seen_by(INES)
            .consultation(consultation, world.now)
            .expect("there")
    };
    assert!(!view(&world).may_close);
    world.now = Moment(world.now.0 + 12 * Moment::DAY);
    assert!(view(&world).may_close);
    world.does(INES, close);
    assert_eq!(view(&world).closed.expect("recorded").people, 12);
}
