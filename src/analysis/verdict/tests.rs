use std::fmt::Write;
use std::path::Path;

use super::*;
use crate::archive::Loaded;
use crate::archive::load::{self, Judge, Scope};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 8).expect("a day")
}

fn read(root: &Path) -> Loaded {
    let base = load::base(root, Some(Lang::Zh), Lang::Zh);
    load::load(root, base, &Scope::default(), Judge::Nothing).expect("it can be listed")
}

/// The verdict on people of `role, status, assessed_on`, called 甲, 乙, 丙 …
fn of(people: &[(&str, &str, &str)]) -> Verdict {
    let mut text = String::new();
    for ((role, status, on), name) in people.iter().zip("甲乙丙丁".chars()) {
        let _ = writeln!(text, "[[people]]\nid = \"{name}\"\nname = \"{name}\"\ntitle = \"-\"\nrole = {role}");
        let _ = writeln!(text, "status = \"{status}\"\nassessed_on = {on}\nours = []");
    }
    verdict_of(&text)
}

fn verdict_of(text: &str) -> Verdict {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let home = dir.path().join("customers/acme");
    std::fs::create_dir_all(&home).expect("a folder");
    std::fs::write(dir.path().join("kehu.toml"), "[company]\nname = \"本公司\"\n").expect("written");
    std::fs::write(home.join("customer.toml"), "unit_name = \"甲方\"\n").expect("written");
    std::fs::write(home.join("key-people.toml"), text).expect("written");
    let loaded = read(dir.path());
    verdict(&loaded.customers[0], &loaded.world.policy, day())
}

fn line(people: &[(&str, &str, &str)]) -> String {
    of(people).line(Lang::Zh)
}

const D: &str = "\"decision_maker\"";
const NEW: &str = "2026-06-24";
/// 93 days before the day: just too old.
const OLD: &str = "2026-04-06";

#[test]
fn the_example() {
    let loaded = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom"));
    let lines: Vec<String> = loaded.customers.iter().map(|folder| verdict(folder, &loaded.world.policy, day()).line(Lang::Zh)).collect();
    assert_eq!(
        lines,
        [
            "红：与决策者许志宏的关系是中立的；没有可依靠的人",
            "红：与决策者冯凯的关系是积极的，但评估已过期；没有可依靠的人；与邓超的关系是积极的，但评估已过期",
            "绿：与决策者李国强的关系是积极的",
        ]
    );
    let english = verdict(&loaded.customers[1], &loaded.world.policy, day());
    assert_eq!(
        english.line(Lang::En),
        "red: the relation with 冯凯, who decides, is positive, but the assessment is out of date; there is nobody to rely on; the relation with 邓超 is positive, but the assessment is out of date"
    );
    assert_eq!(
        english.advice("starbridge", Lang::Zh),
        Some(("重新评估冯凯".to_owned(), Some("kehu assess starbridge feng-kai".to_owned())))
    );
}

#[test]
fn who_decides_and_who_can_be_relied_on() {
    assert_eq!(line(&[(D, "positive", NEW)]), "绿：与决策者甲的关系是积极的");
    assert_eq!(line(&[(D, "neutral", NEW), ("\"user\"", "positive", NEW)]), "黄：与决策者甲的关系是中立的；与乙的关系是积极的");
    assert_eq!(
        line(&[(D, "positive", OLD), ("\"advisor\"", "positive", NEW), ("\"supporter\"", "positive", NEW)]),
        "黄：与决策者甲的关系是积极的，但评估已过期；与乙、丙的关系是积极的"
    );
    // 92 days are in time.
    assert_eq!(line(&[(D, "positive", "2026-04-07")]), "绿：与决策者甲的关系是积极的");
    assert_eq!(line(&[("\"user\"", "positive", NEW)]), "红：没有查明谁是决策者；与甲的关系是积极的");
    assert_eq!(line(&[(D, "negative", NEW), ("\"user\"", "positive", NEW)]), "红：与决策者甲的关系是消极的；与乙的关系是积极的");
    assert_eq!(line(&[(D, "none", NEW), ("\"user\"", "positive", NEW)]), "红：与决策者甲尚未建立关系；与乙的关系是积极的");
    // Two who decide: one against us is no green, and one for us no red.
    assert_eq!(line(&[(D, "positive", NEW), (D, "negative", NEW)]), "黄：与决策者乙的关系是消极的；与决策者甲的关系是积极的");
    assert_eq!(line(&[(D, "positive", NEW), (D, "neutral", NEW)]), "绿：与决策者甲的关系是积极的；与决策者乙的关系是中立的");
    // One who only sifts out is nobody to rely on.
    assert_eq!(line(&[(D, "neutral", NEW), ("\"blocker\"", "positive", NEW)]), "红：与决策者甲的关系是中立的；没有可依靠的人");
    assert_eq!(
        line(&[(D, "neutral", NEW), ("[\"blocker\", \"user\"]", "positive", NEW)]),
        "黄：与决策者甲的关系是中立的；与乙的关系是积极的"
    );
}

#[test]
fn nobody_and_what_could_not_be_read() {
    assert_eq!(verdict_of("").line(Lang::Zh), "红：附表3 还没有关键人物");
    assert_eq!(verdict_of("people = [\n").line(Lang::Zh), "不明：附表3 没有读全，不作判断");
    assert_eq!(line(&[(D, "perhaps", NEW)]), "红：与决策者甲的关系状况不明；没有可依靠的人");
}

#[test]
fn what_lies_after_the_day_is_not_known_yet() {
    let text = "[[people]]\nid = \"a\"\nname = \"甲\"\ntitle = \"-\"\nrole = \"decision_maker\"\nstatus = \"negative\"\nassessed_on = 2026-08-01\n\
        history = [{ date = 2026-06-01, status = \"positive\" }, { date = 2026-02-01, status = \"none\" }]\n";
    assert_eq!(verdict_of(text).line(Lang::Zh), "绿：与决策者甲的关系是积极的");
    let bare = text.split("history").next().expect("a part");
    assert_eq!(verdict_of(bare).line(Lang::Zh), "红：与决策者甲的关系状况不明；没有可依靠的人");
}
