//! Pictures: decoded within limits, turned as they were held, and encoded again.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageError, Limits, Rgb, RgbImage};

use crate::{Accepted, BYTES, Kind, PIXELS, PREVIEW, Picture, Refused};

/// What a decoder may take beside the pixels that it gives back.
const WORKING_BYTES: u64 = 256 << 20;

/// How much of a photograph is kept: nobody sees the difference.
const QUALITY: u8 = 88;
/// The same, of what is shown small.
const PREVIEW_QUALITY: u8 = 78;

/// The picture as it is kept, whatever it came as.
pub(crate) fn made_anew(bytes: &[u8]) -> Result<Accepted, Refused> {
    let (picture, is_photograph) = match bytes {
        [0xFF, 0xD8, 0xFF, ..] => {
            if !is_whole(bytes) {
                return Err(Refused::Broken);
            }
            (decoded(JpegDecoder::new(Cursor::new(bytes)))?, true)
        }
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => {
            let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits());
            let decoder = decoder.map_err(why)?;
            if decoder.is_apng().map_err(why)? {
                return Err(Refused::Moves);
            }
            (decoded(Ok(decoder))?, false)
        }
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => {
            let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(why)?;
            if decoder.has_animation() {
                return Err(Refused::Moves);
            }
            (decoded(Ok(decoder))?, true)
        }
        [b'G', b'I', b'F', b'8', ..] => return Err(Refused::Moves),
        _ => return Err(Refused::Unknown),
    };
    let (width, height) = (picture.width(), picture.height());
    let preview = match width.max(height) > PREVIEW {
        true => jpeg(&picture.thumbnail(PREVIEW, PREVIEW), PREVIEW_QUALITY)?,
        false => jpeg(&picture, PREVIEW_QUALITY)?,
    };
    let (kind, bytes) = encoded(&picture, is_photograph)?;
    Ok(Accepted {
        kind,
        bytes,
        picture: Some(Picture {
            width,
            height,
            preview,
        }),
    })
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(WORKING_BYTES);
    limits
}

fn why(error: ImageError) -> Refused {
    match error {
        ImageError::Limits(_) => Refused::TooManyPixels,
        _ => Refused::Broken,
    }
}

/// Looks at the size first: a small file may claim to be as large as a field.
fn decoded(decoder: Result<impl ImageDecoder, ImageError>) -> Result<DynamicImage, Refused> {
    let mut decoder = decoder.map_err(why)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Refused::TooManyPixels);
    }
    decoder.set_limits(limits()).map_err(why)?;
    let held = decoder.orientation().map_err(why)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(why)?;
    picture.apply_orientation(held);
    Ok(picture)
}

/// A photograph stays one; what has drawn edges, or shines through, stays exact where there is room.
fn encoded(picture: &DynamicImage, is_photograph: bool) -> Result<(Kind, Vec<u8>), Refused> {
    let is_opaque = !picture.color().has_alpha();
    if !(is_photograph && is_opaque) {
        let bytes = png(picture)?;
        if bytes.len() <= BYTES {
            return Ok((Kind::Png, bytes));
        }
        if !is_opaque {
            return Err(Refused::TooLarge);
        }
    }
    let bytes = jpeg(picture, QUALITY)?;
    if bytes.len() > BYTES {
        return Err(Refused::TooLarge);
    }
    Ok((Kind::Jpeg, bytes))
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, Refused> {
    let picture = match picture.color().has_color() {
        true if picture.color().has_alpha() => DynamicImage::from(picture.to_rgba8()),
        true => DynamicImage::from(picture.to_rgb8()),
        false if picture.color().has_alpha() => DynamicImage::from(picture.to_luma_alpha8()),
        false => DynamicImage::from(picture.to_luma8()),
    };
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let (width, height) = (picture.width(), picture.height());
    let written = encoder.write_image(picture.as_bytes(), width, height, picture.color().into());
    written.map_err(why)?;
    Ok(bytes)
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    let written = match picture {
        DynamicImage::ImageLuma8(grey) => encoder.encode_image(grey),
        seen if seen.color().has_alpha() => encoder.encode_image(&on_white(seen)),
        seen => encoder.encode_image(&seen.to_rgb8()),
    };
    written.map_err(why)?;
    Ok(bytes)
}

/// What shines through, on paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let picture = picture.to_rgba8();
    let mut paper = RgbImage::new(picture.width(), picture.height());
    for (to, from) in paper.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let mixed = |colour: u32| ((colour * alpha + 255 * (255 - alpha)) / 255) as u8;
        *to = Rgb([mixed(red), mixed(green), mixed(blue)]);
    }
    paper
}

/// Whether a JPEG comes to its end: decoders paint grey what is missing. Cameras write things behind it.
fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&[0xFF, marker]) = bytes.get(at..at + 2) {
        match marker {
            // The end.
            0xD9 => return true,
            // What fills, and what has no length.
            0xFF => at += 1,
            0x01 | 0xD0..=0xD7 => at += 2,
            _ => {
                let Some(&[high, low]) = bytes.get(at + 2..at + 4) else {
                    return false;
                };
                at += 2 + usize::from(u16::from_be_bytes([high, low])).max(2);
                if marker == 0xDA {
                    // What was scanned, up to the next marker that is none of its own.
                    let Some(rest) = bytes.get(at..) else {
                        return false;
                    };
                    let ends = |pair: &[u8]| {
                        pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF)
                    };
                    match rest.windows(2).position(ends) {
                        Some(length) => at += length,
                        None => return false,
                    }
                }
            }
        }
    }
    false
}
