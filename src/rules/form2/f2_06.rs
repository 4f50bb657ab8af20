//! F2-06: nobody is entered twice.

use pinyin::ToPinyin;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::key_people::KeyPersonRow;
use crate::resolve::fold;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F2-06",
    title: words("同一个人不重复登记", "nobody is entered twice"),
    sources: &[source(Seed::S000, "附表2")],
    quote: "姓 名",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("附表3 中排在后面的那个人的名称", "the name of the later one in form 3"),
    meaning: words(
        "同一客户的两个关键人物姓名相同，或姓相同而只差一个字（三个字以上的姓名；两个字的须读音也相同）。",
        "Two key people of one customer have the same name, or the same surname and one sign different (names of three signs or more; names of two must also sound alike).",
    ),
    remedy: words(
        "请核对；是同一个人的请合并，确是两个人的可在 kehu.toml [[ignore]] 中说明",
        "check it; merge them if they are one person, else say so in [[ignore]] of kehu.toml",
    ),
    bad: "[[people]]\nid = \"qian-xuemei\"\nname = \"钱雪梅\"\n[[people]]\nid = \"qian-xuemei-2\"\nname = \"钱雪美\"",
    good: "[[people]]\nid = \"qian-xuemei\"\nname = \"钱雪梅\"",
    run: Run::Customer(run),
};

/// Whether two names of one surname may be one name written twice.
fn alike(one: &str, other: &str) -> bool {
    let (a, b) = (one.chars().count(), other.chars().count());
    if a.min(b) < 2 || a.abs_diff(b) > 1 || one.chars().next() != other.chars().next() || strsim::levenshtein(one, other) != 1 {
        return false;
    }
    // Of two signs the second is all there is to a given name: only a slip by sound counts. A Latin name needs more letters to be telling.
    if a == 2 && b == 2 { sounds(one) == sounds(other) } else { a.min(b) > 2 && (!one.is_ascii() || a.min(b) > 4) }
}

fn sounds(name: &str) -> Vec<Option<&'static str>> {
    name.chars().map(|c| c.to_pinyin().map(pinyin::Pinyin::plain)).collect()
}

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let Some(doc) = &folder.key_people else { return };
    let Some(rows) = doc.record.people.get() else { return };
    let names: Vec<(String, &KeyPersonRow)> = rows.iter().filter_map(|row| Some((fold(row.name.get()?), &row.0))).collect();
    for (at, (name, row)) in names.iter().enumerate() {
        let Some((other, first)) = names[..at].iter().find(|(other, _)| name == other || alike(name, other)) else { continue };
        let lang = scene.lang();
        let (id, first_id, called, first_called) = (row.key(), first.key(), row.called(), first.called());
        let message = if name == other {
            say!(lang, "「{called}」登记了两次：{first_id} 和 {id}", "`{called}` is entered twice: {first_id} and {id}")
        } else {
            say!(
                lang,
                "「{called}」（{id}）与「{first_called}」（{first_id}）只差一个字，可能是同一个人",
                "`{called}` ({id}) differs from `{first_called}` ({first_id}) in one sign; they may be one person"
            )
        };
        scene.find(&doc.info, row.name.span, "people.name", message).about(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_apart() {
        assert!(alike("钱雪梅", "钱雪美"));
        assert!(alike("王敏", "王民"));
        assert!(!alike("王敏", "王伟"));
        assert!(!alike("李国强", "王国强"));
        assert!(!alike("王敏", "王小敏"));
    }
}
