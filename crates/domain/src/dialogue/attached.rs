//! Pictures and PDFs that go with a word: what is said of them, and where their bytes lie.
//!
//! The rules know no bytes. The shell looks at a file before it is attached ([`Attaching`]), and keeps the bytes beside
//! the entry that says the word; what is recorded here ([`Attachment`]) says which they are.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ATTACHMENTS, ATTACHMENTS_OF_PARTY};
use crate::audience::Seen;
use crate::catalogue::Command;
use crate::fact::Typed;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;
use crate::words::*;

/// A picture or PDF, as it is recorded with the words that it goes with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Attachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// What the file was called; empty where that is not known.
    #[serde(default)]
    pub name: String,
    /// What is to be seen, for whoever does not see it; empty where nothing was said.
    #[serde(default)]
    pub alt: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// How wide a picture is, in pixels; 0 of a PDF.
    #[serde(default)]
    pub width: u32,
    /// How high a picture is, in pixels; 0 of a PDF.
    #[serde(default)]
    pub height: u32,
}

impl Attachment {
    /// How many files of the entry are its: a picture, and the same small; a PDF alone.
    fn files(&self) -> u8 {
        match self.kind {
            AttachmentKind::Jpeg | AttachmentKind::Png => 2,
            AttachmentKind::Pdf => 1,
        }
    }
}

impl Typed for Vec<Attachment> {
    fn typed<'a>(&'a self, name: &'static str, tell: &mut dyn FnMut(&'static str, &'a str)) {
        for attachment in self {
            tell(name, &attachment.name);
            tell(name, &attachment.alt);
        }
    }
}

/// Bytes that the rules pass on and never look at.
#[derive(Clone, PartialEq, Eq)]
pub struct File(pub Arc<[u8]>);

impl fmt::Debug for File {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes", self.0.len())
    }
}

/// A picture or PDF that somebody attaches, once the shell has looked at it and made it anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attaching {
    /// What it is.
    pub kind: AttachmentKind,
    /// What the file was called.
    pub name: String,
    /// What is to be seen, as it was typed.
    pub alt: String,
    /// How wide and high a picture is, in pixels.
    pub size: (u32, u32),
    /// The file.
    pub whole: File,
    /// Of a picture, the same small.
    pub preview: Option<File>,
}

impl Command {
    /// The files that go with what it says, in the order in which they lie beside the entry.
    pub fn files(&self) -> Vec<Arc<[u8]>> {
        let Command::Say(say) = self else {
            return Vec::new();
        };
        let each = say.attachments.iter();
        let files = each.flat_map(|it| [Some(&it.whole), it.preview.as_ref()]);
        files.flatten().map(|file| Arc::clone(&file.0)).collect()
    }
}

/// What is recorded of what somebody attaches.
///
/// How many there are is counted over what the person may see of their own party's: a limit over all would tell of
/// those that they may not, and one party would use up what the others attach.
pub(super) fn attached(
    relationship: &Relationship,
    seat: &Seat,
    attaching: &[Attaching],
) -> Result<Vec<Attachment>, Refusal> {
    if attaching.is_empty() {
        return Ok(Vec::new());
    }
    if attaching.len() > ATTACHMENTS {
        return Err(Refusal::Full {
            what: "attachments of one word",
            limit: ATTACHMENTS,
        });
    }
    let said = relationship.dialogue.said.iter();
    let heard = said.filter(|said| seat.hears_contribution(said));
    let made = heard.flat_map(|said| said.attachments.iter().map(|_| said.stamp.actor));
    let share = ("attachments", ATTACHMENTS_OF_PARTY);
    let shared = relationship.within_share(seat, attaching.len(), share, made);
    shared.map_err(|refusal| match refusal {
        Refusal::Full { limit, .. } => Refusal::AttachmentsFull { limit },
        other => other,
    })?;
    let each = attaching.iter().map(|it| {
        Ok(Attachment {
            kind: it.kind,
            name: text::optional_line("attachments", &it.name)?,
            alt: text::optional_line("attachments", &it.alt)?,
            bytes: it.whole.0.len() as u64,
            width: it.size.0,
            height: it.size.1,
        })
    });
    each.collect()
}

/// A picture or PDF as the viewer may see it: its address has the word's id and its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AttachmentView {
    /// Its place among those of the word: 1, 2, 3.
    pub place: u8,
    /// What it is.
    pub kind: AttachmentKind,
    /// What the file was called; empty where that is not known.
    pub name: String,
    /// What is to be seen, for whoever does not see it; empty where nothing was said.
    pub alt: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// How wide a picture is, in pixels; 0 of a PDF.
    pub width: u32,
    /// How high a picture is, in pixels; 0 of a PDF.
    pub height: u32,
}

/// Where the bytes of an attachment lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lies {
    /// The entry that says the word.
    pub sequence: u64,
    /// Which of its files it is.
    pub file: u8,
    /// Which of them is the same small, of a picture.
    pub preview: Option<u8>,
    /// What it is.
    pub attachment: AttachmentView,
}

/// The attachments of a word, as they are shown.
pub(super) fn views(attachments: &[Attachment]) -> Vec<AttachmentView> {
    (1..)
        .zip(attachments)
        .map(|(place, it)| AttachmentView {
            place,
            kind: it.kind,
            name: it.name.clone(),
            alt: it.alt.clone(),
            bytes: it.bytes,
            width: it.width,
            height: it.height,
        })
        .collect()
}

impl Seen<'_> {
    /// An attachment of a word, if the viewer may see that.
    pub fn attachment(&self, word: ContributionId, place: u8) -> Option<Lies> {
        let said = self.visible(word)?;
        let before = usize::from(place).checked_sub(1)?;
        let it = said.attachments.get(before)?;
        let file = said.attachments[..before]
            .iter()
            .map(Attachment::files)
            .sum();
        Some(Lies {
            sequence: said.stamp.sequence,
            file,
            preview: (it.files() > 1).then_some(file + 1),
            attachment: views(&said.attachments).swap_remove(before),
        })
    }

    /// Every file that belongs to a word which the viewer may see: its entry, and its place there.
    pub fn files(&self) -> Vec<(u64, u8)> {
        let mut files = Vec::new();
        for said in self.contributions() {
            let count: u8 = said.attachments.iter().map(Attachment::files).sum();
            files.extend((0..count).map(|place| (said.stamp.sequence, place)));
        }
        files
    }
}
