//! Values on one scale from left to right: how they spread, and a guess beside what was said.

use super::{LEFT, Short, TOP, escape, on_scale, push};

/// How the values of five or more spread: each voice a dot above its whole value, the middle half a
/// box, the median a line. `None` below five, where a spread would show persons.
///
/// `five` are minimum, first quartile, median, third quartile and maximum, `voices` how many stand at
/// each whole value 0 to 10.
pub fn spread(
    five: [f64; 5],
    voices: &[u32; 11],
    party_class: &str,
    title: &str,
) -> Option<String> {
    const HIGHEST_STACK: f64 = 40.0;
    const BASE: f64 = 52.0;

    if voices.iter().sum::<u32>() < 5 {
        return None;
    }
    let [_, lower, median, upper, _] = five;
    let highest = voices.iter().copied().max().unwrap_or(1).max(1);
    let rise = (HIGHEST_STACK / f64::from(highest)).min(9.0);

    let mut svg = format!(
        r#"<svg class="chart spread {}" width="100%" height="84" role="img"><title>{}</title>"#,
        escape(party_class),
        escape(title)
    );
    for (value, count) in (0u8..).zip(voices).filter(|(_, count)| **count > 0) {
        let x = across(f64::from(value));
        if rise < 6.0 {
            push(
                &mut svg,
                format_args!(
                    r#"<line class="stack" x1="{x}%" x2="{x}%" y1="{}" y2="{}"/>"#,
                    Short(BASE - 6.0),
                    Short(BASE - 6.0 - rise * f64::from(*count))
                ),
            );
        } else {
            for level in 0..*count {
                push(
                    &mut svg,
                    format_args!(
                        r#"<circle cx="{x}%" cy="{}" r="4"/>"#,
                        Short(BASE - 8.0 - rise * f64::from(level))
                    ),
                );
            }
        }
    }
    push(
        &mut svg,
        format_args!(
            r#"<line class="grid" x1="{from}%" x2="{to}%" y1="{y}" y2="{y}"/><line class="middle-half" x1="{lower}%" x2="{upper}%" y1="{y}" y2="{y}"/><line class="median" x1="{median}%" x2="{median}%" y1="{above}" y2="{below}"/>"#,
            from = across(0.0),
            to = across(TOP),
            y = BASE + 4.0,
            lower = across(lower),
            upper = across(upper),
            median = across(median),
            above = BASE - 3.0,
            below = BASE + 11.0
        ),
    );
    figures(&mut svg, 79);
    svg.push_str("</svg>");
    Some(svg)
}

/// A guess beside what was said, on one scale: the provider's circle, the consumer's square.
pub fn gap(guessed: f64, said: f64, title: &str) -> String {
    const MIDDLE: f64 = 16.0;
    let mut svg = format!(
        r#"<svg class="chart gap" width="100%" height="56" role="img"><title>{}</title>"#,
        escape(title)
    );
    push(
        &mut svg,
        format_args!(
            r#"<line class="grid" x1="{}%" x2="{}%" y1="{MIDDLE}" y2="{MIDDLE}"/><line class="between" x1="{guess}%" x2="{value}%" y1="{MIDDLE}" y2="{MIDDLE}"/><circle class="party-provider" cx="{guess}%" cy="{MIDDLE}" r="10"/><svg class="party-consumer" x="{value}%" y="{MIDDLE}" overflow="visible"><rect x="-10" y="-10" width="20" height="20" rx="4.5"/></svg>"#,
            across(0.0),
            across(TOP),
            guess = across(guessed),
            value = across(said)
        ),
    );
    figures(&mut svg, 50);
    svg.push_str("</svg>");
    svg
}

/// Up to four values of one party on one scale, each with a shape of its own: a circle, a square, a
/// diamond, a triangle. [`shape`] draws the same beside a name.
pub fn apart(values: &[(Shape, f64)], party_class: &str, title: &str) -> String {
    const MIDDLE: f64 = 32.0;
    // Nearer than this, one shape would lie on another: it goes above it.
    const NEAR: f64 = 0.5;
    let mut svg = format!(
        r#"<svg class="chart apart {}" width="100%" height="62" role="img"><title>{}</title>"#,
        escape(party_class),
        escape(title)
    );
    push(
        &mut svg,
        format_args!(
            r#"<line class="grid" x1="{}%" x2="{}%" y1="{MIDDLE}" y2="{MIDDLE}"/>"#,
            across(0.0),
            across(TOP),
        ),
    );
    let across_all: Vec<f64> = values.iter().map(|(_, value)| *value).collect();
    for (place, (shape, value)) in values.iter().enumerate() {
        push(
            &mut svg,
            format_args!(
                r#"<svg x="{}%" y="{}" overflow="visible">{}</svg>"#,
                across(*value),
                Short(MIDDLE - 12.0 * f64::from(near(&across_all[..place], *value, NEAR))),
                outline(*shape)
            ),
        );
    }
    figures(&mut svg, 58);
    svg.push_str("</svg>");
    svg
}

/// A shape of [`apart`], to stand beside what it is called.
pub fn shape(shape: Shape, party_class: &str) -> String {
    let class = escape(party_class);
    let outline = outline(shape);
    format!(
        r#"<svg class="shape {class}" viewBox="-9 -9 18 18" width="14" height="14" aria-hidden="true">{outline}</svg>"#
    )
}

/// How many of the values lie near one, at most two: there is no more room.
fn near(values: &[f64], one: f64, within: f64) -> u8 {
    let near = values.iter().filter(|value| (*value - one).abs() < within);
    near.count().min(2) as u8
}

/// A shape around the middle, told from the others without its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A circle.
    Circle,
    /// A square.
    Square,
    /// A square on one corner.
    Diamond,
    /// A triangle.
    Triangle,
}

fn outline(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => r#"<circle r="7"/>"#,
        Shape::Square => r#"<rect x="-6.5" y="-6.5" width="13" height="13" rx="2"/>"#,
        Shape::Diamond => r#"<path d="M0-8 8 0 0 8-8 0z"/>"#,
        Shape::Triangle => r#"<path d="M0-7.5 8 6.5H-8z"/>"#,
    }
}

/// Where a value lies, in per cent of the chart's width.
fn across(value: f64) -> Short {
    Short(LEFT / 2.0 + on_scale(value) / TOP * (100.0 - LEFT))
}

/// The scale's figures, on this baseline.
fn figures(svg: &mut String, baseline: u8) {
    for value in [0.0, 5.0, 10.0] {
        push(
            svg,
            format_args!(
                r#"<text class="scale" x="{}%" y="{baseline}" text-anchor="middle">{value}</text>"#,
                across(value)
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::FIVE_AT_ONE;

    #[test]
    fn four_voices_have_no_spread() {
        let mut voices = FIVE_AT_ONE;
        voices[1] = 4;
        assert_eq!(spread([1.0; 5], &voices, "party-consumer", ""), None);
    }

    #[test]
    fn a_spread_is_drawn_at_the_quartiles_it_is_given() {
        // They come of thirds of a point, which the stacks at whole values no longer tell.
        let five = [1.0, 2.5, 5.0, 7.5, 9.0];
        let svg = spread(five, &FIVE_AT_ONE, "party-consumer", "").unwrap();
        assert!(
            svg.contains(r#"<line class="middle-half" x1="26.5%" x2="73.5%""#),
            "{svg}"
        );
        assert!(svg.contains(r#"<line class="median" x1="50%""#), "{svg}");
    }

    #[test]
    fn hundreds_of_voices_stay_within_the_chart() {
        let mut voices = FIVE_AT_ONE;
        voices[7] = 300;
        let svg = spread([7.0; 5], &voices, "party-consumer", "").unwrap();
        assert!(svg.contains(r#"y1="46" y2="6""#), "{svg}");
    }
}
