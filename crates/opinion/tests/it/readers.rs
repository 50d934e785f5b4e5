//! Exports as people really have them, and bytes that are none.

use opinion::polis;
use proptest::prelude::*;

/// Pieces of which something like an export is made.
const PIECES: [&str; 20] = [
    "comment-id,voter-id,vote,timestamp\n",
    "comment-id,comment-body,author-id,moderated\n",
    "1,2,1,5\n",
    "7,words,3,-1\n",
    "9,2,-1,-5\n",
    "\"",
    "\"\"",
    ",",
    "\n",
    "\r\n",
    "0",
    "-1",
    "18446744073709551615",
    "99999999999999999999",
    "\u{feff}",
    " ",
    "é",
    "\u{0}",
    "1,\"a,\nb\",2,0\n",
    "1,2,0,1\n",
];

fn lines(bytes: &[u8]) -> usize {
    1 + bytes.iter().filter(|&&byte| byte == b'\n').count()
}

fn read(bytes: &[u8]) -> Result<(), TestCaseError> {
    let lines = lines(bytes);
    if let Err(error) = polis::votes(bytes) {
        prop_assert!((1..=lines).contains(&error.line), "{error} of {lines}");
    }
    if let Err(error) = polis::comments(bytes) {
        prop_assert!((1..=lines).contains(&error.line), "{error} of {lines}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_pieces_are_read_or_refused_with_a_line(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40),
    ) {
        read(pieces.concat().as_bytes())?;
    }

    #[test]
    fn any_bytes_are_read_or_refused_with_a_line(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        read(&bytes)?;
    }
}

#[test]
fn a_row_without_end_is_refused_without_being_held() {
    // A stream that goes on for ever: only a limit ends it.
    let header = &b"comment-id,voter-id,vote\n1,2,"[..];
    let endless = std::io::Read::chain(header, std::io::repeat(b'7'));
    let error = polis::votes(std::io::BufReader::new(endless)).expect_err("too long");
    assert_eq!(
        error.to_string(),
        "line 2: this row is longer than 1048576 bytes"
    );
}

#[test]
fn a_broken_stream_is_refused_and_not_taken_for_its_end() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::ConnectionReset.into())
        }
    }
    let header = &b"comment-id,voter-id,vote\n1,2,1\n"[..];
    let broken = std::io::Read::chain(header, Broken);
    let error = polis::votes(std::io::BufReader::new(broken)).expect_err("broken");
    assert_eq!(error.line, 3);
}

/// Numbers as they stand in exports, and some that look nearly so.
const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "-1",
    "7",
    "007",
    "-0",
    "01",
    "1435654192085",
    "999999999999999999",
    "1000000000000000000",
    "18446744073709551615",
    "18446744073709551616",
];

proptest! {
    #[test]
    fn a_row_is_read_the_same_in_quotes_and_in_pieces_of_any_size(
        rows in prop::collection::vec(
            (prop::array::uniform4(prop::sample::select(&NUMBERS[..])), any::<bool>()),
            0..12,
        ),
        size in 1_usize..64,
    ) {
        let told = |mark: &str| {
            let mut text = "voter-id,timestamp,datetime,comment-id,vote\n".to_owned();
            for ([person, time, statement, vote], returns) in &rows {
                let quoted = |field: &str| format!("{mark}{field}{mark}");
                let fields = [person, time, "Tue Jun 30", statement, vote].map(quoted);
                text.push_str(&fields.join(","));
                text.push_str(if *returns { "\r\n" } else { "\n" });
            }
            text
        };
        let quoted = polis::votes(told("\"").as_bytes());
        prop_assert_eq!(&polis::votes(told("").as_bytes()), &quoted);
        let text = told("");
        let pieces = std::io::BufReader::with_capacity(size, text.as_bytes());
        prop_assert_eq!(&polis::votes(pieces), &quoted);
    }
}
