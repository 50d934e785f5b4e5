//! Pictures and PDFs that go with a word: taken from a form, and given out again to whoever may read the word.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ::attachment::{Accepted, Kind, Refused};
use domain::attached::{Attaching, AttachmentView, File, Lies};
use domain::ids::*;
use domain::words::*;
use record::StreamId;

use crate::ask::{Answer, Ask, attached};
use crate::lanes::{self, Lane};
use crate::problem::Problem;
use crate::sheet::slug;

/// The fields of a form in which files are chosen, each with the one that says what is to be seen, and its place.
pub(crate) const ASKED: [(&str, &str, usize); 3] = [
    ("file-1", "alt-1", 1),
    ("file-2", "alt-2", 2),
    ("file-3", "alt-3", 3),
];

/// Letters of what a file is called.
const NAME: usize = 120;

/// The files that came with a form, looked at and made anew.
///
/// # Errors
/// The field of the first file that is not taken, and why.
pub(crate) fn brought(ask: &Ask) -> Result<Vec<Attaching>, Problem> {
    let mut brought = Vec::new();
    for (field, alt, _) in ASKED {
        let refused = |what| Problem::Field { field, what };
        let sent = ask.files.iter().find(|sent| sent.field == field);
        let alt = domain::text::optional_line(alt, ask.form.text(alt)).map_err(Problem::Rule)?;
        let Some(sent) = sent else {
            // Its name came without it: from a form that was given back.
            if !ask.form.text(field).is_empty() {
                return Err(refused("file-again"));
            }
            if !alt.is_empty() {
                return Err(refused("file-described"));
            }
            continue;
        };
        let bytes = sent.bytes.as_ref().ok_or(refused("file-together"))?;
        let accepted = accept(bytes).map_err(|why| refused(told(why)))?;
        brought.push(attaching(accepted, &sent.name, alt));
    }
    Ok(brought)
}

/// Looks at a file. A decoder that meets a defect has been given no picture.
pub(crate) fn accept(bytes: &[u8]) -> Result<Accepted, Refused> {
    lanes::belongs_in(Lane::Picture);
    catch_unwind(AssertUnwindSafe(|| ::attachment::accept(bytes))).unwrap_or_else(|_| {
        tracing::warn!("looking at a file met a defect");
        Err(Refused::Broken)
    })
}

/// What is attached of a file that is taken.
pub(crate) fn attaching(accepted: Accepted, name: &str, alt: String) -> Attaching {
    let file = |bytes: Vec<u8>| File(Arc::from(bytes));
    let (size, preview) = match accepted.picture {
        Some(picture) => ((picture.width, picture.height), Some(file(picture.preview))),
        None => ((0, 0), None),
    };
    Attaching {
        kind: match accepted.kind {
            Kind::Jpeg => AttachmentKind::Jpeg,
            Kind::Png => AttachmentKind::Png,
            Kind::Pdf => AttachmentKind::Pdf,
        },
        name: name_of(name),
        alt,
        size,
        whole: file(accepted.bytes),
        preview,
    }
}

/// What a file is called, without where it lay; nothing, where that cannot be shown.
fn name_of(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().take(NAME).collect();
    domain::text::optional_line("file", &name).unwrap_or_default()
}

/// The message that says why a file is not taken.
pub(crate) fn told(refused: Refused) -> &'static str {
    match refused {
        Refused::Empty => "file-empty",
        Refused::TooLarge => "file-too-large",
        Refused::Unknown => "file-unknown",
        Refused::Moves => "file-moves",
        Refused::TooManyPixels => "file-too-many-pixels",
        Refused::Broken => "file-broken",
        Refused::Runs => "file-runs",
        Refused::Locked => "file-locked",
    }
}

/// `GET /r/{relationship}/dialogue/{contribution}/attachments/{place}`: the file. A picture is shown, a PDF kept.
///
/// # Errors
/// [`Problem::NotFound`] where the visitor may not know of it, or it was erased.
pub fn whole(ask: &Ask) -> Answer {
    let lies = found(ask)?;
    let bytes = read(ask, &lies, lies.file)?;
    let (media_type, extension) = match lies.attachment.kind {
        AttachmentKind::Jpeg => ("image/jpeg", "jpg"),
        AttachmentKind::Png => ("image/png", "png"),
        AttachmentKind::Pdf => ("application/pdf", "pdf"),
    };
    let name = match slug(stem(&lies.attachment)) {
        named if named.is_empty() => "attachment".to_owned(),
        named => named,
    };
    let is_shown = lies.preview.is_some();
    let name = format!("{name}.{extension}");
    Ok(attached(bytes, media_type, is_shown, &name))
}

/// `GET /r/{relationship}/dialogue/{contribution}/attachments/{place}/preview`: a picture, small.
///
/// # Errors
/// As [`whole`]; of a PDF there is none.
pub fn preview(ask: &Ask) -> Answer {
    let lies = found(ask)?;
    let bytes = read(ask, &lies, lies.preview.ok_or(Problem::NotFound)?)?;
    Ok(attached(bytes, "image/jpeg", true, "preview.jpg"))
}

fn found(ask: &Ask) -> Result<Lies, Problem> {
    let word: ContributionId = ask.param("contribution")?;
    let found = ask.seen()?.attachment(word, ask.param("place")?);
    found.ok_or(Problem::NotFound)
}

fn read(ask: &Ask, lies: &Lies, file: u8) -> Result<Vec<u8>, Problem> {
    let stream = StreamId(ask.table()?.id.0);
    let bytes = ask.web.app().record().file(stream, lies.sequence, file)?;
    bytes.ok_or(Problem::NotFound)
}

/// What a file is called, without its ending.
fn stem(attachment: &AttachmentView) -> &str {
    let name = &attachment.name;
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
