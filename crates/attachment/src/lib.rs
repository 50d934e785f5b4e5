//! What may be attached to a word, found out by what is in it: pure, and usable on its own.
//!
//! A picture is decoded and made anew, so that nothing comes along but what one sees: no place where it was taken,
//! no camera, no words of a program, nothing behind its end. A PDF stays as it is; one that could run something, or
//! that holds other files, is refused as far as that can be found out.
//!
//! ```
//! use attachment::{Refused, accept};
//!
//! assert_eq!(accept(b"<svg onload='alert(1)'/>"), Err(Refused::Unknown));
//! ```

mod pdf;
mod picture;

/// The most bytes of one file, as it comes and as it is kept.
pub const BYTES: usize = 5 << 20;

/// The most pixels of a picture: what the cameras of phones take, and a quarter of a gigabyte at worst while it is
/// made anew.
pub const PIXELS: u64 = 25_000_000;

/// The longer side of a preview, in pixels.
pub const PREVIEW: u32 = 480;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture, as photographs are kept.
    Jpeg,
    /// A picture, as drawings and screens are kept.
    Png,
    /// A document.
    Pdf,
}

/// A file that may be attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// What it is.
    pub kind: Kind,
    /// What is kept of it.
    pub bytes: Vec<u8>,
    /// Of a picture, what one sees of it.
    pub picture: Option<Picture>,
}

/// What one sees of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How wide it is, in pixels, turned as it was held.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// The same, small: a JPEG.
    pub preview: Vec<u8>,
}

/// Why a file may not be attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More than [`BYTES`].
    #[error("the file is larger than {} MB", BYTES >> 20)]
    TooLarge,
    /// Neither a picture of a kind that is taken nor a PDF.
    #[error("the file is no JPEG, PNG, WebP or PDF")]
    Unknown,
    /// A picture that moves.
    #[error("the picture moves")]
    Moves,
    /// More than [`PIXELS`].
    #[error("the picture has more than {PIXELS} pixels")]
    TooManyPixels,
    /// It ends too early, or holds what cannot be read.
    #[error("the file is damaged")]
    Broken,
    /// A PDF that could run something, send something, or that holds other files.
    #[error("the PDF holds scripts, forms that send, media or other files")]
    Runs,
    /// A PDF under a password, of which nothing can be found out.
    #[error("the PDF is protected")]
    Locked,
}

/// Looks at a file, whatever it is called, and answers with what is kept of it.
///
/// # Errors
/// Why it may not be attached.
pub fn accept(bytes: &[u8]) -> Result<Accepted, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.len() > BYTES {
        return Err(Refused::TooLarge);
    }
    if bytes.starts_with(b"%PDF-") {
        pdf::check(bytes)?;
        return Ok(Accepted {
            kind: Kind::Pdf,
            bytes: bytes.to_vec(),
            picture: None,
        });
    }
    picture::made_anew(bytes)
}
