//! The web: pages that work as plain HTML forms, and the same through a JSON API.
//!
//! A request becomes an [`ask::Ask`]: who asks, for what, in which language. A handler is an ordinary
//! function from an `Ask` to an [`ask::Answer`]; it runs on the blocking pool, reads a relationship
//! through `seen_by`, and changes it only by a command. Every handler stands in the one table of
//! [`routes::ROUTES`], with who may call it.

pub mod api;
pub mod ask;
pub mod assets;
pub mod catalogue;
pub mod chart;
pub mod cookie;
pub mod dates;
pub mod figures;
pub mod form;
pub mod host;
pub mod layout;
pub mod mail;
pub mod markdown;
pub mod names;
pub mod pages;
pub mod problem;
pub mod qr;
pub mod routes;
pub mod server;
pub mod settings;
pub mod visitor;

use std::sync::Arc;

use app::App;

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
}

impl Web {
    /// The web over a running product.
    pub fn new(app: App, settings: Settings) -> Self {
        let mailer = mail::Mailer::new(&settings);
        Self {
            inner: Arc::new(Inner {
                app,
                settings,
                mailer,
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

    /// The way out for mail.
    pub fn mailer(&self) -> &mail::Mailer {
        &self.inner.mailer
    }
}
