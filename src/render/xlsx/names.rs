//! Names of worksheets: short, without the signs that are forbidden in them, each once.

use std::collections::BTreeSet;

use crate::render::paper::one_line;

/// UTF-16 units that a name may have.
const LONGEST: usize = 31;

/// The names that are taken.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// The name for a worksheet with this title; `otherwise` where nothing of the title can stand in a name.
    pub(super) fn take(&mut self, title: &str, otherwise: &str) -> String {
        let clean = clean(title);
        let stem = if clean.is_empty() { otherwise.to_owned() } else { clean };
        let mut name = cut(&stem, LONGEST);
        let mut count = 1;
        // Excel tells names apart neither by case nor by width of Latin letters.
        while !self.0.insert(key(&name)) {
            count += 1;
            let tail = format!(" ({count})");
            name = cut(&stem, LONGEST - tail.len()) + &tail;
        }
        name
    }
}

fn key(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfkc().collect::<String>().to_lowercase()
}

/// The title without what is forbidden: these signs anywhere, apostrophes at the ends, the one name that Excel keeps for itself.
fn clean(title: &str) -> String {
    let line = one_line(title);
    let kept: String = line.chars().map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c }).collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let name = words.join(" ");
    let name = name.trim_matches(['\'', ' ']);
    if name.eq_ignore_ascii_case("history") { format!("{name}_") } else { name.to_owned() }
}

/// At most so many UTF-16 units, ending in neither a blank nor an apostrophe.
fn cut(name: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    let cut: String = name.chars().take_while(fits).collect();
    cut.trim_end_matches([' ', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_that_a_workbook_takes() {
        let hostile = [
            "",
            " ",
            "'",
            "'''",
            "[]:*?/\\",
            "History",
            "history",
            "a",
            "A",
            "Ａ",
            "a/b",
            "a b",
            "R-03 客户信息统计表",
            "=1+1",
            "\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}",
            "云岭移动通信有限公司云岭移动通信有限公司云岭移动通信有限公司2026年客户计划",
            "云岭移动通信有限公司云岭移动通信有限公司云岭移动通信有限公司2026年",
            "x'''''''''''''''''''''''''''''''''''''''''y",
            "a\nb\u{0}\u{202e}",
        ];
        let mut names = Names::default();
        let mut taken = BTreeSet::new();
        for title in hostile.iter().chain(&hostile) {
            let name = names.take(title, "表");
            assert!(rust_xlsxwriter::utility::check_sheet_name(&name).is_ok(), "{title:?} → {name:?}");
            assert!(!name.trim().is_empty() && name.encode_utf16().count() <= LONGEST, "{title:?} → {name:?}");
            assert!(taken.insert(key(&name)), "{title:?} → {name:?} once more");
        }
        assert_eq!(Names::default().take("附表7（二） 收益计划", "表"), "附表7（二） 收益计划");
        assert_eq!(Names::default().take("a/b:c", "表"), "a b c");
    }
}
