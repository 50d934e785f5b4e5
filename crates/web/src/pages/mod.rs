//! The pages, one file each: what it shows, what its forms do.

pub mod account;
pub mod better_off;
pub mod demo;
pub mod dialogue;
pub mod features;
pub mod guess;
pub mod health;
pub mod home;
pub mod invitation;
pub mod invite;
pub mod open;
pub mod organisation;
pub mod outcome;
pub mod overview;
pub mod parties;
pub mod problem;
pub mod rate;
pub mod record;
pub mod reveal;
pub mod search;
pub mod server;
pub mod set_up;
pub mod sign_in;
pub mod table_settings;
pub mod value;
pub mod welcome;
