//! The relationship map in every format: one file a format, one arm here.

mod dot;
mod markdown;
mod mermaid;
mod svg;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text;
mod words;

use crate::analysis::map::Map;
use crate::words::Lang;

/// A format that a map can be drawn in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MapFormat {
    /// For a terminal.
    #[default]
    Text,
    /// A picture.
    Svg,
    /// For Graphviz.
    Dot,
    /// For Mermaid.
    Mermaid,
    /// A page with a drawing and a table.
    Markdown,
}

/// How a map is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapStyle {
    /// Language of labels.
    pub lang: Lang,
    /// With colours for a terminal.
    pub color: bool,
    /// Columns of the text.
    pub width: usize,
}

/// The map, with a line break at the end.
#[must_use]
pub fn render(format: MapFormat, map: &Map, style: &MapStyle) -> String {
    match format {
        MapFormat::Text => text::render(map, style),
        MapFormat::Svg => svg::render(map, style.lang),
        MapFormat::Dot => dot::render(map, style.lang),
        MapFormat::Mermaid => mermaid::render(map, style.lang),
        MapFormat::Markdown => markdown::render(map, style.lang),
    }
}

/// How thick the line of a relation is, and whether it is dashed, by the contacts of the year.
const fn stroke(contacts: usize) -> (f64, bool) {
    match contacts {
        0 => (1.4, true),
        1 | 2 => (1.8, false),
        3..=5 => (3.2, false),
        _ => (5.0, false),
    }
}
