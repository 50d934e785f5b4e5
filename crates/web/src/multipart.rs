//! Forms that bring files: `multipart/form-data` (RFC 7578), read from bytes that are all there or were cut off.
//!
//! What was typed comes out as any form's; files beside it. Of a body that was too large to be kept, what stood before
//! the cut is read, so that no word is lost for a picture.

use bytes::Bytes;

use crate::problem::Problem;

/// Parts of one form; more is an attack.
const PARTS: usize = 1_000;
/// The longest boundary that there may be, and the longest heading of a part that browsers write.
const BOUNDARY: usize = 70;
const HEADING: usize = 4_096;

/// A file that came with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The form's field.
    pub field: String,
    /// What the file is called where it comes from.
    pub name: String,
    /// What is in it; `None` where all of them together were too large to be kept.
    pub bytes: Option<Bytes>,
}

/// What a form brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Its fields, as they came. A file's field has the file's name.
    pub pairs: Vec<(String, String)>,
    /// Its files; a field in which none was chosen has none.
    pub files: Vec<Sent>,
}

/// The boundary that a media type names, if it is that of such a form.
pub fn boundary(media_type: &str) -> Option<&str> {
    let (kind, rest) = media_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let named = rest.split(';').find_map(|it| {
        let (name, value) = it.trim().split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then_some(value)
    })?;
    let boundary = named.trim().trim_matches('"');
    ((1..=BOUNDARY).contains(&boundary.len())).then_some(boundary)
}

/// Reads a form. Where the body `is_whole`, it has to end as it should.
///
/// # Errors
/// When it is no such form, or what was typed is no UTF-8.
pub fn read(body: &Bytes, boundary: &str, is_whole: bool) -> Result<Brought, Problem> {
    let malformed = || Problem::Body("not multipart/form-data".to_owned());
    let line = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut brought = Brought::default();
    if !body.starts_with(line.as_bytes()) {
        return Err(malformed());
    }
    let mut at = line.len();
    loop {
        match body.get(at..at + 2) {
            Some(b"--") => return Ok(brought),
            Some(b"\r\n") => at += 2,
            _ if is_whole => return Err(malformed()),
            _ => return Ok(brought),
        }
        if brought.pairs.len() >= PARTS {
            return Err(Problem::TooLarge);
        }
        let rest = &body[at..];
        let heading = find(&rest[..rest.len().min(HEADING)], b"\r\n\r\n");
        let Some(length) = heading else {
            return match is_whole {
                true => Err(malformed()),
                false => Ok(brought),
            };
        };
        let heading = std::str::from_utf8(&rest[..length]).map_err(|_| malformed())?;
        let (field, file) = named(heading).ok_or_else(malformed)?;
        let begins = at + length + 4;
        let ends = find(&body[begins..], between.as_bytes()).map(|length| begins + length);
        match (file, ends) {
            (None, Some(end)) => {
                let text = std::str::from_utf8(&body[begins..end]);
                let text = text.map_err(|_| Problem::Body("not UTF-8".to_owned()))?;
                brought.pairs.push((field, text.to_owned()));
            }
            // A field in which nothing was chosen.
            (Some(name), Some(end)) if name.is_empty() && begins == end => {}
            (Some(name), ends) if ends.is_some() || !is_whole => {
                brought.pairs.push((field.clone(), name.clone()));
                let bytes = ends.map(|end| body.slice(begins..end));
                brought.files.push(Sent { field, name, bytes });
            }
            _ if is_whole => return Err(malformed()),
            _ => {}
        }
        match ends {
            Some(end) => at = end + between.len(),
            None => return Ok(brought),
        }
    }
}

/// Which field a part is of, and of a file what that is called.
fn named(heading: &str) -> Option<(String, Option<String>)> {
    let says = |line: &&str| {
        let (name, _) = line.split_once(':').unwrap_or_default();
        name.eq_ignore_ascii_case("content-disposition")
    };
    let (_, disposition) = heading.split("\r\n").find(says)?.split_once(':')?;
    let field = quoted(disposition, "name")?;
    Some((field, quoted(disposition, "filename")))
}

/// The value of a parameter in quotes, in which browsers write a quote as `%22` and the end of a line as `%0D%0A`.
fn quoted(disposition: &str, parameter: &str) -> Option<String> {
    let mut rest = disposition;
    while let Some((before, after)) = rest.split_once("=\"") {
        let (value, behind) = after.split_once('"')?;
        let name = before.rsplit(';').next().unwrap_or_default().trim();
        if name.eq_ignore_ascii_case(parameter) {
            let value = value.replace("%22", "\"").replace("%0D%0A", " ");
            return Some(value.replace("%0D", " ").replace("%0A", " "));
        }
        rest = behind;
    }
    None
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let mut from = 0;
    // Looked for by its first byte, which is rare: files are long.
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == what[0]) {
        if bytes[from + at..].starts_with(what) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--xyz\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nFür \"alle\"\r\nso\r\n\
        --xyz\r\ncontent-disposition: form-data; name=\"file-1\"; filename=\"a %22b%22; name=c.jpg\"\r\n\
        Content-Type: image/jpeg\r\n\r\n\u{1}\r\n--xy\r\n\r\n--xyz\r\n\
        Content-Disposition: form-data; name=\"file-2\"; filename=\"\"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\r\n--xyz--\r\n";

    fn body(text: &str) -> Bytes {
        Bytes::copy_from_slice(text.as_bytes())
    }

    #[test]
    fn words_come_as_typed_and_files_by_their_field() {
        let brought = read(&body(FORM), "xyz", true).unwrap();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let name = "a \"b\"; name=c.jpg";
        let pairs = [pair("words", "Für \"alle\"\r\nso"), pair("file-1", name)];
        assert_eq!(brought.pairs, pairs);
        assert_eq!(
            brought.files,
            [Sent {
                field: "file-1".to_owned(),
                name: name.to_owned(),
                bytes: Some(Bytes::from_static(b"\x01\r\n--xy\r\n")),
            }]
        );
    }

    #[test]
    fn of_a_form_that_was_cut_off_the_words_are_there_and_the_files_named() {
        let cut = FORM.find("--xy\r\n").unwrap();
        let brought = read(&body(&FORM[..cut]), "xyz", false).unwrap();
        assert_eq!(brought.pairs.len(), 2);
        assert_eq!(brought.files[0].bytes, None);
        for at in 0..FORM.len() {
            if FORM.is_char_boundary(at) {
                // Wherever it is cut: a form, or none.
                let _ = read(&body(&FORM[..at]), "xyz", false);
            }
        }
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for broken in [
            "",
            "--xy",
            "--xyz",
            "--xyz\r\n",
            "--xyz\r\n\r\n\r\n--xyz--",
            "--xyz\r\nContent-Disposition: form-data\r\n\r\n\r\n--xyz--",
            "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
            &FORM[..FORM.len() / 2],
        ] {
            assert!(read(&body(broken), "xyz", true).is_err(), "{broken:?}");
        }
    }

    #[test]
    fn a_boundary_is_named_by_such_a_form_alone() {
        for (media_type, named) in [
            ("multipart/form-data; boundary=abc", Some("abc")),
            (
                "Multipart/Form-Data; charset=utf-8; boundary=\"a b\"",
                Some("a b"),
            ),
            ("multipart/mixed; boundary=abc", None),
            ("multipart/form-data", None),
            ("multipart/form-data; boundary=", None),
            ("application/x-www-form-urlencoded; boundary=abc", None),
        ] {
            assert_eq!(boundary(media_type), named, "{media_type}");
        }
    }
}
