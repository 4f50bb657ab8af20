//! What two branches do to one document, case by case.

use super::*;
use crate::archive::DocKind;
use crate::form::choices::KeyLanguage;

fn shape(kind: DocKind) -> Shape {
    Shape { spec: kind.spec().expect("a form"), packed: kind.may_be_packed(), keys: KeyLanguage::English }
}

fn toml(kind: DocKind, base: &str, ours: &str, theirs: &str) -> Result<String, Doubt> {
    join(Syntax::Toml, shape(kind), Three { base, ours, theirs }, None)
}

fn yaml(kind: DocKind, base: &str, ours: &str, theirs: &str) -> Result<String, Doubt> {
    join(Syntax::Yaml, shape(kind), Three { base, ours, theirs }, None)
}

fn clashes(result: Result<String, Doubt>) -> String {
    match result {
        Err(Doubt::Both(clashes)) => clashes.iter().map(|clash| clash.words(Lang::Zh)).collect::<Vec<_>>().join("，"),
        other => panic!("{other:?}"),
    }
}

const PEOPLE: &str = "# 附表3\nunit_name = \"云岭\"\n\n[[people]]\nid = \"li\" # 编号\nname = \"李国强\"\ntitle = \"总经理\"\nstatus = \"中立的\"\nours = [\"zhou-lan\"]\n";

fn with(person: &str) -> String {
    format!("{PEOPLE}\n[[people]]\nid = \"{person}\"\nname = \"{person}\"\ntitle = \"工程师\"\n")
}

#[test]
fn people_that_both_add_come_ours_first() {
    let joined = toml(DocKind::KeyPeople, PEOPLE, &with("wang"), &with("he")).expect("joined");
    assert_eq!(joined, format!("{}\n[[people]]\nid = \"he\"\nname = \"he\"\ntitle = \"工程师\"\n", with("wang")));
    // The same person on both branches is one.
    let more = format!("{}\n[[people]]\nid = \"he\"\nname = \"he\"\ntitle = \"工程师\"\n", with("wang"));
    assert_eq!(toml(DocKind::KeyPeople, PEOPLE, &more, &with("wang")), Ok(more));
}

#[test]
fn each_field_is_its_own() {
    let ours = PEOPLE.replace("中立的", "积极的").replace("# 编号", "# 不变");
    let theirs = PEOPLE.replace("总经理", "董事长").replace("[\"zhou-lan\"]", "[\"zhou-lan\", \"chen-li\"]");
    let joined = toml(DocKind::KeyPeople, PEOPLE, &ours, &theirs).expect("joined");
    assert_eq!(joined, ours.replace("总经理", "董事长").replace("[\"zhou-lan\"]", "[\"zhou-lan\", \"chen-li\"]"));
    // Both the same.
    assert_eq!(toml(DocKind::KeyPeople, PEOPLE, &ours, &PEOPLE.replace("中立的", "积极的")), Ok(ours));
}

#[test]
fn what_both_changed_is_left_to_people() {
    let (one, two) = (PEOPLE.replace("中立的", "积极的"), PEOPLE.replace("中立的", "支持的"));
    assert_eq!(clashes(toml(DocKind::KeyPeople, PEOPLE, &one, &two)), "关键人物／li／关系状况");
    let nobody = "# 附表3\nunit_name = \"云岭\"\n";
    for (ours, theirs) in [(nobody, one.as_str()), (one.as_str(), nobody)] {
        assert_eq!(clashes(toml(DocKind::KeyPeople, PEOPLE, ours, theirs)), "关键人物");
    }
    let two = with("wang");
    let without = two.replace(
        "\n[[people]]\nid = \"li\" # 编号\nname = \"李国强\"\ntitle = \"总经理\"\nstatus = \"中立的\"\nours = [\"zhou-lan\"]\n",
        "",
    );
    let changed = two.replace("中立的", "积极的");
    for (ours, theirs) in [(&without, &changed), (&changed, &without)] {
        assert_eq!(clashes(toml(DocKind::KeyPeople, &two, ours, theirs)), "关键人物／li");
    }
    // Two people who were given the same id.
    let other = with("wang").replace("工程师", "主任");
    assert_eq!(clashes(toml(DocKind::KeyPeople, PEOPLE, &with("wang"), &other)), "关键人物／wang／职务");
    assert_eq!(toml(DocKind::KeyPeople, "", PEOPLE, &two), Err(Doubt::Made));
    assert_eq!(toml(DocKind::KeyPeople, PEOPLE, &two, "people = ["), Err(Doubt::Faulty));
}

#[test]
fn who_goes_on_one_branch_goes() {
    let two = with("wang");
    let changed = two.replace("中立的", "积极的");
    let joined = toml(DocKind::KeyPeople, &two, &changed, PEOPLE).expect("joined");
    assert_eq!(joined, PEOPLE.replace("中立的", "积极的"));
    let joined = toml(DocKind::KeyPeople, &two, PEOPLE, &changed).expect("joined");
    assert_eq!(joined, PEOPLE.replace("中立的", "积极的"));
}

#[test]
fn plain_lists_grow_and_shrink_but_nothing_is_guessed() {
    let list = |ours: &str| format!("ours = [{ours}]\nrole = \"user\"\n");
    let base = list("\"a\", \"b\"");
    let done = |one: &str, two: &str| toml(DocKind::ContactReport, &base, &list(one), &list(two));
    assert_eq!(done("\"a\", \"b\", \"c\"", "\"a\", \"b\", \"d\""), Ok(list("\"a\", \"b\", \"c\", \"d\"")));
    assert_eq!(done("\"a\", \"b\", \"c\"", "\"b\""), Ok(list("\"b\", \"c\"")));
    assert_eq!(done("\"b\"", "\"a\", \"b\", \"c\""), Ok(list("\"b\", \"c\"")));
    // Another order, or another element in the place of one.
    for (one, two) in [("\"b\", \"a\"", "\"a\", \"b\", \"c\""), ("\"a\", \"x\"", "\"a\", \"b\", \"c\""), ("\"a\", \"x\"", "\"a\", \"y\"")] {
        assert_eq!(clashes(done(one, two)), "我方人员", "{one} {two}");
    }
    // One value alone is a list of one.
    let one = "ours = \"a\"\nsummary = \"x\"\n";
    let joined = toml(DocKind::ContactReport, one, &one.replace("\"x\"", "\"y\""), &one.replace("\"a\"", "[\"a\", \"b\"]"));
    assert_eq!(joined.as_deref(), Ok("ours = [\"a\", \"b\"]\nsummary = \"y\"\n"));
    let joined = toml(DocKind::ContactReport, one, &one.replace("\"a\"", "[\"a\", \"c\"]"), &one.replace("\"a\"", "[\"a\", \"b\"]"));
    assert_eq!(joined.as_deref(), Ok("ours = [\"a\", \"c\", \"b\"]\nsummary = \"x\"\n"));
    assert_eq!(clashes(toml(DocKind::ContactReport, one, &one.replace("\"a\"", "\"b\""), &one.replace("\"a\"", "\"c\""))), "我方人员");
}

#[test]
fn keys_may_be_labels_on_either_side_and_line_ends_are_ours() {
    let base = "单位名称: 云岭\n机构:\n- 类别: 总部\n  机构名称: 总部\n  所处地点: 春城\n";
    let ours = "单位名称: 云岭\r\n机构:\r\n- 类别: 总部\r\n  机构名称: 总部\r\n  所处地点: 春城 # 旧址\r\n- 类别: 分支机构\r\n  机构名称: 大理\r\n";
    let theirs = "unit_name: 云岭\nsites:\n- kind: 总部\n  name: 总部\n  location: 新港路8号\n- kind: 分支机构\n  name: 丽江\n";
    let joined = yaml(DocKind::Customer, base, ours, theirs).expect("joined");
    let last = "- 类别: 分支机构\r\n  机构名称: 丽江\r\n";
    assert_eq!(joined, format!("{}{last}", ours.replace("春城 #", "新港路8号 #")));
}

#[test]
fn records_of_a_packed_register_are_told_apart_by_their_ids() {
    let record = |id: &str, content: &str| format!("[[records]]\nid = \"{id}\"\ncontent = \"{content}\"\n");
    let base = record("1", "一");
    let (ours, theirs) = (format!("{base}\n{}", record("2", "二")), format!("{}\n{}", record("1", "壹"), record("3", "三")));
    let joined = toml(DocKind::Complaint, &base, &ours, &theirs).expect("joined");
    assert_eq!(joined, format!("{}\n{}\n{}", record("1", "壹"), record("2", "二"), record("3", "三")));
    let other = base.replace("一", "衣");
    assert_eq!(clashes(toml(DocKind::Complaint, &base, &other, &theirs)), "1／内容");
}

#[test]
fn no_comment_of_theirs_is_lost() {
    let ours = PEOPLE.replace("中立的", "积极的");
    let theirs = PEOPLE.replace("\"总经理\"", "\"董事长\" # 七月起");
    assert_eq!(toml(DocKind::KeyPeople, PEOPLE, &ours, &theirs), Err(Doubt::Comment));
    // What the lines give is taken where it says the same.
    let by_line = ours.replace("\"总经理\"", "\"董事长\" # 七月起");
    let three = Three { base: PEOPLE, ours: &ours, theirs: &theirs };
    assert_eq!(join(Syntax::Toml, shape(DocKind::KeyPeople), three, Some(&by_line)), Ok(by_line.clone()));
    let wrong = by_line.replace("积极的", "中立的");
    assert_eq!(join(Syntax::Toml, shape(DocKind::KeyPeople), three, Some(&wrong)), Err(Doubt::Comment));
}

#[test]
fn doubts_have_words_in_both_languages() {
    let clash = Clash::default().step("关键人物", "Key people").step("li", "li").step("关系状况", "Status");
    let all = [Doubt::Faulty, Doubt::Made, Doubt::Both(vec![clash.clone(); 6]), Doubt::Both(vec![clash]), Doubt::ByHand, Doubt::Comment];
    for doubt in &all {
        let (zh, en) = (doubt.words(Lang::Zh), doubt.words(Lang::En));
        assert!(!zh.is_empty() && !zh.contains([',', ':', ';']) && en.is_ascii() || en.contains('…'), "{zh} {en}");
    }
    assert_eq!(all[3].words(Lang::Zh), "两个分支都改了，改得不同：关键人物／li／关系状况");
    assert_eq!(all[3].words(Lang::En), "both branches changed, differently: Key people / li / Status");
    assert_eq!(all[2].words(Lang::Zh).matches("li").count(), NAMED);
}
