//! This server as others meet it: its address, and who runs it.

use accounts::Site;

use crate::Web;
use crate::ask::Ask;

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

/// This server as passkeys know it; none where they cannot be bound to its address. On `localhost`,
/// where it is tried out, whatever port was asked.
pub fn site(ask: &Ask) -> Option<Site> {
    let address = public_url(&ask.web);
    address.as_deref().and_then(Site::at).or_else(|| {
        let host = ask.headers.get("host")?.to_str().ok()?;
        let name = host.split(':').next();
        (name == Some("localhost"))
            .then(|| Site::at(&format!("http://{host}")))
            .flatten()
    })
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
