//! Settings: from a file, the environment and the command line, the later winning.

// The fields' comments are what `--help` prints: addresses stand there as one types them.
#![allow(rustdoc::bare_urls, rustdoc::broken_intra_doc_links)]

use std::fs;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use accounts::secrecy::SecretString;
use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use web::settings::Smtp;

use crate::place::Place;

/// Port of `serve` and `demo` unless told otherwise.
pub const PORT: u16 = 8080;

/// Characters of a key that nobody guesses, whatever it is made of.
const SECRET_KEY_LEAST: usize = 32;

/// Settings as one source gives them. The names on the command line are the names in the file.
#[derive(Clone, Debug, Default, PartialEq, clap::Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// Where the data is.
    #[command(flatten)]
    #[serde(flatten)]
    pub place: Place,
    /// Where to listen, again for more [default: 127.0.0.1:8080 and [::1]:8080].
    #[arg(
        long,
        env = "COVALUE_LISTEN",
        value_name = "ADDRESS",
        value_delimiter = ','
    )]
    #[serde(default)]
    pub listen: Vec<SocketAddr>,
    /// The address that people open, such as https://value.example.org; unset, set-up asks for it.
    #[arg(long, env = "COVALUE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// A further name under which this server is opened, such as the one by which a proxy asks it,
    /// again for more; requests to any other name are refused.
    #[arg(
        long,
        env = "COVALUE_HOSTS",
        value_name = "NAME",
        value_delimiter = ','
    )]
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Mail server: smtps://USER:PASSWORD@HOST, or smtp://HOST:PORT?tls=required; unset, nothing is
    /// mailed and pages offer the text to copy.
    #[arg(
        long,
        env = "COVALUE_SMTP_URL",
        value_name = "URL",
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,
    /// Sender of that mail, such as "Covalue <covalue@example.org>".
    #[arg(long, env = "COVALUE_SMTP_FROM", value_name = "ADDRESS")]
    pub smtp_from: Option<String>,
    /// The name by which the mail server is greeted (EHLO) [default: the host of public-url].
    #[arg(long, env = "COVALUE_SMTP_HELLO", value_name = "NAME")]
    pub smtp_hello: Option<String>,
    /// Seals the secrets of authenticator apps in the database, and is what links of invitations are
    /// derived from: at least 32 random characters, the same on every node and for ever, kept apart
    /// from backups; unset, they lie there open.
    #[arg(
        long,
        env = "COVALUE_SECRET_KEY",
        value_name = "TEXT",
        hide_env_values = true
    )]
    pub secret_key: Option<String>,
    /// Take a visitor's address from the last X-Forwarded-For of a proxy of yours: true for one on
    /// this machine or a private network, else its addresses, such as 192.0.2.7,2001:db8::/64
    /// [default: false].
    #[arg(
        long,
        env = "COVALUE_TRUST_PROXY",
        value_name = "BOOL|ADDRESSES",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true"
    )]
    #[serde(default, deserialize_with = "true_or_text")]
    pub trust_proxy: Option<String>,
    /// Connections served at once [default: 4096].
    #[arg(long, env = "COVALUE_CONNECTIONS", value_name = "NUMBER")]
    pub connections: Option<usize>,
    /// What is logged: error, warn, info, debug, or per part as in "info,web=debug"
    /// [default: info].
    #[arg(long, env = "COVALUE_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// How it is logged: human or json [default: human].
    #[arg(long, env = "COVALUE_LOG_FORMAT", value_name = "FORMAT", value_enum)]
    pub log_format: Option<LogFormat>,
}

/// A setting that files may also write as a truth value.
fn true_or_text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Value {
        Truth(bool),
        Text(String),
    }
    Ok(Some(match Value::deserialize(from)? {
        Value::Truth(truth) => truth.to_string(),
        Value::Text(text) => text,
    }))
}

/// How lines of the log look.
#[derive(Clone, Copy, Debug, Default, PartialEq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
}

impl Settings {
    /// Settings of a TOML file.
    ///
    /// # Errors
    /// When it cannot be read, is no TOML, or says what is no setting.
    pub fn from_file(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        Self::from_toml(&text).with_context(|| path.display().to_string())
    }

    fn from_toml(text: &str) -> anyhow::Result<Self> {
        let table: toml::Table = toml::from_str(text)?;
        // A misspelt setting must not be passed over in silence.
        if let Some(unknown) = table.keys().find(|key| !names().contains(*key)) {
            bail!("there is no setting “{unknown}”");
        }
        let settings: Self = table.try_into()?;
        let place = &settings.place;
        ensure!(
            place.data.is_none() || place.database.is_none(),
            "set data or database, not both"
        );
        Ok(settings)
    }

    /// These settings, with those of the file where they say nothing.
    pub fn over(self, file: Self) -> Self {
        Self {
            place: self.place.or(file.place),
            listen: if self.listen.is_empty() {
                file.listen
            } else {
                self.listen
            },
            public_url: self.public_url.or(file.public_url),
            hosts: if self.hosts.is_empty() {
                file.hosts
            } else {
                self.hosts
            },
            smtp_url: self.smtp_url.or(file.smtp_url),
            smtp_from: self.smtp_from.or(file.smtp_from),
            smtp_hello: self.smtp_hello.or(file.smtp_hello),
            secret_key: self.secret_key.or(file.secret_key),
            trust_proxy: self.trust_proxy.or(file.trust_proxy),
            connections: self.connections.or(file.connections),
            log: self.log.or(file.log),
            log_format: self.log_format.or(file.log_format),
        }
    }

    /// The key that seals, if there is one.
    ///
    /// # Errors
    /// When it is short enough to be guessed.
    pub fn sealing_key(&self) -> anyhow::Result<Option<SecretString>> {
        let Some(key) = &self.secret_key else {
            return Ok(None);
        };
        ensure!(
            key.len() >= SECRET_KEY_LEAST,
            "secret-key needs at least {SECRET_KEY_LEAST} random characters"
        );
        Ok(Some(key.as_str().into()))
    }

    /// What the web is told.
    ///
    /// # Errors
    /// When a setting makes no sense, alone or beside another.
    pub fn web(&self) -> anyhow::Result<web::Settings> {
        let public_url = self
            .public_url
            .as_deref()
            .map(checked_public_url)
            .transpose()?;
        let smtp = match (&self.smtp_url, &self.smtp_from) {
            (Some(url), Some(from)) => {
                // Names no password, whatever is wrong.
                let relay = web::relay::Relay::parse(url);
                relay.map_err(|why| anyhow::anyhow!("smtp-url: {why}"))?;
                ensure!(
                    web::mail::sender(from).is_some(),
                    "smtp-from must be an address without letters beyond ASCII before the @, such as \
                     “Covalue <covalue@example.org>”"
                );
                Some(Smtp {
                    url: url.clone(),
                    from: from.clone(),
                    hello: self.smtp_hello.clone(),
                })
            }
            (None, None) => None,
            _ => bail!("smtp-url and smtp-from go together"),
        };
        if let Some(name) = &self.smtp_hello {
            ensure!(
                web::host::name_of(name).is_some(),
                "smtp-hello must be a name, such as value.example.org: “{name}” is none"
            );
        }
        for host in &self.hosts {
            ensure!(
                web::host::name_of(host).is_some(),
                "hosts must be names, such as value.example.org: “{host}” is none"
            );
        }
        let trust_proxy = self.trust_proxy.as_deref().map(str::parse).transpose();
        let trust_proxy = trust_proxy
            .map_err(|wrong: String| anyhow::anyhow!(wrong))
            .context("trust-proxy")?;
        let defaults = web::Settings::default();
        Ok(web::Settings {
            listen: if self.listen.is_empty() {
                both_loopbacks(PORT)
            } else {
                self.listen.clone()
            },
            public_url,
            hosts: self.hosts.clone(),
            smtp,
            trust_proxy: trust_proxy.unwrap_or(defaults.trust_proxy),
            connections: self.connections.unwrap_or(defaults.connections),
            ..defaults
        })
    }
}

/// Both addresses that `localhost` may mean.
pub fn both_loopbacks(port: u16) -> Vec<SocketAddr> {
    vec![
        (Ipv4Addr::LOCALHOST, port).into(),
        (Ipv6Addr::LOCALHOST, port).into(),
    ]
}

fn checked_public_url(url: &str) -> anyhow::Result<String> {
    web::pages::set_up::checked_address(url).ok().with_context(|| {
        format!("public-url must be https://HOST, or http://HOST within your own network: “{url}” is not")
    })
}

/// Where settings may come from, other than the environment.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// A TOML file of settings; the environment and the command line go before it.
    #[arg(long, env = "COVALUE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The settings given directly.
    #[command(flatten)]
    pub settings: Settings,
}

impl Options {
    /// All of them, merged.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn merged(self) -> anyhow::Result<Settings> {
        with_file(self.settings, self.config.as_deref())
    }
}

/// Where settings of a command may come from that asks for no more than the place of the data.
#[derive(Clone, Debug, clap::Args)]
pub struct PlaceOptions {
    /// The server's file of settings, where it says where the data is.
    #[arg(long, global = true, env = "COVALUE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

impl PlaceOptions {
    /// The settings as far as they are known.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn merged(self) -> anyhow::Result<Settings> {
        let settings = Settings {
            place: self.place,
            ..Settings::default()
        };
        with_file(settings, self.config.as_deref())
    }
}

fn with_file(settings: Settings, file: Option<&Path>) -> anyhow::Result<Settings> {
    let file = file
        .map(Settings::from_file)
        .transpose()?
        .unwrap_or_default();
    Ok(settings.over(file))
}

fn arguments() -> Vec<clap::Arg> {
    use clap::Args;
    let command = Settings::augment_args(clap::Command::new("serve"));
    command.get_arguments().cloned().collect()
}

fn names() -> Vec<String> {
    arguments()
        .iter()
        .filter_map(|argument| argument.get_long().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of docs/settings.md, as the command line's own description gives it.
    fn table() -> String {
        let mut table =
            String::from("| flag and name in the file | environment | meaning |\n|---|---|---|\n");
        for argument in arguments() {
            let name = argument.get_long().unwrap_or_default();
            let environment = argument
                .get_env()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let meaning = argument
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            table += &format!("| `--{name}` | `{environment}` | {meaning} |\n");
        }
        table
    }

    #[test]
    fn documented_settings_are_those_there_are() {
        let page = include_str!("../../../docs/settings.md");
        assert!(
            page.contains(&table()),
            "docs/settings.md should hold:\n\n{}",
            table()
        );
    }

    #[test]
    fn every_flag_is_a_name_in_the_file_and_a_variable() {
        let file = r#"
            data = "/var/lib/covalue"
            listen = ["0.0.0.0:80", "[::]:80"]
            public-url = "https://value.example.org"
            hosts = ["covalue", "value.internal"]
            smtp-url = "smtps://mail.example.org"
            smtp-from = "covalue@example.org"
            smtp-hello = "out.example.org"
            secret-key = "thirty-two and more random characters"
            trust-proxy = true
            connections = 7
            log = "warn"
            log-format = "json"
        "#;
        let settings = Settings::from_toml(file).unwrap();
        let told = format!("{settings:?}");
        assert_eq!(
            told.matches("None").count(),
            1,
            "only database is left out: {told}"
        );
        let set = file.lines().filter(|line| line.contains('=')).count();
        assert_eq!(set + 1, names().len());
        for argument in arguments() {
            let variable = argument.get_env().unwrap().to_string_lossy().into_owned();
            let name = argument
                .get_long()
                .unwrap()
                .replace('-', "_")
                .to_uppercase();
            assert_eq!(variable, format!("COVALUE_{name}"));
        }
    }

    #[test]
    fn misspelt_setting_is_refused_by_name() {
        let refused = Settings::from_toml("lisen = []").unwrap_err();
        assert!(refused.to_string().contains("lisen"));
    }

    #[test]
    fn file_gives_way_to_what_is_said_directly() {
        let file = Settings::from_toml("data = 'file'\nlog = 'warn'").unwrap();
        let said = Settings {
            place: Place {
                database: Some("postgres://h/n".to_owned()),
                data: None,
            },
            ..Settings::default()
        };
        let merged = said.over(file);
        assert_eq!(merged.place.data, None);
        assert_eq!(merged.place.database.as_deref(), Some("postgres://h/n"));
        assert_eq!(merged.log.as_deref(), Some("warn"));
    }

    #[test]
    fn a_key_that_could_be_guessed_is_refused() {
        let with = |key: &str| Settings {
            secret_key: Some(key.to_owned()),
            ..Settings::default()
        };
        assert!(with("short").sealing_key().is_err());
        let long = with("thirty-two and more random characters");
        assert!(long.sealing_key().unwrap().is_some());
        assert!(Settings::default().sealing_key().unwrap().is_none());
    }

    #[test]
    fn plain_http_is_refused_beyond_ones_own_house() {
        assert!(checked_public_url("http://value.example.org").is_err());
        assert!(checked_public_url("https://value.example.org/").is_ok());
    }
}
