//! Chinese names found by what a Latin keyboard types: full pinyin (`yunling`), initials (`ylyd`), or the beginning of either.
//! A character with several readings answers to all of them: 重庆 is `chongqing` and `zhongqing`.

use pinyin::ToPinyinMulti;

/// Further readings that are common in names of people, places and firms. Every other reading but a character's first is rare: 广 is also `yan`,
/// but nobody who types `ylyd` means 云岭广电.
const COMMON: &[(char, &[&str])] = &[
    ('重', &["chong", "zhong"]),
    ('长', &["chang", "zhang"]),
    ('行', &["xing", "hang"]),
    ('乐', &["le", "yue"]),
    ('单', &["dan", "shan"]),
    ('曾', &["zeng", "ceng"]),
    ('仇', &["chou", "qiu"]),
    ('解', &["jie", "xie"]),
    ('朴', &["pu", "piao"]),
    ('区', &["qu", "ou"]),
    ('查', &["cha", "zha"]),
    ('盖', &["gai", "ge"]),
    ('尉', &["wei", "yu"]),
    ('召', &["zhao", "shao"]),
    ('覃', &["qin", "tan"]),
    ('翟', &["zhai", "di"]),
    ('厦', &["sha", "xia"]),
    ('都', &["du", "dou"]),
    ('朝', &["chao", "zhao"]),
    ('蚌', &["bang", "beng"]),
    ('会', &["hui", "kuai"]),
    ('调', &["diao", "tiao"]),
    ('传', &["chuan", "zhuan"]),
    ('藏', &["cang", "zang"]),
    ('乾', &["qian", "gan"]),
    ('沈', &["shen", "chen"]),
    ('莘', &["shen", "xin"]),
    ('番', &["fan", "pan"]),
    ('校', &["xiao", "jiao"]),
    ('种', &["zhong", "chong"]),
    ('缪', &["miao", "mou"]),
    ('省', &["sheng", "xing"]),
    ('柏', &["bai", "bo"]),
    ('薄', &["bo", "bao"]),
    ('绿', &["lü", "lu"]),
    ('贾', &["jia", "gu"]),
    ('六', &["liu", "lu"]),
    ('铅', &["qian", "yan"]),
    ('尽', &["jin"]),
    ('洞', &["dong", "tong"]),
    ('车', &["che"]),
    ('谷', &["gu", "yu"]),
    ('系', &["xi", "ji"]),
    ('员', &["yuan", "yun"]),
    ('万', &["wan", "mo"]),
    ('角', &["jiao", "jue"]),
    ('佛', &["fo", "fu"]),
    ('石', &["shi"]),
    ('大', &["da", "dai"]),
];

/// Longer queries are no pinyin of a name.
const LONGEST: usize = 120;

/// How well a name fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The query is the beginning of the name.
    Start,
    /// The query is the whole name.
    Whole,
}

/// Whether `query`, in Latin letters, is the pinyin or the initials of the beginning of `name`. Case, blanks, hyphens and apostrophes do not matter;
/// `ü` may be typed `v` or `u`. False when the query holds anything but letters and digits, or the name no Chinese.
#[must_use]
pub fn matches(name: &str, query: &str) -> bool {
    fit(name, query).is_some()
}

/// As [`matches`], and whether it is the whole name.
#[must_use]
pub fn fit(name: &str, query: &str) -> Option<Fit> {
    if name.is_ascii() {
        return None;
    }
    let query = typed(query)?;
    spelled(name, &query, Mode::Full, Readings::All).max(spelled(name, &query, Mode::Initials, Readings::All))
}

/// As [`matches`], by the readings that are common in names alone: of several that fit, these are meant.
#[must_use]
pub fn is_common(name: &str, query: &str) -> bool {
    let fits = |query: Vec<u8>| {
        let by = |mode| spelled(name, &query, mode, Readings::Common).is_some();
        by(Mode::Full) || by(Mode::Initials)
    };
    !name.is_ascii() && typed(query).is_some_and(fits)
}

/// The letters and digits of a query; none when it holds something else, no letter, or nothing.
fn typed(query: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(query.len());
    for c in query.chars() {
        match crate::model::fold::plain(c).unwrap_or(c) {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase() as u8),
            'ü' | 'Ü' => out.push(b'v'),
            ' ' | '-' | '_' | '\'' | '’' => {}
            _ => return None,
        }
    }
    let letters = out.iter().any(u8::is_ascii_alphabetic);
    (letters && out.len() <= LONGEST).then_some(out)
}

/// How the characters of a name are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// `yun ling`
    Full,
    /// `y l`; `zh`, `ch`, `sh` may be written out.
    Initials,
}

/// Which readings of a character count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readings {
    All,
    Common,
}

impl Readings {
    /// Whether this reading of a character counts; `first`: it is the character's first.
    fn count(self, c: char, reading: &str, first: bool) -> bool {
        match COMMON.iter().find(|(known, _)| *known == c) {
            _ if self == Self::All => true,
            Some((_, readings)) => readings.contains(&reading),
            None => first,
        }
    }
}

/// Walks the name; bit `n` of the places says that the characters so far can spell the first `n` letters of the query.
fn spelled(name: &str, query: &[u8], mode: Mode, which: Readings) -> Option<Fit> {
    let end = 1_u128 << query.len();
    let mut places = 1_u128;
    let mut started = false;
    for c in name.chars() {
        let mut next = 0;
        if let Some(readings) = c.to_pinyin_multi() {
            for (at, reading) in readings.into_iter().enumerate() {
                let reading = reading.plain();
                if !which.count(c, reading, at == 0) {
                    continue;
                }
                let (next_places, begun) = step(places, query, reading, mode);
                next |= next_places;
                started |= begun;
            }
        } else {
            let c = crate::model::fold::plain(c).unwrap_or(c).to_ascii_lowercase();
            if !c.is_ascii_alphanumeric() {
                continue;
            }
            next = step(places, query, c.encode_utf8(&mut [0; 4]), Mode::Full).0;
        }
        // Something of the name is left over: the query was spelled before this character.
        started |= places & end != 0;
        places = next;
        if places == 0 {
            break;
        }
    }
    if places & end != 0 { Some(Fit::Whole) } else { started.then_some(Fit::Start) }
}

/// The places after one more reading, and whether the query ends within it.
fn step(places: u128, query: &[u8], reading: &str, mode: Mode) -> (u128, bool) {
    let (mut next, mut begun) = (0, false);
    for at in (0..query.len()).filter(|at| places >> at & 1 == 1) {
        let rest = &query[at..];
        match mode {
            Mode::Full => match spell(rest, reading) {
                Spelling::Whole(length) => next |= 1_u128 << (at + length),
                Spelling::Cut => begun = true,
                Spelling::Other => {}
            },
            Mode::Initials => {
                let two = ["zh", "ch", "sh"].iter().find(|two| reading.starts_with(**two));
                if two.is_some_and(|two| rest.starts_with(two.as_bytes())) {
                    next |= 1_u128 << (at + 2);
                }
                if reading.as_bytes().first() == rest.first() {
                    next |= 1_u128 << (at + 1);
                }
            }
        }
    }
    (next, begun)
}

/// How a query relates to one reading.
enum Spelling {
    /// The reading is spelled by so many letters.
    Whole(usize),
    /// The query ends within the reading.
    Cut,
    /// Another sound.
    Other,
}

fn spell(rest: &[u8], reading: &str) -> Spelling {
    let mut length = 0;
    for c in reading.chars() {
        let Some(typed) = rest.get(length) else { return Spelling::Cut };
        let same = if c == 'ü' { matches!(typed, b'v' | b'u') } else { u32::from(*typed) == u32::from(c) };
        if !same {
            return Spelling::Other;
        }
        length += 1;
    }
    Spelling::Whole(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_initials_and_their_beginnings() {
        for query in ["yunlingyidong", "yunling", "yunl", "yun", "y", "ylyd", "yl", "YunLing", "yun-ling", "yun ling", "ＹＵＮ"] {
            assert!(matches("云岭移动", query), "{query}");
        }
        for query in ["lingyun", "ylx", "yunlingyidongx", "yidong", "云岭", "", "1", "yun.ling", "yunld"] {
            assert!(!matches("云岭移动", query), "{query}");
        }
        assert!(!matches("yunling", "yunling"));
    }

    #[test]
    fn every_reading_counts() {
        for query in ["chongqing", "zhongqing", "cq", "zq", "chq", "zhq"] {
            assert!(matches("重庆水务", query), "{query}");
        }
        assert!(matches("吕梁", "lvliang") && matches("吕梁", "luliang") && matches("吕梁", "lüliang"));
        assert!(matches("西安", "xi'an") && matches("西安", "xian"));
    }

    #[test]
    fn rare_readings_give_way() {
        assert!(matches("云岭广电", "ylyd") && !is_common("云岭广电", "ylyd"));
        assert!(is_common("云岭移动", "ylyd") && is_common("云岭广电", "ylgd"));
        for query in ["chongqing", "zhongqing", "cq"] {
            assert!(is_common("重庆水务", query), "{query}");
        }
    }

    #[test]
    fn the_whole_name_fits_better() {
        assert_eq!(fit("云岭", "yunling"), Some(Fit::Whole));
        assert_eq!(fit("云岭", "yl"), Some(Fit::Whole));
        assert_eq!(fit("云岭移动", "yunling"), Some(Fit::Start));
        assert_eq!(fit("云岭（集团）", "yunlingjituan"), Some(Fit::Whole));
        assert_eq!(fit("A股份5G", "agufen5g"), Some(Fit::Whole));
    }

    #[test]
    fn a_long_query_is_no_name() {
        assert!(!matches(&"云".repeat(300), &"yun".repeat(60)));
    }
}
