//! Words that others took a stand on: who changes them, and what a stand was taken on.

use crate::world::*;
use domain::ids::*;
use domain::needs::Need;
use domain::view::*;
use domain::words::*;
use domain::{Command, Fact, Refusal, act};

const FIRST: &str = "So that drivers reach dispatch";
const OTHER: &str = "So that drivers reach dispatch within a minute";

fn reword(outcome: OutcomeId, statement: &str, for_party: PartyId) -> Command {
    Command::RewordOutcome(act::RewordOutcome {
        outcome,
        statement: statement.into(),
        objective: String::new(),
        for_party,
        depends_on: Quality::Warranty,
        delivered: true,
    })
}

fn propose(outcome: OutcomeId, statement: &str, for_party: PartyId) -> Command {
    Command::ProposeWording(act::ProposeWording {
        outcome,
        statement: statement.into(),
        objective: String::new(),
        for_party,
    })
}

/// The proposal that `actor` makes.
#[track_caller]
fn proposes(world: &mut World, actor: PersonId, outcome: OutcomeId, statement: &str) -> WordingId {
    let for_party = world.consumer;
    let facts = world.does(actor, propose(outcome, statement, for_party));
    match &facts[..] {
        [Fact::WordingProposed(proposed)] => proposed.wording,
        other => panic!("{other:?}"),
    }
}

/// “Still so”, to the words as they are.
fn still_so(world: &World, person: PersonId, outcome: OutcomeId) -> Command {
    let wording = world.outcome(person, outcome).outcome.wording;
    act::ConfirmAssessment { outcome, wording }.into()
}

fn asked(world: &World, person: PersonId) -> Vec<OutcomeId> {
    let needs = world.seen_by(person).needs(world.now).into_iter();
    let asked = needs.filter_map(|need| match need {
        Need::StillSo { outcomes } => Some(outcomes),
        _ => None,
    });
    asked.flatten().collect()
}

fn statement(world: &World, outcome: OutcomeId) -> String {
    let view = world.outcome(TOM, outcome).outcome;
    view.statement.expect("it says something")
}

#[test]
fn once_its_own_party_has_rated_an_outcome_that_party_alone_changes_its_words() {
    let mut world = World::seated();
    let (provider, consumer) = (world.provider, world.consumer);
    let outcome = world.adds_outcome(INES, FIRST);
    // What others say of it binds nobody.
    world.rates(TOM, outcome, [5, 5, 5]);
    world.does(INES, reword(outcome, OTHER, consumer));
    world.rates(MARA, outcome, [4, 4, 4]);
    for person in [INES, TOM] {
        for for_party in [consumer, provider] {
            let words = reword(outcome, "So that bills are whole", for_party);
            world.refuses(person, words, Refusal::TheirWords);
        }
        assert!(!world.seen_by(person).may::<act::RewordOutcome>(outcome));
    }
    let retire = act::RetireOutcome {
        outcome,
        why: "it looks bad".into(),
    };
    world.refuses(INES, retire, Refusal::TheirWords);
    // What it depends on, and whether it is delivered, are no words.
    let described = act::DescribeOutcome {
        outcome,
        depends_on: Quality::Experience,
        delivered: false,
    };
    world.does(INES, described);
    assert_eq!(world.said(TOM, outcome, consumer).other_words, 0);
    world.does(MARA, reword(outcome, FIRST, consumer));
    assert_eq!(statement(&world, outcome), FIRST);
}

#[test]
fn the_providers_own_value_does_not_become_the_one_that_decides() {
    let mut world = World::seated();
    let (provider, consumer) = (world.provider, world.consumer);
    let outcome = world.adds_outcome(INES, FIRST);
    world.rates(INES, outcome, [8, 8, 8]);
    world.rates(MARA, outcome, [4, 4, 4]);
    world.refuses(INES, reword(outcome, FIRST, provider), Refusal::TheirWords);
    let words = propose(outcome, FIRST, provider);
    world.does(INES, words);
    assert_eq!(world.outcome(TOM, outcome).outcome.for_party, consumer);
}

#[test]
fn whether_words_may_be_changed_tells_nobody_of_users_who_do_not_count_yet() {
    let mut rated = World::seated();
    let outcome = rated.adds_outcome(INES, FIRST);
    let nobody = rated.clone();
    for n in 0..4 {
        rated.rates(driver(n), outcome, [2, 2, 2]);
    }
    for person in [INES, TOM] {
        for for_party in [rated.consumer, rated.provider] {
            let words = reword(outcome, OTHER, for_party);
            assert_eq!(
                rated.decide(person, words.clone()),
                nobody.decide(person, words)
            );
        }
    }
    rated.rates(driver(4), outcome, [2, 2, 2]);
    let words = reword(outcome, OTHER, rated.consumer);
    rated.refuses(INES, words, Refusal::TheirWords);
}

#[test]
fn others_propose_words_that_the_party_takes_or_leaves() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, FIRST);
    world.rates(MARA, outcome, [4, 4, 4]);
    let wording = proposes(&mut world, INES, outcome, OTHER);
    world.refuses(TOM, propose(outcome, OTHER, consumer), Refusal::NothingNew);
    assert_eq!(statement(&world, outcome), FIRST, "nothing has changed yet");
    let waits = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.contains(&Need::AnswerWording {
            outcomes: vec![outcome],
        })
    };
    assert!(waits(&world, MARA) && waits(&world, LEA));
    assert!(!waits(&world, INES) && !waits(&world, TOM) && !waits(&world, OTTO));
    let take = act::TakeWording { outcome, wording };
    let leave = act::DeclineWording {
        outcome,
        wording,
        why: String::new(),
    };
    world.refuses(INES, take.clone(), Refusal::TheirWords);
    world.refuses(TOM, leave.clone(), Refusal::TheirWords);
    assert!(world.decide(INES, leave.clone()).is_ok(), "one's own");
    let mut left = world.clone();
    left.does(LEA, leave.clone());
    assert_eq!(statement(&left, outcome), FIRST);
    assert!(!waits(&left, MARA));
    left.refuses(LEA, leave, Refusal::Unknown { what: "wording" });
    assert_eq!(left.said(TOM, outcome, consumer).other_words, 0);
    world.does(MARA, take);
    assert_eq!(statement(&world, outcome), OTHER);
    assert!(world.outcome(MARA, outcome).outcome.proposed.is_empty());
    assert_eq!(asked(&world, MARA), [outcome], "she rated the words before");
}

#[test]
fn neither_a_user_nor_somebody_here_by_a_link_gives_away_the_words_that_their_party_rated() {
    let mut world = World::seated();
    let (provider, consumer) = (world.provider, world.consumer);
    let outcome = world.adds_outcome(MARA, FIRST);
    world.admits(MARA, GUS, consumer, &[Role::Customer], Since::Start);
    world.does(GUS, reword(outcome, OTHER, consumer));
    world.rates(MARA, outcome, [4, 4, 4]);
    let proposed = world.does(INES, propose(outcome, FIRST, provider));
    let [Fact::WordingProposed(proposed)] = &proposed[..] else {
        panic!("{proposed:?}")
    };
    let wording = proposed.wording;
    let why = String::new();
    let user = Refusal::NotEntitled {
        roles: "customer, sponsor, service owner, relationship manager, representative",
    };
    for (person, refusal) in [(driver(0), user), (GUS, Refusal::GuestMustClaim)] {
        world.refuses(
            person,
            act::TakeWording { outcome, wording },
            refusal.clone(),
        );
        let leave = act::DeclineWording {
            outcome,
            wording,
            why: why.clone(),
        };
        world.refuses(person, leave, refusal.clone());
        world.refuses(person, reword(outcome, FIRST, provider), refusal.clone());
        let needs = world.seen_by(person).needs(world.now);
        assert!(
            !needs
                .iter()
                .any(|need| matches!(need, Need::AnswerWording { .. }))
        );
    }
    world.does(LEA, act::TakeWording { outcome, wording });
}

#[test]
fn words_that_their_author_erased_are_not_taken() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, FIRST);
    world.rates(MARA, outcome, [4, 4, 4]);
    let wording = proposes(&mut world, INES, outcome, OTHER);
    world.does(INES, erase(world.sequence()));
    let take = act::TakeWording { outcome, wording };
    world.refuses(MARA, take, Refusal::Unknown { what: "wording" });
}

#[test]
fn a_figure_says_that_it_was_given_to_other_words_until_its_author_says_still_so() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, FIRST);
    world.does(MARA, rate(outcome, [4, 4, 4], "not on the pass"));
    world.rates(LEA, outcome, [6, 6, 6]);
    let series = world.outcome(TOM, outcome).series;
    world.days_pass(10);
    world.does(LEA, reword(outcome, OTHER, consumer));
    let said = world.said(TOM, outcome, consumer);
    assert_eq!((said.raters, said.other_words), (2, 2));
    let page = world.outcome(TOM, outcome);
    let voice = page.voices.iter().find(|voice| voice.why.is_some());
    let voice = voice.expect("Mara’s reason is there");
    let words = page
        .earlier
        .iter()
        .find(|it| Some(it.wording) == voice.words);
    assert_eq!(words.and_then(|it| it.statement.as_deref()), Some(FIRST));
    assert!(voice.other_words && voice.confirmed.is_none());
    for person in [MARA, LEA] {
        assert_eq!(asked(&world, person), [outcome]);
    }
    assert!(asked(&world, TOM).is_empty());
    let own = world.outcome(MARA, outcome).outcome.your_words;
    assert_eq!(own.and_then(|it| it.statement).as_deref(), Some(FIRST));

    world.days_pass(1);
    let facts = world.does(MARA, still_so(&world, MARA, outcome));
    assert!(matches!(facts[..], [Fact::AssessmentConfirmed(_)]));
    assert_eq!(world.said(TOM, outcome, consumer).other_words, 1);
    assert!(asked(&world, MARA).is_empty());
    let page = world.outcome(TOM, outcome);
    let voice = page.voices.iter().find(|voice| voice.why.is_some());
    let voice = voice.expect("it is there still");
    assert_eq!(voice.confirmed, Some(world.now));
    assert!(!voice.other_words && voice.words.is_none());
    assert_eq!(
        voice.at,
        Some(series[0].points[0].at),
        "said when it was said"
    );
    // Whoever rates the words of now has no need to.
    world.rates(LEA, outcome, [6, 6, 6]);
    assert_eq!(world.said(TOM, outcome, consumer).other_words, 0);
}

#[test]
fn still_so_is_no_new_figure() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, FIRST);
    world.rates(MARA, outcome, [4, 4, 4]);
    world.does(LEA, reword(outcome, OTHER, consumer));
    let before = world.outcome(TOM, outcome);
    world.days_pass(40);
    world.does(MARA, still_so(&world, MARA, outcome));
    let after = world.outcome(TOM, outcome);
    assert_eq!(before.series, after.series);
    assert_eq!(before.voices.len(), after.voices.len());
    let (Figure::Said(before), Figure::Said(after)) = (
        &before.outcome.figures[1].figure,
        &after.outcome.figures[1].figure,
    ) else {
        panic!("she has said it")
    };
    assert_eq!((before.worth, before.raters), (after.worth, after.raters));
    // What was confirmed is not old.
    world.days_pass(60);
    let needs = world.seen_by(MARA).needs(world.now);
    assert!(
        !needs
            .iter()
            .any(|need| matches!(need, Need::RateAgain { .. }))
    );
    world.refuses(TOM, still_so(&world, TOM, outcome), Refusal::NothingSaid);
}

#[test]
fn does_not_concern_us_is_said_of_words_too() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, FIRST);
    world.does(LEA, act::DeclineToAssess { outcome });
    world.does(MARA, reword(outcome, OTHER, consumer));
    let figure = |world: &World| world.figure(TOM, outcome, consumer);
    assert_eq!(figure(&world), Figure::NoConcern { other_words: true });
    assert_eq!(asked(&world, LEA), [outcome]);
    world.does(LEA, still_so(&world, LEA, outcome));
    assert_eq!(figure(&world), Figure::NoConcern { other_words: false });
}

#[test]
fn words_that_come_back_are_those_that_were_rated() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, FIRST);
    world.rates(MARA, outcome, [4, 4, 4]);
    world.does(MARA, reword(outcome, OTHER, consumer));
    world.rates(LEA, outcome, [6, 6, 6]);
    world.does(MARA, reword(outcome, FIRST, consumer));
    assert_eq!(world.said(TOM, outcome, consumer).other_words, 1);
    assert!(asked(&world, MARA).is_empty());
    assert_eq!(asked(&world, LEA), [outcome]);
    // For somebody else it is another outcome, in the same words.
    world.does(MARA, reword(outcome, FIRST, world.supplier));
    assert_eq!(world.said(TOM, outcome, consumer).other_words, 2);
}

#[test]
fn nobody_rates_words_that_were_changed_while_they_read_them() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(INES, FIRST);
    let shown = world.outcome(MARA, outcome).outcome.wording;
    world.does(INES, reword(outcome, OTHER, consumer));
    let rates = |wording| act::Assess {
        outcome,
        stage: Stage::Expected,
        benefit: 4,
        usefulness: 4,
        importance: 4,
        why: String::new(),
        wording,
    };
    let guesses = act::SealGuess {
        outcome,
        benefit: 4,
        usefulness: 4,
        importance: 4,
        wording: Some(shown),
    };
    world.refuses(MARA, rates(Some(shown)), Refusal::Reworded);
    world.refuses(PAUL, guesses, Refusal::Reworded);
    let now = Some(world.outcome(MARA, outcome).outcome.wording);
    world.does(MARA, rates(now));
    let confirm = act::ConfirmAssessment {
        outcome,
        wording: shown,
    };
    world.refuses(MARA, confirm, Refusal::Reworded);
}

#[test]
fn which_user_rated_before_the_words_were_changed_is_told_to_nobody() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(INES, FIRST);
    world.does(driver(0), rate(outcome, [2, 2, 2], "the first"));
    world.does(INES, reword(outcome, OTHER, consumer));
    for n in 1..5 {
        world.does(driver(n), rate(outcome, [2, 2, 2], "later"));
    }
    let page = world.outcome(TOM, outcome);
    assert_eq!(world.said(TOM, outcome, consumer).other_words, 5);
    assert!(page.voices.iter().all(|voice| voice.other_words));
    assert!(page.voices.iter().all(|voice| voice.words.is_none()));
    assert_eq!(asked(&world, driver(0)), [outcome]);
    assert!(asked(&world, driver(1)).is_empty());
}

#[test]
fn that_users_say_still_so_is_seen_in_steps_of_five() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, FIRST);
    for n in 5..8 {
        world.admits(MARA, driver(n), consumer, &[Role::User], Since::Start);
    }
    for n in 0..8 {
        world.rates(driver(n), outcome, [2, 2, 2]);
    }
    world.does(MARA, reword(outcome, OTHER, consumer));
    // Five count; the others wait for two more.
    let other = |world: &World| world.said(TOM, outcome, consumer).other_words;
    assert_eq!(other(&world), 5);
    for n in 0..4 {
        let confirms = still_so(&world, driver(n), outcome);
        world.does(driver(n), confirms);
        assert!(asked(&world, driver(n)).is_empty());
        assert_eq!(other(&world), 5);
    }
    let confirms = still_so(&world, driver(4), outcome);
    world.does(driver(4), confirms);
    assert_eq!(other(&world), 0);
    let steps = world.outcome(TOM, outcome).steps;
    assert_eq!(steps.len(), 1, "no step of figures");
}

#[test]
fn a_guess_made_for_other_words_says_so() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(INES, FIRST);
    world.guesses(INES, outcome, [8, 8, 8]);
    world.guesses(PAUL, outcome, [8, 8, 8]);
    world.does(INES, reword(outcome, OTHER, consumer));
    // While it is sealed, it can be made for the words of now.
    let guess_of = |world: &World, person| world.outcome(person, outcome).outcome.guess;
    assert!(matches!(
        guess_of(&world, INES),
        GuessView::Sealed { outdated: true, .. }
    ));
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.contains(&Need::Guess {
            outcomes: vec![outcome],
        })
    };
    assert!(asked(&world, INES));
    world.guesses(INES, outcome, [7, 7, 7]);
    assert!(!asked(&world, INES) && asked(&world, PAUL));
    world.rates(MARA, outcome, [2, 2, 2]);
    let GuessView::Revealed { other_words, .. } = guess_of(&world, MARA) else {
        panic!("they lie open")
    };
    assert!(other_words, "Paul’s was made for other words");
    let guesses = world.outcome(MARA, outcome).guesses;
    let of = |person| {
        guesses
            .iter()
            .find(|it| it.person == person && it.worth > 7.0)
    };
    assert!(of(PAUL).is_some_and(|guess| guess.words.is_some()));
    let gaps = world.seen_by(INES).needs(world.now);
    let gap = |need: &Need| matches!(need, Need::TalkAboutGap { .. });
    assert!(!gaps.iter().any(gap), "no gap between different words");
}

#[test]
fn effects_keep_the_words_they_were_stated_of() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, FIRST);
    world.does(
        TOM,
        act::StateEffect {
            outcome,
            direction: Direction::Imposes,
            burden: Burden::Cost,
            what: "night shifts".into(),
        },
    );
    assert!(!world.outcome(TOM, outcome).outcome.effects[0].other_words);
    world.does(MARA, reword(outcome, OTHER, consumer));
    assert!(world.outcome(TOM, outcome).outcome.effects[0].other_words);
}

#[test]
fn an_erased_wording_is_like_no_other() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, FIRST);
    let added = world.sequence();
    world.rates(MARA, outcome, [4, 4, 4]);
    world.does(MARA, reword(outcome, OTHER, consumer));
    world.does(MARA, erase(added));
    assert_eq!(world.said(TOM, outcome, consumer).other_words, 1);
    let own = world.outcome(MARA, outcome).outcome.your_words;
    assert_eq!(own.expect("other words").statement, None);
}

fn change(feature: FeatureId, name: &str, outcome: OutcomeId) -> Command {
    Command::ChangeFeature(act::ChangeFeature {
        feature,
        name: name.into(),
        note: String::new(),
        origins: vec![Origin::Customer],
        serves: vec![Serves {
            outcome,
            strength: Strength::Strong,
        }],
        needs: Vec::new(),
        excludes: Vec::new(),
        must: false,
    })
}

#[test]
fn a_priced_feature_is_reworded_by_the_party_that_added_it_alone() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, FIRST);
    let feature = world.adds_feature(MARA, "A second tower", outcome);
    world.does(INES, change(feature, "A tower", outcome));
    world.prices(INES, feature, 100);
    world.refuses(
        INES,
        change(feature, "A lamp post", outcome),
        Refusal::TheirWords,
    );
    world.does(MARA, change(feature, "Two towers", outcome));
    let view = world.seen_by(TOM).features().features.remove(0);
    let words = view.priced_words.expect("priced in other words");
    assert_eq!(words.name.as_deref(), Some("A tower"));
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.contains(&Need::StillPriced {
            features: vec![feature],
        })
    };
    assert!(asked(&world, INES) && !asked(&world, MARA));
    // The same price, for the words of now.
    world.prices(INES, feature, 100);
    assert!(!asked(&world, INES));
    assert_eq!(world.seen_by(TOM).features().features[0].priced_words, None);
    world.refuses(INES, price(feature, 100), Refusal::NothingNew);
}

#[test]
fn a_recorded_mix_keeps_the_words_it_was_computed_in() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, FIRST);
    let feature = world.adds_feature(MARA, "A second tower", outcome);
    world.prices(INES, feature, 100);
    world.rates(MARA, outcome, [8, 8, 8]);
    let record = act::RecordMix {
        rule: MixRule::EqualVoice,
        budget: 1_000,
        read_at: world.sequence(),
        note: String::new(),
    };
    // The seed world's engine names no feature in its result, so that it is recorded as it would be.
    let mut facts = world.decide(MARA, record).expect("she may").facts;
    let Some(Fact::MixRecorded(mix)) = facts.first_mut() else {
        panic!("a mix is recorded")
    };
    mix.result.features.push(MixedFeature {
        feature,
        price: 100,
        backed: Vec::new(),
        bearing: Vec::new(),
        why: Why::Goal,
        wishes: Vec::new(),
        fits: None,
        way_in: WayIn::default(),
    });
    world.records(MARA, facts.remove(0));
    let mix = |world: &World| world.seen_by(TOM).features().mixes.remove(0);
    assert!(mix(&world).other_words.is_empty());
    world.does(MARA, change(feature, "Two lamp posts", outcome));
    let words = mix(&world).other_words;
    assert_eq!(words.len(), 1);
    assert_eq!(words[0].name.as_deref(), Some("A second tower"));
    let seen = world.seen_by(TOM);
    let at = |sequence| seen.feature_name_at(feature, sequence);
    assert_eq!(at(mix(&world).read_at).as_deref(), Some("A second tower"));
    assert_eq!(at(world.sequence()).as_deref(), Some("Two lamp posts"));
}

#[test]
fn still_so_is_of_what_was_said_last_and_adds_nothing_to_what_was_just_said() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that bills are whole");
    let confirms = |world: &World| {
        let wording = world.outcome(MARA, outcome).outcome.wording;
        act::ConfirmAssessment { outcome, wording }
    };
    let users: Vec<PersonId> = (0..5).map(driver).collect();
    for user in &users {
        world.rates(*user, outcome, [2, 2, 2]);
    }
    world.refuses(users[0], confirms(&world), Refusal::NothingNew);
    world.does(
        MARA,
        act::RewordOutcome {
            outcome,
            statement: "So that bills are right".to_owned(),
            objective: String::new(),
            for_party: world.consumer,
            depends_on: Quality::Warranty,
            delivered: true,
        },
    );
    // Four say something else of the new words, which waits for a fifth, and then that it still holds.
    for user in &users[..4] {
        world.rates(*user, outcome, [9, 9, 9]);
        world.refuses(*user, confirms(&world), Refusal::NothingNew);
    }
    world.does(users[4], confirms(&world));
    world.refuses(users[4], confirms(&world), Refusal::NothingNew);
    world.days_pass(2);
    for user in &users {
        world.does(*user, confirms(&world));
    }
    // What is shown is what they said of the old words, and one alone meant that.
    assert_eq!(world.said(TOM, outcome, world.consumer).other_words, 5);
}
