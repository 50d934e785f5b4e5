//! The rules of the table, shown as facts: given what was recorded, when somebody acts, then these
//! facts follow or this rule refuses.

mod agreements;
mod arrows;
mod attached;
mod audience;
mod ballots;
mod closing;
mod commitments;
mod consultations;
mod dialogue;
mod edits;
mod erasure;
mod factors;
mod feature;
mod guess;
mod hearing;
mod invited;
mod laws;
mod meetings;
mod mix;
mod names;
mod news;
mod proposals;
mod refusals;
mod review;
mod stall;
mod stall_second_hand;
mod steps;
mod table;
mod value;
mod voices;
mod wire;
mod wording;
mod world;
