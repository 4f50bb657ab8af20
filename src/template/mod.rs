//! New archives: what is in them, and how they come to lie on the disk whole or not at all.

mod files;
mod place;

use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::edit::fmt;
use crate::edit::shape::Shape;
use crate::form::choices::KeyLanguage;
use crate::form::reader::quote;
use crate::say;
use crate::source::Syntax;
use crate::words::Lang;

pub use files::{EXAMPLES, Embedded, Example, TEMPLATE, example};
pub use place::{Placed, Staging, in_the_way};

/// What a new archive is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The company's full name.
    pub company: String,
    /// Its short name.
    pub short: String,
    /// The presets in force.
    pub presets: Vec<String>,
    /// The first day.
    pub today: NaiveDate,
}

/// The files of a new archive: path and text.
#[must_use]
pub fn new(answers: &Answers) -> Vec<(&'static str, String)> {
    TEMPLATE.iter().map(|file| (file.to, answers.fill(file))).collect()
}

/// The files of an example, with what the template has for git and editors.
#[must_use]
pub fn filled(example: &'static Example, answers: &Answers) -> Vec<(&'static str, String)> {
    let mut out: Vec<(&'static str, String)> = example.files.iter().map(|file| (file.to, file.text.to_owned())).collect();
    let about_us = ["kehu.toml", "staff.toml", "README.md"];
    for file in TEMPLATE.iter().filter(|file| !about_us.contains(&file.to)) {
        if !out.iter().any(|(path, _)| *path == file.to) {
            out.push((file.to, answers.fill(file)));
        }
    }
    out
}

impl Answers {
    /// Puts the answers into a file of the template. In TOML they stand within quotes.
    fn fill(&self, file: &Embedded) -> String {
        let escaped = |text: &str| {
            let quoted = quote(text);
            if file.to.ends_with(".toml") { quoted[1..quoted.len() - 1].to_owned() } else { text.to_owned() }
        };
        let presets: Vec<String> = self.presets.iter().map(|preset| quote(preset)).collect();
        let text = file.text.replace("{{today}}", &self.today.to_string()).replace("{{presets}}", &presets.join(", "));
        // Names last: they are the only answers that could hold braces.
        let text = text.replace("{{company_name}}", &escaped(&self.company)).replace("{{short_name}}", &escaped(&self.short));
        laid_out(file.to, text)
    }
}

/// A document of the template as `fmt` lays it out: names of any length move what stands behind them.
fn laid_out(path: &str, text: String) -> String {
    let kind = match path {
        "kehu.toml" => DocKind::Settings,
        "staff.toml" => DocKind::Staff,
        _ => return text,
    };
    let Some(spec) = kind.spec() else { return text };
    let shape = Shape { spec, packed: false, keys: KeyLanguage::English };
    fmt::format(Syntax::Toml, &text, shape, fmt::Wish::default()).unwrap_or(text)
}

/// A company's name without its legal form: 远擎通信建设 of 远擎通信建设股份有限公司.
#[must_use]
pub fn short_of(company: &str) -> String {
    let forms = ["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "集团", "公司", " Co., Ltd.", " Ltd.", " Inc."];
    let short = forms.iter().find_map(|form| company.strip_suffix(form)).map(str::trim);
    short.filter(|short| short.chars().count() >= 2).unwrap_or(company).to_owned()
}

/// What stands for the company until somebody fills it in.
#[must_use]
pub fn nobody(lang: Lang) -> String {
    say!(lang, "本公司", "Our company")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers() -> Answers {
        let today = NaiveDate::from_ymd_opt(2026, 7, 8).expect("a day");
        Answers {
            company: "甲\"乙\\{{short_name}}公司".into(),
            short: "甲乙".into(),
            presets: vec!["key-account".into(), "tiered-sales".into()],
            today,
        }
    }

    #[test]
    fn every_place_is_filled_and_names_are_escaped() {
        let mut answers = answers();
        answers.company = "甲\"乙\\公司".into();
        for (path, text) in new(&answers) {
            // What a forge fills in has a dollar sign.
            assert!(!text.replace("${{", "").contains("{{"), "{path}");
            if path.ends_with(".toml") {
                assert!(toml::from_str::<toml::Table>(&text).is_ok(), "{path}");
            }
        }
        let settings = new(&answers).into_iter().find(|(path, _)| *path == "kehu.toml").expect("it is there").1;
        let settings: toml::Table = toml::from_str(&settings).expect("TOML");
        assert_eq!(settings["company"]["name"].as_str(), Some("甲\"乙\\公司"));
        assert_eq!(settings["regulation"]["presets"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn short_names_leave_the_legal_form_out() {
        assert_eq!(short_of("远擎通信建设股份有限公司"), "远擎通信建设");
        assert_eq!(short_of("某集团"), "某集团");
        assert_eq!(short_of("Acme Ltd."), "Acme");
        assert_eq!(short_of("甲公司"), "甲公司");
    }
}
