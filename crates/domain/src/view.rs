//! What a person sees of a relationship. These shapes are what the pages render and what the API
//! answers; they are made through [`Seen`] only, so nothing in them lies outside the viewer's sight.

use serde::Serialize;
use utoipa::ToSchema;

use crate::audience::{Seen, Who};
use crate::feature::Feature;
use crate::ids::*;
use crate::mix::{Recorded, Standing};
use crate::stamp::Moment;
use crate::table::Seat;
use crate::value::{Marks, Outcome, PartyWorth, Point, Tally, Worth};
use crate::words::*;

/// What the viewer may do here, so that pages offer what works and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct You {
    /// The viewer.
    pub person: PersonId,
    /// Their party.
    pub party: PartyId,
    /// Its kind.
    pub kind: PartyKind,
    /// Their roles.
    pub roles: Vec<Role>,
    /// May say something: not an observer, and the relationship is open.
    pub speak: bool,
    /// Speaks for the party, by role and with an account.
    pub speak_for_party: bool,
    /// May guess: speaks for the provider's side.
    pub guess: bool,
    /// Has an account here, rather than an invitation alone.
    pub claimed: bool,
    /// Wears the facilitator's hat.
    pub facilitate: bool,
    /// Their figures stand under a role, not their name.
    pub by_role: bool,
    /// As a user, lets their name stand beside their figures.
    pub figures_open: bool,
}

/// An organisation at the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartyView {
    /// Its seat.
    pub id: PartyId,
    /// Which organisation.
    pub organisation: OrganisationId,
    /// Unit, where both sides are one organisation; else empty.
    pub unit: String,
    /// In which part it sits.
    pub kind: PartyKind,
    /// Its place among the further parties (suppliers and others), from 0: which hue and shape it has.
    pub hue: usize,
    /// When it left.
    pub left: Option<Moment>,
    /// Whether anybody of it has taken up a seat.
    pub taken_up: bool,
    /// What it brings, expects and cannot do.
    pub terms: Option<TermsView>,
    /// The latest statement whether it is better off that the viewer may see.
    pub better_off: Option<BetterOffView>,
    /// Outcomes of which it said what they are worth.
    pub outcomes_valued: usize,
}

/// What a party brings, expects and cannot do. Empty texts were not said or erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TermsView {
    /// What it brings.
    pub brings: String,
    /// What it may expect.
    pub expects: String,
    /// What it cannot do.
    pub cannot: String,
    /// When it was said.
    pub at: Moment,
    /// Whether the text was erased.
    pub erased: bool,
}

/// A party's own statement whether it is better off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BetterOffView {
    /// Who said it.
    pub person: PersonId,
    /// The answer.
    pub answer: Answer,
    /// In its own words; `None` once erased.
    pub statement: Option<String>,
    /// When.
    pub at: Moment,
    /// Whether the whole table sees it.
    pub shared: bool,
}

/// A person's seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SeatView {
    /// Who.
    pub person: PersonId,
    /// In which party.
    pub party: PartyId,
    /// What they are there.
    pub roles: Vec<Role>,
    /// How far back they read.
    pub since: Since,
    /// When the seat was given.
    pub given: Moment,
    /// The other party that gave it, while it is not claimed.
    pub invited_by: Option<PartyId>,
    /// Whether the person has an account.
    pub claimed: bool,
    /// Whether the person has done anything here yet.
    pub taken_up: bool,
    /// Wears the facilitator's hat.
    pub facilitator: bool,
    /// Whether the viewer may set their roles or unseat them.
    pub yours: bool,
}

/// A supplier the service depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DependencyView {
    /// The dependency.
    pub id: DependencyId,
    /// Who it is and what for; `None` once erased.
    pub name: Option<String>,
    /// Its seat, if it has one.
    pub party: Option<PartyId>,
    /// Why it has none, if that was said.
    pub left_out: Option<String>,
    /// When it was named.
    pub at: Moment,
}

/// The relationship's name, purpose and parties: what every page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Frame {
    /// The service, in a few words; `None` once erased.
    pub name: Option<String>,
    /// The purpose, and whose words it is in.
    pub purpose: Option<PurposeView>,
    /// How close it is kept.
    pub closeness: Closeness,
    /// ISO 4217 code.
    pub currency: String,
    /// IANA time zone.
    pub time_zone: String,
    /// The provider's party.
    pub provider: PartyId,
    /// The consumer's party.
    pub consumer: PartyId,
    /// All parties, seated ones first, in the order in which they sat down.
    pub parties: Vec<PartyView>,
    /// Who wears the facilitator's hat.
    pub facilitator: Option<PersonId>,
    /// When it was opened.
    pub opened: Moment,
    /// When it was closed.
    pub closed: Option<Moment>,
    /// The parties that consent to closing.
    pub closing: Vec<PartyId>,
    /// The last entry of the record that this shows.
    pub sequence: u64,
    /// When that entry was made.
    pub at: Moment,
    /// What the viewer may do.
    pub you: You,
}

/// What the relationship is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PurposeView {
    /// Whose words.
    pub party: PartyId,
    /// The words; `None` once erased.
    pub words: Option<String>,
}

/// Who sits at the table, and who is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TableView {
    /// Everybody seated.
    pub seats: Vec<SeatView>,
    /// Suppliers the service depends on.
    pub dependencies: Vec<DependencyView>,
}

/// A party's value of an outcome, as the viewer may see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Figure {
    /// Nobody of the party has spoken.
    NotHeard,
    /// The party has spoken; the viewer guesses or skips first.
    GuessFirst,
    /// Everybody of the party who answered says that it does not concern them.
    NoConcern,
    /// What it is worth to the party.
    Said(Said),
}

/// What an outcome is worth to a party. Whole numbers below five raters.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Said {
    /// Median over the roles of the medians over people, 0 to 10.
    pub worth: f64,
    /// The same for benefit alone.
    pub benefit: f64,
    /// The same for usefulness alone.
    pub usefulness: f64,
    /// The same for importance alone.
    pub importance: f64,
    /// People counted.
    pub raters: u32,
    /// Of these, how many spoke after delivery.
    pub realised: u32,
    /// Each role's own figure.
    pub roles: Vec<RoleFigure>,
}

/// What an outcome is worth to a role of a party.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RoleFigure {
    /// The role.
    pub role: Role,
    /// Median over its people.
    pub worth: f64,
    /// People counted.
    pub raters: u32,
    /// Minimum, first quartile, median, third quartile, maximum; from five people up.
    pub spread: Option<[f64; 5]>,
    /// How many people at each whole value 0 to 10; from five people up.
    pub histogram: Option<[u32; 11]>,
}

/// The provider's guess beside what the consumer said.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum GuessView {
    /// Nobody has guessed.
    None,
    /// Guesses wait, sealed, for the consumer to speak.
    Sealed {
        /// How many of the provider's people have sealed one.
        people: usize,
        /// The viewer's own.
        yours: Option<f64>,
    },
    /// The consumer has spoken; the viewer guesses or skips first.
    YourTurn,
    /// Opened together.
    Revealed {
        /// Median of the provider's guesses.
        guessed: f64,
        /// Value minus guess, once there is a value.
        gap: Option<f64>,
        /// The viewer's own, if they guessed.
        yours: Option<f64>,
    },
}

/// A cost or risk removed or imposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EffectView {
    /// The effect.
    pub id: EffectId,
    /// On which party.
    pub party: PartyId,
    /// Removed or imposed.
    pub direction: Direction,
    /// Cost or risk.
    pub burden: Burden,
    /// What it is; `None` once erased.
    pub what: Option<String>,
    /// Whether the viewer may withdraw it.
    pub yours: bool,
}

/// An outcome and its value to each party.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OutcomeView {
    /// The outcome.
    pub id: OutcomeId,
    /// The result; `None` once erased.
    pub statement: Option<String>,
    /// Its objective, in the words of the party it is for.
    pub objective: Option<String>,
    /// Whom it is for: that party's value is *the* value.
    pub for_party: PartyId,
    /// What it depends on mainly.
    pub depends_on: Quality,
    /// Whether the running service delivers it.
    pub delivered: bool,
    /// When it was retired.
    pub retired: Option<Moment>,
    /// Why.
    pub retired_why: Option<String>,
    /// Each seated party's value, in the frame's order.
    pub figures: Vec<PartyFigure>,
    /// The provider's guess.
    pub guess: GuessView,
    /// Costs and risks.
    pub effects: Vec<EffectView>,
    /// What the viewer said last.
    pub yours: Option<YourAssessment>,
    /// Whether the viewer said that it does not concern them.
    pub declined: bool,
    /// Whether the consumer has said what it is worth.
    pub consumer_spoke: bool,
}

/// A party and its figure.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PartyFigure {
    /// The party.
    pub party: PartyId,
    /// Its value.
    #[serde(flatten)]
    pub figure: Figure,
}

/// What the viewer said last of an outcome.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct YourAssessment {
    /// Before or after delivery.
    pub stage: Stage,
    /// The figures.
    #[serde(flatten)]
    pub marks: Marks,
    /// Why; empty when not said or erased.
    pub why: String,
    /// When.
    pub at: Moment,
    /// The figures before these, if any: shown after the new ones, not before.
    pub before: Option<Marks>,
}

/// An outcome with everything the viewer may know of its worth.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OutcomePage {
    /// The outcome.
    #[serde(flatten)]
    pub outcome: OutcomeView,
    /// Each party's value over time.
    pub series: Vec<Series>,
    /// Who said what, as far as the rule on names allows.
    pub voices: Vec<VoiceView>,
    /// Guesses that are open, by name.
    pub guesses: Vec<GuessSaid>,
    /// Contributions about it.
    pub words: Vec<ContributionView>,
}

/// A party's value over time; each point holds until the next.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Series {
    /// The party.
    pub party: PartyId,
    /// Moments and values.
    pub points: Vec<SeriesPoint>,
}

/// A party's value from one moment on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct SeriesPoint {
    /// From when.
    pub at: Moment,
    /// The value; `None` when no figure counts any more.
    pub worth: Option<f64>,
    /// People counted.
    pub raters: u32,
}

/// What one person said of an outcome's worth.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VoiceView {
    /// Who, as far as the rule on names allows.
    pub who: Who,
    /// Their party.
    pub party: PartyId,
    /// Their roles, when by name.
    pub roles: Vec<Role>,
    /// Before or after delivery.
    pub stage: Option<Stage>,
    /// The figures, when they stand by name.
    pub marks: Option<Marks>,
    /// Their mean, whole.
    pub worth: Option<f64>,
    /// Why, if said and within the viewer's reach.
    pub why: Option<String>,
    /// When, if by name.
    pub at: Option<Moment>,
}

/// A guess by name.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GuessSaid {
    /// Who guessed.
    pub person: PersonId,
    /// The figures.
    #[serde(flatten)]
    pub marks: Marks,
    /// Their mean, whole.
    pub worth: f64,
    /// When it was sealed.
    pub at: Moment,
    /// Made after its author could see the value.
    pub late: bool,
}

/// Something said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ContributionView {
    /// The contribution.
    pub id: ContributionId,
    /// Whose word it is.
    pub person: PersonId,
    /// The colleague who spoke for them in their absence.
    pub spoken_by: Option<PersonId>,
    /// Whether they stand by it; what was said for them counts nowhere before.
    pub confirmed: bool,
    /// Of which party.
    pub party: PartyId,
    /// What it is.
    pub kind: ContributionKind,
    /// For a limit, of which kind it is.
    pub limit: Option<LimitKind>,
    /// Who may see it.
    pub audience: Audience,
    /// The outcomes it is about.
    pub outcomes: Vec<OutcomeId>,
    /// What it answers, if the viewer may see that.
    pub under: Option<ContributionId>,
    /// The words, in Markdown; `None` once erased or taken back.
    pub words: Option<String>,
    /// Taken back or withdrawn: its place stays for what was said to it.
    pub gone: bool,
    /// What would lift the limit or make it work; empty where nothing was said.
    pub condition: String,
    /// When.
    pub at: Moment,
    /// Its place in the record.
    pub sequence: u64,
    /// Until when the viewer may take it back.
    pub take_back_until: Option<Moment>,
}

/// A part of the running service and what people would do with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartView {
    /// The part.
    pub id: PartId,
    /// What it is; `None` once erased.
    pub name: Option<String>,
    /// By which party it is made.
    pub made_by: PartyId,
    /// Per party, how many say keep, change, stop.
    pub verdicts: Vec<PartyVerdicts>,
    /// The viewer's own verdict.
    pub yours: Option<Verdict>,
    /// Reasons, as far as the rule on names allows.
    pub reasons: Vec<PartReason>,
}

/// How many of a party's people say keep, change, stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartyVerdicts {
    /// The party.
    pub party: PartyId,
    /// Leave it as it is.
    pub keep: u32,
    /// It should be different.
    pub change: u32,
    /// Do without it.
    pub stop: u32,
}

/// Why somebody would keep, change or stop a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartReason {
    /// Who.
    pub who: Who,
    /// The verdict, when by name.
    pub verdict: Option<Verdict>,
    /// Why.
    pub why: String,
}

/// What the service is worth, and to whom.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ValuePage {
    /// Every outcome that is not retired, oldest first.
    pub outcomes: Vec<OutcomeView>,
    /// Retired ones.
    pub retired: Vec<OutcomeView>,
    /// The running service's parts.
    pub parts: Vec<PartView>,
}

/// Something that could be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FeatureView {
    /// The feature.
    pub id: FeatureId,
    /// What it is, in a few words; `None` once erased.
    pub name: Option<String>,
    /// What it is, at length; `None` once erased.
    pub note: Option<String>,
    /// Who added it.
    pub person: PersonId,
    /// Of which party.
    pub party: PartyId,
    /// When.
    pub added: Moment,
    /// When it was last put in other words.
    pub changed: Option<Moment>,
    /// The party that would do it; it states the price.
    pub offered_by: PartyId,
    /// Where it comes from.
    pub origins: Vec<Origin>,
    /// The outcomes it serves.
    pub serves: Vec<Serves>,
    /// The features without which it cannot be done.
    pub needs: Vec<FeatureId>,
    /// The features beside which it cannot be done.
    pub excludes: Vec<FeatureId>,
    /// Whether every mix has to hold it.
    pub must: bool,
    /// Its table price, in minor units, once said.
    pub price: Option<Price>,
    /// Who bears it.
    pub bearers: Bearers,
    /// When the price was said.
    pub priced: Option<Moment>,
    /// Whether a mix can choose it.
    #[serde(flatten)]
    pub standing: Standing,
    /// When it was withdrawn.
    pub withdrawn: Option<Moment>,
    /// Why.
    pub withdrawn_why: Option<String>,
    /// Whether the viewer may say what it costs.
    pub may_price: bool,
    /// Whether the viewer may withdraw it.
    pub may_withdraw: bool,
}

/// How much voice each party has in a mix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EndowmentsView {
    /// Each party at the table.
    pub endowments: Vec<Endowment>,
    /// Who chose that; nobody while it is equal per party of itself.
    pub chosen_by: Option<PersonId>,
    /// When.
    pub at: Option<Moment>,
    /// Why; `None` once erased.
    pub why: Option<String>,
}

/// A mix on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MixView {
    /// The mix.
    pub id: MixId,
    /// Who recorded it.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// Its place in the record.
    pub sequence: u64,
    /// By which rule.
    pub rule: MixRule,
    /// The budget, in minor units.
    pub budget: u64,
    /// The entry up to which assessments, prices and endowments were read.
    pub read_at: u64,
    /// Digest of everything that the rule read and of how it was asked, in hexadecimal.
    pub inputs: String,
    /// The engine and its version.
    pub engine: String,
    /// What it is meant for; empty when not said, `None` once erased.
    pub note: Option<String>,
    /// What the rule came to.
    pub result: MixResult,
}

/// What could be done, how much voice each party has, and the mixes on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FeaturesPage {
    /// Every feature that is not withdrawn, oldest first.
    pub features: Vec<FeatureView>,
    /// Withdrawn ones.
    pub withdrawn: Vec<FeatureView>,
    /// Features that serve no outcome.
    pub serve_nothing: Vec<FeatureId>,
    /// Features whose only origin is a competitor, a price or our own idea.
    pub nobodys_need: Vec<FeatureId>,
    /// How much voice each party has.
    pub endowments: EndowmentsView,
    /// Parties that have not said what the served outcomes are worth: a mix is provisional.
    pub silent: Vec<PartyId>,
    /// Outcomes that the viewer guesses or skips before a mix opens: it tells what the consumer said
    /// of them.
    pub guess_first: Vec<OutcomeId>,
    /// Mixes on record that the viewer may see, newest first.
    pub mixes: Vec<MixView>,
    /// How many others there are, until the viewer has guessed.
    pub mixes_sealed: usize,
}

/// The latest of what was said, newest first.
pub const LATEST_WORDS: usize = 5;

impl Seen<'_> {
    /// What the viewer may do here.
    pub fn you(&self) -> You {
        let seat = self.seat;
        let open = self.today.table.closed.is_none();
        let speak = open && seat.speaks();
        You {
            person: seat.person,
            party: seat.party,
            kind: self.today.kind_of(seat.party).unwrap_or(PartyKind::Other),
            roles: seat.roles.iter().copied().collect(),
            speak,
            speak_for_party: open && seat.speaks_for_party() && seat.claimed,
            guess: speak && seat.party == self.today.table.provider,
            claimed: seat.claimed,
            facilitate: self.today.table.facilitator == Some(seat.person),
            by_role: seat.is_user_only(),
            figures_open: self.today.value.open_figures.contains(&seat.person),
        }
    }

    /// The relationship's name, purpose and parties.
    pub fn frame(&self) -> Frame {
        let table = &self.then.table;
        let purpose = table.purpose.as_ref();
        let mut parties: Vec<PartyView> = table
            .order
            .iter()
            .filter_map(|id| self.party_view(*id))
            .collect();
        parties.sort_by_key(|party| party.left.is_some());
        Frame {
            name: table.name.clone(),
            purpose: purpose.map(|p| PurposeView {
                party: p.party,
                words: p.words.clone(),
            }),
            closeness: table.closeness,
            currency: table.currency.clone(),
            time_zone: table.time_zone.clone(),
            provider: table.provider,
            consumer: table.consumer,
            parties,
            facilitator: table
                .facilitator
                .filter(|person| table.seat(*person).is_some()),
            opened: table.opened.at,
            closed: table.closed.map(|stamp| stamp.at),
            closing: table.closing.iter().copied().collect(),
            sequence: self.then.last.sequence,
            at: self.then.last.at,
            you: self.you(),
        }
    }

    fn party_view(&self, id: PartyId) -> Option<PartyView> {
        let table = &self.then.table;
        let party = table.parties.get(&id)?;
        let further = |id: &&PartyId| **id != table.provider && **id != table.consumer;
        let hue = table
            .order
            .iter()
            .filter(further)
            .position(|other| *other == id)
            .unwrap_or(0);
        let terms = party.terms.as_ref().map(|terms| {
            let words = terms.words.clone();
            let erased = words.is_none();
            let (brings, expects, cannot) = words
                .map(|w| (w.brings, w.expects, w.cannot))
                .unwrap_or_default();
            TermsView {
                brings,
                expects,
                cannot,
                at: terms.said.at,
                erased,
            }
        });
        let said = self.then.value.better_off.iter().rev();
        let better_off = said
            .filter(|said| said.party == id)
            .find(|said| self.hears(&said.audience, said.stamp.actor, id))
            .map(|said| BetterOffView {
                person: said.stamp.actor,
                answer: said.answer,
                statement: said.statement.clone(),
                at: said.stamp.at,
                shared: said.audience == Audience::WholeTable,
            });
        let live = self
            .then
            .value
            .outcomes
            .values()
            .filter(|o| o.retired.is_none());
        Some(PartyView {
            id,
            organisation: party.organisation,
            unit: party.unit.clone(),
            kind: party.kind,
            hue,
            left: party.left.map(|stamp| stamp.at),
            taken_up: table.has_taken_up(id),
            terms,
            better_off,
            outcomes_valued: live
                .filter(|outcome| outcome.heard_from.contains(&id))
                .count(),
        })
    }

    /// Who sits at the table, and which suppliers are missing.
    pub fn table(&self) -> TableView {
        let table = &self.then.table;
        let you = self.you();
        let seat_view = |seat: &Seat| SeatView {
            person: seat.person,
            party: seat.party,
            roles: seat.roles.iter().copied().collect(),
            since: seat.since,
            given: seat.given.at,
            invited_by: seat.invited_by,
            claimed: seat.claimed,
            taken_up: seat.acted.is_some(),
            facilitator: table.facilitator == Some(seat.person),
            yours: you.speak_for_party && seat.party == you.party,
        };
        let seated = table.order.iter().flat_map(|party| table.people_of(*party));
        let dependency = |dependency: &crate::table::Dependency| DependencyView {
            id: dependency.id,
            name: dependency.name.clone(),
            party: table.seat_of(dependency),
            left_out: dependency.left_out.clone(),
            at: dependency.named.at,
        };
        TableView {
            seats: seated.map(seat_view).collect(),
            dependencies: table.dependencies.values().map(dependency).collect(),
        }
    }

    /// What the service is worth, and to whom.
    pub fn value(&self) -> ValuePage {
        let mut outcomes: Vec<&Outcome> = self.then.value.outcomes.values().map(|o| &**o).collect();
        outcomes.sort_by_key(|outcome| outcome.added.sequence);
        let (retired, outcomes) = outcomes
            .into_iter()
            .map(|outcome| self.outcome_view(outcome))
            .partition(|outcome| outcome.retired.is_some());
        ValuePage {
            outcomes,
            retired,
            parts: self.parts(),
        }
    }

    /// One outcome with everything the viewer may know of its worth.
    pub fn outcome(&self, id: OutcomeId) -> Option<OutcomePage> {
        let outcome = self.then.value.outcomes.get(&id)?;
        let consumer = self.then.table.consumer;
        let may_see = |party: &PartyId| self.may_see_worth(id, *party);
        let point = |point: &Point| SeriesPoint {
            at: point.at,
            worth: point.worth.map(|worth| worth.shown(point.raters as usize)),
            raters: point.raters,
        };
        let ordered = self.then.table.order.iter().filter(|party| may_see(party));
        let series = ordered
            .filter_map(|party| outcome.series.get(party).map(|points| (*party, points)))
            .map(|(party, points)| Series {
                party,
                points: points.iter().map(point).collect(),
            })
            .collect();
        let open = |all: &&crate::value::Guess| all.revealed.is_some();
        let guesses = if self.may_see_worth(id, consumer) {
            outcome.guesses.values().flatten().filter(open).collect()
        } else {
            Vec::new()
        };
        Some(OutcomePage {
            outcome: self.outcome_view(outcome),
            series,
            voices: self.voices_on(outcome),
            guesses: guesses
                .into_iter()
                .map(|guess| GuessSaid {
                    person: guess.stamp.actor,
                    marks: guess.marks,
                    worth: guess.marks.worth().shown(1),
                    at: guess.stamp.at,
                    late: guess.late,
                })
                .collect(),
            words: self
                .words()
                .filter(|words| words.outcomes.contains(&id))
                .collect(),
        })
    }

    fn outcome_view(&self, outcome: &Outcome) -> OutcomeView {
        let voice = outcome.voices.get(&self.seat.person);
        let figure = |party: PartyId| PartyFigure {
            party,
            figure: self.figure(outcome, party),
        };
        let effect = |(id, effect): (&EffectId, &crate::value::Effect)| EffectView {
            id: *id,
            party: effect.party,
            direction: effect.direction,
            burden: effect.burden,
            what: effect.what.clone(),
            yours: effect.party == self.seat.party && self.seat.speaks(),
        };
        OutcomeView {
            id: outcome.id,
            statement: outcome.statement.clone(),
            objective: outcome.objective.clone(),
            for_party: outcome.for_party,
            depends_on: outcome.depends_on,
            delivered: outcome.delivered,
            retired: outcome.retired.map(|stamp| stamp.at),
            retired_why: outcome.retired_why.clone(),
            figures: self
                .then
                .table
                .seated_parties()
                .map(|party| figure(party.id))
                .collect(),
            guess: self.guess(outcome),
            effects: outcome.effects.iter().map(effect).collect(),
            yours: voice.and_then(|voice| {
                let current = voice.current()?;
                let sequence = current.stamp.sequence;
                let before = voice
                    .assessments
                    .iter()
                    .rev()
                    .find(|a| a.stamp.sequence < sequence);
                Some(YourAssessment {
                    stage: current.stage,
                    marks: current.marks,
                    why: current.why.clone().unwrap_or_default(),
                    at: current.stamp.at,
                    before: before.map(|assessment| assessment.marks),
                })
            }),
            declined: voice.is_some_and(|voice| voice.declined.is_some()),
            consumer_spoke: outcome.heard_from.contains(&self.then.table.consumer),
        }
    }

    fn figure(&self, outcome: &Outcome, party: PartyId) -> Figure {
        let declined_by_all = || {
            outcome.voices.iter().any(|(person, voice)| {
                voice.declined.is_some()
                    && self
                        .then
                        .table
                        .seat(*person)
                        .is_some_and(|seat| seat.party == party)
            })
        };
        if !self.may_see_worth(outcome.id, party) {
            return if outcome.heard_from.contains(&party) {
                Figure::GuessFirst
            } else {
                Figure::NotHeard
            };
        }
        match outcome.worth_to(party) {
            Some(worth) => Figure::Said(said(outcome, party, &worth)),
            None if declined_by_all() => Figure::NoConcern,
            None => Figure::NotHeard,
        }
    }

    pub(crate) fn guess(&self, outcome: &Outcome) -> GuessView {
        let consumer = self.then.table.consumer;
        let spoken = outcome.heard_from.contains(&consumer);
        let own = outcome
            .guesses
            .get(&self.seat.person)
            .and_then(|all| all.last());
        let yours = own.map(|guess| guess.marks.worth().shown(1));
        if spoken && !self.may_see_worth(outcome.id, consumer) {
            return GuessView::YourTurn;
        }
        match outcome.guessed() {
            Some(guessed) => {
                // As shown, so that the three numbers on the page add up.
                let guessed = guessed.shown(1);
                let said = outcome.worth_to(consumer);
                let gap = said.map(|worth| worth.worth.shown(1) - guessed);
                GuessView::Revealed {
                    guessed,
                    gap,
                    yours,
                }
            }
            None => match outcome.sealed_guesses() {
                0 => GuessView::None,
                people => GuessView::Sealed { people, yours },
            },
        }
    }

    pub(crate) fn voices_on(&self, outcome: &Outcome) -> Vec<VoiceView> {
        let table = &self.then.table;
        let mut voices: Vec<VoiceView> = outcome
            .voices
            .iter()
            .filter_map(|(person, voice)| {
                let seat = table.seat(*person)?;
                let current = voice.current()?;
                if !self.may_see_worth(outcome.id, seat.party) {
                    return None;
                }
                let users = outcome.tallies.get(&(seat.party, Role::User));
                let who = self.who(current.stamp, users.map_or(0, |tally| tally.raters))?;
                let by_name = matches!(who, Who::Person(_));
                let why = current.why.clone().filter(|_| self.reaches(current.stamp));
                if !by_name && why.is_none() {
                    return None;
                }
                Some(VoiceView {
                    who,
                    party: seat.party,
                    roles: if by_name {
                        seat.roles.iter().copied().collect()
                    } else {
                        Vec::new()
                    },
                    stage: by_name.then_some(current.stage),
                    marks: by_name.then_some(current.marks),
                    worth: by_name.then(|| current.marks.worth().shown(1)),
                    why,
                    at: by_name.then_some(current.stamp.at),
                })
            })
            .collect();
        // Voices under a role stand in the order of their words: an order of ids or times would name.
        voices.sort_by(|a, b| {
            let place = |voice: &VoiceView| table.order.iter().position(|id| *id == voice.party);
            let key = |voice: &VoiceView| match voice.who {
                Who::Person(person) => (0, Some(person), None),
                Who::Role { .. } => (1, None, voice.why.clone()),
            };
            place(a).cmp(&place(b)).then_with(|| key(a).cmp(&key(b)))
        });
        voices
    }

    /// Everything said that the viewer may see, newest first.
    pub fn words(&self) -> impl Iterator<Item = ContributionView> + '_ {
        let visible = self.contributions().rev().filter(|said| !said.gone);
        visible.map(|said| self.contribution_view(said))
    }

    /// What could be done, how much voice each party has, and the mixes on record.
    pub fn features(&self) -> FeaturesPage {
        let then = self.then;
        let features: Vec<FeatureView> = then
            .standings()
            .into_iter()
            .map(|(feature, standing)| self.feature_view(feature, standing))
            .collect();
        let withdrawn = then
            .features
            .order
            .iter()
            .filter_map(|id| then.features.features.get(id))
            .filter(|feature| feature.withdrawn.is_some())
            .map(|feature| self.feature_view(feature, Standing::InPlay))
            .collect();
        let live = |id: &OutcomeId| {
            let outcome = then.value.outcomes.get(id);
            outcome.is_some_and(|outcome| outcome.retired.is_none())
        };
        let ids = |keep: &dyn Fn(&Feature) -> bool| -> Vec<FeatureId> {
            let kept = then.features.live().filter(|feature| keep(feature));
            kept.map(|feature| feature.id).collect()
        };
        let (endowments, chosen) = then.endowments();
        let guess_first = self.guess_before_a_mix();
        // Whether the consumer has answered at all is part of what is guessed first.
        let silent = if guess_first.is_empty() {
            then.silent_parties(&then.served())
        } else {
            Vec::new()
        };
        let (seen, sealed): (Vec<&Recorded>, Vec<&Recorded>) = then
            .mixes
            .recorded
            .iter()
            .rev()
            .partition(|recorded| self.may_see_mix(&recorded.mix.reads));
        FeaturesPage {
            features,
            withdrawn,
            serve_nothing: ids(&|feature| !feature.serves.keys().any(live)),
            nobodys_need: ids(&|feature| !feature.origins.iter().any(|o| o.is_somebodys_need())),
            endowments: EndowmentsView {
                endowments,
                chosen_by: chosen.map(|chosen| chosen.stamp.actor),
                at: chosen.map(|chosen| chosen.stamp.at),
                why: chosen.and_then(|chosen| chosen.why.clone()),
            },
            silent,
            guess_first,
            mixes: seen.into_iter().map(mix_view).collect(),
            mixes_sealed: sealed.len(),
        }
    }

    fn feature_view(&self, feature: &Feature, standing: Standing) -> FeatureView {
        let you = self.you();
        let open = you.speak && feature.withdrawn.is_none();
        let own_party = you.speak_for_party && feature.party == you.party;
        let priced = feature.priced.as_ref();
        let serves = feature.serves.iter();
        FeatureView {
            id: feature.id,
            name: feature.name.clone(),
            note: feature.note.clone(),
            person: feature.added.actor,
            party: feature.party,
            added: feature.added.at,
            changed: feature.changed.map(|stamp| stamp.at),
            offered_by: feature.offered_by,
            origins: feature.origins.iter().copied().collect(),
            serves: serves
                .map(|(outcome, strength)| Serves {
                    outcome: *outcome,
                    strength: *strength,
                })
                .collect(),
            needs: feature.needs.iter().copied().collect(),
            excludes: feature.excludes.iter().copied().collect(),
            must: feature.must,
            price: priced.map(|priced| priced.price),
            bearers: priced
                .map(|priced| priced.bearers.clone())
                .unwrap_or_default(),
            priced: priced.map(|priced| priced.stamp.at),
            standing,
            withdrawn: feature.withdrawn.map(|stamp| stamp.at),
            withdrawn_why: feature.withdrawn_why.clone(),
            may_price: open && you.speak_for_party && feature.offered_by == you.party,
            may_withdraw: open && (own_party || feature.added.actor == you.person),
        }
    }

    /// Every feature that is not withdrawn, by its name; `None` once erased.
    pub fn feature_names(&self) -> Vec<(FeatureId, Option<String>)> {
        let live = self.then.features.live();
        live.map(|feature| (feature.id, feature.name.clone()))
            .collect()
    }

    /// The moment looked at: `now`, or the last entry of a view of the past.
    pub fn looked_at(&self, now: Moment) -> Moment {
        if self.then.last == self.today.last {
            now
        } else {
            self.then.last.at
        }
    }

    /// Every outcome that is not retired, oldest first, by what it says; `None` once erased.
    pub fn outcome_statements(&self) -> Vec<(OutcomeId, Option<String>)> {
        let outcomes = self.then.value.outcomes.values();
        let mut live: Vec<_> = outcomes.filter(|o| o.retired.is_none()).collect();
        live.sort_by_key(|outcome| outcome.added.sequence);
        live.into_iter()
            .map(|outcome| (outcome.id, outcome.statement.clone()))
            .collect()
    }

    pub(crate) fn parts(&self) -> Vec<PartView> {
        let table = &self.then.table;
        let parts = self.then.service.parts.values();
        parts
            .map(|part| {
                let mut verdicts: Vec<PartyVerdicts> = table
                    .seated_parties()
                    .map(|party| PartyVerdicts {
                        party: party.id,
                        keep: 0,
                        change: 0,
                        stop: 0,
                    })
                    .collect();
                let mut reasons = Vec::new();
                for (person, judgement) in &part.judgements {
                    let Some(seat) = table.seat(*person) else {
                        continue;
                    };
                    if let Some(counts) = verdicts.iter_mut().find(|v| v.party == seat.party) {
                        match judgement.verdict {
                            Verdict::Keep => counts.keep += 1,
                            Verdict::Change => counts.change += 1,
                            Verdict::Stop => counts.stop += 1,
                        }
                    }
                    let why = judgement
                        .why
                        .clone()
                        .filter(|_| self.reaches(judgement.stamp));
                    if let (Some(who), Some(why)) = (self.who(judgement.stamp, 0), why) {
                        let by_name = matches!(who, Who::Person(_));
                        let verdict = by_name.then_some(judgement.verdict);
                        reasons.push(PartReason { who, verdict, why });
                    }
                }
                reasons.sort_by(|a, b| a.why.cmp(&b.why));
                verdicts.retain(|counts| counts.keep + counts.change + counts.stop > 0);
                PartView {
                    id: part.id,
                    name: part.name.clone(),
                    made_by: part.made_by,
                    verdicts,
                    yours: part
                        .judgements
                        .get(&self.seat.person)
                        .map(|own| own.verdict),
                    reasons,
                }
            })
            .collect()
    }
}

fn mix_view(recorded: &Recorded) -> MixView {
    let mix = &recorded.mix;
    let stamp = recorded.stamp;
    MixView {
        id: mix.mix,
        person: stamp.actor,
        at: stamp.at,
        sequence: stamp.sequence,
        rule: mix.rule,
        budget: mix.budget,
        read_at: mix.read_at,
        inputs: mix.inputs.clone(),
        engine: mix.engine.clone(),
        note: mix.text.as_ref().map(|text| text.note.clone()),
        result: mix.result.clone(),
    }
}

fn said(outcome: &Outcome, party: PartyId, worth: &PartyWorth) -> Said {
    let raters = worth.raters as usize;
    let [benefit, usefulness, importance] = worth.marks.map(|mark| mark.shown(raters));
    let role_figure = |(role, tally): (Role, &Tally)| {
        let raters = tally.raters as usize;
        let spread = tally.spread();
        Some(RoleFigure {
            role,
            worth: tally.worth()?.shown(raters),
            raters: tally.raters,
            spread: spread.map(|spread| spread.map(|worth: Worth| worth.shown(raters))),
            histogram: spread.map(|_| tally.histogram()),
        })
    };
    Said {
        worth: worth.worth.shown(raters),
        benefit,
        usefulness,
        importance,
        raters: worth.raters,
        realised: worth.realised,
        roles: outcome.roles_of(party).filter_map(role_figure).collect(),
    }
}
