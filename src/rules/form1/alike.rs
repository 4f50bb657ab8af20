//! Unit names that may be one and the same unit: without the words of the legal form, and by sound.

use pinyin::ToPinyin;

use crate::resolve::fold;

/// Words of the legal form at the end of a unit's name; longer ones first.
const FORMS: &[&str] = &["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "股份公司", "总公司", "公司", "集团"];

/// The name without width, case, spaces, brackets and legal form: `云岭移动通信` of 云岭移动通信（集团）有限公司.
pub(super) fn stem(name: &str) -> String {
    let mut stem: String = fold(name).chars().filter(|c| !matches!(c, '(' | ')' | '[' | ']' | '·' | '-')).collect();
    while let Some(rest) = FORMS.iter().find_map(|form| stem.strip_suffix(form)) {
        if rest.chars().count() < 2 {
            break;
        }
        stem.truncate(rest.len());
    }
    stem
}

/// How the stem sounds. None for a short one: two signs sound alike too often.
pub(super) fn sound(stem: &str) -> Option<String> {
    if stem.chars().count() < 3 || stem.is_ascii() {
        return None;
    }
    let mut sound = String::with_capacity(stem.len() * 2);
    for c in stem.chars() {
        match c.to_pinyin() {
            Some(pinyin) => sound.push_str(pinyin.plain()),
            None => sound.push(c),
        }
        sound.push(' ');
    }
    Some(sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_and_width_do_not_count() {
        assert_eq!(stem("云岭移动通信（集团）有限公司"), "云岭移动通信");
        assert_eq!(stem("云岭移动通信股份有限公司"), "云岭移动通信");
        assert_eq!(stem("集团公司"), "集团公司");
    }

    #[test]
    fn one_sound_of_two_spellings() {
        assert_eq!(sound("云岭移动"), sound("云领移动"));
        assert_ne!(sound("云岭移动"), sound("云山移动"));
        assert_eq!(sound("江北"), None);
    }
}
