//! An address as a QR code, to open it on a phone.

use std::fmt::Write;

use qrcode::{Color, QrCode};

/// Quiet modules around the code, as ISO/IEC 18004 asks.
const QUIET: usize = 4;

/// The code as SVG with `title`; empty when the text is longer than a code can hold.
pub fn svg(text: &str, title: &str) -> String {
    let Ok(code) = QrCode::new(text) else {
        return String::new();
    };
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (place, _) in code
        .to_colors()
        .iter()
        .enumerate()
        .filter(|(_, c)| **c == Color::Dark)
    {
        let (x, y) = (place % width + QUIET, place / width + QUIET);
        // Writing to a string cannot fail.
        let _ = write!(path, "M{x} {y}h1v1h-1z");
    }
    let title = askama::filters::escape(title, askama::filters::Html)
        .map(|safe| safe.to_string())
        .unwrap_or_default();
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\"><title>{title}</title>\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}
