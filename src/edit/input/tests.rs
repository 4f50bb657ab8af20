use proptest::prelude::*;

use super::*;
use crate::archive::DocKind;
use crate::archive::document::{self, With};
use crate::edit::op::{Op, Place, Step};
use crate::edit::value::Pair;
use crate::form::reader::{DocInfo, quote};
use crate::form::{Record, RecordSpec};
use crate::source::{Form, Syntax};

fn world() -> World {
    let mut world = World { lang: Lang::Zh, unit: Unit::Wan, ..World::default() };
    world.staff.names.add("zhou-lan", &["周岚"]);
    world.staff.names.add("sun-tao", &["孙涛"]);
    world.staff.names.add("sun-tao2", &["孙涛"]);
    world.categories.add("operator", &["运营商"]);
    world.categories.alias(0, "电信运营商");
    world.regions.add("xn", &["西南"]);
    world
}

fn people() -> Names {
    let mut names = Names::default();
    names.add("li-guoqiang", &["李国强"]);
    names.add("a-b", &["甲、乙公司"]);
    names
}

fn today() -> NaiveDate {
    // A Wednesday.
    NaiveDate::from_ymd_opt(2026, 7, 29).expect("a real day")
}

/// The value as one line of TOML.
fn toml(value: &Value) -> String {
    match value {
        Value::Scalar(scalar) if scalar.form == Form::Quoted => quote(&scalar.text),
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(|item| toml(&item.value)).collect::<Vec<_>>().join(", ")),
        Value::Table(pairs) => {
            let one = |pair: &Pair| format!("{} = {}", quote(&pair.key), toml(&pair.value));
            format!("{{ {} }}", pairs.iter().map(one).collect::<Vec<_>>().join(", "))
        }
    }
}

fn typed(kind: &KindSpec, text: &str) -> Result<String, Complaint> {
    let (world, people) = (world(), people());
    value(kind, text, &Known::new(&world, today()).people(&people).me(Some("zhou-lan"))).map(|value| toml(&value))
}

fn good(kind: &KindSpec, text: &str) -> String {
    typed(kind, text).unwrap_or_else(|complaint| panic!("{text}: {}", complaint.line(Lang::En)))
}

fn bad(kind: &KindSpec, text: &str) -> String {
    typed(kind, text).expect_err(text).line(Lang::Zh)
}

fn kind_of(form: DocKind, path: &str) -> KindSpec {
    let mut spec = form.spec().expect("a form");
    let mut kind = KindSpec::Text;
    for key in path.split('.') {
        kind = spec.find(key).unwrap_or_else(|| panic!("{key}")).1.kind;
        spec = crate::edit::shape::child(&kind).unwrap_or(spec);
    }
    kind
}

#[test]
fn days_are_read_as_people_type_them() {
    for (text, day) in [
        ("2026-07-08", "2026-07-08"),
        ("2026/7/8", "2026-07-08"),
        ("2026.7.8", "2026-07-08"),
        ("2026年7月8日", "2026-07-08"),
        ("２０２６－０７－０８", "2026-07-08"),
        ("20260708", "2026-07-08"),
        ("2026 年 7 月 8 号", "2026-07-08"),
        ("今天", "2026-07-29"),
        ("Yesterday", "2026-07-28"),
        ("明天", "2026-07-30"),
        ("+7d", "2026-08-05"),
        ("-2w", "2026-07-15"),
        ("+1m", "2026-08-29"),
        ("下周三", "2026-08-05"),
        ("本周一", "2026-07-27"),
        ("上个星期天", "2026-07-26"),
    ] {
        assert_eq!(good(&KindSpec::Date, text), day, "{text}");
    }
    assert_eq!(bad(&KindSpec::Date, "2026-02-30"), "「2026-02-30」：没有这一天");
    assert!(bad(&KindSpec::Date, "7月8日").contains("2026-07-08"));
    for text in ["7/8/26", "someday", "+7", "0001-01-01", "+99999y", "周三", "2026-7", "20260708123"] {
        assert!(typed(&KindSpec::Date, text).is_err(), "{text}");
    }
}

#[test]
fn parts_of_the_calendar() {
    for (text, birth) in
        [("1970", "\"1970\""), ("5月18日", "\"05-18\""), ("2-29", "\"02-29\""), ("1970/5/18", "1970-05-18"), ("1970年", "\"1970\"")]
    {
        assert_eq!(good(&KindSpec::Birth, text), birth, "{text}");
    }
    for (text, month) in
        [("2026-07", "2026-07"), ("2026年7月份", "2026-07"), ("202607", "2026-07"), ("上月", "2026-06"), ("２０２６／７", "2026-07")]
    {
        assert_eq!(good(&KindSpec::Month, text), format!("\"{month}\""), "{text}");
    }
    for text in ["2026q3", "2026-Q3", "2026年第三季度", "2026年3季度", "本季度"] {
        assert_eq!(good(&KindSpec::Quarter, text), "\"2026-Q3\"", "{text}");
    }
    for (text, moment) in [
        ("2026-05-15T10:20", "2026-05-15T10:20:00"),
        ("2026年5月15日10点20分", "2026-05-15T10:20:00"),
        ("2026-05-15 9:05:30+08:00", "2026-05-15T09:05:30+08:00"),
        ("昨天 8点", "2026-07-28T08:00:00"),
        ("2026-05-15", "2026-05-15"),
    ] {
        assert_eq!(good(&KindSpec::Moment, text), moment, "{text}");
    }
    for text in ["2026-05-15 25:00", "noon", "2026-13-01 10:00"] {
        assert!(typed(&KindSpec::Moment, text).is_err(), "{text}");
    }
}

#[test]
fn numbers_keep_their_digits() {
    for (text, amount) in [
        ("320", "320"),
        ("３２０．５０", "320.50"),
        ("1,200", "1200"),
        ("320万", "\"320万\""),
        ("1,200,000元", "\"1,200,000元\""),
        ("￥３,０００", "\"￥3,000\""),
        ("-5", "-5"),
        ("007", "7"),
    ] {
        assert_eq!(good(&KindSpec::Money, text), amount, "{text}");
    }
    for text in ["1,20", "many", "1e6", "12块"] {
        assert!(typed(&KindSpec::Money, text).is_err(), "{text}");
    }
    let percent = KindSpec::Percent { min: 0, max: 100 };
    for (text, rate) in [("60", "60"), ("60%", "60"), ("６０％", "60"), ("0.6", "0.6"), ("0.6%", "\"0.6%\""), ("7.5", "7.5")] {
        assert_eq!(good(&percent, text), rate, "{text}");
    }
    assert!(bad(&percent, "120").contains("0 到 100"));
    assert_eq!(doubt(&percent, "0.6"), Some(Doubt { meant: "60%".into(), exact: "0.6%".into() }));
    assert_eq!(doubt(&percent, "0.6%"), None);
    let year = KindSpec::Integer { min: 1990, max: 2100 };
    assert_eq!(good(&year, "2026年"), "2026");
    assert!(typed(&year, "26").is_err() && typed(&year, "2026.5").is_err());
    assert_eq!(good(&KindSpec::Integer { min: 0, max: i64::MAX }, "1,200"), "1200");
    assert_eq!(good(&KindSpec::Number { min: 0, max: 100 }, "88.50"), "88.50");
}

#[test]
fn choices_and_references_are_exact() {
    let role = kind_of(DocKind::KeyPeople, "people.role");
    assert_eq!(good(&role, "决策者"), "\"decision_maker\"");
    assert_eq!(good(&role, "决策人"), "\"decision_maker\"");
    assert_eq!(good(&role, "Decision maker、使用者"), "[\"decision_maker\", \"user\"]");
    let said = bad(&role, "拍板人");
    assert!(said.contains("是否指 decision_maker（决策者）？") && said.contains("supporter（支持者）"), "{said}");
    let staff = KindSpec::Ref(Target::Staff);
    assert_eq!(good(&staff, "周 岚"), "\"zhou-lan\"");
    assert_eq!(good(&staff, "me"), "\"zhou-lan\"");
    assert!(bad(&staff, "孙涛").contains("sun-tao2"));
    assert!(bad(&staff, "周兰").contains("是否指 zhou-lan（周岚）？"));
    for guess in ["zhou", "zl", "周"] {
        assert!(typed(&staff, guess).is_err(), "{guess}");
    }
    assert_eq!(good(&KindSpec::Ref(Target::Category), "电信运营商"), "\"operator\"");
    let people = KindSpec::OneOrMany(&KindSpec::Ref(Target::Person));
    assert_eq!(good(&people, "甲、乙公司"), "\"a-b\"");
    assert_eq!(good(&people, "李国强，a-b"), "[\"li-guoqiang\", \"a-b\"]");
    // No list of units: any word may stand there.
    assert_eq!(good(&KindSpec::Ref(Target::Unit), "云南分公司"), "\"云南分公司\"");
    assert_eq!((good(&KindSpec::Bool, "是"), good(&KindSpec::Bool, "No")), ("true".to_owned(), "false".to_owned()));
}

#[test]
fn chinese_archives_get_chinese_choices() {
    let mut world = world();
    let text = "[company]\nname = \"甲\"\nkeys = \"zh\"\n";
    let info = std::sync::Arc::new(DocInfo { path: "kehu.toml".into(), customer: None, syntax: Syntax::Toml });
    let mut docs = Vec::new();
    let _ = document::read::<crate::form::settings::Settings>(
        text.into(),
        &info,
        "kehu",
        with(&World::default(), &Names::default()),
        &mut docs,
    );
    world.settings = docs.remove(0).record;
    let status = kind_of(DocKind::KeyPeople, "people.status");
    let value = value(&status, "positive", &Known::new(&world, today())).expect("a status");
    assert_eq!(toml(&value), "\"积极的\"");
}

#[test]
fn tables_in_one_text() {
    let ties = kind_of(DocKind::KeyPeople, "people.competitor_ties");
    assert_eq!(good(&ties, "竞争对手=甲，乙公司，关系状况=积极的"), "[{ \"competitor\" = \"甲，乙公司\", \"status\" = \"positive\" }]");
    let two = "[{ \"competitor\" = \"甲\", \"status\" = \"neutral\" }, { \"competitor\" = \"乙\" }]";
    assert_eq!(good(&ties, "competitor=甲,status=中立;competitor=乙"), two);
    assert_eq!(good(&ties, r#"[{"status":"neutral","competitor":"甲"},{"competitor":"乙"}]"#), two);
    assert_eq!(good(&ties, "competitor=\"甲；status=x\",status=中立"), "[{ \"competitor\" = \"甲；status=x\", \"status\" = \"neutral\" }]");
    assert!(bad(&ties, "comptitor=甲").contains("competitor（竞争对手）"));
    assert!(bad(&ties, "甲").contains("名=值"));
    assert!(bad(&ties, "competitor=甲,status=很好").starts_with("关系状况「很好」"));
    assert!(bad(&ties, "{\"competitor\":").contains("JSON"));
    let dimensions = kind_of(DocKind::Survey, "dimensions");
    assert_eq!(good(&dimensions, "质量=90，服务 = 85.5"), "{ \"质量\" = 90, \"服务\" = 85.5 }");
    assert!(bad(&dimensions, "质量=好").starts_with("质量「好」"));
    let profile = kind_of(DocKind::Plan, "plan.profile");
    assert_eq!(good(&profile, "一句话：a=b 不是键"), "\"一句话：a=b 不是键\"");
    let career = kind_of(DocKind::Person, "career");
    assert!(good(&career, "employer=云岭,from=1999").starts_with("[{") || !good(&career, "1999 年起在云岭").is_empty());
}

#[test]
fn repeated_texts_add_up() {
    let (world, people) = (world(), people());
    let cx = Known::new(&world, today()).people(&people);
    let find = |form: DocKind, list: &str, key: &str| {
        let spec = crate::edit::shape::child(&kind_of(form, list)).expect("a table");
        spec.find(key).expect("a field").1
    };
    let role = find(DocKind::KeyPeople, "people", "role");
    let value = |field: &FieldSpec, texts: &[&str]| super::field(field, texts, &cx).map(|value| toml(&value));
    assert_eq!(value(role, &["使用者", "决策者、阻拦者"]).expect("roles"), "[\"user\", \"decision_maker\", \"blocker\"]");
    assert_eq!(value(role, &["使用者"]).expect("a role"), "\"user\"");
    assert_eq!(value(role, &["", ""]).expect("nothing"), "[]");
    let title = find(DocKind::KeyPeople, "people", "title");
    assert_eq!(value(title, &["经理", "总经理"]).expect("a title"), "\"总经理\"");
    let complaint = value(role, &["老大"]).expect_err("no role");
    assert_eq!((complaint.zh.as_str(), complaint.en.as_str(), complaint.key), ("角色作用", "Role", Some("role")));
    assert!(complaint.message(Lang::En).starts_with("Role `老大` is not one"));
}

#[test]
fn dotted_keys_find_their_place() {
    let (world, people) = (world(), people());
    let cx = Known::new(&world, today()).people(&people);
    let spec = DocKind::KeyPeople.spec().expect("a form");
    let row = |id: &str, name: &str| Value::table([("id", Value::text(id)), ("关键人物名称", Value::text(name))]);
    let now = Value::table([("关键人物", Value::list([row("li-guoqiang", "李国强"), row("wang-fang", "王芳")]))]);
    let key = |key: &str| Step::Key(key.to_owned());
    for (pair, place, text) in [
        ("people.2.title=总经理", vec![key("people"), Step::At(1), key("title")], "\"总经理\""),
        ("关键人物.王芳.关系状况＝积极", vec![key("people"), Step::At(1), key("status")], "\"positive\""),
        ("people.li-guoqiang.target-status=", vec![key("people"), Step::At(0), key("target_status")], "\"\""),
        ("concerns.user=扩容", vec![key("concerns"), key("user")], "\"扩容\""),
        ("people.1.x_rank=3", vec![key("people"), Step::At(0), key("x_rank")], "3"),
    ] {
        let done = assignment(spec, pair, &now, &cx).unwrap_or_else(|complaint| panic!("{pair}: {}", complaint.line(Lang::En)));
        assert_eq!((done.place.0.clone(), toml(&done.value).as_str()), (place, text), "{pair}");
    }
    let op = |pair: &str| assignment(spec, pair, &now, &cx).expect("a place").step();
    assert_eq!(op("people.2.title="), None);
    assert_eq!(op("people.李国强.name="), Some(Op::remove(Place::top().key("people").at(0).key("name"))));
    let wrong = |pair: &str| assignment(spec, pair, &now, &cx).expect_err(pair).line(Lang::Zh);
    assert!(wrong("people.7.title=x").contains("2 wang-fang"), "{}", wrong("people.7.title=x"));
    assert!(wrong("people.1.titel=x").contains("title（职务）"));
    assert!(wrong("people.1.title.x=y").contains("职务"));
    assert!(wrong("title").contains("名=值"));
    assert!(wrong("people.1.status=很差").starts_with("关键人物·关系状况「很差」"), "{}", wrong("people.1.status=很差"));
}

#[test]
fn fields_become_a_record_or_steps() {
    let spec = crate::form::key_people::KeyPersonRow::SPEC;
    let of = |key: &str, text: &str| (spec.find(key).expect("a field").1, Value::text(text));
    let filled = vec![of("status", "neutral"), of("name", "李国强"), of("title", ""), of("evidence", ""), of("role", "user")];
    let keys: Vec<&str> = pairs(spec, filled.clone()).into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["name", "role", "status"]);
    let now = Value::table([("关键人物名称", Value::text("李国强")), ("title", Value::text("经理"))]);
    let at = Place::top().key("people").at(2);
    let done = ops(spec, &at, Some(&now), filled);
    let place = |key: &str| at.clone().key(key);
    let expected =
        [Op::set(place("status"), Value::text("neutral")), Op::remove(place("title")), Op::set(place("role"), Value::text("user"))];
    assert_eq!(done, expected);
}

fn with<'a>(world: &'a World, people: &'a Names) -> With<'a> {
    With { world, people: Some(people), people_complete: true, given: &[], packed: false, declares: None }
}

/// What the form's reader finds wrong with one field of a document that holds nothing else.
fn findings<R: Record>(field: &FieldSpec, written: &str, world: &World, people: &Names) -> Vec<String> {
    let info = std::sync::Arc::new(DocInfo { path: "x.toml".into(), customer: None, syntax: Syntax::Toml });
    let text = format!("{} = {written}\n", field.key);
    let mut docs: Vec<crate::archive::Doc<R>> = Vec::new();
    let account = document::read(text.into_bytes(), &info, "x", with(world, people), &mut docs);
    let missing = |message: &str| message.contains("缺少") || message.contains("没有填写");
    let found = account.findings.into_iter().filter(|finding| finding.rule != "F7B-04" && !missing(&finding.message));
    found.map(|finding| format!("{written}: {} {}", finding.rule, finding.message)).collect()
}

fn round<R: Record>(text: &str, cx: &Known<'_>, people: &Names) -> Vec<String> {
    fn each<R: Record>(spec: &'static RecordSpec, text: &str, cx: &Known<'_>, people: &Names) -> Vec<String> {
        let one = |field: &FieldSpec| {
            let done = super::field(field, &[text], cx).ok().filter(|value| !value.is_blank())?;
            Some(findings::<R>(field, &toml(&done), cx.world, people))
        };
        spec.fields.iter().filter_map(one).flatten().collect()
    }
    each::<R>(R::SPEC, text, cx, people)
}

fn any_text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "2026年7月8日",
        "+3d",
        "320万",
        "1,200",
        "60%",
        "0.6%",
        "决策者",
        "决策者、使用者",
        "是",
        "周岚",
        "李国强",
        "运营商",
        "2026-Q3",
        "2026-07",
        "1970",
        "a=1",
        "名=2,b=3",
        "{\"a\":1}",
        "[1,2]",
        "me",
        "-0",
        "1e5",
        "昨天 9:00",
        "积极的",
        "0",
        "１２",
        "2026-07-08T24:00:00",
    ]);
    prop_oneof![known.prop_map(str::to_owned), ".{0,24}", "[-+0-9.,:年月日万元% \"\\[{=，；]{1,16}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn what_is_taken_the_reader_takes_too(text in any_text()) {
        let (world, people) = (world(), people());
        let cx = Known::new(&world, today()).people(&people).me(Some("zhou-lan"));
        use crate::form::{contact, customer, insight, key_people, person, plan, registers, staff};
        let mut wrong = Vec::new();
        wrong.extend(round::<customer::Customer>(&text, &cx, &people));
        wrong.extend(round::<customer::Site>(&text, &cx, &people));
        wrong.extend(round::<key_people::KeyPersonRow>(&text, &cx, &people));
        wrong.extend(round::<person::Person>(&text, &cx, &people));
        wrong.extend(round::<insight::Insight>(&text, &cx, &people));
        wrong.extend(round::<plan::Plan>(&text, &cx, &people));
        wrong.extend(round::<contact::ContactReport>(&text, &cx, &people));
        wrong.extend(round::<registers::Complaint>(&text, &cx, &people));
        wrong.extend(round::<registers::Survey>(&text, &cx, &people));
        wrong.extend(round::<registers::Reception>(&text, &cx, &people));
        wrong.extend(round::<registers::Loan>(&text, &cx, &people));
        wrong.extend(round::<staff::StaffRow>(&text, &cx, &people));
        prop_assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn no_dotted_key_panics(pair in ".{0,30}", tail in any_text()) {
        let (world, people) = (world(), people());
        let cx = Known::new(&world, today()).people(&people);
        for kind in DocKind::FORMS {
            let spec = kind.spec().expect("a form");
            let _ = assignment(spec, &pair, &Value::Table(Vec::new()), &cx);
            for field in spec.fields {
                let done = assignment(spec, &format!("{}={tail}", field.key), &Value::Table(Vec::new()), &cx);
                if let Err(complaint) = done {
                    prop_assert!(!complaint.line(Lang::Zh).is_empty() && !complaint.line(Lang::En).is_empty());
                }
            }
        }
    }
}
