//! How many entries a second are decoded and applied: a year of a lively relationship, 200,000
//! entries of 200 people on 50 outcomes. `cargo bench -p domain --bench fold`.

use std::time::Duration;

use domain::fact::*;
use domain::ids::*;
use domain::words::*;
use domain::{Fact, Moment, Relationship, Stamp};
use mimalloc::MiMalloc;
use uuid::Uuid;

// As the product's binary.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const ENTRIES: u64 = 200_000;
const PEOPLE: u64 = 200;
const OUTCOMES: u64 = 50;
const ROUNDS: usize = 5;

fn id(kind: u64, n: u64) -> Uuid {
    Uuid::from_u64_pair(0x0190_0000_0000_7000 + kind, n)
}

fn fact(n: u64) -> Fact {
    let (provider, consumer) = (PartyId(id(1, 1)), PartyId(id(1, 2)));
    let outcome = OutcomeId(id(3, n.wrapping_mul(7) % OUTCOMES));
    let mark = |k: u64| ((n * k) % 11) as u8;
    if n == 0 {
        return RelationshipOpened {
            provider,
            provider_organisation: OrganisationId(id(4, 1)),
            consumer,
            consumer_organisation: OrganisationId(id(4, 2)),
            closeness: Closeness::Regular,
            currency: "EUR".into(),
            time_zone: "Europe/Berlin".into(),
            text: None,
        }
        .into();
    }
    if n <= PEOPLE {
        let of_provider = n.is_multiple_of(20);
        return PersonSeated {
            person: PersonId(id(2, n % PEOPLE)),
            party: if of_provider { provider } else { consumer },
            roles: vec![match n % 20 {
                0 => Role::ServiceOwner,
                1 => Role::Customer,
                2 => Role::Sponsor,
                _ => Role::User,
            }],
            since: Since::Start,
            invited_by: None,
            claimed: true,
            proof: Proof::Colleague,
            in_place_of: None,
            text: None,
        }
        .into();
    }
    if n <= PEOPLE + OUTCOMES {
        return OutcomeAdded {
            outcome: OutcomeId(id(3, n % OUTCOMES)),
            for_party: consumer,
            depends_on: Quality::Warranty,
            delivered: true,
            text: Some(OutcomeText {
                statement: "So that drivers reach dispatch in every country".into(),
                objective: "within a minute".into(),
            }),
        }
        .into();
    }
    match n % 10 {
        0..=5 => AssessmentMade {
            outcome,
            stage: if n.is_multiple_of(3) {
                Stage::Realised
            } else {
                Stage::Expected
            },
            benefit: mark(3),
            usefulness: mark(5),
            importance: mark(7),
            text: n.is_multiple_of(2).then(|| AssessmentText {
                why: "Because the tunnel at Elm Pass still drops every second call".into(),
            }),
        }
        .into(),
        6 => GuessSealed {
            outcome,
            benefit: mark(2),
            usefulness: mark(4),
            importance: mark(6),
            late: true,
        }
        .into(),
        7 => AssessmentDeclined { outcome }.into(),
        _ => ContributionSaid {
            contribution: ContributionId(id(5, n)),
            kind: ContributionKind::Need,
            audience: Audience::WholeTable,
            outcomes: vec![outcome],
            under: None,
            about: None,
            limit: None,
            spoken_for: None,
            mentions: Vec::new(),
            text: Some(ContributionText {
                condition: String::new(),
                words: "We need to know **before** the border whether roaming works, so that \
                        drivers do not stop on the shoulder to find out."
                    .into(),
                attachments: Vec::new(),
            }),
        }
        .into(),
    }
}

fn stamp(n: u64) -> Stamp {
    Stamp {
        sequence: n + 1,
        at: Moment(1_750_000_000_000 + n as i64 * 150_000),
        actor: PersonId(id(2, n.wrapping_mul(13) % PEOPLE)),
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn decoded(encoded: &Encoded) -> Fact {
    Fact::decode(encoded.kind, &encoded.fact, encoded.content.as_deref())
        .expect("what was written can be read")
}

fn main() {
    let record: Vec<_> = (0..ENTRIES).map(|n| (stamp(n), fact(n).encode())).collect();
    let rate = |time: Duration| ENTRIES as f64 / time.as_secs_f64();
    let mut best = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        let (facts, decode) = timed(|| record.iter().map(|(_, e)| decoded(e)).collect::<Vec<_>>());
        drop(facts);
        let (folded, both) = timed(|| {
            let (first, opened) = &record[0];
            let mut relationship =
                Relationship::begin(*first, &decoded(opened)).expect("entry 1 opens");
            for (stamp, encoded) in &record[1..] {
                relationship.apply(*stamp, decoded(encoded));
            }
            relationship
        });
        assert_eq!(folded.sequence(), ENTRIES);
        best = [best[0].min(decode), best[1].min(both)];
    }
    println!("entries             {ENTRIES}");
    println!("decode              {:.0} entries/s", rate(best[0]));
    println!("decode and apply    {:.0} entries/s", rate(best[1]));
}
