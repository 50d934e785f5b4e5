//! `covalue serve`: the product on a database.

use std::net::SocketAddr;
use std::path::PathBuf;

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
        None => {
            std::fs::create_dir_all(&options.data).context("the data directory cannot be made")?;
            format!("sqlite:{}", options.data.join("covalue.db").display())
        }
    };
    let app = App::open(Database::open(&url)?, Clock::System)?;
    let code = app.accounts().set_up_code()?;
    let settings = Settings {
        listen: options.listen.clone(),
        public_url: options.public_url.clone(),
        ..Settings::default()
    };
    serve(Web::new(app, settings), code.as_ref().map(|code| code.expose_secret()))
}

/// Listens, says where, and serves until a signal.
pub fn serve(web: Web, code: Option<&str>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut listeners = Vec::new();
        let mut port = 0;
        for address in &web.settings().listen {
            // Of "any free port" the first address decides for all.
            let mut address = *address;
            if address.port() == 0 {
                address.set_port(port);
            }
            match TcpListener::bind(address).await {
                Ok(listener) => {
                    port = listener.local_addr()?.port();
                    listeners.push(listener);
                }
                // Machines without IPv6 have one loopback address only.
                Err(error) if address.is_ipv6() && !listeners.is_empty() => {
                    tracing::debug!(%error, "no IPv6 loopback");
                }
                Err(error) => {
                    return Err(error).with_context(|| format!("cannot listen on {address}"));
                }
            }
        }
        if let Some(code) = code {
            println!("One-time code: {code}");
        }
        println!("Open http://localhost:{port}/");
        web::server::serve(web, listeners, stop()).await?;
        Ok(())
    })
}

async fn stop() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(_) => return std::future::pending().await,
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
