//! What was said, as the viewer may read it.

use serde::Serialize;
use utoipa::ToSchema;

use super::Reading;
use super::attached::AttachmentView;
use crate::audience::Seen;
use crate::ids::*;
use crate::stamp::Moment;
use crate::words::*;

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
    /// The proposal that it is about, by itself or by its thread.
    pub about: Option<ProposalId>,
    /// The words as they were typed; `None` once erased or taken back.
    pub words: Option<String>,
    /// Taken back or withdrawn: its place stays for what was said to it.
    pub gone: bool,
    /// What would lift the limit or make it work; empty where nothing was said.
    pub condition: String,
    /// Pictures and PDFs that go with it; none once it was erased or taken back.
    pub attachments: Vec<AttachmentView>,
    /// Who is asked to read it.
    pub mentions: Vec<PersonId>,
    /// When.
    pub at: Moment,
    /// Its place in the record.
    pub sequence: u64,
    /// Until when the viewer may take it back.
    pub take_back_until: Option<Moment>,
    /// What it said before it was mended, oldest first.
    pub earlier: Vec<ReadingView>,
    /// When it was mended last.
    pub mended: Option<Moment>,
}

/// What a contribution said before it was mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReadingView {
    /// The words as they were typed; `None` once erased.
    pub words: Option<String>,
    /// What would have lifted the limit or made it work; empty where nothing was said.
    pub condition: String,
    /// Since when it said so.
    pub at: Moment,
    /// Whether the words that came after it mean something else.
    pub meant_otherwise: bool,
}

impl ReadingView {
    pub(crate) fn of(reading: &Reading) -> Self {
        Self {
            words: reading.words.clone(),
            condition: reading.condition.clone(),
            at: reading.stamp.at,
            meant_otherwise: reading.meant_otherwise,
        }
    }
}

impl Seen<'_> {
    /// What was said before this entry of the record, as far as the viewer may see it, newest first.
    pub fn words_before(&self, sequence: u64) -> impl Iterator<Item = ContributionView> + '_ {
        let visible = self.contributions().rev();
        let earlier = visible.filter(move |said| !said.gone && said.stamp.sequence < sequence);
        earlier.map(|said| self.contribution_view(said))
    }

    /// Everything said that the viewer may see, newest first.
    pub fn words(&self) -> impl Iterator<Item = ContributionView> + '_ {
        let visible = self.contributions().rev().filter(|said| !said.gone);
        visible.map(|said| self.contribution_view(said))
    }

    /// How many words there are.
    pub fn words_said(&self) -> usize {
        self.contributions().filter(|said| !said.gone).count()
    }

    /// Whether the viewer said something that another party is asked to say back.
    pub fn asked_to_be_heard(&self) -> bool {
        let own = self
            .contributions()
            .filter(|said| said.author == self.seat.person);
        own.filter(|said| !said.gone)
            .any(|said| said.is_said_back())
    }
}
