//! The demo told anew while it is served: one click, and everybody is back at its beginning. Nowhere else
//! is there anything of the kind.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use axum::Router;

use crate::Web;
use crate::server::router;

/// What is served now; another router takes its place between two requests.
#[derive(Clone)]
pub(crate) struct Stage(Arc<RwLock<Router>>);

impl Stage {
    pub(crate) fn new(router: Router) -> Self {
        Self(Arc::new(RwLock::new(router)))
    }

    /// What answers this request.
    pub(crate) fn router(&self) -> Router {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn put_on(&self, router: Router) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = router;
    }
}

/// Tells it again, into a place of its own.
type Tell = dyn Fn() -> Result<Web, String> + Send + Sync;

/// How it is told again.
#[derive(Clone)]
pub struct Again(Arc<Inner>);

struct Inner {
    tell: Box<Tell>,
    /// One at a time.
    telling: Mutex<()>,
    stage: OnceLock<Stage>,
}

impl fmt::Debug for Again {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Again")
    }
}

impl Again {
    /// By this function, whose web holds the same settings.
    pub fn new(tell: impl Fn() -> Result<Web, String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(Inner {
            tell: Box::new(tell),
            telling: Mutex::new(()),
            stage: OnceLock::new(),
        }))
    }

    /// Where it is served, from now on.
    pub(crate) fn is_on(&self, stage: &Stage) {
        let _ = self.0.stage.set(stage.clone());
    }

    /// Tells it and serves that instead.
    pub(crate) fn begin(&self) -> Result<(), String> {
        let _one = self
            .0
            .telling
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let web = (self.0.tell)()?;
        if let Some(stage) = self.0.stage.get() {
            tokio::spawn(web.live().clone().keep(web.clone()));
            stage.put_on(router(web));
        }
        Ok(())
    }
}
