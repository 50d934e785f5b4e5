//! Any bytes are a Pabulib file, or are refused with a line of theirs.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let lines = 2 + bytes.iter().filter(|b| matches!(b, b'\n' | b'\r')).count();
    match mix::pabulib::read(bytes) {
        Ok(reading) => assert!(
            reading
                .warnings
                .iter()
                .all(|w| (1..=lines).contains(&w.line))
        ),
        Err(error) => assert!((1..=lines).contains(&error.line), "{error}"),
    }
});
