//! The map for Graphviz.

use std::fmt::Write;

use crate::analysis::map::Map;
use crate::form::choices::RelationshipStatus;
use crate::render::paper::one_line;
use crate::words::Lang;

use super::words as said;

/// Fonts that know Chinese.
const FONT: &str = "Noto Sans CJK SC,Microsoft YaHei,PingFang SC,sans-serif";

/// Fill and edge of a status.
const fn colors(status: Option<RelationshipStatus>) -> (&'static str, &'static str) {
    match status {
        Some(RelationshipStatus::Positive) => ("#dcf2e5", "#1b7a48"),
        Some(RelationshipStatus::Neutral) => ("#fcf0d3", "#9a6700"),
        Some(RelationshipStatus::Negative) => ("#fbe0dd", "#b3261e"),
        Some(RelationshipStatus::None) | None => ("#eceef1", "#667080"),
    }
}

/// A quoted text. Graphviz knows `\"` and takes a lone `\` for the beginning of an escape.
fn quoted(lines: &[String]) -> String {
    let escaped: Vec<String> = lines.iter().map(|line| one_line(line).replace('\\', "\\\\").replace('"', "\\\"")).collect();
    format!("\"{}\"", escaped.join("\\n"))
}

/// The map.
pub(super) fn render(map: &Map, lang: Lang) -> String {
    let mut out = String::from("digraph kehu {\n");
    let title = [vec![format!("{} {}", said::title(map, lang), map.day), map.verdict.line(lang)], said::gaps(map, lang)].concat();
    let _ = writeln!(out, "  charset=\"UTF-8\";\n  rankdir=LR;\n  labelloc=t;\n  labeljust=l;\n  label={};", quoted(&title));
    let _ = writeln!(out, "  fontname=\"{FONT}\";\n  node [fontname=\"{FONT}\", shape=box, style=\"rounded,filled\"];");
    let _ = writeln!(out, "  edge [fontname=\"{FONT}\", fontsize=10];");
    for (at, site) in map.sites.iter().enumerate() {
        let whereabouts = Some(said::whereabouts(site, lang)).filter(|text| !text.is_empty());
        let label: Vec<String> = std::iter::once(said::site(site, lang)).chain(whereabouts).collect();
        let _ = writeln!(out, "  subgraph cluster_site{at} {{\n    label={};\n    color=\"#c3c9d1\";", quoted(&label));
        for (person, one) in map.people.iter().enumerate().filter(|(_, one)| one.site == at) {
            let (fill, edge) = colors(one.standing.status);
            let style = if one.standing.stale { ", style=\"rounded,filled,dashed\"" } else { "" };
            let label = quoted(&said::person(map, person, lang));
            let _ = writeln!(out, "    p{person} [label={label}, fillcolor=\"{fill}\", color=\"{edge}\"{style}];");
        }
        out.push_str("  }\n");
    }
    if !map.ours.is_empty() {
        let _ = writeln!(out, "  subgraph cluster_ours {{\n    label={};\n    color=\"#2f6db3\";", quoted(&[said::company(map, lang)]));
        for at in 0..map.ours.len() {
            let label = quoted(&said::mate(map, at, lang));
            let _ = writeln!(out, "    o{at} [label={label}, fillcolor=\"#ffffff\", color=\"#2f6db3\"];");
        }
        out.push_str("  }\n");
    }
    edges(&mut out, map, lang);
    out.push_str("}\n");
    out
}

fn edges(out: &mut String, map: &Map, lang: Lang) {
    for (at, boss) in map.people.iter().enumerate().filter_map(|(at, one)| Some((at, one.boss?))) {
        let _ = writeln!(out, "  p{at} -> p{boss} [color=\"#5b6470\", constraint=false];");
    }
    for (from, to) in &map.influences {
        let label = quoted(&[said::influence(lang).to_owned()]);
        let _ = writeln!(out, "  p{from} -> p{to} [style=dashed, color=\"#6b5bb0\", label={label}, constraint=false];");
    }
    for tie in &map.ties {
        let (thick, dashed) = super::stroke(tie.contacts);
        let style = if dashed { ", style=dashed" } else { "" };
        let (_, color) = colors(map.people[tie.person].standing.status);
        let label = quoted(&[said::met(tie, map.day, lang)]);
        let (person, ours) = (tie.person, tie.ours);
        let _ = writeln!(out, "  p{person} -> o{ours} [dir=none, penwidth={thick}, color=\"{color}\", label={label}{style}];");
    }
}
