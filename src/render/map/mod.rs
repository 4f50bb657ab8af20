//! The relationship map in every format: one file a format, one arm here.

mod svg;
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
        MapFormat::Text | MapFormat::Svg => svg::render(map, style.lang),
    }
}
