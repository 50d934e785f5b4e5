//! The public half of a passkey.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};
use serde::{Deserialize, Serialize};

use crate::bytes::Bytes;

/// A public key, as JSON a JWK (RFC 7517, 8037). Its kind is what decides on the algorithm: a signature never
/// says by what it is to be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kty", deny_unknown_fields)]
pub enum Key {
    /// ES256: ECDSA on P-256 with SHA-256 (COSE −7). Nearly all passkeys.
    #[serde(rename = "EC")]
    P256 {
        /// The curve's name.
        crv: P256,
        /// 32 bytes.
        x: Bytes,
        /// 32 bytes.
        y: Bytes,
    },
    /// RS256: RSASSA-PKCS1-v1_5 with SHA-256 (COSE −257), of 2048 bits or more. Windows Hello on older machines.
    #[serde(rename = "RSA")]
    Rsa {
        /// The modulus.
        n: Bytes,
        /// The exponent.
        e: Bytes,
    },
    /// EdDSA on Ed25519 (COSE −8).
    #[serde(rename = "OKP")]
    Ed25519 {
        /// The curve's name.
        crv: Ed25519,
        /// 32 bytes.
        x: Bytes,
    },
}

/// The only curve of [`Key::P256`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum P256 {
    /// NIST P-256.
    #[serde(rename = "P-256")]
    P256,
}

/// The only curve of [`Key::Ed25519`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ed25519 {
    /// Ed25519 of RFC 8032.
    Ed25519,
}

impl Key {
    /// Whether this key signed these bytes.
    pub fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Key::P256 { x, y, .. } if x.0.len() == 32 && y.0.len() == 32 => {
                let point = [&[0x04], &x.0[..], &y.0].concat();
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point);
                key.verify(message, signature).is_ok()
            }
            Key::P256 { .. } => false,
            Key::Rsa { n, e } => {
                let key = RsaPublicKeyComponents { n: &n.0, e: &e.0 };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                    .is_ok()
            }
            Key::Ed25519 { x, .. } => {
                let key = UnparsedPublicKey::new(&ED25519, &x.0);
                key.verify(message, signature).is_ok()
            }
        }
    }
}
