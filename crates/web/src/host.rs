//! This server as others meet it: its address, and who runs it.

use crate::Web;

/// The address that people open.
pub fn public_url(web: &Web) -> Option<String> {
    let settings = web.settings();
    match &settings.public_url {
        Some(url) => Some(url.clone()),
        None => web
            .app()
            .accounts()
            .setting(accounts::Setting::PublicUrl)
            .ok()
            .flatten(),
    }
}

/// Who runs this server, by name; empty before set-up.
pub fn operator(web: &Web) -> String {
    let accounts = web.app().accounts();
    let id = accounts.setting(accounts::Setting::Operator).ok().flatten();
    let id = id.and_then(|id| id.parse().ok());
    let organisation = id.and_then(|id| accounts.organisation(id).ok().flatten());
    organisation
        .map(|organisation| organisation.name)
        .unwrap_or_default()
}
