//! What the whole server is told once: a handful of named values.

use database::Connection;

use crate::{Accounts, Error, stored};

/// A named value. Secrets (a mail server's password) belong into the configuration, not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The address at which browsers reach this server.
    PublicUrl,
    /// The id of the organisation that runs this server, shown to everybody who is asked to speak.
    Operator,
    /// When set-up was done, in milliseconds since 1970; absent before.
    SetUpAt,
    /// The last moment that is known for sure: a server that runs notes it now and then, an operator
    /// confirms it. In milliseconds since 1970.
    TimeKnown,
    /// What the keys of people's drafts are made of. It opens nothing that lies on this server.
    DraftRoot,
}

impl Setting {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::PublicUrl => "public_url",
            Self::Operator => "operator",
            Self::SetUpAt => "set_up_at",
            Self::TimeKnown => "time_known",
            Self::DraftRoot => "draft_root",
        }
    }
}

impl Accounts {
    /// A setting's value, if it was set.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn setting(&self, setting: Setting) -> Result<Option<String>, Error> {
        self.database
            .read(|connection| Ok(read(connection, setting.key())))?
    }

    /// Sets a value, checked by the caller.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn set_setting(&self, setting: Setting, value: &str) -> Result<(), Error> {
        self.database
            .write(|connection| write(connection, setting.key(), value))
    }

    /// Whether set-up was done.
    ///
    /// # Errors
    /// Only when the database fails.
    pub fn is_set_up(&self) -> Result<bool, Error> {
        Ok(self.setting(Setting::SetUpAt)?.is_some())
    }
}

pub(crate) fn read(connection: &mut dyn Connection, key: &str) -> Result<Option<String>, Error> {
    let rows = connection.query(
        "SELECT value FROM settings WHERE key = ?1",
        &[stored::text(key)],
    )?;
    Ok(rows
        .first()
        .map(|row| row.text(0))
        .transpose()?
        .map(str::to_owned))
}

pub(crate) fn write(connection: &mut dyn Connection, key: &str, value: &str) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO settings (key, value) VALUES (?1, ?2) \
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        &[stored::text(key), stored::text(value)],
    )?;
    Ok(())
}

pub(crate) fn write_of(
    connection: &mut dyn Connection,
    setting: Setting,
    value: &str,
) -> Result<(), Error> {
    write(connection, setting.key(), value)
}
