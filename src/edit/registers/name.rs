//! What a record's file is called.

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::edit::desk::{Desk, Trouble};
use crate::edit::id;
use crate::resolve::fold;

use super::find;

/// Longest slug of a record, in characters: the date stands before it.
const LONGEST: usize = 24;

/// A short slug of the first words of a text; empty where it has no letter and no digit.
#[must_use]
pub fn short(text: &str) -> String {
    let all = id::slug(text);
    let mut out = String::new();
    for word in all.split('-') {
        let more = word.chars().count() + usize::from(!out.is_empty());
        if !out.is_empty() && out.chars().count() + more > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(word.chars().take(LONGEST));
    }
    out
}

/// The file's name of a record: its day (the first ten characters of `day`) and what tells it apart. `wanted`: a name that was asked for, with
/// or without the day. `otherwise`: what stands there when the text has no letter.
#[must_use]
pub fn dated(day: &str, wanted: Option<&str>, text: &str, otherwise: &str) -> String {
    let day = day.get(..10).unwrap_or(day);
    match wanted {
        Some(name) if name.starts_with(day) => name.to_owned(),
        Some(name) => format!("{day}-{name}"),
        None => {
            let slug = short(text);
            format!("{day}-{}", if slug.is_empty() { otherwise } else { &slug })
        }
    }
}

/// The names that the records of a register have, packed ones too, in the form in which they compare.
///
/// # Errors
/// When a packed register cannot be read.
pub fn all(desk: &mut Desk, files: &[File], kind: DocKind) -> Result<Vec<String>, Trouble> {
    let mut out = Vec::new();
    for file in files.iter().filter(|file| file.kind == Some(kind)) {
        out.push(fold(&file.stem));
        out.extend(find::packed(desk, file, kind)?.into_iter().map(|(name, _)| fold(&name)));
    }
    Ok(out)
}

/// The next card of a year: one more than the highest number so far, of four digits.
#[must_use]
pub fn next_card(names: &[String], year: i32) -> u32 {
    let begin = format!("{year}-");
    let number = |name: &String| name.strip_prefix(&begin).and_then(|rest| rest.parse::<u32>().ok());
    names.iter().filter_map(number).max().unwrap_or(0) + 1
}

/// `2026-0008`
#[must_use]
pub fn card(year: i32, number: u32) -> String {
    format!("{year}-{number:04}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::archive::compare::unsafe_id;
    use crate::words::Lang;

    #[test]
    fn a_slug_is_short_and_ends_with_a_word() {
        for (text, slug) in [
            ("春城工地夜间施工扰民", "chuncheng-gongdi-yejian"),
            ("春城 3 个站点垃圾未清运", "chuncheng-3-gezhan"),
            ("Site not cleaned up after the work", "site-not-cleaned-up"),
            ("噪声", "zaosheng"),
            ("！？", ""),
        ] {
            assert!(short(text).starts_with(slug), "{text}: {}", short(text));
            assert!(short(text).chars().count() <= LONGEST, "{text}");
        }
    }

    #[test]
    fn a_name_begins_with_the_day() {
        assert_eq!(dated("2026-01-22T10:20:00", None, "噪声", "complaint"), "2026-01-22-zaosheng");
        assert_eq!(dated("2026-01-22", None, "…", "complaint"), "2026-01-22-complaint");
        assert_eq!(dated("2026-01-22", Some("noise"), "噪声", "complaint"), "2026-01-22-noise");
        assert_eq!(dated("2026-01-22", Some("2026-01-22-noise"), "噪声", "complaint"), "2026-01-22-noise");
    }

    #[test]
    fn cards_are_numbered_within_the_year() {
        let names: Vec<String> = ["2026-0007", "2026-0010", "2025-0099", "2026-x", "2026"].map(str::to_owned).to_vec();
        assert_eq!(card(2026, next_card(&names, 2026)), "2026-0011");
        assert_eq!(card(2027, next_card(&names, 2027)), "2027-0001");
    }

    proptest! {
        #[test]
        fn every_name_is_safe(text in "\\PC{0,60}") {
            let name = dated("2026-01-22", None, &text, "complaint");
            prop_assert_eq!(unsafe_id(&name, Lang::En), None, "{}", name);
        }
    }
}
