//! Stages: who took part in what is worked on at each, who was left out, and what would help most.

use crate::world::*;
use domain::ids::*;
use domain::stage::{STAGE_PACKS, Staged};
use domain::view::*;
use domain::words::*;
use domain::{Fact, Moment, Refusal, act};

fn place(about: Staged, stage: StageId) -> act::PlaceAtStage {
    act::PlaceAtStage {
        about,
        stage: Some(stage),
    }
}

fn designing() -> StageId {
    STAGE_PACKS[0].stages[1].id
}

fn stage(world: &World, id: StageId) -> StageView {
    let page = world.seen_by(INES).stages();
    let mut all = page.stages.into_iter();
    all.find(|stage| stage.id == id).expect("one of now")
}

fn parties(stage: &StageView) -> Vec<PartyId> {
    stage.took_part.iter().map(|it| it.party).collect()
}

/// A promise of Meridian to Northwind.
fn promised(world: &mut World) -> Staged {
    let made = world.does(
        INES,
        act::MakeCommitment {
            to: world.consumer,
            words: "Draw the small cells".into(),
            due: Moment(world.now.0 + 20 * Moment::DAY).day_in_utc(),
            contribution: None,
            proposal: None,
            outcomes: Vec::new(),
        },
    );
    let Some(Fact::CommitmentMade(made)) = made.first() else {
        panic!("{made:?}")
    };
    Staged::Commitment(made.commitment)
}

fn kept(world: &mut World, about: Staged) {
    let Staged::Commitment(commitment) = about else {
        panic!("no commitment")
    };
    world.does(
        INES,
        act::ReportKept {
            commitment,
            words: "Drawn".into(),
        },
    );
    world.does(
        MARA,
        act::AnswerKept {
            commitment,
            kept: true,
            words: String::new(),
        },
    );
}

#[test]
fn who_took_part_is_read_from_the_record_and_who_did_not_is_named() {
    let mut world = World::seated();
    let about = promised(&mut world);
    world.does(INES, place(about, designing()));
    let seen = stage(&world, designing());
    assert_eq!(parties(&seen), [world.provider]);
    assert_eq!(seen.left_out, [world.consumer, world.supplier]);
    kept(&mut world, about);
    let seen = stage(&world, designing());
    assert_eq!(parties(&seen), [world.provider, world.consumer]);
    assert_eq!(seen.left_out, [world.supplier]);
    // Nothing is said of a stage at which nothing stands.
    let building = stage(&world, STAGE_PACKS[0].stages[2].id);
    assert!(building.left_out.is_empty() && building.took_part.is_empty());
    let next = world.seen_by(INES).stages().next;
    let expected = NextStep::Ask {
        stage: designing(),
        party: world.supplier,
        things: 1,
    };
    assert_eq!(next, expected);
}

#[test]
fn a_party_that_came_later_was_not_left_out() {
    let mut world = World::seated();
    let about = promised(&mut world);
    world.does(INES, place(about, designing()));
    world.days_pass(2);
    let late = world.seats_party(INES, REGULATOR, PartyKind::Other);
    assert!(!stage(&world, designing()).left_out.contains(&late));
    // It is once something is worked on there after it came.
    let again = promised(&mut world);
    world.does(INES, place(again, designing()));
    assert!(stage(&world, designing()).left_out.contains(&late));
}

#[test]
fn whose_it_is_says_at_which_stage_it_stands() {
    let mut world = World::seated();
    let about = promised(&mut world);
    let placing = place(about, designing());
    world.refuses(TOM, placing.clone(), Refusal::StageOfAnother);
    let waits = |world: &World, person| {
        let page = world.seen_by(person).stages();
        (page.to_place, page.to_place_by_others, page.unplaced)
    };
    assert_eq!(waits(&world, TOM), (vec![], vec![about], 1));
    assert_eq!(waits(&world, MARA), (vec![about], vec![], 1));
    // A promise is that of both sides.
    world.does(MARA, placing.clone());
    world.refuses(INES, placing, Refusal::NothingNew);
    world.does(INES, act::PlaceAtStage { about, stage: None });
    assert!(stage(&world, designing()).things.is_empty());
    let foreign = STAGE_PACKS[1].stages[0].id;
    let unknown = Refusal::Unknown { what: "stage" };
    world.refuses(INES, place(about, foreign), unknown.clone());
    let nowhere = Staged::Meeting(MeetingId(about_id()));
    world.refuses(INES, place(nowhere, designing()), unknown);
}

fn about_id() -> uuid::Uuid {
    uuid::Uuid::from_u128(0xF00)
}

#[test]
fn what_stands_at_a_stage_of_another_pack_is_there_again_when_that_is_chosen_again() {
    let mut world = World::seated();
    let about = promised(&mut world);
    world.does(INES, place(about, designing()));
    let choose = |pack| act::ChooseStages {
        pack,
        own: Vec::new(),
    };
    world.refuses(TOM, choose(StagePack::Itil4), Refusal::OnlyTheTwo);
    world.does(MARA, choose(StagePack::Itil4));
    let page = world.seen_by(INES).stages();
    assert_eq!((page.stages.len(), page.unplaced), (6, 1));
    assert!(page.source.starts_with("ITIL 4") && !page.looked_up.is_empty());
    assert_eq!(page.next, NextStep::PlaceSomething);
    world.does(INES, choose(StagePack::Plain));
    assert_eq!(stage(&world, designing()).things.len(), 1);
}

#[test]
fn stages_of_ones_own_keep_what_stands_at_them_while_they_are_called_so() {
    let mut world = World::seated();
    let own = |names: &[&str]| act::ChooseStages {
        pack: StagePack::Own,
        own: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    world.refuses(INES, own(&["Alone"]), Refusal::StagesOfOnesOwn);
    world.refuses(INES, own(&["Run", "Run"]), Refusal::StagesOfOnesOwn);
    world.does(INES, own(&["Think", "Run"]));
    let page = world.seen_by(MARA).stages();
    let run = page.stages[1].id;
    assert_eq!(page.stages[1].name.as_deref(), Some("Run"));
    let about = promised(&mut world);
    world.does(INES, place(about, run));
    world.refuses(INES, own(&["Think", "Run"]), Refusal::NothingNew);
    world.does(INES, own(&["Run", "Mend"]));
    let page = world.seen_by(MARA).stages();
    assert_eq!(page.stages[0].id, run);
    assert_eq!(page.stages[0].things.len(), 1);
}

#[test]
fn users_are_told_of_from_five_on() {
    let mut world = World::seated();
    let about = promised(&mut world);
    world.does(INES, place(about, designing()));
    // Five drivers sit at the table, and none took part.
    assert_eq!(stage(&world, designing()).users, UsersPart::LeftOut);
}

#[test]
fn whoever_said_a_word_in_a_round_in_writing_took_part_at_its_stage() {
    let mut world = World::seated();
    world.now = Moment(world.now.0 / 60_000 * 60_000 + 60_000);
    let plan = act::PlanMeeting {
        kind: MeetingKind::Written,
        title: "How we plan".into(),
        begins_at: clock(world.now),
        minutes: 3 * 1_440,
        place: String::new(),
    };
    let Fact::MeetingPlanned(planned) = world.does(INES, plan).remove(0) else {
        panic!("nothing was planned")
    };
    let meeting = planned.meeting;
    let bring = act::BringTopic {
        meeting,
        title: "Elm Pass".into(),
        minutes: 5,
        subject: None,
    };
    let Fact::TopicBrought(brought) = world.does(INES, bring).remove(0) else {
        panic!("nothing was brought")
    };
    let topic = brought.topic;
    world.does(INES, place(Staged::Meeting(meeting), designing()));
    let seen = stage(&world, designing());
    assert!(parties(&seen).is_empty() && seen.left_out.is_empty());
    for (person, words) in [(MARA, "By night"), (TOM, "The mast")] {
        let words = words.into();
        world.does(person, act::WriteWord { topic, words });
    }
    let seen = stage(&world, designing());
    assert_eq!(parties(&seen), [world.consumer, world.supplier]);
    assert_eq!(seen.left_out, [world.provider]);
}
