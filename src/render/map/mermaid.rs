//! The map for Mermaid: GitHub, GitLab, Gitee and many editors draw it inside Markdown.

use std::fmt::Write;

use crate::analysis::map::Map;
use crate::form::choices::RelationshipStatus;
use crate::render::paper::one_line;
use crate::words::Lang;

use super::words as said;

/// The classes of the statuses, with their colours.
const CLASSES: &[(&str, &str, &str)] = &[
    ("positive", "#dcf2e5", "#1b7a48"),
    ("neutral", "#fcf0d3", "#9a6700"),
    ("negative", "#fbe0dd", "#b3261e"),
    ("blank", "#eceef1", "#667080"),
    ("ours", "#ffffff", "#2f6db3"),
    ("site", "#f6f7f9", "#c3c9d1"),
];

const fn class(status: Option<RelationshipStatus>) -> &'static str {
    match status {
        Some(RelationshipStatus::None) | None => "blank",
        Some(status) => status.key(),
    }
}

/// A quoted text: what could mean something to Mermaid, Markdown or HTML is written by its number.
fn quoted(lines: &[String]) -> String {
    let mut out = String::from("\"");
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push_str("<br/>");
        }
        // A number with a dot, or a dash, begins a list where Markdown is read.
        let mut lists = true;
        for c in one_line(line).chars() {
            let means = matches!(
                c,
                '"' | '#' | ';' | '&' | '<' | '>' | '`' | '\\' | '{' | '}' | '[' | ']' | '|' | '*' | '_' | '~' | '$' | '%' | '^'
            );
            if means || (lists && matches!(c, '-' | '+' | '.' | ')')) {
                let _ = write!(out, "#{};", u32::from(c));
            } else {
                out.push(c);
            }
            lists &= c.is_ascii_digit() || c == ' ';
        }
    }
    out.push('"');
    out
}

/// The map.
pub(super) fn render(map: &Map, lang: Lang) -> String {
    let mut out = String::from("flowchart LR\n");
    let comment = format!("{} {}", said::title(map, lang), map.day);
    // A directive begins with `%%{`.
    let _ = writeln!(out, "  %% {}", one_line(&comment).replace(['{', '}'], " "));
    let light = quoted(&[map.verdict.line(lang)]);
    let _ = writeln!(out, "  verdict[{light}]:::{}", lamp(map));
    for (at, site) in map.sites.iter().enumerate() {
        let _ = writeln!(out, "  subgraph s{at}[{}]", quoted(&[said::site(site, lang)]));
        for (person, one) in map.people.iter().enumerate().filter(|(_, one)| one.site == at) {
            let label = quoted(&said::person(map, person, lang));
            let _ = writeln!(out, "    p{person}[{label}]:::{}", class(one.standing.status));
            if one.standing.stale {
                let _ = writeln!(out, "    class p{person} stale");
            }
        }
        let _ = writeln!(out, "  end\n  class s{at} site");
    }
    if !map.ours.is_empty() {
        let _ = writeln!(out, "  subgraph us[{}]", quoted(&[said::company(map, lang)]));
        for at in 0..map.ours.len() {
            let _ = writeln!(out, "    o{at}([{}]):::ours", quoted(&said::mate(map, at, lang)));
        }
        out.push_str("  end\n  class us site\n");
    }
    edges(&mut out, map, lang);
    for (name, fill, edge) in CLASSES {
        let _ = writeln!(out, "  classDef {name} fill:{fill},stroke:{edge},color:#1c2127");
    }
    out.push_str("  classDef stale stroke-dasharray:4 3\n");
    out
}

/// The class in whose colours the verdict stands.
fn lamp(map: &Map) -> &'static str {
    use crate::analysis::verdict::Light;
    match map.verdict.light {
        Light::Green => "positive",
        Light::Amber => "neutral",
        Light::Red => "negative",
        Light::Unknown => "blank",
    }
}

fn edges(out: &mut String, map: &Map, lang: Lang) {
    let mut number = 0;
    for (at, boss) in map.people.iter().enumerate().filter_map(|(at, one)| Some((at, one.boss?))) {
        let _ = writeln!(out, "  p{at} -->|{}| p{boss}", quoted(&[said::report(lang).to_owned()]));
        number += 1;
    }
    for (from, to) in &map.influences {
        let _ = writeln!(out, "  p{from} -.->|{}| p{to}", quoted(&[said::influence(lang).to_owned()]));
        let _ = writeln!(out, "  linkStyle {number} stroke:#6b5bb0");
        number += 1;
    }
    for tie in &map.ties {
        let line = match tie.contacts {
            0 => "-.-",
            1..=2 => "---",
            _ => "===",
        };
        let label = quoted(&[said::met(tie, map.day, lang)]);
        let class = class(map.people[tie.person].standing.status);
        let color = CLASSES.iter().find(|one| one.0 == class).map_or("#667080", |one| one.2);
        let _ = writeln!(out, "  p{} {line}|{label}| o{}", tie.person, tie.ours);
        let _ = writeln!(out, "  linkStyle {number} stroke:{color}");
        number += 1;
    }
}
