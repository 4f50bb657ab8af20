use chrono::NaiveDate;
use encoding_rs::GB18030;

use super::*;
use crate::form::Record;
use crate::form::Target;
use crate::form::key_people::KeyPersonRow;
use crate::form::registers;
use crate::form::spec::required;
use crate::words::Lang;
use crate::world::World;

static CUSTOMER: FieldSpec = required("客户", "Customer").of("customer", KindSpec::Ref(Target::Customer));

fn world() -> World {
    let mut world = World::default();
    world.staff.names.add("zhou-lan", &["周岚"]);
    world.customers.add("yunling", &["云岭移动"]);
    world.customers_complete = true;
    world
}

fn known(world: &World) -> Known<'_> {
    Known::new(world, NaiveDate::from_ymd_opt(2026, 7, 29).expect("a real day"))
}

fn of(bytes: &[u8], world: &World) -> Result<Batch, Unread> {
    read(bytes, None, Form { spec: KeyPersonRow::SPEC, extra: &[&CUSTOMER], known: known(world) })
}

/// Each record's values, or what is wrong with it.
fn done(batch: &Batch, world: &World) -> Vec<String> {
    let one = |row: &Row| match row.values(&known(world)) {
        Ok(filled) => {
            let fields = filled.fields.iter().map(|(field, value)| format!("{}={}", field.key, json::write(value)));
            fields.chain(filled.pairs).collect::<Vec<_>>().join(" ")
        }
        Err(wrong) => wrong.iter().map(|one| one.line(Lang::Zh)).collect::<Vec<_>>().join(" | "),
    };
    batch.rows.iter().map(one).collect()
}

const TABLE: &str = "客户,关键人物名称,职务,--role,target-status,我方,原因\n云岭移动,李国强,总经理,决策者、使用者,积极,,旧的\n\n云岭,王芳,\"经理,二\",老大,,,\n";

#[test]
fn headers_are_keys_labels_or_options() {
    let world = world();
    let unknown = of(TABLE.as_bytes(), &world).expect_err("我方 is no label");
    assert!(
        unknown.words(Lang::Zh).contains("与我方的关系") || unknown.words(Lang::Zh).contains("「我方」"),
        "{}",
        unknown.words(Lang::Zh)
    );
    let text = TABLE.replace("我方", "与我方的关系");
    let gb = GB18030.encode(&text).0.into_owned();
    for bytes in [text.as_bytes(), &gb] {
        let batch = of(bytes, &world).expect("a table");
        assert_eq!(batch.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(batch.rows[0].text("customer"), Some("云岭移动"));
        let read = done(&batch, &world);
        assert_eq!(read[0], r#"customer="yunling" name="李国强" title="总经理" role=["decision_maker","user"] target_status="positive""#);
        assert!(read[1].starts_with("第 4 行：客户「云岭」在") && read[1].contains("第 4 行「--role」：角色作用「老大」"), "{}", read[1]);
    }
    let twice = of("职务,title\na,b\n".as_bytes(), &world).expect_err("twice");
    assert!(twice.words(Lang::En).contains("same field"));
}

#[test]
fn lines_of_json_hold_nested_values() {
    let world = world();
    let text = concat!(
        "{\"customer\":\"yunling\",\"name\":\"李国强\",\"role\":[\"决策者\"],\"influence\":3,\"competitor_ties\":[{\"竞争对手\":\"甲\"}],\"x_rank\":2}\n",
        "\n{\"name\":\n[1]\n{\"nmae\":\"王芳\"}\n",
    );
    let batch = of(text.as_bytes(), &world).expect("lines");
    assert_eq!(batch.shape, Shape::Jsonl);
    let read = done(&batch, &world);
    assert_eq!(
        read[0],
        r#"customer="yunling" name="李国强" role="decision_maker" influence=3 competitor_ties=[{"competitor":"甲"}] x_rank=2"#
    );
    let wrong: Vec<String> = batch.complaints.iter().map(|one| one.line(Lang::En)).collect();
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert!(wrong[0].starts_with("row 3: no JSON") && wrong[1].starts_with("row 4: expected a JSON object"), "{wrong:?}");
    assert!(wrong[2].contains("did you mean name"), "{wrong:?}");
    let listed = of("[{\"name\":\"甲\"},{\"name\":\"乙\"}]".as_bytes(), &world).expect("a list");
    assert_eq!(listed.rows.len(), 2);
}

#[test]
fn what_was_not_taken_comes_back_and_is_read_again() {
    let world = world();
    let text = "客户;关键人物名称;职务;原因\n云岭移动;李国强;总经理;\n云岭;\"王;芳\";经理;旧的\n";
    let batch = of(text.as_bytes(), &world).expect("a table");
    let wrong: Vec<RowComplaint> = batch.rows.iter().filter_map(|row| row.values(&known(&world)).err()).flatten().collect();
    let bytes = rejects(&batch, &wrong, Lang::Zh);
    let back = String::from_utf8(bytes.clone()).expect("text");
    assert!(back.starts_with("\u{feff}客户;关键人物名称;职务;原因\r\n云岭;\"王;芳\";经理;"), "{back}");
    assert!(!back.contains("旧的") && back.contains("云岭移动（") | back.contains("yunling（云岭移动）"), "{back}");
    let again = of(&bytes, &world).expect("a table");
    assert_eq!(again.rows[0].cells.len(), 3);

    let text = "{\"name\":\"甲\",\"role\":\"老大\",\"原因\":\"旧的\",\"influence\":1.0}\n{bad\n";
    let batch = of(text.as_bytes(), &world).expect("lines");
    let mut wrong = batch.complaints.clone();
    wrong.extend(batch.rows.iter().filter_map(|row| row.values(&known(&world)).err()).flatten());
    let back = String::from_utf8(rejects(&batch, &wrong, Lang::Zh)).expect("text");
    assert!(back.starts_with("{\"name\":\"甲\",\"role\":\"老大\",\"influence\":1.0,\"原因\":\"role：角色作用「老大」"), "{back}");
    assert!(back.ends_with("\n{bad\n"), "{back}");
}

#[test]
fn a_form_with_a_field_of_that_name_has_another_column_for_reasons() {
    let world = world();
    let form = Form { spec: registers::Complaint::SPEC, extra: &[&CUSTOMER], known: known(&world) };
    let batch = read("客户,原因,未录入原因\nyunling,线路老化,旧的\n".as_bytes(), Some(Shape::Csv), form).expect("a table");
    assert_eq!(batch.reason, "未录入原因");
    assert_eq!(batch.rows[0].cells.len(), 2);
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..120), lines in "[{}\\[\\]\":,a\\n客户=]{0,60}") {
        let world = world();
        for bytes in [&bytes[..], lines.as_bytes()] {
            for shape in [None, Some(Shape::Csv), Some(Shape::Jsonl)] {
                let form = Form { spec: KeyPersonRow::SPEC, extra: &[&CUSTOMER], known: known(&world) };
                if let Ok(batch) = read(bytes, shape, form) {
                    let mut wrong = batch.complaints.clone();
                    wrong.extend(batch.rows.iter().filter_map(|row| row.values(&known(&world)).err()).flatten());
                    let _ = rejects(&batch, &wrong, Lang::Zh);
                }
            }
        }
    }
}
