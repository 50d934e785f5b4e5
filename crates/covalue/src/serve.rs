//! `covalue serve`: the product on a database.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use accounts::secrecy::ExposeSecret;
use anyhow::{Context, ensure};
use app::{App, Clock};
use domain::Moment;
use jiff::Timestamp;
use tokio::net::{TcpListener, TcpSocket};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::MissedTickBehavior;
use web::Web;

use crate::settings::Options;

/// How often sessions and links that have ended are deleted.
const SWEEP_EVERY: Duration = Duration::from_secs(60 * 60);
/// How often it is asked whether an operator has confirmed the time, while it is unsure.
const TIME_EVERY: Duration = Duration::from_secs(2);
/// Files that the process opens beside its connections: the database's, the log, what the runtime
/// needs.
const OTHER_FILES: usize = 256;
/// How often the record is read for news and due mail goes out.
const MAIL_EVERY: Duration = Duration::from_secs(20);
/// Every few of these rounds it is asked who is to be reminded.
const REMINDED_EVERY: u32 = 15;
/// How long handlers may go on after the last connection was closed.
const LAST_WORK: Duration = Duration::from_secs(5);

/// Serves until the process is told to stop.
pub fn run(options: Options) -> anyhow::Result<()> {
    let settings = options.merged()?;
    crate::log::begin(
        settings.log.as_deref().unwrap_or("info"),
        settings.log_format,
    )?;
    let for_web = settings.web()?;
    let key = settings.sealing_key()?;
    let database = settings.place.open()?;
    let app = match key {
        Some(key) => App::open_sealed(database, Clock::System, &key)?,
        None => App::open(database, Clock::System)?,
    };
    for notice in app.database().notices() {
        tracing::warn!("{notice}");
    }
    if app.record().unwitnessed() > 0 {
        tracing::warn!(
            relationships = app.record().unwitnessed(),
            "no head of these was kept beside the database: whether their last entries were lost, nobody \
             here can tell (a restored copy is one; otherwise look for covalue.db.heads)"
        );
    }
    if let Some(doubt) = app.doubt_of_time()? {
        tracing::error!(
            "the machine's clock shows {}, and the last that is known here is {}: nothing is recorded \
             before somebody confirms the time (covalue admin confirm-time)",
            told(doubt.shown),
            told(doubt.known),
        );
        app.hold_time(doubt);
    }
    let code = app.accounts().set_up_code()?;
    let database = app.database().clone();
    let web = Web::new(app, for_web);
    ensure!(
        web.settings().smtp.is_none() || web.mailer().is_configured(),
        "smtp-url or smtp-from is malformed"
    );
    if web.mailer().is_configured() && !web.sends_mail() {
        tracing::warn!(
            "a mail server is set, and nothing is mailed: links in mail need the address that people open. \
             Set public-url, or give the address in the browser (at set-up, or on the server's page)"
        );
    }
    let public_url = web.settings().public_url.clone();
    let served = until_stopped(web, |port| {
        let address = public_url.unwrap_or_else(|| format!("http://localhost:{port}"));
        match &code {
            Some(code) => say(&format!(
                "One-time code: {}\nOpen {address}/set-up",
                code.expose_secret()
            )),
            None => say(&format!("Open {address}/")),
        }
    });
    // From here on a copy of the embedded database's file alone is whole.
    if let Err(error) = database.close() {
        tracing::warn!(%error, "the newest entries are still in the log beside covalue.db: keep both");
    }
    served
}

fn told(moment: Moment) -> String {
    Timestamp::from_millisecond(moment.0).map_or_else(|_| moment.0.to_string(), |at| at.to_string())
}

/// Prints for whoever started the process. That nobody reads is no reason not to serve.
pub fn say(lines: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{lines}").and_then(|()| out.flush());
}

/// Listens, tells `ready` the port, and serves until the process is asked to stop; then finishes
/// what runs.
pub fn until_stopped(web: Web, ready: impl FnOnce(u16)) -> anyhow::Result<()> {
    allow_files(web.settings().connections + OTHER_FILES);
    let runtime = web::server::runtime()?;
    let served = runtime.block_on(async {
        // Before anything is printed: whoever reads the link may send a signal at once.
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let listeners = listen(&web)?;
        let port = listeners
            .first()
            .context("nowhere to listen")?
            .local_addr()?
            .port();
        tokio::spawn(sweep(web.clone()));
        tokio::spawn(await_time(web.clone()));
        let stopping = Arc::new(AtomicBool::new(false));
        if web.mailer().is_configured() {
            tokio::spawn(mail(web.clone(), Arc::clone(&stopping)));
        }
        ready(port);
        let stop = async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            tracing::info!("stopping");
        };
        let served = web::server::serve(web, listeners, stop).await;
        // The mail being handed over is finished, and no other begun.
        stopping.store(true, Ordering::Relaxed);
        Ok(served?)
    });
    runtime.shutdown_timeout(LAST_WORK);
    served
}

/// Each connection is an open file, and a process may often open no more than 1,024 unless it asks
/// for as many as it is allowed.
fn allow_files(wanted: usize) {
    let wanted = u64::try_from(wanted).unwrap_or(u64::MAX);
    match rlimit::increase_nofile_limit(wanted) {
        Ok(allowed) if allowed < wanted => tracing::warn!(
            allowed,
            wanted,
            "fewer files may be opened than the connections allowed need: raise the limit (ulimit -n, \
             LimitNOFILE) or lower connections"
        ),
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "the limit of open files cannot be raised"),
    }
}

/// Binds every address of the settings. Port 0 means any that is free, the same for all of them.
fn listen(web: &Web) -> anyhow::Result<Vec<TcpListener>> {
    let mut listeners: Vec<TcpListener> = Vec::new();
    for address in &web.settings().listen {
        let mut address = *address;
        if let (0, Some(first)) = (address.port(), listeners.first()) {
            address.set_port(first.local_addr()?.port());
        }
        match bound(address) {
            Ok(listener) => {
                tracing::info!(address = %listener.local_addr()?, "listening");
                listeners.push(listener);
            }
            // Machines without IPv6 have one loopback address only.
            Err(error) if !listeners.is_empty() && address.ip().is_loopback() => {
                tracing::warn!(%address, %error, "not listening there");
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot listen on {address}"));
            }
        }
    }
    Ok(listeners)
}

/// So many connections may wait until they are taken: a hall full of people is told of something new in one moment, and
/// whom the system turns away then comes back only after a second.
const WAITING: u32 = 1_024;

fn bound(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // Whoever starts again does not wait for what is left of the connections before.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

async fn mail(web: Web, stopping: Arc<AtomicBool>) {
    let mut rounds = tokio::time::interval(MAIL_EVERY);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for round in 0_u32.. {
        rounds.tick().await;
        let (web, stopping) = (web.clone(), Arc::clone(&stopping));
        let sent = tokio::task::spawn_blocking(move || {
            let now = web.app().machine_time();
            let now = Timestamp::from_millisecond(now.0).unwrap_or_default();
            if round.is_multiple_of(REMINDED_EVERY) {
                web.app().plan_digests(now)?;
            }
            web::messages::round(&web, now, &stopping)
        });
        if let Ok(Err(error)) = sent.await {
            tracing::warn!(%error, "mail was held up");
        }
    }
}

async fn sweep(web: Web) {
    let mut hours = tokio::time::interval(SWEEP_EVERY);
    loop {
        hours.tick().await;
        let app = web.app().clone();
        let swept = tokio::task::spawn_blocking(move || -> anyhow::Result<()> {
            let now = Timestamp::from_millisecond(app.machine_time().0)?;
            app.note_time()?;
            Ok(app.accounts().sweep(now)?)
        });
        if let Ok(Err(error)) = swept.await {
            tracing::warn!(%error, "ended sessions could not be deleted");
        }
    }
}

/// Goes on as soon as the time was confirmed.
async fn await_time(web: Web) {
    let mut rounds = tokio::time::interval(TIME_EVERY);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        let app = web.app().clone();
        let sure = tokio::task::spawn_blocking(move || app.is_time_sure());
        if let Ok(Ok(true)) = sure.await {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[tokio::test]
    async fn six_hundred_who_come_in_one_moment_are_let_in_before_any_is_taken()
    -> std::io::Result<()> {
        let listener = bound(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let address = listener.local_addr()?;
        let mut come = Vec::new();
        for _ in 0..600 {
            // The system asks again after a second where there was no room.
            let within = Duration::from_millis(700);
            come.push(TcpStream::connect_timeout(&address, within)?);
        }
        Ok(())
    }
}
