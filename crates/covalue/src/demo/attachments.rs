//! What people at the demo's table attach to their words: a picture and a sketch, drawn for it.

use std::sync::Arc;

use anyhow::Context;
use attachment::{Kind, accept};
use domain::attached::{Attaching, File};
use domain::words::AttachmentKind;

const BRIDGE: &[u8] = include_bytes!("bridge.png");
const CELLS: &[u8] = include_bytes!("bridge-cells.pdf");

/// A truck under the bridge.
pub fn bridge() -> anyhow::Result<Attaching> {
    attaching(
        BRIDGE,
        "elm-bridge.png",
        "One of our trucks stands under the Elm bridge with its lights on",
    )
}

/// Where two small cells would be mounted.
pub fn cells() -> anyhow::Result<Attaching> {
    attaching(
        CELLS,
        "bridge-cells.pdf",
        "Sketch: two small cells on the bridge",
    )
}

/// Looked at as whatever somebody sends.
fn attaching(bytes: &[u8], name: &str, alt: &str) -> anyhow::Result<Attaching> {
    let accepted = accept(bytes).context(name.to_owned())?;
    let file = |bytes: Vec<u8>| File(Arc::from(bytes));
    let (size, preview) = match accepted.picture {
        Some(picture) => ((picture.width, picture.height), Some(file(picture.preview))),
        None => ((0, 0), None),
    };
    Ok(Attaching {
        kind: match accepted.kind {
            Kind::Jpeg => AttachmentKind::Jpeg,
            Kind::Png => AttachmentKind::Png,
            Kind::Pdf => AttachmentKind::Pdf,
        },
        name: name.to_owned(),
        alt: alt.to_owned(),
        size,
        whole: file(accepted.bytes),
        preview,
    })
}
