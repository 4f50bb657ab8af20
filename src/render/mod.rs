//! Tables, findings, pages, charts and maps as text, CSV, JSON, Markdown, SVG and more. Pure: data and style in, bytes out; nothing here prints or asks the terminal.

pub mod calendar;
pub mod chart;
pub mod diff;
pub mod difference;
pub mod doctor;
pub mod document;
pub mod findings;
pub mod html;
pub mod mail;
pub mod map;
mod paper;
pub mod sheet;
pub mod svg;
pub mod table;
pub mod tables;
pub mod xlsx;
mod xml;
