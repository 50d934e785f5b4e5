//! `covalue serve`: the product on a database.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use accounts::secrecy::ExposeSecret;
use anyhow::Context;
use app::{App, Clock};
use database::Database;
use tokio::net::TcpListener;
use web::{Settings, Web};

/// What `serve` takes.
#[derive(clap::Args)]
pub struct Options {
    /// Directory of the embedded database.
    #[arg(long, env = "COVALUE_DATA", default_value = "covalue-data")]
    data: PathBuf,
    /// PostgreSQL instead of the embedded database.
    #[arg(long, env = "COVALUE_DATABASE")]
    database: Option<String>,
    /// Where to listen.
    #[arg(long, env = "COVALUE_LISTEN", default_value = "127.0.0.1:8080")]
    listen: Vec<SocketAddr>,
    /// The address that people open.
    #[arg(long, env = "COVALUE_PUBLIC_URL")]
    public_url: Option<String>,
}

/// Serves until it is told to stop.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let url = match &options.database {
        Some(url) => url.clone(),
        None => embedded(&options.data)?,
    };
    let app = App::open(Database::open(&url)?, Clock::System)?;
    let code = app.accounts().set_up_code()?;
    let settings = Settings {
        listen: options.listen.clone(),
        public_url: options.public_url.clone(),
        ..Settings::default()
    };
    until_stopped(Web::new(app, settings), |port| {
        if let Some(code) = &code {
            println!("One-time code: {}", code.expose_secret());
            println!("Open http://localhost:{port}/set-up");
        } else {
            println!("Open http://localhost:{port}/");
        }
    })
}

/// The URL of the embedded database in a directory, which is made when it is missing.
pub fn embedded(directory: &Path) -> anyhow::Result<String> {
    std::fs::create_dir_all(directory)
        .with_context(|| format!("{} cannot be made", directory.display()))?;
    Ok(format!("sqlite:{}", directory.join("covalue.db").display()))
}

/// Both addresses that `localhost` may mean, the given one first.
pub fn both_loopbacks(address: SocketAddr) -> Vec<SocketAddr> {
    let other = match address.ip() {
        IpAddr::V4(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        IpAddr::V6(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
    };
    vec![address, SocketAddr::new(other, address.port())]
}

/// Listens, tells `ready` the port, and serves until the process is asked to stop.
pub fn until_stopped(web: Web, ready: impl FnOnce(u16)) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut listeners: Vec<TcpListener> = Vec::new();
        for address in &web.settings().listen {
            let mut address = *address;
            if let (0, Some(first)) = (address.port(), listeners.first()) {
                address.set_port(first.local_addr()?.port());
            }
            match TcpListener::bind(address).await {
                Ok(listener) => listeners.push(listener),
                // A machine without IPv6 has one loopback address only.
                Err(error) if !listeners.is_empty() && address.ip().is_loopback() => {
                    tracing::debug!(%address, %error, "not listening there");
                }
                Err(error) => {
                    return Err(error).with_context(|| format!("cannot listen on {address}"));
                }
            }
        }
        let port = listeners
            .first()
            .context("nowhere to listen")?
            .local_addr()?
            .port();
        ready(port);
        web::server::serve(web, listeners, stop()).await?;
        Ok(())
    })
}

/// Resolves when the process is interrupted or terminated.
async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
