//! Rules as SARIF describes them.

use serde::Serialize;

use super::{Both, Message};
use crate::render::tables::escape_markdown as escape;
use crate::rules::{Rule, registry};
use crate::say;
use crate::words::Lang;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_configuration: Option<Configuration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Both>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
pub(super) struct Properties {
    tags: Vec<String>,
}

/// A rule with its texts; the bare id for one that is not catalogued.
pub(super) fn descriptor(id: &'static str, lang: Lang) -> Descriptor {
    let rule = registry::find(id);
    let message = |text: &str| Message { text: text.to_owned() };
    Descriptor {
        id,
        name: rule.map(|rule| rule.title.get(lang)),
        short_description: rule.map(|rule| message(rule.title.get(lang))),
        full_description: rule.map(|rule| message(rule.meaning.get(lang))),
        default_configuration: rule.map(|rule| Configuration { level: super::results::level(rule.level_for(None, None)) }),
        help: rule.map(|rule| help(rule, lang)),
        properties: rule.map(|rule| Properties { tags: tags(rule) }),
    }
}

/// The family, and the presets that the rule belongs to.
fn tags(rule: &Rule) -> Vec<String> {
    let mut tags = vec![rule.family().to_owned()];
    for preset in rule.sources.iter().filter_map(|source| source.seed.preset()) {
        if !tags.iter().any(|tag| tag == preset) {
            tags.push(preset.to_owned());
        }
    }
    tags
}

/// Whose words it rests on, what to do, and where to read more.
fn help(rule: &'static Rule, lang: Lang) -> Both {
    let (source, remedy, quote) = (rule.source_text(), rule.remedy.get(lang), rule.quote);
    let more = say!(lang, "详见：kehu explain {}", "More: kehu explain {}", rule.id);
    let quoted = if quote.is_empty() { String::new() } else { say!(lang, "：「{quote}」", ": \"{quote}\"") };
    let text = say!(lang, "依据：{source}{quoted}\n怎么办：{remedy}\n{more}", "Source: {source}{quoted}\nWhat to do: {remedy}\n{more}");
    let quoted = if quote.is_empty() { String::new() } else { format!("> {}\n\n", escape(quote)) };
    let (source, remedy) = (escape(&source), escape(remedy));
    let more = say!(lang, "详见 `kehu explain {}`", "More: `kehu explain {}`", rule.id);
    let markdown = say!(
        lang,
        "**依据** {source}\n\n{quoted}**怎么办** {remedy}\n\n{more}",
        "**Source** {source}\n\n{quoted}**What to do** {remedy}\n\n{more}"
    );
    Both { text, markdown }
}
