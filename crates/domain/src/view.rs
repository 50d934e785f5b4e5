//! What a person sees of a relationship. These shapes are what the pages render and what the API
//! answers; they are made through [`Seen`](crate::audience::Seen) only, so nothing in them lies outside
//! the viewer's sight.

mod contribution;
mod features;
mod summary;
mod table;
mod value;

pub use contribution::*;
pub use features::*;
pub use summary::*;
pub use table::*;
pub use value::*;
