//! This server, for those who look after it: its address, who runs it, and what it runs on.

use accounts::Setting;
use askama::Template;
use domain::Moment;
use jiff::SignedDuration;

use super::set_up;
use crate::ask::{Answer, Ask, page, see};
use crate::forwarded::Amiss;
use crate::host;
use crate::layout::Layout;
use crate::mail::MailError;
use crate::problem::Problem;
use crate::relay::Dialogue;
use crate::settings::TrustedProxies;

#[derive(Template)]
#[template(path = "server.html")]
struct Page {
    layout: Layout,
    address: String,
    fixed: bool,
    operator: String,
    /// The visitor's organisation, where it is not the operator yet.
    candidate: Option<String>,
    facts: Vec<(String, String)>,
    /// What is amiss with the addresses of visitors.
    amiss: Vec<String>,
    /// What became of the mail of the last week; `None` where none is sent.
    mail: Option<MailState>,
}

/// The outbox in numbers, and what is amiss: nobody's name, and no word of any mail.
struct MailState {
    counts: Vec<(String, String)>,
    /// Why mail waits, or did not go out.
    trouble: Vec<String>,
    /// Where a test mail goes; empty where the visitor has no address.
    test_to: String,
    tested: Option<Tested>,
}

/// What came of a test mail.
struct Tested {
    taken: bool,
    told: String,
    /// What was said with the mail server.
    dialogue: Vec<String>,
}

/// Mails that ended are counted for so long.
const COUNTED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// `GET /server`
pub fn show(ask: &Ask) -> Answer {
    draw(ask, None)
}

fn draw(ask: &Ask, tested: Option<Tested>) -> Answer {
    let (web, say) = (&ask.web, ask.say);
    let person = &ask.visitor()?.person;
    let operator = web.app().accounts().setting(Setting::Operator)?;
    let runs = operator.is_some_and(|id| id == person.organisation.to_string());
    let sends = match (web.sends_mail(), web.mailer().is_configured()) {
        (true, _) => "server-mail-yes",
        (false, true) => "server-mail-no-address",
        (false, false) => "server-mail-no",
    };
    let asked_by = match web.settings().trust_proxy {
        TrustedProxies::None => "server-visitors-direct",
        TrustedProxies::Near | TrustedProxies::From(_) => "server-visitors-proxy",
    };
    let database = if web.app().is_embedded() {
        "server-database-embedded"
    } else {
        "server-database-postgres"
    };
    page(&Page {
        mail: mail_state(ask, tested)?,
        layout: Layout::new(ask, say.text("nav-server"))?,
        address: host::public_url(web).unwrap_or_default(),
        fixed: web.settings().public_url.is_some(),
        operator: host::operator(web),
        candidate: (!runs).then(|| person.organisation_name.clone()),
        facts: vec![
            (say.text("server-mail"), say.text(sends)),
            (say.text("server-database"), say.text(database)),
            (say.text("server-visitors"), say.text(asked_by)),
            (say.text("server-your-address"), ask.remote.to_string()),
            (
                say.text("server-version"),
                env!("CARGO_PKG_VERSION").to_owned(),
            ),
        ],
        amiss: amiss(ask),
    })
}

/// What is amiss with the header by which proxies name visitors, as this node has met it.
fn amiss(ask: &Ask) -> Vec<String> {
    let exact = |at| ask.dates().exact(at);
    let told = |amiss: Amiss| match amiss {
        Amiss::Unasked(peer, at) => ask.say.two(
            "server-visitors-unasked",
            ("peer", peer.to_string()),
            ("moment", exact(at)),
        ),
        Amiss::Never(peer) => ask.say.one("server-visitors-never", "peer", peer),
        Amiss::Unreadable(peer, at) => ask.say.two(
            "server-visitors-unreadable",
            ("peer", peer.to_string()),
            ("moment", exact(at)),
        ),
    };
    let met = ask.web.forwarded().amiss();
    met.into_iter().map(told).collect()
}

fn mail_state(ask: &Ask, tested: Option<Tested>) -> Result<Option<MailState>, Problem> {
    let (web, say) = (&ask.web, ask.say);
    if !web.mailer().is_configured() {
        return Ok(None);
    }
    let outbox = web.app().accounts().outbox(ask.timestamp() - COUNTED)?;
    let counts = [
        ("server-mail-waiting", outbox.waiting),
        ("server-mail-sent", outbox.sent),
        ("server-mail-failed", outbox.failed),
        ("server-mail-unclear", outbox.unclear),
    ];
    let mut trouble = Vec::new();
    if !web.sends_mail() {
        trouble.push(say.text("server-mail-address-missing"));
    }
    if let Some(why) = web.mailer().unreachable() {
        trouble.push(say.one("server-mail-unreachable", "why", why));
    }
    if let Some((why, at)) = outbox.trouble {
        let at = ask.dates().exact(Moment(at.as_millisecond()));
        trouble.push(say.two("server-mail-trouble", ("moment", at), ("why", why)));
    }
    let counts = counts.map(|(key, count)| (say.text(key), count.to_string()));
    Ok(Some(MailState {
        counts: counts.to_vec(),
        trouble,
        test_to: ask.visitor()?.person.email.clone().unwrap_or_default(),
        tested,
    }))
}

/// `POST /server/mail`: a mail to the visitor's own address, and what the mail server said to it.
///
/// # Errors
/// When much was mailed there lately.
pub fn test_mail(ask: &Ask) -> Answer {
    let (web, say) = (&ask.web, ask.say);
    let person = &ask.visitor()?.person;
    let Some(to) = person
        .email
        .as_deref()
        .filter(|_| web.mailer().is_configured())
    else {
        return show(ask);
    };
    let accounts = web.app().accounts();
    if let Err(refusal) = accounts.begin_letter(person.id, to, ask.remote, ask.timestamp()) {
        return ask.mend(Problem::Account(refusal), show);
    }
    let server = host::run_by(web, say, &host::address(ask));
    let text = say.one("server-mail-test-text", "server", server);
    let subject = say.plain("server-mail-test-subject");
    let mut dialogue = Dialogue::default();
    let sent = web.mailer().send_telling(to, subject, text, &mut dialogue);
    let told = match &sent {
        Ok(()) => say.one("server-mail-test-taken", "address", to),
        Err(MailError::Refused(why)) => say.one("server-mail-test-not", "why", why),
        Err(error) => say.one("server-mail-test-not", "why", error),
    };
    draw(
        ask,
        Some(Tested {
            taken: sent.is_ok(),
            told,
            dialogue: dialogue.lines().to_vec(),
        }),
    )
}

/// `POST /server`: the address, or that the visitor's organisation runs this server.
pub fn set(ask: &Ask) -> Answer {
    let accounts = ask.web.app().accounts();
    if ask.form.text("do") == "operate" {
        let organisation = ask.visitor()?.person.organisation;
        accounts.set_setting(Setting::Operator, &organisation.to_string())?;
    } else if ask.web.settings().public_url.is_none() {
        match set_up::checked_address(ask.form.text("address")) {
            Ok(address) => accounts.set_setting(Setting::PublicUrl, &address)?,
            Err(problem) => return ask.mend(problem, show),
        }
    }
    Ok(see("/server?said=server-kept"))
}
