//! Whether a text names an amount and a time: only far enough to ask the writer (F5-05).

use crate::form::reader::fold_width;

/// What follows a number that says how much: money, lengths, counts. No years, months or days, and no `G`: 5G is no scale.
const UNITS: &[&str] = &[
    "%", "万", "亿", "元", "千", "百", "公里", "千米", "米", "里", "亩", "平", "个", "座", "站", "台", "套", "户", "端", "线", "门", "条",
    "点", "处", "芯", "对", "倍", "人", "㎡", "兆瓦", "km", "kva", "kw", "mw", "million", "billion", "thousand", "yuan", "rmb", "cny",
    "sites", "stations", "units", "homes",
];

/// Chinese digits, as in 三季度 or 十月.
const NUMERALS: &str = "一二三四五六七八九十";

/// A number in digits with a unit behind it.
pub(super) fn has_amount(text: &str) -> bool {
    let text = fold_width(text).to_lowercase();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let number = &rest[at..];
        let end = number.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(number.len());
        rest = &number[end..];
        let unit = rest.trim_start_matches([' ', '多', '余', '几']);
        if UNITS.iter().any(|one| unit.starts_with(one)) {
            return true;
        }
    }
    false
}

/// A year, a quarter or a month.
pub(super) fn has_time(text: &str) -> bool {
    let text = fold_width(text).to_lowercase();
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let before = |at: usize, words: &str| at > 0 && (chars[at - 1].is_ascii_digit() || words.contains(chars[at - 1]));
    let named = chars.iter().enumerate().any(|(at, c)| match c {
        '年' => before(at, "今明后本当次来半"),
        '季' => before(at, NUMERALS) || before(at, "本下"),
        '月' => before(at, NUMERALS) || before(at, "本下"),
        'q' => chars.get(at + 1).is_some_and(|next| ('1'..='4').contains(next)),
        _ => false,
    });
    named || has_bare_year(&text) || has_month_name(&text)
}

/// `2026–2028`, `2026-07`: four digits from 1990 to 2099 that stand alone, with no unit behind them.
fn has_bare_year(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let number = &rest[at..];
        let end = number.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(number.len());
        rest = &number[end..];
        let year = number[..end].split(['.', ',']).next().filter(|digits| digits.len() == 4).and_then(|digits| digits.parse().ok());
        let unit = rest.trim_start();
        if year.is_some_and(|year: u32| (1990..2100).contains(&year)) && !UNITS.iter().any(|one| unit.starts_with(one)) {
            return true;
        }
    }
    false
}

fn has_month_name(text: &str) -> bool {
    const MONTHS: &[&str] = &["january", "february", "april", "june", "july", "august", "september", "october", "november", "december"];
    MONTHS.iter().any(|month| text.contains(month))
}

#[cfg(test)]
mod tests {
    use super::{has_amount, has_time};

    #[test]
    fn amounts() {
        for text in ["投资 3.1 亿元", "首期600万", "新建５００个基站", "约 1,200 多万元", "增长 15%", "310 million yuan", "光缆 80 公里"]
        {
            assert!(has_amount(text), "{text}");
        }
        for text in ["5G 三期", "2026 年启动", "7 月 15 日", "继续加大投资", "三期工程", "Q3"] {
            assert!(!has_amount(text), "{text}");
        }
    }

    #[test]
    fn times() {
        for text in [
            "2026 年启动",
            "四季度招标",
            "第3季度",
            "2026–2028 双向网改造",
            "十月开工",
            "7月",
            "2026-07 启动",
            "2026Q3",
            "明年",
            "下半年",
            "starts in July",
        ] {
            assert!(has_time(text), "{text}");
        }
        for text in ["三年内完成", "近期启动", "工期三个月", "投资 2000 万元", "2000万", "5G 三期", "逐年增加"] {
            assert!(!has_time(text), "{text}");
        }
    }
}
