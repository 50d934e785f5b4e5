//! What the record promises, on both databases.

mod appending;
mod crash;
mod erasing;
mod exchange;
mod golden;
mod story;
mod tampering;
