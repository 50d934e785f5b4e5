//! Where a PostgreSQL server is, and how what is said to it is kept from others.

use std::fs;
use std::net::IpAddr;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::Error;

/// An address such as `postgres://user@host/name?sslmode=verify-full&sslrootcert=FILE`. Several hosts
/// are tried in turn; with `target_session_attrs=read-write` the first that takes writes is used.
pub(crate) struct Address {
    pub(crate) config: Config,
    pub(crate) tls: MakeRustlsConnect,
    /// Another machine is spoken to, and everybody on the way may listen.
    open: bool,
}

/// How the connection is protected, in libpq's words.
enum Protection {
    /// In clear text.
    Disable,
    /// Encrypted, for whoever answers.
    Require,
    /// Encrypted, for the host named, as an authority says that it is.
    VerifyFull,
}

impl Address {
    pub(crate) fn parse(url: &str) -> Result<Self, Error> {
        let (place, query) = url.split_once('?').unwrap_or((url, ""));
        let mut mode = None;
        let mut authorities = None;
        let mut rest = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", value)) => mode = Some(value),
                Some(("sslrootcert", file)) => authorities = Some(file.replace("%2F", "/")),
                _ => rest.push(pair),
            }
        }
        let mut config: Config = format!("{place}?{}", rest.join("&"))
            .parse()
            .map_err(|_| Error::Url)?;
        let remote = !config.get_hosts().iter().all(is_here)
            || !config.get_hostaddrs().iter().all(IpAddr::is_loopback);
        let refuse = |reason: &str| Err(Error::Address(reason.to_owned()));
        let protection = match mode {
            Some("disable") => Protection::Disable,
            Some("require") => Protection::Require,
            Some("verify-full") => Protection::VerifyFull,
            Some(_) => return refuse("sslmode is verify-full, require or disable"),
            None if remote => {
                return refuse(
                    "it is on another machine, so say how it is protected: sslmode=verify-full \
                     (with sslrootcert=FILE for an authority of your own), sslmode=require, or \
                     sslmode=disable where nobody else can listen",
                );
            }
            None => Protection::Disable,
        };
        config.ssl_mode(match protection {
            Protection::Disable => SslMode::Disable,
            Protection::Require | Protection::VerifyFull => SslMode::Require,
        });
        Ok(Self {
            open: remote && matches!(protection, Protection::Disable),
            tls: MakeRustlsConnect::new(client(&protection, authorities.as_deref())?),
            config,
        })
    }

    /// What whoever starts the program should know.
    pub(crate) fn notice(&self) -> Option<String> {
        self.open.then(|| {
            "what is said to the database goes over the network in clear text, passwords included \
             (sslmode=disable)"
                .to_owned()
        })
    }
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost"
                || name
                    .parse()
                    .is_ok_and(|address: IpAddr| address.is_loopback())
        }
        Host::Unix(_) => true,
    }
}

fn client(protection: &Protection, authorities: Option<&str>) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Address(error.to_string()))?;
    Ok(match protection {
        Protection::VerifyFull => builder.with_root_certificates(roots(authorities)?),
        Protection::Require | Protection::Disable => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Anybody(provider))),
    }
    .with_no_client_auth())
}

/// The authorities of a PEM file, else those that browsers trust.
fn roots(file: Option<&str>) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    let Some(file) = file else {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        return Ok(roots);
    };
    let refuse = |reason: String| Error::Address(format!("sslrootcert {file}: {reason}"));
    let pem = fs::read(file).map_err(|error| refuse(error.to_string()))?;
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        let certificate = certificate.map_err(|error| refuse(error.to_string()))?;
        roots
            .add(certificate)
            .map_err(|error| refuse(error.to_string()))?;
    }
    if roots.is_empty() {
        return Err(refuse("it holds no certificate".to_owned()));
    }
    Ok(roots)
}

/// Takes whoever answers, as `sslmode=require` says: it protects against who listens, not against who
/// answers in another's place.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> String {
        match Address::parse(url) {
            Err(error) => error.to_string(),
            Ok(_) => panic!("{url} is taken"),
        }
    }

    #[test]
    fn another_machine_is_not_spoken_to_before_it_is_said_how_that_is_protected() {
        for url in [
            "postgres://u@db.example.org/n",
            "postgres://u@127.0.0.1,10.0.0.7/n",
        ] {
            assert!(refusal(url).contains("sslmode=verify-full"), "{url}");
        }
        for url in [
            "postgres://u@localhost/n",
            "postgres://u@127.0.0.1:1,[::1]:2/n?target_session_attrs=read-write",
            "postgres://u@/n?host=/run/postgresql",
            "postgres://u@db.example.org/n?sslmode=require",
            "postgres://u@db.example.org/n?sslmode=verify-full&connect_timeout=3",
        ] {
            let address = Address::parse(url).unwrap_or_else(|error| panic!("{url}: {error}"));
            assert_eq!(address.notice(), None, "{url}");
        }
    }

    #[test]
    fn clear_text_to_another_machine_is_said() {
        let address = Address::parse("postgres://u@db.example.org/n?sslmode=disable").unwrap();
        assert!(address.notice().unwrap().contains("clear text"));
    }

    #[test]
    fn modes_that_promise_what_they_do_not_keep_are_refused() {
        for mode in ["prefer", "allow", "verify-ca", "verify_full", ""] {
            let url = format!("postgres://u@db.example.org/n?sslmode={mode}");
            assert!(refusal(&url).contains("sslmode is"), "{mode}");
        }
        let url = "postgres://u@h/n?sslmode=verify-full&sslrootcert=/nowhere.pem";
        assert!(refusal(url).contains("/nowhere.pem"));
    }
}
