//! How much of everything, and why.

/// Kinds are identifiers of the program, such as `outcome_reworded`.
pub const KIND_BYTES: usize = 64;

/// A key that a client chose for one command; a UUID takes 36.
pub const KEY_BYTES: usize = 128;

/// Facts are small, except the recorded outcome of an engine over thousands of features or voices.
pub const FACT_BYTES: usize = 1024 * 1024;

/// Room for what later releases add to an entry.
pub const EXT_BYTES: usize = 16 * 1024;

/// Room for what later releases add to a stream's header.
pub const HEADER_BYTES: usize = 4 * 1024;

/// Levels of objects and lists in a fact, a content or an ext: no reader has to nest deeper.
pub const JSON_DEPTH: usize = 64;

/// The last millisecond of the year 9999: what calendars know, and an integer in every reader of JSON.
/// The first is 0, the beginning of 1970.
pub const LAST_MOMENT: i64 = 253_402_300_799_999;

/// Erasable content is what people type; the longest text a page takes is far below.
pub const CONTENT_BYTES: usize = 256 * 1024;

/// Bounds the time that one append holds its stream, and the memory it takes.
pub const ENTRIES_PER_APPEND: usize = 4096;

/// Like [`ENTRIES_PER_APPEND`], for entries that are large.
pub const BYTES_PER_APPEND: usize = 16 * 1024 * 1024;

/// Files of one entry: three pictures, each whole and small.
pub const FILES_PER_ENTRY: usize = 6;

/// The bytes of one file. In an export they take a third more, and one line.
pub const FILE_BYTES: usize = 5 * 1024 * 1024;

/// A consultation of a million voices with several votes each fits; the leaves of a full stream
/// are 320 MB, which a verifier can still hold.
pub const ENTRIES_PER_STREAM: u64 = 10_000_000;
