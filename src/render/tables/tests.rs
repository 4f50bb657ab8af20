use proptest::prelude::*;

use super::*;
use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;
use crate::model::period::parse_date;
use crate::render::table::{Cell, Column, Tone};
use crate::words::{Lang, words};

fn wan(text: &str) -> Cell {
    Money::parse(text, Unit::Wan).expect("an amount").0.into()
}

fn rate(text: &str) -> Cell {
    Percent::parse(text).expect("a percentage").0.into()
}

/// 收益计划 of a customer whose lines need three decimals.
fn revenue() -> Table {
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "Customer")),
        Column::new("project", words("项目名称", "Project")),
        Column::new("contract", words("合同额", "Contract")),
        Column::new("win_rate", words("获取率", "Win rate")),
        Column::new("expected", words("实际收入", "Expected")),
        Column::new("profit", words("利润额", "Profit")),
        Column::new("expected_on", words("预计签约日期", "Expected on")),
    ]);
    let day = |text| Cell::from(parse_date(text));
    table.rows = vec![
        vec!["starbridge".into(), "星桥设备｜机房扩容".into(), wan("320"), rate("70"), wan("224"), wan("20.16"), day("2026-09-30")],
        vec!["starbridge".into(), "5G 基站 (二期)".into(), wan("180.5"), rate("45"), wan("81.225"), wan("6.091875"), day("")],
    ];
    table.totals = vec![vec!["合计".into(), Cell::Empty, wan("500.5"), rate("60.984015984"), wan("305.225"), wan("26.251875")]];
    table.notes = vec!["获取率为加权平均。".to_owned()];
    table
}

fn style(width: Option<u16>) -> TableStyle {
    TableStyle { unit: Unit::Wan, width, ..TableStyle::default() }
}

fn show(format: TableFormat, table: &Table, style: &TableStyle) -> String {
    String::from_utf8(render(format, table, style)).expect("UTF-8")
}

#[test]
fn text_foots_and_aligns() {
    insta::assert_snapshot!(show(TableFormat::Text, &revenue(), &style(None)), @r#"
    客户        项目名称            合同额（万元）  获取率  实际收入（万元）  利润额（万元）  预计签约日期
    ──────────────────────────────────────────────────────────────────────────────────────────────────────
    starbridge  星桥设备｜机房扩容          320.00  70.00%           224.000       20.160000  2026-09-30
    starbridge  5G 基站 (二期)              180.50  45.00%            81.225        6.091875
                                    ──────────────  ──────  ────────────────  ──────────────
    合计                                    500.50  60.98%           305.225       26.251875

    获取率为加权平均。
    "#);
}

#[test]
fn text_in_english_in_yuan_rounded() {
    let style = TableStyle { lang: Lang::En, unit: Unit::Yuan, round: Some(0), ..TableStyle::default() };
    insta::assert_snapshot!(show(TableFormat::Text, &revenue(), &style), @r#"
    Customer    Project             Contract (CNY)  Win rate  Expected (CNY)  Profit (CNY)  Expected on
    ───────────────────────────────────────────────────────────────────────────────────────────────────
    starbridge  星桥设备｜机房扩容       3,200,000       70%       2,240,000       201,600  2026-09-30
    starbridge  5G 基站 (二期)           1,805,000       45%         812,250        60,919
                                    ──────────────  ────────  ──────────────  ────────────
    合计                                 5,005,000       61%       3,052,250       262,519

    获取率为加权平均。
    "#);
}

#[test]
fn text_on_a_narrow_terminal() {
    insta::assert_snapshot!(show(TableFormat::Text, &revenue(), &style(Some(76))), @r#"
    客户        项目名称      合同额  获取率  实际收入     利润额  预计签约日期
                            （万元）          （万元）   （万元）
    ───────────────────────────────────────────────────────────────────────────
    starbridge  星桥设备｜    320.00  70.00%   224.000  20.160000  2026-09-30
                机房扩容
    ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
    starbridge  5G 基站       180.50  45.00%    81.225   6.091875
                (二期)
    ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
    合计                      500.50  60.98%   305.225  26.251875

    获取率为加权平均。
    "#);
}

#[test]
fn text_on_a_tiny_terminal_is_blocks() {
    insta::assert_snapshot!(show(TableFormat::Text, &revenue(), &style(Some(30))), @r#"
    客户：starbridge
    项目名称：星桥设备｜机房扩容
    合同额（万元）：320.00
    获取率：70.00%
    实际收入（万元）：224.000
    利润额（万元）：20.160000
    预计签约日期：2026-09-30

    客户：starbridge
    项目名称：5G 基站 (二期)
    合同额（万元）：180.50
    获取率：45.00%
    实际收入（万元）：81.225
    利润额（万元）：6.091875

    客户：合计
    合同额（万元）：500.50
    获取率：60.98%
    实际收入（万元）：305.225
    利润额（万元）：26.251875

    获取率为加权平均。
    "#);
}

#[test]
fn text_of_lists_breaks_and_escapes() {
    let mut table = Table::new(vec![
        Column::new("staff", words("我方人员", "Ours")),
        Column::new("sole", words("独占", "Sole")),
        Column::from_data("li-guoqiang", "李国强\u{1b}[2J"),
    ]);
    table.rows = vec![
        vec![Cell::List(vec!["周岚".into(), "吴敏".into()]), Cell::Bool(true), "两行\n文字\t制表".into()],
        vec![Cell::Empty, Cell::Bool(false), Cell::Int(-5)],
    ];
    insta::assert_snapshot!(show(TableFormat::Text, &table, &style(None)), @r#"
    我方人员    独占  李国强␛[2J
    ────────────────────────────
    周岚、吴敏  是    两行
                      文字 制表
    ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
                否    -5
    "#);
    insta::assert_snapshot!(show(TableFormat::Json, &table, &style(None)), @r#"
    {"version":1,"rows":[
      {"staff":["周岚","吴敏"],"sole":true,"li-guoqiang":"两行\n文字\t制表"},
      {"staff":null,"sole":false,"li-guoqiang":-5}
    ]}
    "#);
    insta::assert_snapshot!(show(TableFormat::Markdown, &table, &style(None)), @r#"
    | 我方人员 | 独占 | 李国强 \[2J |
    | --- | --- | --- |
    | 周岚、吴敏 | 是 | 两行<br>文字 制表 |
    |  | 否 | -5 |
    "#);
}

#[test]
fn every_printed_line_fits_the_terminal() {
    for room in 20..140u16 {
        for line in show(TableFormat::Text, &revenue(), &style(Some(room))).lines() {
            assert!(crate::render::paper::width(line) <= usize::from(room), "{room}: {line}");
        }
    }
}

#[test]
fn nothing_to_show() {
    let table = Table::new(revenue().columns);
    insta::assert_snapshot!(show(TableFormat::Text, &table, &style(None)), @"（无）");
    insta::assert_snapshot!(show(TableFormat::Csv, &table, &style(None)), @"customer,project,contract,win_rate,expected,profit,expected_on");
    insta::assert_snapshot!(show(TableFormat::Json, &table, &style(None)), @r#"{"version":1,"rows":[]}"#);
    insta::assert_snapshot!(show(TableFormat::Jsonl, &table, &style(None)), @"");
    insta::assert_snapshot!(show(TableFormat::Markdown, &table, &style(None)), @r#"
    | 客户 | 项目名称 | 合同额 | 获取率 | 实际收入 | 利润额 | 预计签约日期 |
    | --- | --- | --- | --- | --- | --- | --- |
    "#);
}

#[test]
fn machine_formats_are_raw() {
    insta::assert_snapshot!(show(TableFormat::Csv, &revenue(), &style(None)), @r#"
    customer,project,contract,win_rate,expected,profit,expected_on
    starbridge,星桥设备｜机房扩容,3200000.00,70.00,2240000.00,201600.00,2026-09-30
    starbridge,5G 基站 (二期),1805000.00,45.00,812250.00,60918.75,
    "#);
    insta::assert_snapshot!(show(TableFormat::Json, &revenue(), &style(None)), @r#"
    {"version":1,"rows":[
      {"customer":"starbridge","project":"星桥设备｜机房扩容","contract":"3200000.00","win_rate":"70.00","expected":"2240000.00","profit":"201600.00","expected_on":"2026-09-30"},
      {"customer":"starbridge","project":"5G 基站 (二期)","contract":"1805000.00","win_rate":"45.00","expected":"812250.00","profit":"60918.75","expected_on":null}
    ],"total":{"contract":"5005000.00","win_rate":"60.98","expected":"3052250.00","profit":"262518.75"},"notes":["获取率为加权平均。"]}
    "#);
    insta::assert_snapshot!(show(TableFormat::Jsonl, &revenue(), &style(None)), @r#"
    {"customer":"starbridge","project":"星桥设备｜机房扩容","contract":"3200000.00","win_rate":"70.00","expected":"2240000.00","profit":"201600.00","expected_on":"2026-09-30"}
    {"customer":"starbridge","project":"5G 基站 (二期)","contract":"1805000.00","win_rate":"45.00","expected":"812250.00","profit":"60918.75","expected_on":null}
    "#);
    let json: serde_json::Value = serde_json::from_slice(&render(TableFormat::Json, &revenue(), &style(None))).expect("JSON");
    assert_eq!(json["total"]["profit"], "262518.75");
}

#[test]
fn markdown_for_people() {
    insta::assert_snapshot!(show(TableFormat::Markdown, &revenue(), &style(None)), @r#"
    | 客户 | 项目名称 | 合同额（万元） | 获取率 | 实际收入（万元） | 利润额（万元） | 预计签约日期 |
    | --- | --- | ---: | ---: | ---: | ---: | --- |
    | starbridge | 星桥设备｜机房扩容 | 320.00 | 70.00% | 224.000 | 20.160000 | 2026-09-30 |
    | starbridge | 5G 基站 (二期) | 180.50 | 45.00% | 81.225 | 6.091875 |  |
    | **合计** |  | **500.50** | **60.98%** | **305.225** | **26.251875** |  |

    - 获取率为加权平均。
    "#);
}

#[test]
fn csv_for_spreadsheets() {
    let mut table = Table::new(vec![Column::new("name", words("名称", "Name")), Column::new("phone", words("电话", "Phone"))]);
    table.rows = vec![
        vec!["=HYPERLINK(\"http://x\")".into(), "+86 138 0013 8000".into()],
        vec!["-5".into(), Cell::List(vec!["@a".into(), "b".into()])],
    ];
    let csv = show(TableFormat::Csv, &table, &TableStyle { excel: true, ..style(None) });
    assert_eq!(csv, "\u{FEFF}名称,电话\r\n\"'=HYPERLINK(\"\"http://x\"\")\",+86 138 0013 8000\r\n-5,'@a;b\r\n");
    let csv = show(TableFormat::Csv, &revenue(), &TableStyle { excel: true, ..style(None) });
    assert!(csv.starts_with("\u{FEFF}客户,项目名称,合同额（元）,"), "{csv}");
}

#[test]
fn names_of_formats() {
    for format in TableFormat::ALL {
        assert_eq!(TableFormat::parse(format.name()), Some(format));
    }
    assert_eq!(TableFormat::of_extension("MD"), Some(TableFormat::Markdown));
    assert_eq!(TableFormat::of_extension("XLSX"), Some(TableFormat::Xlsx));
    assert_eq!(TableFormat::of_extension("docx"), None);
}

proptest! {
    #[test]
    fn csv_reads_back(rows in prop::collection::vec(prop::collection::vec("[\\PC\\n\\r\"]{0,8}", 3), 0..6)) {
        let mut table = Table::new(["a", "b", "c"].map(|key| Column::new(key, words("", ""))).to_vec());
        table.rows = rows.iter().map(|row| row.iter().map(|text| Cell::text(text.as_str())).collect()).collect();
        let bytes = render(TableFormat::Csv, &table, &style(None));
        let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
        let read: Vec<Vec<String>> = reader.deserialize().collect::<Result<_, _>>().expect("CSV");
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn any_text_fits_any_terminal(texts in prop::collection::vec("[a-z0-9云岭移动，。（ \\n]{0,40}", 8), room in 12u16..120) {
        let mut table = Table::new(["a", "b", "c", "d"].map(|key| Column::new(key, words("标题很长很长", ""))).to_vec());
        table.rows = texts.chunks(4).map(|row| row.iter().map(|text| Cell::text(text.as_str())).collect()).collect();
        for line in show(TableFormat::Text, &table, &style(Some(room))).lines() {
            prop_assert!(crate::render::paper::width(line) <= usize::from(room), "{}: {}", room, line);
        }
    }

    #[test]
    fn any_text_is_rendered(texts in prop::collection::vec("[\\PC\\n\\t\\r]{0,30}", 4), room in 1u16..60) {
        let mut table = Table::new(["a", "b", "c", "d"].map(|key| Column::new(key, words("标题（长）", ""))).to_vec());
        table.rows = vec![texts.into_iter().map(Cell::from).collect()];
        for format in TableFormat::ALL {
            let _ = render(format, &table, &style(Some(room)));
        }
    }
}

#[test]
fn tones_are_colours_on_a_terminal_and_nothing_elsewhere() {
    let mut table = Table::new(vec![Column::new("state", words("状态", "state")), Column::new("what", words("事项", "what"))]);
    table.rows.push(vec![Cell::Toned(Tone::Bad, "过期 18 天".to_owned()), Cell::text("联\u{2061}系")]);
    table.rows.push(vec![Cell::Toned(Tone::Fair, "今天".to_owned()), Cell::text("回访")]);
    let plain = show(TableFormat::Text, &table, &style(None));
    assert!(plain.contains("过期 18 天  ") && !plain.contains('\u{1b}'), "{plain}");
    let colored = show(TableFormat::Text, &table, &TableStyle { color: true, ..style(None) });
    assert!(colored.contains("\u{1b}[31m过期\u{1b}[0m \u{1b}[31m18\u{1b}[0m \u{1b}[31m天\u{1b}[0m  联系"), "{colored:?}");
    assert!(colored.contains("\u{1b}[33m今天\u{1b}[0m"), "{colored:?}");
    // Broken into lines or blocks, the same words in the same places.
    for width in [12, 16, 40] {
        let bare = |color| show(TableFormat::Text, &table, &TableStyle { color, ..style(Some(width)) });
        let stripped = ["\u{1b}[31m", "\u{1b}[33m", "\u{1b}[0m"].iter().fold(bare(true), |text, code| text.replace(code, ""));
        assert_eq!(stripped, bare(false).replace('\u{2061}', ""), "{width}");
    }
    for format in [TableFormat::Csv, TableFormat::Json, TableFormat::Markdown] {
        assert!(!show(format, &table, &TableStyle { color: true, ..style(None) }).contains('\u{1b}'));
    }
}
