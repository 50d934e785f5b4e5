//! The value agreement: what it says, who signs it, what that signature holds for, and what it never does.

use domain::act::Confirmed;
use domain::agreement::check::{Check, Finding};
use domain::agreement::{Fingerprint, commitment, text_digest};
use domain::audience::Sight;
use domain::fact::*;
use domain::ids::*;
use domain::leads::PutToTable;
use domain::needs::Need;
use domain::news::News;
use domain::view::*;
use domain::words::*;
use domain::{Command, Fact, Moment, Refusal, act};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature as Ecdsa, SigningKey};
use signing::{Bytes, Digest, Key, Signature, Statement};

use crate::world::*;

/// The seed world, with an outcome that Mara rated and Ines guessed, and what Halden has against it.
fn valued() -> (World, OutcomeId) {
    let mut world = World::seated();
    world.confirmed = Some(Confirmed::ByServer {
        proved: Proved::TwoFactors,
    });
    let outcome = world.adds_outcome(MARA, "So that calls hold on the A7");
    world.guesses(INES, outcome, [5, 5, 5]);
    world.rates(MARA, outcome, [9, 9, 8]);
    let measure = act::NameMeasure {
        outcome,
        quality: Quality::Warranty,
        name: "Calls held, each month".into(),
        unit: "%".into(),
        how: String::new(),
        aim: Aim::AtLeast,
        target: 99_500,
    };
    world.does(INES, measure);
    (world, outcome)
}

fn composing(world: &World, version: u64, outcomes: Vec<OutcomeId>) -> act::ComposeAgreement {
    act::ComposeAgreement {
        version,
        withdraws: 0,
        outcomes,
        mix: None,
        decisions: Vec::new(),
        commitments: Vec::new(),
        months: 6,
        review: Moment(world.now.0 + 30 * Moment::DAY).day_in_utc(),
        factor: "3G is switched off elsewhere".into(),
        fall: String::new(),
        contract: String::new(),
    }
}

fn shown(world: &World, person: PersonId) -> AgreementView {
    let page = world.seen_by(person).agreement(None, world.now);
    page.and_then(|page| page.shown)
        .expect("there is a version")
}

fn opens(world: &mut World) -> Vec<Fact> {
    let draft = shown(world, INES);
    let (version, composed) = (draft.version, draft.composed);
    world.does(INES, act::OpenForSignature { version, composed })
}

/// The first version, open for signature.
fn open() -> (World, OutcomeId) {
    let (mut world, outcome) = valued();
    let compose = composing(&world, 1, vec![outcome]);
    world.does(MARA, compose);
    opens(&mut world);
    (world, outcome)
}

fn sign(world: &World, capacity: Role) -> act::SignAgreement {
    let open = shown(world, MARA);
    act::SignAgreement {
        version: open.version,
        text: open.text.expect("it is fixed"),
        capacity,
    }
}

fn signs(world: &mut World, person: PersonId, capacity: Role) -> Vec<Fact> {
    let sign = sign(world, capacity);
    world.does(person, sign)
}

/// The first version, in force.
pub fn in_force() -> (World, OutcomeId) {
    let (mut world, outcome) = open();
    signs(&mut world, INES, Role::ServiceOwner);
    signs(&mut world, TOM, Role::Representative);
    signs(&mut world, MARA, Role::Customer);
    (world, outcome)
}

fn kinds(facts: &[Fact]) -> Vec<&'static str> {
    facts.iter().map(Fact::kind).collect()
}

fn checked(world: &World) -> Vec<Finding> {
    let mut check = Check::new(RECORD);
    for (stamp, it) in &world.record {
        check.entry(
            stamp.sequence,
            stamp.actor,
            it.kind,
            &it.fact,
            it.content.as_deref(),
        );
    }
    check.finish().into_iter().map(|found| found.what).collect()
}

#[test]
fn what_was_put_together_meanwhile_is_not_replaced_unseen() {
    let (mut world, outcome) = valued();
    let compose = composing(&world, 1, vec![outcome]);
    let shown = world.sequence();
    world.does(MARA, compose.clone());
    let composed = world.sequence();
    world.shown_at = Some(shown);
    world.refuses(INES, compose.clone(), Refusal::ChangedMeanwhile);
    world.shown_at = Some(composed);
    world.does(INES, compose);
}

#[test]
fn the_last_signature_puts_the_agreement_in_force_in_the_same_breath() {
    let (mut world, _) = open();
    assert_eq!(
        kinds(&signs(&mut world, INES, Role::ServiceOwner)),
        ["agreement_signed"]
    );
    assert_eq!(
        kinds(&signs(&mut world, TOM, Role::Representative)),
        ["agreement_signed"]
    );
    assert_eq!(shown(&world, MARA).state, AgreementState::Open);
    let last = signs(&mut world, LEA, Role::Sponsor);
    assert_eq!(kinds(&last), ["agreement_signed", "agreement_in_force"]);
    assert_eq!(shown(&world, TOM).state, AgreementState::InForce);
    let signed = Finding::Signed {
        person: LEA,
        proved: Proved::TwoFactors,
        by_link_of: None,
        withdrawn: None,
    };
    assert!(checked(&world).ends_with(&[signed, Finding::InForce]));
}

#[test]
fn a_signature_that_was_withdrawn_is_told_with_the_entry_that_withdrew_it() {
    let (mut world, outcome) = open();
    signs(&mut world, INES, Role::ServiceOwner);
    let withdraws = |world: &World| {
        let all = checked(world);
        let found = all.into_iter().find_map(|it| match it {
            Finding::Signed { withdrawn, .. } => Some(withdrawn),
            _ => None,
        });
        found.expect("somebody signed")
    };
    assert_eq!(withdraws(&world), None);
    let again = act::ComposeAgreement {
        withdraws: 1,
        ..composing(&world, 1, vec![outcome])
    };
    let changed = world.does(MARA, again);
    let place = changed
        .iter()
        .position(|it| it.kind() == "signatures_withdrawn");
    let after = changed.len() - 1 - place.expect("a change withdraws them");
    assert_eq!(withdraws(&world), Some(world.sequence() - after as u64));
}

#[test]
fn a_text_says_what_was_on_the_table_when_it_opened() {
    let (mut world, outcome) = open();
    let said = |world: &World| {
        let clauses = shown(world, MARA).clauses.into_iter();
        let told = clauses.map(|it| {
            (
                it.clause,
                it.words.unwrap_or_default(),
                it.worth.first().map(|it| it.tenths),
            )
        });
        told.collect::<Vec<_>>()
    };
    let before = said(&world);
    assert_eq!(
        before,
        [
            (
                Clause::Purpose,
                "Drivers reach dispatch in every country".into(),
                None
            ),
            (Clause::Outcome, "So that calls hold on the A7".into(), None),
            (Clause::Worth, String::new(), Some(90)),
            (Clause::Measure, "Calls held, each month".into(), None),
            (Clause::Review, String::new(), None),
            (Clause::Factor, "3G is switched off elsewhere".into(), None),
        ]
    );
    world.rates(MARA, outcome, [1, 1, 1]);
    world.does(
        MARA,
        act::SayPurpose {
            purpose: "Otherwise".into(),
        },
    );
    let words = act::SayDissent {
        words: "Not worth its price to us".into(),
    };
    world.does(driver(0), words);
    assert_eq!(said(&world), before, "a fixed text stays what it is");
}

#[test]
fn what_came_after_a_text_is_not_read_into_it() {
    let (mut world, outcome) = valued();
    let need = world.says(MARA, Audience::WholeTable, "No call may drop");
    let taken_up = |contribution, outcome| act::Answer {
        contribution,
        kind: AnswerKind::TakenUp,
        words: String::new(),
        became_outcome: Some(outcome),
        became_contribution: None,
        became_feature: None,
        returns: None,
    };
    world.does(INES, taken_up(need, outcome));
    let compose = composing(&world, 1, vec![outcome]);
    world.does(MARA, compose);
    opens(&mut world);
    signs(&mut world, INES, Role::ServiceOwner);
    signs(&mut world, TOM, Role::Representative);
    signs(&mut world, MARA, Role::Customer);

    let about = act::Say {
        outcomes: vec![outcome],
        ..act::Say::new(
            ContributionKind::Need,
            Audience::WholeTable,
            "Not in tunnels either",
        )
    };
    world.does(MARA, about);
    let later = world.says(MARA, Audience::WholeTable, "Nor on ferries");
    world.does(INES, taken_up(later, outcome));
    let named_alone = act::NameMeasure {
        outcome,
        quality: Quality::Warranty,
        name: "Masts that answer".into(),
        unit: "%".into(),
        how: String::new(),
        aim: Aim::AtLeast,
        target: 99_900,
    };
    world.does(INES, named_alone);
    let reviewed = world.seen_by(MARA).review(None, world.now);
    let agreed: Vec<_> = reviewed
        .ways
        .iter()
        .map(|it| (it.contribution == need, it.agreed))
        .collect();
    assert_eq!(agreed.iter().filter(|(first, _)| *first).count(), 1);
    for (first, version) in agreed {
        assert_eq!(version, first.then_some(1));
    }
    let it = reviewed.outcomes.iter().find(|it| it.id == outcome);
    let it = it.expect("it is looked back at");
    assert_eq!(it.measures.len(), 2);
    let promised = it.promised.as_ref().expect("it is agreed");
    let targets: Vec<_> = promised.measures.iter().map(|one| one.target).collect();
    assert_eq!((promised.version, targets), (1, vec![99_500]));
}

#[test]
fn a_need_is_told_what_became_of_ideas_under_it() {
    let (mut world, outcome) = valued();
    let need = world.says(MARA, Audience::WholeTable, "No call may drop");
    let other = world.says(MARA, Audience::WholeTable, "Nor on ferries");
    let under = |world: &mut World, person, kind, word, words: &str| {
        let said = act::Say {
            under: Some(word),
            condition: "Low enough".into(),
            ..act::Say::new(kind, Audience::WholeTable, words)
        };
        match &world.does(person, said)[..] {
            [Fact::ContributionSaid(said)] => said.contribution,
            other => panic!("{other:?}"),
        }
    };
    let idea = under(&mut world, INES, ContributionKind::Idea, need, "Two masts");
    let concern = under(&mut world, TOM, ContributionKind::Concern, idea, "Wind");
    let build = under(
        &mut world,
        INES,
        ContributionKind::Build,
        concern,
        "Low ones",
    );
    let became = act::Answer {
        contribution: other,
        kind: AnswerKind::TakenUp,
        words: String::new(),
        became_outcome: None,
        became_contribution: Some(idea),
        became_feature: None,
        returns: None,
    };
    world.does(TOM, became);
    assert!(
        world
            .seen_by(TOM)
            .turns(world.now)
            .to_answer
            .contains(&idea)
    );

    let opening = act::OpenProposal {
        contribution: Some(build),
        blind: false,
        ..crate::proposals::opening(&world, outcome)
    };
    let proposal = match &world.does(INES, opening)[..] {
        [Fact::ProposalOpened(opened)] => opened.proposal,
        other => panic!("{other:?}"),
    };
    let put = |world: &World| world.seen_by(TOM).put_to_table(idea);
    assert_eq!(put(&world), Some(PutToTable::Proposed));
    for person in [INES, TOM, MARA] {
        world.consents(person, proposal);
    }
    assert_eq!(put(&world), Some(PutToTable::Decided));
    assert!(
        !world
            .seen_by(TOM)
            .turns(world.now)
            .to_answer
            .contains(&idea)
    );
    assert_eq!(world.seen_by(MARA).put_to_table(need), None);
    let promise = act::MakeCommitment {
        to: world.consumer,
        words: "Both masts by May".into(),
        due: Moment(world.now.0 + 10 * Moment::DAY).day_in_utc(),
        contribution: None,
        proposal: Some(proposal),
        outcomes: Vec::new(),
    };
    world.does(INES, promise);

    let compose = act::ComposeAgreement {
        decisions: vec![proposal],
        ..composing(&world, 1, vec![outcome])
    };
    world.does(MARA, compose);
    opens(&mut world);
    signs(&mut world, INES, Role::ServiceOwner);
    signs(&mut world, TOM, Role::Representative);
    signs(&mut world, MARA, Role::Customer);
    let seen = world.seen_by(MARA);
    let ways = seen.review(None, world.now).ways;
    for word in [need, other, idea] {
        assert_eq!(seen.proposals_from(word), [proposal]);
        let way = ways.iter().find(|way| way.contribution == word);
        let way = way.expect("it is told");
        let told: Vec<_> = way.proposals.iter().map(|it| it.proposal).collect();
        assert_eq!((told, way.agreed), (vec![proposal], Some(1)));
        assert_eq!(way.commitments.len(), 1);
    }
    let distance = seen.distance(world.now);
    assert_eq!((distance.needs, distance.left.uncovered), (2, Some(0)));
    let behind = seen.words_behind(build).into_iter().map(|word| word.id);
    let behind: Vec<_> = behind.collect();
    assert_eq!(behind, [need, other, idea, concern, build]);

    // Whoever sits here from now on hears of no word before, and so of no way from one.
    let provider = world.provider;
    world.is_known_to_belong(IDA);
    let roles = [Role::RelationshipManager];
    world.admits(INES, IDA, provider, &roles, Since::Now);
    assert!(world.seen_by(IDA).proposals_from(need).is_empty());
    assert!(world.seen_by(IDA).words_behind(build).is_empty());
}

#[test]
fn a_draft_says_what_is_on_the_table_now() {
    let (mut world, outcome) = valued();
    let compose = composing(&world, 1, vec![outcome]);
    world.does(MARA, compose);
    let words = act::SayDissent {
        words: "Not worth its price to us".into(),
    };
    world.does(driver(0), words);
    let draft = shown(&world, TOM);
    let last = draft
        .clauses
        .last()
        .map(|it| (it.clause, it.words.clone(), it.words_of));
    let words = Some("Not worth its price to us".to_owned());
    assert_eq!(last, Some((Clause::Dissent, words, Some(driver(0)))));
    // Of what no outcome depends on, no measure is missing.
    assert_eq!(draft.unmeasured, Vec::new());
}

#[test]
fn nobody_signs_without_authority() {
    let (mut world, _) = open();
    world.is_known_to_belong(IDA);
    let provider = world.provider;
    world.admits(
        INES,
        IDA,
        provider,
        &[Role::RelationshipManager],
        Since::Start,
    );
    let roles = "customer, sponsor, service owner, relationship manager, representative";
    for person in [PAUL, driver(0)] {
        let sign = sign(&world, Role::ServiceOwner);
        world.refuses(person, sign, Refusal::NotEntitled { roles });
    }
    let by_manager = sign(&world, Role::RelationshipManager);
    world.refuses(IDA, by_manager, Refusal::NoSignatory);
    world.refuses(OLGA, sign(&world, Role::ServiceOwner), Refusal::Observer);
    world.refuses(
        STRANGER,
        sign(&world, Role::ServiceOwner),
        Refusal::NotSeated,
    );
    // Nor in a role that is not theirs.
    world.refuses(
        INES,
        sign(&world, Role::Sponsor),
        Refusal::NotInThatCapacity,
    );
    world.refuses(
        LEA,
        sign(&world, Role::Customer),
        Refusal::NotInThatCapacity,
    );
}

#[test]
fn a_stale_digest_is_not_signed() {
    let (mut world, outcome) = open();
    let stale = sign(&world, Role::ServiceOwner);
    let compose = act::ComposeAgreement {
        months: 3,
        ..composing(&world, 1, vec![outcome])
    };
    world.does(TOM, compose);
    world.refuses(INES, stale.clone(), Refusal::StillDraft);
    opens(&mut world);
    world.refuses(INES, stale, Refusal::StaleText);
}

#[test]
fn whoever_signs_shows_again_who_they_are() {
    let (mut world, _) = open();
    world.confirmed = None;
    world.refuses(
        INES,
        sign(&world, Role::ServiceOwner),
        Refusal::ConfirmFirst,
    );
    world.confirmed = Some(Confirmed::ByServer {
        proved: Proved::Password,
    });
    signs(&mut world, INES, Role::ServiceOwner);
    let proved = shown(&world, TOM)
        .signatures
        .first()
        .map(|signed| signed.proved);
    assert_eq!(proved, Some(Proved::Password));
}

/// A passkey's answer to a statement, made at that address.
fn answer(challenge: [u8; 32], origin: &str) -> Signature {
    let secret = SigningKey::from_slice(&[9; 32]).expect("a key");
    let challenge = Bytes(challenge.to_vec());
    let client =
        format!(r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"{origin}"}}"#);
    let mut data = Digest::of(b"value.example.org").0.to_vec();
    data.extend([0b101, 0, 0, 0, 0]);
    let message = [&data[..], &Digest::of(client.as_bytes()).0].concat();
    let made: Ecdsa = secret.sign(&message);
    let point = secret.verifying_key().to_sec1_point(false);
    Signature {
        key: Key::P256 {
            crv: signing::P256::P256,
            x: Bytes(point.x().expect("a point").to_vec()),
            y: Bytes(point.y().expect("a point").to_vec()),
        },
        origin: "https://value.example.org".to_owned(),
        nonce: Bytes(vec![3; 32]),
        authenticator_data: Bytes(data),
        client_data: Bytes(client.into_bytes()),
        signature: Bytes(made.to_der().as_bytes().to_vec()),
    }
}

fn statement(world: &World, person: PersonId, capacity: Role) -> Statement {
    let text = sign(world, capacity).text;
    Statement {
        origin: RECORD.origin.into_bytes(),
        relationship: RECORD.relationship.0.into_bytes(),
        version: 1,
        text: Digest(text.0),
        party: world.provider.0.into_bytes(),
        person: person.0.into_bytes(),
        capacity: capacity.word().to_owned(),
    }
}

fn by_passkey(owner: PersonId, signature: Signature) -> Option<Confirmed> {
    Some(Confirmed::ByPasskey { owner, signature })
}

const HERE: &str = "https://value.example.org";

#[test]
fn a_passkey_signs_the_text_itself_and_the_record_shows_it_without_a_server() {
    let (mut world, _) = open();
    let statement = statement(&world, INES, Role::ServiceOwner);
    world.confirmed = by_passkey(INES, answer(statement.challenge(&[3; 32]).0, HERE));
    signs(&mut world, INES, Role::ServiceOwner);
    let signed = Finding::Signed {
        person: INES,
        proved: Proved::Passkey,
        by_link_of: None,
        withdrawn: None,
    };
    assert_eq!(checked(&world).last(), Some(&signed));
    // Another byte in what the record keeps of it is found.
    for at in 0..world.record.len() {
        if world.record[at].1.kind == AgreementSigned::KIND {
            let fact = String::from_utf8(world.record[at].1.fact.clone()).expect("JSON");
            world.record[at].1.fact = fact.replace("service_owner", "representative").into_bytes();
        }
    }
    assert!(matches!(checked(&world).last(), Some(Finding::Fault(_))));
}

#[test]
fn an_assertion_made_for_signing_in_signs_nothing() {
    let (mut world, _) = open();
    world.confirmed = by_passkey(INES, answer([1; 32], HERE));
    world.refuses(
        INES,
        sign(&world, Role::ServiceOwner),
        Refusal::SignedSomethingElse,
    );
    // Nor does one that was made for another text, person or role.
    let other = statement(&world, PAUL, Role::ServiceOwner);
    world.confirmed = by_passkey(INES, answer(other.challenge(&[3; 32]).0, HERE));
    world.refuses(
        INES,
        sign(&world, Role::ServiceOwner),
        Refusal::SignedSomethingElse,
    );
}

#[test]
fn an_assertion_signs_once() {
    let (mut world, _) = open();
    let statement = statement(&world, INES, Role::ServiceOwner);
    world.confirmed = by_passkey(INES, answer(statement.challenge(&[3; 32]).0, HERE));
    signs(&mut world, INES, Role::ServiceOwner);
    let why = "I read it again".to_owned();
    world.does(INES, act::DeclineToSign { version: 1, why });
    world.refuses(
        INES,
        sign(&world, Role::ServiceOwner),
        Refusal::SignedBefore,
    );
}

#[test]
fn another_persons_key_signs_nothing() {
    let (mut world, _) = open();
    let statement = statement(&world, INES, Role::ServiceOwner);
    world.confirmed = by_passkey(MARA, answer(statement.challenge(&[3; 32]).0, HERE));
    world.refuses(
        INES,
        sign(&world, Role::ServiceOwner),
        Refusal::KeyOfAnother,
    );
}

#[test]
fn an_assertion_from_another_address_signs_nothing() {
    let (mut world, _) = open();
    let statement = statement(&world, INES, Role::ServiceOwner);
    let elsewhere = answer(statement.challenge(&[3; 32]).0, "https://value.example.com");
    world.confirmed = by_passkey(INES, elsewhere);
    world.refuses(
        INES,
        sign(&world, Role::ServiceOwner),
        Refusal::SignedElsewhere,
    );
}

#[test]
fn a_broken_answer_signs_nothing() {
    let (mut world, _) = open();
    let statement = statement(&world, INES, Role::ServiceOwner);
    let mut broken = answer(statement.challenge(&[3; 32]).0, HERE);
    if let Some(last) = broken.signature.0.last_mut() {
        *last ^= 1;
    }
    world.confirmed = by_passkey(INES, broken);
    world.refuses(
        INES,
        sign(&world, Role::ServiceOwner),
        Refusal::SignatureBroken,
    );
}

#[test]
fn a_text_in_force_is_not_changed() {
    let (mut world, outcome) = in_force();
    for version in [1, 2] {
        let compose = composing(&world, version, vec![outcome]);
        world.refuses(INES, compose, Refusal::InForce);
    }
    let reopen = act::ReopenAgreement {
        version: 1,
        because: Reopening::Factor,
        why: "3G is switched off".into(),
    };
    world.does(MARA, reopen);
    let compose = composing(&world, 1, vec![outcome]);
    world.refuses(INES, compose, Refusal::Reworded);
    let compose = composing(&world, 2, vec![outcome]);
    world.does(INES, compose);
    let page = world
        .seen_by(TOM)
        .agreement(None, world.now)
        .expect("a page");
    let states: Vec<_> = page.versions.iter().map(|line| line.state).collect();
    assert_eq!(states, [AgreementState::Draft, AgreementState::Reopened]);
    opens(&mut world);
    signs(&mut world, INES, Role::ServiceOwner);
    signs(&mut world, TOM, Role::Representative);
    signs(&mut world, MARA, Role::Customer);
    let page = world
        .seen_by(TOM)
        .agreement(None, world.now)
        .expect("a page");
    let states: Vec<_> = page.versions.iter().map(|line| line.state).collect();
    assert_eq!(
        states,
        [AgreementState::InForce, AgreementState::Superseded]
    );
}

#[test]
fn a_change_withdraws_the_signatures_that_whoever_changes_it_was_told_of() {
    let (mut world, outcome) = open();
    signs(&mut world, INES, Role::ServiceOwner);
    let compose = composing(&world, 1, vec![outcome]);
    world.refuses(TOM, compose.clone(), Refusal::SignedMeanwhile);
    let told = act::ComposeAgreement {
        withdraws: 1,
        ..compose
    };
    let facts = world.does(TOM, told);
    assert_eq!(
        kinds(&facts),
        ["signatures_withdrawn", "agreement_composed"]
    );
    let draft = shown(&world, INES);
    assert_eq!(
        (draft.state, draft.signatures.len()),
        (AgreementState::Draft, 0)
    );
    assert_eq!(
        draft.withdrawn.first().map(|it| it.people.clone()),
        Some(vec![INES])
    );
    opens(&mut world);
    signs(&mut world, TOM, Role::Representative);
    signs(&mut world, MARA, Role::Customer);
    assert_eq!(
        shown(&world, MARA).state,
        AgreementState::Open,
        "Ines signed other words"
    );
}

#[test]
fn a_text_opens_once_everybody_who_signs_has_guessed() {
    let (mut world, outcome) = valued();
    let provider = world.provider;
    world.is_known_to_belong(IDA);
    world.admits(INES, IDA, provider, &[Role::ServiceOwner], Since::Start);
    let compose = composing(&world, 1, vec![outcome]);
    world.does(MARA, compose);
    let draft = shown(&world, MARA);
    let (version, composed) = (draft.version, draft.composed);
    let open = act::OpenForSignature { version, composed };
    world.refuses(MARA, open.clone(), Refusal::SignersGuessFirst);
    world.does(IDA, act::SkipGuess { outcome });
    world.does(MARA, open);
}

#[test]
fn figures_stay_closed_to_whoever_has_not_guessed() {
    let (world, outcome) = open();
    let worth = |person| {
        let clauses = shown(&world, person).clauses.into_iter();
        let mut worth = clauses.filter(|it| it.clause == Clause::Worth);
        worth.next().map(|it| (it.hidden, it.worth.len()))
    };
    assert_eq!(worth(MARA), Some((false, 1)));
    assert_eq!(worth(INES), Some((false, 1)));
    assert_eq!(worth(PAUL), Some((true, 0)));
    assert_eq!(shown(&world, PAUL).guess_first, [outcome]);
    let fixed = world
        .record
        .iter()
        .filter(|(_, it)| it.kind == ClauseFixed::KIND);
    let sealed = fixed.filter(|(stamp, _)| world.sight(PAUL, stamp.sequence) == Sight::Sealed);
    assert_eq!(sealed.count(), 1);
}

#[test]
fn erasing_words_withdraws_no_signature_and_is_said() {
    let (mut world, _) = valued();
    let words = act::SayDissent {
        words: "Not worth its price to us".into(),
    };
    world.does(TOM, words);
    let said = world.sequence();
    let outcome = world.seen_by(MARA).value().outcomes[0].id;
    let compose = composing(&world, 1, vec![outcome]);
    world.does(MARA, compose);
    opens(&mut world);
    for (person, role) in [
        (INES, Role::ServiceOwner),
        (TOM, Role::Representative),
        (MARA, Role::Customer),
    ] {
        signs(&mut world, person, role);
    }
    // Whoever wrote it down for signature does not erase another's words from it, and its author does.
    let clause = shown(&world, INES)
        .clauses
        .last()
        .and_then(|it| it.entry)
        .expect("it is fixed");
    world.refuses(INES, erase(clause), Refusal::NotAuthor);
    let facts = world.does(TOM, erase(said));
    assert_eq!(kinds(&facts), ["content_erased", "content_erased"]);
    let after = shown(&world, MARA);
    assert_eq!(after.state, AgreementState::InForce);
    let last = after
        .clauses
        .last()
        .map(|it| (it.clause, it.erased, it.erased_since_fixed));
    assert_eq!(last, Some((Clause::Dissent, true, true)));
    let opened = Finding::Opened {
        clauses: after.clauses.len(),
        erased: 1,
        unseen: 0,
    };
    assert_eq!(checked(&world).first(), Some(&opened));
    assert_eq!(checked(&world).last(), Some(&Finding::InForce));
}

#[test]
fn words_that_were_erased_before_a_text_was_fixed_were_not_erased_since() {
    let (mut world, outcome) = valued();
    let words = act::SayDissent {
        words: "Not worth its price to us".into(),
    };
    world.does(TOM, words);
    let said = world.sequence();
    let compose = composing(&world, 1, vec![outcome]);
    world.does(MARA, compose);
    world.does(TOM, erase(said));
    let told = |world: &World| {
        let last = shown(world, MARA).clauses.pop();
        last.map(|it| (it.clause, it.erased, it.erased_since_fixed))
    };
    let never_there = Some((Clause::Dissent, true, false));
    assert_eq!(told(&world), never_there);
    opens(&mut world);
    assert_eq!(told(&world), never_there);
    signs(&mut world, INES, Role::ServiceOwner);
    assert_eq!(told(&world), never_there);
}

#[test]
fn what_stands_for_a_text_is_made_of_what_the_record_keeps() {
    let (world, _) = open();
    let clauses = world
        .record
        .iter()
        .filter(|(_, it)| it.kind == ClauseFixed::KIND);
    let stand_for: Vec<Fingerprint> = clauses
        .map(|(_, it)| commitment(&it.fact, it.content.as_deref()))
        .collect();
    let open = shown(&world, MARA);
    assert_eq!(open.text, Some(text_digest(1, &open.parties, &stand_for)));
    // No clause stands for itself alone: without its salt nobody can try words against it.
    let salted = world
        .record
        .iter()
        .filter(|(_, it)| it.kind == ClauseFixed::KIND)
        .all(|(_, it)| {
            let text =
                String::from_utf8_lossy(it.content.as_deref().unwrap_or_default()).into_owned();
            text.contains("\"salt\":\"")
                || String::from_utf8_lossy(&it.fact).contains("\"salt\":\"")
        });
    assert!(salted);
}

#[test]
fn a_party_that_leaves_ends_the_signing() {
    let (mut world, _) = open();
    signs(&mut world, INES, Role::ServiceOwner);
    signs(&mut world, MARA, Role::Customer);
    world.days_pass(2);
    let facts = world.does(TOM, act::LeaveTable {});
    assert_eq!(kinds(&facts), ["party_left", "signatures_withdrawn"]);
    let draft = shown(&world, INES);
    assert_eq!(draft.state, AgreementState::Draft);
    assert_eq!(draft.parties, [world.provider, world.consumer]);
    assert_eq!(draft.since, world.now, "a draft again since then");
    for person in [INES, MARA] {
        let told = Need::SignatureWithdrawn {
            version: 1,
            because: Withdrawal::PartyLeft,
        };
        assert!(world.seen_by(person).needs(world.now).contains(&told));
    }
}

#[test]
fn whoever_signed_a_text_that_is_changed_is_told_until_they_sign_the_new_one() {
    let told = |world: &World| -> Vec<PersonId> {
        let need = Need::SignatureWithdrawn {
            version: 1,
            because: Withdrawal::Changed,
        };
        let told = |person: &PersonId| world.seen_by(*person).needs(world.now).contains(&need);
        let everybody = [INES, PAUL, MARA, LEA, TOM];
        everybody.into_iter().filter(told).collect()
    };
    let (mut world, outcome) = open();
    signs(&mut world, INES, Role::ServiceOwner);
    signs(&mut world, MARA, Role::Customer);
    assert_eq!(told(&world), []);
    let changed = act::ComposeAgreement {
        withdraws: 2,
        ..composing(&world, 1, vec![outcome])
    };
    let before = world.sequence();
    world.does(MARA, changed);
    // Mara did it herself.
    assert_eq!(told(&world), [INES]);
    let news = News::SignatureWithdrawn { version: 1 };
    assert_eq!(world.news_since(before), [(INES, news)]);
    opens(&mut world);
    assert_eq!(told(&world), [INES]);
    signs(&mut world, INES, Role::ServiceOwner);
    assert_eq!(told(&world), []);
}

#[test]
fn whoever_opened_a_text_is_told_that_somebody_does_not_sign_it() {
    let (mut world, outcome) = open();
    let need = Need::SigningDeclined {
        version: 1,
        party: world.supplier,
    };
    let told = |world: &World| -> Vec<PersonId> {
        let told = |person: &PersonId| world.seen_by(*person).needs(world.now).contains(&need);
        let everybody = [INES, PAUL, MARA, LEA, TOM];
        everybody.into_iter().filter(told).collect()
    };
    let why = "The price is not ours".to_owned();
    let before = world.sequence();
    world.does(TOM, act::DeclineToSign { version: 1, why });
    assert_eq!(told(&world), [INES]);
    let news = News::SigningDeclined { version: 1 };
    assert_eq!(world.news_since(before), [(INES, news)]);
    let changed = composing(&world, 1, vec![outcome]);
    world.does(INES, changed);
    assert_eq!(told(&world), []);
}

#[test]
fn a_party_that_is_waited_for_is_not_taken_from_the_table() {
    let (mut world, outcome) = valued();
    let late = world.seats_party(INES, REGULATOR, PartyKind::Other);
    world.admits(INES, RUTH, late, &[Role::Representative], Since::Start);
    world.does(MARA, act::ShareFigures { party: late });
    let compose = composing(&world, 1, vec![outcome]);
    world.does(MARA, compose);
    opens(&mut world);
    assert!(shown(&world, INES).parties.contains(&late));
    world.refuses(INES, act::RemoveParty { party: late }, Refusal::WaitedFor);
}

#[test]
fn whoever_declines_says_why_and_takes_a_signature_back() {
    let (mut world, _) = open();
    signs(&mut world, MARA, Role::Customer);
    let why = "The price is not ours".to_owned();
    world.does(MARA, act::DeclineToSign { version: 1, why });
    let open = shown(&world, TOM);
    assert_eq!((open.signatures.len(), open.declined.len()), (0, 1));
    assert_eq!(open.declined[0].signed, Some(world.now), "they had signed");
    let gone = open.withdrawn.first().expect("it was there");
    assert_eq!(
        (gone.because, &gone.people[..]),
        (Withdrawal::Declined, &[MARA][..])
    );
    // They may think again.
    signs(&mut world, MARA, Role::Customer);
    assert_eq!(shown(&world, TOM).declined.len(), 0);
}

#[test]
fn who_can_sign_is_asked_to_and_whose_party_has_signed_is_not() {
    let asked = |world: &World, person: PersonId| {
        let needs = world.seen_by(person).needs(world.now);
        needs.contains(&Need::SignAgreement { version: 1 })
    };
    let (mut world, _) = open();
    assert!(asked(&world, INES) && asked(&world, MARA) && asked(&world, LEA));
    assert!(!asked(&world, PAUL) && !asked(&world, driver(0)));
    signs(&mut world, MARA, Role::Customer);
    assert!(!asked(&world, MARA) && !asked(&world, LEA) && asked(&world, TOM));
}

#[test]
fn an_agreement_is_looked_at_again_on_its_day() {
    let (mut world, _) = in_force();
    let due = Need::ReviewAgreement { version: 1 };
    assert!(!world.seen_by(MARA).needs(world.now).contains(&due));
    world.days_pass(31);
    assert!(world.seen_by(MARA).needs(world.now).contains(&due));
    assert!(shown(&world, TOM).review_due);
}

#[test]
fn an_agreement_is_about_something_and_looked_at_again() {
    let (world, outcome) = valued();
    let with = |change: &dyn Fn(&mut act::ComposeAgreement)| {
        let mut compose = composing(&world, 1, vec![outcome]);
        change(&mut compose);
        Command::from(compose)
    };
    world.refuses(
        INES,
        with(&|it| it.outcomes.clear()),
        Refusal::AgreesNothing,
    );
    world.refuses(
        INES,
        with(&|it| it.outcomes.push(outcome)),
        Refusal::NothingNew,
    );
    world.refuses(INES, with(&|it| it.months = 0), Refusal::Rhythm);
    world.refuses(INES, with(&|it| it.months = 61), Refusal::Rhythm);
    let past = Moment(world.now.0 - Moment::DAY).day_in_utc();
    world.refuses(INES, with(&|it| it.review = past), Refusal::NoReview);
    let far = Moment(world.now.0 + 3_000 * Moment::DAY).day_in_utc();
    world.refuses(INES, with(&|it| it.review = far), Refusal::NoReview);
    let target = act::NameMeasure {
        outcome,
        quality: Quality::Utility,
        name: "Calls".into(),
        unit: String::new(),
        how: String::new(),
        aim: Aim::AtMost,
        target: i64::MAX,
    };
    world.refuses(INES, target, Refusal::Target);
}

const MINUTE: i64 = 60_000;

fn promises(
    world: &mut World,
    person: PersonId,
    to: PartyId,
    words: &str,
    days: i64,
) -> CommitmentId {
    let due = Moment(world.now.0 + days * Moment::DAY).day_in_utc();
    let promise = act::MakeCommitment {
        to,
        words: words.into(),
        due,
        contribution: None,
        proposal: None,
        outcomes: Vec::new(),
    };
    let made = world.does(person, promise);
    let made = made.iter().find_map(|fact| match fact {
        Fact::CommitmentMade(made) => Some(made.commitment),
        _ => None,
    });
    made.expect("something was promised")
}

/// Version 1 with what Ines promised Mara, open for signature.
fn open_with_a_promise() -> (World, CommitmentId) {
    let (mut world, outcome) = valued();
    let (consumer, words) = (world.consumer, "A person answers at night");
    let promised = promises(&mut world, INES, consumer, words, 10);
    let mut compose = composing(&world, 1, vec![outcome]);
    compose.commitments = vec![promised];
    world.does(MARA, compose);
    opens(&mut world);
    (world, promised)
}

#[test]
fn a_promise_stands_in_the_text_in_the_words_in_which_it_was_made_with_its_entry() {
    let (world, promised) = open_with_a_promise();
    let made = world
        .record
        .iter()
        .find(|(_, it)| it.kind == "commitment_made");
    let made = made.expect("it is on the record").0;
    let text = shown(&world, TOM).clauses;
    let clause = text.iter().find(|it| it.clause == Clause::Commitment);
    let clause = clause.expect("it is in the text");
    assert_eq!(clause.commitment, Some(promised));
    assert_eq!(clause.words.as_deref(), Some("A person answers at night"));
    assert_eq!(
        (clause.words_of, clause.cites),
        (Some(INES), Some(made.sequence))
    );
    let between = (clause.party, clause.promised_to);
    assert_eq!(between, (Some(world.provider), Some(world.consumer)));
    assert!(clause.day.is_some());
}

#[test]
fn what_both_sides_changed_is_told_beside_the_text_and_changes_it_nowhere() {
    let (mut world, promised) = open_with_a_promise();
    let before = shown(&world, MARA).text;
    let due = Moment(world.now.0 + 40 * Moment::DAY).day_in_utc();
    let asks = act::AskForChange {
        commitment: promised,
        words: "Two people answer at night".into(),
        due,
        why: "One cannot sit there alone".into(),
    };
    world.does(INES, asks);
    let asked = world.sequence();
    let agrees = act::AnswerChange {
        commitment: promised,
        asked,
        agrees: true,
        words: String::new(),
    };
    world.does(MARA, agrees);
    let open = shown(&world, MARA);
    assert_eq!(open.text, before);
    let told = open.commitments[0];
    assert!(told.changed);
    assert_eq!(told.due, due);
    let of = |view: &AgreementView| {
        let found = view
            .clauses
            .iter()
            .find(|it| it.clause == Clause::Commitment);
        found.and_then(|it| it.words.clone()).unwrap_or_default()
    };
    assert_eq!(of(&open), "A person answers at night");
    // The next text has the words that hold, from the entry in which they were said.
    let mut again = composing(&world, 1, open.outcomes.clone());
    again.commitments = vec![promised];
    world.does(MARA, again);
    let drafted = shown(&world, MARA);
    assert_eq!(of(&drafted), "Two people answer at night");
    let clause = drafted
        .clauses
        .iter()
        .find(|it| it.clause == Clause::Commitment);
    assert_eq!(clause.and_then(|it| it.cites), Some(asked));
}

#[test]
fn a_figure_that_was_given_to_other_words_says_so_in_the_text() {
    let (mut world, outcome) = valued();
    let reword = act::RewordOutcome {
        outcome,
        statement: "So that calls hold on the A7 at night".to_owned(),
        objective: String::new(),
        for_party: world.consumer,
        depends_on: Quality::Warranty,
        delivered: true,
    };
    world.does(MARA, reword);
    let compose = composing(&world, 1, vec![outcome]);
    world.does(MARA, compose);
    opens(&mut world);
    let worth = |world: &World| {
        let view = shown(world, MARA);
        let mut clauses = view.clauses.into_iter();
        let clause = clauses.find(|it| it.clause == Clause::Worth);
        let worth = clause.expect("what it is worth").worth;
        worth
            .iter()
            .map(|it| (it.raters, it.other_words))
            .collect::<Vec<_>>()
    };
    assert_eq!(worth(&world), [(1, 1)]);
}

#[test]
fn what_was_decided_stands_in_the_text_and_what_was_not_does_not() {
    let (mut world, outcome) = valued();
    let opening = crate::proposals::opening(&world, outcome);
    let facts = world.does(INES, opening);
    let [Fact::ProposalOpened(opened)] = &facts[..] else {
        panic!("{facts:?}")
    };
    let (proposal, entry) = (opened.proposal, world.sequence());
    let mut compose = composing(&world, 1, vec![outcome]);
    compose.decisions = vec![proposal];
    world.refuses(MARA, compose.clone(), Refusal::NotDecided);
    for person in [INES, TOM, MARA] {
        world.consents(person, proposal);
    }
    let mut twice = compose.clone();
    twice.decisions.push(proposal);
    world.refuses(MARA, twice, Refusal::NothingNew);
    world.does(MARA, compose);
    opens(&mut world);
    for (person, role) in [
        (INES, Role::ServiceOwner),
        (TOM, Role::Representative),
        (MARA, Role::Customer),
    ] {
        signs(&mut world, person, role);
    }
    let decided = |world: &World| {
        let view = shown(world, MARA);
        assert_eq!(view.state, AgreementState::InForce);
        let mut clauses = view.clauses.into_iter();
        clauses
            .find(|it| it.clause == Clause::Decision)
            .expect("a decision")
    };
    let clause = decided(&world);
    assert_eq!(clause.words.as_deref(), Some("Two small cells at Elm Pass"));
    let whole = Some("Works run over five nights in November.");
    assert_eq!(clause.more.as_deref(), whole);
    assert_eq!(
        (clause.proposal, clause.cites),
        (Some(proposal), Some(entry))
    );
    // What erases the words where they were said erases them here, and the signatures hold.
    let erase = act::EraseContent {
        sequence: entry,
        ground: "not for here".to_owned(),
    };
    world.does(INES, erase);
    let clause = decided(&world);
    assert_eq!(
        (clause.erased, clause.words, clause.more),
        (true, None, None)
    );
    assert_eq!(checked(&world).last(), Some(&Finding::InForce));
}

#[test]
fn what_somebody_typed_stays_theirs_when_another_changes_the_rest() {
    let (mut world, outcome) = valued();
    let first = act::ComposeAgreement {
        factor: String::new(),
        fall: "Brenner says less than 7".into(),
        contract: "Clause 4 falls".into(),
        ..composing(&world, 1, vec![outcome])
    };
    world.does(MARA, first.clone());
    let typed = world.sequence();
    let second = act::ComposeAgreement {
        months: 3,
        factor: "3G is switched off".into(),
        contract: "Clause 4 stays".into(),
        ..first
    };
    world.does(INES, second);
    let changed = world.sequence();
    let told = |world: &World| {
        let clauses = shown(world, TOM).clauses.into_iter();
        let typed = [Clause::Factor, Clause::Fall, Clause::Contract];
        let typed = clauses.filter(|it| typed.contains(&it.clause));
        let told = typed.map(|it| (it.words_of, it.cites, it.words));
        told.collect::<Vec<_>>()
    };
    let words = |words: &str| Some(words.to_owned());
    let draft = [
        (Some(INES), Some(changed), words("3G is switched off")),
        (Some(MARA), Some(typed), words("Brenner says less than 7")),
        (Some(INES), Some(changed), words("Clause 4 stays")),
    ];
    assert_eq!(told(&world), draft);
    opens(&mut world);
    assert_eq!(told(&world), draft);
    // Whoever erases their words erases them in every draft and every text, and nobody else's.
    world.does(MARA, erase(typed));
    let left = [
        draft[0].clone(),
        (Some(MARA), Some(typed), None),
        draft[2].clone(),
    ];
    assert_eq!(told(&world), left);
    let everything = world.everything(INES).expect("seated");
    assert!(!everything.contains("Brenner"), "{everything}");
}

#[test]
fn what_was_typed_is_its_authors_in_the_next_version_too() {
    let (mut world, outcome) = in_force();
    let typed = world
        .record
        .iter()
        .find(|(_, it)| it.kind == AgreementComposed::KIND)
        .map(|(stamp, _)| stamp.sequence);
    let reopen = act::ReopenAgreement {
        version: 1,
        because: Reopening::Other,
        why: "Prices fell".into(),
    };
    world.does(TOM, reopen);
    let next = composing(&world, 2, vec![outcome]);
    world.does(TOM, next);
    let draft = shown(&world, TOM);
    let factor = draft.clauses.iter().find(|it| it.clause == Clause::Factor);
    let factor = factor.map(|it| (it.words_of, it.cites));
    assert_eq!(factor, Some((Some(MARA), typed)));
}

#[test]
fn beside_a_text_is_told_how_far_its_promises_are_and_no_others() {
    let (mut world, outcome) = valued();
    let consumer = world.consumer;
    let kept = promises(&mut world, INES, consumer, "A person answers at night", 10);
    let given_up = promises(&mut world, INES, consumer, "A map of all masts", 10);
    let mut compose = composing(&world, 1, vec![outcome]);
    compose.commitments = vec![kept, given_up];
    world.does(MARA, compose);
    let release = |commitment| act::ReleaseCommitment {
        commitment,
        why: "We drew it ourselves".into(),
    };
    world.does(MARA, release(given_up));
    let told = |world: &World| {
        let beside = shown(world, MARA).commitments.into_iter();
        let told = beside.map(|it| (it.commitment, it.state));
        told.collect::<Vec<_>>()
    };
    assert_eq!(told(&world), [(kept, CommitmentState::Open)]);
    opens(&mut world);
    assert_eq!(told(&world), [(kept, CommitmentState::Open)]);
    world.does(MARA, release(kept));
    assert_eq!(told(&world), [(kept, CommitmentState::Released)]);
}

#[test]
fn a_promise_that_was_given_up_is_in_no_text() {
    let (mut world, promised) = open_with_a_promise();
    let release = act::ReleaseCommitment {
        commitment: promised,
        why: "The night desk is enough".into(),
    };
    world.does(MARA, release);
    let open = shown(&world, MARA);
    assert!(open.commitments[0].changed);
    let mut again = composing(&world, 1, open.outcomes);
    again.commitments = vec![promised];
    world.refuses(MARA, again.clone(), Refusal::CommitmentEnded);
    let outcomes = again.outcomes;
    let provider = world.provider;
    let twice = promises(&mut world, TOM, provider, "We tell you of works", 3);
    let mut doubled = composing(&world, 1, outcomes);
    doubled.commitments = vec![twice, twice];
    world.refuses(MARA, doubled, Refusal::NothingNew);
}

#[test]
fn a_late_promise_is_late_where_the_agreement_is() {
    let (mut world, promised) = open_with_a_promise();
    assert_eq!(
        shown(&world, LEA).commitments[0].state,
        CommitmentState::Open
    );
    world.now = Moment(world.now.0 + 12 * Moment::DAY);
    let page = world
        .seen_by(LEA)
        .agreement(None, world.now)
        .expect("a page");
    let told = page.shown.expect("a version").commitments[0];
    assert_eq!(
        (told.commitment, told.state),
        (promised, CommitmentState::Late)
    );
    let late: Vec<_> = page.distance.late.iter().map(|it| it.commitment).collect();
    assert_eq!(late, [promised]);
}

#[test]
fn erasing_a_promise_erases_the_clause_and_withdraws_no_signature() {
    let (mut world, _) = open_with_a_promise();
    signs(&mut world, INES, Role::ServiceOwner);
    let made = world
        .record
        .iter()
        .find(|(_, it)| it.kind == "commitment_made");
    let made = made.expect("it is on the record").0.sequence;
    world.does(INES, erase(made));
    let open = shown(&world, MARA);
    let clause = open
        .clauses
        .iter()
        .find(|it| it.clause == Clause::Commitment);
    let clause = clause.expect("its place stays");
    assert_eq!((clause.erased, &clause.words), (true, &None));
    assert_eq!(open.signatures.len(), 1);
    assert!(
        !checked(&world)
            .iter()
            .any(|it| matches!(it, Finding::Fault(_)))
    );
}

#[test]
fn a_signature_says_when_its_text_was_first_shown() {
    let (mut world, _) = open();
    let opened = world.now;
    world.now = Moment(opened.0 + 5 * MINUTE);
    world.page_shown = Some(Moment(opened.0 + MINUTE));
    signs(&mut world, INES, Role::ServiceOwner);
    // A page from before the text was fixed showed another one; a clock that was ahead showed nothing later.
    world.page_shown = Some(Moment(opened.0 - Moment::DAY));
    signs(&mut world, TOM, Role::Representative);
    world.page_shown = Some(Moment(world.now.0 + Moment::DAY));
    signs(&mut world, MARA, Role::Customer);
    let signatures = shown(&world, LEA).signatures;
    let shown: Vec<_> = signatures.iter().map(|it| it.shown).collect();
    let last = signatures[2].at;
    assert_eq!(shown, [Some(Moment(opened.0 + MINUTE)), None, Some(last)]);
}

#[test]
fn the_distance_is_made_of_what_somebody_can_do() {
    let (mut world, _) = open();
    let steps = |world: &World, person| {
        let page = world.seen_by(person).agreement(None, world.now);
        page.expect("a page").distance
    };
    let before = steps(&world, MARA);
    assert_eq!((before.unsigned.len(), before.parties), (3, 3));
    assert_eq!(before.left.unsigned, 3);
    assert!(before.unvalued.is_empty() && before.late.is_empty());
    signs(&mut world, INES, Role::ServiceOwner);
    assert_eq!(steps(&world, MARA).unsigned.len(), 2);

    let silent = world.adds_outcome(MARA, "So that drivers find a parking space");
    assert_eq!(steps(&world, INES).unvalued, [silent]);
    let need = world.says(MARA, Audience::WholeTable, "A call must not drop");
    world.says(MARA, Audience::OwnParty, "Between us");
    for person in [MARA, INES, TOM] {
        let told = steps(&world, person);
        let words =
            |list: &[DistantWord]| -> Vec<_> { list.iter().map(|it| it.contribution).collect() };
        assert_eq!(words(&told.unanswered), [need], "what all were told");
        assert_eq!(words(&told.unheard), [need]);
        let uncovered = told.uncovered.as_ref().map(|list| words(list));
        assert_eq!((told.needs, uncovered), (1, Some(vec![need])));
        assert_eq!(told.steps(), 2 + 1 + 1 + 1);
    }
    let due = Moment(world.now.0 + 9 * Moment::DAY).day_in_utc();
    let promise = act::MakeCommitment {
        to: world.consumer,
        words: "The antenna at Elm Pass is turned".into(),
        due,
        contribution: Some(need),
        proposal: None,
        outcomes: Vec::new(),
    };
    world.does(INES, promise);
    let promised = world.seen_by(INES).commitments(world.now).commitments[0].id;
    let mut again = composing(&world, 1, shown(&world, MARA).outcomes);
    (again.withdraws, again.commitments) = (1, vec![promised]);
    world.does(MARA, again);
    assert_eq!(steps(&world, TOM).uncovered, Some(Vec::new()));
    // A draft is no nearer than a text that somebody has signed.
    let draft = steps(&world, TOM);
    assert_eq!((draft.left.unsigned, draft.parties), (3, 3));
}

#[test]
fn of_what_is_left_the_first_are_told_and_all_are_counted() {
    let (mut world, _) = open();
    let all = DISTANCE_SHOWN + 6;
    let needs: Vec<_> = (1..=all)
        .map(|number| world.says(MARA, Audience::WholeTable, &format!("Need {number}")))
        .collect();
    let told = world.seen_by(INES).distance(world.now);
    let words =
        |list: &[DistantWord]| -> Vec<_> { list.iter().map(|it| it.contribution).collect() };
    let first = &needs[..DISTANCE_SHOWN];
    assert_eq!(words(&told.unanswered), first, "the oldest first");
    assert_eq!(words(&told.unheard), first);
    assert_eq!(words(&told.uncovered.expect("an agreement")), first);
    let left = told.left;
    assert_eq!((left.unanswered, left.unheard), (all, all));
    assert_eq!((left.uncovered, told.needs), (Some(all), all));
    assert_eq!(left.unsigned, 3);
}

#[test]
fn needs_are_covered_by_features_of_the_agreement_for_whoever_may_see_these() {
    let (mut world, outcome) = valued();
    let silent = world.adds_outcome(MARA, "So that drivers find a parking space");
    let says = |world: &mut World, outcome: OutcomeId, words: &str| {
        let need = act::Say {
            outcomes: vec![outcome],
            ..act::Say::new(ContributionKind::Need, Audience::WholeTable, words)
        };
        world.does(MARA, need);
    };
    says(&mut world, outcome, "Calls hold in the tunnel");
    says(&mut world, silent, "Parking is near the road");
    let feature = world.adds_feature(INES, "Small cells", outcome);
    world.prices(INES, feature, 9_600_000);
    world.does(INES, act::SkipGuess { outcome: silent });
    let record = act::RecordMix {
        rule: MixRule::EqualVoice,
        budget: 20_000_000,
        read_at: world.sequence(),
        note: String::new(),
    };
    world.does(INES, record);
    let mix = world.seen_by(INES).features().mixes[0].id;
    let mut compose = composing(&world, 1, vec![outcome]);
    compose.mix = Some(mix);
    world.does(MARA, compose);
    let told = |world: &World, person: PersonId| {
        let distance = world.seen_by(person).distance(world.now);
        (distance.needs, distance.uncovered.map(|words| words.len()))
    };
    assert_eq!(told(&world, MARA), (2, Some(1)));
    assert_eq!(told(&world, INES), (2, Some(1)));
    // Whoever has not guessed is not told by this which features were chosen.
    assert_eq!(told(&world, PAUL), (2, None));
}

/// What another program, made from the document alone, finds of the agreements: one line for each entry.
fn strangers_check(world: &World) -> Vec<String> {
    let mut lines = String::new();
    for (stamp, it) in &world.record {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("JSON");
        let mut line = serde_json::json!({
            "sequence": stamp.sequence,
            "actor": stamp.actor,
            "kind": it.kind,
            "fact": text(&it.fact),
        });
        if let Some(content) = &it.content {
            line["content"] = text(content).into();
        }
        lines += &format!("{line}\n");
    }
    let script = "../record/tests/verifier/agreements.py";
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(script);
    let mut python = std::process::Command::new("python3")
        .arg(script)
        .args([RECORD.origin.to_string(), RECORD.relationship.to_string()])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("python3 is there");
    let mut input = python.stdin.take().expect("it listens");
    std::io::Write::write_all(&mut input, lines.as_bytes()).expect("it reads");
    drop(input);
    let output = python.wait_with_output().expect("it ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.is_empty(), "{errors}");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    said.lines().map(str::to_owned).collect()
}

#[test]
fn a_program_made_from_the_document_finds_the_same_of_agreements() {
    let (mut world, _) = open_with_a_promise();
    let statement = statement(&world, INES, Role::ServiceOwner);
    world.confirmed = by_passkey(INES, answer(statement.challenge(&[3; 32]).0, HERE));
    signs(&mut world, INES, Role::ServiceOwner);
    world.confirmed = Some(Confirmed::ByServer {
        proved: Proved::Password,
    });
    signs(&mut world, TOM, Role::Representative);
    signs(&mut world, MARA, Role::Customer);
    let made = world
        .record
        .iter()
        .find(|(_, it)| it.kind == "commitment_made");
    let made = made.expect("it is on the record").0.sequence;
    world.does(INES, erase(made));
    let told: Vec<String> = strangers_check(&world)
        .iter()
        .map(|line| line.split(' ').skip(1).collect::<Vec<_>>().join(" "))
        .collect();
    let clauses = shown(&world, MARA).stand_for.len();
    let expected = [
        format!("1 opened {clauses} 1 0"),
        format!("1 signed {INES} passkey"),
        format!("1 signed {TOM} password"),
        format!("1 signed {MARA} password"),
        "1 in_force".to_owned(),
    ];
    assert_eq!(told, expected);
    assert!(
        !checked(&world)
            .iter()
            .any(|it| matches!(it, Finding::Fault(_)))
    );

    // Whatever one of the two finds wrong, the other does.
    let altered = [
        (ClauseFixed::KIND, "\"months\":6", "\"months\":7"),
        (AgreementOpened::KIND, "\"version\":1", "\"version\":2"),
        (AgreementSigned::KIND, "service_owner", "representative"),
        (
            AgreementSigned::KIND,
            "\"signature\":\"ME",
            "\"signature\":\"MF",
        ),
        (
            AgreementSigned::KIND,
            "value.example.org",
            "other.example.org",
        ),
        (AgreementInForce::KIND, "\"text\":\"", "\"text\":\"00"),
    ];
    for (kind, from, to) in altered {
        let mut other = world.clone();
        let mut changed = 0;
        for (_, it) in &mut other.record {
            let fact = String::from_utf8(it.fact.clone()).expect("JSON");
            if it.kind == kind && fact.contains(from) {
                it.fact = fact.replacen(from, to, 1).into_bytes();
                changed += 1;
            }
        }
        assert!(changed > 0, "nothing was altered: {kind} {from}");
        let ours = checked(&other)
            .iter()
            .any(|it| matches!(it, Finding::Fault(_)));
        let theirs = strangers_check(&other)
            .iter()
            .any(|line| line.contains(" fault "));
        assert!(ours && theirs, "{kind} {from}: {ours} {theirs}");
    }
}
