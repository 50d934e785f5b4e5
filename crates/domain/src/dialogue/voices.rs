//! The mirror: who speaks at this table, by party. It counts whole-table entries only, names parties
//! and never people, scores nobody, and gives one piece of advice: to the facilitator first, then to
//! those who can follow it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::audience::Seen;
use crate::ids::*;
use crate::proposal::stall_key;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

/// How far back the mirror looks: days.
pub const VOICES_DAYS: i64 = 30;
/// How long advice is the facilitator's alone: days for which it must have held before all see it.
pub const FACILITATOR_FIRST_DAYS: i64 = 7;
/// Fewer turns than these say nothing about who speaks.
const TURNS_ENOUGH: usize = 4;
/// From this share on, in percent, one party has most of the words or begins most of the threads.
const MOST_PERCENT: usize = 60;
/// Advice that one person can put away.
pub(super) const DISMISSED: usize = 1_000;

/// What one party said to the whole table within the mirror's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartyVoice {
    /// The party.
    pub party: PartyId,
    /// Entries of words: contributions, tellings back, corrections, answers.
    pub turns: usize,
    /// Words in them; erased ones count none.
    pub words: usize,
    /// Threads it began: who sets the agenda.
    pub begun: usize,
    /// “Yes, and”s among its turns.
    pub builds: usize,
}

/// One plain suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "advice", rename_all = "snake_case")]
pub enum Advice {
    /// A party said nothing while others did: ask it first next time.
    AskFirst {
        /// Which.
        party: PartyId,
    },
    /// One party begins most threads: let others bring theirs.
    LetOthersBegin {
        /// Which.
        party: PartyId,
        /// Threads it began.
        begun: usize,
        /// Threads begun by all.
        of: usize,
    },
    /// One party has most of the words: leave room.
    LeaveRoom {
        /// Which.
        party: PartyId,
        /// Its share of the words, in percent.
        percent: usize,
    },
}

impl Advice {
    /// Whether people of this party can follow it: those who speak much leave room, and the others ask
    /// whoever is silent.
    pub fn is_for(&self, own: PartyId) -> bool {
        match self {
            Self::AskFirst { party } => *party != own,
            Self::LetOthersBegin { party, .. } | Self::LeaveRoom { party, .. } => *party == own,
        }
    }

    /// Under which name it is put away.
    pub fn key(&self) -> String {
        match self {
            Self::AskFirst { party } => format!("ask_first.{party}"),
            Self::LetOthersBegin { party, .. } => format!("let_others_begin.{party}"),
            Self::LeaveRoom { party, .. } => format!("leave_room.{party}"),
        }
    }
}

/// Who speaks at this table.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Voices {
    /// From when on is counted.
    pub from: Moment,
    /// Each seated party.
    pub parties: Vec<PartyVoice>,
    /// How unequally the turns are spread over the parties, 0 (equal) to 1 (one party has them all):
    /// the Gini coefficient, corrected for few parties. `None` when nothing was said.
    pub gini: Option<f64>,
    /// One suggestion, as far as it is for the viewer and not put away.
    pub advice: Option<Advice>,
}

/// The Gini coefficient of the counts, corrected for small numbers:
/// `Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n² x̄) · n / (n − 1)`. Zero when all are equal, one when one has everything;
/// `None` for fewer than two counts, or when all are zero.
///
/// Source: C. Gini 1912; the correction as in Deltas, *The small-sample bias of the Gini coefficient*,
/// Review of Economics and Statistics 85 (2003).
pub fn gini(counts: &[usize]) -> Option<f64> {
    let n = counts.len();
    let total: usize = counts.iter().sum();
    if n < 2 || total == 0 {
        return None;
    }
    let differences: usize = counts
        .iter()
        .flat_map(|x| counts.iter().map(move |y| x.abs_diff(*y)))
        .sum();
    // 2 n² x̄ = 2 n · total, and the correction takes n to n − 1.
    Some(differences as f64 / (2 * (n - 1) * total) as f64)
}

impl Seen<'_> {
    /// Who spoke in the thirty days before `now`.
    pub fn voices(&self, now: Moment) -> Voices {
        let parties = count(self.then, now);
        let turns: Vec<usize> = parties.iter().map(|voice| voice.turns).collect();
        let advice = advise(&parties).filter(|advice| {
            let held = Moment(now.0 - FACILITATOR_FIRST_DAYS * Moment::DAY);
            let facilitates = self.today.table.facilitator == Some(self.seat.person);
            let nobody_does = self
                .today
                .table
                .facilitator
                .is_none_or(|person| self.today.table.seat(person).is_none());
            let before = || advise(&count(self.then, held)).map(|advice| advice.key());
            let away = self.today.dialogue.dismissed.get(&self.seat.person);
            let key = advice.key();
            let told = match (facilitates, advice.is_for(self.seat.party)) {
                (true, _) => true,
                (false, true) => nobody_does || before().as_ref() == Some(&key),
                (false, false) => false,
            };
            self.seat.speaks()
                && self.today.table.closed.is_none()
                && self.then.last == self.today.last
                && !away.is_some_and(|away| away.contains(&key))
                && told
        });
        Voices {
            from: since(now),
            gini: gini(&turns),
            parties,
            advice,
        }
    }
}

/// When the days that are counted begin: with a day, so that whoever asks again is told the same.
fn since(now: Moment) -> Moment {
    let from = Moment(now.0 - VOICES_DAYS * Moment::DAY);
    from.day_in_utc().begins_in_utc()
}

/// Counts what each seated party said to the whole table in the thirty days up to `now`.
fn count(relationship: &Relationship, now: Moment) -> Vec<PartyVoice> {
    let table = &relationship.table;
    let mut parties: Vec<PartyVoice> = table
        .seated_parties()
        .map(|party| PartyVoice {
            party: party.id,
            turns: 0,
            words: 0,
            begun: 0,
            builds: 0,
        })
        .collect();
    let from = since(now);
    let mut turn = |party: PartyId, stamp: &Stamp, length: usize, begun: bool, build: bool| {
        if stamp.at <= from || stamp.at > now {
            return;
        }
        if let Some(voice) = parties.iter_mut().find(|voice| voice.party == party) {
            voice.turns += 1;
            voice.words += length;
            voice.begun += usize::from(begun);
            voice.builds += usize::from(build);
        }
    };
    for said in &relationship.dialogue.said {
        if said.audience != Audience::WholeTable || !said.counts() {
            continue;
        }
        let build = said.kind == ContributionKind::Build;
        turn(
            said.party,
            &said.stamp,
            said.length,
            said.under.is_none(),
            build,
        );
        if let Some(enables) = &said.enables {
            turn(said.party, &enables.stamp, enables.length, false, false);
        }
        for telling in &said.reflections {
            turn(telling.party, &telling.stamp, telling.length, false, false);
            if let Some(correction) = &telling.corrected {
                let stamp = &correction.verdict.stamp;
                turn(said.party, stamp, correction.length, false, false);
            }
        }
        for answer in &said.answers {
            turn(answer.party, &answer.stamp, answer.length, false, false);
        }
    }
    parties
}

/// The one suggestion that matters most, if the table has spoken enough to say anything.
fn advise(parties: &[PartyVoice]) -> Option<Advice> {
    let turns: usize = parties.iter().map(|voice| voice.turns).sum();
    if turns < TURNS_ENOUGH || parties.len() < 2 {
        return None;
    }
    if let Some(silent) = parties.iter().find(|voice| voice.turns == 0) {
        let party = silent.party;
        return Some(Advice::AskFirst { party });
    }
    let begun: usize = parties.iter().map(|voice| voice.begun).sum();
    let most = parties.iter().max_by_key(|voice| voice.begun)?;
    if begun >= TURNS_ENOUGH && most.begun * 100 >= begun * MOST_PERCENT {
        return Some(Advice::LetOthersBegin {
            party: most.party,
            begun: most.begun,
            of: begun,
        });
    }
    let words: usize = parties.iter().map(|voice| voice.words).sum();
    let most = parties.iter().max_by_key(|voice| voice.words)?;
    if words > 0 && most.words * 100 >= words * MOST_PERCENT {
        return Some(Advice::LeaveRoom {
            party: most.party,
            percent: most.words * 100 / words,
        });
    }
    None
}

impl Relationship {
    /// Whether this is the key of advice that this table could be given.
    pub(crate) fn can_be_advised(&self, key: &str) -> bool {
        let mut known = self.table.order.iter().flat_map(|party| {
            let party = *party;
            let (begun, of, percent) = (0, 0, 0);
            [
                Advice::AskFirst { party },
                Advice::LetOthersBegin { party, begun, of },
                Advice::LeaveRoom { party, percent },
            ]
        });
        let open = self.proposals.all_open();
        let mut stalls = open.map(|proposal| stall_key(proposal.id, proposal.version.number));
        known.any(|advice| advice.key() == key) || stalls.any(|stall| stall == key)
    }
}
