//! Meetings: what is planned and by whom, the order of an agenda, of a round and of the floor, who leads, and
//! that the clock is nothing but the difference of recorded moments.

use std::collections::BTreeMap;

use crate::world::*;
use domain::ids::*;
use domain::needs::Need;
use domain::search::Query;
use domain::view::*;
use domain::words::*;
use domain::{Command, Fact, Moment, Refusal, act};
use proptest::prelude::*;
use uuid::Uuid;

const MINUTE: i64 = 60_000;

fn plan(world: &World, minutes_ahead: i64) -> act::PlanMeeting {
    act::PlanMeeting {
        kind: MeetingKind::Review,
        title: "The third quarter".into(),
        begins_at: clock(Moment(world.now.0 + minutes_ahead * MINUTE)),
        minutes: 60,
        place: "Depot north".into(),
    }
}

fn planned(facts: &[Fact]) -> MeetingId {
    match facts {
        [Fact::MeetingPlanned(planned)] => planned.meeting,
        other => panic!("{other:?}"),
    }
}

fn brings(world: &mut World, person: PersonId, meeting: MeetingId, title: &str) -> TopicId {
    let bring = act::BringTopic {
        meeting,
        title: title.into(),
        minutes: 10,
        subject: None,
    };
    match &world.does(person, bring)[..] {
        [Fact::TopicBrought(brought)] => brought.topic,
        other => panic!("{other:?}"),
    }
}

/// The seed world and a meeting that Ines planned for the next minute.
fn ahead() -> (World, MeetingId) {
    let mut world = World::seated();
    world.now = Moment(world.now.0 / MINUTE * MINUTE);
    let plan = plan(&world, 1);
    let meeting = planned(&world.does(INES, plan));
    (world, meeting)
}

/// The meeting goes on: Mara, whose party's turn it is, leads; everybody of the three parties is there, and
/// Ines' point is talked about.
fn sitting() -> (World, MeetingId) {
    let (mut world, meeting) = ahead();
    let topic = brings(&mut world, INES, meeting, "Elm Pass at night");
    passes(&mut world, 2 * MINUTE);
    world.does(MARA, act::BeginMeeting { meeting });
    for person in [LEA, INES, PAUL, TOM] {
        world.does(person, here(meeting, person));
    }
    world.does(MARA, act::BeginTopic { topic });
    (world, meeting)
}

fn here(meeting: MeetingId, person: PersonId) -> act::NotePresence {
    act::NotePresence {
        meeting,
        person,
        here: true,
    }
}

fn passes(world: &mut World, millis: i64) {
    world.now = Moment(world.now.0 + millis);
}

fn asks(meeting: MeetingId, asks: Asking) -> act::AskForFloor {
    act::AskForFloor { meeting, asks }
}

fn ends(meeting: MeetingId, person: PersonId) -> act::EndSpeaking {
    act::EndSpeaking { meeting, person }
}

/// Has the floor for so long, and gives it back.
fn speaks(world: &mut World, meeting: MeetingId, person: PersonId, millis: i64) {
    world.does(person, asks(meeting, Asking::Word));
    assert_eq!(speaking(world, meeting), Some(person));
    passes(world, millis);
    world.does(person, ends(meeting, person));
}

fn view(world: &World, meeting: MeetingId, person: PersonId) -> MeetingView {
    let view = world.seen_by(person).meeting(meeting, world.now);
    view.expect("it is there")
}

fn now(world: &World, meeting: MeetingId) -> SittingView {
    view(world, meeting, MARA).sitting.expect("it goes on")
}

fn speaking(world: &World, meeting: MeetingId) -> Option<PersonId> {
    now(world, meeting).speaking.map(|it| it.person)
}

fn list(world: &World, meeting: MeetingId) -> Vec<PersonId> {
    let list = now(world, meeting).list;
    list.into_iter().map(|it| it.person).collect()
}

fn agenda(world: &World, meeting: MeetingId) -> Vec<String> {
    let agenda = view(world, meeting, MARA).agenda;
    agenda.into_iter().filter_map(|it| it.title).collect()
}

fn needs(world: &World, person: PersonId) -> Vec<&'static str> {
    let needs = world.seen_by(person).needs(world.now);
    let of_meetings = [
        "come_to_meeting",
        "begin_meeting",
        "say_coming",
        "read_minutes",
    ];
    let words = needs.iter().map(Need::word);
    words.filter(|word| of_meetings.contains(word)).collect()
}

// Planning

#[test]
fn a_meeting_lies_ahead_at_a_time_that_clocks_show() {
    let world = World::seated();
    let plan = |change: &dyn Fn(&mut act::PlanMeeting)| {
        let mut plan = plan(&world, 60);
        change(&mut plan);
        plan
    };
    world.refuses(
        INES,
        plan(&|it| it.begins_at = clock(Moment(world.now.0 - 2 * 60 * MINUTE))),
        Refusal::NoMeetingTime,
    );
    let years = 800 * Moment::DAY;
    world.refuses(
        INES,
        plan(&|it| it.begins_at = clock(Moment(world.now.0 + years))),
        Refusal::NoMeetingTime,
    );
    for minutes in [0, 4, 721] {
        let (least, most) = (5, 720);
        world.refuses(
            INES,
            plan(&|it| it.minutes = minutes),
            Refusal::NoLength { least, most },
        );
    }
    // One that began a moment ago is not over.
    let mut world = world.clone();
    world.does(INES, plan(&|it| it.begins_at = clock(world.now)));
}

#[test]
fn no_party_plans_so_many_meetings_that_others_cannot() {
    let mut world = World::seated();
    world.now = Moment(world.now.0 / MINUTE * MINUTE);
    let first = planned(&world.does(INES, plan(&world, 60)));
    for _ in 1..105 {
        world.does(INES, plan(&world, 60));
    }
    let (what, limit) = ("meetings ahead", 105);
    let full = Refusal::Full { what, limit };
    world.refuses(INES, plan(&world, 60), full.clone());
    let may_plan = |world: &World| world.seen_by(INES).meetings(world.now).may_plan;
    assert!(!may_plan(&world));
    world.does(MARA, plan(&world, 60));
    // What is called off, or over, makes room.
    let cancel = act::CancelMeeting {
        meeting: first,
        why: "Nobody can".into(),
    };
    world.does(INES, cancel);
    world.does(INES, plan(&world, 60));
    world.refuses(INES, plan(&world, 60), full);
    passes(&mut world, 3 * Moment::DAY);
    assert!(may_plan(&world));
    world.does(INES, plan(&world, 60));
}

#[test]
fn only_the_party_that_planned_a_meeting_moves_or_cancels_it() {
    let (mut world, meeting) = ahead();
    let why = "Nobody can".to_owned();
    world.refuses(
        MARA,
        act::CancelMeeting {
            meeting,
            why: why.clone(),
        },
        Refusal::OnlyWhoPlanned,
    );
    world.does(
        INES,
        act::CancelMeeting {
            meeting,
            why: why.clone(),
        },
    );
    assert_eq!(
        view(&world, meeting, TOM).meeting.state,
        MeetingState::Cancelled
    );
    assert_eq!(view(&world, meeting, TOM).why, Some(why.clone()));
    world.refuses(
        INES,
        act::CancelMeeting { meeting, why },
        Refusal::MeetingCancelled,
    );
}

#[test]
fn whoever_comes_comes_to_what_the_meeting_was_called_then() {
    let (mut world, meeting) = ahead();
    let plan = plan(&world, 1);
    let comes = act::SayComing {
        meeting,
        coming: Coming::Yes,
        stands_in: None,
    };
    world.does(MARA, comes);
    let came = world.sequence();
    let change = act::ChangeMeeting {
        meeting,
        title: "Signing away the night desk".into(),
        begins_at: plan.begins_at,
        minutes: 60,
        place: plan.place,
    };
    world.does(INES, change);
    let seen = world.seen_by(MARA);
    let title_at = |sequence| seen.meeting_title_at(meeting, sequence).flatten();
    assert_eq!(title_at(came), Some(plan.title));
    assert_eq!(
        title_at(world.sequence()),
        seen.meeting_title(meeting).flatten()
    );
}

#[test]
fn calendars_are_told_of_another_time_place_or_end_and_of_nothing_else() {
    let (mut world, meeting) = ahead();
    let plan = plan(&world, 1);
    let change = |title: &str, minutes, place: &str| act::ChangeMeeting {
        meeting,
        title: title.into(),
        begins_at: plan.begins_at,
        minutes,
        place: place.into(),
    };
    let revision = |world: &World| view(world, meeting, MARA).revision;
    let same = change(&plan.title, 60, &plan.place);
    world.refuses(INES, same, Refusal::NothingNew);
    world.does(INES, change("The fourth quarter", 60, &plan.place));
    assert_eq!(revision(&world), 0);
    world.does(INES, change("The fourth quarter", 90, &plan.place));
    assert_eq!(revision(&world), 1);
    world.does(INES, change("The fourth quarter", 90, "Depot south"));
    assert_eq!(revision(&world), 2);
    let why = "Nobody can".to_owned();
    world.does(INES, act::CancelMeeting { meeting, why });
    assert_eq!(revision(&world), 3);
}

#[test]
fn whoever_said_that_they_come_is_asked_again_once_the_time_is_another() {
    let (mut world, meeting) = ahead();
    assert_eq!(needs(&world, LEA), ["say_coming"]);
    let coming = Coming::No;
    let stands_in = Some(MARA);
    world.does(
        LEA,
        act::SayComing {
            meeting,
            coming,
            stands_in,
        },
    );
    assert_eq!(needs(&world, LEA), [""; 0]);
    let said = &view(&world, meeting, INES).parties[1].coming;
    assert_eq!(said[0].stands_in, Some(MARA));
    let plan = plan(&world, 30);
    let change = act::ChangeMeeting {
        meeting,
        title: plan.title,
        begins_at: plan.begins_at,
        minutes: 60,
        place: plan.place,
    };
    world.does(INES, change);
    assert_eq!(needs(&world, LEA), ["say_coming"]);
}

#[test]
fn nobody_sends_somebody_of_another_party_instead() {
    let (world, meeting) = ahead();
    for (coming, person) in [(Coming::No, TOM), (Coming::No, LEA), (Coming::Yes, MARA)] {
        let stands_in = Some(person);
        let says = act::SayComing {
            meeting,
            coming,
            stands_in,
        };
        world.refuses(LEA, says, Refusal::Unknown { what: "person" });
    }
}

#[test]
fn somebody_stands_in_for_whoever_does_not_know_yet_but_nobody_who_only_observes() {
    let (mut world, meeting) = ahead();
    let says = |coming, person| act::SayComing {
        meeting,
        coming,
        stands_in: Some(person),
    };
    let unknown = Refusal::Unknown { what: "person" };
    world.refuses(INES, says(Coming::No, OLGA), unknown);
    world.does(LEA, says(Coming::Perhaps, MARA));
    let said = &view(&world, meeting, INES).parties[1].coming[0];
    assert_eq!(
        (said.person, said.coming, said.stands_in),
        (LEA, Coming::Perhaps, Some(MARA))
    );
}

// The agenda

#[test]
fn every_partys_first_point_comes_before_the_second_of_any() {
    let (mut world, meeting) = ahead();
    for title in ["a", "b", "c"] {
        brings(&mut world, INES, meeting, title);
    }
    brings(&mut world, TOM, meeting, "masts");
    assert_eq!(agenda(&world, meeting), ["a", "masts", "b", "c"]);
}

#[test]
fn what_is_left_goes_by_how_many_parties_want_it_not_how_many_people() {
    let (mut world, meeting) = ahead();
    brings(&mut world, INES, meeting, "a");
    let b = brings(&mut world, INES, meeting, "b");
    let c = brings(&mut world, INES, meeting, "c");
    let back = |topic| act::BackTopic { topic, backs: true };
    world.does(MARA, back(b));
    // A party counts once, whoever of it says so.
    world.refuses(LEA, back(b), Refusal::NothingNew);
    world.refuses(driver(0), back(b), Refusal::NothingNew);
    world.does(TOM, back(c));
    world.does(LEA, back(c));
    assert_eq!(agenda(&world, meeting), ["a", "c", "b"]);
    world.does(
        MARA,
        act::BackTopic {
            topic: c,
            backs: false,
        },
    );
    assert_eq!(agenda(&world, meeting), ["a", "b", "c"]);
}

#[test]
fn what_is_left_goes_by_no_party_twice_whose_link_brought_another() {
    let (mut world, meeting) = ahead();
    brings_a_puppet(&mut world);
    brings(&mut world, INES, meeting, "a");
    let b = brings(&mut world, INES, meeting, "b");
    let c = brings(&mut world, INES, meeting, "c");
    let back = |topic| act::BackTopic { topic, backs: true };
    world.does(RUTH, back(b));
    world.does(MARA, back(c));
    assert_eq!(agenda(&world, meeting), ["a", "c", "b"]);
}

#[test]
fn a_point_called_as_what_it_is_about_tells_no_more_than_that_does() {
    let (mut world, meeting) = ahead();
    let bring = |subject| act::BringTopic {
        meeting,
        title: String::new(),
        minutes: 10,
        subject,
    };
    assert!(world.decide(TOM, bring(None)).is_err());
    let need = world.says(MARA, Audience::WholeTable, "Calls under the bridge");
    world.does(TOM, bring(Some(Subject::Contribution(need))));
    let bridge = Query::new("bridge").expect("a word");
    let found = |world: &World| world.seen_by(LEA).search(&bridge).len();
    assert_eq!(agenda(&world, meeting), [""]);
    assert_eq!(found(&world), 1, "the need itself");
    world.does(MARA, act::TakeBack { contribution: need });
    assert_eq!(found(&world), 0);
    let told = view(&world, meeting, LEA).agenda.remove(0);
    assert_eq!((told.title.as_deref(), told.subject), (Some(""), None));
}

#[test]
fn a_point_is_taken_off_by_its_party_until_it_is_talked_about() {
    let (mut world, meeting) = ahead();
    let topic = brings(&mut world, TOM, meeting, "masts");
    let again = brings(&mut world, TOM, meeting, "masts, again");
    world.refuses(INES, act::WithdrawTopic { topic }, Refusal::OnlyWhoBrought);
    world.does(TOM, act::WithdrawTopic { topic: again });
    assert_eq!(agenda(&world, meeting), ["masts"]);
    passes(&mut world, 2 * MINUTE);
    world.does(MARA, act::BeginMeeting { meeting });
    world.does(MARA, act::BeginTopic { topic });
    world.refuses(TOM, act::WithdrawTopic { topic }, Refusal::TopicBegun);
    world.refuses(
        MARA,
        act::BackTopic { topic, backs: true },
        Refusal::TopicBegun,
    );
}

#[test]
fn a_point_is_about_something_that_everybody_may_know_of() {
    let (mut world, meeting) = ahead();
    let own = world.says(INES, Audience::OwnParty, "our margin");
    let all = world.says(INES, Audience::WholeTable, "the pass");
    let bring = |subject| act::BringTopic {
        meeting,
        title: "That".into(),
        minutes: 10,
        subject: Some(subject),
    };
    let subject = Subject::Contribution(own);
    world.refuses(INES, bring(subject), Refusal::SaidToSome);
    world.does(INES, bring(Subject::Contribution(all)));
    let nowhere = Uuid::from_u128(0xFFFF);
    for (subject, what) in [
        (Subject::Proposal(ProposalId(nowhere)), "proposal"),
        (Subject::Commitment(CommitmentId(nowhere)), "commitment"),
        (Subject::Outcome(OutcomeId(nowhere)), "outcome"),
    ] {
        world.refuses(INES, bring(subject), Refusal::Unknown { what });
    }
    let offered = world.seen_by(INES).subjects();
    assert!(offered.contains(&Subject::Contribution(all)));
    assert!(!offered.contains(&Subject::Contribution(own)));
    for subject in offered {
        world.does(INES, bring(subject));
    }
}

#[test]
fn what_waits_at_the_table_is_offered_until_it_is_on_the_agenda() {
    let (mut world, meeting) = ahead();
    let need = world.says(
        MARA,
        Audience::WholeTable,
        "Reach the driver under the bridge",
    );
    let subject = Subject::Contribution(need);
    let waits = |world: &World| view(world, meeting, INES).waits;
    let why = WhyTalk::Answer;
    assert_eq!(waits(&world), [WaitsView { subject, why }]);
    let bring = act::BringTopic {
        meeting,
        title: "The bridge".into(),
        minutes: 10,
        subject: Some(subject),
    };
    world.does(INES, bring);
    assert_eq!(waits(&world), []);
}

// Leading

/// Who leads so many meetings, one after the other.
fn leads(world: &mut World, meetings: usize) -> Vec<PersonId> {
    let mut led = Vec::new();
    for _ in 0..meetings {
        let plan = plan(world, 1);
        let meeting = planned(&world.does(INES, plan));
        passes(world, 2 * MINUTE);
        let party = view(world, meeting, INES).leads.expect("somebody leads");
        let who = match party {
            party if party == world.provider => INES,
            party if party == world.consumer => MARA,
            party if party == world.supplier => TOM,
            _ => RUTH,
        };
        for other in [INES, MARA, TOM].into_iter().filter(|it| *it != who) {
            world.refuses(other, act::BeginMeeting { meeting }, Refusal::OthersLead);
        }
        world.does(who, act::BeginMeeting { meeting });
        for other in [INES, MARA] {
            let _ = world.tries(other, here(meeting, other));
        }
        world.does(who, act::CloseMeeting { meeting });
        led.push(who);
    }
    led
}

#[test]
fn leading_moves_between_the_parties_and_the_provider_does_not_begin_with_it() {
    let mut world = World::seated();
    assert_eq!(leads(&mut world, 4), [MARA, TOM, INES, MARA]);
}

#[test]
fn a_party_by_the_link_of_another_takes_turns_to_lead_with_it() {
    let mut world = World::seated();
    brings_a_puppet(&mut world);
    let led = leads(&mut world, 7);
    assert_eq!(led, [MARA, TOM, RUTH, MARA, TOM, INES, MARA]);
}

#[test]
fn nobody_waits_longer_than_five_minutes_for_whoever_was_to_lead() {
    let (mut world, meeting) = ahead();
    world.now = view(&world, meeting, INES).meeting.begins;
    passes(&mut world, 5 * MINUTE - 1);
    world.refuses(TOM, act::BeginMeeting { meeting }, Refusal::OthersLead);
    assert_eq!(needs(&world, TOM), [""; 0]);
    passes(&mut world, 1);
    assert_eq!(needs(&world, TOM), ["begin_meeting"]);
    world.does(TOM, act::BeginMeeting { meeting });
    assert_eq!(now(&world, meeting).chair, TOM);
}

#[test]
fn a_meeting_does_not_begin_before_its_time_nor_beside_another() {
    let (mut world, meeting) = ahead();
    let later = planned(&world.does(INES, plan(&world, 120)));
    world.refuses(
        MARA,
        act::BeginMeeting { meeting: later },
        Refusal::BeginsLater,
    );
    passes(&mut world, 2 * MINUTE);
    world.does(MARA, act::BeginMeeting { meeting });
    world.refuses(
        TOM,
        act::BeginMeeting { meeting: later },
        Refusal::OtherMeeting,
    );
    world.refuses(MARA, act::BeginMeeting { meeting }, Refusal::MeetingBegun);
    let why = "No".to_owned();
    world.refuses(
        INES,
        act::CancelMeeting { meeting, why },
        Refusal::MeetingBegun,
    );
}

#[test]
fn whoever_leads_and_gives_no_sign_of_life_for_a_minute_is_relieved_in_one_act() {
    let (mut world, meeting) = sitting();
    let relieve = act::RelieveChair {
        meeting,
        chair: MARA,
    };
    let here = Refusal::ChairIsHere { seconds: 60 };
    passes(&mut world, MINUTE - 1);
    world.refuses(INES, relieve.clone(), here.clone());
    passes(&mut world, 1);
    // An open page is a sign of life, whichever node it hangs on.
    world.signs.insert(MARA, Moment(world.now.0 - 59_999));
    world.refuses(INES, relieve.clone(), here);
    world.signs.clear();
    world.refuses(LEA, relieve.clone(), Refusal::SamePartyLeads);
    let other = act::RelieveChair {
        meeting,
        chair: TOM,
    };
    world.refuses(INES, other, Refusal::OtherChair);
    world.does(INES, relieve);
    assert_eq!(now(&world, meeting).chair, INES);
    // She takes it back as easily, and gives it to nobody else by that.
    let give = |chair| act::PassChair { meeting, chair };
    world.refuses(MARA, give(LEA), Refusal::OnlyChair);
    world.refuses(TOM, give(TOM), Refusal::OnlyChair);
    world.does(MARA, give(MARA));
    assert_eq!(now(&world, meeting).chair, MARA);
}

#[test]
fn nobody_leads_instead_without_doing_so() {
    let (mut world, meeting) = sitting();
    passes(&mut world, 10 * 60 * MINUTE);
    world.does(TOM, asks(meeting, Asking::Word));
    assert_eq!(now(&world, meeting).chair, MARA);
}

#[test]
fn two_other_parties_close_a_sitting_whatever_whoever_leads_does() {
    let (mut world, meeting) = sitting();
    let ask = |chair| act::AskToClose { meeting, chair };
    // Whoever leads keeps a page open, and hands the lead to a colleague and takes it back.
    let chair_is_here = Refusal::ChairIsHere { seconds: 900 };
    world.signs.insert(MARA, world.now);
    world.refuses(LEA, ask(MARA), chair_is_here.clone());
    world.does(INES, ask(MARA));
    world.refuses(INES, ask(MARA), Refusal::NothingNew);
    let passes_to = |chair| act::PassChair { meeting, chair };
    world.does(MARA, passes_to(LEA));
    world.does(LEA, passes_to(MARA));
    assert_eq!(view(&world, meeting, TOM).may.closers, 2);
    world.refuses(LEA, ask(MARA), chair_is_here);
    world.does(TOM, ask(MARA));
    assert_eq!(view(&world, meeting, TOM).meeting.state, MeetingState::Held);
    let closed_without = now(&world, meeting).closed_without;
    assert_eq!(closed_without, [world.provider, world.supplier]);
    // The party that would not close it does not open it again; the others can.
    world.refuses(
        MARA,
        act::ReopenMeeting { meeting },
        Refusal::ClosedByOthers,
    );
    assert!(!view(&world, meeting, MARA).may.reopen);
    world.does(INES, act::ReopenMeeting { meeting });
}

/// Ines seats an organisation that has nobody of its own here, and makes the link for the one who speaks for it.
fn brings_a_puppet(world: &mut World) {
    let party = world.seats_party(INES, REGULATOR, PartyKind::Other);
    world.is_only_said_to_belong(RUTH);
    let role = [Role::Representative];
    world.admits(INES, RUTH, party, &role, Since::Start);
}

#[test]
fn a_party_by_the_link_of_one_that_asks_is_no_second_party_to_close() {
    let (mut world, meeting) = sitting();
    brings_a_puppet(&mut world);
    let chair = MARA;
    let ask = act::AskToClose { meeting, chair };
    world.does(INES, ask.clone());
    assert!(view(&world, meeting, RUTH).may.ask_to_close);
    assert!(!view(&world, meeting, RUTH).may.closes);
    world.does(RUTH, ask.clone());
    let state = |world: &World| view(world, meeting, TOM).meeting.state;
    assert_eq!(state(&world), MeetingState::Running);
    assert!(view(&world, meeting, TOM).may.closes);
    // Nor does mail that somebody reads make it one.
    world.reads_mail_at(RUTH, "post.example");
    world.does(RUTH, act::ProveSeat {});
    world.refuses(RUTH, ask.clone(), Refusal::NothingNew);
    world.refuses(INES, ask.clone(), Refusal::NothingNew);
    // A party of its own is one.
    let mut alone = world.clone();
    world.does(TOM, ask.clone());
    assert_eq!(state(&world), MeetingState::Held);
    // Beside it there is no third party either: whoever asked waits a quarter of an hour.
    alone.does(TOM, act::LeaveTable {});
    passes(&mut alone, 15 * MINUTE);
    alone.signs.insert(MARA, alone.now);
    alone.does(INES, ask);
    assert_eq!(
        view(&alone, meeting, INES).meeting.state,
        MeetingState::Held
    );
}

#[test]
fn a_party_by_the_link_of_the_one_that_led_does_not_go_on_for_it() {
    let (mut world, meeting) = sitting();
    brings_a_puppet(&mut world);
    let chair = INES;
    world.does(MARA, act::PassChair { meeting, chair });
    world.does(MARA, act::AskToClose { meeting, chair });
    world.does(TOM, act::AskToClose { meeting, chair });
    let reopen = act::ReopenMeeting { meeting };
    world.refuses(RUTH, reopen.clone(), Refusal::ClosedByOthers);
    world.does(TOM, reopen);
}

#[test]
fn off_the_record_no_party_is_seated_whose_name_would_stay() {
    let (mut world, meeting) = sitting();
    let off = |off| act::GoOffRecord { meeting, off };
    world.does(MARA, off(true));
    let seat = act::SeatParty {
        organisation: REGULATOR,
        kind: PartyKind::Other,
        dependency: None,
    };
    world.refuses(INES, seat.clone(), Refusal::OffRecord);
    world.does(MARA, off(false));
    world.does(INES, seat);
}

#[test]
fn any_two_parties_close_a_sitting_that_nobody_led_for_a_quarter_of_an_hour() {
    let (mut world, meeting) = sitting();
    let chair = MARA;
    let ask = act::AskToClose { meeting, chair };
    passes(&mut world, 15 * MINUTE - 1);
    let here = Refusal::ChairIsHere { seconds: 900 };
    assert!(!view(&world, meeting, LEA).may.ask_to_close);
    world.refuses(LEA, ask.clone(), here);
    passes(&mut world, 1);
    world.does(LEA, ask.clone());
    let state = |world: &World| view(world, meeting, TOM).meeting.state;
    assert_eq!(state(&world), MeetingState::Running);
    world.does(TOM, ask);
    assert_eq!(state(&world), MeetingState::Held);
}

#[test]
fn a_quarter_of_an_hour_after_its_time_any_party_closes_a_sitting() {
    let (mut world, meeting) = sitting();
    let ends = view(&world, meeting, INES).meeting.begins.0 + 60 * MINUTE;
    world.now = Moment(ends + 15 * MINUTE - 1);
    world.signs.insert(MARA, world.now);
    assert_eq!(view(&world, meeting, TOM).may.closers, 2);
    passes(&mut world, 1);
    world.signs.insert(MARA, world.now);
    assert_eq!(view(&world, meeting, TOM).may.closers, 1);
    let chair = MARA;
    world.does(TOM, act::AskToClose { meeting, chair });
    assert_eq!(view(&world, meeting, TOM).meeting.state, MeetingState::Held);
}

#[test]
fn at_a_table_of_two_parties_one_that_asked_closes_alone_a_quarter_of_an_hour_later() {
    let (mut world, meeting) = sitting();
    world.does(TOM, act::LeaveTable {});
    let chair = MARA;
    let ask = act::AskToClose { meeting, chair };
    let sitting = |world: &World| view(world, meeting, INES).sitting.expect("it goes on");
    assert!(sitting(&world).closes_alone);
    world.does(INES, ask.clone());
    let from = Moment(world.now.0 + 15 * MINUTE);
    assert_eq!(sitting(&world).closes_alone_from, Some(from));
    // Whoever leads keeps a page open, and ending it themselves to go on with it takes nothing away.
    passes(&mut world, 15 * MINUTE - 1);
    world.signs.insert(MARA, world.now);
    world.refuses(INES, ask.clone(), Refusal::NothingNew);
    let mut ended = world.clone();
    ended.does(MARA, act::CloseMeeting { meeting });
    let reopen = act::ReopenMeeting { meeting };
    ended.refuses(MARA, reopen.clone(), Refusal::ClosedByOthers);
    ended.does(INES, reopen.clone());
    passes(&mut world, 1);
    world.signs.insert(MARA, world.now);
    assert_eq!(view(&world, meeting, INES).may.closers, 1);
    world.does(INES, ask);
    assert_eq!(
        view(&world, meeting, INES).meeting.state,
        MeetingState::Held
    );
    world.refuses(MARA, reopen, Refusal::ClosedByOthers);
}

#[test]
fn where_a_third_party_sits_none_closes_alone_before_the_end() {
    let (mut world, meeting) = sitting();
    let chair = MARA;
    let ask = act::AskToClose { meeting, chair };
    world.does(INES, ask.clone());
    let told = view(&world, meeting, INES).sitting.expect("it goes on");
    assert_eq!((told.closes_alone, told.closes_alone_from), (false, None));
    passes(&mut world, 30 * MINUTE);
    world.refuses(INES, ask, Refusal::NothingNew);
}

#[test]
fn whoever_leads_and_only_observes_by_now_holds_nobody_up() {
    let (mut world, meeting) = sitting();
    let chair = LEA;
    world.does(MARA, act::PassChair { meeting, chair });
    world.does(LEA, asks(meeting, Asking::Word));
    world.does(TOM, asks(meeting, Asking::Word));
    let roles = vec![Role::Observer];
    let person = LEA;
    world.does(MARA, act::SetRoles { person, roles });
    world.signs.insert(LEA, world.now);
    world.refuses(LEA, act::CloseMeeting { meeting }, Refusal::Observer);
    // Whoever has the floor gives it back, whatever they are by now; of them the others say so, too.
    let mut own = world.clone();
    own.does(LEA, ends(meeting, LEA));
    assert_eq!(speaking(&own, meeting), Some(TOM));
    world.does(INES, ends(meeting, LEA));
    assert_eq!(speaking(&world, meeting), Some(TOM));
    // Their own party closes it with another one, or leads instead; so do the others.
    let mut closed = world.clone();
    closed.does(MARA, act::AskToClose { meeting, chair });
    closed.does(TOM, act::AskToClose { meeting, chair });
    assert_eq!(
        view(&closed, meeting, TOM).meeting.state,
        MeetingState::Held
    );
    let relieve = act::RelieveChair { meeting, chair };
    assert!(view(&world, meeting, MARA).may.relieve);
    world.clone().does(MARA, relieve.clone());
    world.does(INES, relieve);
    assert_eq!(now(&world, meeting).chair, INES);
}

#[test]
fn who_may_lead_instead_is_told_as_it_is_decided() {
    let (mut world, meeting) = sitting();
    let chair = MARA;
    let relieve = act::RelieveChair { meeting, chair };
    let told = |world: &World| {
        let seen = world.seen_by(INES);
        let view = seen.meeting_live(meeting, world.now, &world.signs);
        view.expect("it is there").may.relieve
    };
    for (millis, signs) in [
        (0, true),
        (59_999, false),
        (1, false),
        (0, true),
        (60_000, false),
    ] {
        passes(&mut world, millis);
        if signs {
            world.signs.insert(MARA, world.now);
        }
        let decided = world.decide(INES, relieve.clone());
        assert_eq!(told(&world), decided.is_ok(), "{millis} {decided:?}");
    }
    assert!(told(&world));
}

#[test]
fn a_meeting_that_one_party_held_alone_or_before_its_time_spends_no_turn_to_lead() {
    let (mut world, meeting) = ahead();
    let next = |world: &World| world.seen_by(INES).meetings(world.now).leads_next;
    let consumer = Some(world.consumer);
    assert_eq!(next(&world), consumer);
    // Begun early, with everybody noted as there by whoever leads, and closed at once.
    world.does(MARA, act::BeginMeeting { meeting });
    for person in [INES, TOM, LEA] {
        world.does(MARA, here(meeting, person));
    }
    passes(&mut world, 14_000);
    world.does(MARA, act::CloseMeeting { meeting });
    assert_eq!(next(&world), consumer);
    assert!(!now(&world, meeting).counts);
    assert!(now(&world, meeting).planned_end.is_some());
    // It is not over by that: another party goes on with it, and leads.
    world.does(INES, act::ReopenMeeting { meeting });
    assert_eq!(now(&world, meeting).chair, INES);
    passes(&mut world, 2 * MINUTE);
    world.does(INES, act::CloseMeeting { meeting });
    assert!(now(&world, meeting).counts);
    assert_eq!(next(&world), Some(world.supplier));
}

#[test]
fn what_was_closed_goes_on_until_its_time_is_over_and_no_longer() {
    let (mut world, meeting) = sitting();
    let reopen = || act::ReopenMeeting { meeting };
    world.refuses(TOM, reopen(), Refusal::NothingNew);
    world.does(MARA, act::CloseMeeting { meeting });
    let ends = Moment(view(&world, meeting, TOM).meeting.begins.0 + 60 * MINUTE);
    world.now = ends;
    assert!(view(&world, meeting, TOM).may.reopen);
    world.does(TOM, reopen());
    assert_eq!(needs(&world, LEA), [""; 0]);
    // Closing it again does not put off when it is over.
    world.does(TOM, act::CloseMeeting { meeting });
    passes(&mut world, 1);
    assert!(!view(&world, meeting, MARA).may.reopen);
    world.refuses(MARA, reopen(), Refusal::MeetingOver);
}

#[test]
fn what_is_led_is_led_by_whoever_leads() {
    let (mut world, meeting) = sitting();
    let topic = brings(&mut world, TOM, meeting, "masts");
    let acts: Vec<Command> = vec![
        act::BeginTopic { topic }.into(),
        act::BeginRound { meeting }.into(),
        act::GiveFloor {
            meeting,
            person: INES,
        }
        .into(),
        act::CloseList {
            meeting,
            closed: true,
        }
        .into(),
        act::GoOffRecord { meeting, off: true }.into(),
        act::CloseMeeting { meeting }.into(),
    ];
    for act in acts {
        world.refuses(INES, act.clone(), Refusal::OnlyChair);
        assert!(world.decide(MARA, act).is_ok());
    }
}

#[test]
fn the_lead_is_offered_to_nobody_who_could_not_lead() {
    let (mut world, meeting) = sitting();
    world.does(driver(0), here(meeting, driver(0)));
    let can_lead = now(&world, meeting).can_lead;
    assert!(!can_lead.contains(&MARA) && can_lead.contains(&INES));
    for chair in [MARA, LEA, INES, PAUL, TOM, driver(0)] {
        let passed = world.decide(MARA, act::PassChair { meeting, chair });
        assert_eq!(can_lead.contains(&chair), passed.is_ok(), "{chair:?}");
    }
}

// The floor

#[test]
fn whoever_asks_while_nobody_speaks_has_the_floor_at_once() {
    let (mut world, meeting) = sitting();
    world.does(TOM, asks(meeting, Asking::Word));
    assert_eq!(speaking(&world, meeting), Some(TOM));
    world.refuses(TOM, asks(meeting, Asking::Word), Refusal::OnTheList);
}

#[test]
fn the_list_goes_by_the_party_that_spoke_least_then_the_person_then_who_asked_first() {
    let (mut world, meeting) = sitting();
    speaks(&mut world, meeting, INES, 5 * MINUTE);
    speaks(&mut world, meeting, LEA, 2 * MINUTE);
    speaks(&mut world, meeting, MARA, MINUTE);
    // Somebody speaks while the others ask.
    world.does(TOM, asks(meeting, Asking::Word));
    for person in [PAUL, INES, LEA, MARA] {
        world.does(person, asks(meeting, Asking::Word));
    }
    // Northwind had three minutes, of which Mara one; Meridian five, of which Paul none.
    assert_eq!(list(&world, meeting), [MARA, LEA, PAUL, INES]);
    world.does(TOM, ends(meeting, TOM));
    assert_eq!(speaking(&world, meeting), Some(MARA));
}

#[test]
fn a_turn_of_no_length_weighs_something() {
    let (mut world, meeting) = sitting();
    speaks(&mut world, meeting, INES, 0);
    world.does(MARA, asks(meeting, Asking::Word));
    world.does(PAUL, asks(meeting, Asking::Word));
    world.does(TOM, asks(meeting, Asking::Word));
    assert_eq!(list(&world, meeting), [TOM, PAUL]);
}

#[test]
fn a_question_runs_on_the_time_of_whoever_asks_it_and_the_interrupted_goes_on() {
    let (mut world, meeting) = sitting();
    world.does(INES, asks(meeting, Asking::Word));
    passes(&mut world, 2 * MINUTE);
    world.does(TOM, asks(meeting, Asking::Question));
    assert_eq!(speaking(&world, meeting), Some(INES));
    world.does(
        MARA,
        act::GiveFloor {
            meeting,
            person: TOM,
        },
    );
    assert_eq!(now(&world, meeting).interrupted, Some(INES));
    passes(&mut world, MINUTE);
    world.does(TOM, ends(meeting, TOM));
    assert_eq!(speaking(&world, meeting), Some(INES));
    passes(&mut world, 3 * MINUTE);
    world.does(INES, ends(meeting, INES));
    let spoken = spoken(&world, meeting);
    assert_eq!(spoken[&world.provider], 5 * MINUTE);
    assert_eq!(spoken[&world.supplier], MINUTE);
}

fn spoken(world: &World, meeting: MeetingId) -> BTreeMap<PartyId, i64> {
    let parties = view(world, meeting, MARA).parties;
    parties
        .into_iter()
        .map(|it| (it.party, it.spoken))
        .collect()
}

#[test]
fn a_closed_list_takes_points_of_order_and_these_come_first() {
    let (mut world, meeting) = sitting();
    world.does(INES, asks(meeting, Asking::Word));
    world.does(PAUL, asks(meeting, Asking::Word));
    world.does(
        MARA,
        act::CloseList {
            meeting,
            closed: true,
        },
    );
    for what in [Asking::Word, Asking::Question] {
        world.refuses(TOM, asks(meeting, what), Refusal::ListClosed);
    }
    world.does(TOM, asks(meeting, Asking::Order));
    assert_eq!(list(&world, meeting), [TOM, PAUL]);
    world.does(
        MARA,
        act::CloseList {
            meeting,
            closed: false,
        },
    );
    world.does(LEA, asks(meeting, Asking::Word));
}

#[test]
fn two_of_one_party_do_not_keep_the_floor_between_them_by_points_of_order() {
    let (mut world, meeting) = sitting();
    world.does(INES, asks(meeting, Asking::Word));
    world.does(TOM, asks(meeting, Asking::Word));
    world.does(PAUL, asks(meeting, Asking::Order));
    assert_eq!(list(&world, meeting), [PAUL, TOM]);
    world.does(INES, ends(meeting, INES));
    assert_eq!(speaking(&world, meeting), Some(PAUL));
    for what in [Asking::Order, Asking::Question] {
        let mut world = world.clone();
        world.does(INES, asks(meeting, what));
        assert_eq!(list(&world, meeting), [TOM, INES]);
        let person = INES;
        world.does(MARA, act::GiveFloor { meeting, person });
        assert!(now(&world, meeting).speaking.expect("she does").out_of_turn);
    }
    world.does(INES, asks(meeting, Asking::Order));
    world.does(PAUL, ends(meeting, PAUL));
    assert_eq!(speaking(&world, meeting), Some(TOM));
    // Once somebody of another party has the word, it comes first again.
    world.does(LEA, asks(meeting, Asking::Word));
    assert_eq!(list(&world, meeting), [INES, LEA]);
}

#[test]
fn another_point_silences_nobody_who_speaks_or_waits() {
    let (mut world, meeting) = sitting();
    let topic = brings(&mut world, TOM, meeting, "masts");
    let mut in_round = world.clone();
    world.does(INES, asks(meeting, Asking::Word));
    for person in [PAUL, TOM] {
        world.does(person, asks(meeting, Asking::Word));
    }
    let before = world.clone();
    world.does(MARA, act::BeginTopic { topic });
    assert_eq!(speaking(&world, meeting), Some(INES));
    assert_eq!(list(&world, meeting), [TOM, PAUL]);
    // Nor does it take away a turn that is to come.
    in_round.does(MARA, act::BeginRound { meeting });
    in_round.does(MARA, act::BeginTopic { topic });
    let first = speaking(&in_round, meeting).expect("a turn goes on");
    in_round.does(first, ends(meeting, first));
    assert!(speaking(&in_round, meeting).is_some());
    // Of records in which it did, the reading stays what it was.
    let mut old = before;
    let begun = domain::fact::TopicBegun {
        meeting,
        topic,
        keeps: false,
    };
    old.records(MARA, begun.into());
    assert_eq!(speaking(&old, meeting), None);
    assert_eq!(list(&old, meeting), []);
}

#[test]
fn whoever_leads_may_choose_otherwise_and_that_shows() {
    let (mut world, meeting) = sitting();
    speaks(&mut world, meeting, PAUL, MINUTE);
    world.does(INES, asks(meeting, Asking::Word));
    world.does(PAUL, asks(meeting, Asking::Word));
    world.does(TOM, asks(meeting, Asking::Word));
    assert_eq!(list(&world, meeting), [TOM, PAUL]);
    world.does(
        MARA,
        act::GiveFloor {
            meeting,
            person: PAUL,
        },
    );
    assert!(
        now(&world, meeting)
            .speaking
            .expect("he speaks")
            .out_of_turn
    );
    world.does(
        MARA,
        act::GiveFloor {
            meeting,
            person: TOM,
        },
    );
    assert!(
        !now(&world, meeting)
            .speaking
            .expect("he speaks")
            .out_of_turn
    );
}

#[test]
fn one_takes_oneself_off_the_list_and_whoever_leads_anybody() {
    let (mut world, meeting) = sitting();
    world.does(INES, asks(meeting, Asking::Word));
    for person in [PAUL, TOM] {
        world.does(person, asks(meeting, Asking::Word));
    }
    let leave = |person| act::LeaveFloor { meeting, person };
    world.refuses(TOM, leave(PAUL), Refusal::OnlyChair);
    world.does(TOM, leave(TOM));
    world.does(MARA, leave(PAUL));
    world.refuses(PAUL, leave(PAUL), Refusal::NotOnTheList);
    assert_eq!(list(&world, meeting), []);
}

#[test]
fn whoever_has_the_floor_ends_it_or_whoever_leads_does() {
    let (mut world, meeting) = sitting();
    world.does(INES, asks(meeting, Asking::Word));
    world.refuses(TOM, ends(meeting, INES), Refusal::OnlyChair);
    world.refuses(TOM, ends(meeting, TOM), Refusal::NotSpeaking);
    world.does(MARA, ends(meeting, INES));
    assert_eq!(speaking(&world, meeting), None);
}

// A round

#[test]
fn in_a_round_each_party_has_its_turn_before_anybody_has_a_second_of_it() {
    let (mut world, meeting) = sitting();
    speaks(&mut world, meeting, MARA, 3 * MINUTE);
    speaks(&mut world, meeting, INES, MINUTE);
    world.does(MARA, act::BeginRound { meeting });
    let round = |world: &World| now(world, meeting).round;
    let order: Vec<_> = round(&world).iter().map(|turn| turn.person).collect();
    // Halden has not spoken, Meridian a minute, Northwind three; in each, who spoke least.
    assert_eq!(order, [TOM, PAUL, LEA, INES, MARA]);
    assert_eq!(speaking(&world, meeting), Some(TOM));
    world.does(TOM, ends(meeting, TOM));
    assert_eq!(speaking(&world, meeting), Some(PAUL));
    let pass = |person| act::PassTurn { meeting, person };
    world.refuses(TOM, pass(TOM), Refusal::NoTurn);
    world.refuses(TOM, pass(PAUL), Refusal::OnlyChair);
    world.does(PAUL, pass(PAUL));
    assert_eq!(speaking(&world, meeting), Some(LEA));
    // Whoever leads passes over somebody who does not answer.
    world.does(MARA, pass(LEA));
    world.does(INES, ends(meeting, INES));
    world.does(MARA, ends(meeting, MARA));
    assert_eq!(speaking(&world, meeting), None);
    let states: Vec<_> = round(&world).iter().map(|turn| turn.state).collect();
    assert_eq!(
        states,
        [
            TurnState::Spoke,
            TurnState::Passed,
            TurnState::Passed,
            TurnState::Spoke,
            TurnState::Spoke
        ]
    );
}

#[test]
fn a_round_cuts_nobody_off_and_takes_no_turn_away() {
    let (mut world, meeting) = sitting();
    let round = act::BeginRound { meeting };
    world.does(MARA, round.clone());
    world.refuses(MARA, round.clone(), Refusal::FloorTaken);
    assert!(!view(&world, meeting, MARA).may.round);
    for _ in 0..5 {
        let person = speaking(&world, meeting).expect("a turn");
        world.does(person, ends(meeting, person));
    }
    assert!(view(&world, meeting, MARA).may.round);
    world.does(TOM, asks(meeting, Asking::Word));
    world.refuses(MARA, round, Refusal::FloorTaken);
}

#[test]
fn a_round_needs_a_point_and_somebody_to_speak() {
    let (mut world, meeting) = ahead();
    let topic = brings(&mut world, INES, meeting, "a");
    passes(&mut world, 2 * MINUTE);
    world.refuses(INES, act::BeginRound { meeting }, Refusal::NotBegun);
    world.does(MARA, act::BeginMeeting { meeting });
    world.refuses(MARA, act::BeginRound { meeting }, Refusal::NoTopic);
    world.does(MARA, act::BeginTopic { topic });
    let person = MARA;
    let here = false;
    world.does(
        MARA,
        act::NotePresence {
            meeting,
            person,
            here,
        },
    );
    world.refuses(MARA, act::BeginRound { meeting }, Refusal::NobodyToSpeak);
}

#[test]
fn a_point_of_order_comes_before_the_next_turn_and_the_round_goes_on_after_it() {
    let (mut world, meeting) = sitting();
    world.does(MARA, act::BeginRound { meeting });
    let turns: Vec<_> = now(&world, meeting)
        .round
        .iter()
        .map(|it| it.person)
        .collect();
    world.does(driver(0), asks(meeting, Asking::Order));
    world.does(driver(1), asks(meeting, Asking::Word));
    world.does(turns[0], ends(meeting, turns[0]));
    let order = now(&world, meeting).speaking.expect("an order");
    assert_eq!((order.person, order.floor), (driver(0), Floor::Order));
    world.does(driver(0), ends(meeting, driver(0)));
    assert_eq!(speaking(&world, meeting), Some(turns[1]));
}

#[test]
fn whoever_waits_for_the_floor_has_it_after_the_round() {
    let (mut world, meeting) = sitting();
    world.does(MARA, act::BeginRound { meeting });
    let first = speaking(&world, meeting).expect("somebody begins");
    world.does(driver(0), asks(meeting, Asking::Word));
    let mut next = first;
    for _ in 0..5 {
        world.does(next, ends(meeting, next));
        next = speaking(&world, meeting).expect("somebody is next");
    }
    assert_eq!(next, driver(0));
}

// Who is there, and who leaves

#[test]
fn whoever_leaves_the_table_stops_no_clock_and_holds_nobody_up() {
    let (mut world, meeting) = sitting();
    world.does(PAUL, asks(meeting, Asking::Word));
    for person in [TOM, driver(0), LEA] {
        world.does(person, asks(meeting, Asking::Word));
    }
    passes(&mut world, MINUTE);
    let before = now(&world, meeting).speaking;
    // Somebody who waits is taken from the table: nothing that runs is touched.
    world.does(MARA, act::UnseatPerson { person: driver(0) });
    assert_eq!(now(&world, meeting).speaking, before);
    assert_eq!(list(&world, meeting), [TOM, LEA]);
    // Whoever speaks is, too: what they spoke counts on until somebody says that it is over.
    world.does(INES, act::UnseatPerson { person: PAUL });
    assert_eq!(now(&world, meeting).speaking, before);
    passes(&mut world, MINUTE);
    world.does(LEA, ends(meeting, PAUL));
    assert_eq!(speaking(&world, meeting), Some(TOM));
    assert_eq!(spoken(&world, meeting)[&world.provider], 2 * MINUTE);
}

#[test]
fn whoever_leads_and_leaves_the_table_is_relieved_at_once() {
    let (mut world, meeting) = sitting();
    world.does(
        MARA,
        act::PassChair {
            meeting,
            chair: LEA,
        },
    );
    world.does(LEA, act::UnseatPerson { person: LEA });
    world.does(
        TOM,
        act::RelieveChair {
            meeting,
            chair: LEA,
        },
    );
    assert_eq!(now(&world, meeting).chair, TOM);
}

#[test]
fn people_are_noted_as_there_by_themselves_their_colleagues_or_whoever_leads() {
    let (mut world, meeting) = sitting();
    let note = |person| here(meeting, person);
    world.refuses(TOM, note(driver(0)), Refusal::OnlyOwnPresence);
    world.does(LEA, note(driver(0)));
    world.does(MARA, note(OLGA));
    world.does(OTTO, note(OTTO));
    world.refuses(OTTO, note(OTTO), Refusal::NothingNew);
    // Whoever asks for the floor is there.
    world.does(driver(1), asks(meeting, Asking::Word));
    let attended = world.seen_by(TOM).attended(meeting);
    assert!(attended.contains(&driver(1)) && attended.contains(&OTTO));
}

#[test]
fn what_people_say_of_themselves_holds_against_whoever_leads() {
    let (mut world, meeting) = sitting();
    let gone = |person| act::NotePresence {
        meeting,
        person,
        here: false,
    };
    // Ines was noted by nobody but herself: whoever leads does not send her out, nor fetch her back.
    world.refuses(MARA, gone(INES), Refusal::TheirOwnWord);
    world.does(INES, gone(INES));
    world.refuses(MARA, here(meeting, INES), Refusal::TheirOwnWord);
    world.refuses(PAUL, here(meeting, INES), Refusal::TheirOwnWord);
    // Whom another party notes is told so, until somebody of their own says it.
    world.does(MARA, here(meeting, OLGA));
    let noted = |world: &World| {
        let parties = view(world, meeting, TOM).parties;
        let noted = parties.into_iter().flat_map(|it| it.noted);
        noted.map(|it| (it.person, it.noted_by)).collect::<Vec<_>>()
    };
    assert_eq!(noted(&world), [(OLGA, MARA)]);
    world.does(OLGA, here(meeting, OLGA));
    assert_eq!(noted(&world), []);
}

#[test]
fn who_was_never_there_by_their_own_word_stands_in_no_list() {
    let (mut world, meeting) = sitting();
    let person = OLGA;
    world.does(MARA, here(meeting, person));
    let here = false;
    let gone = act::NotePresence {
        meeting,
        person,
        here,
    };
    world.does(OLGA, gone);
    world.does(MARA, act::CloseMeeting { meeting });
    assert!(!world.seen_by(TOM).attended(meeting).contains(&OLGA));
    let parties = view(&world, meeting, TOM).parties;
    assert!(parties.iter().all(|it| !it.here.contains(&OLGA)));
}

#[test]
fn whoever_acts_in_a_sitting_is_there_and_everybody_who_led_is_named() {
    let (mut world, meeting) = ahead();
    passes(&mut world, 8 * MINUTE);
    world.does(INES, act::BeginMeeting { meeting });
    passes(&mut world, MINUTE);
    let chair = MARA;
    world.does(INES, act::PassChair { meeting, chair });
    passes(&mut world, MINUTE);
    world.does(MARA, act::GoOffRecord { meeting, off: true });
    world.does(MARA, act::CloseMeeting { meeting });
    let view = view(&world, meeting, TOM);
    let consumer = &view.parties[1];
    assert_eq!(
        (consumer.here.as_slice(), consumer.missing),
        (&[MARA][..], false)
    );
    let sitting = view.sitting.expect("it was held");
    let led: Vec<_> = sitting.led.iter().map(|it| it.person).collect();
    assert_eq!(led, [INES, MARA]);
    assert_eq!(sitting.led[0].until, Some(sitting.led[1].from));
    assert!(sitting.cut.off && sitting.counts);
}

#[test]
fn the_minutes_say_what_an_end_cut_off() {
    let (mut world, meeting) = sitting();
    world.does(MARA, act::BeginRound { meeting });
    world.does(driver(0), asks(meeting, Asking::Order));
    world.does(MARA, act::CloseMeeting { meeting });
    let cut = now(&world, meeting).cut;
    let waited: Vec<_> = cut.waited.iter().map(|it| (it.person, it.asks)).collect();
    assert_eq!(waited, [(driver(0), Asking::Order)]);
    assert!(cut.in_round && !cut.off);
    // To go on and end once more takes neither from the minutes, nor the hand from the list.
    world.does(INES, act::ReopenMeeting { meeting });
    let list = view(&world, meeting, INES)
        .sitting
        .expect("it goes on")
        .list;
    assert_eq!(
        list.iter().map(|it| it.person).collect::<Vec<_>>(),
        [driver(0)]
    );
    world.does(INES, act::CloseMeeting { meeting });
    let again = now(&world, meeting).cut;
    assert_eq!(again.waited.len(), 1);
    assert!(again.in_round);
}

#[test]
fn whoever_is_speaking_when_it_is_closed_is_named_as_cut_off() {
    let (mut world, meeting) = sitting();
    world.does(LEA, asks(meeting, Asking::Word));
    world.does(driver(0), asks(meeting, Asking::Question));
    let asks_now = act::GiveFloor {
        meeting,
        person: driver(0),
    };
    world.does(MARA, asks_now);
    assert_eq!(speaking(&world, meeting), Some(driver(0)));
    let mut closed = world.clone();
    closed.does(MARA, act::CloseMeeting { meeting });
    assert_eq!(now(&closed, meeting).cut.speaking, [driver(0), LEA]);
    // Whoever closes it while they speak cuts nobody off.
    let (mut world, meeting) = sitting();
    world.does(MARA, asks(meeting, Asking::Word));
    world.does(MARA, act::CloseMeeting { meeting });
    assert_eq!(now(&world, meeting).cut.speaking, []);
}

#[test]
fn a_party_that_is_missing_and_a_sponsor_who_is_are_named() {
    let (mut world, meeting) = ahead();
    passes(&mut world, 2 * MINUTE);
    world.does(MARA, act::BeginMeeting { meeting });
    world.does(INES, here(meeting, INES));
    let parties = view(&world, meeting, INES).parties;
    let missing: Vec<_> = parties.iter().map(|it| it.missing).collect();
    assert_eq!(missing, [false, false, true]);
    assert_eq!(parties[1].sponsors_missing, [LEA]);
    world.does(LEA, here(meeting, LEA));
    let parties = view(&world, meeting, INES).parties;
    assert!(parties[1].sponsors_missing.is_empty());
}

#[test]
fn whoever_was_not_there_is_asked_to_read_what_happened_until_they_did() {
    let (mut world, meeting) = ahead();
    passes(&mut world, 2 * MINUTE);
    world.does(MARA, act::BeginMeeting { meeting });
    world.does(TOM, here(meeting, TOM));
    assert_eq!(needs(&world, LEA), ["come_to_meeting"]);
    world.does(MARA, act::CloseMeeting { meeting });
    assert_eq!(needs(&world, LEA), ["read_minutes"]);
    // Nobody is asked who only uses the service.
    assert_eq!(
        (needs(&world, TOM), needs(&world, driver(2))),
        (vec![], vec![])
    );
    world.does(LEA, act::ReadMinutes { meeting });
    assert_eq!(needs(&world, LEA), [""; 0]);
    // Nobody else learns who read it and who did not.
    let last = world.record.last().expect("an entry");
    let fact = Fact::decode(last.1.kind, &last.1.fact, None).expect("readable");
    let sight = world.seen_by(MARA).sight(last.0, &fact);
    assert_eq!(sight, domain::audience::Sight::Sealed);
}

#[test]
fn who_comes_or_leaves_after_the_end_changes_nothing_of_who_was_there() {
    let (mut world, meeting) = sitting();
    speaks(&mut world, meeting, TOM, MINUTE);
    world.does(MARA, act::CloseMeeting { meeting });
    let before = view(&world, meeting, INES).parties;
    assert!(before.iter().all(|it| !it.missing && !it.left));
    let other = world.seats_party(INES, REGULATOR, PartyKind::Other);
    world.admits(INES, RUTH, other, &[Role::Representative], Since::Start);
    world.does(TOM, act::LeaveTable {});
    // A sponsor who is brought afterwards was not missing, and one who goes was there.
    let consumer = world.consumer;
    world.admits(MARA, GRETA, consumer, &[Role::Sponsor], Since::Start);
    world.does(LEA, act::UnseatPerson { person: LEA });
    assert_eq!(view(&world, meeting, INES).parties, before);
}

#[test]
fn a_party_that_leaves_while_people_sit_together_keeps_its_time_and_is_not_missing() {
    let (mut world, meeting) = sitting();
    speaks(&mut world, meeting, TOM, MINUTE);
    world.does(TOM, act::LeaveTable {});
    let supplier = |world: &World| {
        let parties = view(world, meeting, INES).parties;
        let it = parties
            .into_iter()
            .find(|it| it.party == world.supplier)
            .expect("it is told");
        assert!(it.left && !it.missing);
        (it.spoken, it.here)
    };
    assert_eq!(supplier(&world), (MINUTE, vec![]));
    world.does(MARA, act::CloseMeeting { meeting });
    assert_eq!(supplier(&world), (MINUTE, vec![TOM]));
}

#[test]
fn who_came_after_a_round_in_writing_did_not_keep_silent_in_it() {
    let (mut world, meeting, topic) = in_writing();
    world.does(INES, word(topic, "We can"));
    passes(&mut world, 3 * 1_440 * MINUTE);
    let other = world.seats_party(INES, REGULATOR, PartyKind::Other);
    let parties = view(&world, meeting, INES).parties;
    assert!(parties.iter().all(|it| it.party != other));
    assert_eq!(parties.iter().filter(|it| it.missing).count(), 2);
}

#[test]
fn whoever_is_not_there_gets_no_floor_and_gives_it_back_by_leaving() {
    let (mut world, meeting) = sitting();
    let gone = |person| act::NotePresence {
        meeting,
        person,
        here: false,
    };
    for person in [PAUL, TOM, LEA] {
        world.does(person, asks(meeting, Asking::Word));
    }
    // Who waits and goes is on the list no more.
    world.does(TOM, gone(TOM));
    assert_eq!(list(&world, meeting), [LEA]);
    // Whoever speaks and goes ends their turn by it, and the next has the floor.
    passes(&mut world, MINUTE);
    world.does(PAUL, gone(PAUL));
    assert_eq!(speaking(&world, meeting), Some(LEA));
    assert_eq!(spoken(&world, meeting)[&world.provider], MINUTE);
    // Who comes back asks as everybody does.
    world.does(TOM, asks(meeting, Asking::Question));
    world.does(
        MARA,
        act::GiveFloor {
            meeting,
            person: TOM,
        },
    );
    // Whoever was interrupted and goes does not go on.
    world.does(LEA, gone(LEA));
    world.does(TOM, ends(meeting, TOM));
    assert_eq!(speaking(&world, meeting), None);
    // In a round, the turn of whoever goes is passed.
    world.does(MARA, act::BeginRound { meeting });
    let round = |world: &World| now(world, meeting).round;
    let waits = round(&world)
        .iter()
        .find(|it| it.state == TurnState::Waits)
        .map(|it| it.person)
        .expect("somebody waits");
    world.does(waits, gone(waits));
    let theirs = round(&world).into_iter().find(|it| it.person == waits);
    assert_eq!(theirs.map(|it| it.state), Some(TurnState::Passed));
}

#[test]
fn what_was_not_held_is_begun_answered_and_prepared_no_more() {
    let (mut world, meeting) = ahead();
    let topic = brings(&mut world, TOM, meeting, "masts");
    passes(&mut world, 3 * 1_440 * MINUTE);
    let told = view(&world, meeting, MARA);
    assert_eq!(told.meeting.state, MeetingState::NotHeld);
    let may = told.may;
    assert!(!may.begin && !may.say_coming && !may.bring);
    assert!(told.agenda.iter().all(|it| !it.may_back));
    assert!(!view(&world, meeting, TOM).agenda[0].may_withdraw);
    let comes = act::SayComing {
        meeting,
        coming: Coming::Yes,
        stands_in: None,
    };
    let bring = act::BringTopic {
        meeting,
        title: "One more".into(),
        minutes: 5,
        subject: None,
    };
    let acts: [Command; 4] = [
        act::BeginMeeting { meeting }.into(),
        comes.into(),
        bring.into(),
        act::BackTopic { topic, backs: true }.into(),
    ];
    for act in acts {
        world.refuses(MARA, act, Refusal::MeetingNotHeld);
    }
    world.refuses(TOM, act::WithdrawTopic { topic }, Refusal::MeetingNotHeld);
    // At another time it lies ahead again.
    let plan = plan(&world, 60);
    let change = act::ChangeMeeting {
        meeting,
        title: plan.title,
        begins_at: plan.begins_at,
        minutes: 60,
        place: plan.place,
    };
    world.does(INES, change);
    assert!(view(&world, meeting, MARA).may.bring);
}

#[test]
fn what_was_said_while_a_sitting_was_closed_stands_in_no_minutes() {
    let (mut world, meeting) = sitting();
    let say = |world: &mut World, words| {
        let id = world.says(TOM, Audience::WholeTable, words);
        Subject::Contribution(id)
    };
    let first = say(&mut world, "in the sitting");
    passes(&mut world, MINUTE);
    world.does(MARA, act::CloseMeeting { meeting });
    let closed = world.now;
    passes(&mut world, MINUTE);
    say(&mut world, "in the corridor");
    world.does(INES, act::ReopenMeeting { meeting });
    let again = world.now;
    let second = say(&mut world, "once more in it");
    passes(&mut world, MINUTE);
    world.does(INES, act::CloseMeeting { meeting });
    let view = view(&world, meeting, INES);
    let taken: Vec<_> = view.taken.iter().map(|it| it.subject).collect();
    assert_eq!(taken, [first, second]);
    let sitting = view.sitting.expect("it was held");
    let pauses: Vec<_> = sitting
        .pauses
        .iter()
        .map(|it| (it.from, it.until))
        .collect();
    assert_eq!(pauses, [(closed, again)]);
    // Nor does anybody keep silent in that time.
    assert_eq!(sitting.silent, 2 * MINUTE);
}

#[test]
fn nobody_led_while_a_sitting_was_closed() {
    let (mut world, meeting) = sitting();
    passes(&mut world, MINUTE);
    world.does(MARA, act::CloseMeeting { meeting });
    let closed = world.now;
    passes(&mut world, 2 * MINUTE);
    world.does(INES, act::ReopenMeeting { meeting });
    let led = now(&world, meeting).led;
    assert_eq!(led[0].until, Some(closed));
    assert_eq!((led[1].person, led[1].from), (INES, world.now));
}

// What it came to

#[test]
fn a_blind_proposal_that_costs_a_party_money_says_that_its_sponsor_was_not_there() {
    let (mut world, meeting) = ahead();
    passes(&mut world, 2 * MINUTE);
    let outcome = world.adds_outcome(MARA, "So that trucks leave on time");
    world.does(MARA, act::BeginMeeting { meeting });
    world.does(INES, here(meeting, INES));
    let party = world.consumer;
    let costs = vec![CostTo { party, amount: 900 }];
    let opened = world.does(
        INES,
        act::OpenProposal {
            costs,
            ..crate::proposals::opening(&world, outcome)
        },
    );
    let proposal = match opened.first() {
        Some(Fact::ProposalOpened(opened)) => opened.proposal,
        other => panic!("{other:?}"),
    };
    let awaited = |world: &World, person| view(world, meeting, person).sponsors_awaited;
    let lea = SponsorsAwaitedView {
        proposal,
        parties: vec![party],
    };
    let told = awaited(&world, INES);
    assert_eq!(told, [lea]);
    let unspoken = |world: &World| view(world, meeting, INES).parties_awaited;
    let tom = PartiesAwaitedView {
        proposal,
        parties: vec![world.supplier],
    };
    let tom = [tom];
    assert_eq!(unspoken(&world), tom);
    world.consents(TOM, proposal);
    assert_eq!(unspoken(&world), tom);
    world.does(TOM, here(meeting, TOM));
    assert_eq!(unspoken(&world), []);
    // While the round is blind, where somebody stands changes nothing of it.
    world.consents(LEA, proposal);
    assert_eq!(awaited(&world, INES), told);
    world.does(LEA, here(meeting, LEA));
    assert_eq!(awaited(&world, INES), []);
}

#[test]
fn the_minutes_are_what_the_record_says_was_said_to_all_meanwhile() {
    let (mut world, meeting) = sitting();
    let before = world.says(TOM, Audience::WholeTable, "in the sitting");
    let own = world.says(TOM, Audience::OwnParty, "among ourselves");
    world.does(MARA, act::CloseMeeting { meeting });
    let after = world.says(TOM, Audience::WholeTable, "after it");
    let taken = view(&world, meeting, INES).taken;
    let subjects: Vec<_> = taken.iter().map(|it| it.subject).collect();
    assert_eq!(subjects, [Subject::Contribution(before)]);
    assert!(taken[0].topic.is_some());
    let own = view(&world, meeting, TOM).taken.iter().any(|it| {
        [own, after]
            .map(Subject::Contribution)
            .contains(&it.subject)
    });
    assert!(
        !own,
        "what was said to one's own party alone stands in no minutes"
    );
}

#[test]
fn off_the_record_nobody_has_the_floor_until_it_is_over() {
    let (mut world, meeting) = sitting();
    world.does(MARA, act::GoOffRecord { meeting, off: true });
    world.does(TOM, asks(meeting, Asking::Word));
    assert_eq!(speaking(&world, meeting), None);
    let give = act::GiveFloor {
        meeting,
        person: PAUL,
    };
    world.refuses(MARA, give, Refusal::FloorOffRecord);
    let round = act::BeginRound { meeting };
    world.refuses(MARA, round, Refusal::FloorOffRecord);
    let off = false;
    world.does(MARA, act::GoOffRecord { meeting, off });
    assert_eq!(speaking(&world, meeting), Some(TOM));
}

#[test]
fn whom_a_round_off_the_record_stopped_goes_on_after_it() {
    let off = |meeting, off| act::GoOffRecord { meeting, off };
    // Whoever asks a question asks it to its end, and whom they interrupted goes on then.
    let (mut world, meeting) = sitting();
    world.does(INES, asks(meeting, Asking::Word));
    world.does(TOM, asks(meeting, Asking::Question));
    let person = TOM;
    world.does(MARA, act::GiveFloor { meeting, person });
    world.does(MARA, off(meeting, true));
    assert_eq!(now(&world, meeting).interrupted, Some(TOM));
    for person in [INES, TOM] {
        world.refuses(person, asks(meeting, Asking::Word), Refusal::OnTheList);
    }
    let mut closed = world.clone();
    closed.does(MARA, act::CloseMeeting { meeting });
    assert_eq!(now(&closed, meeting).cut.speaking, [TOM, INES]);
    passes(&mut world, MINUTE);
    world.does(MARA, off(meeting, false));
    let asks_on = now(&world, meeting).speaking.expect("he asks");
    assert_eq!((asks_on.person, asks_on.floor), (TOM, Floor::Question));
    world.does(TOM, ends(meeting, TOM));
    assert_eq!(speaking(&world, meeting), Some(INES));
    assert_eq!(spoken(&world, meeting)[&world.supplier], 0);
    // A turn that was stopped is no turn that was had; one that is passed meanwhile gives nobody the floor.
    let (mut world, meeting) = sitting();
    world.does(MARA, act::BeginRound { meeting });
    let first = speaking(&world, meeting).expect("a turn");
    world.does(MARA, off(meeting, true));
    let round = now(&world, meeting).round;
    assert_eq!(round[0].state, TurnState::Waits);
    let person = round[1].person;
    world.does(person, act::PassTurn { meeting, person });
    assert_eq!(speaking(&world, meeting), None);
    world.does(MARA, off(meeting, false));
    assert_eq!(speaking(&world, meeting), Some(first));
    world.does(first, ends(meeting, first));
    assert_eq!(speaking(&world, meeting), Some(round[2].person));
    // Of records in which it ended what was said, the reading stays.
    let (mut old, meeting) = sitting();
    old.does(INES, asks(meeting, Asking::Word));
    let set = domain::fact::OffRecordSet {
        meeting,
        off: true,
        keeps: false,
    };
    old.records(MARA, set.into());
    old.does(MARA, off(meeting, false));
    assert_eq!(speaking(&old, meeting), None);
}

#[test]
fn no_party_uses_up_the_points_that_others_bring() {
    let (mut world, meeting) = ahead();
    let more = act::BringTopic {
        meeting,
        title: "One more".into(),
        minutes: 5,
        subject: None,
    };
    let full = |limit| Refusal::Full {
        what: "topics",
        limit,
    };
    for _ in 0..60 {
        world.does(INES, more.clone());
    }
    world.refuses(INES, more.clone(), full(60));
    world.refuses(PAUL, more.clone(), full(60));
    world.does(MARA, more.clone());
    // Whoever is here without an account has a tenth for themselves.
    let consumer = world.consumer;
    world.admits(MARA, GUS, consumer, &[Role::User], Since::Start);
    for _ in 0..6 {
        world.does(GUS, more.clone());
    }
    world.refuses(GUS, more.clone(), full(6));
    world.does(MARA, more);
}

#[test]
fn off_the_record_no_act_records_what_somebody_there_types() {
    let (mut world, meeting) = sitting();
    let need = world.says(TOM, Audience::WholeTable, "before it");
    world.does(MARA, act::GoOffRecord { meeting, off: true });
    let say = |audience| act::Say::new(ContributionKind::Need, audience, "canary");
    let topic = act::BringTopic {
        meeting,
        title: "canary".into(),
        minutes: 5,
        subject: None,
    };
    let promise = act::MakeCommitment {
        to: world.consumer,
        words: "canary".into(),
        due: Moment(world.now.0 + 9 * Moment::DAY).day_in_utc(),
        contribution: None,
        proposal: None,
        outcomes: Vec::new(),
    };
    let reply = act::Say {
        under: Some(need),
        ..act::Say::new(ContributionKind::Idea, Audience::WholeTable, "canary")
    };
    let acts: Vec<Command> = vec![
        say(Audience::WholeTable).into(),
        say(Audience::OwnParty).into(),
        reply.into(),
        topic.into(),
        promise.into(),
    ];
    let before = world.record.len();
    for act in acts {
        world.refuses(INES, act, Refusal::OffRecord);
    }
    assert_eq!(world.record.len(), before);
    assert!(world.seen_by(INES).is_off_record());
    // Whoever is not there says what they like, and what has no words is done by everybody; that another party
    // notes somebody as there silences nobody.
    world.does(driver(0), say(Audience::WholeTable));
    world.does(MARA, here(meeting, OLGA));
    assert!(!world.seen_by(OLGA).is_off_record());
    world.does(PAUL, here(meeting, OLGA));
    assert!(world.seen_by(OLGA).is_off_record());
    world.does(INES, asks(meeting, Asking::Word));
    let off = false;
    world.does(MARA, act::GoOffRecord { meeting, off });
    world.does(INES, say(Audience::WholeTable));
    assert_eq!(now(&world, meeting).offs.len(), 1);
}

#[test]
fn a_suggestion_is_told_to_whoever_leads_and_to_nobody_else() {
    let (mut world, meeting) = sitting();
    speaks(&mut world, meeting, INES, 4 * MINUTE);
    speaks(&mut world, meeting, LEA, 2 * MINUTE);
    let suggestion = |person| {
        view(&world, meeting, person)
            .sitting
            .and_then(|it| it.suggestion)
    };
    let told = suggestion(MARA).expect("one suggestion");
    assert_eq!((told.party, told.person), (world.supplier, TOM));
    assert_eq!((suggestion(INES), suggestion(TOM)), (None, None));
}

#[test]
fn whoever_leads_is_not_told_to_ask_themselves() {
    let (mut world, meeting) = sitting();
    speaks(&mut world, meeting, INES, 4 * MINUTE);
    speaks(&mut world, meeting, TOM, 2 * MINUTE);
    let suggestion = |world: &World| now(world, meeting).suggestion.map(|it| it.person);
    assert_eq!(suggestion(&world), Some(LEA));
    let here = false;
    let person = LEA;
    let goes = act::NotePresence {
        meeting,
        person,
        here,
    };
    world.does(LEA, goes);
    assert_eq!(suggestion(&world), None);
}

#[test]
fn what_is_closed_goes_on_no_more() {
    let (mut world, meeting) = sitting();
    world.does(INES, asks(meeting, Asking::Word));
    world.does(MARA, act::CloseMeeting { meeting });
    for act in [
        Command::from(asks(meeting, Asking::Word)),
        act::CloseMeeting { meeting }.into(),
        here(meeting, driver(0)).into(),
    ] {
        world.refuses(MARA, act, Refusal::MeetingOver);
    }
}

// Laws

/// What may happen in a sitting: who does what, and how long it takes until then.
fn steps() -> impl Strategy<Value = Vec<(usize, u8, usize, i64)>> {
    let step = (0usize..6, 0u8..14, 0usize..6, 0i64..200_000);
    proptest::collection::vec(step, 1..80)
}

/// Plays them, as far as the rules allow them. Whoever leads does not leave.
fn plays(steps: &[(usize, u8, usize, i64)]) -> (World, MeetingId) {
    let people = [MARA, LEA, INES, PAUL, TOM, driver(0)];
    let (mut world, meeting) = sitting();
    for (who, what, whom, millis) in steps {
        passes(&mut world, *millis);
        let (who, person) = (people[*who], people[*whom]);
        let topics: Vec<_> = view(&world, meeting, MARA).agenda;
        let topic = topics[whom % topics.len()].id;
        let act: Command = match what {
            0..=3 => asks(meeting, Asking::ALL[usize::from(*what) % 3]).into(),
            4..=6 => ends(meeting, person).into(),
            7 => act::GiveFloor { meeting, person }.into(),
            8 => act::BeginRound { meeting }.into(),
            9 => act::PassTurn { meeting, person }.into(),
            10 => act::LeaveFloor { meeting, person }.into(),
            11 => act::BeginTopic { topic }.into(),
            12 if person != MARA => act::UnseatPerson { person }.into(),
            12 => here(meeting, person).into(),
            _ => act::CloseList {
                meeting,
                closed: whom % 2 == 0,
            }
            .into(),
        };
        let _ = world.tries(who, act);
    }
    (world, meeting)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What the parties spoke, and what nobody did, is together as long as the meeting took: at every moment,
    /// and to the millisecond.
    #[test]
    fn the_sum_of_times_is_the_meetings(steps in steps(), later in 0i64..500_000) {
        let (mut world, meeting) = plays(&steps);
        passes(&mut world, later);
        for closed in [false, true] {
            let view = view(&world, meeting, MARA);
            let sitting = view.sitting.expect("it began");
            let spoken: i64 = view.parties.iter().map(|it| it.spoken).sum();
            prop_assert_eq!(spoken + sitting.silent, world.now.0 - sitting.begun.0);
            if !closed {
                world.does(MARA, act::CloseMeeting { meeting });
            }
        }
    }

    /// The order follows from the record and the moment alone: folded anew, and for every viewer, it is the same.
    #[test]
    fn the_order_of_the_floor_depends_on_the_record_alone(steps in steps()) {
        let (world, meeting) = plays(&steps);
        let anew = fold(&world.record);
        let told = |relationship: &domain::Relationship, person: PersonId| {
            let seen = relationship.seen_by(person, relationship)?;
            let sitting = seen.meeting(meeting, world.now)?.sitting?;
            Some((sitting.speaking, sitting.list, sitting.round, sitting.interrupted))
        };
        let first = told(&world.relationship, MARA);
        prop_assert!(first.is_some());
        for person in [MARA, INES, TOM, OLGA] {
            let theirs = told(&anew, person);
            prop_assert!(theirs.is_none() || theirs == first);
        }
    }

    /// Whoever waits comes: whatever for the others go on asking, and however short they speak, everybody on the
    /// list has the floor before the other parties have had so many turns.
    #[test]
    fn nobody_waits_for_ever(
        steps in steps(),
        millis in 0i64..30_000,
        kinds in proptest::collection::vec(0usize..3, 4),
    ) {
        // In short sittings the others catch up in fewer turns.
        let steps: Vec<_> = steps.iter().map(|it| (it.0, it.1, it.2, it.3 / 10)).collect();
        let (mut world, meeting) = plays(&steps);
        if world.relationship.seats(TOM) && speaking(&world, meeting) != Some(TOM) {
            let _ = world.tries(TOM, asks(meeting, Asking::Word));
            let before: i64 = spoken(&world, meeting).values().sum();
            // Two parties catch up with a third one; with each word another party has an order or a question.
            let turns = 40 + 6 * before / 1_000;
            let mut came = false;
            for _ in 0..turns {
                let Some(person) = speaking(&world, meeting) else { break };
                if person == TOM {
                    came = true;
                    break;
                }
                passes(&mut world, millis);
                world.does(MARA, ends(meeting, person));
                // The others ask again, as soon as they can.
                for (other, kind) in [INES, PAUL, LEA, MARA].into_iter().zip(&kinds) {
                    let _ = world.tries(other, asks(meeting, Asking::ALL[*kind]));
                }
            }
            let waits = list(&world, meeting).contains(&TOM);
            prop_assert!(came || !waits, "he waits after {turns} turns");
        }
    }

    /// Whoever has the floor keeps it, with its clock, whoever else is taken from the table.
    #[test]
    fn a_removed_person_never_stops_the_clock(steps in steps(), whom in 1usize..6) {
        let (mut world, meeting) = plays(&steps);
        let people = [MARA, LEA, INES, PAUL, TOM, driver(0)];
        let before = now(&world, meeting).speaking;
        for who in people {
            let _ = world.tries(who, act::UnseatPerson { person: people[whom] });
        }
        prop_assert_eq!(now(&world, meeting).speaking, before);
        passes(&mut world, 1_000);
        let length = world.now.0 - now(&world, meeting).begun.0;
        let spoken: i64 = spoken(&world, meeting).values().sum();
        prop_assert_eq!(spoken + now(&world, meeting).silent, length);
    }
}

// Heard at the table

fn ticks(contribution: ContributionId, parties: &[PartyId]) -> act::TickHeard {
    act::TickHeard {
        contribution,
        parties: parties.to_vec(),
    }
}

fn hearing(world: &World, meeting: MeetingId, person: PersonId) -> MeetingHearingView {
    let mut hearing = view(world, meeting, person).hearing;
    assert_eq!(hearing.len(), 1);
    hearing.remove(0)
}

#[test]
fn in_a_sitting_an_author_ticks_at_once_all_parties_that_said_a_need_back() {
    let (mut world, meeting) = sitting();
    let need = world.says(MARA, Audience::WholeTable, "reach the driver");
    let both = [world.provider, world.supplier];
    assert_eq!(hearing(&world, meeting, MARA).may_tick, both);
    assert_eq!(hearing(&world, meeting, LEA).may_tick, []);
    // Nobody says in somebody else's place that they were heard, whoever leads.
    for other in [LEA, INES, TOM] {
        world.refuses(other, ticks(need, &both), Refusal::NotAuthor);
    }
    let own = ticks(need, &[world.consumer]);
    world.refuses(MARA, own, Refusal::Unknown { what: "party" });
    world.refuses(MARA, ticks(need, &[]), Refusal::NothingNew);
    let facts = world.does(MARA, ticks(need, &both));
    let [Fact::HeardTicked(ticked), rest @ ..] = &facts[..] else {
        panic!("{facts:?}")
    };
    assert_eq!((ticked.meeting, &ticked.parties[..]), (meeting, &both[..]));
    let heard = |fact: &Fact| matches!(fact, Fact::ContributionHeard(_));
    assert!(rest.len() == 2 && rest.iter().all(heard));
    assert_eq!(hearing(&world, meeting, MARA).heard, both);
    world.refuses(MARA, ticks(need, &both), Refusal::NothingNew);
    let question = act::Say {
        under: Some(need),
        ..act::Say::new(ContributionKind::Question, Audience::WholeTable, "When?")
    };
    let facts = world.does(MARA, question);
    let Fact::ContributionSaid(question) = &facts[0] else {
        panic!("{facts:?}")
    };
    let asked = ticks(question.contribution, &both);
    world.refuses(MARA, asked, Refusal::NotSaidThere);
}

#[test]
fn nobody_hears_in_the_name_of_a_party_whose_people_did_not_say_that_they_are_there() {
    let (mut world, meeting) = ahead();
    let topic = brings(&mut world, INES, meeting, "Elm Pass at night");
    let need = world.says(MARA, Audience::WholeTable, "reach the driver");
    let both = [world.provider, world.supplier];
    world.refuses(MARA, ticks(need, &both), Refusal::NotBegun);
    passes(&mut world, 2 * MINUTE);
    world.does(MARA, act::BeginMeeting { meeting });
    world.does(MARA, act::BeginTopic { topic });
    world.does(INES, here(meeting, INES));
    // Whoever leads notes others, which makes nobody hear.
    world.does(MARA, here(meeting, TOM));
    world.refuses(MARA, ticks(need, &both), Refusal::PartyNotThere);
    world.does(MARA, ticks(need, &[world.provider]));
    world.does(TOM, here(meeting, TOM));
    // Who is gone again has heard nothing.
    let gone = act::NotePresence {
        meeting,
        person: TOM,
        here: false,
    };
    world.does(TOM, gone);
    world.refuses(MARA, ticks(need, &both), Refusal::PartyNotThere);
    // Nor does whoever may not see what was said.
    let some = Audience::Parties(vec![world.provider]);
    let narrow = world.says(MARA, some, "between us");
    world.does(TOM, here(meeting, TOM));
    let theirs = ticks(narrow, &[world.supplier]);
    world.refuses(MARA, theirs, Refusal::Unknown { what: "party" });
    world.does(MARA, ticks(need, &both));
    world.does(MARA, act::CloseMeeting { meeting });
    let later = ticks(narrow, &[world.provider]);
    world.refuses(MARA, later, Refusal::NotBegun);
}

#[test]
fn a_party_says_that_it_has_not_heard_and_is_not_ticked_again_for_it() {
    let (mut world, meeting) = sitting();
    let need = world.says(MARA, Audience::WholeTable, "reach the driver");
    let both = [world.provider, world.supplier];
    let deny = act::DenyHearing { contribution: need };
    world.refuses(TOM, deny.clone(), Refusal::NothingNew);
    world.does(MARA, ticks(need, &both));
    assert!(hearing(&world, meeting, PAUL).may_deny);
    assert!(!hearing(&world, meeting, MARA).may_deny);
    world.refuses(MARA, deny.clone(), Refusal::NothingNew);
    world.refuses(OLGA, deny.clone(), Refusal::Observer);
    // Whoever of it was not asked may say so too, also once people went home.
    world.does(MARA, act::CloseMeeting { meeting });
    world.does(TOM, deny.clone());
    let told = hearing(&world, meeting, INES);
    assert_eq!(told.heard, [world.provider]);
    assert_eq!(told.denied, [world.supplier]);
    world.refuses(TOM, deny.clone(), Refusal::NothingNew);
    world.does(LEA, act::ReopenMeeting { meeting });
    let again = ticks(need, &both);
    world.refuses(MARA, again, Refusal::SaidNotHeard);
    // It says it back, as everywhere; what it confirmed so it does not deny.
    let back = act::SayBack {
        contribution: need,
        words: "you cannot reach them".into(),
    };
    let Fact::SaidBack(back) = &world.does(TOM, back)[0] else {
        panic!("nothing was said back")
    };
    let confirm = act::ConfirmReflection {
        contribution: need,
        reflection: back.reflection,
    };
    world.does(MARA, confirm);
    assert_eq!(hearing(&world, meeting, INES).heard, both);
    assert_eq!(hearing(&world, meeting, INES).denied, []);
    world.refuses(TOM, deny, Refusal::NothingNew);
}

#[test]
fn a_need_that_means_something_else_is_ticked_afresh() {
    let (mut world, meeting) = sitting();
    let need = world.says(MARA, Audience::WholeTable, "reach the driver");
    world.does(MARA, ticks(need, &[world.provider, world.supplier]));
    let deny = act::DenyHearing { contribution: need };
    world.does(TOM, deny.clone());
    passes(&mut world, 6 * MINUTE);
    let mend = act::MendWord {
        contribution: need,
        words: "reach the customer".into(),
        condition: String::new(),
        meant_otherwise: true,
    };
    world.does(MARA, mend);
    let told = hearing(&world, meeting, MARA);
    assert!(told.heard.is_empty() && told.denied.is_empty());
    world.refuses(PAUL, deny, Refusal::NothingNew);
    world.does(MARA, ticks(need, &[world.provider, world.supplier]));
}

/// A round in writing over three days that begins now, with a point of Ines'.
fn in_writing() -> (World, MeetingId, TopicId) {
    let mut world = World::seated();
    world.now = Moment(world.now.0 / MINUTE * MINUTE);
    let mut plan = plan(&world, 0);
    plan.kind = MeetingKind::Written;
    plan.minutes = 3 * 1_440;
    let meeting = planned(&world.does(INES, plan));
    let topic = brings(&mut world, INES, meeting, "Elm Pass at night");
    (world, meeting, topic)
}

fn word(topic: TopicId, words: &str) -> act::WriteWord {
    act::WriteWord {
        topic,
        words: words.into(),
    }
}

fn written(world: &World, meeting: MeetingId) -> Vec<(PersonId, String)> {
    let view = view(world, meeting, TOM);
    let topics = view.agenda.into_iter().flat_map(|it| it.written);
    topics
        .map(|it| (it.person, it.words.unwrap_or_default()))
        .collect()
}

#[test]
fn in_a_round_in_writing_each_says_their_word_to_each_point_until_it_is_over() {
    let (mut world, meeting, topic) = in_writing();
    let state = |world: &World| view(world, meeting, TOM).meeting.state;
    assert_eq!(state(&world), MeetingState::Written);
    world.does(MARA, word(topic, "We drive by night"));
    world.does(driver(0), word(topic, "It is dark there"));
    world.refuses(OLGA, word(topic, "Hm"), Refusal::Observer);
    world.refuses(MARA, word(topic, "We drive by night"), Refusal::NothingNew);
    // Who thinks better of it says it anew: the latest is told, and both are on the record.
    passes(&mut world, MINUTE);
    world.does(MARA, word(topic, "We drive by night, but on Sundays"));
    let both = [
        (driver(0), "It is dark there".to_owned()),
        (MARA, "We drive by night, but on Sundays".to_owned()),
    ];
    assert_eq!(written(&world, meeting), both);
    passes(&mut world, 3 * 1_440 * MINUTE);
    assert_eq!(state(&world), MeetingState::Held);
    world.refuses(INES, word(topic, "Too late"), Refusal::MeetingOver);
    let agenda = view(&world, meeting, INES).agenda;
    assert!(agenda.iter().all(|it| !it.may_write));
    let late = act::BringTopic {
        meeting,
        title: "One more".into(),
        minutes: 5,
        subject: None,
    };
    world.refuses(INES, late, Refusal::MeetingOver);
    assert_eq!(written(&world, meeting), both);
}

#[test]
fn who_said_nothing_in_writing_is_asked_while_it_is_open_and_named_once_it_is_over() {
    let (mut world, meeting, topic) = in_writing();
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.iter().any(|it| it.word() == "write_in_round")
    };
    let missing = |world: &World| -> Vec<PartyId> {
        let parties = view(world, meeting, INES).parties.into_iter();
        let missing = parties.filter(|it| it.missing);
        missing.map(|it| it.party).collect()
    };
    world.does(INES, word(topic, "We can"));
    // A driver's word stands beside; that of a colleague who speaks for the party is the party's.
    world.does(driver(0), word(topic, "I can, too"));
    assert!(asked(&world, MARA));
    let lacks = |world: &World| {
        let parties = view(world, meeting, INES).parties.into_iter();
        let mut customer = parties.filter(|it| it.party == world.consumer);
        customer.next().expect("it is there").word_missing
    };
    assert_eq!(lacks(&world), [topic]);
    world.does(LEA, word(topic, "So can we"));
    assert_eq!(lacks(&world), []);
    assert!(!asked(&world, MARA) && !asked(&world, INES) && asked(&world, TOM));
    assert_eq!(missing(&world), []);
    passes(&mut world, 3 * 1_440 * MINUTE);
    assert_eq!(missing(&world), [world.supplier]);
    assert!(!asked(&world, TOM));
}

#[test]
fn nobody_sits_together_in_a_round_in_writing_nor_cuts_it_short_or_draws_it_out() {
    let (mut world, meeting, topic) = in_writing();
    world.refuses(MARA, act::BeginMeeting { meeting }, Refusal::InWriting);
    let comes = act::SayComing {
        meeting,
        coming: Coming::Yes,
        stands_in: None,
    };
    world.refuses(MARA, comes, Refusal::InWriting);
    let may = view(&world, meeting, INES).may;
    assert!(!may.begin && !may.say_coming && !may.change && may.bring);
    let cancel = || act::CancelMeeting {
        meeting,
        why: "Never mind".into(),
    };
    let longer = act::ChangeMeeting {
        meeting,
        title: "The third quarter".into(),
        begins_at: clock(world.now),
        minutes: 9 * 1_440,
        place: String::new(),
    };
    world.refuses(INES, longer, Refusal::MeetingBegun);
    world.does(MARA, word(topic, "We drive by night"));
    world.refuses(INES, act::WithdrawTopic { topic }, Refusal::TopicBegun);
    // Whoever planned it calls it off as long as nobody has said a word.
    world.refuses(INES, cancel(), Refusal::MeetingBegun);
    assert!(!view(&world, meeting, INES).may.cancel);
    let (mut silent, meeting, _) = in_writing();
    assert!(view(&silent, meeting, INES).may.cancel);
    let cancel = act::CancelMeeting {
        meeting,
        why: "Never mind".into(),
    };
    silent.refuses(MARA, cancel.clone(), Refusal::OnlyWhoPlanned);
    silent.does(INES, cancel);
    // It takes nobody's turn to lead.
    assert_eq!(view(&world, meeting, INES).sitting, None);
    // A point of a meeting at which people sit together takes no words in writing.
    let (mut world, meeting) = ahead();
    let topic = brings(&mut world, INES, meeting, "Elm Pass at night");
    world.refuses(MARA, word(topic, "By night"), Refusal::NotBegun);
    // Nor does one that has not begun.
    let mut later = plan(&world, 60);
    (later.kind, later.minutes) = (MeetingKind::Written, 1_440);
    let later = planned(&world.does(INES, later));
    let topic = brings(&mut world, INES, later, "Elm Pass at night");
    world.refuses(MARA, word(topic, "By night"), Refusal::NotBegun);
    let mut short = plan(&world, 60);
    short.kind = MeetingKind::Written;
    let (least, most) = (1_380, 43_260);
    world.refuses(INES, short, Refusal::NoLength { least, most });
}

#[test]
fn a_round_in_writing_takes_no_point_that_nobody_has_time_for() {
    let bring = |meeting| act::BringTopic {
        meeting,
        title: "One more".into(),
        minutes: 5,
        subject: None,
    };
    let until = |world: &World, meeting| {
        let until = view(world, meeting, TOM).points_until;
        until.expect("it is in writing").0 - world.now.0
    };
    // A quarter of three days is less than a day; of eight days it is more.
    for (days, last) in [(3, 54 * 60), (8, 7 * 1_440)] {
        let mut world = World::seated();
        world.now = Moment(world.now.0 / MINUTE * MINUTE);
        let mut plan = plan(&world, 0);
        (plan.kind, plan.minutes) = (MeetingKind::Written, days * 1_440);
        let meeting = planned(&world.does(INES, plan));
        assert_eq!(until(&world, meeting), last * MINUTE);
        passes(&mut world, last * MINUTE - 1);
        assert!(view(&world, meeting, TOM).may.bring);
        world.does(TOM, bring(meeting));
        passes(&mut world, 1);
        assert!(!view(&world, meeting, TOM).may.bring);
        world.refuses(TOM, bring(meeting), Refusal::TooLateForPoint);
        passes(&mut world, days as i64 * 1_440 * MINUTE);
        world.refuses(TOM, bring(meeting), Refusal::MeetingOver);
    }
    let (world, meeting) = ahead();
    assert_eq!(view(&world, meeting, TOM).points_until, None);
}
