//! What needs a person in one relationship, most consequential first.

use std::sync::Arc;

use serde::Serialize;
use utoipa::ToSchema;

use crate::act::{
    self, Act, AnswerShare, ConsentToClosing, DeclineWording, LeaveDependencyOut, PriceFeature,
    SealGuess,
};
use crate::audience::Seen;
use crate::fact::{Field, Told};
use crate::feature::Feature;
use crate::ids::*;
use crate::proposal::{Position, Proposal};
use crate::refusal::Refusal;
use crate::stamp::Moment;
use crate::table::{Dependency, Party, Seat};
use crate::turns::Turns;
use crate::value::Outcome;
use crate::view::GuessView;
use crate::words::*;

/// After this time a value may have changed: days.
pub const STALE_AFTER_DAYS: i64 = 90;
/// From this difference on a gap between guess and value is worth a talk: points.
pub const GAP_WORTH_A_TALK: f64 = 2.0;
/// So long somebody who was asked has time to come before whoever asked is told to remind them: days.
pub const REMIND_AFTER_DAYS: i64 = 3;

/// What things outside ask of whoever they wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactorAsks {
    /// All of them lie ahead.
    Ahead,
    /// Of all of them, whether the viewer's own figures still hold.
    OwnWord,
    /// Of all of them, that the viewer's party looks at what it agreed or plans.
    Party,
    /// Of some the one, of others the other.
    Several,
}

impl FactorAsks {
    /// The word it is known by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::OwnWord => "own_word",
            Self::Party => "party",
            Self::Several => "several",
        }
    }
}

/// What may need somebody, most consequential first: what holds others up comes before what is one's own.
/// Each has a word, by which programs know it and under which its sentences are in the catalogues, and
/// says what it is about: `of` one thing, or `over` several that ask for the same.
macro_rules! needs {
    ($($(#[$doc:meta])* $word:literal $name:ident $({$($(#[$inner:meta])* $part:ident: $part_of:ty,)*})? $(of $thing:ident)? $(over $things:ident)?,)*) => {
        /// One thing that waits for the viewer.
        #[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
        #[serde(tag = "need")]
        pub enum Need {
            $($(#[$doc])* #[serde(rename = $word)] #[schema(rename = $word)] $name $({$($(#[$inner])* $part: $part_of,)*})?,)*
        }

        impl Need {
            /// The words of all there are, most consequential first.
            pub const WORDS: &[&str] = &[$($word,)*];

            /// The word it is known by.
            pub fn word(&self) -> &'static str {
                match self {
                    $(Self::$name {..} => $word,)*
                }
            }

            /// Leaves no more than this many of the things that it is about; how many were left out.
            #[allow(unused_variables, unreachable_code)]
            pub fn shorten(&mut self, most: usize) -> usize {
                match self {
                    $(Self::$name {$($($part,)*)? ..} => { $(return cut($things, most);)? 0 })*
                }
            }

            /// What it is about; of several things the first.
            #[allow(unused_variables, unreachable_code)]
            pub fn about(&self) -> Field<'_> {
                match self {
                    $(Self::$name {$($($part,)*)? ..} => { $(return first($thing);)? $(return first($things);)? Field::Nothing })*
                }
            }
        }
    };
}

fn cut<T>(things: &mut Vec<T>, most: usize) -> usize {
    let more = things.len().saturating_sub(most);
    things.truncate(most);
    more
}

fn first(things: &impl Told) -> Field<'_> {
    let mut first = Field::Nothing;
    things.tell("", &mut |_, field| {
        if first == Field::Nothing {
            first = field;
        }
    });
    first
}

needs! {
    /// A meeting goes on, and the viewer is not there.
    "come_to_meeting" ComeToMeeting {
        /// Which.
        meetings: Vec<MeetingId>,
    } over meetings,
    /// The time of a meeting has come, and the viewer can begin it.
    "begin_meeting" BeginMeeting {
        /// Which.
        meetings: Vec<MeetingId>,
    } over meetings,
    /// A round in writing goes on, and nobody from the viewer's party has said a word to some point.
    "write_in_round" WriteInRound {
        /// Which, the one that is over first before the others.
        meetings: Vec<MeetingId>,
    } over meetings,
    /// Others ask to close the relationship, and the viewer's party has not answered.
    "answer_closing" AnswerClosing {
        /// Which asking.
        closing: ClosingId,
        /// The parties that consent already.
        parties: Vec<PartyId>,
    } over parties,
    /// Proposals wait for where the viewer stands.
    "take_position" TakePosition {
        /// Which, the one that has to be said first before the others.
        proposals: Vec<ProposalId>,
    } over proposals,
    /// The text of the agreement that the viewer signed is a draft again, or another one: their signature holds no
    /// more.
    "signature_withdrawn" SignatureWithdrawn {
        /// Which version.
        version: u64,
        /// Why.
        because: Withdrawal,
    },
    /// The agreement waits for the signature of the viewer's party, and the viewer can give it.
    "sign_agreement" SignAgreement {
        /// Which version.
        version: u64,
    },
    /// The words of proposals were changed after the viewer said where they stand: does it still hold?
    "keep_position" KeepPosition {
        /// Which.
        proposals: Vec<ProposalId>,
    } over proposals,
    /// A party says that it kept what it promised to the viewer's party: is it so?
    "answer_kept" AnswerKept {
        /// What, the one that waits longest before the others.
        commitments: Vec<CommitmentId>,
    } over commitments,
    /// A party asks to change what it promised to the viewer's party.
    "answer_change" AnswerChange {
        /// What, the one that waits longest before the others.
        commitments: Vec<CommitmentId>,
    } over commitments,
    /// The day of what the viewer promised has come or comes soon, or the other side says what is missing.
    "keep_commitment" KeepCommitment {
        /// What, the one that is due first before the others.
        commitments: Vec<CommitmentId>,
        /// Whether a day of them is over.
        late: bool,
    } over commitments,
    /// Somebody does not sign the text that the viewer's party opened for signature, and said why.
    "signing_declined" SigningDeclined {
        /// Which version.
        version: u64,
        /// For which party they would sign; of several the one that said so first.
        party: PartyId,
    } of party,
    /// Somebody objects to what the viewer proposed.
    "answer_objection" AnswerObjection {
        /// To which proposals.
        proposals: Vec<ProposalId>,
    } over proposals,
    /// Somebody said back what the viewer objects to, or says of the viewer's telling what is not quite so.
    "hear_objection" HearObjection {
        /// To which proposals.
        proposals: Vec<ProposalId>,
    } over proposals,
    /// Nothing else stands in the way of proposals, but too few parties consent, and the viewer could.
    "lacks_consent" LacksConsent {
        /// Which.
        proposals: Vec<ProposalId>,
    } over proposals,
    /// The time is over, and a party said beforehand that its silence stands aside: it can be counted.
    "count_silence" CountSilence {
        /// In which proposals.
        proposals: Vec<ProposalId>,
    } over proposals,
    /// Whoever was missing is not there any more, and nothing else stands in the way: it can be adopted.
    "adopt_complete" AdoptComplete {
        /// Which proposals.
        proposals: Vec<ProposalId>,
    } over proposals,
    /// Another party brought colleagues of whom the viewer has not said that they are of their party: without that
    /// neither they nor, where they are as well known, the viewer speak for it.
    "vouch_for" VouchFor {
        /// Whom.
        people: Vec<PersonId>,
    } over people,
    /// A party came after the consumer spoke: may it see the consumer's figures?
    "share_figures" ShareFigures {
        /// Which parties.
        parties: Vec<PartyId>,
    } over parties,
    /// Something broke that the viewer's party can repair, and nothing is promised since it said so.
    "promise_repair" PromiseRepair {
        /// What, longest ago first.
        repairs: Vec<RepairId>,
    } over repairs,
    /// What was promised to repair something is done: does that repair it for the viewer's party?
    "accept_repair" AcceptRepair {
        /// What, longest ago first.
        repairs: Vec<RepairId>,
    } over repairs,
    /// A colleague spoke for the viewer: do they stand by it?
    "confirm_spoken_words" ConfirmSpokenWords {
        /// What was said, longest ago first.
        contributions: Vec<ContributionId>,
    } over contributions,
    /// The viewer's own words were said back: is that what they meant?
    "confirm_reflections" ConfirmReflections {
        /// What was said back, longest ago first.
        contributions: Vec<ContributionId>,
    } over contributions,
    /// What the viewer's party said back was corrected: take it in.
    "acknowledge_corrections" AcknowledgeCorrections {
        /// What was said back, longest ago first.
        contributions: Vec<ContributionId>,
    } over contributions,
    /// The consumer has spoken of outcomes of which the viewer has not guessed what it would say.
    "guess_spoken" GuessSpoken {
        /// Those outcomes, and others to guess.
        outcomes: Vec<OutcomeId>,
    } over outcomes,
    /// Guesses lie open beside what the consumer said, and the viewer has not looked.
    "open_reveal" OpenReveal {
        /// Of which outcomes.
        outcomes: Vec<OutcomeId>,
        /// What the viewer's party is: the one that guessed, or the one that was guessed.
        side: PartyKind,
    } over outcomes,
    /// The viewer's own words were answered: did that hear them?
    "confirm_answers" ConfirmAnswers {
        /// What was answered, longest ago first.
        contributions: Vec<ContributionId>,
    } over contributions,
    /// Somebody built on the viewer's idea.
    "nod_to_builds" NodToBuilds {
        /// The ideas, longest ago first.
        contributions: Vec<ContributionId>,
    } over contributions,
    /// The viewer's party has not said what the outcomes are worth that features serve: a mix is
    /// provisional.
    "rate_for_mix" RateForMix {
        /// Of those, which the viewer has not rated.
        outcomes: Vec<OutcomeId>,
    } over outcomes,
    /// The viewer's party is asked to bear a share of what features cost, and has not said whether it does.
    "answer_shares" AnswerShares {
        /// Which features.
        features: Vec<FeatureId>,
    } over features,
    /// A party does not bear the share that the viewer's put on it.
    "share_declined" ShareDeclined {
        /// Of which features.
        features: Vec<FeatureId>,
    } over features,
    /// Other words were proposed for outcomes of the viewer's party: it takes or leaves them.
    "answer_wording" AnswerWording {
        /// Which outcomes.
        outcomes: Vec<OutcomeId>,
    } over outcomes,
    /// The words that the viewer rated were changed: does the figure still hold?
    "still_so" StillSo {
        /// Of which outcomes.
        outcomes: Vec<OutcomeId>,
    } over outcomes,
    /// Something outside may have changed what the viewer said, or what their party agreed; or it will.
    "look_at_factors" LookAtFactors {
        /// What, by its day.
        factors: Vec<FactorId>,
        /// What they ask.
        asks: FactorAsks,
    } over factors,
    /// The viewer's party has not said whether outcomes came true that the agreement in force is about.
    "judge_outcomes" JudgeOutcomes {
        /// Which.
        outcomes: Vec<OutcomeId>,
    } over outcomes,
    /// Measures should have been read twice since the viewer read them last.
    "read_again" ReadAgain {
        /// Which.
        measures: Vec<MeasureId>,
    } over measures,
    /// A month or quarter is over in which people answered what the viewer's party asks.
    "count_answers" CountAnswers {
        /// Which measures.
        measures: Vec<MeasureId>,
    } over measures,
    /// Statements that people added to a consultation wait until the viewer shows them or leaves them out.
    "look_at_statements" LookAtStatements {
        /// In which.
        consultations: Vec<ConsultationId>,
    } over consultations,
    /// Needs and limits of others that the viewer's party has not said back.
    "say_back" SayBack {
        /// Which, longest ago first.
        contributions: Vec<ContributionId>,
    } over contributions,
    /// Needs, limits and ideas that wait for an answer.
    "answer" Answer {
        /// Which, longest ago first.
        contributions: Vec<ContributionId>,
    } over contributions,
    /// Questions of others that wait for a reply.
    "reply" Reply {
        /// Which, longest ago first.
        contributions: Vec<ContributionId>,
    } over contributions,
    /// A meeting is planned, and the viewer has not said whether they come.
    "say_coming" SayComing {
        /// Which, the one that is first before the others.
        meetings: Vec<MeetingId>,
    } over meetings,
    /// A meeting was held without the viewer, who has not read what happened there.
    "read_minutes" ReadMinutes {
        /// Which, latest first.
        meetings: Vec<MeetingId>,
    } over meetings,
    /// Somebody mentions the viewer in a word that they may read.
    "mentioned" Mentioned {
        /// In which, longest ago first.
        contributions: Vec<ContributionId>,
    } over contributions,
    /// People of the viewer's party would like to see colleagues invited.
    "invite_suggested" InviteSuggested {
        /// Their suggestions.
        suggestions: Vec<SuggestionId>,
    } over suggestions,
    /// Outcomes of which the viewer has not said what they are worth.
    "rate" Rate {
        /// Which.
        outcomes: Vec<OutcomeId>,
    } over outcomes,
    /// Outcomes of which the viewer has not guessed what the consumer will say, and of which it has not
    /// spoken.
    "guess" Guess {
        /// Which.
        outcomes: Vec<OutcomeId>,
    } over outcomes,
    /// A party has no people.
    "invite_party" InviteParty {
        /// Which.
        party: PartyId,
    } of party,
    /// Somebody of a party was invited, and nobody has answered.
    "invite_again" InviteAgain {
        /// Which.
        party: PartyId,
        /// When somebody was invited last.
        invited: Moment,
    } of party,
    /// Features that the viewer's party offers and that have no price.
    "price_features" PriceFeatures {
        /// Which.
        features: Vec<FeatureId>,
    } over features,
    /// Features that the viewer's party offers were put in other words after it priced them: does the price
    /// still hold?
    "still_priced" StillPriced {
        /// Which.
        features: Vec<FeatureId>,
    } over features,
    /// Consultations that the viewer's party opened are over, and what came of them is not recorded.
    "end_consultation" EndConsultation {
        /// Which, the one that is over longest before the others.
        consultations: Vec<ConsultationId>,
    } over consultations,
    /// The day has come on which the agreement in force is looked at again.
    "review_agreement" ReviewAgreement {
        /// Which version.
        version: u64,
    },
    /// The day has come on which a decision is looked at again.
    "review_decision" ReviewDecision {
        /// Which.
        proposals: Vec<ProposalId>,
    } over proposals,
    /// Guess and value lie far apart.
    "talk_about_gap" TalkAboutGap {
        /// Of which outcome.
        outcome: OutcomeId,
        /// What the provider guessed.
        guessed: f64,
        /// Value minus guess.
        gap: f64,
    } of outcome,
    /// The consumer has not said what the relationship is for.
    "say_purpose" SayPurpose,
    /// There is nothing to value yet.
    "add_outcome" AddOutcome,
    /// A pack was made, and the viewer's party has no page in it yet.
    "write_pack_page" WritePackPage {
        /// Which.
        pack: PackId,
    },
    /// A quarter is over, and what both sides answered about each other is not open yet.
    "open_trust" OpenTrust,
    /// The viewer has not said this quarter what they think of the other side, or that they pass.
    "answer_trust" AnswerTrust,
    /// The viewer's figures are old.
    "rate_again" RateAgain {
        /// Which.
        outcomes: Vec<OutcomeId>,
        /// The oldest figure's age in days.
        days: i64,
    } over outcomes,
    /// A supplier the service depends on has no seat and no reason.
    "seat_dependency" SeatDependency {
        /// Which.
        dependency: DependencyId,
    } of dependency,
    /// The viewer's party has not said whether it is better off.
    "say_better_off" SayBetterOff,
    /// The viewer's party has not said what it brings, expects and cannot do.
    "say_terms" SayTerms,
    /// Make the seat one's own with an account.
    "claim_seat" ClaimSeat,
}

impl Need {
    /// How consequential it is: less comes first.
    pub fn rank(&self) -> usize {
        let word = self.word();
        Self::WORDS
            .iter()
            .take_while(|other| **other != word)
            .count()
    }

    /// Whether it is about coming to a meeting, or reading what happened in one.
    pub fn is_of_meeting(&self) -> bool {
        matches!(
            self,
            Self::ComeToMeeting { .. }
                | Self::WriteInRound { .. }
                | Self::BeginMeeting { .. }
                | Self::SayComing { .. }
                | Self::ReadMinutes { .. }
        )
    }
}

impl Seen<'_> {
    /// What needs the viewer at `now`, most consequential first. Nothing in a view of the past or of
    /// a closed relationship.
    pub fn needs(&self, now: Moment) -> Vec<Need> {
        self.needs_with(self.turns(now), now)
    }

    /// As [`Self::needs`], where it was asked before whose turn it is in the dialogue.
    pub fn needs_with(&self, turns: Turns, now: Moment) -> Vec<Need> {
        if self.today.table.closed.is_some() || !self.is_present() {
            return Vec::new();
        }
        let you = self.you();
        let table = &self.today.table;
        let mut needs = Vec::new();
        if !you.speak {
            return needs;
        }
        if let Some(open) = self.today.closings.open() {
            let may = ConsentToClosing::allowed(self.today, self.seat.person, open.id);
            // A guest is asked too: an account is all that their answer needs.
            let waits = match may {
                Ok(_) => true,
                Err(Refusal::GuestMustClaim) => !open.consents.contains_key(&self.seat.party),
                Err(_) => false,
            };
            if waits {
                needs.push(Need::AnswerClosing {
                    closing: open.id,
                    parties: open.consents.keys().copied().collect(),
                });
            }
        }
        self.need_to_decide(now, &mut needs);
        needs.extend(self.promised_needs(now));
        needs.extend(self.meeting_needs(now));
        needs.extend(self.factors_to_look_at(now));
        needs.extend(self.outcomes_to_judge(now));
        needs.extend(self.silent_measures(now));
        needs.extend(self.answers_to_count(now));
        needs.extend(self.trust_needs(now));
        needs.extend(self.repair_needs());
        needs.extend(self.pack_needs(now));
        let consultations = self.statements_to_look_at(now);
        if !consultations.is_empty() {
            needs.push(Need::LookAtStatements { consultations });
        }
        let consultations = self.consultations_over(now);
        if !consultations.is_empty() {
            needs.push(Need::EndConsultation { consultations });
        }
        if let Some((version, because)) = self.signature_withdrawn() {
            needs.push(Need::SignatureWithdrawn { version, because });
        }
        if let Some(version) = self.agreement_to_sign() {
            needs.push(Need::SignAgreement { version });
        }
        if let Some((version, party)) = self.signing_declined() {
            needs.push(Need::SigningDeclined { version, party });
        }
        if let Some(version) = self.agreement_to_review(now) {
            needs.push(Need::ReviewAgreement { version });
        }
        let brought = |seat: &&Seat| {
            let came = self.seat.sees_acting(seat) || seat.proof == Proof::Mail;
            came && self.may::<act::VouchForSeat>(seat.person)
        };
        let people: Vec<_> = table
            .people_of(you.party)
            .filter(brought)
            .map(|seat| seat.person)
            .collect();
        if !people.is_empty() {
            needs.push(Need::VouchFor { people });
        }
        let parties = self.today.waiting_for_figures();
        let parties: Vec<_> = parties
            .filter(|party| self.may::<act::ShareFigures>(*party))
            .collect();
        if !parties.is_empty() {
            needs.push(Need::ShareFigures { parties });
        }
        let live: Vec<_> = self
            .today
            .value
            .outcomes
            .values()
            .filter(|o| o.retired.is_none())
            .collect();

        let mut waits = |contributions: Vec<ContributionId>,
                         need: fn(Vec<ContributionId>) -> Need| {
            if !contributions.is_empty() {
                needs.push(need(contributions));
            }
        };
        waits(turns.spoken_for, |contributions| Need::ConfirmSpokenWords {
            contributions,
        });
        waits(turns.said_back, |contributions| Need::ConfirmReflections {
            contributions,
        });
        waits(turns.corrected, |contributions| {
            Need::AcknowledgeCorrections { contributions }
        });
        waits(turns.answered, |contributions| Need::ConfirmAnswers {
            contributions,
        });
        waits(turns.built_on, |contributions| Need::NodToBuilds {
            contributions,
        });
        waits(turns.to_say_back, |contributions| Need::SayBack {
            contributions,
        });
        waits(turns.to_answer, |contributions| Need::Answer {
            contributions,
        });
        waits(turns.to_reply, |contributions| Need::Reply {
            contributions,
        });
        waits(turns.mentioned, |contributions| Need::Mentioned {
            contributions,
        });

        let open: Vec<_> = live
            .iter()
            .filter(|o| !o.has_guessed_or_skipped(you.person) || o.has_outdated_guess(you.person))
            .filter(|o| self.may::<SealGuess>(o.id))
            .collect();
        if !open.is_empty() {
            let mut heard = open.iter().map(|outcome| &outcome.heard_from);
            let spoken = heard.any(|from| from.contains(&table.consumer));
            let outcomes = open.iter().map(|outcome| outcome.id).collect();
            needs.push(match spoken {
                true => Need::GuessSpoken { outcomes },
                false => Need::Guess { outcomes },
            });
        }

        let outcomes = self.unseen_reveals();
        if !outcomes.is_empty() {
            let side = you.kind;
            needs.push(Need::OpenReveal { outcomes, side });
        }

        let answerable = |outcome: &&&Arc<Outcome>| {
            let mut proposed = outcome.proposed.keys();
            outcome.for_party() == you.party
                && proposed.any(|wording| self.may::<DeclineWording>((outcome.id, *wording)))
        };
        let outcomes: Vec<_> = live.iter().filter(answerable).map(|it| it.id).collect();
        if !outcomes.is_empty() {
            needs.push(Need::AnswerWording { outcomes });
        }
        let still = |outcome: &&&Arc<Outcome>| outcome.other_words_of(you.person).is_some();
        let reworded: Vec<_> = live.iter().filter(still).map(|it| it.id).collect();
        let mut unrated = Vec::new();
        let mut stale = Vec::new();
        let mut days = 0;
        for outcome in &live {
            match outcome.voices.get(&you.person) {
                None => unrated.push(outcome.id),
                Some(voice) => {
                    let Some(last) = voice.held_at() else {
                        continue;
                    };
                    let age = now.days_since(last);
                    let factor = self.today.factors.asked_of(outcome.id, now);
                    let asked = reworded.contains(&outcome.id) || factor > Some(last);
                    if voice.declined.is_none() && !asked && age >= STALE_AFTER_DAYS {
                        days = days.max(age);
                        stale.push(outcome.id);
                    }
                }
            }
        }
        if !reworded.is_empty() {
            needs.push(Need::StillSo { outcomes: reworded });
        }
        // A party without a voice in the mix comes first, with the outcomes that give it one.
        let served = self.today.served();
        let silent = self.today.silent_parties(&served).contains(&you.party);
        if silent && unrated.iter().any(|outcome| served.contains(outcome)) {
            let (outcomes, others) = unrated.into_iter().partition(|id| served.contains(id));
            needs.push(Need::RateForMix { outcomes });
            unrated = others;
        }
        if !unrated.is_empty() {
            needs.push(Need::Rate { outcomes: unrated });
        }
        let features: Vec<FeatureId> = self
            .today
            .features
            .live()
            .filter(|feature| feature.priced.is_none() && self.may::<PriceFeature>(feature.id))
            .map(|feature| feature.id)
            .collect();
        if !features.is_empty() {
            needs.push(Need::PriceFeatures { features });
        }
        let features: Vec<FeatureId> = self
            .today
            .features
            .live()
            .filter(|it| it.priced_words().is_some() && self.may::<PriceFeature>(it.id))
            .map(|feature| feature.id)
            .collect();
        if !features.is_empty() {
            needs.push(Need::StillPriced { features });
        }
        let asked = |word: ShareWord| {
            let may = move |feature: &&Feature| match word {
                ShareWord::Asked => {
                    let asked = feature.asked_of(you.party);
                    asked.is_some_and(|asked| asked.word == word)
                        && self.may::<AnswerShare>(feature.id)
                }
                _ => {
                    let mut bearing = feature.bearing().into_iter();
                    bearing.any(|one| one.word == word) && self.may::<PriceFeature>(feature.id)
                }
            };
            let live = self.today.features.live().filter(may);
            live.map(|feature| feature.id).collect::<Vec<FeatureId>>()
        };
        let features = asked(ShareWord::Asked);
        if !features.is_empty() {
            needs.push(Need::AnswerShares { features });
        }
        let features = asked(ShareWord::Declined);
        if !features.is_empty() {
            needs.push(Need::ShareDeclined { features });
        }
        if live.is_empty() && self.may::<act::AddOutcome>(()) {
            needs.push(Need::AddOutcome);
        }

        if you.speak_for_party {
            let open = table.open_suggestions(you.party);
            let suggestions: Vec<_> = open.map(|suggestion| suggestion.id).collect();
            if !suggestions.is_empty() {
                needs.push(Need::InviteSuggested { suggestions });
            }
        }
        let invitable = |party: &&Party| {
            !self.sees_taken_up(party.id) && self.may::<act::AdmitPerson>(party.id)
        };
        for party in table.seated_parties().filter(invitable) {
            if table.people_of(party.id).next().is_none() {
                // Whose side seated it, knows whom to ask.
                if table.side_of(party.seated.actor) == Some(you.party) {
                    needs.push(Need::InviteParty { party: party.id });
                }
            } else if let Some(invited) = self.asked_last(party.id)
                && now.days_since(invited) >= REMIND_AFTER_DAYS
            {
                let party = party.id;
                needs.push(Need::InviteAgain { party, invited });
            }
        }
        let missing =
            |one: &&Dependency| one.left_out.is_none() && self.may::<LeaveDependencyOut>(one.id);
        for dependency in table.dependencies.values().filter(missing) {
            needs.push(Need::SeatDependency {
                dependency: dependency.id,
            });
        }
        if you.kind == PartyKind::Provider || you.kind == PartyKind::Consumer {
            let mut told = live.clone();
            told.sort_by_key(|outcome| outcome.added.sequence);
            for outcome in told {
                if let GuessView::Revealed {
                    guessed,
                    gap: Some(gap),
                    other_words: false,
                    ..
                } = self.guess(outcome)
                    && gap.abs() >= GAP_WORTH_A_TALK
                    && !self.spoke_of_reveal(outcome)
                    && outcome.other_words(table.consumer).people == 0
                {
                    needs.push(Need::TalkAboutGap {
                        outcome: outcome.id,
                        guessed,
                        gap,
                    });
                }
            }
        }
        if !stale.is_empty() {
            needs.push(Need::RateAgain {
                outcomes: stale,
                days,
            });
        }
        if you.speak_for_party {
            let said_by_consumer = table
                .purpose
                .as_ref()
                .is_some_and(|purpose| purpose.party == table.consumer);
            let may_say = self.may::<act::SayPurpose>(());
            if you.party == table.consumer && !said_by_consumer && may_say {
                needs.push(Need::SayPurpose);
            }
            let own = table.party(you.party);
            if own.is_some_and(|party| party.terms.is_none()) {
                needs.push(Need::SayTerms);
            }
            let rated = live
                .iter()
                .any(|outcome| outcome.heard_from.contains(&you.party));
            let said = self
                .today
                .value
                .better_off
                .iter()
                .any(|said| said.party == you.party);
            if rated && !said {
                needs.push(Need::SayBetterOff);
            }
        }
        if !you.claimed && self.seat.acted.is_some() {
            needs.push(Need::ClaimSeat);
        }
        needs.sort_by_key(Need::rank);
        needs
    }

    /// What the proposals need the viewer for.
    fn need_to_decide(&self, now: Moment, needs: &mut Vec<Need>) {
        let all: Vec<&Proposal> = self.today.proposals.all.values().map(|it| &**it).collect();
        let mut open: Vec<&Proposal> = all.iter().copied().filter(|it| it.is_open()).collect();
        open.sort_by_key(|proposal| (proposal.version.until.1, proposal.id));
        let place = (self.seat.party, self.seat.person);
        let asked = |proposal: &&&Proposal| self.asked_for_position(proposal, now);
        let earlier = |proposal: &&&Proposal| proposal.positions.contains_key(&place);
        let objects = |proposal: &&&Proposal| {
            let mut objections = proposal.objections();
            let own = proposal.opened.actor == self.seat.person;
            // The proposer's colleagues are told while one of them can still say it back.
            let may_hear = |it: &Position| {
                let entry = it.stamp.sequence;
                it.party != self.seat.party && !proposal.has_heard(entry, self.seat.party)
            };
            let ours = own
                || proposal.party == self.seat.party
                    && self.may::<act::SayObjectionBack>(proposal.id);
            let to_words = |it: &Position| {
                it.version == proposal.version.number
                    && (own || self.reaches(it.stamp) && may_hear(it))
            };
            ours && !proposal.is_sealed() && objections.any(to_words)
        };
        let over = |proposal: &&&Proposal| now >= proposal.version.until.1;
        let speaks = self.you().speak_for_party;
        let ids = |these: Vec<&&Proposal>| these.into_iter().map(|it| it.id).collect::<Vec<_>>();
        let mut push = |proposals: Vec<ProposalId>, need: fn(Vec<ProposalId>) -> Need| {
            if !proposals.is_empty() {
                needs.push(need(proposals));
            }
        };
        let (kept, taken): (Vec<_>, Vec<_>) = open.iter().filter(asked).partition(earlier);
        push(ids(taken), |proposals| Need::TakePosition { proposals });
        push(ids(kept), |proposals| Need::KeepPosition { proposals });
        push(ids(open.iter().filter(objects).collect()), |proposals| {
            Need::AnswerObjection { proposals }
        });
        let hear = |it: &&&Proposal| self.asked_to_hear(it);
        push(ids(open.iter().filter(hear).collect()), |proposals| {
            Need::HearObjection { proposals }
        });
        let lacks = |it: &&&Proposal| self.asked_for_consent(it, now);
        push(ids(open.iter().filter(lacks).collect()), |proposals| {
            Need::LacksConsent { proposals }
        });
        let count = |it: &&&Proposal| self.may::<act::CountSilence>(it.id);
        let (complete, silent): (Vec<_>, Vec<_>) = open
            .iter()
            .filter(count)
            .partition(|it| self.is_complete(it));
        push(ids(complete), |proposals| Need::AdoptComplete { proposals });
        push(
            ids(silent.into_iter().filter(over).collect()),
            |proposals| Need::CountSilence { proposals },
        );
        let review = |it: &&Proposal| speaks && self.asked_to_review(it, now);
        push(
            all.into_iter().filter(review).map(|it| it.id).collect(),
            |proposals| Need::ReviewDecision { proposals },
        );
    }

    /// When the viewer asked somebody of that party last who has not come; where whoever asked has left,
    /// when their colleagues' side did.
    pub(crate) fn asked_last(&self, party: PartyId) -> Option<Moment> {
        let table = &self.today.table;
        let by_us = |seat: &&Seat| {
            let asked = seat.given.actor;
            asked == self.seat.person
                || table.seat(asked).is_none() && table.side_of(asked) == Some(self.seat.party)
        };
        let waiting = table
            .people_of(party)
            .filter(|seat| !self.seat.sees_acting(seat));
        waiting.filter(by_us).map(|seat| seat.given.at).max()
    }
}
