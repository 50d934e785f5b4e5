//! JSON that every reader takes for the same: an object, without a name twice.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::limits::JSON_DEPTH;

/// Whether `bytes` are one JSON object in UTF-8 in which no object has a name twice, nothing is
/// nested deeper than [`JSON_DEPTH`], and every number is one that a binary64 comes near.
pub(crate) fn is_object(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    if !text
        .trim_start_matches([' ', '\t', '\n', '\r'])
        .starts_with('{')
    {
        return false;
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    Depth(JSON_DEPTH).deserialize(&mut reader).is_ok() && reader.end().is_ok()
}

/// A name as it is read: borrowed, unless it is written with escapes.
#[derive(Deserialize)]
struct Name<'text>(#[serde(borrow)] Cow<'text, str>);

/// How many levels may still open.
#[derive(Clone, Copy)]
struct Depth(usize);

impl Depth {
    fn within<E: Error>(self) -> Result<Self, E> {
        let deeper = self.0.checked_sub(1).map(Self);
        deeper.ok_or_else(|| E::custom("nested too deeply"))
    }
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let inner = self.within()?;
        while list.next_element_seed(inner)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let inner = self.within()?;
        // Objects of facts are small; those with thousands of names are the outcome of an engine.
        let mut few: Vec<Cow<'de, str>> = Vec::new();
        let mut many: HashSet<Cow<'de, str>> = HashSet::new();
        while let Some(Name(name)) = map.next_key()? {
            let twice = few.contains(&name) || many.contains(&name);
            if twice {
                return Err(A::Error::custom("a name twice"));
            }
            if few.len() < 32 {
                few.push(name);
            } else {
                many.insert(name);
            }
            map.next_value_seed(inner)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_read_alike_by_everybody_or_refused() {
        for text in [
            "{}",
            " {\"a\": [1, -2.5e3, null, true, {\"a\": \"\\u00e4\"}]} ",
            r#"{"a":{"b":1},"b":{"b":1}}"#,
            r#"{"a":18446744073709551616}"#,
        ] {
            assert!(is_object(text.as_bytes()), "{text}");
        }
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(64), "]".repeat(64));
        let many: String = (0..100).map(|name| format!("\"{name}\":0,")).collect();
        for text in [
            "",
            "[]",
            "1",
            "{",
            "{} {}",
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"\u0061":1}"#,
            r#"{"x":[{"a":1,"a":1}]}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":NaN}"#,
            r#"{"a":1e999}"#,
            r#"{"a":01}"#,
            "\u{feff}{}",
            "{\"a\":\"\n\"}",
            &deep,
            &format!("{{{many}\"99\":1}}"),
        ] {
            assert!(!is_object(text.as_bytes()), "{text}");
        }
        assert!(!is_object(b"{\"a\":\"\xff\"}"));
    }
}
