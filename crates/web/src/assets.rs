//! Stylesheet, script, fonts and pictures: embedded in the binary, named by the hash of their
//! content, so that a browser may keep them for ever and a new release is seen at once.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::{self, HeaderValue};
use axum::response::Response;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::ask::{Answer, Ask};
use crate::problem::Problem;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Assets;

/// All assets under one hash: they refer to each other, so they change together.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Assets::iter().collect();
    names.sort();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.as_bytes());
        if let Some(file) = Assets::get(&name) {
            hash.update(file.metadata.sha256_hash());
        }
    }
    hash.finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
});

static PATHS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    Assets::iter()
        .map(|name| (name.to_string(), format!("/assets/{}/{name}", *VERSION)))
        .collect()
});

/// Where an asset is: `/assets/<hash>/<name>`.
pub fn path(name: &str) -> &'static str {
    PATHS.get(name).map_or("/assets/missing", String::as_str)
}

/// `GET /assets/{version}/{*name}`
///
/// # Errors
/// [`Problem::NotFound`].
pub fn serve(ask: &Ask) -> Answer {
    let name: String = ask.param("name")?;
    let mut response = file(&name)?;
    let current = ask
        .param::<String>("version")
        .is_ok_and(|version| version == *VERSION);
    let keep = if current {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    Ok(response)
}

/// An asset, as long as nothing is said of how long to keep it.
///
/// # Errors
/// [`Problem::NotFound`].
pub(crate) fn file(name: &str) -> Answer {
    let file = Assets::get(name).ok_or(Problem::NotFound)?;
    let mut response = Response::new(Body::from(file.data.into_owned()));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media_type(name)),
    );
    Ok(response)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        _ => "text/plain; charset=utf-8",
    }
}
