//! What holds at the web's boundary: who may come where, what nobody outside an audience ever
//! receives, and that no input breaks it. The router is driven directly; only pages that are live
//! need sockets.

#![allow(clippy::unwrap_used)]

mod access;
mod addresses;
mod agreement;
mod api;
mod asked;
mod attachments;
mod calendars;
mod canaries;
mod catalogue;
mod consultations;
mod crowds;
mod days;
mod decisions;
mod doors;
mod edits;
mod features;
mod forgery;
mod forms;
mod invited;
mod letters;
mod links;
mod live;
mod mail_server;
mod malformed;
mod messages;
mod pages;
mod papers;
mod payloads;
mod people_asked;
mod readings;
mod reviewed;
mod secrets;
mod stores;
mod styles;
mod tables;
mod thread;
mod typed;
mod ways;
mod wording;
mod world;
