//! Colours, with what they become on a dark page. Every colour that means something also stands there in words or as a shape.

use std::fmt::Write;
use std::sync::OnceLock;

/// A colour by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Nothing is drawn.
    Clear,
    /// The page behind everything.
    Page,
    /// A box or band upon the page.
    Surface,
    /// Text.
    Text,
    /// Text of less weight: units, notes, ticks.
    Muted,
    /// Rules and edges.
    Line,
    /// Good: 积极的, A, on time.
    Good,
    /// A surface that is good.
    GoodSurface,
    /// In between: 中立的, B, soon.
    Fair,
    /// A surface in between.
    FairSurface,
    /// Bad: 消极的, overdue.
    Bad,
    /// A surface that is bad.
    BadSurface,
    /// Nothing known: 尚未建立关系.
    Blank,
    /// A surface of which nothing is known.
    BlankSurface,
    /// The first series of a chart.
    First,
    /// The second series.
    Second,
    /// The third series.
    Third,
    /// The fourth series.
    Fourth,
    /// The fifth series.
    Fifth,
    /// The sixth series.
    Sixth,
    /// A surface on which something stands that is counted.
    FirstSurface,
    /// Text upon a filled series or badge.
    Upon,
}

/// Class, colour on a light page, colour on a dark one.
const INKS: &[(Ink, &str, &str, &str)] = &[
    (Ink::Page, "page", "#ffffff", "#16191d"),
    (Ink::Surface, "surface", "#f6f7f9", "#20252b"),
    (Ink::Text, "text", "#1c2127", "#e8eaed"),
    (Ink::Muted, "muted", "#5b6470", "#a4adb8"),
    (Ink::Line, "line", "#c3c9d1", "#4a525c"),
    (Ink::Good, "good", "#1b7a48", "#62c58f"),
    (Ink::GoodSurface, "good-s", "#dcf2e5", "#173526"),
    (Ink::Fair, "fair", "#8f5f00", "#e0b04a"),
    (Ink::FairSurface, "fair-s", "#fcf0d3", "#3a2e12"),
    (Ink::Bad, "bad", "#b3261e", "#f2867e"),
    (Ink::BadSurface, "bad-s", "#fbe0dd", "#441c19"),
    (Ink::Blank, "blank", "#667080", "#98a2b0"),
    (Ink::BlankSurface, "blank-s", "#eceef1", "#2b3138"),
    (Ink::First, "first", "#2f6db3", "#6fa8e6"),
    (Ink::Second, "second", "#c8702a", "#eb9c5e"),
    (Ink::Third, "third", "#6b5bb0", "#a497e3"),
    (Ink::Fourth, "fourth", "#1a8a8a", "#5cc4c0"),
    (Ink::Fifth, "fifth", "#b8477f", "#e98ab8"),
    (Ink::Sixth, "sixth", "#7a7f1e", "#bfc454"),
    (Ink::FirstSurface, "first-s", "#e1ecf8", "#1b2f45"),
    (Ink::Upon, "upon", "#ffffff", "#14171a"),
];

impl Ink {
    fn row(self) -> Option<&'static (Self, &'static str, &'static str, &'static str)> {
        INKS.iter().find(|row| row.0 == self)
    }

    /// The class that fills with it.
    #[must_use]
    pub fn fill(self) -> String {
        self.row().map_or_else(|| "k-none".to_owned(), |row| format!("k-{}", row.1))
    }

    /// The class that draws edges and lines with it.
    #[must_use]
    pub fn stroke(self) -> String {
        self.row().map_or_else(|| "k-edgeless".to_owned(), |row| format!("k-{}-edge", row.1))
    }
}

/// Class, colour on a light page, colour on a dark one: for pages that hold pictures.
pub(crate) fn palette() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    INKS.iter().map(|(_, class, light, dark)| (*class, *light, *dark))
}

/// The style sheet of a picture. Classes and plain colours, no variables: office programs and old viewers draw it too.
pub(super) fn style() -> &'static str {
    static STYLE: OnceLock<String> = OnceLock::new();
    STYLE.get_or_init(|| {
        let mut out = String::from(
            "svg.kehu{font-family:\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"Microsoft YaHei\",\"PingFang SC\",\"Heiti SC\",\"WenQuanYi Zen Hei\",sans-serif}.k-none{fill:none}.k-edgeless{stroke:none}",
        );
        for (_, class, light, _) in INKS {
            let _ = write!(out, ".k-{class}{{fill:{light}}}.k-{class}-edge{{stroke:{light}}}");
        }
        out.push_str("@media (prefers-color-scheme:dark){");
        for (_, class, _, dark) in INKS {
            let _ = write!(out, ".k-{class}{{fill:{dark}}}.k-{class}-edge{{stroke:{dark}}}");
        }
        out.push('}');
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2).
    fn luminance(hex: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")) / 255.0;
            if value <= 0.039_28 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_what_it_stands_upon() {
        let pairs: [(Ink, &[Ink]); 7] = [
            (
                Ink::Text,
                &[Ink::Page, Ink::Surface, Ink::GoodSurface, Ink::FairSurface, Ink::BadSurface, Ink::BlankSurface, Ink::FirstSurface],
            ),
            (
                Ink::Muted,
                &[Ink::Page, Ink::Surface, Ink::GoodSurface, Ink::FairSurface, Ink::BadSurface, Ink::BlankSurface, Ink::FirstSurface],
            ),
            (Ink::Good, &[Ink::Page, Ink::GoodSurface, Ink::BlankSurface]),
            // Links and what leads in.
            (Ink::First, &[Ink::Page, Ink::Surface]),
            (Ink::Fair, &[Ink::Page, Ink::Surface, Ink::FairSurface, Ink::BlankSurface]),
            (Ink::Bad, &[Ink::Page, Ink::Surface, Ink::BadSurface, Ink::BlankSurface]),
            (Ink::Upon, &[Ink::Good, Ink::Fair, Ink::Bad, Ink::Blank, Ink::First, Ink::Third]),
        ];
        for (ink, grounds) in pairs {
            let ink = ink.row().expect("a colour");
            for ground in grounds {
                let ground = ground.row().expect("a colour");
                for (fore, back) in [(ink.2, ground.2), (ink.3, ground.3)] {
                    assert!(contrast(fore, back) >= 4.5, "{} {fore} on {} {back}: {:.2}", ink.1, ground.1, contrast(fore, back));
                }
            }
        }
    }
}
