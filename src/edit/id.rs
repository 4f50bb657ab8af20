//! Ids made from names: the pinyin of a Chinese name, in words that can be told apart (`yunling-yidong`, `li-guoqiang`), safe as a file name
//! everywhere. A person may always choose another one.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

use crate::archive::compare::unsafe_id;
use crate::words::Lang;

/// Longest id that is made, in characters: room is left for a number behind it.
const LONGEST: usize = 48;

/// Words whose characters are read otherwise than they are alone.
const WORDS: &[(&str, &str)] = &[
    ("重庆", "chong qing"),
    ("银行", "yin hang"),
    ("商行", "shang hang"),
    ("分行", "fen hang"),
    ("支行", "zhi hang"),
    ("长江", "chang jiang"),
    ("长沙", "chang sha"),
    ("长春", "chang chun"),
    ("长安", "chang an"),
    ("长城", "chang cheng"),
    ("长虹", "chang hong"),
    ("厦门", "xia men"),
    ("大厦", "da sha"),
    ("成都", "cheng du"),
    ("首都", "shou du"),
    ("六安", "lu an"),
    ("蚌埠", "beng bu"),
    ("番禺", "pan yu"),
    ("朝阳", "chao yang"),
    ("西藏", "xi zang"),
    ("乐清", "yue qing"),
    ("音乐", "yin yue"),
    ("会计", "kuai ji"),
    ("调度", "diao du"),
    ("传媒", "chuan mei"),
    ("省", "sheng"),
    ("重工", "zhong gong"),
];

/// Surnames that are read otherwise than the same character in a word.
const SURNAMES: &[(char, &str)] = &[
    ('曾', "zeng"),
    ('单', "shan"),
    ('仇', "qiu"),
    ('解', "xie"),
    ('朴', "piao"),
    ('区', "ou"),
    ('查', "zha"),
    ('盖', "ge"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('缪', "miao"),
    ('薄', "bo"),
    ('乐', "yue"),
    ('任', "ren"),
    ('华', "hua"),
    ('宁', "ning"),
    ('尉', "wei"),
    ('召', "shao"),
    ('柏', "bai"),
    ('沈', "shen"),
    ('贾', "jia"),
    ('石', "shi"),
    ('万', "wan"),
    ('谷', "gu"),
    ('车', "che"),
    ('长', "zhang"),
];

/// Surnames of two characters.
const TWO: &[(&str, &str)] = &[
    ("欧阳", "ouyang"),
    ("司马", "sima"),
    ("上官", "shangguan"),
    ("诸葛", "zhuge"),
    ("尉迟", "yuchi"),
    ("皇甫", "huangfu"),
    ("令狐", "linghu"),
    ("慕容", "murong"),
    ("夏侯", "xiahou"),
    ("司徒", "situ"),
    ("东方", "dongfang"),
    ("独孤", "dugu"),
    ("南宫", "nangong"),
    ("西门", "ximen"),
    ("端木", "duanmu"),
    ("百里", "baili"),
    ("公孙", "gongsun"),
    ("长孙", "zhangsun"),
    ("宇文", "yuwen"),
    ("万俟", "moqi"),
    ("澹台", "tantai"),
    ("轩辕", "xuanyuan"),
];

/// What a company is by law tells nobody which one it is.
const ENDINGS: &[&str] = &["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "总公司", "公司"];

/// An id for a unit, a project, a subject: its pinyin, two characters a word. Empty where the name has no letter and no digit.
#[must_use]
pub fn slug(name: &str) -> String {
    let name = name.trim();
    let short = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).filter(|rest| rest.chars().count() >= 2);
    join(&words(short.unwrap_or(name)))
}

/// An id for a person: surname and given name. Empty where the name has no letter and no digit.
#[must_use]
pub fn of_person(name: &str) -> String {
    let close: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let all = close.chars().all(|c| c.to_pinyin().is_some());
    let Some(first) = close.chars().next().filter(|_| all && (2..=4).contains(&close.chars().count())) else {
        return join(&words(name));
    };
    let name = close;
    if let Some((two, read)) = TWO.iter().find(|(two, _)| name.starts_with(two) && name != *two) {
        return join(&[(*read).to_owned(), syllables(&name[two.len()..]).concat()]);
    }
    let surname = SURNAMES.iter().find(|(known, _)| *known == first).map_or_else(|| reading(first), |(_, read)| (*read).to_owned());
    join(&[surname, syllables(&name[first.len_utf8()..]).concat()])
}

/// The id, or with the first number behind it with which it is not taken and safe as a file name. Ids compare without regard to case and
/// width: `taken` is asked for the id as it would be written.
#[must_use]
pub fn unused(base: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = if base.is_empty() { "x" } else { base };
    let good = |id: &str| unsafe_id(id, Lang::En).is_none() && !taken(id);
    if good(base) {
        return base.to_owned();
    }
    let numbered = (2_usize..).map(|number| format!("{base}-{number}")).find(|id| good(id));
    numbered.unwrap_or_else(|| base.to_owned())
}

/// The commonest reading of a character; nothing for one that has none.
fn reading(c: char) -> String {
    c.to_pinyin().map(|reading| reading.plain().replace('ü', "v")).unwrap_or_default()
}

/// The syllables of a run of Chinese characters.
fn syllables(run: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        if let Some((word, read)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            out.extend(read.split(' ').map(str::to_owned));
            rest = &rest[word.len()..];
        } else {
            out.push(reading(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// The words of a name: Chinese ones of two syllables, the last of a run of odd length of three; others as they are written.
fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut word = String::new();
    // Accents stand by themselves after this, and are left out.
    for c in name.nfkd().chain([' ']) {
        let chinese = c.to_pinyin().is_some();
        if chinese {
            out.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            pairs(&syllables(&run), &mut out);
            run.clear();
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !unicode_normalization::char::is_combining_mark(c) && !matches!(c, '\'' | '’') && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
    }
    out
}

fn pairs(syllables: &[String], out: &mut Vec<String>) {
    let odd = syllables.len() % 2 == 1 && syllables.len() > 1;
    let even = if odd { syllables.len() - 3 } else { syllables.len() };
    out.extend(syllables[..even].chunks(2).map(|pair| pair.concat()));
    if odd {
        out.push(syllables[even..].concat());
    }
}

/// Words with hyphens between, as many as an id may have; never a part of a word, unless the first is too long by itself.
fn join(words: &[String]) -> String {
    let mut out = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        let more = word.chars().count() + usize::from(!out.is_empty());
        if !out.is_empty() && out.chars().count() + more > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(word.chars().take(LONGEST));
    }
    // Letters of other scripts take up to four bytes, and an id has at most 96.
    while out.len() > 88 {
        out.pop();
    }
    out.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_words() {
        for (name, id) in [
            ("云岭移动", "yunling-yidong"),
            ("云岭通信有限公司", "yunling-tongxin"),
            ("春城水务局", "chuncheng-shuiwuju"),
            ("重庆银行股份有限公司", "chongqing-yinhang"),
            ("江北广电", "jiangbei-guangdian"),
            ("绿城", "lvcheng"),
            ("中国A股份5G 公司", "zhongguo-a-gufen-5g"),
            ("Müller & Söhne GmbH", "muller-sohne-gmbh"),
            ("５Ｇ三期", "5g-sanqi"),
            ("公司", "gongsi"),
            ("（）", ""),
        ] {
            assert_eq!(slug(name), id, "{name}");
        }
    }

    #[test]
    fn people_have_a_surname() {
        for (name, id) in [
            ("李国强", "li-guoqiang"),
            ("周岚", "zhou-lan"),
            ("欧阳修", "ouyang-xiu"),
            ("欧阳明月", "ouyang-mingyue"),
            ("曾国藩", "zeng-guofan"),
            ("单 田芳", "shan-tianfang"),
            ("吕布", "lv-bu"),
            ("李", "li"),
            ("John Smith", "john-smith"),
            ("阿卜杜拉·买买提", "abo-dula-maimaiti"),
        ] {
            assert_eq!(of_person(name), id, "{name}");
        }
    }

    #[test]
    fn a_taken_or_reserved_id_gets_a_number() {
        assert_eq!(unused("li-na", |id| id == "li-na" || id == "li-na-2"), "li-na-3");
        assert_eq!(unused("con", |_| false), "con-2");
        assert_eq!(unused("", |_| false), "x");
    }

    proptest! {
        #[test]
        fn every_id_is_safe(name in "\\PC{0,80}") {
            for id in [slug(&name), of_person(&name)] {
                prop_assert_eq!(unsafe_id(&unused(&id, |_| false), Lang::En), None, "{} {}", name, id);
            }
        }
    }
}
