//! Answers on their way: how much of them may lie in memory at once.
//!
//! An answer is in memory until its reader has taken it, and a reader may never take it. So each
//! asker has a share of what all may have on the way, and an answer beyond it is dropped and
//! refused instead. A file that is written piece by piece takes the place of one piece for as long
//! as it is read.

use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, HttpBody};
use axum::response::Response;
use bytes::{Buf, Bytes};
use http_body_util::BodyExt;
use hyper::body::{Frame, SizeHint};

use crate::lanes::Asker;

/// What all answers may hold: a small machine has it to spare.
pub const BYTES_IN_ALL: usize = 128 << 20;
/// Of this, one person, or one network of whom nothing else is known: a browser's pages and some
/// files many times over.
pub const BYTES_EACH: usize = 16 << 20;
/// Who has no more than this on the way is never refused for what is on its way to others.
pub const BYTES_ALWAYS: usize = 256 << 10;
/// What a file holds while it is read: a piece, and the next one being written.
pub const FILE_BYTES: usize = 2 << 20;
/// The largest answer that is no file: whatever grows with the record is paged below it.
pub const ANSWER_BYTES: usize = 1 << 20;

/// Bytes handed to the connection at a time: what it copies before the reader takes it.
const SLICE: usize = 32 << 10;

/// What is on its way to whom.
#[derive(Clone, Default)]
pub struct InFlight {
    held: Arc<Mutex<Held>>,
}

#[derive(Default)]
struct Held {
    all: usize,
    each: HashMap<Asker, usize>,
}

/// More is on its way than may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuch;

impl InFlight {
    fn held(&self) -> MutexGuard<'_, Held> {
        // Whole after every statement that holds the lock.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is on its way to everybody, in bytes.
    pub fn bytes(&self) -> usize {
        self.held().all
    }

    fn take(&self, asker: Asker, bytes: usize) -> Result<Share, TooMuch> {
        let mut held = self.held();
        let each = held.each.get(&asker).copied().unwrap_or_default();
        let is_little = each + bytes <= BYTES_ALWAYS;
        let fits = each + bytes <= BYTES_EACH && held.all + bytes <= BYTES_IN_ALL;
        // An answer larger than all that may be on its way arrives alone.
        if !is_little && !fits && held.all > 0 {
            return Err(TooMuch);
        }
        held.all += bytes;
        *held.each.entry(asker).or_default() += bytes;
        Ok(Share {
            held: Arc::clone(&self.held),
            asker,
            bytes,
        })
    }

    /// Counts the answer for as long as any of it is in memory.
    ///
    /// # Errors
    /// When too much is on its way to this asker or in all; the answer is dropped.
    pub async fn send(&self, asker: Asker, response: Response) -> Result<Response, TooMuch> {
        let (head, body) = response.into_parts();
        let body = match body.size_hint().exact() {
            Some(0) => Body::empty(),
            Some(_) => {
                // It is there already: nothing is waited for.
                let whole = body.collect().await.map(|body| body.to_bytes());
                let whole = whole.unwrap_or_default();
                let share = self.take(asker, whole.len())?;
                Body::new(Whole {
                    rest: whole,
                    _share: share,
                })
            }
            // The streams of open pages are hardly more than their connection.
            None if is_event_stream(&head.headers) => body,
            None => Body::new(Counted {
                body,
                _share: self.take(asker, FILE_BYTES)?,
            }),
        };
        Ok(Response::from_parts(head, body))
    }
}

fn is_event_stream(headers: &axum::http::HeaderMap) -> bool {
    headers
        .get(axum::http::header::CONTENT_TYPE)
        .is_some_and(|media_type| media_type == "text/event-stream")
}

/// What one answer holds.
struct Share {
    held: Arc<Mutex<Held>>,
    asker: Asker,
    bytes: usize,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.all -= self.bytes;
        if let Some(each) = held.each.get_mut(&self.asker) {
            *each -= self.bytes;
            if *each == 0 {
                held.each.remove(&self.asker);
            }
        }
    }
}

/// An answer that is there as a whole, handed over slice by slice: the connection takes the next
/// when its reader has taken those before, so that the share is given back when all is read.
struct Whole {
    rest: Bytes,
    _share: Share,
}

impl HttpBody for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let slice = self.rest.remaining().min(SLICE);
        let slice = self.rest.split_to(slice);
        Poll::Ready((!slice.is_empty()).then(|| Ok(Frame::data(slice))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

/// A file that is written while it is read.
struct Counted {
    body: Body,
    _share: Share,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::Share as Known;

    fn asker(last: u8) -> Asker {
        Asker::network([192, 0, 2, last].into(), Known::New)
    }

    fn answer(bytes: usize) -> Response {
        Response::new(Body::from(vec![0_u8; bytes]))
    }

    #[tokio::test]
    async fn unread_answers_are_bounded_for_each_and_in_all() {
        let in_flight = InFlight::default();
        let mut unread = Vec::new();
        let mut refused = 0;
        for number in 0..400 {
            match in_flight.send(asker(1), answer(ANSWER_BYTES)).await {
                Ok(response) => unread.push(response),
                Err(TooMuch) => refused += 1,
            }
            assert!(in_flight.bytes() <= BYTES_EACH, "{number}");
        }
        assert_eq!(refused, 400 - BYTES_EACH / ANSWER_BYTES);
        // Whoever else comes has their own share, until all is taken.
        for last in 2..100 {
            for _ in 0..100 {
                if let Ok(response) = in_flight.send(asker(last), answer(ANSWER_BYTES)).await {
                    unread.push(response);
                }
            }
        }
        assert_eq!(in_flight.bytes(), BYTES_IN_ALL);
        // Even then a page arrives.
        let page = in_flight.send(asker(200), answer(BYTES_ALWAYS)).await;
        assert!(page.is_ok());
        drop((unread, page));
        assert_eq!(in_flight.bytes(), 0);
        assert!(in_flight.held().each.is_empty());
    }

    #[tokio::test]
    async fn an_answer_arrives_whole_and_says_how_long_it_is() {
        let in_flight = InFlight::default();
        let bytes: Vec<u8> = (0..100_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let response = Response::new(Body::from(bytes.clone()));
        let sent = in_flight.send(asker(1), response).await.unwrap();
        assert_eq!(sent.body().size_hint().exact(), Some(100_000));
        let read = sent.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(read, bytes);
        assert_eq!(in_flight.bytes(), 0);
    }

    #[tokio::test]
    async fn a_file_takes_one_place_for_as_long_as_it_is_read() {
        let in_flight = InFlight::default();
        let mut open = Vec::new();
        for _ in 0..100 {
            let pieces = futures_util::stream::iter([Ok::<_, Infallible>("a piece")]);
            let response = Response::new(Body::from_stream(pieces));
            open.extend(in_flight.send(asker(1), response).await.ok());
        }
        assert_eq!(open.len(), BYTES_EACH / FILE_BYTES);
    }
}
