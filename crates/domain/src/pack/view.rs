//! What a viewer reads in a pack: the record up to its point, as far as the whole table may see it.

use serde::Serialize;
use utoipa::ToSchema;

use super::state::{Pack, Page};
use super::{DECISIONS_WANTED, WRITTEN_DAYS};
use crate::act;
use crate::audience::Seen;
use crate::commitment::view::CommitmentState;
use crate::commitment::{Commitment, Ended};
use crate::day::Day;
use crate::ids::*;
use crate::measure::Measured;
use crate::needs::Need;
use crate::relationship::Relationship;
use crate::repair::view::{RepairState, RepairView};
use crate::review::view::{Happening, JudgedView, MeasuredView, PromisedView, ShiftView};
use crate::stamp::{Moment, Stamp};
use crate::table::Seat;
use crate::trust::TrustFigure;
use crate::value::Outcome;
use crate::value::view::Figure;

/// A year before its point a pack looks once more: days.
const YEAR_DAYS: i64 = 365;

/// Every pack, and whether the viewer may make one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PacksPage {
    /// The latest first.
    pub packs: Vec<PackLine>,
    /// Whether the viewer may make one now.
    pub may_make: bool,
    /// From when on they may, where one was just made.
    pub next: Option<Moment>,
}

/// A pack in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackLine {
    /// The pack.
    pub id: PackId,
    /// Its number at this table.
    pub number: u64,
    /// Who made it.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// When.
    pub at: Moment,
    /// The entry of the record with which it was made.
    pub sequence: u64,
    /// The last entry that it reads.
    pub entry: u64,
    /// The moment at which it looks at it.
    pub point: Moment,
    /// The moment since which it looks back.
    pub since: Moment,
    /// The pack before.
    pub before: Option<PackId>,
    /// How many versions there are.
    pub versions: u64,
    /// The parties that have a page in it.
    pub pages: Vec<PartyId>,
}

/// A version of a pack.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PackView {
    /// The pack.
    #[serde(flatten)]
    pub pack: PackLine,
    /// Which version this is.
    pub version: u64,
    /// When it became that.
    pub version_at: Moment,
    /// The parties' own pages in this version, in the order of their seats.
    pub own_pages: Vec<PackPage>,
    /// Until when parties add to it.
    pub closes: Moment,
    /// Whether the viewer may write the page of their party.
    pub may_write: bool,
    /// The agreement that waits for signatures.
    pub to_sign: Option<PackToSign>,
    /// Proposals that were open, the one that is to be decided first before the others: three at most.
    pub decisions: Vec<PackDecision>,
    /// How many there are beyond these.
    pub more_decisions: usize,
    /// What was to be kept at the time of the pack before, and what became of it.
    pub actions: Vec<PackAction>,
    /// What else was promised in the time that it looks back over.
    pub promised: Vec<PackAction>,
    /// Every outcome that was not retired: those that the agreement in force is about first.
    pub outcomes: Vec<PackOutcome>,
    /// How many of them have a value that not the whole table may see: it is left out.
    pub left_out: usize,
    /// What broke and is not repaired, or was since the pack before.
    pub repairs: Vec<PackRepair>,
    /// What both sides think of each other, as it was opened last, without sentences.
    pub trust: Option<PackTrust>,
    /// What happened since, the latest first.
    pub happened: Vec<Happening>,
}

/// A party's own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackPage {
    /// The party.
    pub party: PartyId,
    /// Who wrote it.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// The entry of the record.
    pub sequence: u64,
    /// Where the party was here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
    /// What it says; `None` once erased.
    pub words: Option<String>,
}

/// A decision that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackDecision {
    /// The proposal.
    pub proposal: ProposalId,
    /// What it is called; `None` once erased.
    pub title: Option<String>,
    /// The day on which its round ends.
    pub until: Day,
    /// Whether it had ended at the pack's point.
    pub over: bool,
    /// Whose person opened it.
    pub party: PartyId,
    /// Whose person wrote the words that it has.
    pub worded_by: PartyId,
}

/// A version of the agreement that waits for signatures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackToSign {
    /// Its number.
    pub version: u64,
    /// The parties of which nobody has signed.
    pub missing: Vec<PartyId>,
}

/// What broke, with what was promised about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackRepair {
    /// The repair.
    #[serde(flatten)]
    pub repair: RepairView,
    /// What was promised, as far as it was.
    pub promises: Vec<PackAction>,
}

/// A promise, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackAction {
    /// The commitment.
    pub commitment: CommitmentId,
    /// What; `None` once erased.
    pub words: Option<String>,
    /// Whose it is.
    pub party: PartyId,
    /// To whom.
    pub to: PartyId,
    /// The day by which.
    pub due: Day,
    /// How far it was.
    pub state: CommitmentState,
}

/// An outcome in a pack.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PackOutcome {
    /// The outcome.
    pub id: OutcomeId,
    /// The result; `None` once erased.
    pub statement: Option<String>,
    /// Whom it is for.
    pub for_party: PartyId,
    /// Whether the agreement in force was about it.
    pub agreed: bool,
    /// What the agreement in force promised of it.
    pub promised: Option<PromisedView>,
    /// What was measured of it.
    pub measures: Vec<PackMeasure>,
    /// Its value to the party that it is for; nothing where not the whole table may see it.
    pub figure: Option<Figure>,
    /// The same at the time of the pack before; of the first one, at the moment since which it looks back.
    pub before: Option<f64>,
    /// The same a year before.
    pub year_ago: Option<f64>,
    /// Where more people changed what they say of it than chance would.
    pub shift: Option<ShiftView>,
    /// What its own party said last of whether it came true.
    pub judged: Option<JudgedView>,
}

/// A measure in a pack, and what was read of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackMeasure {
    /// What its page tells of the time looked back over.
    #[serde(flatten)]
    pub measured: MeasuredView,
    /// Where that is nothing, or too little: the latest reading, of which nothing is said beside the target.
    pub latest: Option<PackReading>,
}

/// A reading by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PackReading {
    /// Its value, in thousandths of a unit.
    pub value: i64,
    /// When that was.
    pub at: Moment,
    /// Of how many people's answers it is, where people are asked.
    pub people: Option<u64>,
}

/// What both sides think of each other.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PackTrust {
    /// The quarter, by its first day.
    pub quarter: Day,
    /// The provider's figure, and the consumer's; nothing where fewer than five people's marks count.
    pub sides: Vec<PackSide>,
}

/// What one side thinks of the other.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PackSide {
    /// The side that was asked.
    pub party: PartyId,
    /// About which side.
    pub about: PartyId,
    /// What its marks come to.
    pub figure: Option<TrustFigure>,
    /// The same in the round before.
    pub before: Option<TrustFigure>,
}

impl PackView {
    /// Everybody whom it names.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        let pages = self.own_pages.iter().map(|it| it.person);
        let repairs = self.repairs.iter().flat_map(|it| it.repair.people());
        let judged = self.outcomes.iter().filter_map(|it| it.judged.as_ref());
        let all = pages.chain(repairs).chain(judged.map(|it| it.person));
        all.chain([self.pack.person])
    }
}

impl Relationship {
    /// Whether everybody at the table may see what a party said of an outcome's worth.
    fn is_open_to_all(&self, outcome: &Outcome, party: PartyId) -> bool {
        let table = &self.table;
        if party != table.consumer {
            return true;
        }
        // Whoever has not come has read nothing, and guesses first when they do.
        let came = |seat: &&Seat| seat.acted.is_some();
        let mut provider = table.people_of(table.provider).filter(came);
        let mut others = table.seated_parties().filter(|it| it.id != table.provider);
        provider.all(|seat| outcome.has_guessed_or_skipped(seat.person))
            && others.all(|it| self.sees_figures(it.id))
    }
}

impl Seen<'_> {
    /// Every pack.
    pub fn packs(&self, now: Moment) -> PacksPage {
        let order = self.then.packs.order.iter().rev();
        let all = order.filter_map(|id| self.then.packs.all.get(id));
        let may = self.may::<act::MakePack>(());
        let next = self.today.packs.last().map(Pack::next);
        let next = next.filter(|next| may && *next > now);
        PacksPage {
            packs: all.map(|it| self.pack_line(it)).collect(),
            may_make: may && next.is_none(),
            next,
        }
    }

    /// The last entry that a pack reads.
    pub fn pack_entry(&self, pack: PackId) -> Option<u64> {
        let pack = self.then.packs.all.get(&pack)?;
        Some(pack.entry)
    }

    fn pack_line(&self, it: &Pack) -> PackLine {
        let has = |party: &PartyId| {
            let page = it.page_of(*party, u64::MAX);
            page.is_some_and(|page| page.words.as_ref().is_none_or(|words| !words.is_empty()))
        };
        PackLine {
            id: it.id,
            number: it.number,
            person: it.made.actor,
            party: it.party,
            at: it.made.at,
            sequence: it.made.sequence,
            entry: it.entry,
            point: it.point,
            since: it.since,
            before: it.before,
            versions: it.versions(),
            pages: self.then.table.order.iter().copied().filter(has).collect(),
        }
    }

    /// A version of a pack, by default the latest. `back` is the record up to its [last entry](Self::pack_entry).
    pub fn pack(&self, id: PackId, version: Option<u64>, back: &Relationship) -> Option<PackView> {
        let it = self.then.packs.all.get(&id)?;
        let version = version.unwrap_or_else(|| it.versions());
        if !(1..=it.versions()).contains(&version) {
            return None;
        }
        let before = it.before.and_then(|id| self.then.packs.all.get(&id));
        let frozen = self.today.seen_by(self.seat.person, back)?;
        let page = |party: &PartyId| own_page(it.page_of(*party, version)?);
        let version_at = it.pages_of(version).last();
        let (decisions, more_decisions) = frozen.decisions_wanted(it.point);
        let review = frozen.review(Some(it.since), it.point);
        let outcomes: Vec<PackOutcome> = review
            .outcomes
            .into_iter()
            .filter_map(|reviewed| {
                let outcome = back.value.outcomes.get(&reviewed.id)?;
                let party = reviewed.for_party;
                // That a party has not spoken is no secret.
                let open = !outcome.heard_from.contains(&party)
                    || back.is_open_to_all(outcome, party)
                        && frozen.may_see_worth(outcome.id, party);
                let year_ago = Moment(it.point.0 - YEAR_DAYS * Moment::DAY);
                let last_time = before.map_or(it.since, |before| before.point);
                let shifts = reviewed.shifts.iter();
                let mut shifts = shifts.filter(|it| it.party == party && it.shift.is_some());
                let measures = reviewed.measures.into_iter();
                Some(PackOutcome {
                    id: reviewed.id,
                    statement: reviewed.statement,
                    for_party: party,
                    agreed: reviewed.agreed,
                    promised: reviewed.promised,
                    measures: measures
                        .map(|measured| PackMeasure {
                            latest: frozen.latest_reading(&measured),
                            measured,
                        })
                        .collect(),
                    figure: open.then_some(reviewed.figure),
                    before: frozen.worth_before(outcome, last_time).filter(|_| open),
                    year_ago: frozen.worth_before(outcome, year_ago).filter(|_| open),
                    shift: shifts.next().copied().filter(|_| open),
                    judged: reviewed.judged,
                })
            })
            .collect();
        Some(PackView {
            pack: self.pack_line(it),
            version,
            version_at: version_at.map_or(it.made.at, |page| page.stamp.at),
            own_pages: self.then.table.order.iter().filter_map(page).collect(),
            closes: it.closes(),
            may_write: self.may::<act::WritePackPage>(id),
            to_sign: frozen.agreement_open(),
            decisions,
            more_decisions,
            actions: frozen.actions_of(it, before.map(|before| &**before)),
            promised: frozen.promised_of(it, before.map(|before| &**before)),
            left_out: outcomes.iter().filter(|it| it.figure.is_none()).count(),
            outcomes,
            repairs: frozen.repairs_of(it, before.map(|before| &**before)),
            trust: frozen.pack_trust(it.point),
            happened: review.happened,
        })
    }

    fn decisions_wanted(&self, point: Moment) -> (Vec<PackDecision>, usize) {
        let open = self.then.proposals.all.values();
        let mut open: Vec<_> = open.filter(|it| it.is_open()).collect();
        open.sort_by_key(|it| (it.version.until.1, it.opened.sequence));
        let more = open.len().saturating_sub(DECISIONS_WANTED);
        let wanted = open.into_iter().take(DECISIONS_WANTED).filter_map(|it| {
            Some(PackDecision {
                proposal: it.id,
                title: it.version.title.clone(),
                until: it.version.until.0,
                over: it.version.until.1 <= point,
                party: self.then.table.side_of(it.opened.actor)?,
                worded_by: it.version.party,
            })
        });
        (wanted.collect(), more)
    }

    fn pack_action(it: &Commitment, now: Moment) -> PackAction {
        PackAction {
            commitment: it.id,
            words: it.words.clone(),
            party: it.party,
            to: it.to,
            due: it.due.0,
            state: it.state(now),
        }
    }

    /// What was still to be kept at the time of the pack before, and how far it is now.
    fn actions_of(&self, pack: &Pack, before: Option<&Pack>) -> Vec<PackAction> {
        let was_open = |it: &&Commitment| {
            let ended = it.ended.as_ref().map(|ended| match ended {
                Ended::Kept(stamp) | Ended::Released(stamp, _) | Ended::Joined(stamp, _) => *stamp,
            });
            Self::is_by_then(it.made, pack, before)
                && ended.is_none_or(|ended| !Self::is_by_then(ended, pack, before))
        };
        self.some_actions(was_open, pack.point)
    }

    /// What was promised since the pack before.
    fn promised_of(&self, pack: &Pack, before: Option<&Pack>) -> Vec<PackAction> {
        let new = |it: &&Commitment| it.holds() && !Self::is_by_then(it.made, pack, before);
        self.some_actions(new, pack.point)
    }

    /// The latest reading of a measure of which nothing is said of the time looked back over.
    fn latest_reading(&self, it: &MeasuredView) -> Option<PackReading> {
        if let Measured::Read { .. } = it.measured {
            return None;
        }
        let measures = &self.then.measures;
        let measure = measures.all.get(&it.measure.id)?;
        let mut each = measures.readings.of(measure.id).each(measure.party);
        let (_, readings) = each.find(|(by, _)| Some(*by) == it.read_by)?;
        let (at, value) = readings.all.get_max()?;
        Some(PackReading {
            value: *value,
            at: *at,
            people: readings.people.get(at).copied(),
        })
    }

    fn agreement_open(&self) -> Option<PackToSign> {
        let last = self.then.agreements.last()?;
        last.open()?;
        Some(PackToSign {
            version: last.number,
            missing: last.missing(),
        })
    }

    /// Whether an entry is in what the pack before read; without one, whether it lies before the time looked back to.
    fn is_by_then(stamp: Stamp, pack: &Pack, before: Option<&Pack>) -> bool {
        Self::was_said_by_then((stamp.sequence, stamp.at), pack, before)
    }

    fn was_said_by_then((sequence, at): (u64, Moment), pack: &Pack, before: Option<&Pack>) -> bool {
        match before {
            Some(before) => sequence <= before.entry,
            None => at <= pack.since,
        }
    }

    fn some_actions(&self, these: impl Fn(&&Commitment) -> bool, now: Moment) -> Vec<PackAction> {
        let all = self.then.commitments.all.values().map(|it| &**it);
        let mut these: Vec<&Commitment> = all.filter(these).collect();
        these.sort_by_key(|it| (it.due.1, it.made.sequence));
        let told = these.into_iter().map(|it| Self::pack_action(it, now));
        told.collect()
    }

    fn repairs_of(&self, pack: &Pack, before: Option<&Pack>) -> Vec<PackRepair> {
        let now = pack.point;
        let all = self.repairs().repairs.into_iter();
        let promises = |it: &RepairView| -> Vec<PackAction> {
            let promised = it.promised.iter();
            let promised = promised.filter_map(|id| self.then.commitments.all.get(id));
            promised.map(|it| Self::pack_action(it, now)).collect()
        };
        all.filter(|it| {
            let judged = it.verdicts.last().is_some_and(|it| {
                let said = (it.said.sequence, it.said.at);
                !Self::was_said_by_then(said, pack, before)
            });
            match it.state {
                RepairState::Withdrawn => false,
                RepairState::Accepted => judged,
                _ => true,
            }
        })
        .map(|repair| PackRepair {
            promises: promises(&repair),
            repair,
        })
        .collect()
    }

    fn pack_trust(&self, now: Moment) -> Option<PackTrust> {
        let rounds = self.trust(now).rounds;
        let [latest, rest @ ..] = &rounds[..] else {
            return None;
        };
        let side = |it: &crate::trust::view::SideTrust| {
            let before = rest.first().map(|round| &round.sides);
            let before = before
                .into_iter()
                .flatten()
                .find(|side| side.party == it.party);
            PackSide {
                party: it.party,
                about: it.about,
                figure: it.figure,
                before: before.and_then(|side| side.figure),
            }
        };
        Some(PackTrust {
            quarter: latest.quarter,
            sides: latest.sides.iter().map(side).collect(),
        })
    }

    /// Every text on parties' pages, and when it was written.
    pub(crate) fn pack_texts(&self) -> Vec<(PackId, Moment, String)> {
        let all = self.then.packs.all.values();
        all.flat_map(|pack| {
            let pages = pack.pages.iter();
            pages.filter_map(|page| Some((pack.id, page.stamp.at, page.words.clone()?)))
        })
        .collect()
    }

    /// A pack to which the viewer's party has not added its page.
    pub(crate) fn pack_needs(&self, now: Moment) -> Option<Need> {
        let last = self.today.packs.last()?;
        let waits = now < last.closes()
            && last.page_of(self.seat.party, u64::MAX).is_none()
            && self.may::<act::WritePackPage>(last.id);
        waits.then_some(Need::WritePackPage { pack: last.id })
    }

    /// The moment at which that changes.
    pub(crate) fn pack_days(&self) -> Option<Moment> {
        self.today.packs.last().map(|last| {
            let days = WRITTEN_DAYS * Moment::DAY;
            Moment(last.made.at.0.saturating_add(days))
        })
    }
}

fn own_page(page: &Page) -> Option<PackPage> {
    if page.words.as_ref().is_some_and(String::is_empty) {
        return None;
    }
    Some(PackPage {
        party: page.party,
        person: page.stamp.actor,
        at: page.stamp.at,
        sequence: page.stamp.sequence,
        by_link_of: page.by_link_of,
        words: page.words.clone(),
    })
}
