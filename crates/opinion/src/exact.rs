//! The map as an exact picture: each person where their votes lie. It is for whoever holds the votes, and for nobody
//! else: see [`crate::drawing`].

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::axes::Point;
use crate::command::{Told, counted, letter};
use crate::drawing::{
    ABOVE, BELOW, BESIDE, HEIGHT, WIDTH, Words, element, escaped, look, name, shape,
};
use crate::map::Map;

/// People who would lie closer than this are drawn as one larger dot.
const CELL: f64 = 7.0;
/// The radius of one person.
const DOT: f64 = 3.6;

/// One in so many of a group may lie beyond its name.
const FEW: usize = 8;

/// Colours by group in light and dark surroundings; every group has a shape of its own as well.
pub(crate) const STYLE: &str = "
.g0{--place:#2563a8}.g1{--place:#b45309}.g2{--place:#2f7d4f}.g3{--place:#7c4d9e}.g4{--place:#b03052}.g5{--place:#44617b}
.off{--place:#8b8578}
@media (prefers-color-scheme:dark){
.g0{--place:#7db3ee}.g1{--place:#eda55b}.g2{--place:#79c698}.g3{--place:#c39ae3}.g4{--place:#f08ca6}.g5{--place:#a5bccf}
.off{--place:#8f897c}}
";

/// Colours of paper and ink.
pub(crate) const PAPER: &str = "
:root{--paper:#fdfcf9;--ink:#23211d;--quiet:#6a655a;--line:#ddd8cc}
@media (prefers-color-scheme:dark){:root{--paper:#191815;--ink:#ece8df;--quiet:#a39d90;--line:#3a372f}}
";

const DRAWN: &str = "
.map text{font:600 17px system-ui,sans-serif;fill:var(--ink);paint-order:stroke;stroke:var(--paper);
stroke-width:5px;stroke-linejoin:round}
.map .small{font-size:13px;font-weight:400}
.map .note{font-size:13px;font-weight:400;fill:var(--quiet);stroke:none}
@media (max-width:36rem){.map text{font-size:34px}.map .small{font-size:26px}.map .dot{stroke:var(--place);stroke-width:5}}
.map .area{fill:var(--place);fill-opacity:.1;stroke:var(--place);stroke-opacity:.45;stroke-width:1.5;
stroke-linejoin:round}
.map .dot{fill:var(--place);fill-opacity:.8;stroke:var(--paper);stroke-width:.8}
";

/// How to read it.
pub(crate) const NOTE: &str =
    "Each dot is a person, a larger one several. Near each other means: voted alike.";

/// A picture that stands by itself.
pub(crate) fn svg(told: &Told) -> String {
    let mut text = String::new();
    let _ = write!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" class=\"map\">\n\
         <title>{}</title>\n<desc>{}</desc>\n<style>{PAPER}{STYLE}{DRAWN}</style>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"var(--paper)\"/>\n",
        escaped(&told.title),
        escaped(&told.summary())
    );
    inside(told, &mut text);
    if told.map.is_ok() {
        let _ = writeln!(
            text,
            "<text x=\"20\" y=\"{}\" class=\"note\">{NOTE}</text>",
            HEIGHT - 14.0
        );
    }
    text.push_str("</svg>\n");
    text
}

/// The same as part of a page that brings [`PAPER`] and [`STYLE`].
pub(crate) fn figure(told: &Told) -> String {
    let mut text = String::new();
    let _ = write!(
        text,
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" class=\"map\" aria-label=\"{}\">\n\
         <style>{DRAWN}</style>\n",
        escaped(&told.summary())
    );
    inside(told, &mut text);
    text.push_str("</svg>\n");
    text
}

fn inside(told: &Told, text: &mut String) {
    match &told.map {
        Ok(map) => drawn(map, &ENGLISH, text),
        Err(why) => {
            let _ = writeln!(
                text,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" class=\"small\">{}</text>",
                WIDTH / 2.0,
                HEIGHT / 2.0,
                escaped(&why.to_string())
            );
        }
    }
}

const ENGLISH: Words<'static> = Words {
    group: &|group| format!("Group {}", letter(group)),
    people: &|people| counted(people, "person", "people"),
    aside: &|| "in no group".to_owned(),
    own: &|| "you".to_owned(),
};

/// Areas, dots and names, as elements of SVG. Dots come in the order of their places.
fn drawn(map: &Map, words: &Words<'_>, text: &mut String) {
    let frame = Frame::around(map);
    for (at, group) in map.groups.iter().enumerate() {
        let of = |&person: &usize| map.group_of[person] == Some(at as u8);
        let places = (0..map.people.len())
            .filter(of)
            .map(|p| frame.place(map.places[p]));
        let outline = outline(places.collect());
        if outline.len() > 2 {
            let points: Vec<String> = outline
                .iter()
                .map(|[x, y]| format!("{x:.1},{y:.1}"))
                .collect();
            let _ = writeln!(
                text,
                "<polygon class=\"area {}\" points=\"{}\"></polygon>",
                look(group.letter),
                points.join(" ")
            );
        }
    }
    dots(map, &frame, words, text);
    names(map, &frame, words, text);
}

fn dots(map: &Map, frame: &Frame, words: &Words<'_>, text: &mut String) {
    // People of one group at one spot, in the order of the groups: those off every group lie lowest.
    let mut spots: BTreeMap<(Option<u8>, i32, i32), (usize, Point)> = BTreeMap::new();
    for person in (0..map.people.len()).filter(|&person| map.is_placed[person]) {
        let [x, y] = frame.place(map.places[person]);
        let cell = (map.group_of[person], (x / CELL) as i32, (y / CELL) as i32);
        let spot = spots.entry(cell).or_insert((0, [0.0; 2]));
        spot.0 += 1;
        spot.1[0] += x;
        spot.1[1] += y;
    }
    for ((group, _, _), (people, [x, y])) in spots {
        let count = people as f64;
        let (x, y) = (x / count, y / count);
        let size = (DOT * count.sqrt()).min(30.0);
        let shape = match group {
            None => {
                format!("<circle class=\"dot off\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{size:.1}\">")
            }
            Some(group) => {
                let letter = map.groups[usize::from(group)].letter;
                shape(letter, [x, y], size)
            }
        };
        let element = element(&shape);
        let whose = group.map_or_else(
            || (words.aside)(),
            |group| (words.group)(map.groups[usize::from(group)].letter),
        );
        let _ = writeln!(
            text,
            "{shape}<title>{}, {}</title></{element}>",
            escaped(&(words.people)(people)),
            escaped(&whose)
        );
    }
}

/// Each name beside its group, on the side that lies away from the others, and clear of other names.
fn names(map: &Map, frame: &Frame, words: &Words<'_>, text: &mut String) {
    let middle: f64 = map
        .groups
        .iter()
        .map(|group| frame.place(group.centre)[1])
        .sum();
    let middle = middle / map.groups.len().max(1) as f64;
    let mut taken: Vec<Point> = Vec::new();
    for (at, group) in map.groups.iter().enumerate() {
        let centre = frame.place(group.centre);
        let is_above = centre[1] <= middle;
        let of = (0..map.people.len()).filter(|&p| map.group_of[p] == Some(at as u8));
        let mut places: Vec<Point> = of.map(|p| frame.place(map.places[p])).collect();
        places.sort_by(|a, b| a[1].total_cmp(&b[1]));
        if is_above {
            places.reverse();
        }
        // Nearly the outermost: the name belongs to where most are, not to somebody far from them.
        let outermost = places.get(places.len().saturating_sub(1 + places.len() / FEW));
        let [x, y] = outermost.copied().unwrap_or(centre);
        let x = f64::midpoint(x, centre[0]).clamp(90.0, WIDTH - 90.0);
        let y = if is_above { y - 12.0 } else { y + 10.0 };
        name(
            group.letter,
            group.people,
            [x, y],
            is_above,
            &mut taken,
            words,
            text,
        );
    }
}

/// Where places come to lie in the picture. One scale for both axes: distances must not lie.
struct Frame {
    middle: Point,
    scale: f64,
}

impl Frame {
    /// Around nearly everybody: a few people far out are drawn at the edge, or they would press all
    /// the others into a corner.
    fn around(map: &Map) -> Self {
        let bounds = [0, 1].map(|axis: usize| {
            let placed = (0..map.people.len()).filter(|&person| map.is_placed[person]);
            let mut along: Vec<f64> = placed.map(|person| map.places[person][axis]).collect();
            along.sort_by(f64::total_cmp);
            let few = along.len() / 100;
            let low = along.get(few).copied().unwrap_or(0.0);
            let high = along
                .get(along.len().saturating_sub(1 + few))
                .copied()
                .unwrap_or(0.0);
            (low, high)
        });
        let room = [WIDTH - 2.0 * BESIDE, HEIGHT - ABOVE - BELOW];
        let scale = bounds
            .iter()
            .zip(room)
            .map(|((low, high), room)| room / (high - low).max(1e-9))
            .fold(1e6, f64::min);
        Frame {
            middle: bounds.map(|(low, high)| f64::midpoint(low, high)),
            scale,
        }
    }

    fn place(&self, place: Point) -> Point {
        let x = WIDTH / 2.0 + (place[0] - self.middle[0]) * self.scale;
        let middle = f64::midpoint(ABOVE, HEIGHT - BELOW);
        let y = middle - (place[1] - self.middle[1]) * self.scale;
        [x.clamp(12.0, WIDTH - 12.0), y.clamp(ABOVE, HEIGHT - BELOW)]
    }
}

/// The convex outline of points, in order around them (Andrew 1979).
fn outline(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    points.dedup();
    let half = |points: &mut dyn Iterator<Item = Point>| {
        let mut side: Vec<Point> = Vec::new();
        for point in points {
            while let [.., a, b] = side[..] {
                let turn = (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]);
                if turn > 0.0 {
                    break;
                }
                side.pop();
            }
            side.push(point);
        }
        side.pop();
        side
    };
    let mut around = half(&mut points.iter().copied());
    around.extend(half(&mut points.iter().rev().copied()));
    around
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_goes_round_the_outermost_points() {
        let square = vec![
            [0.0, 0.0],
            [2.0, 0.0],
            [1.0, 1.0],
            [2.0, 2.0],
            [0.0, 2.0],
            [1.0, 0.0],
        ];
        assert_eq!(
            outline(square),
            [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]
        );
        assert!(outline(vec![[1.0, 1.0]; 3]).len() < 3);
    }
}
