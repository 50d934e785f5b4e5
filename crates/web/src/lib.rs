//! The web: pages that work as plain HTML forms, and the same through a JSON API.
//!
//! A request becomes an [`ask::Ask`]: who asks, for what, in which language. A handler is an ordinary
//! function from an `Ask` to an [`ask::Answer`]; it may block, reads a relationship through `seen_by`,
//! and changes it only by a command. Every handler is in the one table of [`routes::ROUTES`], with
//! who may call it and in which lane it works ([`lanes`]).

pub mod again;
pub mod answers;
mod apart;
pub mod api;
pub mod ask;
pub mod assets;
pub mod back;
mod calendar;
mod called;
pub mod catalogue;
pub mod changes;
pub mod chart;
pub mod connections;
pub mod cookie;
pub mod dates;
pub mod figures;
pub mod form;
pub mod forwarded;
mod glance;
pub mod host;
pub mod lanes;
pub mod layout;
pub mod live;
pub mod mail;
pub mod markdown;
pub mod messages;
pub mod money;
mod multipart;
pub mod names;
pub mod needs;
pub mod pages;
pub mod paper;
pub mod problem;
pub mod qr;
pub mod relay;
pub mod room;
pub mod routes;
pub mod server;
pub mod settings;
pub mod sheet;
pub mod visitor;
pub mod voice;
pub mod well_known;

use std::num::NonZeroU32;
use std::sync::Arc;

use accounts::Setting;
use app::App;
use domain::Moment;
use domain::ids::PersonId;
use governor::clock::DefaultClock;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

pub use settings::Settings;

/// What every request shares.
#[derive(Clone)]
pub struct Web {
    inner: Arc<Inner>,
}

struct Inner {
    app: App,
    settings: Settings,
    mailer: mail::Mailer,
    address: Option<String>,
    live: live::Live,
    lanes: lanes::Lanes,
    rounds: pages::consultations::letters::Rounds,
    in_flight: answers::InFlight,
    forwarded: forwarded::Forwarded,
    writes: RateLimiter<PersonId, HashMapStateStore<PersonId>, DefaultClock>,
}

/// Commands of one person in a second, when it goes on: far above any hand, far below a flood.
const WRITES_PER_SECOND: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Commands of one person at once: a program that brings a list with it.
const WRITES_AT_ONCE: NonZeroU32 = NonZeroU32::new(500).unwrap();

impl Web {
    /// The web over a running product.
    pub fn new(app: App, settings: Settings) -> Self {
        let mailer = mail::Mailer::new(&settings, app.clone());
        app.set_sends_mail(mailer.is_configured());
        let kept = app.accounts().setting(Setting::PublicUrl).ok().flatten();
        let address = settings.public_url.clone().or(kept);
        let quota = Quota::per_second(WRITES_PER_SECOND).allow_burst(WRITES_AT_ONCE);
        let live = live::Live::new(settings.live, settings.connections);
        Self {
            inner: Arc::new(Inner {
                app,
                settings,
                mailer,
                live,
                address,
                lanes: lanes::Lanes::default(),
                rounds: Default::default(),
                in_flight: answers::InFlight::default(),
                forwarded: forwarded::Forwarded::default(),
                writes: RateLimiter::new(
                    quota,
                    HashMapStateStore::default(),
                    DefaultClock::default(),
                ),
            }),
        }
    }

    /// The product behind it.
    pub fn app(&self) -> &App {
        &self.inner.app
    }

    /// How this server is set up.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Sessions and limits go by the machine's clock even where the demo tells its past.
    pub(crate) fn now(&self) -> Moment {
        self.app().now().max(self.app().machine_time())
    }

    /// Whether people reach this server over https, as it was when it started: a server whose address
    /// is set up while it runs keeps the cookies that it gave.
    pub fn is_https(&self) -> bool {
        let address = self.address();
        address.is_some_and(|address| address.starts_with("https:"))
    }

    /// The address that people open, as it was when this server started.
    pub(crate) fn address(&self) -> Option<&str> {
        self.inner.address.as_deref()
    }

    /// Whether the person may write once more now.
    pub(crate) fn may_write(&self, person: PersonId) -> bool {
        self.inner.writes.check_key(&person).is_ok()
    }

    /// The pages that are open and follow their tables.
    pub fn live(&self) -> &live::Live {
        &self.inner.live
    }

    /// The lanes in which requests are answered.
    pub fn lanes(&self) -> &lanes::Lanes {
        &self.inner.lanes
    }

    /// How far the mails with links to consultations are.
    pub(crate) fn rounds(&self) -> &pages::consultations::letters::Rounds {
        &self.inner.rounds
    }

    /// Answers that their readers have not taken yet.
    pub fn in_flight(&self) -> &answers::InFlight {
        &self.inner.in_flight
    }

    /// Whether mail with links goes out: only then can anybody show an address.
    pub fn sends_mail(&self) -> bool {
        self.mailer().is_configured() && host::public_url(self).is_some()
    }

    /// What was met of proxies between visitors and this server.
    pub(crate) fn forwarded(&self) -> &forwarded::Forwarded {
        &self.inner.forwarded
    }

    /// The way out for mail.
    pub fn mailer(&self) -> &mail::Mailer {
        &self.inner.mailer
    }
}
