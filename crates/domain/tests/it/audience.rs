//! Who hears what, from when on, and as of when.

use crate::world::*;
use domain::audience::Sight;
use domain::search::Query;
use domain::view::*;
use domain::words::*;
use domain::{Fact, Moment, Refusal, act};

#[test]
fn each_audience_is_heard_by_its_people_and_nobody_else() {
    let mut world = World::seated();
    let parties = Audience::Parties(vec![world.supplier]);
    for (audience, words, heard_by) in [
        (
            Audience::WholeTable,
            "for all",
            vec![INES, PAUL, OLGA, LEA, MARA, OTTO, driver(0), TOM],
        ),
        (Audience::OwnParty, "among us", vec![LEA, MARA, driver(0)]),
        (parties, "for you two", vec![LEA, MARA, driver(0), TOM]),
        (Audience::OnlyMe, "for me", vec![MARA]),
    ] {
        world.says(MARA, audience, words);
        let sequence = world.sequence();
        for person in [INES, PAUL, OLGA, LEA, MARA, OTTO, driver(0), TOM] {
            let heard = heard_by.contains(&person);
            assert_eq!(
                world.hears(person).iter().any(|w| w == words),
                heard,
                "{person} {words}"
            );
            assert_eq!(
                world.sight(person, sequence) == Sight::Whole,
                heard,
                "{person} {words}"
            );
            let everything = world.everything(person).expect("seated");
            assert_eq!(everything.contains(words), heard, "{person} {words}");
        }
    }
}

#[test]
fn observer_sees_whole_table_entries_only() {
    let mut world = World::seated();
    world.says(INES, Audience::WholeTable, "for all");
    world.says(INES, Audience::OwnParty, "among us");
    world.says(MARA, Audience::Parties(vec![world.provider]), "for you");
    assert_eq!(world.hears(OLGA), ["for all"]);
    assert_eq!(world.hears(PAUL), ["for all", "among us", "for you"]);
}

#[test]
fn an_audience_names_parties_that_sit_here() {
    let mut world = World::seated();
    let gone = world.supplier;
    world.refuses(
        MARA,
        say(Audience::Parties(Vec::new()), "to nobody"),
        Refusal::NobodyThere,
    );
    world.does(TOM, act::LeaveTable {});
    world.refuses(
        MARA,
        say(Audience::Parties(vec![gone]), "to you"),
        Refusal::NobodyThere,
    );
    let many = vec![world.provider; 25];
    world.refuses(
        MARA,
        say(Audience::Parties(many), "to you"),
        Refusal::NobodyThere,
    );
}

#[test]
fn better_off_is_private_until_the_party_shares_it() {
    let mut world = World::seated();
    let statement = |world: &World, viewer| {
        let parties = world.seen_by(viewer).frame().parties;
        let consumer = parties.into_iter().find(|party| party.id == world.consumer);
        consumer
            .expect("it sits here")
            .better_off
            .and_then(|said| said.statement)
    };
    world.does(MARA, better_off(Audience::OwnParty, "only just"));
    assert_eq!(world.sight(INES, world.sequence()), Sight::Sealed);
    assert_eq!(statement(&world, INES), None);
    assert_eq!(statement(&world, LEA).as_deref(), Some("only just"));
    world.does(MARA, better_off(Audience::WholeTable, "in part"));
    assert_eq!(statement(&world, INES).as_deref(), Some("in part"));
    world.does(MARA, better_off(Audience::OwnParty, "less now"));
    assert_eq!(statement(&world, INES).as_deref(), Some("in part"));
    assert_eq!(statement(&world, MARA).as_deref(), Some("less now"));
    world.refuses(
        MARA,
        better_off(Audience::OnlyMe, "hm"),
        Refusal::PartyHears,
    );
}

#[test]
fn a_seat_from_now_hides_earlier_reasons_but_not_figures() {
    let mut world = World::seated();
    let (consumer, supplier) = (world.consumer, world.supplier);
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.does(MARA, rate(outcome, [8, 8, 8], "tunnels before"));
    let rated = world.sequence();
    world.says(INES, Audience::WholeTable, "said before");
    let said = world.sequence();
    world.admits(TOM, TESS, supplier, &[Role::Representative], Since::Now);
    world.says(INES, Audience::WholeTable, "said after");

    assert_eq!(world.said(TESS, outcome, consumer).worth, 8.0);
    let voice = world.outcome(TESS, outcome).voices.remove(0);
    assert_eq!(
        (voice.marks.map(|marks| marks.benefit), voice.why),
        (Some(8), None)
    );
    assert_eq!(world.sight(TESS, rated), Sight::WithoutText);
    assert_eq!(world.sight(TESS, said), Sight::Sealed);
    assert_eq!(world.hears(TESS), ["said after"]);
    let everything = world.everything(TESS).expect("seated");
    assert!(!everything.contains("tunnels before") && !everything.contains("said before"));
    assert_eq!(world.hears(TOM), ["said before", "said after"]);
}

#[test]
fn a_seat_from_now_reads_no_earlier_word_of_a_round_in_writing() {
    let mut world = World::seated();
    let supplier = world.supplier;
    let plan = act::PlanMeeting {
        kind: MeetingKind::Written,
        title: "The third quarter".into(),
        begins_at: clock(world.now),
        minutes: 3 * 1_440,
        place: String::new(),
    };
    let Fact::MeetingPlanned(planned) = &world.does(INES, plan)[0] else {
        panic!("nothing was planned")
    };
    let meeting = planned.meeting;
    let bring = act::BringTopic {
        meeting,
        title: "Elm Pass at night".into(),
        minutes: 10,
        subject: None,
    };
    let Fact::TopicBrought(brought) = &world.does(INES, bring)[0] else {
        panic!("nothing was brought")
    };
    let topic = brought.topic;
    let word = |words: &str| act::WriteWord {
        topic,
        words: words.into(),
    };
    world.now = Moment(world.now.0 + 60_000);
    world.does(MARA, word("canary before"));
    let before = world.sequence();
    world.admits(TOM, TESS, supplier, &[Role::Representative], Since::Now);
    world.does(INES, word("said after"));

    let read = |person| {
        let view = world.seen_by(person).meeting(meeting, world.now);
        let mut agenda = view.expect("it is there").agenda;
        let point = agenda.remove(0);
        let words = point.written.into_iter().filter_map(|it| it.words);
        (words.collect::<Vec<_>>(), point.written_before)
    };
    assert_eq!(read(TESS), (vec!["said after".to_owned()], true));
    assert_eq!(world.sight(TESS, before), Sight::WithoutText);
    let looked_for = Query::new("canary").expect("a word");
    assert!(world.seen_by(TESS).search(&looked_for).is_empty());
    let everything = world.everything(TESS).expect("seated");
    assert!(!everything.contains("canary before"));
    let both = ["canary before", "said after"].map(str::to_owned).to_vec();
    assert_eq!(read(TOM), (both, false));
    assert!(!world.seen_by(TOM).search(&looked_for).is_empty());
}

#[test]
fn nobody_gives_a_seat_that_reads_further_back_than_their_own() {
    let mut world = World::seated();
    let (provider, consumer, supplier) = (world.provider, world.consumer, world.supplier);
    world.says(INES, Audience::WholeTable, "said before");
    world.admits(INES, IDA, provider, &[Role::ServiceOwner], Since::Now);
    let member = |since| admit(TESS, supplier, &[Role::Member], since);
    world.admits(MARA, driver(7), consumer, &[Role::Customer], Since::Now);
    let guest = |since| admit(driver(8), consumer, &[Role::User], since);

    // Neither to a colleague nor to another party's first person.
    world.refuses(driver(7), guest(Since::Start), Refusal::FurtherBack);
    let regulator = world.seats_party(INES, REGULATOR, PartyKind::Other);
    let first = |since| admit(RUTH, regulator, &[Role::Representative], since);
    world.refuses(IDA, first(Since::Start), Refusal::FurtherBack);
    assert!(!world.seen_by(IDA).may_give(Since::Start));
    assert!(world.seen_by(IDA).may_give(Since::Now));
    world.does(driver(7), guest(Since::Now));
    assert_eq!(world.hears(driver(8)), Vec::<String>::new());

    // Whoever reads from the start gives that.
    assert!(world.seen_by(INES).may_give(Since::Start));
    world.does(INES, first(Since::Start));
    world.does(TOM, member(Since::Start));
    assert_eq!(world.hears(TESS), ["said before"]);
}

#[test]
fn a_seat_from_now_hides_earlier_reasons_about_parts() {
    let mut world = World::seated();
    let (provider, supplier) = (world.provider, world.supplier);
    world.does(
        INES,
        act::NamePart {
            name: "SIM cards".into(),
            made_by: provider,
        },
    );
    let part = world.seen_by(INES).value().parts[0].id;
    let why = "they break".to_owned();
    world.does(
        MARA,
        act::JudgePart {
            part,
            verdict: Verdict::Stop,
            why,
        },
    );
    world.admits(TOM, TESS, supplier, &[Role::Representative], Since::Now);
    assert_eq!(world.sight(TESS, world.sequence() - 1), Sight::WithoutText);
    let view = world.seen_by(TESS).value().parts.remove(0);
    assert_eq!((view.reasons.len(), view.verdicts[0].stop), (0, 1));
}

#[test]
fn as_of_shows_the_prefix_with_todays_rights_and_what_was_revealed_later_stays_sealed() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(TOM, outcome, [1, 1, 1]);
    world.guesses(INES, outcome, [9, 9, 9]);
    let sealed = world.record.last().cloned().expect("a guess was recorded");
    world.says(INES, Audience::OwnParty, "among us, then");
    let then = world.relationship.clone();
    let prefix = world.record.clone();
    world.days_pass(30);
    world.rates(MARA, outcome, [6, 6, 6]);
    world.says(MARA, Audience::WholeTable, "said later");

    for viewer in [INES, MARA, TOM] {
        let seen = world
            .relationship
            .seen_by(viewer, &then)
            .expect("seated today");
        let page = seen.outcome(outcome).expect("it existed then");
        assert!(page.guesses.is_empty());
        assert!(matches!(
            page.outcome.guess,
            GuessView::Sealed { people: 1, .. }
        ));
        let figure = page
            .outcome
            .figures
            .iter()
            .find(|figure| figure.party == consumer);
        assert_eq!(figure.expect("it sat here").figure, Figure::NotHeard);
        // What was sealed is to others as if not there until something follows that they may see.
        let last = then.sequence() - if viewer == INES { 0 } else { 2 };
        assert_eq!(seen.frame().sequence, last);
        assert!(seen.needs(world.now).is_empty());
        let fact = domain::Fact::decode(sealed.1.kind, &sealed.1.fact, None).expect("readable");
        let sight = seen.sight(sealed.0, &fact);
        assert_eq!(sight == Sight::Whole, viewer == INES, "{viewer}");
        let today = &world.relationship;
        let all = everything(today, viewer, &then, &prefix, world.now).expect("seated");
        assert!(!all.contains("said later"));
        assert_eq!(all.contains("among us, then"), viewer == INES);
    }

    // Whoever has no seat today sees no past either.
    world.does(MARA, act::UnseatPerson { person: LEA });
    assert!(world.relationship.seen_by(LEA, &then).is_none());
    // Whoever became an observer reads the past as one.
    world.does(
        INES,
        act::SetRoles {
            person: PAUL,
            roles: vec![Role::Observer],
        },
    );
    let all = everything(&world.relationship, PAUL, &then, &prefix, world.now);
    assert!(!all.expect("seated").contains("among us, then"));
}

#[test]
fn nobody_without_a_seat_sees_anything() {
    let world = World::seated();
    for person in [STRANGER, IDA, RUTH] {
        assert!(world.everything(person).is_none());
    }
}
