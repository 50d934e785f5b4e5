//! Asking many, moderating what they add, and ending it.

use crate::act::{Act, AddOutcome, Asks, At, Context, Decided, Say, acts, one};
use crate::agreement::Fingerprint;
use crate::consultation::*;
use crate::day::Day;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Moment;
use crate::table::Seat;
use crate::text;
use crate::words::{Audience, Bringing, ContributionKind, Moderation, Quality, Showing, Tongue};

acts! {
    /// Put a question to many people, who answer by link and without an account.
    OpenConsultation {
        /// What is asked.
        question: String,
        /// The statements it begins with: each one thought, with which one can agree or disagree.
        statements: Vec<String>,
        /// By which rules statements are left out. Whoever takes part reads them first.
        rules: String,
        /// The parties whose people are asked.
        parties: Vec<PartyId>,
        /// The last day on which people can answer.
        until: Day,
        /// Whether people may add statements.
        adding: bool,
        /// Whether added statements are looked at before or after they are shown.
        moderation: Moderation,
        /// When others see what was said.
        showing: Showing,
        /// The outcome beside which what comes of it is to be read.
        #[serde(default)]
        outcome: Option<OutcomeId>,
        /// In which language it is asked.
        #[serde(default)]
        language: Option<Tongue>,
        /// Whether nobody answers but the people at the table and those to whom a party sends a link that works once.
        #[serde(default)]
        letters_only: bool,
    }

    /// Leave a statement out, and say why. Its author reads the reason, and everybody that one is left out.
    RejectStatement about consultation: ConsultationId {
        /// In which consultation.
        consultation: ConsultationId,
        /// The number of the statement.
        statement: u64,
        /// Why, by the rules of the consultation.
        why: String,
    }

    /// Show a statement that waits, or that was left out before.
    AdmitStatement about consultation: ConsultationId {
        /// In which consultation.
        consultation: ConsultationId,
        /// The number of the statement.
        statement: u64,
    }

    /// End a consultation. What came of it is recorded; no vote is taken any more.
    CloseConsultation about consultation: ConsultationId {
        /// Which consultation.
        consultation: ConsultationId,
    }

    /// Bring a statement back to the table, with what many said to it: as one's own need, idea or concern, as an
    /// outcome, or as evidence beside an outcome or a proposal.
    BringStatement about consultation: ConsultationId {
        /// Of which consultation.
        consultation: ConsultationId,
        /// The number of the statement.
        statement: u64,
        /// As what.
        place: Bringing,
        /// For a need, an idea, a concern or an outcome: its words.
        #[serde(default)]
        words: String,
        /// The outcome that a need, an idea or a concern is about, or beside which the statement is evidence.
        #[serde(default)]
        outcome: Option<OutcomeId>,
        /// The proposal beside which the statement is evidence.
        #[serde(default)]
        proposal: Option<ProposalId>,
        /// For an outcome, whom it is for.
        #[serde(default)]
        for_party: Option<PartyId>,
        /// For an outcome, what it depends on mainly.
        #[serde(default)]
        depends_on: Option<Quality>,
    }
}

/// What the shell knows of a consultation's own record when an act asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consulted {
    /// The number of the last statement.
    pub last_statement: u64,
    /// Whose people's the statement is that the act moderates; `None` of one with which it began.
    pub statement_of: Option<PartyId>,
    /// What came of it, once its own record has ended.
    pub result: Option<ConsultationResult>,
    /// What many said to the statement that the act names, as far as others see that.
    pub statement: Option<StatementSaid>,
}

/// What many said to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementSaid {
    /// How many agreed.
    pub agree: u64,
    /// How many disagreed.
    pub disagree: u64,
    /// How many passed.
    pub pass: u64,
    /// Whether every group said the same; of a single group, most people.
    pub shared: bool,
    /// How many groups there are.
    pub groups: u64,
}

/// What came of a consultation, as the engine found it in its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultationResult {
    /// How many entries that record has.
    pub entries: u64,
    /// The root over these.
    pub root: Fingerprint,
    /// People whose votes are in the figures.
    pub people: u64,
    /// Whether these are all who answered.
    pub whole: bool,
    /// Their votes.
    pub votes: u64,
    /// Statements that were shown.
    pub statements: u64,
    /// Groups of people who vote the same way.
    pub groups: u64,
    /// The statements on which all groups say the same, the clearest first.
    pub shared: Vec<u64>,
    /// What found them.
    pub engine: String,
}

impl Relationship {
    pub(crate) fn known_consultation(&self, id: ConsultationId) -> Result<&Consultation, Refusal> {
        let consultation = self.consultations.all.get(&id);
        consultation
            .map(|consultation| &**consultation)
            .ok_or(Refusal::Unknown {
                what: "consultation",
            })
    }

    /// Refuses another consultation to a party that has its share of those that are open.
    pub(super) fn may_ask_many_at(&self, seat: &Seat, now: Moment) -> Result<(), Refusal> {
        let all = self.consultations.all.values();
        let open = all.filter(|it| it.is_open(now)).map(|it| it.opened.actor);
        self.within_share(seat, 1, ("open consultations", OPEN_CONSULTATIONS), open)
    }

    /// Whether it is a party's to end a consultation: the one that asked, or any once that is gone.
    pub(crate) fn is_theirs_to_end(&self, consultation: &Consultation, party: PartyId) -> bool {
        let is_here = self.table.party(consultation.party).is_some();
        !is_here || consultation.party == party
    }

    /// Whether a party ends a consultation at this moment.
    pub(crate) fn may_end(&self, consultation: &Consultation, party: PartyId, now: Moment) -> bool {
        self.is_theirs_to_end(consultation, party) || now >= consultation.ends()
    }

    /// The party that decides whether a statement is shown: the one whose people said it. What it began with, and
    /// what people said for whom nobody speaks here, is decided on by the party that opened it; where nobody speaks
    /// for that either, by every party.
    pub(crate) fn moderates(&self, consultation: &Consultation, of: PartyId, by: PartyId) -> bool {
        let mut decide = [of, consultation.party].into_iter();
        let decides = decide.find(|party| self.table.is_spoken_for(*party));
        decides.is_none_or(|party| party == by)
    }

    /// The seat of an actor who speaks for a party that may have statements to decide on. Whose the one at hand is,
    /// the consultation's own record tells.
    fn moderator(&self, actor: PersonId, id: ConsultationId) -> Result<&Seat, Refusal> {
        let seat = self.spokesperson(actor)?;
        let known = self.known_consultation(id)?;
        let mut all = known.parties.iter().chain([&known.party]);
        if !all.any(|of| self.moderates(known, *of, seat.party)) {
            return Err(Refusal::NotTheirPeople);
        }
        if known.moderations(seat.party) >= MODERATIONS {
            return Err(Refusal::Full {
                what: "moderations",
                limit: MODERATIONS,
            });
        }
        Ok(seat)
    }

    /// Refuses a statement that is not there, or not the actor's party's to decide on.
    fn check_theirs(at: &At<'_, '_>, known: &Consultation, statement: u64) -> Result<(), Refusal> {
        is_there(at, statement)?;
        let told = at.context.consulted.as_ref();
        let of = told.and_then(|it| it.statement_of).unwrap_or(known.party);
        match at.relationship.moderates(known, of, at.seat.party) {
            true => Ok(()),
            false => Err(Refusal::NotTheirPeople),
        }
    }
}

fn consulted(consultation: ConsultationId) -> Asks {
    Asks {
        consultation: Some(consultation),
        ..Asks::default()
    }
}

/// The statement is there, as far as the consultation's own record goes.
fn is_there(at: &At<'_, '_>, statement: u64) -> Result<(), Refusal> {
    let last = at.context.consulted.as_ref();
    let last = last.map_or(0, |consulted| consulted.last_statement);
    match (1..=last).contains(&statement) {
        true => Ok(()),
        false => Err(Refusal::Unknown { what: "statement" }),
    }
}

/// Figures change with votes, and none are taken any more: whoever decided on a statement now would change its page and
/// nothing that was said of it.
fn check_running(at: &At<'_, '_>, known: &Consultation) -> Result<(), Refusal> {
    match known.is_open(at.context.at) {
        true => Ok(()),
        false => Err(Refusal::ShownStays),
    }
}

impl Act for OpenConsultation {
    fn asks(&self) -> Asks {
        Asks {
            days: vec![self.until],
            ..Asks::default()
        }
    }

    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let ever = relationship.consultations.all.values();
        let ever = ever.map(|it| it.opened.actor);
        relationship.within_share(seat, 1, ("consultations", CONSULTATIONS), ever)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        at.relationship.may_ask_many_at(at.seat, at.context.at)?;
        let question = text::line("question", &self.question)?;
        let rules = text::passage("rules", &self.rules)?;
        let mut statements: Vec<String> = Vec::new();
        for statement in &self.statements {
            let statement = text::optional_line("statements", statement)?;
            if !statement.is_empty() && !statements.contains(&statement) {
                statements.push(statement);
            }
        }
        if statements.is_empty() {
            return Err(Refusal::Blank {
                field: "statements",
            });
        }
        if statements.len() > SEEDS {
            return Err(Refusal::Full {
                what: "statements",
                limit: SEEDS,
            });
        }
        let mut parties = self.parties;
        parties.sort_unstable();
        parties.dedup();
        if parties.is_empty() {
            return Err(Refusal::NobodyAsked);
        }
        for party in &parties {
            at.relationship.seated_party(*party)?;
        }
        at.relationship.check_linked(self.outcome.as_slice())?;
        let begins = at.context.days.get(&self.until).copied();
        let latest = at.context.at.0.saturating_add(OPEN_DAYS * Moment::DAY);
        let within = |begins: &Moment| {
            begins.0.saturating_add(Moment::DAY) > at.context.at.0 && begins.0 <= latest
        };
        let until = begins.filter(within).ok_or(Refusal::NoLastDay)?;
        one(ConsultationOpened {
            consultation: ConsultationId(at.context.id()),
            party: at.seat.party,
            parties,
            seeds: statements.len() as u64,
            until_on: self.until,
            until,
            adding: self.adding,
            moderation: self.moderation,
            showing: self.showing,
            outcome: self.outcome,
            language: self.language,
            letters_only: self.letters_only,
            text: Some(ConsultationText {
                question,
                rules,
                statements: statements.join("\n"),
            }),
        })
    }
}

impl Act for RejectStatement {
    fn asks(&self) -> Asks {
        Asks {
            moderates: Some(self.statement),
            ..consulted(self.consultation)
        }
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        consultation: ConsultationId,
    ) -> Result<&Seat, Refusal> {
        relationship.moderator(actor, consultation)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let why = text::passage("why", &self.why)?;
        let known = at.relationship.known_consultation(self.consultation)?;
        Relationship::check_theirs(&at, known, self.statement)?;
        check_running(&at, known)?;
        if known.is_rejected(self.statement) {
            return Err(Refusal::NothingNew);
        }
        one(StatementRejected {
            consultation: self.consultation,
            statement: self.statement,
            text: Some(StatementRejectedText { why }),
        })
    }
}

impl Act for AdmitStatement {
    fn asks(&self) -> Asks {
        Asks {
            moderates: Some(self.statement),
            ..consulted(self.consultation)
        }
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        consultation: ConsultationId,
    ) -> Result<&Seat, Refusal> {
        relationship.moderator(actor, consultation)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let known = at.relationship.known_consultation(self.consultation)?;
        Relationship::check_theirs(&at, known, self.statement)?;
        check_running(&at, known)?;
        if known.is_shown(self.statement) {
            return Err(Refusal::NothingNew);
        }
        one(StatementAdmitted {
            consultation: self.consultation,
            statement: self.statement,
        })
    }
}

impl Act for CloseConsultation {
    fn asks(&self) -> Asks {
        consulted(self.consultation)
    }

    /// Whoever asked ends it early; once its last day is over, or their party is gone, anybody who speaks for one
    /// has what came of it recorded: it is nobody's to keep back.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        consultation: ConsultationId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.spokesperson(actor)?;
        let known = relationship.known_consultation(consultation)?;
        if known.closed.is_some() {
            return Err(Refusal::ConsultationOver);
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let known = at.relationship.known_consultation(self.consultation)?;
        if !at.relationship.may_end(known, at.seat.party, at.context.at) {
            return Err(Refusal::OnlyWhoAsked);
        }
        let consulted = at.context.consulted.as_ref();
        let result = consulted.and_then(|consulted| consulted.result.clone());
        // The shell ends that record before it asks.
        let result = result.ok_or(Refusal::Unknown {
            what: "consultation",
        })?;
        one(ConsultationClosed {
            consultation: self.consultation,
            entries: result.entries,
            root: result.root,
            people: result.people,
            whole: result.whole,
            votes: result.votes,
            statements: result.statements,
            rejected: known.rejected() as u64,
            groups: result.groups,
            shared: result.shared,
            engine: result.engine,
        })
    }
}

impl BringStatement {
    /// What it becomes at the table by itself, beside the evidence.
    fn becomes(
        &self,
        relationship: &Relationship,
        seat: &Seat,
        context: &mut Context<'_>,
    ) -> Decided {
        let kind = match self.place {
            Bringing::Need => ContributionKind::Need,
            Bringing::Idea => ContributionKind::Idea,
            Bringing::Concern => ContributionKind::Concern,
            Bringing::Outcome => {
                AddOutcome::allowed(relationship, seat.person, ())?;
                let blank = Refusal::Blank { field: "for_party" };
                let added = AddOutcome {
                    statement: self.words.clone(),
                    objective: String::new(),
                    for_party: self.for_party.ok_or(blank)?,
                    depends_on: self.depends_on.unwrap_or(Quality::Utility),
                    delivered: false,
                };
                return added.decide(At {
                    relationship,
                    seat,
                    context,
                });
            }
            Bringing::BesideOutcome => {
                let outcome = self.outcome.ok_or(Refusal::Blank { field: "outcome" })?;
                relationship.live_outcome(outcome)?;
                return Ok(Vec::new());
            }
            Bringing::BesideProposal => {
                let proposal = self.proposal.ok_or(Refusal::Blank { field: "proposal" })?;
                relationship.open_proposal(proposal)?;
                return Ok(Vec::new());
            }
        };
        Say::allowed(relationship, seat.person, ())?;
        let said = Say {
            outcomes: self.outcome.into_iter().collect(),
            ..Say::new(kind, Audience::WholeTable, self.words.clone())
        };
        said.decide(At {
            relationship,
            seat,
            context,
        })
    }
}

impl Act for BringStatement {
    fn asks(&self) -> Asks {
        Asks {
            statement: Some(self.statement),
            ..consulted(self.consultation)
        }
    }

    /// Whoever speaks at the table: what it becomes is their word, or evidence that everybody sees.
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        consultation: ConsultationId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        if relationship.known_consultation(consultation)?.brought.len() >= BROUGHT {
            return Err(Refusal::Full {
                what: "statements brought back",
                limit: BROUGHT,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        is_there(&at, self.statement)?;
        let At {
            relationship,
            seat,
            context,
        } = at;
        let known = relationship.known_consultation(self.consultation)?;
        if !known.is_shown(self.statement) {
            return Err(Refusal::Unknown { what: "statement" });
        }
        let said = context.consulted.as_ref().and_then(|it| it.statement);
        let said = said.ok_or(Refusal::StatementUntold)?;
        let mut facts = self.becomes(relationship, seat, context)?;
        let made = |fact: &Fact| match fact {
            Fact::ContributionSaid(said) => (Some(said.contribution), None),
            Fact::OutcomeAdded(added) => (None, Some(added.outcome)),
            _ => (None, None),
        };
        let (contribution, added) = facts.first().map_or((None, None), made);
        let beside = self.place == Bringing::BesideOutcome;
        let brought = StatementBrought {
            consultation: self.consultation,
            statement: self.statement,
            place: self.place,
            contribution,
            outcome: added.or(self.outcome.filter(|_| beside)),
            proposal: self
                .proposal
                .filter(|_| self.place == Bringing::BesideProposal),
            agree: said.agree,
            disagree: said.disagree,
            pass: said.pass,
            shared: said.shared,
            groups: said.groups,
        };
        // The same evidence with the same figures lies there already.
        let lies_there = |it: &Brought| {
            facts.is_empty()
                && it.statement == brought.statement
                && (it.place, it.outcome, it.proposal)
                    == (brought.place, brought.outcome, brought.proposal)
                && (it.agree, it.disagree, it.pass) == (said.agree, said.disagree, said.pass)
        };
        if known.brought.iter().any(lies_there) {
            return Err(Refusal::NothingNew);
        }
        facts.push(brought.into());
        Ok(facts)
    }
}
